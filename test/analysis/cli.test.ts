// The command line as a process: its output, its exit status, its one line on stderr.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(path.join(tmpdir(), "floplens-"));
after(() => rmSync(folder, { recursive: true }));

const model = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.fc = nn.Linear(16 * 8 * 8, 10)

    def forward(self, x):
        x = torch.relu(self.conv(x))
        return self.fc(torch.flatten(x, 1))


# flops: Net()(torch.randn(B:=4, 3, 8, 8))
`;

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function floplens(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "server/src/cli.ts", ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("text: the file with labels at the right, then totals", () => {
  const { status, stdout, stderr } = floplens("report", write("net.py", model));
  assert.equal(stderr, "");
  assert.equal(status, 0);
  assert.match(stdout, /self\.conv = nn\.Conv2d\(3, 16, 3, padding=1\) +│ 221 kFLOPs · 73%/);
  assert.match(stdout, /return self\.fc\(torch\.flatten\(x, 1\)\) +│ f32\[B, 10\]/);
  assert.match(
    stdout,
    /forward +303 kFLOPs {2}\(303,104\)\n +backward .*\n +formula +75,776·B\n +parameters +10\.7 k params/,
  );
});

test("json: an array of entries with all that was promised", () => {
  const file = write("net.py", model);
  const { status, stdout } = floplens("report", file, "--format", "json", "--dtype", "fp32", "--mode", "training");
  assert.equal(status, 0);
  const entries = JSON.parse(stdout) as Record<string, unknown>[];
  const [entry = {}] = entries;
  assert.equal(entries.length, 1);
  assert.deepEqual(Object.keys(entry), [
    ...["name", "source", "expr", "inputs", "complete", "missing", "flops", "macs", "parameters", "formula", "memory"],
    ...["time", "modules", "lines", "diagnostics", "error", "elapsed_ms"],
  ]);
  const { name, source, inputs, complete, missing, flops, macs, parameters, memory, modules, lines, error } = entry;
  assert.deepEqual(
    { name, source, inputs, complete, missing, flops, macs, parameters, error },
    {
      name: "Net",
      source: "directive",
      inputs: [{ name: "x", shape: [4, 3, 8, 8], dtype: "float32" }],
      complete: true,
      missing: [],
      flops: { forward: 303_104, backward: 221_184 + 2 * 81_920 },
      macs: 151_552,
      parameters: 10_698,
      error: null,
    },
  );
  const bytes = 4 * 10_698;
  const image = 4 * 4 * 3 * 64;
  const activations = 4 * 4096; // relu's result, which is the linear layer's input
  assert.deepEqual(memory, {
    parameters: bytes,
    gradients: bytes,
    optimizer: 2 * bytes,
    activations,
    inputs: image,
    // In relu's backward: its result, the gradients on both sides of it, and those of the linear layer's parameters.
    peak: 3 * bytes + image + 3 * activations + 4 * (10_698 - 448),
    peakIn: "backward",
    workspace: 2 * 4096 * 1024 + 8 * 16 * 1024,
  });
  assert.deepEqual((modules as unknown[])[1], {
    path: "conv",
    class: "Conv2d",
    file,
    line: 8,
    calls: 1,
    flops: { forward: 221_184, backward: 221_184 },
    parameters: 448,
    activations: 0,
    output: [[4, 16, 8, 8]],
  });
  assert.deepEqual((lines as unknown[])[0], {
    file,
    line: 8,
    flops: { forward: 221_184, backward: 221_184 },
    calls: 1,
    label: "442 kFLOPs · 64.3%", // of a training step
  });
});

test("jsonl: an expression a line, in order, in one process; an error is an entry, and status 1", () => {
  const list = write(
    "list.txt",
    "torch.nn.Linear(4, 8)(torch.randn(2, 4))\n\ntorch.nn.Linear(4, 8)(torch.randn(2, 5))\n",
  );
  const { status, stdout } = floplens("report", "--expr-file", list, "--format", "jsonl");
  assert.equal(status, 1);
  const entries = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { flops: { forward: number }; diagnostics: { message: string }[] });
  assert.deepEqual(
    entries.map(({ flops, diagnostics }) => [flops.forward, diagnostics.map(({ message }) => message)]),
    [
      [128, []],
      [0, ["[shape] mat1 and mat2 shapes cannot be multiplied (2x5 and 4x8)"]],
    ],
  );
});

test("devices of one's own: the good ones are known, and stderr says what is wrong with the others", () => {
  const list = write(
    "devices.json",
    JSON.stringify([
      { name: "my-gpu", extends: "a100-sxm-80gb", label: "My GPU" },
      { name: "my-other", extends: "a100-sxm-80gb", bandwidth: -1 },
    ]),
  );
  const expr = ["report", "--expr", "torch.nn.Linear(4, 8)(torch.randn(2, 4))", "--devices", list];
  const { status, stdout, stderr } = floplens(...expr, "--device", "my-gpu");
  assert.deepEqual(
    [status, stderr],
    [0, `floplens: ${list}: customDevices[1] (my-other): bandwidth is -1: it must be above 0\n`],
  );
  assert.match(stdout, /on My GPU/);
  assert.equal(floplens(...expr, "--device", "my-other").status, 2);
  const { stderr: notJson } = floplens("report", "--expr", "1", "--devices", write("no.json", "[{"));
  assert.match(notJson, /no\.json is not JSON/);
});

test("several devices: a table of the model on each, fastest first, and an array in JSON", () => {
  const file = write("table.py", model);
  const devices = ["--device", "t4, h100-sxm,NVIDIA A100 80GB PCIe"];
  const { status, stdout } = floplens("report", file, ...devices, "--mode", "training", "--optimizer", "sgd-momentum");
  assert.equal(status, 0);
  assert.match(
    stdout,
    /memory +\S+ kB of 16 GB at the peak of a training step in bf16: .* SGD with momentum and master weights, /,
  );
  assert.match(
    stdout,
    /time +\S+ µs \(.*\) for a training step on T4 in bf16 \(computed in fp32: .*\), eager, mostly launch-bound/,
  );
  const table = stdout.slice(stdout.indexOf("  device ")).trimEnd().split("\n");
  assert.match(table[0] ?? "", /^ {2}device +time +range +bound +peak memory +fits +largest batch$/);
  const labels = table.slice(1).map((line) => /^ {2}(.*?) {2}/.exec(line)?.[1]);
  assert.deepEqual([...labels].sort(), ["A100 PCIe 80 GB", "H100 SXM", "T4 (in fp32)"]);
  assert.equal(labels.at(-1), "T4 (in fp32)");
  const { stdout: json } = floplens("report", file, ...devices, "--format", "jsonl", "--dtype", "fp32");
  const entry = JSON.parse(json) as { devices: Record<string, unknown>[]; time: { device: string } };
  assert.equal(entry.time.device, "t4");
  assert.deepEqual(
    entry.devices.map(({ device, fits, capacity, peak }) => ({ device, fits, capacity, peak })),
    [
      ["t4", 16e9],
      ["h100-sxm", 80e9],
      ["a100-pcie-80gb", 80e9],
    ].map(([device, capacity]) => ({ device, fits: true, capacity, peak: entry.devices[0]?.["peak"] })),
  );
  const { stdout: all } = floplens("report", file, "--device", "all");
  assert.ok((all.slice(all.indexOf("  device ")).match(/ {2}yes /g)?.length ?? 0) > 100);
});

test("a batch of one's own, where the file has it as a symbol; where not, stderr says so", () => {
  const file = write("batch.py", model);
  const { stdout, stderr } = floplens("report", file, "--batch", "16");
  assert.equal(stderr, "");
  assert.match(stdout, /forward +1\.21 MFLOPs {2}\(1,212,416\)/);
  const fixed = floplens("report", write("fixed.py", model.replace("B:=4", "4")), "--batch", "16");
  assert.match(fixed.stdout, /forward +303 kFLOPs/);
  assert.equal(
    fixed.stderr,
    "floplens: batch 16 does not apply to Net: the file states 4; a directive with B:=4 makes it a symbol\n",
  );
});

for (const [name, args, message] of [
  [
    "a batch below zero",
    ["report", "--expr", "1", "--batch=-3"],
    /^floplens: --batch is -3: it must be a whole number/,
  ],
  ["a batch that is no number", ["report", "--expr", "1", "--batch", "many"], /^floplens: --batch is many: it must be/],
  [
    "an unknown optimizer",
    ["report", "--expr", "1", "--optimizer", "adm"],
    /^floplens: unknown --optimizer adm: did you mean adam, adamw/,
  ],
  [
    "an unknown device among several",
    ["report", "--expr", "1", "--device", "t4,h10"],
    /^floplens: unknown device h10: did you mean h100-sxm/,
  ],
  ["no command", [], /^floplens: a command is missing/],
  ["a file that is not there", ["report", "nowhere.py"], /^floplens: cannot read nowhere\.py\n$/],
  [
    "an unknown device",
    ["report", "--expr", "1", "--device", "h10"],
    /^floplens: unknown device h10: did you mean h100-sxm, h100-nvl, h100-pcie\? \(floplens --help lists all\)\n$/,
  ],
  [
    "an unknown format of numbers",
    ["report", "--expr", "1", "--dtype", "bf61"],
    /^floplens: unknown --dtype bf61: did you mean bf16, amp-bf16\?\n$/,
  ],
  ["a file of devices that is not there", ["report", "--expr", "1", "--devices", "no.json"], /cannot read no\.json/],
  ["an unknown option", ["report", "--colour"], /^floplens: Unknown option '--colour'/],
  [
    "a format for later",
    ["report", "--expr", "1", "--format", "sarif"],
    /^floplens: --format sarif is not available yet/,
  ],
] as const)
  test(`${name}: one line on stderr, status 2`, () => {
    const { status, stdout, stderr } = floplens(...args);
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
  });

test("--missing: reasons ranked by how many entries they cost", () => {
  const lost = write("lost.py", `import torch, numpy\n\n\ndef f(x):\n    return torch.relu(numpy.load("x.npy")) @ x\n`);
  const file = write("expressions.txt", "torch.zeros(2, 3) @ torch.zeros(3, 4)\ntorch.nn.nowhere(torch.zeros(2))\n");
  const { status, stdout, stderr } = floplens(
    "report",
    "--missing",
    "--expr-file",
    file,
    folder,
    "--expr",
    "torch.nn.nowhere(torch.zeros(2))",
  );
  assert.equal(stderr, "");
  assert.equal(status, 0);
  assert.match(stdout, /^2 of \d+ entries are incomplete\n\nentries {2}first {2}reason +example\n +2 +2 {2}.*nowhere/);
  assert.equal(floplens("report", "--missing", "nowhere").status, 2);
  rmSync(lost);
});
