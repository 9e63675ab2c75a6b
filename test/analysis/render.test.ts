// The words: numbers, hints within 43 characters, lenses, hovers.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  byteText,
  exactText,
  parameterText,
  percentText,
  scaled,
  timeText,
} from "../../server/src/analysis/numbers.ts";
import type { CallLine, LayerLine } from "../../server/src/analysis/annotate.ts";
import {
  callHint,
  countText,
  fit,
  formulaOf,
  formulaText,
  hintLimit,
  layerHint,
  lensTitle,
  statusText,
  statusTooltip,
  tensorsText,
  tupleText,
} from "../../server/src/analysis/render.ts";
import type { EntryFacts, RenderOptions } from "../../server/src/analysis/render.ts";
import { PyClass, PyInstance, objectClass } from "../../server/src/python/values.ts";
import { add, mul, power, symbol } from "../../server/src/symbolic/dim.ts";
import { meta, record } from "./traces.ts";
import { findDevice } from "../../server/src/hardware/devices.ts";
import { defaultScenario } from "../../server/src/analysis/estimate.ts";

const options: RenderOptions = {
  ...defaultScenario,
  show: "flops",
  convention: "torch",
  unit: "FLOPs",
  threshold: 0.001,
  device: null,
  precision: "bf16",
};
const [B, T] = [symbol("B", 8), symbol("T", 1024)];

test("numbers have three digits and a prefix", () => {
  assert.deepEqual(
    [0, 7, 640, 999, 1000, 81_920, 884_736, 999_600, 236_027_904, 8_178_368_512, 2.333e12, 4.2e15].map(scaled),
    ["0 ", "7 ", "640 ", "999 ", "1 k", "81.9 k", "885 k", "1 M", "236 M", "8.18 G", "2.33 T", "4.2 P"],
  );
  assert.equal(parameterText(25_557_032), "25.6 M params");
  assert.equal(parameterText(41_418), "41.4 k params");
  assert.equal(parameterText(10), "10 params");
  assert.equal(byteText(102_228_128), "102 MB");
  assert.equal(byteText(512), "512 B");
});

test("shares have one decimal", () => {
  assert.deepEqual([0.0289, 0.2308, 0.5, 1, 0.915, 0.0002, 0].map(percentText), [
    "2.9%",
    "23.1%",
    "50%",
    "100%",
    "91.5%",
    "<0.1%",
    "0%",
  ]);
});

test("times have two digits", () => {
  assert.deepEqual([4.4e-6, 24e-6, 0.00031, 0.0124, 0.123, 1.23, 340].map(timeText), [
    "4.4 µs",
    "24 µs",
    "0.31 ms",
    "12 ms",
    "123 ms",
    "1.2 s",
    "340 s",
  ]);
});

test("exact counts have all digits, also beyond 2^53", () => {
  assert.equal(exactText(8_178_368_512), "8,178,368,512");
  assert.equal(exactText(27_021_597_764_222_978n), "27,021,597,764,222,978");
  assert.equal(exactText(1234.5), "1,234.5");
});

test("a count always has its unit, which follows the convention", () => {
  assert.equal(countText(8_178_368_512, options), "8.18 GFLOPs");
  assert.equal(countText(8_178_368_512, { ...options, unit: "MACs" }), "4.09 GMACs");
  assert.equal(countText(4_111_512_576, { ...options, convention: "fvcore" }), "4.11 GMACs");
  assert.equal(countText(4_111_512_576, { convention: "all", unit: "MACs" }), "4.11 GFLOPs");
  assert.equal(countText(100, options, { isPartial: true }), "≥ 100 FLOPs");
});

test("shapes keep their symbols, and give way to numbers and to an ellipsis where there is no room", () => {
  const shape = [B, 64, 112, 112];
  assert.equal(tensorsText([{ dtype: "f32", shape }]), "f32[B, 64, 112, 112]");
  const qkv = { dtype: "f32", shape: [B, T, 768] };
  assert.equal(tensorsText([qkv, qkv, qkv]), "3× f32[B, T, 768]");
  assert.equal(tensorsText([qkv, { dtype: "i64", shape: [T] }]), "(f32[B, T, 768], i64[T])");
  const long = { dtype: "f32", shape: [mul(B, T), add(mul(2, T), 17), add(mul(3, T), mul(2, B)), 768, 768, 16, 7] };
  assert.equal(tensorsText([long], hintLimit), "f32[8192, 2065, 3088, 768, 768, 16, 7]");
  const longer = { dtype: "c128", shape: Array<number>(12).fill(1000) };
  assert.equal(tensorsText([longer], hintLimit), "c128[…, 1000]");
  assert.equal(tupleText([1, 3, 224, 224]), "(1, 3, 224, 224)");
  assert.equal(tupleText([10]), "(10,)");
});

const module = (): PyInstance => new PyInstance(new PyClass("Linear", [objectClass]));
const layer = (fields: Partial<LayerLine>): LayerLine => ({
  kind: "layer",
  line: 0,
  span: { start: 0, end: 1 },
  modules: [module()],
  output: [],
  forward: 236_027_904,
  backward: 0,
  share: 0.0289,
  seconds: 0,
  timeShare: 0,
  parameters: 9408,
  parameterShare: 0.0004,
  isPartial: false,
  ...fields,
});
const whole = { isPartial: false, shapes: true };

test("a layer's hint has cost and share, and how many there are", () => {
  assert.equal(layerHint(layer({}), options, whole), "236 MFLOPs · 2.9%");
  const eight = layer({ modules: Array.from({ length: 8 }, module), forward: 8 * 236_027_904, share: 0.2308 });
  assert.equal(layerHint(eight, options, whole), "×8 · 1.89 GFLOPs · 23.1%");
});

test("a layer below the threshold is quiet, unless many parameters are in it", () => {
  assert.equal(layerHint(layer({ share: 0.0005 }), options, whole), null);
  assert.equal(layerHint(layer({ share: 0.0004 }), { ...options, threshold: 0 }, whole), "236 MFLOPs · <0.1%");
  const embedding = layer({ forward: 0, share: 0, parameters: 38_597_376, parameterShare: 0.31 });
  assert.equal(layerHint(embedding, options, whole), "38.6 M params");
});

test("what misses something is marked: the line's own number, and the share of a total that is a lower bound", () => {
  assert.equal(
    layerHint(layer({ isPartial: true }), options, { isPartial: true, shapes: true }),
    "≥ 236 MFLOPs · ≤ 2.9%",
  );
  assert.equal(layerHint(layer({}), options, { isPartial: true, shapes: true }), "236 MFLOPs · ≤ 2.9%");
});

const call = (fields: Partial<CallLine>): CallLine => ({
  kind: "call",
  line: 0,
  span: { start: 0, end: 1 },
  forward: 0,
  backward: 0,
  share: 0,
  seconds: 0,
  timeShare: 0,
  tensors: [{ dtype: "f32", shape: [B, 64, 112, 112] }],
  times: 1,
  varies: false,
  isPartial: false,
  ...fields,
});
const both = { shapes: true, costs: true };

test("a line of forward shows its shape, its own cost, and how often it ran where shapes differ", () => {
  assert.equal(callHint(call({}), options, both), "f32[B, 64, 112, 112]");
  assert.equal(callHint(call({ times: 16 }), options, both), "f32[B, 64, 112, 112]");
  assert.equal(callHint(call({ times: 16, varies: true }), options, both), "×16 · f32[B, 64, 112, 112]");
  const product = call({ forward: 33_554_432, share: 0.02 });
  assert.equal(callHint(product, options, both), "f32[B, 64, 112, 112] · 33.6 MFLOPs · 2%");
  assert.equal(callHint(product, options, { shapes: false, costs: true }), "33.6 MFLOPs · 2%");
  assert.equal(callHint(product, options, { shapes: true, costs: false }), "f32[B, 64, 112, 112]");
  assert.equal(callHint(call({}), options, { shapes: false, costs: true }), null);
});

test("a hint has at most 43 characters: parts at the end are left out", () => {
  assert.equal(
    fit(["f32[8, 12, 1024, 1024]", "25.8 GFLOPs", "13.3%"]),
    "f32[8, 12, 1024, 1024] · 25.8 GFLOPs · 13.3%".slice(0, 36),
  );
  assert.equal(fit(["x".repeat(50)]).length, hintLimit);
});

const entry: EntryFacts = {
  name: "ResNet",
  forward: 8_178_368_512,
  backward: 0,
  parameters: 25_557_032,
  isPartial: false,
  origin: "input (1, 3, 224, 224) from line 12",
  error: null,
  time: {
    device: "A100 SXM 80 GB",
    seconds: 0.00031,
    share: 1,
    lower: 0.000031,
    upper: 0.0004,
    bound: "memory",
    intensity: 2.14,
    ridge: 153,
    instead: null,
  },
  memory: {
    parameters: 51_114_064,
    gradients: 51_114_064,
    optimizer: 307e6,
    activations: 89e6,
    inputs: 301_056,
    peak: 1.2e9,
    peakIn: "forward",
    workspace: 8_519_680,
    capacity: 80e9,
    fits: true,
    largest: null,
  },
};

test("a lens sums the model up and names its input", () => {
  assert.equal(
    lensTitle(entry, options),
    "ResNet · 8.18 GFLOPs · 25.6 M params · 0.31 ms · input (1, 3, 224, 224) from line 12",
  );
  assert.equal(
    lensTitle({ ...entry, isPartial: true, origin: "" }, options),
    "ResNet · ≥ 8.18 GFLOPs · 25.6 M params · ≥ 0.31 ms",
  );
  assert.equal(
    lensTitle({ ...entry, error: "NameError: name 'x' is not defined" }, options),
    "ResNet · NameError: name 'x' is not defined",
  );
});

test("the status bar has the time on the GPU and its memory, too", () => {
  assert.equal(statusText(entry, options), "ResNet · 8.18 GFLOPs · 0.31 ms · 1.2 GB of 80");
  assert.equal(
    statusText({ ...entry, isPartial: true, memory: { ...entry.memory, peak: 35e6 } }, options),
    "ResNet · ≥ 8.18 GFLOPs · ≥ 0.31 ms · ≥ 35 MB of 80 GB",
  );
  assert.equal(statusText({ ...entry, time: null }, options), "ResNet · 8.18 GFLOPs");
  assert.equal(
    statusText({ ...entry, backward: 16_000_000_000 }, { ...options, mode: "training" }),
    "ResNet · 24.2 GFLOPs · 0.31 ms · 1.2 GB of 80",
  );
});

test("the status bar's tooltip says what the time and the memory are, and what fits where the model does not", () => {
  const training = { ...options, mode: "training", optimizer: "adamw" } as const;
  assert.match(
    statusTooltip(entry, options),
    /\*\*0\.31 ms\*\* for a forward pass on A100 SXM 80 GB in bf16, eager: 31 µs–0\.4 ms, mostly memory-bound: 2\.1 FLOP\/byte of 153/,
  );
  assert.match(
    statusTooltip(entry, training),
    /51\.1 MB parameters, 51\.1 MB gradients, 307 MB AdamW and master weights, 89 MB activations kept for backward/,
  );
  const tooLarge = (batch: number, by: "symbol" | "linear"): string =>
    statusTooltip({ ...entry, memory: { ...entry.memory, fits: false, largest: { batch, peak: 79e9, by } } }, training);
  assert.match(tooLarge(24, "symbol"), /does not fit into A100 SXM 80 GB; the largest batch that does is 24\b/);
  assert.match(tooLarge(24, "linear"), /the largest batch that does is about 24\b/);
  assert.match(tooLarge(0, "linear"), /not even at batch 1\b/);
});

test("hints say time and its share instead, in a training step the FLOPs of both passes", () => {
  const device = findDevice("a100-sxm-80gb") ?? null;
  const timed = { ...options, device, show: "time" } as const;
  const cost = { seconds: 0.00012, timeShare: 0.08 };
  assert.equal(layerHint(layer(cost), timed, { isPartial: false, shapes: true }), "0.12 ms · 8%");
  assert.equal(
    layerHint(layer({ ...cost, isPartial: true }), timed, { isPartial: true, shapes: true }),
    "≥ 0.12 ms · ≤ 8%",
  );
  assert.equal(callHint(call(cost), timed, both), "f32[B, 64, 112, 112] · 0.12 ms · 8%");
  assert.equal(callHint(call({ seconds: 1e-8, timeShare: 1e-5 }), timed, both), "f32[B, 64, 112, 112]");
  const step = layer({ backward: 2 * 236_027_904, share: 0.03 });
  assert.equal(
    layerHint(step, { ...options, mode: "training" }, { isPartial: false, shapes: true }),
    "708 MFLOPs · 3%",
  );
});

test("a formula shows the dims of the call, and only where they give the count", () => {
  const conv = record("conv2d", "conv", {
    inputs: [meta([1, 3, 224, 224]), meta([64, 3, 7, 7])],
    outputs: [meta([1, 64, 112, 112])],
    flops: 236_027_904,
  });
  assert.equal(formulaOf(conv), "2 · 1 · 64·3·7·7 · 112·112");
  const transposed = record("conv_transpose2d", "conv", {
    inputs: [meta([1, 8, 16, 16]), meta([8, 16, 4, 4])],
    outputs: [meta([1, 16, 32, 32])],
    flops: 1_048_576,
    attributes: { transposed: 1 },
  });
  assert.equal(formulaOf(transposed), "2 · 1 · 8·16·4·4 · 16·16");
  const linear = record("linear", "matmul", {
    inputs: [meta([B, T, 768]), meta([2304, 768])],
    outputs: [meta([B, T, 2304])],
    flops: 2 * 8 * 1024 * 2304 * 768,
  });
  assert.equal(formulaOf(linear), "2 · B·T·2304 · 768");
  const q = meta([4, 8, 128, 64]);
  const attention = record("scaled_dot_product_attention", "attention", {
    inputs: [q, q, q],
    outputs: [q],
    flops: 134_217_728,
  });
  assert.equal(formulaOf(attention), "2 · 4·8·128 · 128 · 128");
  assert.equal(formulaOf({ ...linear, flops: 1 }), null);
});

test("totals are written in the symbols with grouped digits", () => {
  const total = add(mul(mul(B, power(T, 2)), 36_864), mul(mul(B, T), 247_064_064));
  assert.equal(formulaText(total), "B·(36,864·T² + 247,064,064·T)");
});
