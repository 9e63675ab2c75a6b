// Fits the shares in server/src/hardware/calibration.ts to measured times, and says how far off the fit is: on what it was fitted
// on, on families of models that were left out, and on a card that was left out.
//
//     npm run calibrate -- TIMM.csv TRACES.jsonl            prints tables
//     npm run calibrate -- TIMM.csv TRACES.jsonl --write    and writes calibration.ts
//
// TIMM.csv holds images per second of timm's models under autocast in fp16 and channels last, by GPU. TRACES.jsonl keeps the traces
// of its models between runs; the ones that it lacks are traced, from timm's source in the folder FLOPLENS_SEARCH_PATH.

import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { calibration as current } from "../../server/src/hardware/calibration.ts";
import type { Calibration } from "../../server/src/hardware/calibration.ts";
import { findDevice } from "../../server/src/hardware/devices.ts";
import { kernelsOf } from "../../server/src/hardware/kernels.ts";
import type { Kernel } from "../../server/src/hardware/kernels.ts";
import { cardOf, kernelTime, tiling } from "../../server/src/hardware/time.ts";
import { createProject, outcomeOf, root } from "../models/models.ts";
import { plainRun, recordsAt } from "./traces.ts";
import type { PlainRun } from "./traces.ts";

const [table, cache] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
if (table === undefined || cache === undefined) throw new Error("which table, and where to keep the traces?");

// ── what was measured ──────────────────────────────────────────────────────────────────────────────────────────────

/** Kernels that are alike, with how many there are. */
type Batch = readonly { readonly kernel: Kernel; times: number; readonly filled: Map<number | null, number> }[];

interface Run {
  readonly model: string;
  readonly family: string;
  readonly device: string;
  readonly compiled: boolean;
  /** Of one batch. */
  readonly seconds: number;
  readonly kernels: Batch;
}

const columns = [
  { device: "rtx3090", compiled: false, column: 6 },
  { device: "rtx4090", compiled: false, column: 8 },
  { device: "rtx4090", compiled: true, column: 10 },
  { device: "rtx5090", compiled: false, column: 12 },
  { device: "rtx5090", compiled: true, column: 14 },
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
      for (const { device, compiled, column } of columns) {
        const [batch, rate] = [Number(cells[column]), Number(cells[column + 1])];
        if (rate > 0)
          runs.push({
            model,
            family,
            device,
            compiled,
            seconds: batch / rate,
            kernels: kernelsAt(trace, batch, compiled),
          });
      }
  }
  return { runs, leftOut };
}

const made = new WeakMap<PlainRun, Map<string, Batch>>();

function kernelsAt(trace: PlainRun, batch: number, fused: boolean): Batch {
  const memo = made.get(trace) ?? new Map<string, Batch>();
  made.set(trace, memo);
  const key = `${String(batch)} ${String(fused)}`;
  let found = memo.get(key);
  if (found === undefined) {
    const kernels = kernelsOf(recordsAt(trace, batch), { precision: "amp-fp16", mode: "inference", fused });
    const alike = new Map<string, Batch[number]>();
    for (const kernel of kernels) {
      const { record: _record, ...sizes } = kernel;
      const text = JSON.stringify(sizes);
      const same = alike.get(text);
      if (same === undefined) alike.set(text, { kernel, times: 1, filled: new Map() });
      else same.times += 1;
    }
    memo.set(key, (found = [...alike.values()]));
  }
  return found;
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
  const mean = (kind: "compute" | "memory"): number =>
    Math.exp(average(Object.values(devices).map((device) => Math.log(device[kind]))));
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
    others: { compute: mean("compute"), memory: mean("memory") },
    spread,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** As timeOf, without the host's launches: batches this large hide them. */
function seconds(run: Run, constants: Calibration): number {
  const device = findDevice(run.device);
  if (device === undefined) throw new Error(`no device ${run.device}`);
  const card = cardOf(device, "amp-fp16", constants);
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

/**
 * The least mean loss of the logarithms' errors, by a pattern search: each constant in turn goes up or down by its step, which grows
 * where that helps and shrinks where neither does. The times have edges (the longer of two), where derivatives lead astray.
 */
function fit(runs: readonly Run[], from: Calibration | null): Calibration {
  const constants = constantsFor([...new Set(runs.map(({ device }) => device))].sort());
  const names = constants.map(({ name }) => name);
  const values = constants.map(({ name, first }) => (from === null ? first : valueOf(from, name)));
  const meanLoss = (): number => {
    const found = calibrationOf(names, values, 0);
    return average(runs.map((run) => loss(Math.log(seconds(run, found) / run.seconds))));
  };
  const steps: number[] = constants.map(() => (from === null ? 0.2 : 0.05));
  let best = meanLoss();
  for (let round = 0; round < (from === null ? 25 : 4); round++) {
    const before = best;
    for (const [i, { low, high }] of constants.entries()) {
      const start = values[i] ?? 1;
      const step = steps[i] ?? 0;
      let helped = false;
      for (const direction of [1, -1]) {
        const moved = Math.min(high, Math.max(low, start * Math.exp(direction * step)));
        values[i] = moved;
        const found = moved === start ? Infinity : meanLoss();
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

function valueOf(found: Calibration, name: string): number {
  const value = name
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key] ?? (at as Calibration).devices?.[key], found);
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
console.log(JSON.stringify(fitted, null, 1));
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
  const rounded = JSON.stringify({ ...fitted, spread }, (_key, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(3)) : value,
  );
  const source = `${head}export const calibration: Calibration = ${rounded};\n`;
  writeFileSync(file, await format(source, { ...(await resolveConfig(file)), parser: "typescript" }));
}
console.log(
  `${String(Math.round((Date.now() - started) / 1000))} s; ${String(Object.keys(current.devices).length)} devices were known`,
);
