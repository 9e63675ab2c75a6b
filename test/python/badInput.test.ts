// Whatever a file holds, the run ends soon, says why, and costs no other entry of the file.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { diagnosticsOf, syntaxDiagnostic } from "../../server/src/analysis/diagnostics.ts";
import { lensOf } from "../../server/src/analysis/entry.ts";
import { mainFile, runText, workspace } from "../analysis/project.ts";
import { defaultScenario } from "../../server/src/analysis/estimate.ts";

const options = {
  ...defaultScenario,
  show: "flops",
  convention: "torch",
  unit: "FLOPs",
  threshold: 0,
  device: null,
  precision: "bf16",
} as const;

interface Seen {
  /** A line for each entry. */
  readonly lenses: readonly string[];
  readonly diagnostics: readonly string[];
}

async function see(text: string): Promise<Seen> {
  const runs = await runText(text);
  const messages = runs.flatMap((run) => diagnosticsOf(run).map(({ message }) => message));
  return { lenses: runs.map((run) => lensOf(run, options)), diagnostics: [...new Set(messages)] };
}

const imports = "import torch\nfrom torch import nn\n";
/** An entry that must stay, whatever stands beside it. */
const good = "# flops: nn.Linear(8, 4)(torch.randn(2, 8))\n";
const goodLens = /^Linear · 128 FLOPs · 36 params/;

describe("texts that are no programs", () => {
  const silent: readonly (readonly [string, string])[] = [
    ["empty", ""],
    ["blank lines", "\n\n\r\n\t\n"],
    ["a byte order mark", "\ufeff"],
    ["prose", "This is not Python, is it? It's a sentence — with “quotes”.\n"],
    ["another language", "#include <stdio.h>\nint main() { return 0; }\n"],
    ["bytes", Array.from({ length: 4096 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join("")],
    ["errors everywhere", "def (\nclass :\nfor in\n)))\nif while else\n@\n".repeat(50)],
    ["one quote", '"""'],
    ["half a class", "class Net(nn.Module"],
    ["nothing but brackets", "(".repeat(2000)],
  ];
  for (const [name, text] of silent)
    test(name, async () => {
      assert.deepEqual((await see(text)).lenses, []);
    });

  test("errors everywhere, and one entry", async () => {
    const { lenses } = await see(`${imports}def (\nfor in\n)))\nx = = 3\n${good}`);
    assert.equal(lenses.length, 1);
    assert.match(lenses[0] ?? "", goodLens);
  });

  test("brackets a thousand deep", async () => {
    const { lenses } = await see(`${imports}x = ${"[".repeat(1000)}${"]".repeat(1000)}\n${good}`);
    assert.equal(lenses.length, 1);
  });
});

describe("texts of megabytes", () => {
  const lines = (line: string, length: number): string => line.repeat(Math.floor(length / line.length));
  const statement = "some_name = 'some value', 1, 2, 3\n";
  const comment = "# a comment that goes on for a while, as they do\n";

  for (const [name, text] of [
    ["statements", lines(statement, 5_000_000)],
    ["comments", lines(comment, 5_000_000)],
    ["one line", `x = "${lines("a", 5_000_000)}"\n`],
  ] as const)
    test(`five megabytes of ${name} are refused`, async () => {
      const { project } = await workspace({ [mainFile]: `${imports}${text}${good}` });
      const syntax = project.syntax(mainFile);
      assert.ok(syntax !== null);
      assert.equal(syntaxDiagnostic(syntax)?.message, "[syntax] file is longer than 2000000 characters");
      assert.deepEqual(project.runFile(mainFile), []);
    });

  for (const [name, text] of [
    ["statements", lines(statement, 1_000_000)],
    ["comments", `x = 1\n${lines(comment, 1_900_000)}`],
    ["comments in a block", `def f():\n    pass\n${lines(`    ${comment}`, 1_000_000)}`],
    ["one line", `x = "${lines("a", 1_900_000)}"\n`],
  ] as const)
    test(`less of ${name} runs`, async () => {
      const started = performance.now();
      const { lenses } = await see(`${imports}${text}${good}`);
      assert.equal(lenses.length, 1);
      assert.match(lenses[0] ?? "", goodLens);
      assert.ok(performance.now() - started < 30_000, "it took more than half a minute");
    });
});

describe("programs that go wrong", () => {
  const net = (body: string): string => `${imports}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 8)

    def forward(self, x):
${body.replace(/^/gm, "        ")}

# flops: Net()(torch.randn(2, 8))
${good}`;

  const cases: readonly (readonly [string, string, RegExp, RegExp])[] = [
    [
      "recursion without an end",
      net("return self.forward(self.fc(x))"),
      /^Net · ≥ [\d.]+ \w?FLOPs/,
      /RecursionError: maximum recursion depth exceeded/,
    ],
    ["while True", net("while True:\n    x = self.fc(x)\nreturn x"), /^Net · ≥ /, /stopped|ops/],
    ["while True that computes nothing", net("while True:\n    pass"), /^Net · /, /budget/],
    [
      "a constructor that raises",
      `${imports}
class Bad(nn.Module):
    def __init__(self):
        super().__init__()
        raise ValueError("no such width")

# flops: Bad()(torch.randn(2, 8))
${good}`,
      /^Bad · ValueError: no such width/,
      /ValueError: no such width/,
    ],
    [
      "an import that is missing",
      `${imports}import not_installed\nfrom also.missing import Layer\n\n# flops: Layer(8)(torch.randn(2, 8))\n${good}`,
      /^Layer · .*also/,
      /also/,
    ],
    [
      "a relative import from nowhere",
      `${imports}from .nowhere import Layer\n\n# flops: Layer(8)(torch.randn(2, 8))\n${good}`,
      /^Layer · .*nowhere/,
      /nowhere/,
    ],
    [
      "a directive that does not parse",
      `${imports}# flops: Net((torch.randn(2, 8)\n${good}`,
      /^Net · the directive does not parse/,
      /does not parse/,
    ],
    ["a directive that is a statement", `${imports}# flops: x = 3\n${good}`, /does not parse/, /does not parse/],
    [
      "the module level raises",
      `${imports}def f(x):\n    return x @ x\n\nraise RuntimeError("at import")\n# flops: f(torch.randn(2, 2))\n${good}`,
      /./,
      /at import/,
    ],
    [
      "a list of a hundred million",
      `${imports}def f(x):\n    for item in [x] * 100_000_000:\n        x = item @ x\n    return x\n\n# flops: f(torch.randn(2, 2))\n${good}`,
      /^f · a sequence of more than ten million items/,
      /ten million/,
    ],
    [
      "a string that doubles",
      `${imports}def f(x):\n    s = "ab"\n    while True:\n        s = s + s\n\n# flops: f(torch.randn(2, 2))\n${good}`,
      /^f · /,
      /./,
    ],
  ];
  for (const [name, text, lens, diagnostic] of cases)
    test(name, async () => {
      const started = performance.now();
      const { lenses, diagnostics } = await see(text);
      assert.equal(lenses.length, 2);
      assert.match(lenses[0] ?? "", lens);
      assert.ok(
        diagnostics.some((message) => diagnostic.test(message)),
        diagnostics.join("\n"),
      );
      if (name !== "the module level raises") assert.match(lenses[1] ?? "", goodLens);
      assert.ok(performance.now() - started < 25_000, "it took more than 25 seconds");
    });
});

describe("models that never end in a file that takes long to load", () => {
  const model = (name: string, declares: string): string =>
    `class ${name}(nn.Module):\n${declares}    def forward(self, x):\n        while True:\n            pass\n`;
  const names = ["A", "B", "C", "D"];
  const load = `${imports}for i in range(20_000):\n    pass\n`;
  const declared = `${load}${model("Net", "    example_input_array = torch.zeros(1, 3)\n")}${names.map((name) => `${name} = Net()\n`).join("")}`;

  for (const [name, text] of [
    ["that declare their inputs", declared],
    ["whose inputs are inferred", `${load}${names.map((name) => model(name, "")).join("")}`],
  ] as const)
    test(name, async () => {
      let clock = 0; // every look at it is a millisecond later
      const { project } = await workspace({ [mainFile]: text }, { now: () => clock++, budgetMs: 40 });
      const runs = project.runFile(mainFile);
      assert.equal(runs.length, names.length);
      const reasons = runs.map((run) => run.error ?? run.trace.missing.map(({ reason }) => reason.message).join());
      for (const reason of reasons) assert.match(reason, /took too long/);
    });
});

describe("tensors beyond the usual", () => {
  test("of rank 12", async () => {
    const shape = Array.from({ length: 12 }, (_, i) => 1 + (i % 2)).join(", ");
    const { lenses, diagnostics } = await see(
      `${imports}# flops: nn.Linear(2, 3)(torch.randn(${shape}).transpose(0, -2).sum(3, keepdim=True))\n`,
    );
    assert.deepEqual(diagnostics, []);
    assert.match(lenses[0] ?? "", /^Linear · 192 FLOPs/);
  });

  test("of 10^15 elements", async () => {
    const { lenses, diagnostics } = await see(
      `${imports}# flops: (torch.randn(10**6, 10**9) @ torch.randn(10**9, 7)).relu()\n`,
    );
    assert.deepEqual(diagnostics, []);
    assert.match(lenses[0] ?? "", /· 14 PFLOPs ·/);
  });

  test("of no elements", async () => {
    const { lenses, diagnostics } = await see(`${imports}# flops: nn.Linear(8, 4)(torch.randn(0, 8))\n`);
    assert.deepEqual(diagnostics, []);
    assert.match(lenses[0] ?? "", /^Linear · 0 FLOPs/);
  });

  test("of a negative size", async () => {
    const { diagnostics } = await see(`${imports}# flops: nn.Linear(8, 4)(torch.randn(-1, 8))\n`);
    assert.match(diagnostics[0] ?? "", /negative dimension -1/);
  });
});
