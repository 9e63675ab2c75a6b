// The command line: `floplens report …`. Reads files through the Node host, runs the core, prints.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import v8 from "node:v8";
import { batchProblem, fixedBatchText } from "./analysis/batch.ts";
import { unknownDevice } from "./analysis/deviceList.ts";
import { devicesText, listingText, totalsText } from "./analysis/listing.ts";
import { MissingRanking, filesOf } from "./analysis/missing.ts";
import { Project } from "./analysis/project.ts";
import { jsonText, reportOf } from "./analysis/report.ts";
import type { EntryReport, ReportOptions } from "./analysis/report.ts";
import type { EntryRun } from "./analysis/run.ts";
import { conventions } from "./cost/conventions.ts";
import { optimizerNames } from "./cost/memory.ts";
import { readCustomDevices } from "./hardware/customDevices.ts";
import { nearestNames } from "./hardware/deviceNames.ts";
import { defaultDevice, deviceGroups, devices, findDevice, precisions } from "./hardware/devices.ts";
import type { Device } from "./hardware/devices.ts";
import { createNodeHost, createNodeParser } from "./nodeHost.ts";

const usage = `Usage: floplens report [FILE] [--expr EXPR]... [--expr-file FILE] [--search-path DIR]...
                       [--device NAMES] [--devices FILE] [--dtype NAME] [--batch N]
                       [--mode inference|training] [--optimizer NAME] [--compile]
                       [--convention torch|fvcore|all] [--format text|json|jsonl]
       floplens report --missing [FILE|FOLDER|PACKAGE]... [--expr EXPR]... [--expr-file FILE] [--search-path DIR]...

FILE               a Python file: its directives, its own code or its model classes are run
--expr EXPR        an expression to run, as in "# flops: EXPR"; with FILE, in its namespace
--expr-file FILE   expressions, one a line
--search-path DIR  where third-party source lies, for example a site-packages folder
--device NAMES     one of the names below, or a name that PyTorch gives, such as "NVIDIA A100 80GB PCIe"; several
                   with commas between them, or all: a table of the model on each of them
--devices FILE     your own devices as JSON, as in the setting floplens.customDevices
--dtype NAME       ${precisions.join(", ")}
--batch N          the batch, where the inputs have it as a symbol (B:=8); left out, it is what the file says
--mode MODE        inference, or training: a step with backward and optimizer; for time and memory
--optimizer NAME   ${optimizerNames.join(", ")}: its state counts in training
--compile          estimate the time as under torch.compile
--convention NAME  torch: PyTorch's FlopCounterMode; fvcore; all: every operation
--missing          rank what is not known by how many entries it costs, over files, folders, packages and expressions
--format NAME      text: the annotated file and its totals; json: an array; jsonl: an entry a line

Exit status: 0 done, 1 an entry failed or has an error diagnostic, 2 bad usage

Devices${deviceNames()}`;

/** A paragraph a group, in lines that fit a terminal. */
function deviceNames(): string {
  return deviceGroups
    .flatMap((group) => {
      const names = devices.filter((device) => device.group === group).map(({ name }) => name);
      return names.length === 0 ? [] : [`${group}: ${names.join(", ")}`];
    })
    .map((text) => text.replace(/(.{1,96})( |$)/g, "\n  $1"))
    .join("");
}

/** Ends the program with one line on stderr and status 2. */
class BadUsage extends Error {}

const formats = ["text", "json", "jsonl", "csv", "markdown", "sarif"] as const;
const laterFormats: readonly string[] = ["csv", "markdown", "sarif"];

const optionTable = {
  expr: { type: "string", multiple: true },
  "expr-file": { type: "string" },
  "search-path": { type: "string", multiple: true },
  device: { type: "string", default: defaultDevice },
  devices: { type: "string" },
  dtype: { type: "string", default: "bf16" },
  batch: { type: "string", default: "0" },
  mode: { type: "string", default: "inference" },
  optimizer: { type: "string", default: "adam" },
  compile: { type: "boolean", default: false },
  convention: { type: "string", default: "torch" },
  format: { type: "string", default: "text" },
  missing: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parse(argv);
  if (values.help) {
    print(usage);
    return 0;
  }
  const [command, file, ...others] = positionals;
  if (command !== "report")
    throw new BadUsage(command === undefined ? "a command is missing: floplens report FILE" : `no command ${command}`);
  if (values.missing) return rankMissing(positionals.slice(1), values);
  if (others.length > 0) throw new BadUsage(`one file at a time: what is ${others.join(" ")}?`);
  const format = oneOf("format", values.format, formats);
  if (laterFormats.includes(format))
    throw new BadUsage(`--format ${format} is not available yet; text, json and jsonl are`);
  const host = createNodeHost({ log: (message) => void process.stderr.write(`${message}\n`) });
  const expressions = [...(values.expr ?? []), ...expressionsIn(values["expr-file"])];
  if (file === undefined && expressions.length === 0) throw new BadUsage("nothing to report: give a FILE or an --expr");
  const target = file === undefined ? null : path.resolve(file);
  if (target !== null && host.readFile(target) === null) throw new BadUsage(`cannot read ${file ?? ""}`);
  const searchPaths = (values["search-path"] ?? []).map((folder) => path.resolve(folder));
  for (const folder of searchPaths) if (!host.isFolder(folder)) throw new BadUsage(`no such folder: ${folder}`);
  const custom = customDevicesIn(values.devices);
  const asked = devicesNamed(values.device, custom);
  const device = values.device.trim() === "all" ? findDevice(defaultDevice) : asked[0];
  if (device === undefined) throw new BadUsage("--device names no device (floplens --help lists all)");
  const options: ReportOptions = {
    device,
    devices: asked,
    precision: oneOf("dtype", values.dtype, precisions),
    mode: oneOf("mode", values.mode, ["inference", "training"]),
    compile: values.compile,
    optimizer: oneOf("optimizer", values.optimizer, optimizerNames),
    convention: oneOf("convention", values.convention, conventions),
    diagnostics: { isUserFile: userFiles(searchPaths, target) },
    readFile: (name) => host.readFile(name),
  };
  const project = new Project(host, { searchPaths, parser: await createNodeParser() });
  project.batch = batchIn(values.batch);
  const runs = runAll(project, target, expressions);
  let failed = false;
  const reports: EntryReport[] = [];
  const shown: EntryRun[] = [];
  for (const run of runs) {
    const report = reportOf(run, options);
    const fixed = project.batch === null ? null : fixedBatchText(run, project.batch);
    if (fixed !== null) process.stderr.write(`floplens: ${fixed}\n`);
    failed ||= report.error !== null || report.diagnostics.some(({ severity }) => severity === "error");
    if (format === "jsonl") print(jsonText(report));
    else {
      reports.push(report);
      shown.push(run);
    }
  }
  if (format === "json") print(jsonText(reports, 2));
  if (format === "text") printText(shown, reports, target, options);
  return failed ? 1 : 0;
}

/** `--missing`. A fresh project now and then: what a run parsed of large packages would fill the memory. */
async function rankMissing(targets: readonly string[], values: ReturnType<typeof parse>["values"]): Promise<number> {
  const host = createNodeHost({ log: () => undefined });
  const parser = await createNodeParser();
  const searchPaths = (values["search-path"] ?? []).map((folder) => path.resolve(folder));
  const expressions = [...(values.expr ?? []), ...expressionsIn(values["expr-file"])];
  const files = targets.flatMap((target) => {
    const isPath = existsSync(target);
    const found = filesOf(host, isPath ? path.resolve(target) : target, searchPaths);
    if (found.length === 0) throw new BadUsage(`no Python files: ${target}`);
    return found;
  });
  if (files.length + expressions.length === 0) throw new BadUsage("nothing to run: give files, packages or --expr");
  v8.setFlagsFromString("--opt");
  const ranking = new MissingRanking(host, [...searchPaths, process.cwd()]);
  let project = new Project(host, { searchPaths, parser });
  for (const [index, item] of [...expressions, ...files].entries()) {
    if (index % 60 === 59) project = new Project(host, { searchPaths, parser });
    if (index < expressions.length) ranking.add(project.runExpression(null, item), item);
    else for (const run of project.runFile(item)) ranking.add(run, run.name);
  }
  print(ranking.text());
  return 0;
}

/** Expressions one after the other, so that a long list prints as it goes. */
function* runAll(project: Project, target: string | null, expressions: readonly string[]): Generator<EntryRun> {
  if (expressions.length === 0 && target !== null) yield* project.runFile(target);
  for (const [index, expression] of expressions.entries()) {
    if (index === 3) v8.setFlagsFromString("--opt"); // the start turned it off; a long list earns it
    yield project.runExpression(target, expression);
  }
}

function printText(
  runs: readonly EntryRun[],
  reports: readonly EntryReport[],
  target: string | null,
  options: ReportOptions,
): void {
  if (target !== null) {
    print(listingText(runs, { path: target, text: options.readFile(target) ?? "" }, options));
    print("");
  }
  if (runs.length === 0)
    print("No entry: nothing here runs a model, and no class has a forward that inputs are known for.");
  const texts = reports.flatMap((report, i) => {
    const run = runs[i];
    if (run === undefined) return [];
    const totals = totalsText(report, run, options);
    return report.devices === undefined ? totals : `${totals}\n\n${devicesText(report, options.devices ?? [])}`;
  });
  print(texts.join("\n\n"));
}

/** Errors within a package that is not being looked at belong to the line that called it. */
function userFiles(searchPaths: readonly string[], target: string | null): (file: string) => boolean {
  return (file) => file === target || !searchPaths.some((folder) => file.startsWith(`${folder}${path.sep}`));
}

function parse(argv: readonly string[]): ReturnType<typeof parseTable> {
  try {
    return parseTable(argv);
  } catch (thrown) {
    throw new BadUsage(thrown instanceof Error ? (thrown.message.split("\n")[0] ?? "") : String(thrown));
  }
}

function parseTable(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: optionTable, allowPositionals: true });
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  const near = nearestNames(value, allowed);
  if (near.length > 0) throw new BadUsage(`unknown --${name} ${value}: did you mean ${near.join(", ")}?`);
  throw new BadUsage(`--${name} is ${value}; it must be one of ${allowed.join(", ")}`);
}

/** `h100-sxm`, `h100-sxm,l4`, or `all` of the table and of the user's own. */
function devicesNamed(names: string, custom: readonly Device[]): readonly Device[] {
  if (names.trim() === "all") return [...custom, ...devices];
  const found = names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => {
      const device = findDevice(name, custom);
      if (device === undefined) throw new BadUsage(`${unknownDevice(name, custom)} (floplens --help lists all)`);
      return device;
    });
  return [...new Set(found)];
}

/** Null for what the file says. */
function batchIn(text: string): number | null {
  const batch = /^[+-]?\d+$/.test(text.trim()) ? Number(text) : text;
  const problem = batchProblem(batch);
  if (problem !== null) throw new BadUsage(`--${problem}`);
  return batch === 0 ? null : Number(batch);
}

/** A device with a problem is left out, and stderr says why. */
function customDevicesIn(file: string | undefined): readonly Device[] {
  if (file === undefined) return [];
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (thrown) {
    throw new BadUsage(
      thrown instanceof SyntaxError ? `${file} is not JSON: ${thrown.message}` : `cannot read ${file}`,
    );
  }
  const { devices, problems } = readCustomDevices(value);
  for (const problem of problems) process.stderr.write(`floplens: ${file}: ${problem}\n`);
  return devices;
}

/** Empty lines and comments are left out. */
function expressionsIn(file: string | undefined): string[] {
  if (file === undefined) return [];
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new BadUsage(`cannot read ${file}`);
  }
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

// `floplens report … | head` closes the pipe early, which is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (thrown: unknown) => {
    if (!(thrown instanceof BadUsage)) throw thrown;
    process.stderr.write(`floplens: ${thrown.message}\n`);
    process.exitCode = 2;
  },
);
