// The figures of docs/accuracy.md that are about speed, as ratios in one run: whole processes against Python with torch's
// counter (FLOPLENS_PYTHON names an interpreter that has torch, torchvision and Keras), and keystrokes.
//
//     npm run bench

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { annotate } from "../../server/src/analysis/annotate.ts";
import { hintsOf } from "../../server/src/analysis/hints.ts";
import { Project } from "../../server/src/analysis/project.ts";
import type { Host } from "../../server/src/base/host.ts";
import { findDevice, defaultDevice } from "../../server/src/hardware/devices.ts";
import { createNodeHost, createNodeParser } from "../../server/src/nodeHost.ts";
import { defaultScenario } from "../../server/src/analysis/estimate.ts";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const searchPath = process.env["FLOPLENS_SEARCH_PATH"] ?? path.join(root, ".third-party", "site-packages");
const python = process.env["FLOPLENS_PYTHON"] ?? "python3";
const rounds = 7;

function seconds(command: string, args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

interface Contest {
  readonly name: string;
  readonly expr: string;
  /** The same model in Python: the arguments of an interpreter that has the packages. */
  readonly python: readonly string[];
}

const contests: readonly Contest[] = [
  ...["resnet50", "vit_b_16"].map((model) => ({
    name: model,
    expr: `torchvision.models.${model}().eval()(torch.randn(1, 3, 224, 224))`,
    python: ["test/oracle/flops_once.py", model, "224"],
  })),
  {
    name: "ResNet50 (Keras)",
    expr: "keras.applications.ResNet50(weights=None)(keras.ops.zeros((1, 224, 224, 3)))",
    python: ["test/oracle/keras_once.py", "ResNet50"],
  },
];

function wholeProcesses(): void {
  const packages = spawnSync(python, ["-c", "import torch, keras"], {
    encoding: "utf8",
    env: { ...process.env, KERAS_BACKEND: "torch" },
  });
  const isAvailable = packages.error === undefined && packages.status === 0;
  for (const { name, expr, python: args } of contests) {
    const ours: number[] = [];
    const theirs: number[] = [];
    const report = ["dist/cli.cjs", "report", "--format", "json", "--search-path", searchPath, "--expr", expr];
    for (let round = 0; round < rounds; round++) {
      ours.push(seconds(process.execPath, report));
      if (isAvailable) theirs.push(seconds(python, args));
    }
    const ratio =
      theirs.length === 0 ? "no Python with torch" : `${(median(theirs) / median(ours)).toFixed(1)} × faster`;
    console.log(
      `${name.padEnd(16)} floplens ${median(ours).toFixed(3)} s` +
        (theirs.length === 0 ? "" : `   python ${median(theirs).toFixed(3)} s`) +
        `   ${ratio}   (medians of ${String(rounds)})`,
    );
  }
}

interface Typing {
  readonly file: string;
  /** Put behind the file's text. */
  readonly directive: string;
  /** A blank comes and goes behind the first place of this text. */
  readonly behind: string;
}

const typings: readonly Typing[] = [
  {
    file: path.join(searchPath, "torchvision", "models", "resnet.py"),
    directive: "\n# flops: resnet50()(torch.randn(1, 3, 224, 224))\n",
    behind: "self.inplanes = 64",
  },
  { file: path.join(root, "examples", "keras", "unet_segmentation.py"), directive: "", behind: "layers.Conv2D(" },
];

/** The time from a key to fresh hints: parse, run, fold, render. */
async function keystrokes({ file, directive, behind }: Typing): Promise<void> {
  let text = readFileSync(file, "utf8") + directive;
  const disk = createNodeHost({ log: () => undefined });
  const host: Host = { ...disk, readFile: (name) => (name === file ? text : disk.readFile(name)) };
  const project = new Project(host, { parser: await createNodeParser(), searchPaths: [searchPath] });
  const device = findDevice(defaultDevice) ?? null;
  const place = text.indexOf(behind) + behind.length;
  const times: number[] = [];
  let hints = 0;
  for (let key = 0; key < 120; key++) {
    const typed = key % 2 === 0 ? " " : "";
    text = `${text.slice(0, place)}${typed}${text.slice(place + (key % 2 === 0 ? 0 : 1))}`;
    const started = performance.now();
    const runs = project.runFile(file);
    const annotations = runs.map((run) => annotate(run, { path: file, text }, "torch"));
    hints = hintsOf(
      annotations,
      { path: file, text },
      {
        ...defaultScenario,
        layers: true,
        shapes: true,
        show: "flops",
        threshold: 0.001,
        convention: "torch",
        unit: "FLOPs",
        device,
      },
    ).length;
    times.push(performance.now() - started);
  }
  const warm = times.slice(20);
  console.log(
    `keystroke  ${path.basename(file)}: p50 ${median(warm).toFixed(1)} ms, p95 ${percentile(warm, 0.95).toFixed(1)} ms ` +
      `to ${String(hints)} fresh hints (first ${(times[0] ?? NaN).toFixed(0)} ms)`,
  );
  console.log(`memory     ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB after ${String(times.length)} runs`);
}

wholeProcesses();
for (const typing of typings) await keystrokes(typing);
