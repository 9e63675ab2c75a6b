// A user's own devices: good ones are kept, and each mistake is named and costs only its own device.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCustomDevices } from "../../server/src/hardware/customDevices.ts";
import { devices, findDevice } from "../../server/src/hardware/devices.ts";

const good = { name: "my-gpu", memory: 48, bandwidth: 900, peaks: { fp32: 40, tf32: 80, bf16: 160, fp16: 160 } };

const problemsOf = (value: unknown): readonly string[] => {
  const { devices, problems } = readCustomDevices([value]);
  assert.equal(devices.length, problems.length === 0 ? 1 : 0);
  return problems;
};

describe("good devices", () => {
  it("the least that a device says", () => {
    const { devices: read, problems } = readCustomDevices([good]);
    assert.deepEqual(problems, []);
    const [device] = read;
    assert.ok(device !== undefined);
    assert.equal(device.label, "my-gpu");
    assert.equal(device.group, "custom");
    assert.equal(device.l2, null);
    assert.equal(device.peaks.int8, null);
    assert.equal(device.launch, 6);
    assert.equal(findDevice("my-gpu", read), device);
  });

  it("one that overrides cells of a known one", () => {
    const { devices: read, problems } = readCustomDevices([
      { name: "h100-capped", label: "H100 at 500 W", extends: "h100-sxm", peaks: { bf16: 700, fp16: 700 }, l2: null },
    ]);
    assert.deepEqual(problems, []);
    const h100 = findDevice("h100-sxm");
    assert.ok(h100 !== undefined);
    assert.deepEqual(read, [
      {
        ...h100,
        name: "h100-capped",
        label: "H100 at 500 W",
        group: "custom",
        l2: null,
        source: "your settings, on h100-sxm",
        peaks: { ...h100.peaks, bf16: 700, fp16: 700 },
      },
    ]);
  });

  it("one that extends an earlier one", () => {
    const { devices: read, problems } = readCustomDevices([good, { name: "my-gpu-2", extends: "my-gpu", memory: 96 }]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      read.map(({ name, memory, bandwidth }) => [name, memory, bandwidth]),
      [
        ["my-gpu", 48, 900],
        ["my-gpu-2", 96, 900],
      ],
    );
  });

  it("every row of the table, written as a custom device, is accepted", () => {
    const rows = devices
      .filter(({ peaks }) => peaks.fp32 !== null)
      .map(({ name, memory, bandwidth, l2, launch, units, clock, peaks }) => ({
        ...{ name: `my-${name}`, memory, bandwidth, l2, launch, units, clock, peaks },
      }));
    assert.deepEqual(readCustomDevices(rows).problems, []);
  });
});

describe("mistakes", () => {
  for (const [what, change, expected] of [
    ["no name", { name: undefined }, /name is missing/],
    ["a name with spaces", { name: "My GPU" }, /name must be lower case/],
    ["a name of the table", { name: "h100-sxm" }, /there is a device h100-sxm already/],
    ["no memory", { memory: undefined }, /memory is missing/],
    ["no bandwidth", { bandwidth: undefined }, /bandwidth is missing/],
    ["no peaks", { peaks: undefined }, /peaks is missing/],
    ["no fp32", { peaks: { bf16: 100 } }, /peaks\.fp32 is missing/],
    ["a negative cell", { memory: -80 }, /memory is -80: it must be above 0/],
    ["zero", { bandwidth: 0 }, /bandwidth is 0: it must be above 0/],
    ["NaN", { memory: Number.NaN }, /memory is NaN, which is no number/],
    ["infinity", { peaks: { fp32: Infinity } }, /peaks\.fp32 is Infinity, which is no number/],
    ["a text", { memory: "80 GB" }, /memory must be a number/],
    ["bandwidth in TB/s", { bandwidth: 3.35 }, /bandwidth is 3\.35: GB\/s are meant; is it in TB\/s\?/],
    ["bandwidth in MB/s", { bandwidth: 900_000 }, /is it in MB\/s\?/],
    ["a cache in KB", { l2: 51_200 }, /l2 is 51200: MB are meant/],
    ["a launch in ms", { launch: 0.006 }, /launch is 0\.006: µs are meant; is it in ms\?/],
    ["a clock in GHz", { clock: 1.98 }, /MHz are meant/],
    ["half a unit", { units: 10.5 }, /whole number/],
    [
      "a sparse peak",
      { peaks: { ...good.peaks, bf16: 320, fp16: 320 } },
      /peaks\.bf16 is 4 × peaks\.tf32: dense peaks are meant/,
    ],
    ["a peak in GFLOPS", { peaks: { fp32: 400_000 } }, /TFLOPS are meant; is it in GFLOPS\?/],
    ["an unknown key", { bandwith: 900 }, /unknown key bandwith: did you mean bandwidth\?/],
    ["an unknown format", { peaks: { fp32: 40, bf61: 80 } }, /unknown key peaks\.bf61: did you mean bf16/],
    ["an unknown base", { extends: "h100-sxn" }, /extends an unknown device h100-sxn: did you mean h100-sxm/],
    ["a base that is no name", { extends: 5 }, /extends must be the name of a device/],
    ["peaks that are no object", { peaks: [40] }, /peaks must be an object/],
    ["a label that is no text", { label: 5 }, /label must be a text/],
  ] as const)
    it(what, () => {
      const problems = problemsOf({ ...good, ...change });
      assert.ok(
        problems.some((problem) => expected.test(problem) && problem.startsWith("customDevices[0]")),
        problems.join("\n"),
      );
    });

  it("every mistake of a device is named, and the others are kept", () => {
    const { devices: read, problems } = readCustomDevices([
      { ...good, memory: -1, bandwidth: 3.35, colour: "green" },
      good,
      good,
      7,
    ]);
    assert.deepEqual(
      read.map(({ name }) => name),
      ["my-gpu"],
    );
    assert.deepEqual(problems, [
      "customDevices[0] (my-gpu): unknown key colour",
      "customDevices[0] (my-gpu): memory is -1: it must be above 0",
      "customDevices[0] (my-gpu): bandwidth is 3.35: GB/s are meant; is it in TB/s?",
      "customDevices[2] (my-gpu): there is a device my-gpu already",
      "customDevices[3]: it must be an object",
    ]);
  });

  it("what is no list", () => {
    assert.deepEqual(readCustomDevices(undefined), { devices: [], problems: [] });
    assert.deepEqual(readCustomDevices({ name: "x" }).problems, ["customDevices must be an array of devices"]);
    for (const value of [null, 5, "x", [null], [[]], [{ __proto__: null }]])
      assert.deepEqual(readCustomDevices(value).devices, []);
  });
});
