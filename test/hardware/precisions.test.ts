// Every device computes in every precision at one of its own peaks: what it has no units for runs at what stands in for it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { devices, precisions } from "../../server/src/hardware/devices.ts";
import { timeOf } from "../../server/src/hardware/time.ts";
import { meta, record } from "../analysis/traces.ts";

const n = 2 ** 16;
const product = record("mm", "matmul", {
  inputs: [meta([n, n]), meta([n, n])],
  outputs: [meta([n, n])],
  flops: 2 * n ** 3,
});

test("products run at a peak of the device, and what stands in for a format is named", () => {
  for (const device of devices)
    for (const precision of precisions) {
      const { lower, instead } = timeOf([product], { device, precision, mode: "inference", fused: false });
      const name = instead ?? (precision.replace("amp-", "") as keyof typeof device.peaks);
      const peak = device.peaks[name];
      assert.ok(peak !== null, `${device.name} in ${precision}: ${name}`);
      const expected = (2 * n ** 3) / (peak * 1e12);
      const casts = precision.startsWith("amp-") ? 0.5 : 1e-9; // autocast's own kernels come on top
      assert.ok(
        lower >= expected * (1 - 1e-9) && lower <= expected * (1 + casts),
        `${device.name} in ${precision}: ${lower} s`,
      );
    }
});

test("where a device lacks a format", () => {
  const stands = (name: string, precision: (typeof precisions)[number]): string | null => {
    const device = devices.find((each) => each.name === name);
    assert.ok(device !== undefined);
    return timeOf([product], { device, precision, mode: "inference", fused: false }).instead;
  };
  assert.equal(stands("tpu-v5e", "fp32"), "bf16"); // XLA's default for products of float32
  assert.equal(stands("t4", "bf16"), "fp32");
  assert.equal(stands("a100-sxm-80gb", "fp8"), "bf16");
  assert.equal(stands("h100-sxm", "fp4"), "fp8");
  assert.equal(stands("rtx5090", "fp4"), null);
  assert.equal(stands("m4", "fp16"), "fp32");
  assert.equal(stands("cpu-8-core", "int8"), "fp32");
});
