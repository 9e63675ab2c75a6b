// The language server over a real stdio connection: what a client sees of a model, how that follows typing, files and
// settings, and that no input brings it down.

import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { Client } from "./client.ts";

const net = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.fc = nn.Linear(16 * 16 * 16, 10)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv(x)))
        x = torch.flatten(x, 1)
        return self.fc(x)


# flops: Net()(torch.randn(1, 3, 32, 32))
`;
const conv = "self.conv = nn.Conv2d(3, 16, 3, padding=1)";
const fc = "self.fc = nn.Linear(16 * 16 * 16, 10)";

const folder = mkdtempSync(path.join(tmpdir(), "floplens-"));
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
let client: Client;
let count = 0;

before(async () => {
  client = await Client.start({ folder });
});

after(async () => {
  assert.equal(await client.stop(), 0, "the exit code after shutdown and exit");
  assert.deepEqual(
    client.log.filter((line) => /Error\b.*\n\s+at /.test(line)),
    [],
    "a bug of ours was logged",
  );
  rmSync(folder, { recursive: true });
});

/** Opens a text as a file of its own that is nowhere on disk. */
async function open(text: string, uri = uriOf(`file${++count}.py`)): Promise<string> {
  return await client.open(uri, text);
}

/** Opens a text and waits for its first run. */
async function openAndRun(text: string, uri?: string): Promise<string> {
  const opened = await open(text, uri);
  await client.until(
    "the first run",
    () => client.status(opened),
    (status) => status !== undefined,
  );
  return opened;
}

describe("a model", () => {
  it("has hints at the ends of its lines", async () => {
    const uri = await openAndRun(net);
    assert.deepEqual(
      await client.hints(uri),
      new Map([
        [conv, "885 kFLOPs · 91.5%"],
        [fc, "81.9 kFLOPs · 8.5%"],
        ["x = self.pool(torch.relu(self.conv(x)))", "f32[1, 16, 16, 16]"],
        ["x = torch.flatten(x, 1)", "f32[1, 4096]"],
        ["return self.fc(x)", "f32[1, 10]"],
      ]),
    );
  });

  it("answers for the range that is asked for", async () => {
    const uri = await openAndRun(net);
    const { line } = client.positionOf(uri, conv);
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    assert.deepEqual([...(await client.hints(uri, range)).keys()], [conv]);
  });

  it("tells more about a hint when it is resolved", async () => {
    const uri = await openAndRun(net);
    const tooltips = await Promise.all((await client.rawHints(uri)).map((hint) => client.tooltip(hint)));
    assert.match(tooltips[0] ?? "", /\*\*Conv2d\*\*[^]*884,736/);
    assert.match(tooltips[2] ?? "", /\*\*MaxPool2d\*\*[^]*1, 16, 16, 16/);
    assert.match(tooltips[4] ?? "", /\*\*Linear\*\*[^]*81,920/);
  });

  it("has a hover on layers and calls, over just that", async () => {
    const uri = await openAndRun(net);
    const layer = await client.hover(uri, "nn.Conv2d");
    assert.equal(layer?.over, "nn.Conv2d(3, 16, 3, padding=1)");
    assert.match(layer.text, /884,736/);
    const call = await client.hover(uri, "self.conv(x)");
    assert.equal(call?.over, "self.conv(x)");
    assert.match(call.text, /1, 3, 32, 32[^]*1, 16, 32, 32[^]*884,736/);
    assert.equal(await client.hover(uri, "import torch"), null);
  });

  it("has lenses on its class and on its directive", async () => {
    const uri = await openAndRun(net);
    const lenses = await client.lenses(uri);
    assert.match(lenses[0] ?? "", /^4: Net · 967 kFLOPs · 41\.4 k params/);
    assert.match(lenses[1] ?? "", /^17: Net · 967 kFLOPs/);
    assert.equal(lenses.length, 2);
  });

  it("has a status with the time on the chosen GPU, which goes when the document is closed", async () => {
    const uri = await openAndRun(net);
    const status = client.status(uri);
    assert.match(status?.text ?? "", /^Net · 967 kFLOPs · \S+ (µs|ms) · \S+ kB of 80 GB$/);
    assert.match(status?.tooltip ?? "", /on A100 SXM 80 GB in bf16, eager/);
    assert.equal(status?.severity, "ok");
    await client.close(uri);
    await client.until(
      "no status",
      () => client.status(uri),
      (shown) => shown === null,
    );
  });

  it("asks the client to ask again after a run, and only for what changed", async () => {
    const uri = await openAndRun(net);
    await client.hints(uri);
    const seen = new Map(client.refreshes);
    assert.ok((seen.get("inlayHint") ?? 0) > 0);
    await client.edit(uri, "# flops", "# a comment\n# flops");
    await client.hints(uri);
    await client.diagnostics(uri);
    assert.equal(client.refreshes.get("diagnostic"), seen.get("diagnostic"));
  });

  it("is found in a document that was never saved", async () => {
    const uri = await openAndRun(net, "untitled:Untitled-1");
    assert.equal((await client.hints(uri)).get(conv), "885 kFLOPs · 91.5%");
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  it("is found in a path with blanks and letters", async () => {
    const uri = await openAndRun(net, uriOf("mein Netz/größe#1.py"));
    assert.equal((await client.hints(uri)).get(conv), "885 kFLOPs · 91.5%");
  });

  it("keeps its hints at the ends of lines with Windows' line breaks", async () => {
    const uri = await openAndRun(net.replaceAll("\n", "\r\n"));
    assert.equal((await client.hints(uri)).get(conv), "885 kFLOPs · 91.5%");
  });
});

describe("typing", () => {
  it("brings fresh hints at once", async () => {
    const uri = await openAndRun(net);
    await client.edit(uri, "randn(1, 3", "randn(2, 3");
    const shown = await client.until(
      "fresh hints",
      () => client.hints(uri),
      (hints) => hints.get(conv) !== "885 kFLOPs · 91.5%",
    );
    assert.equal(shown.get(conv), "1.77 MFLOPs · 91.5%");
    assert.equal(shown.get("return self.fc(x)"), "f32[2, 10]");
  });

  it("moves hints, hovers and lenses along before anything has run again", async () => {
    const uri = await openAndRun(net);
    await client.edit(uri, "class Net", "# one line more\n\nclass Net");
    assert.equal((await client.hints(uri)).get(conv), "885 kFLOPs · 91.5%");
    assert.equal((await client.hover(uri, "nn.Conv2d"))?.over, "nn.Conv2d(3, 16, 3, padding=1)");
    assert.match((await client.lenses(uri))[0] ?? "", /^6: Net/);
  });

  it("keeps hints in place when first a method and then what stands above its class is edited", async () => {
    const uri = await openAndRun(net);
    await client.edit(uri, "16, 10)", "16, 12)");
    await client.until(
      "fresh hints",
      () => client.hints(uri),
      (hints) => hints.get("return self.fc(x)") === "f32[1, 12]",
    );
    await client.edit(uri, "class Net", "# three\n# lines\n# more\nclass Net");
    await client.edit(uri, "randn(1, 3", "randn(2, 3");
    const shown = await client.until(
      "fresh hints",
      () => client.hints(uri),
      (hints) => hints.get(conv) !== "885 kFLOPs · 91.5%",
    );
    assert.deepEqual([...shown.values()].slice(2), ["f32[2, 16, 16, 16]", "f32[2, 4096]", "f32[2, 12]"]);
    assert.equal(shown.size, 5);
    assert.equal((await client.hover(uri, "self.conv(x)"))?.over, "self.conv(x)");
  });

  it("keeps hints and lenses while code is half-typed", async () => {
    const uri = await openAndRun(net);
    for (const [old, text] of [
      ["self.pool(torch", "self.pool((torch"],
      ["self.pool((torch", "self.pool(torch"],
      ["return self.fc(x)", "return self."],
      ["return self.", "return self.fc(x)"],
      ["Conv2d(3, 16", "Conv2d("],
    ] as const) {
      await client.edit(uri, old, text);
      await new Promise((resolve) => setTimeout(resolve, 80));
      const shown = await client.hints(uri);
      assert.equal(shown.get(fc), "81.9 kFLOPs · 8.5%", `after ${text}`);
      assert.match((await client.lenses(uri))[0] ?? "", /967 kFLOPs/, `after ${text}`);
      assert.ok(
        (await client.diagnostics(uri)).every((text) => text.includes("[syntax]")),
        `after ${text}`,
      );
    }
  });

  it("reports an error in PyTorch's words at the line, and takes it back", async () => {
    const uri = await openAndRun(net);
    await client.edit(uri, "16 * 16 * 16", "16 * 16 * 8");
    const found = await client.until(
      "the error",
      () => client.diagnostics(uri),
      ({ length }) => length > 0,
    );
    const { line } = client.positionOf(uri, "return self.fc");
    assert.match(
      found[0] ?? "",
      new RegExp(`^1 ${line}: .*mat1 and mat2 shapes cannot be multiplied \\(1x4096 and 2048x10\\)`),
    );
    assert.equal(client.status(uri)?.severity, "error");
    assert.match((await client.hints(uri)).get(conv) ?? "", /885 kFLOPs/);
    await client.edit(uri, "16 * 16 * 8", "16 * 16 * 16");
    await client.until(
      "no error",
      () => client.diagnostics(uri),
      ({ length }) => length === 0,
    );
  });

  it("says when diagnostics are what they were", async () => {
    const uri = await openAndRun(net.replace("16 * 16 * 16", "16"));
    const first = await client.diagnosticReport(uri);
    assert.equal(first.kind, "full");
    assert.equal((await client.diagnosticReport(uri, first.resultId)).kind, "unchanged");
  });

  it("survives everything being selected and deleted, and typed again", async () => {
    const uri = await openAndRun(net);
    await client.edit(uri, net, "");
    assert.deepEqual([...(await client.hints(uri))], []);
    await client.edit(uri, "", net);
    await client.until(
      "the hints",
      () => client.hints(uri),
      (hints) => hints.get(conv) === "885 kFLOPs · 91.5%",
    );
  });
});

describe("several files", () => {
  const model = net
    .slice(0, net.indexOf("# flops"))
    .replace("10)", "num_classes)")
    .replace("(self):", "(self, num_classes):");
  const train =
    "import torch\nfrom parts.model import Net\n\nnet = Net(num_classes=10)\ny = net(torch.randn(4, 3, 32, 32))\n";
  const half = (text: string): string => text.replace("16 * 16 * 16", "16 * 16 * 8");

  it("one run annotates every open file that it went through, and follows edits in any of them", async () => {
    mkdirSync(path.join(folder, "parts"), { recursive: true });
    writeFileSync(path.join(folder, "parts", "model.py"), model);
    const main = await openAndRun(train, uriOf("train.py"));
    assert.equal((await client.hints(main)).get("y = net(torch.randn(4, 3, 32, 32))"), "f32[4, 10]");
    const part = await openAndRun(model, uriOf("parts/model.py"));
    const shown = await client.until(
      "the hints",
      () => client.hints(part),
      ({ size }) => size > 0,
    );
    assert.equal(shown.get(conv), "3.54 MFLOPs · 91.5%");
    assert.match(client.status(part)?.text ?? "", /Net · 3\.87 MFLOPs/);
    await client.edit(part, "16 * 16 * 16", "16 * 16 * 8");
    const [error] = await client.until(
      "the error",
      () => client.diagnostics(part),
      ({ length }) => length > 0,
    );
    assert.match(error ?? "", /mat1 and mat2/);
    assert.deepEqual(await client.diagnostics(main), []);
    await client.close(part);
    await client.until(
      "no error after what was typed is gone",
      () => client.diagnostics(main),
      ({ length }) => length === 0,
    );
    await client.close(main);
  });

  it("an error in a file that is not open stands where it was called, and names the place", async () => {
    writeFileSync(path.join(folder, "parts", "model.py"), half(model));
    await client.filesChanged(uriOf("parts/model.py"));
    const main = await openAndRun(train, uriOf("train.py"));
    const [found] = await client.until(
      "the error",
      () => client.rawDiagnostics(main),
      ({ length }) => length > 0,
    );
    assert.equal(found?.range.start.line, client.positionOf(main, "y = net").line);
    assert.ok(found.relatedInformation?.some(({ location }) => location.uri === uriOf("parts/model.py")));
    writeFileSync(path.join(folder, "parts", "model.py"), model);
    await client.filesChanged(uriOf("parts/model.py"));
    await client.until(
      "no error",
      () => client.diagnostics(main),
      ({ length }) => length === 0,
    );
    await client.close(main);
  });
});

describe("settings", () => {
  const change = async (settings: Readonly<Record<string, unknown>>): Promise<void> => {
    await client.configure(settings);
  };

  it("follow live", async () => {
    const uri = await openAndRun(net);
    const wait = async (what: string, line: string, text: string | undefined): Promise<void> => {
      await client.until(
        what,
        () => client.hints(uri),
        (hints) => hints.get(line) === text,
      );
    };
    await change({ unit: "MACs" });
    await wait("MACs", conv, "442 kMACs · 91.5%");
    assert.match((await client.lenses(uri))[0] ?? "", /483 kMACs/);
    await change({ hints: { threshold: 0.5 } });
    await wait("the threshold", fc, "41 k params");
    await change({ hints: { layers: false } });
    await wait("no layers", conv, undefined);
    await wait("but shapes", "return self.fc(x)", "f32[1, 10]");
    await change({ hints: { shapes: false } });
    await wait("no shapes", "return self.fc(x)", undefined);
    await change({ lens: false });
    await client.until(
      "no lens",
      () => client.lenses(uri),
      ({ length }) => length === 0,
    );
    await change({ device: "h100-sxm" });
    await client.until(
      "the other GPU",
      () => client.status(uri)?.tooltip,
      (text) => text?.includes("H100") ?? false,
    );
    await change({ device: "abacus", convention: 7, hints: null, dtype: "bf16" });
    await wait("defaults in place of nonsense", conv, "885 kFLOPs · 91.5%");
    await change({});
  });

  it("one switch turns everything off and on", async () => {
    const uri = await openAndRun(net.replace("16 * 16 * 16", "16 * 16 * 8"));
    await change({ enable: false });
    await client.until(
      "no hints",
      () => client.hints(uri),
      ({ size }) => size === 0,
    );
    assert.deepEqual(await client.lenses(uri), []);
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.equal(await client.hover(uri, "nn.Conv2d"), null);
    await client.until(
      "no status",
      () => client.status(uri),
      (status) => status === null,
    );
    await client.edit(uri, "16 * 16 * 8", "16 * 16 * 16");
    await change({});
    await client.until(
      "the hints",
      () => client.hints(uri),
      (hints) => hints.get(conv) === "885 kFLOPs · 91.5%",
    );
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  it("name folders with packages, relative to the workspace", async () => {
    mkdirSync(path.join(folder, "extra/packages/blocks"), { recursive: true });
    writeFileSync(path.join(folder, "extra/packages/blocks/__init__.py"), net);
    const user = "import torch\nfrom blocks import Net\n\n# flops: Net()(torch.randn(1, 3, 32, 32))\n";
    const uri = await openAndRun(user);
    assert.doesNotMatch((await client.lenses(uri)).join("\n"), /967 kFLOPs/);
    await change({ searchPaths: ["extra/packages"] });
    await client.until(
      "the lens",
      () => client.lenses(uri),
      (lenses) => lenses.some((text) => text.includes("967 kFLOPs")),
    );
    await change({});
  });

  it("list the GPUs", async () => {
    const devices = await client.devices();
    assert.ok(devices.length >= 50);
    assert.deepEqual(
      devices.find(({ name }) => name === "h100-sxm"),
      {
        name: "h100-sxm",
        label: "H100 SXM",
        group: "NVIDIA data center",
        detail: "Hopper · 80 GB HBM3 · 3.35 TB/s · 989 TFLOPS bf16",
        isPresent: false,
      },
    );
    const here = await client.devices("NVIDIA A100-SXM4-80GB", "NVIDIA GeForce RTX 4090", "NVIDIA Nothing 1");
    assert.deepEqual(
      here.filter(({ isPresent }) => isPresent).map(({ name }) => name),
      ["a100-sxm-80gb", "rtx4090"],
    );
  });

  it("change what is asked for: mode, batch, optimizer, what hints show", async () => {
    const uri = await openAndRun(net.replace("randn(1", "randn(B:=1"));
    const wait = async (what: string, line: string, text: RegExp): Promise<void> => {
      await client.until(
        what,
        () => client.hints(uri),
        (hints) => text.test(hints.get(line) ?? ""),
      );
    };
    await change({ batch: 64 });
    await wait("the FLOPs of 64", conv, /^56\.6 MFLOPs · 91\.5%$/);
    assert.match((await client.lenses(uri))[0] ?? "", /61\.9 MFLOPs .*B = 64 in place of 1$/);
    assert.match((await client.hover(uri, "nn.Conv2d"))?.text ?? "", /at B = 64/);
    await change({ batch: 64, mode: "training", optimizer: "sgd" });
    await wait("the FLOPs of a step", conv, /^113 MFLOPs/);
    assert.match(client.status(uri)?.tooltip ?? "", /for a training step.*\n.* master weights, /);
    assert.match((await client.hover(uri, "nn.Linear"))?.text ?? "", /524 kB activations kept for backward/);
    await change({ hints: { show: "time" } });
    await wait("times", conv, /^\S+ µs · [\d.]+%$/);
    await change({});
    await wait("what the file says", conv, /^885 kFLOPs/);
  });

  it("tell in colour when the model does not fit, and say what does", async () => {
    const uri = await openAndRun(net.replace("randn(1", "randn(B:=1"));
    await change({ batch: 1_000_000, device: "l4" });
    const status = await client.until(
      "the warning",
      () => client.status(uri),
      (shown) => shown?.severity === "warning",
    );
    assert.match(status?.text ?? "", /of 24$/);
    assert.match(status?.tooltip ?? "", /does not fit into L4; the largest batch that does is \d+/);
    await change({});
  });

  it("give the rows of what can be tried, by the settings that are sent along", async () => {
    const uri = await openAndRun(net);
    const rows = await client.whatIf(uri, { dtype: "int8", hints: { show: "time" } });
    assert.deepEqual(
      rows.map(({ setting, value }) => [setting, value]),
      [
        ["device", "A100 SXM 80 GB"],
        ["dtype", "int8"],
        ["mode", "inference"],
        ["compile", "eager"],
        ["batch", "1"],
        ["optimizer", "Adam"],
        ["hints.show", "time"],
      ],
    );
    assert.equal((await client.whatIf(null, {}))[4]?.value, "not known");
  });

  it("say once what is wrong with a batch", async () => {
    client.warnings.length = 0;
    for (const unit of ["MACs", "FLOPs"]) await change({ batch: -3, unit });
    await client.until(
      "a word on it",
      () => client.warnings.length,
      (count) => count > 0,
    );
    await client.devices();
    assert.deepEqual(client.warnings, [
      "FlopLens: floplens.batch is -3: it must be a whole number from 1 to 1000000, or 0 for what the file says",
    ]);
    await change({});
  });

  it("add devices, and say once what is wrong with them", async () => {
    const uri = await openAndRun(net);
    const mine = { name: "my-gpu", label: "My GPU", extends: "h100-sxm", memory: 40 };
    const wrong = { name: "my-other", extends: "h100-sxm", bandwidth: 3.35 };
    client.warnings.length = 0;
    await change({ device: "my-gpu", customDevices: [mine, wrong] });
    await client.until(
      "the time on it",
      () => client.status(uri)?.tooltip,
      (text) => text?.includes("My GPU") ?? false,
    );
    await change({ device: "my-gpu", customDevices: [mine, wrong], unit: "MACs" });
    const [first] = await client.devices();
    assert.deepEqual([first?.name, first?.group], ["my-gpu", "Your devices"]);
    assert.deepEqual(client.warnings, [
      "FlopLens: customDevices[1] (my-other): bandwidth is 3.35: GB/s are meant; is it in TB/s?",
    ]);
    await change({ device: "h100-sxn" });
    await client.until(
      "a word on the name",
      () => client.warnings.at(-1),
      (text) => text?.includes("unknown device h100-sxn: did you mean h100-sxm") ?? false,
    );
    await change({});
  });
});

describe("bad input", () => {
  const alive = async (): Promise<void> => {
    const uri = await openAndRun(net);
    assert.equal((await client.hints(uri)).get(conv), "885 kFLOPs · 91.5%");
    await client.close(uri);
  };
  const quiet =
    (text: string): (() => Promise<void>) =>
    async () => {
      const uri = await openAndRun(text);
      assert.deepEqual([...(await client.hints(uri))], []);
      const found = await client.diagnostics(uri);
      assert.ok(found.length <= 1, found.join("\n"));
      await alive();
    };

  it("an empty file", quiet(""));
  it("prose", quiet("The torch was lit, and they said: now we go (all of us!\n"));
  it("bytes", quiet("\u0000\u0001ELF\uFFFD\u0000torch\u0000"));
  it("a syntax error on every line", quiet("import torch\n" + "def class ) return (\n".repeat(200)));

  it("5 MB of text, which is refused with a reason", async () => {
    const uri = await openAndRun(net + "x = 1  # and so on\n".repeat(270_000));
    const [found] = await client.diagnostics(uri);
    assert.match(found ?? "", /file is longer than/);
    await alive();
  });

  /** A file whose other half has a fault: the reason is where the user looks, and the good model's hints stay. */
  const withFault =
    (fault: string, expected: RegExp): (() => Promise<void>) =>
    async () => {
      const uri = await open(`${net}\n${fault}`);
      const status = await client.until(
        "a result",
        () => client.status(uri),
        (shown) => shown !== undefined,
        30_000,
      );
      assert.equal((await client.hints(uri)).get(conv), "885 kFLOPs · 91.5%", JSON.stringify(status));
      const said = [...(await client.diagnostics(uri)), ...(await client.lenses(uri))].join("\n");
      assert.match(said, expected);
      await alive();
    };
  const module = (init: string, forward: string): string =>
    `class Bad(nn.Module):\n    def __init__(self):\n        super().__init__()\n        ${init}\n\n` +
    `    def forward(self, x):\n        ${forward}\n\n\n# flops: Bad()(torch.randn(1, 3))\n`;

  it("`while True` in a forward", withFault(module("pass", "while True: pass"), /budget|too long/));
  it("infinite recursion", withFault(module("pass", "return self.forward(x)"), /[Rr]ecursion|nests too deeply/));
  it("a constructor that raises", withFault(module("raise ValueError('no such size')", "return x"), /no such size/));
  it(
    "an import that does not exist",
    withFault(
      `import no_such_package\n${module("self.a = no_such_package.Layer()", "return self.a(x)")}`,
      /no_such_package/,
    ),
  );
  it("a directive that does not parse", withFault("# flops: Net((torch.randn(1, 3\n", /does not parse/));
  it("a directive with a name that is not there", withFault("# flops: Ned()(1)\n", /Ned/));
  it(
    "a tensor of rank 12",
    withFault(module("self.fc = nn.Linear(2, 4)", `return self.fc(torch.zeros(${"2, ".repeat(12)}))`), /Bad · /),
  );
  it(
    "a tensor of 10^15 elements",
    withFault(
      module("self.fc = nn.Linear(1000, 1000)", "return self.fc(torch.empty(10**6, 10**6, 1000))"),
      /Bad · 2[^ ]* [PE]FLOPs/,
    ),
  );

  it("`while True` at module level", async () => {
    const uri = await open("import torch\nwhile True:\n    pass\n");
    await client.until(
      "a result",
      () => client.status(uri),
      (status) => status !== undefined,
      30_000,
    );
    await alive();
  });

  it("requests about documents that are not open", async () => {
    const params = {
      textDocument: { uri: uriOf("nowhere.py") },
      position: { line: 1, character: 1 },
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    };
    for (const method of ["inlayHint", "hover", "codeLens"])
      assert.equal(await client.connection.sendRequest(`textDocument/${method}`, params), null);
  });
});

describe("another client", () => {
  it("gets its answers in one go where it cannot be asked to ask again", async () => {
    const plain = await Client.start({ folder, canRefresh: false });
    const uri = await plain.open(uriOf("plain.py"), net);
    await plain.until(
      "the hints",
      () => plain.hints(uri),
      ({ size }) => size > 0,
    );
    await plain.edit(uri, "randn(1, 3", "randn(2, 3");
    assert.equal((await plain.hints(uri)).get(conv), "1.77 MFLOPs · 91.5%");
    assert.deepEqual([...plain.refreshes], []);
    assert.equal(await plain.stop(), 0);
  });
});
