// The presets: what each convention makes of the same records, and ResNet-50's published counts, which must all reconcile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf } from "../../server/src/cost/conventions.ts";
import type { Convention } from "../../server/src/cost/conventions.ts";
import { costOf, trafficOf } from "../../server/src/cost/cost.ts";
import { countParameters } from "../../server/src/cost/parameters.ts";
import { Sum } from "../../server/src/cost/totals.ts";
import { summaryOf } from "../../server/src/analysis/summary.ts";
import type { EntryRun } from "../../server/src/analysis/run.ts";
import { int64 } from "../../server/src/tensor/dtype.ts";
import { mul, printDim, symbol } from "../../server/src/symbolic/dim.ts";
import type { OpRecord } from "../../server/src/tensor/trace.ts";
import { runExpression, runText } from "./project.ts";
import { meta, record } from "./traces.ts";

const forward = (row: OpRecord, convention: Convention) => countOf(row, convention).forward;

const x = meta([2, 16, 8, 8]);
const elements = 2 * 16 * 8 * 8;
const rows: readonly (readonly [name: string, record: OpRecord, torch: number, fvcore: number, all: number])[] = [
  ["linear", record("linear", "matmul", { flops: 1000 }), 1000, 500, 1000],
  ["grouped convolution", record("conv2d", "conv", { flops: 1000 }), 1000, 500, 1000],
  ["fused attention", record("scaled_dot_product_attention", "attention", { flops: 1000 }), 1000, 0, 1000],
  ["lstm", record("lstm", "rnn", { flops: 1000 }), 1000, 0, 1000],
  ["baddbmm", record("baddbmm", "matmul", { flops: 1000 }), 1000, 0, 1000],
  ["relu", record("relu", "pointwise", { inputs: [x], outputs: [x], elementwise: 1 }), 0, 0, elements],
  ["sum over a dim", record("sum", "reduce", { inputs: [x], outputs: [meta([2])], elementwise: 1 }), 0, 0, elements],
  ...(
    [
      [1, 0, 2],
      [0, 0, 1],
      [1, 1, 5],
      [0, 1, 4],
    ] as const
  ).map(
    ([affine, training, fvcore]) =>
      [
        `batch norm, affine ${affine}, training ${training}`,
        record("batch_norm", "norm", { inputs: [x], outputs: [x], attributes: { affine, training } }),
        0,
        fvcore * elements,
        0,
      ] as const,
  ),
  ...["layer_norm", "group_norm", "instance_norm"].flatMap((op) =>
    [1, 0].map(
      (affine) =>
        [
          `${op}, affine ${affine}`,
          record(op, "norm", { inputs: [x], outputs: [x], attributes: { affine } }),
          0,
          (affine === 1 ? 5 : 4) * elements,
          0,
        ] as const,
    ),
  ),
  [
    "nearest upsampling",
    record("interpolate", "resize", { inputs: [x], outputs: [meta([2, 16, 16, 16])], attributes: { taps: 1 } }),
    0,
    4 * elements,
    0,
  ],
  [
    "bilinear upsampling",
    record("interpolate", "resize", { inputs: [x], outputs: [meta([2, 16, 16, 16])], attributes: { taps: 4 } }),
    0,
    16 * elements,
    0,
  ],
  [
    "adaptive average pooling",
    record("adaptive_avg_pool2d", "pool", { inputs: [x], outputs: [meta([2, 16, 1, 1])], elementwise: 64 }),
    0,
    elements,
    2 * 16 * 64,
  ],
  ["max pooling", record("max_pool2d", "pool", { inputs: [x], outputs: [meta([2, 16, 4, 4])] }), 0, 0, 0],
];

for (const [name, row, torch, fvcore, all] of rows)
  test(`${name} by convention`, () => {
    assert.deepEqual(
      { torch: forward(row, "torch"), fvcore: forward(row, "fvcore"), all: forward(row, "all") },
      { torch, fvcore, all },
    );
  });

test("bytes: each input once, each output once; views none; in-place both; a look-up only what it returns", () => {
  const y = meta([2, 16, 8, 8]);
  assert.deepEqual(trafficOf(record("add", "pointwise", { inputs: [x, y], outputs: [meta(x.shape)] })), {
    read: 8 * elements,
    written: 4 * elements,
  });
  assert.deepEqual(trafficOf(record("mul", "pointwise", { inputs: [x, x], outputs: [y] })), {
    read: 4 * elements,
    written: 4 * elements,
  });
  assert.deepEqual(trafficOf(record("view", "view", { inputs: [x], outputs: [x] })), { read: 0, written: 0 });
  assert.deepEqual(trafficOf(record("add_", "pointwise", { inputs: [x, y], outputs: [x] })), {
    read: 8 * elements,
    written: 4 * elements,
  });
  assert.deepEqual(trafficOf(record("copy_", "copy", { inputs: [x, y], outputs: [x] })), {
    read: 4 * elements,
    written: 4 * elements,
  });
  const table = meta([50_000, 64]);
  const look = record("embedding", "embedding", {
    inputs: [meta([10], { dtype: int64 }), table],
    outputs: [meta([10, 64])],
  });
  assert.deepEqual(trafficOf(look), { read: 80 + 2560, written: 2560 });
});

test("a record's cost has multiply-adds under every convention", () => {
  assert.equal(costOf(record("linear", "matmul", { flops: 1000 }), "all").macs, 500);
});

test("sums are exact beyond 2^53, and keep their symbols", () => {
  const sum = new Sum();
  for (let i = 0; i < 3; i++) sum.add(2 ** 53 - 1);
  sum.add(5);
  assert.equal(sum.exact, 3n * (2n ** 53n - 1n) + 5n);
  const B = symbol("B", 8);
  const symbolic = new Sum();
  symbolic.add(mul(B, 10));
  symbolic.add(mul(B, 10));
  symbolic.add(7);
  assert.equal(symbolic.exact, 167);
  assert.equal(printDim(symbolic.dim), "20·B + 7");
});

// ── through the interpreter ────────────────────────────────────────────────────────────────────────────────────────

const counts = (run: EntryRun, convention: Convention = "torch") => {
  assert.equal(run.error, null);
  assert.deepEqual(run.trace.failures, []);
  const { totals, parameters } = summaryOf(run, convention);
  return {
    forward: totals.forward.exact,
    backward: totals.backward.exact,
    macs: totals.macs.exact,
    parameters: countParameters(parameters),
  };
};

const goldens: readonly (readonly [expression: string, forward: number])[] = [
  ["torch.nn.functional.conv2d(torch.randn(2, 3, 6, 6), torch.randn(6, 3, 4, 4), padding=1)", 28_800],
  ["torch.nn.functional.conv1d(torch.randn(2, 3, 6), torch.randn(6, 3, 4), padding=1)", 1_440],
  ["torch.nn.Conv2d(8, 16, 3, padding=1, groups=4)(torch.randn(1, 8, 32, 32))", 589_824],
  ["torch.nn.ConvTranspose2d(8, 16, 4, stride=2, padding=1)(torch.randn(1, 8, 16, 16))", 1_048_576],
  ["torch.nn.ConvTranspose2d(8, 8, 4, stride=2, padding=1, groups=8)(torch.randn(1, 8, 16, 16))", 65_536],
  ["torch.nn.LSTM(16, 32)(torch.randn(20, 1, 16))", 245_760],
  [
    "torch.nn.MultiheadAttention(64, 8)(torch.randn(50, 1, 64), torch.randn(50, 1, 64), torch.randn(50, 1, 64))",
    2_278_400,
  ],
];

for (const [expression, flops] of goldens)
  test(`${expression} takes ${flops} FLOPs`, async () => {
    assert.equal(counts(await runExpression(expression)).forward, flops);
  });

const resnet50 = `
import torch
from torch import nn

class Bottleneck(nn.Module):
    def __init__(self, inside, planes, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, planes, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv3 = nn.Conv2d(planes, 4 * planes, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(4 * planes)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or inside != 4 * planes:
            self.downsample = nn.Sequential(
                nn.Conv2d(inside, 4 * planes, 1, stride, bias=False), nn.BatchNorm2d(4 * planes))

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        out += x if self.downsample is None else self.downsample(x)
        return self.relu(out)

class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1))
        blocks, inside = [], 64
        for planes, count, stride in [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)]:
            for i in range(count):
                blocks.append(Bottleneck(inside, planes, stride if i == 0 else 1))
                inside = 4 * planes
        self.blocks = nn.Sequential(*blocks)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(2048, 1000)

    def forward(self, x):
        return self.fc(torch.flatten(self.pool(self.blocks(self.stem(x))), 1))
`;

test("ResNet-50's published counts reconcile to the unit", async () => {
  const [run] = await runText(`${resnet50}\n# flops: ResNet().eval()(torch.randn(1, 3, 224, 224))\n`);
  assert.ok(run !== undefined);
  assert.deepEqual(counts(run), {
    forward: 8_178_368_512,
    backward: 24_299_077_632 - 8_178_368_512,
    macs: 4_089_184_256,
    parameters: 25_557_032,
  });
  assert.equal(counts(run, "fvcore").forward, 4_111_512_576);
});

test("with an input that needs a gradient the first layer costs one product more in the backward pass", async () => {
  const [run] = await runText(`${resnet50}\n# flops: ResNet()(torch.randn(1, 3, 224, 224, requires_grad=True))\n`);
  assert.ok(run !== undefined);
  assert.equal(counts(run).backward, 24_535_105_536 - 8_178_368_512);
});

test("tied weights count once, reused layers cost once a call", async () => {
  const [run] = await runText(`
import torch
from torch import nn

class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte = nn.Embedding(100, 16)
        self.layer = nn.Linear(16, 16, bias=False)
        self.head = nn.Linear(16, 100, bias=False)
        self.head.weight = self.wte.weight

    def forward(self, x):
        x = self.wte(x)
        for _ in range(3):
            x = self.layer(x)
        return self.head(x)

# flops: Tied()(torch.zeros(1, 5, dtype=torch.long))
`);
  assert.ok(run !== undefined);
  const { forward, parameters } = counts(run);
  assert.deepEqual(
    { forward, parameters },
    { forward: 3 * 2 * 5 * 16 * 16 + 2 * 5 * 16 * 100, parameters: 1600 + 256 },
  );
});
