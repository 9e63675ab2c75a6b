// What stands beside which line: helpers, loops, containers, attention by hand, several files, errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { annotate, filesOf } from "../../server/src/analysis/annotate.ts";
import { diagnosticsOf } from "../../server/src/analysis/diagnostics.ts";
import { hintsOf } from "../../server/src/analysis/hints.ts";
import { hoverAt } from "../../server/src/analysis/hover.ts";
import { LineIndex } from "../../server/src/analysis/lines.ts";
import { hoverText } from "../../server/src/analysis/render.ts";
import type { EntryRun } from "../../server/src/analysis/run.ts";
import { summaryOf } from "../../server/src/analysis/summary.ts";
import { findDevice } from "../../server/src/hardware/devices.ts";
import { mainFile, workspace } from "./project.ts";
import { defaultScenario } from "../../server/src/analysis/estimate.ts";

const options = {
  ...defaultScenario,
  show: "flops",
  convention: "torch",
  unit: "FLOPs",
  threshold: 0,
  device: findDevice("a100-sxm-80gb") ?? null,
  precision: "bf16",
  layers: true,
  shapes: true,
} as const;

/** The lines that have a hint, without indentation, each with its hint. */
function hinted(run: EntryRun, text: string, path = mainFile): Record<string, string> {
  const lines = new LineIndex(text);
  const file = { path, text };
  return Object.fromEntries(
    hintsOf([annotate(run, file, "torch")], file, options).map((hint) => [lines.textOf(hint.line).trim(), hint.text]),
  );
}

async function run(text: string, files: Readonly<Record<string, string>> = {}): Promise<EntryRun> {
  const { project } = await workspace({ ...files, [mainFile]: text });
  const [first] = project.runFile(mainFile);
  assert.ok(first !== undefined, "no entry");
  return first;
}

const head = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n";

test("a helper's cost stands in the helper and beside each line that called it", async () => {
  const text = `${head}
def conv(inside, outside):
    return nn.Conv2d(inside, outside, 1, bias=False)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = conv(4, 8)
        self.b = conv(8, 4)
        self.layers = self.make(3)

    def make(self, count):
        layers = []
        for _ in range(count):
            layers.append(conv(4, 4))
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.b(self.a(x))
        return self.layers(x)

# flops: Net()(torch.randn(1, 4, 10, 10))
`;
  assert.deepEqual(hinted(await run(text), text), {
    "return nn.Conv2d(inside, outside, 1, bias=False)": "×5 · 22.4 kFLOPs · 100%",
    "self.a = conv(4, 8)": "6.4 kFLOPs · 28.6%",
    "self.b = conv(8, 4)": "6.4 kFLOPs · 28.6%",
    "self.layers = self.make(3)": "9.6 kFLOPs · 42.9%",
    "layers.append(conv(4, 4))": "×3 · 9.6 kFLOPs · 42.9%",
    "return nn.Sequential(*layers)": "9.6 kFLOPs · 42.9%",
    "x = self.b(self.a(x))": "f32[1, 4, 10, 10]",
    "return self.layers(x)": "f32[1, 4, 10, 10]",
  });
});

test("a container has the sum, its members their own; a ModuleList that nobody calls counts its members", async () => {
  const text = `${head}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.seq = nn.Sequential(
            nn.Linear(4, 8, bias=False),
            nn.ReLU(),
            nn.Linear(8, 4, bias=False),
        )
        self.blocks = nn.ModuleList([nn.Linear(4, 4) for _ in range(6)])

    def forward(self, x):
        x = self.seq(x)
        for block in self.blocks:
            x = block(x)
        return x

# flops: Net()(torch.randn(10, 4))
`;
  assert.deepEqual(hinted(await run(text), text), {
    "self.seq = nn.Sequential(": "1.28 kFLOPs · 40%",
    "nn.Linear(4, 8, bias=False),": "640 FLOPs · 20%",
    "nn.Linear(8, 4, bias=False),": "640 FLOPs · 20%",
    "self.blocks = nn.ModuleList([nn.Linear(4, 4) for _ in range(6)])": "×6 · 1.92 kFLOPs · 60%",
    "x = self.seq(x)": "f32[10, 4]",
    "x = block(x)": "f32[10, 4]",
    "return x": "f32[10, 4]",
  });
});

test("products written by hand cost on their own line, and where their module is defined", async () => {
  const text = `${head}
class Attention(nn.Module):
    def forward(self, q, k, v):
        scores = q @ k.transpose(-2, -1)
        return F.softmax(scores, -1) @ v

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = Attention()

    def forward(self, x):
        return self.attention(x, x, x)

# flops: Net()(torch.randn(2, 16, 8))
`;
  assert.deepEqual(hinted(await run(text), text), {
    "scores = q @ k.transpose(-2, -1)": "f32[2, 16, 16] · 8.19 kFLOPs · 50%",
    "return F.softmax(scores, -1) @ v": "f32[2, 16, 8] · 8.19 kFLOPs · 50%",
    "self.attention = Attention()": "16.4 kFLOPs · 100%",
    "return self.attention(x, x, x)": "f32[2, 16, 8]",
  });
});

test("a shape that changes from call to call says how often the line ran", async () => {
  const text = `${head}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.convs = nn.ModuleList([nn.Conv2d(3, 3, 3) for _ in range(3)])

    def forward(self, x):
        for conv in self.convs:
            x = conv(x)
        return x

# flops: Net()(torch.randn(1, 3, 32, 32))
`;
  assert.equal(hinted(await run(text), text)["x = conv(x)"], "×3 · f32[1, 3, 26, 26]");
});

test("one run annotates every file that it went through", async () => {
  const blocks = `${head}
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.up = nn.Linear(d, 4 * d, bias=False)
        self.down = nn.Linear(4 * d, d, bias=False)

    def forward(self, x):
        return x + self.down(F.relu(self.up(x)))
`;
  const text = `${head}from blocks import Block

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block(8)
        self.fc = nn.Linear(8, 8, bias=False)

    def forward(self, x):
        return self.fc(self.block(x))

# flops: Net()(torch.randn(1, 8))
`;
  const found = await run(text, { "/work/blocks.py": blocks });
  assert.deepEqual(filesOf(summaryOf(found, "torch")).sort(), ["/work/blocks.py", mainFile]);
  assert.deepEqual(hinted(found, text), {
    "self.block = Block(8)": "1.02 kFLOPs · 88.9%",
    "self.fc = nn.Linear(8, 8, bias=False)": "128 FLOPs · 11.1%",
    "return self.fc(self.block(x))": "f32[1, 8]",
  });
  assert.deepEqual(hinted(found, blocks, "/work/blocks.py"), {
    "self.up = nn.Linear(d, 4 * d, bias=False)": "512 FLOPs · 44.4%",
    "self.down = nn.Linear(4 * d, d, bias=False)": "512 FLOPs · 44.4%",
    "return x + self.down(F.relu(self.up(x)))": "f32[1, 8]",
  });
});

test("a module that comes from elsewhere costs beside its assignment", async () => {
  const text = `${head}
class Head(nn.Module):
    def __init__(self, body):
        super().__init__()
        self.body = body

    def forward(self, x):
        return self.body(x)

# flops: Head(nn.Linear(8, 8, bias=False))(torch.randn(1, 8))
`;
  assert.deepEqual(hinted(await run(text), text), {
    "self.body = body": "128 FLOPs · 100%",
    "return self.body(x)": "f32[1, 8]",
  });
});

test("a constructor's own computation is not the model's cost", async () => {
  const text = `${head}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        with torch.no_grad():
            size = self.conv(torch.zeros(1, 3, 8, 8)).numel()
        self.fc = nn.Linear(size, 2, bias=False)

    def forward(self, x):
        return self.fc(torch.flatten(self.conv(x), 1))

# flops: Net()(torch.randn(1, 3, 8, 8))
`;
  const { totals } = summaryOf(await run(text), "torch");
  assert.equal(totals.forward.exact, 2 * 4 * 27 * 36 + 2 * 144 * 2);
});

test("a shape error stands at the user's line in PyTorch's words, its callers beside it, and totals become lower bounds", async () => {
  const text = `${head}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(8, 8)
        self.b = nn.Linear(9, 8)

    def forward(self, x):
        return self.b(self.a(x))

# flops: Net()(torch.randn(1, 8))
`;
  const found = await run(text);
  const [error, ...others] = diagnosticsOf(found);
  assert.ok(error !== undefined);
  assert.deepEqual(others, []);
  assert.equal(text.slice(error.span.start, error.span.end), "self.b(self.a(x))");
  assert.equal(error.message, "[shape] mat1 and mat2 shapes cannot be multiplied (1x8 and 9x8)");
  assert.equal(error.severity, "error");
  assert.deepEqual(
    error.related.map(({ span, message }) => [text.slice(span.start, span.end), message]),
    [["Net()(torch.randn(1, 8))", "called here"]],
  );
  assert.equal(hinted(found, text)["self.a = nn.Linear(8, 8)"], "128 FLOPs · ≤ 100%");
  assert.equal(summaryOf(found, "torch").isPartial, true);
});

test("a hover on a definition and on a call tells all that is known", async () => {
  const text = `${head}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)

    def forward(self, x):
        return torch.relu(self.conv(x))

# flops: Net()(torch.randn(2, 3, 32, 32))
`;
  const annotations = annotate(await run(text), { path: mainFile, text }, "torch", options);
  const hover = (word: string): string => {
    const found = hoverAt(annotations, { path: mainFile, text }, text.indexOf(word) + 1, options);
    return found === null ? "" : hoverText(found.facts, options);
  };
  // Of the time: two kernels of three, the convolution and its bias.
  const expected = `| **Conv2d** | \`conv\` · 100% of Net |
|:--|:--|
| input | \`f32[2, 3, 32, 32]\` |
| output | \`f32[2, 16, 32, 32]\` |
| forward | 1,769,472 FLOPs |
| formula | \`2 · 2 · 16·3·3·3 · 32·32\` |
| backward | 1,769,472 FLOPs |
| parameters | 448 |
| time | 12 µs (66.7% of Net's time, 0.1–14 µs), launch-bound: its kernels wait to be launched |
| memory | 896 B parameters |
| traffic | 26.4 kB read · 131 kB written · 11.2 FLOPs a byte |
| otherwise | 884,736 MACs · fvcore 884,736 MACs · all 1,769,472 FLOPs |

time for a forward pass on A100 SXM 80 GB in bf16, eager`;
  assert.equal(hover("nn.Conv2d").slice(0, expected.length), expected);
  assert.equal(hover("self.conv(x)").slice(0, expected.length), expected);
  assert.equal(hover("self.conv =").slice(0, expected.length), expected);
  assert.match(hover("torch.relu"), /\*\*relu\*\*/);
  assert.equal(hover("super().__init__"), "");
});
