// The table passes every check, and each kind of mistake, made in a correct row, is found by one.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { defaultDevice, deviceGroups, devices, findDevice } from "../../server/src/hardware/devices.ts";
import type { Device, Peaks } from "../../server/src/hardware/devices.ts";
import { deviceChecks, tableProblems } from "./tableChecks.ts";

const device = (name: string): Device => {
  const found = devices.find((each) => each.name === name);
  assert.ok(found !== undefined, name);
  return found;
};

const failed = (each: Device): string[] =>
  Object.entries(deviceChecks)
    .filter(([, check]) => check(each).length > 0)
    .map(([name]) => name);

describe("the table", () => {
  for (const [name, check] of Object.entries(deviceChecks))
    it(name, () => {
      const problems = devices.flatMap((each) => check(each).map((problem) => `${each.name}: ${problem}`));
      assert.deepEqual(problems, []);
    });

  it("has no row that copies another", () => {
    assert.deepEqual(tableProblems(devices), []);
  });

  it("has rows in every group, the default and the names that were there before", () => {
    assert.ok(devices.length >= 50);
    for (const group of deviceGroups)
      assert.equal(
        devices.some((each) => each.group === group),
        group !== "custom",
        group,
      );
    const before =
      "v100-sxm2-32gb t4 a100-sxm-40gb a100-sxm-80gb a10 l4 l40s rtx3090 rtx4090 rtx5090 h100-sxm h200-sxm".split(" ");
    for (const name of [defaultDevice, ...before]) assert.equal(findDevice(name)?.name, name);
  });

  it("has the cells that tables often get wrong", () => {
    assert.equal(device("l4").bandwidth, 300);
    assert.equal(device("l4").peaks.bf16, 121);
    assert.equal(device("h100-sxm").peaks.bf16, 989.4);
    assert.equal(device("rtx4090").peaks.fp16, 165.2);
    assert.equal(device("mi250x-gcd").peaks.bf16, 191.5);
    assert.equal(device("h100-pcie").bandwidth, 2039);
  });
});

describe("a mistake in a correct row is found", () => {
  const peaks = (each: Device, change: Partial<Peaks>): Device => ({ ...each, peaks: { ...each.peaks, ...change } });
  const h100 = device("h100-sxm");
  const rtx4090 = device("rtx4090");
  const mistakes: readonly (readonly [what: string, broken: Device, check: string])[] = [
    [
      "sparse bf16 and fp16",
      peaks(h100, { bf16: 1979, fp16: 1979 }),
      "bf16 twice TF32 where a data center card has both",
    ],
    ["sparse bf16 alone", peaks(h100, { bf16: 1979 }), "bf16 is fp16"],
    ["sparse fp8", peaks(h100, { fp8: 3958 }), "fp8 twice the half formats"],
    ["sparse int8", peaks(rtx4090, { int8: 1321 }), "int8 at least the half formats"],
    ["sparse fp4", peaks(device("rtx5090"), { fp4: 3352 }), "fp4 twice to four times fp8"],
    [
      "every tensor peak sparse",
      peaks(h100, { tf32: 989, bf16: 1979, fp16: 1979, fp8: 3958, int8: 3958 }),
      "peaks are units × clock × FLOPs a clock",
    ],
    [
      "a GeForce's half formats accumulating in fp16",
      peaks(rtx4090, { bf16: 330.3, fp16: 330.3 }),
      "peaks are units × clock × FLOPs a clock",
    ],
    ["multiply-adds counted once", peaks(h100, { fp32: 33.5 }), "peaks are units × clock × FLOPs a clock"],
    ["int8 below fp16", peaks(h100, { int8: 494 }), "int8 at least the half formats"],
    ["a bandwidth in TB/s", { ...h100, bandwidth: 3.35 }, "a cell's unit, and peaks of sparse matrices"],
    ["L4 at H100's bandwidth", { ...device("l4"), bandwidth: 3350 }, "bandwidth within what the memory gives"],
    [
      "40 GB with the 80 GB card's bandwidth",
      { ...device("a100-sxm-40gb"), bandwidth: 2039 },
      "bandwidth within what the memory gives",
    ],
    ["memory in GiB of powers of two", { ...h100, memory: 79.6 }, "memory as sold"],
    ["a cache in KB", { ...h100, l2: 51200 }, "a cell's unit, and peaks of sparse matrices"],
    ["a clock in GHz", { ...h100, clock: 1.98 }, "a cell's unit, and peaks of sparse matrices"],
    ["a launch in ns", { ...h100, launch: 6000 }, "a cell's unit, and peaks of sparse matrices"],
    ["CUDA cores as units", { ...h100, units: 16896 }, "peaks are units × clock × FLOPs a clock"],
    ["fp8 on Ampere", peaks(device("a100-sxm-80gb"), { fp8: 624 }), "formats from the generation that brought them"],
    ["no source", { ...h100, source: "a forum" }, "a name, a label and a source"],
    ["a name with capitals", { ...h100, name: "H100 SXM" }, "a name, a label and a source"],
    ["nothing but nonsense", { ...h100, bandwidth: Number.NaN }, "a cell's unit, and peaks of sparse matrices"],
  ];
  for (const [what, broken, check] of mistakes)
    it(what, () => assert.ok(failed(broken).includes(check), failed(broken).join("; ")));

  it("a row twice, under another name", () => {
    assert.equal(tableProblems([h100, { ...h100, name: "h800", label: "H800" }]).length, 1);
    assert.equal(tableProblems([h100, h100]).length, 3);
  });
});
