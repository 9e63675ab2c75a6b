// Each kernel takes its longest of arithmetic, memory and launch; views are free.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findDevice } from "../../server/src/hardware/devices.ts";
import type { Precision } from "../../server/src/hardware/devices.ts";
import { roofline } from "../../server/src/hardware/roofline.ts";
import type { Time } from "../../server/src/hardware/roofline.ts";
import type { OpRecord } from "../../server/src/tensor/trace.ts";
import { meta, record } from "./traces.ts";

const time = (
  records: readonly OpRecord[],
  options: { name?: string; precision?: Precision; training?: boolean; fused?: boolean } = {},
): Time => {
  const { name = "a100-sxm-80gb", precision = "fp32", training = false, fused = false } = options;
  const device = findDevice(name);
  assert.ok(device !== undefined);
  return roofline(records, { device, precision, mode: training ? "training" : "inference", fused });
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

test("a large product is bound by compute, at the precision's dense peak", () => {
  const fp32 = time([product]);
  close(fp32.seconds, (2 * n ** 3) / 19.5e12);
  assert.equal(fp32.bound, "compute");
  close(time([product], { precision: "bf16" }).seconds, (2 * n ** 3) / 312e12);
});

test("a large pointwise op is bound by memory, and half as long in half precision", () => {
  const fp32 = time([relu]);
  close(fp32.seconds, (2 * 4 * 2 ** 28) / 2039e9);
  assert.equal(fp32.bound, "memory");
  close(time([relu], { precision: "bf16" }).seconds, fp32.seconds / 2);
  close(time([relu], { precision: "amp-bf16" }).seconds, fp32.seconds);
});

test("a small op takes a launch", () => {
  const { seconds, bound } = time([small, small, small]);
  close(seconds, 18e-6);
  assert.equal(bound, "launch");
});

test("views and empty tensors are free", () => {
  assert.equal(time([view, empty]).seconds, 0);
});

test("the sum has one entry a kernel, and its bound is what most of the time goes to", () => {
  const all = time([product, view, relu, small]);
  assert.deepEqual(
    all.kernels.map(({ bound }) => bound),
    ["compute", "memory", "launch"],
  );
  close(
    all.seconds,
    all.kernels.reduce((sum, { seconds }) => sum + seconds, 0),
  );
  assert.equal(all.bound, "compute");
});

test("no time lies below the roofline, and the upper end of the range is above it", () => {
  const { seconds, lower, upper } = time([product, relu, small]);
  assert.equal(seconds, lower);
  assert.ok(upper > seconds);
});

test("a card without the format computes in another one and says so", () => {
  const { seconds, instead } = time([product], { name: "t4", precision: "bf16" });
  assert.equal(instead, "fp32");
  close(seconds, (2 * n ** 3) / 8.1e12);
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
  close(time([trained], { training: true }).seconds, 2 * time([trained]).seconds);
  close(time([product], { training: true }).seconds, time([product]).seconds); // nothing needs a gradient
});

test("compiled, a pointwise op joins the kernel that made its input", () => {
  const middle = meta([2 ** 28]);
  const chain = [
    record("add", "pointwise", { inputs: [large], outputs: [middle], elementwise: 1 }),
    record("relu", "pointwise", { inputs: [middle], outputs: [meta([2 ** 28])], elementwise: 1 }),
  ];
  close(time(chain, { fused: true }).seconds, (3 * 4 * 2 ** 28) / 2039e9);
});
