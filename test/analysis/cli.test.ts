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
    label: "221 kFLOPs · 73%",
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

for (const [name, args, message] of [
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
