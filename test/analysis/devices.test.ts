// The classes of mistake that published GPU tables are full of: sparse beside dense, GiB beside GB, another card's cell.

import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultDevice, devices, findDevice } from "../../server/src/hardware/devices.ts";
import type { Device } from "../../server/src/hardware/devices.ts";

const near = (value: number, expected: number, tolerance: number): boolean =>
  Math.abs(value / expected - 1) <= tolerance;

const each = (check: (device: Device) => void): void => {
  for (const device of devices) check(device);
};

test("names are lower case with dashes, and each stands once", () => {
  each(({ name }) => assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/));
  assert.equal(new Set(devices.map(({ name }) => name)).size, devices.length);
  assert.equal(new Set(devices.map(({ label }) => label)).size, devices.length);
  assert.ok(findDevice(defaultDevice) !== undefined);
});

test("every row names a source", () => {
  each(({ name, source }) => assert.match(source, /NVIDIA .+/, name));
});

test("half precision is about twice TF32, and bf16 equals fp16 where both exist", () => {
  each(({ name, peaks: { tf32, bf16, fp16 } }) => {
    if (tf32 !== null && bf16 !== null) assert.ok(near(bf16, 2 * tf32, 0.02), `${name}: bf16 ${bf16}, tf32 ${tf32}`);
    if (bf16 !== null) assert.equal(bf16, fp16, name);
  });
});

test("fp8 is about twice half precision, int8 two to four times", () => {
  each(({ name, peaks: { fp16, fp8, int8 } }) => {
    if (fp16 === null) return;
    if (fp8 !== null) assert.ok(near(fp8, 2 * fp16, 0.02), `${name}: fp8 ${fp8}, fp16 ${fp16}`);
    if (int8 !== null) assert.ok(near(int8, 2 * fp16, 0.02) || near(int8, 4 * fp16, 0.02), `${name}: int8 ${int8}`);
  });
});

test("tensor cores of data centre cards beat fp32 by what their generation brings, no more: a sparse cell would be double", () => {
  const ratios: Readonly<Record<Device["architecture"], readonly [number, number]>> = {
    Volta: [8, 8],
    Turing: [8, 8.1],
    Ampere: [2, 16],
    Ada: [2, 4],
    Hopper: [14, 15],
    Blackwell: [2, 2],
  };
  each(({ name, architecture, peaks: { fp32, fp16 } }) => {
    const [low, high] = ratios[architecture];
    const ratio = (fp16 ?? 0) / (fp32 ?? 1);
    assert.ok(ratio >= low * 0.99 && ratio <= high * 1.01, `${name}: fp16 is ${ratio} × fp32`);
  });
});

test("formats exist from the generation that brought them", () => {
  const order = ["Volta", "Turing", "Ampere", "Ada", "Hopper", "Blackwell"];
  each(({ name, architecture, peaks }) => {
    const generation = order.indexOf(architecture);
    assert.equal(peaks.tf32 !== null, generation >= 2, `${name}: tf32`);
    assert.equal(peaks.bf16 !== null, generation >= 2, `${name}: bf16`);
    assert.equal(peaks.fp8 !== null, generation >= 3, `${name}: fp8`);
    assert.ok(peaks.fp32 !== null, `${name}: fp32`);
  });
});

test("bandwidth lies within what the memory type gives", () => {
  const ranges: Readonly<Record<Device["memoryType"], readonly [number, number]>> = {
    HBM2: [700, 1600],
    HBM2e: [1500, 2100],
    HBM3: [2000, 3400],
    HBM3e: [3900, 8100],
    GDDR6: [250, 1000],
    GDDR6X: [700, 1050],
    GDDR7: [600, 1900],
  };
  each(({ name, memoryType, bandwidth }) => {
    const [low, high] = ranges[memoryType];
    assert.ok(bandwidth >= low && bandwidth <= high, `${name}: ${bandwidth} GB/s of ${memoryType}`);
  });
});

test("memory is as sold, in GB, and L2 in MB", () => {
  const sold = new Set([16, 24, 32, 40, 48, 80, 141]);
  each(({ name, memory, l2, launch }) => {
    assert.ok(sold.has(memory), `${name}: ${memory} GB`);
    assert.ok(l2 >= 4 && l2 <= 96, `${name}: ${l2} MB of L2`);
    assert.ok(launch >= 2 && launch <= 12, `${name}: ${launch} µs`);
  });
});

test("no two cards share fp32 peak and bandwidth: one would be a copy of the other", () => {
  const keys = devices.map(({ peaks, bandwidth }) => `${peaks.fp32}/${bandwidth}`);
  assert.equal(new Set(keys).size, keys.length);
});
