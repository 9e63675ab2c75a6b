// The devices as a list to pick from, and what is said about one that is not there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceDetail, deviceList, deviceMessage } from "../../server/src/analysis/deviceList.ts";
import { readCustomDevices } from "../../server/src/hardware/customDevices.ts";
import { devices, findDevice } from "../../server/src/hardware/devices.ts";

const { devices: custom } = readCustomDevices([{ name: "my-gpu", label: "My GPU", extends: "h100-sxm" }]);

test("every device stands once, group after group, the user's own first", () => {
  const list = deviceList(custom, []);
  assert.equal(list.length, devices.length + 1);
  assert.equal(list[0]?.name, "my-gpu");
  const groups = list.map(({ group }) => group).filter((group, i, all) => group !== all[i - 1]);
  assert.equal(new Set(groups).size, groups.length);
  assert.deepEqual(groups.slice(0, 4), ["Your devices", "NVIDIA data center", "NVIDIA workstation", "NVIDIA GeForce"]);
});

test("this machine's GPUs are marked; a name that nobody knows marks none", () => {
  const here = (...names: string[]): string[] =>
    deviceList(custom, names)
      .filter(({ isPresent }) => isPresent)
      .map(({ name }) => name);
  assert.deepEqual(here("NVIDIA H100 80GB HBM3", "NVIDIA H100 80GB HBM3"), ["h100-sxm"]);
  assert.deepEqual(here("NVIDIA GeForce RTX 4090 Laptop GPU", "[N/A]", ""), []);
});

test("the detail says memory, bandwidth and the peak of the format that the device has", () => {
  const detail = (name: string): string => {
    const device = findDevice(name);
    assert.ok(device !== undefined);
    return deviceDetail(device);
  };
  assert.equal(detail("h100-sxm"), "Hopper · 80 GB HBM3 · 3.35 TB/s · 989 TFLOPS bf16");
  assert.equal(detail("t4"), "Turing · 16 GB GDDR6 · 320 GB/s · 65 TFLOPS fp16");
  assert.equal(detail("m2"), "Apple silicon · 24 GB LPDDR5 · 100 GB/s · 3.6 TFLOPS fp32");
});

test("one message names everything that is wrong, up to a length", () => {
  assert.equal(deviceMessage("my-gpu", custom, []), null);
  assert.equal(deviceMessage("NVIDIA H200", custom, []), null);
  assert.equal(deviceMessage("my-gqu", custom, []), "FlopLens: unknown device my-gqu: did you mean my-gpu?");
  assert.equal(deviceMessage("abacus", custom, ["a", "b"]), "FlopLens: a; b; unknown device abacus");
  const many = Array.from({ length: 20 }, (_, i) => `p${i}`);
  assert.equal(deviceMessage("h100-sxm", [], many), "FlopLens: p0; p1; p2; p3; p4; p5; and 14 more");
});
