// Fits the shares in server/src/hardware/calibration.ts to measured times, and says how far off the fit is: on what it was fitted
// on, on families of models that were left out, and on a card that was left out.
//
//     npm run calibrate -- TIMM.csv LANGUAGE.csv TRACES.jsonl            prints tables
//     npm run calibrate -- TIMM.csv LANGUAGE.csv TRACES.jsonl --write    and writes calibration.ts
//
// TIMM.csv holds images per second of timm's models under autocast in fp16 and channels last, by GPU. TRACES.jsonl keeps the traces
// of its models between runs; the ones that it lacks are traced, from timm's source in the folder FLOPLENS_SEARCH_PATH.
// LANGUAGE.csv holds milliseconds of language models in float32, whose source is models/language.py: of its cards only the two
// shares are fitted, those of classes are timm's.

import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { calibration as current } from "../../server/src/hardware/calibration.ts";
import type { Calibration, DeviceShares } from "../../server/src/hardware/calibration.ts";
import type { Mode } from "../../server/src/cost/memory.ts";
import { findDevice } from "../../server/src/hardware/devices.ts";
import type { Precision } from "../../server/src/hardware/devices.ts";
import { kernelsOf } from "../../server/src/hardware/kernels.ts";
import type { Kernel } from "../../server/src/hardware/kernels.ts";
import { cardOf, kernelTime, tiling } from "../../server/src/hardware/time.ts";
import { createProject, outcomeOf, root } from "../models/models.ts";
import { summaryOf } from "../../server/src/analysis/summary.ts";
import type { OpRecord } from "../../server/src/tensor/trace.ts";
import { plainRun, recordsAt } from "./traces.ts";
import type { PlainRun } from "./traces.ts";

const [table, language, cache] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
if (table === undefined || language === undefined || cache === undefined)
  throw new Error("which tables, and where to keep the traces?");

// ── what was measured ──────────────────────────────────────────────────────────────────────────────────────────────

/** Kernels that are alike, with how many there are. */
type Batch = readonly { readonly kernel: Kernel; times: number; readonly filled: Map<number | null, number> }[];

interface Run {
  readonly model: string;
  readonly family: string;
  readonly device: string;
  readonly compiled: boolean;
  readonly precision: Precision;
  readonly mode: Mode;
  /** Of one batch. */
  readonly seconds: number;
  readonly kernels: Batch;
}

/**
 * Under autocast layer and group norms compute in float32. timm can be told to keep them in half precision, and the table shows
 * where it was: resnet50_gn is faster on the RTX 4090 (3846 images a second) than on the RTX 5090 (2904), resnet50 slower.
 */
const columns = [
  { device: "rtx3090", compiled: false, halfNorms: true, column: 6 },
  { device: "rtx4090", compiled: false, halfNorms: true, column: 8 },
  { device: "rtx4090", compiled: true, halfNorms: true, column: 10 },
  { device: "rtx5090", compiled: false, halfNorms: false, column: 12 },
  { device: "rtx5090", compiled: true, halfNorms: false, column: 14 },
] as const;

async function measuredRuns(csv: string, traces: string): Promise<{ runs: Run[]; leftOut: string[] }> {
  const known = new Map<string, PlainRun>();
  for (const line of existsSync(traces) ? readFileSync(traces, "utf8").trim().split("\n") : []) {
    const { model, size, run } = JSON.parse(line) as { model: string; size: string; run: PlainRun }; // written below
    known.set(`${model} ${size}`, run);
  }
  const project = await createProject();
  const runs: Run[] = [];
  const leftOut: string[] = [];
  for (const row of readFileSync(csv, "utf8").trim().split("\n").slice(1)) {
    const cells = row.split(",");
    const [model = "", family = "", size = ""] = cells;
    const key = `${model} ${size}`;
    let trace = known.get(key);
    if (trace === undefined) {
      const made = `timm.create_model('${model}').eval()(torch.randn(B:=64, 3, ${size}, ${size}))`;
      const run = project.runExpression(null, made);
      trace = plainRun(run, outcomeOf(project, run).parameters);
      appendFileSync(traces, `${JSON.stringify({ model, size, run: trace })}\n`);
    }
    if (trace.missing.length > 0) leftOut.push(`${key}: ${trace.missing[0] ?? ""}`);
    else
      for (const { device, compiled, halfNorms, column } of columns) {
        const [batch, rate] = [Number(cells[column]), Number(cells[column + 1])];
        if (rate > 0)
          runs.push({
            model,
            family,
            device,
            compiled,
            precision: "amp-fp16",
            mode: "inference",
            seconds: batch / rate,
            kernels: kernelsAt(trace, batch, compiled, halfNorms),
          });
      }
  }
  return { runs, leftOut };
}

/** NeuSight's published measurements. Of its Switch Transformers the sizes are not known here. */
async function languageRuns(csv: string): Promise<Run[]> {
  const project = await createProject();
  const file = path.join(root, "test", "bench", "models", "language.py");
  const traced = new Map<string, readonly OpRecord[]>();
  const runs: Run[] = [];
  for (const row of readFileSync(csv, "utf8").trim().split("\n").slice(1)) {
    const [gpu = "", model = "", mode = "", length = "", batch = "", fused = "", milliseconds = ""] = row.split(",");
    const device = findDevice(gpu.replaceAll("_", " "));
    if (model === "switchxl4" || device === undefined) continue;
    const isTraining = mode === "training";
    const built = model === "bert_large" ? `bert_large(${isTraining ? "False" : "True"})` : `${model}()`;
    const expression = `${built}.${isTraining ? "train" : "eval"}()(torch.ones(${batch}, ${length}, dtype=torch.int64))`;
    let records = traced.get(expression);
    if (records === undefined) {
      const run = project.runExpression(file, expression);
      if (run.error !== null || run.trace.missing.length > 0)
        throw new Error(`${expression}: ${run.error ?? "incomplete"}`);
      traced.set(expression, (records = summaryOf(run, "torch").records));
    }
    const compiled = fused === "yes";
    const options = { precision: "fp32", mode: isTraining ? "training" : "inference", fused: compiled } as const;
    runs.push({
      model: `${model} ${batch}`,
      family: model,
      device: device.name,
      compiled,
      precision: "fp32",
      mode: options.mode,
      seconds: Number(milliseconds) / 1000,
      kernels: alike(kernelsOf(records, options)),
    });
  }
  return runs;
}

const made = new WeakMap<PlainRun, Map<string, Batch>>();

function kernelsAt(trace: PlainRun, batch: number, fused: boolean, halfNorms: boolean): Batch {
  const memo = made.get(trace) ?? new Map<string, Batch>();
  made.set(trace, memo);
  const key = `${String(batch)} ${String(fused)} ${String(halfNorms)}`;
  let found = memo.get(key);
  if (found === undefined) {
    const records = recordsAt(trace, batch).map((record) =>
      halfNorms && /^(layer|group)_norm$/.test(record.op) ? { ...record, op: `half_${record.op}` } : record,
    );
    const kernels = kernelsOf(records, { precision: "amp-fp16", mode: "inference", fused });
    memo.set(key, (found = alike(kernels)));
  }
  return found;
}

function alike(kernels: readonly Kernel[]): Batch {
  const groups = new Map<string, Batch[number]>();
  for (const kernel of kernels) {
    const { record: _record, ...sizes } = kernel;
    const text = JSON.stringify(sizes);
    const same = groups.get(text);
    if (same === undefined) groups.set(text, { kernel, times: 1, filled: new Map() });
    else same.times += 1;
  }
  return [...groups.values()];
}

// ── the fit ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A constant, where it may lie, and where it is looked for first. */
interface Constant {
  readonly name: string;
  readonly first: number;
  readonly low: number;
  readonly high: number;
}

const share = (name: string, first: number, high = 1): Constant => ({ name, first, low: 0.2, high });
const width = (name: string, first: number): Constant => ({ name, first, low: 8, high: 400 });

const classConstants: readonly Constant[] = [
  share("compute.conv", 0.9, 1.3),
  share("compute.grouped", 0.6, 1.3),
  share("compute.attention", 0.9, 1.3),
  share("memory.gemm", 0.6),
  share("memory.conv", 0.45),
  share("memory.depthwise", 0.45),
  share("memory.norm", 0.75),
  share("memory.rowNorm", 0.9),
  share("memory.softmax", 0.75),
  share("memory.pool", 0.3),
  share("memory.copy", 0.6),
  share("memory.join", 0.5),
  share("memory.pointwise", 0.9),
  share("memory.fused", 0.9),
  width("depth", 80),
  width("groupedDepth", 150),
  width("headDepth", 28),
  { name: "depthwise", first: 0.3, low: 0.05, high: 1 },
  share("epilogue", 0.8),
];

function constantsFor(devices: readonly string[]): Constant[] {
  return [
    ...classConstants,
    // A card runs above its stated clock or below it: its best product may pass the data sheet's peak by a little.
    ...devices.flatMap((name) => [
      { name: `${name}.compute`, first: 0.95, low: 0.2, high: 1.3 },
      { name: `${name}.memory`, first: 0.9, low: 0.3, high: 1.05 },
    ]),
  ];
}

function calibrationOf(names: readonly string[], values: readonly number[], spread: number): Calibration {
  const at = (name: string): number => values[names.indexOf(name)] ?? Number.NaN;
  const group = (prefix: string): Record<string, number> =>
    Object.fromEntries(
      names.flatMap((name, i) => (name.startsWith(prefix) ? [[name.slice(prefix.length), values[i] ?? 1]] : [])),
    );
  const memory = group("memory.");
  const devices: Record<string, { compute: number; memory: number }> = {};
  for (const name of names) {
    const [device = "", kind] = name.split(".");
    if (findDevice(device) !== undefined && kind === "compute")
      devices[device] = { compute: at(`${device}.compute`), memory: at(`${device}.memory`) };
  }
  return {
    compute: group("compute."),
    memory: {
      ...memory,
      grouped: memory["conv"] ?? 1,
      attention: memory["gemm"] ?? 1,
      rnn: memory["gemm"] ?? 1,
    },
    depth: at("depth"),
    groupedDepth: at("groupedDepth"),
    headDepth: at("headDepth"),
    depthwise: at("depthwise"),
    epilogue: Math.min(1, at("epilogue")),
    devices,
    others: others({ devices }),
    spread,
  };
}

/** For cards without measurements. */
function others({ devices }: Pick<Calibration, "devices">): DeviceShares {
  const mean = (kind: "compute" | "memory"): number =>
    Math.exp(average(Object.values(devices).map((device) => Math.log(device[kind]))));
  return { compute: mean("compute"), memory: mean("memory") };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** As timeOf, without the host's launches: batches this large hide them. */
function seconds(run: Run, constants: Calibration): number {
  const device = findDevice(run.device);
  if (device === undefined) throw new Error(`no device ${run.device}`);
  const card = cardOf(device, run.precision, constants);
  return run.kernels.reduce((sum, { kernel, times, filled }) => {
    let share = filled.get(card.units);
    if (share === undefined) filled.set(card.units, (share = tiling(kernel, card.units)));
    const { compute, memory, floor } = kernelTime(kernel, card, share);
    return sum + times * Math.max(compute, memory, floor);
  }, 0);
}

/** Beyond this, errors of a logarithm count linearly: some runs are of other software than the rest. */
const knee = 0.1;

/** Huber's loss. */
function loss(error: number): number {
  const size = Math.abs(error);
  return size <= knee ? (size * size) / 2 : knee * (size - knee / 2);
}

/** Of the logarithms' errors. */
function meanLoss(runs: readonly Run[], constants: Calibration): number {
  return average(runs.map((run) => loss(Math.log(seconds(run, constants) / run.seconds))));
}

/**
 * The least mean loss of the logarithms' errors, by a pattern search: each constant in turn goes up or down by its step, which grows
 * where that helps and shrinks where neither does. The times have edges (the longer of two), where derivatives lead astray.
 */
function fit(runs: readonly Run[], from: Calibration | null): Calibration {
  const constants = constantsFor([...new Set(runs.map(({ device }) => device))].sort());
  const names = constants.map(({ name }) => name);
  const values = constants.map(({ name, first }) => (from === null ? first : valueOf(from, name)));
  const lossNow = (): number => meanLoss(runs, calibrationOf(names, values, 0));
  const steps: number[] = constants.map(() => (from === null ? 0.2 : 0.05));
  let best = lossNow();
  for (let round = 0; round < (from === null ? 25 : 4); round++) {
    const before = best;
    for (const [i, { low, high }] of constants.entries()) {
      const start = values[i] ?? 1;
      const step = steps[i] ?? 0;
      let helped = false;
      for (const direction of [1, -1]) {
        const moved = Math.min(high, Math.max(low, start * Math.exp(direction * step)));
        values[i] = moved;
        const found = moved === start ? Infinity : lossNow();
        if (found < best) {
          best = found;
          helped = true;
          break;
        }
        values[i] = start;
      }
      steps[i] = step * (helped ? 1.5 : 0.5);
    }
    if (before - best < 1e-5 * before) break;
  }
  return calibrationOf(names, values, 0);
}

/** The shares of cards for which the constants of classes are known. */
function fitCards(runs: readonly Run[], classes: Calibration): Calibration {
  const devices = { ...classes.devices };
  for (const name of new Set(runs.map(({ device }) => device))) {
    const own = runs.filter(({ device }) => device === name);
    const shares = { compute: 0.8, memory: 0.8 };
    const lossNow = (): number => meanLoss(own, { ...classes, devices: { [name]: shares } });
    let best = lossNow();
    for (let step = 0.4; step > 0.002; step /= 1.5)
      for (const key of ["compute", "memory"] as const)
        for (const direction of [1, -1]) {
          const start = shares[key];
          shares[key] = Math.min(1.1, Math.max(0.1, start * Math.exp(direction * step)));
          const found = lossNow();
          if (found < best) best = found;
          else shares[key] = start;
        }
    devices[name] = { ...shares };
  }
  return { ...classes, devices };
}

function valueOf(found: Calibration, name: string): number {
  const value = name
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key] ?? (at as Calibration).devices[key], found);
  if (typeof value !== "number") throw new Error(`no constant ${name}`);
  return value;
}

// ── how far off it is ──────────────────────────────────────────────────────────────────────────────────────────────

interface Residual {
  readonly run: Run;
  readonly error: number;
}

function residuals(runs: readonly Run[], constants: Calibration): Residual[] {
  return runs.map((run) => ({ run, error: seconds(run, constants) / run.seconds - 1 }));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function line(title: string, found: readonly Residual[]): void {
  const errors = found.map(({ error }) => Math.abs(error));
  const bias = quantile(
    found.map(({ error }) => error),
    0.5,
  );
  console.log(
    `| ${title} | ${String(found.length)} | ${percent(quantile(errors, 0.5))} | ${percent(quantile(errors, 0.9))} | ${percent(bias)} |`,
  );
}

function print(title: string, found: readonly Residual[]): void {
  console.log(`\n| ${title} | runs | median error | 90 % below | median bias |\n|---|---|---|---|---|`);
  line("all", found);
  for (const { device, compiled } of columns) {
    const own = found.filter(({ run }) => run.device === device && run.compiled === compiled);
    if (own.length > 0) line(`${device}, ${compiled ? "compiled" : "eager"}`, own);
  }
  for (const family of [...new Set(found.map(({ run }) => run.family))].sort())
    line(
      family,
      found.filter(({ run }) => run.family === family),
    );
}

const started = Date.now();
const { runs, leftOut } = await measuredRuns(table, cache);
console.log(
  `${String(runs.length)} runs; ${String(leftOut.length)} models left out: ${leftOut.slice(0, 12).join("; ")}`,
);
const fitted = fit(runs, null);
print("fitted on all", residuals(runs, fitted));

const languageTable = await languageRuns(language);
const withCards = fitCards(languageTable, fitted);
const meanError = (found: readonly Residual[]): string => percent(average(found.map(({ error }) => Math.abs(error))));

function printLanguage(title: string, found: readonly Residual[]): void {
  console.log(`\n| language models in fp32, ${title} | runs | mean error |\n|---|---|---|`);
  for (const mode of ["inference", "training"] as const) {
    const own = found.filter(({ run }) => run.mode === mode);
    console.log(`| ${mode} | ${String(own.length)} | ${meanError(own)} |`);
    for (const device of new Set(own.map(({ run }) => run.device))) {
      const its = own.filter(({ run }) => run.device === device);
      console.log(`| ${mode}, ${device} | ${String(its.length)} | ${meanError(its)} |`);
    }
  }
}

printLanguage("two shares a card fitted", residuals(languageTable, withCards));
printLanguage(
  "model left out",
  [...new Set(languageTable.map(({ family }) => family))].flatMap((family) =>
    residuals(
      languageTable.filter((run) => run.family === family),
      fitCards(
        languageTable.filter((run) => run.family !== family),
        fitted,
      ),
    ),
  ),
);
printLanguage("no share fitted", residuals(languageTable, { ...fitted, devices: {} }));

if (process.argv.includes("--quick")) {
  for (const { run, error } of residuals(runs, fitted))
    console.log("R", run.model, run.family, run.device, run.compiled, error.toFixed(3));
  process.exit();
}
const families = [...new Set(runs.map(({ family }) => family))];
const unseen = families.flatMap((family) =>
  residuals(
    runs.filter((run) => run.family === family),
    fit(
      runs.filter((run) => run.family !== family),
      fitted,
    ),
  ),
);
print("family left out", unseen);

const withoutCard = [...new Set(runs.map(({ device }) => device))].flatMap((device) =>
  residuals(
    runs.filter((run) => run.device === device),
    fit(
      runs.filter((run) => run.device !== device),
      fitted,
    ),
  ),
);
print("card left out", withoutCard);
console.log(JSON.stringify(withCards, null, 1));
for (const { run, error } of [...unseen].sort((a, b) => Math.abs(b.error) - Math.abs(a.error)).slice(0, 20))
  console.log(`${run.model} ${run.device} ${run.compiled ? "compiled" : "eager"}: ${percent(error)}`);

if (process.argv.includes("--write")) {
  const spread = quantile(
    unseen.map(({ error }) => Math.abs(error)),
    0.9,
  );
  const file = path.join(root, "server", "src", "hardware", "calibration.ts");
  const text = readFileSync(file, "utf8");
  const head = text.slice(0, text.indexOf("export const calibration"));
  const rounded = JSON.stringify({ ...withCards, others: others(withCards), spread }, (_key, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(3)) : value,
  );
  const source = `${head}export const calibration: Calibration = ${rounded};\n`;
  writeFileSync(file, await format(source, { ...(await resolveConfig(file)), parser: "typescript" }));
}
console.log(
  `${String(Math.round((Date.now() - started) / 1000))} s; ${String(Object.keys(current.devices).length)} devices were known`,
);
