// What no time can be: below the data sheet's peaks, or otherwise than its parts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findDevice } from "../../server/src/hardware/devices.ts";
import type { Precision } from "../../server/src/hardware/devices.ts";
import { ridgeOf, timeOf } from "../../server/src/hardware/time.ts";
import type { Time } from "../../server/src/hardware/time.ts";
import type { OpRecord } from "../../server/src/tensor/trace.ts";
import { meta, record } from "../analysis/traces.ts";

const time = (
  records: readonly OpRecord[],
  options: { name?: string; precision?: Precision; training?: boolean; fused?: boolean } = {},
): Time => {
  const { name = "a100-sxm-80gb", precision = "fp32", training = false, fused = false } = options;
  const device = findDevice(name);
  assert.ok(device !== undefined);
  return timeOf(records, { device, precision, mode: training ? "training" : "inference", fused });
};

const close = (value: number, expected: number): void =>
  assert.ok(Math.abs(value / expected - 1) < 1e-9, `${value} is not ${expected}`);

const n = 8192;
const product = record("mm", "matmul", {
  inputs: [meta([n, n]), meta([n, n])],
  outputs: [meta([n, n])],
  flops: 2 * n ** 3,
});
const large = meta([2 ** 28]);
const relu = record("relu", "pointwise", { inputs: [large], outputs: [meta([2 ** 28])], elementwise: 1 });
const small = record("relu", "pointwise", { inputs: [meta([8])], outputs: [meta([8])], elementwise: 1 });
const view = record("view", "view", { inputs: [large], outputs: [large] });
const empty = record("cat", "copy", { inputs: [meta([0, 4])], outputs: [meta([0, 4])] });

test("the lower end of the range is the roofline: arithmetic at peak or bytes at full bandwidth", () => {
  close(time([product]).lower, (2 * n ** 3) / 19.5e12);
  close(time([product], { precision: "bf16" }).lower, (2 * n ** 3) / 312e12);
  close(time([relu]).lower, (2 * 4 * 2 ** 28) / 2039e9);
  close(time([relu], { precision: "bf16" }).lower, (2 * 2 * 2 ** 28) / 2039e9);
  close(time([relu], { precision: "amp-bf16" }).lower, time([relu]).lower);
  assert.equal(time([product]).bound, "compute");
  assert.equal(time([relu]).bound, "memory");
});

test("no time is below the roofline, and the range holds it", () => {
  for (const name of ["a100-sxm-80gb", "rtx4090", "h100-sxm", "l4", "tpu-v5e", "cpu-8-core"])
    for (const precision of ["fp32", "bf16", "amp-bf16", "int8"] as const)
      for (const fused of [false, true]) {
        const { lower, seconds, upper } = time([product, relu, small, view], { name, precision, fused });
        assert.ok(lower <= seconds && seconds < upper, `${name} ${precision}: ${lower} ${seconds} ${upper}`);
      }
});

test("small ops wait for the host's launches; after long kernels they do not", () => {
  const many = time(Array.from({ length: 100 }, () => small));
  close(many.seconds, 100 * 6e-6);
  assert.equal(many.bound, "launch");
  const behind = time([product, small, small]);
  assert.ok(behind.seconds < time([product]).seconds + 1e-6);
});

test("views and empty tensors are free", () => {
  assert.equal(time([view, empty]).seconds, 0);
});

test("kernels add up to the whole, which is bound by what most of it goes to", () => {
  const all = time([product, view, relu, small]);
  close(
    all.seconds,
    all.kernels.reduce((sum, { seconds }) => sum + seconds, 0),
  );
  assert.equal(all.kernels.length, 3);
  assert.equal(all.bound, "compute");
});

test("arithmetic intensity, and where a card's compute and memory are in balance", () => {
  const { intensity } = time([relu]);
  close(intensity, 1 / 8);
  const device = findDevice("a100-sxm-80gb");
  assert.ok(device !== undefined);
  close(ridgeOf(device, "bf16"), 312e12 / 2039e9);
});

test("a card without the format computes in another one and says so", () => {
  const { lower, instead } = time([product], { name: "t4", precision: "bf16" });
  assert.equal(instead, "fp32");
  close(lower, (2 * n ** 3) / 8.1e12);
  assert.equal(time([product], { precision: "bf16" }).instead, null);
});

test("training adds the backward kernels", () => {
  const weight = meta([n, n], { requiresGrad: true });
  const trained = record("mm", "matmul", {
    inputs: [meta([n, n]), weight],
    outputs: [meta([n, n], { requiresGrad: true })],
    flops: 2 * n ** 3,
    backward: 2 * n ** 3,
  });
  close(time([trained], { training: true }).lower, 2 * time([trained]).lower);
  close(time([product], { training: true }).seconds, time([product]).seconds); // nothing needs a gradient
});

test("the optimizer's step moves weights, gradients and moments", () => {
  const device = findDevice("a100-sxm-80gb");
  assert.ok(device !== undefined);
  const options = { device, precision: "fp32", mode: "training", fused: false } as const;
  const update = { optimizer: "adamw", parameters: 1e9 } as const;
  const { lower, step, seconds } = timeOf([], { ...options, update });
  close(lower, 28e9 / 2039e9);
  assert.ok(step >= lower && step === seconds);
  assert.equal(timeOf([], { ...options, mode: "inference", update }).seconds, 0);
});

test("sizes that fill tiles and units badly take longer than their FLOPs say", () => {
  const sized = (rows: number, columns: number): OpRecord =>
    record("mm", "matmul", {
      inputs: [meta([rows, 4096]), meta([4096, columns])],
      outputs: [meta([rows, columns])],
      flops: 2 * rows * columns * 4096,
    });
  const rate = (rows: number, columns: number): number =>
    (rows * columns) / time([sized(rows, columns)], { precision: "bf16" }).seconds;
  assert.ok(rate(8192, 4097) < rate(8192, 4096));
  assert.ok(rate(128, 128) < rate(8192, 4096) / 4);
});

test("compiled, a pointwise op joins the kernel that made its input", () => {
  const middle = meta([2 ** 28]);
  const chain = [
    record("add", "pointwise", { inputs: [large], outputs: [middle], elementwise: 1 }),
    record("relu", "pointwise", { inputs: [middle], outputs: [meta([2 ** 28])], elementwise: 1 }),
  ];
  close(time(chain, { fused: true }).lower, (2 * 4 * 2 ** 28) / 2039e9);
  close(time(chain).lower, (4 * 4 * 2 ** 28) / 2039e9);
});

test("compiled, what waits for a product does not join what the product waits for", () => {
  const [x, y, z] = [meta([n, n]), meta([n, n]), meta([n, n])];
  const steps = [
    record("relu", "pointwise", { inputs: [x], outputs: [y], elementwise: 1 }),
    record("mm", "matmul", { inputs: [y, y], outputs: [z], flops: 2 * n ** 3 }),
    record("add", "pointwise", { inputs: [y, z], outputs: [meta([n, n])], elementwise: 1 }),
  ];
  const { kernels } = time(steps, { fused: true });
  assert.equal(kernels.length, 3);
  assert.ok(time(steps, { fused: true }).lower >= time([product]).lower + (4 * 4 * n * n) / 2039e9);
});
