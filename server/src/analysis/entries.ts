// What to run, on which inputs: a directive, the file's own code, or a class with inputs that are inferred.

import { addRecomputation } from "../cost/checkpoint.ts";
import { spanOf } from "../python/ast.ts";
import type { Comment, Expr, Site, Unit } from "../python/ast.ts";
import { compileDirective } from "../python/compile.ts";
import { CallFrame, Stop, exceptionText } from "../python/runtime.ts";
import {
  BoundMethod,
  Cell,
  PyClass,
  PyDict,
  PyFloat,
  PyFunction,
  PyInstance,
  PyList,
  PyModule,
  PyRaise,
  PyTuple,
  Unknown,
} from "../python/values.ts";
import type { Value } from "../python/values.ts";
import { settleGradients } from "../tensor/gradients.ts";
import { Tensor } from "../tensor/tensor.ts";
import { isModule } from "../torch/module.ts";
import { atBatch, batchOf } from "./batch.ts";
import { runDeclared } from "./declared.ts";
import { inferInputs } from "./inference.ts";
import type { RootCall, TraceDomain } from "./domain.ts";
import { LoadedFile } from "./loaded.ts";
import type { Project, Session } from "./project.ts";
import { LineIndex } from "./lines.ts";
import { originText, otherBatchText } from "./render.ts";
import type { EntryInput, EntryRun, EntrySource } from "./run.ts";

const directivePattern = /^#\s*flops:\s*(.+)$/s;

export interface Directive {
  readonly text: string;
  readonly comment: Comment;
}

export function directivesOf(comments: readonly Comment[]): Directive[] {
  return comments.flatMap((comment) => {
    const match = directivePattern.exec(comment.text.trimEnd());
    const text = match?.[1]?.trim() ?? "";
    return text === "" ? [] : [{ text, comment }];
  });
}

export function runEntries(project: Project, path: string): EntryRun[] {
  const syntax = project.syntax(path);
  if (syntax === null) return [];
  const directives = directivesOf(syntax.comments);
  const loaded = new LoadedFile(project, path);
  if (directives.length > 0)
    return directives.map((directive) =>
      atBatch(project.batch, directive.text, (defaults) => runDirective(project, loaded, directive, defaults)),
    );
  const own = runOwnCode(project, loaded);
  if (own.callsModel) return [own.run];
  const declared = runDeclared(project, loaded);
  if (declared.length > 0) return declared;
  const inferred = inferInputs(project, loaded);
  // Code that was stopped, or that failed, before it came to a model says so.
  const isTelling = isStopped(own.run) || (own.run.trace.failures.length > 0 && syntax.problems.length === 0);
  return inferred.length === 0 && isTelling ? [own.run] : inferred;
}

const stopped = new WeakSet<EntryRun>();

/** Whether the budget ended a run. */
export function isStopped(run: EntryRun): boolean {
  return stopped.has(run);
}

function runDirective(
  project: Project,
  loaded: LoadedFile,
  directive: Directive,
  defaults: ReadonlyMap<string, number>,
): EntryRun {
  const started = project.host.now();
  const { path } = loaded;
  const file = { path, library: false };
  const unit = unitAt(project, path, directive.text, directive.comment.end - directive.text.length);
  const site: Site = { unit: unit.unit, start: 0, end: directive.text.length };
  if (unit.problem !== null)
    return failedRun(
      { source: "directive", expr: directive.text, file, site },
      `the directive does not parse: ${unit.problem}`,
    );
  const session = loaded.begin();
  return guarded(project, session, { source: "directive", expr: directive.text, file, site, started }, () => {
    const module = loaded.module();
    session.runtime.defaults = defaults;
    return evaluate(session, module, unit.unit);
  });
}

export function runExpression(project: Project, path: string | null, expression: string): EntryRun {
  return atBatch(project.batch, expression, (defaults) => runExpressionWith(project, path, expression, defaults));
}

function runExpressionWith(
  project: Project,
  path: string | null,
  expression: string,
  defaults: ReadonlyMap<string, number>,
): EntryRun {
  const started = project.host.now();
  const file = { path: path ?? "<expression>", library: false };
  const { unit, problem } = project.parser.parseExpression(file, expression);
  const site: Site = { unit, start: 0, end: expression.length };
  const description = { source: "expr" as EntrySource, expr: expression, file, site, started };
  if (problem !== null) return failedRun(description, `the expression does not parse: ${problem}`);
  const loaded = path === null ? null : new LoadedFile(project, path);
  const session = loaded?.begin() ?? project.session(null);
  return guarded(project, session, description, () => {
    const module = loaded?.module() ?? new PyModule("__expression__", file);
    for (const name of rootNames(unit))
      if (!module.attrs.has(name) && session.runtime.builtins.get(name) === undefined) {
        const imported = session.modules.module(name);
        if (imported !== null) module.attrs.set(name, imported);
      }
    session.domain.reset();
    session.runtime.defaults = defaults;
    return evaluate(session, module, unit);
  });
}

/** The names that an expression starts from. */
function rootNames(unit: Unit): readonly string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      const node = value as Partial<Expr> & { id?: string };
      if (node.kind === "Name" && node.id !== undefined) names.add(node.id);
      Object.values(value).forEach(visit);
    }
  };
  visit(unit.statement);
  return [...names];
}

function unitAt(project: Project, path: string, text: string, offset: number): { unit: Unit; problem: string | null } {
  const parsed = project.parser.parseExpression({ path, library: false }, text);
  parsed.unit.offset = offset;
  return parsed;
}

/** Evaluates an expression in a module's namespace. */
export function evaluate(session: Session, module: PyModule, unit: Unit): Value {
  const { statement } = unit;
  if (statement.kind !== "Expr") return session.runtime.unknown("not an expression");
  const compiled = compileDirective(unit, statement.value);
  const frame = new CallFrame(
    session.runtime,
    null,
    null,
    null,
    unit.file,
    null,
    module,
    module.attrs,
    new Array<Value | undefined>(compiled.slotCount).fill(undefined),
    Array.from({ length: compiled.ownCells }, () => new Cell(undefined)),
  );
  session.runtime.frame = frame;
  return compiled.eval(frame);
}

/** The file as it stands, `__main__` included. */
function runOwnCode(project: Project, loaded: LoadedFile): { readonly run: EntryRun; readonly callsModel: boolean } {
  const started = project.host.now();
  const file = { path: loaded.path, library: false };
  const session = loaded.begin();
  const run = guarded(project, session, { source: "run", expr: "", file, site: null, started }, () => {
    loaded.module({ isMain: true });
    return null;
  });
  const costs = run.trace.records.some((record) => record.flops !== 0);
  return { run, callsModel: costs || (session.domain.rootCalls.length > 0 && run.root !== null) };
}

interface Description {
  readonly source: EntrySource;
  readonly expr: string;
  readonly file: { readonly path: string; readonly library: boolean };
  readonly site: Site | null;
  readonly started?: number;
  readonly origin?: string;
}

/** Runs `body` within the budget; whatever happens, there is a run with what was traced until then. */
export function guarded(project: Project, session: Session, description: Description, body: () => Value): EntryRun {
  const { runtime, domain } = session;
  let result: Value = null;
  let error: string | null = null;
  let stop: Stop | null = null;
  try {
    result = body();
  } catch (thrown) {
    session.isSpoilt = !(thrown instanceof PyRaise);
    if (thrown instanceof Stop) {
      domain.missing(thrown.reason);
      stop = thrown;
    } else if (thrown instanceof PyRaise) {
      domain.failure(thrown);
      error = `${thrown.exception.cls.name}: ${exceptionText(runtime, thrown.exception)}`;
    } else if (thrown instanceof RangeError && thrown.message.includes("call stack"))
      domain.missing(runtime.reason("the source nests too deeply"));
    else if (thrown instanceof RangeError && /^Invalid (string|array) length/.test(thrown.message))
      domain.missing(runtime.reason("a value grew too large"));
    else throw thrown;
  }
  const call = mainCall(domain.rootCalls);
  const root = call?.module ?? (result instanceof PyInstance && isModule(result) ? result : null);
  const inputs = call === null ? [] : inputsOf(call);
  const batch = batchOf(inputs, runtime.stated);
  const origin = description.origin ?? originText(inputs, whereOf(project, description));
  settle(domain, description, result);
  const isIdle = domain.trace.records.every(({ flops }) => flops === 0);
  const giveUp =
    result instanceof Unknown && (domain.trace.records.length === 0 || (call === null && isIdle))
      ? result.reason
      : null;
  addRecomputation(domain.trace.records);
  const run: EntryRun = {
    name: root === null ? nameOf(description) : modelName(root),
    source: description.source,
    expr: description.expr,
    inputs,
    batch,
    origin: batch === null || batch.value === batch.stated ? origin : `${origin}, ${otherBatchText(batch)}`,
    file: description.file,
    // A model of library classes has no class to put the lens on: it stands where the model is called.
    site: description.site ?? (isOwn(root?.cls.site ?? null) ? null : (call?.site ?? null)),
    root,
    rootSite: root?.cls.site ?? null,
    outputs: outputsOf(result, call),
    trace: domain.trace,
    error: error ?? (call === null ? stop?.reason : giveUp)?.message ?? giveUp?.message ?? null,
    elapsedMs: project.host.now() - (description.started ?? project.host.now()),
  };
  if (stop !== null) stopped.add(run);
  return run;
}

/** The backward passes that were made, or one from the result; of the file's own run one training step, if there was one. */
function settle({ trace, step }: TraceDomain, { source }: Description, result: Value): void {
  const records = settleGradients(trace.records, source === "run" ? null : onlyTensors(result));
  const kept = source === "run" && step !== null ? records.slice(step.from, step.to) : records;
  if (kept !== trace.records) trace.records.splice(0, trace.records.length, ...kept);
}

function isOwn(site: Site | null): boolean {
  return site !== null && !site.unit.file.library;
}

/** The class of a model, or the name it was given where the class is a library's: `Sequential(…, name="encoder")`. */
function modelName(model: PyInstance): string {
  const { cls } = model;
  const given = model.attrs.get("name");
  if (!cls.site?.unit.file.library || typeof given !== "string" || /^(functional|sequential)(_\d+)?$/.test(given))
    return cls.name === "Functional" ? "Model" : cls.name;
  return given;
}

/** Where the inputs are written, for the user. */
function whereOf(project: Project, { source, file, site }: Description): string {
  if (source === "run") return "the file's own code";
  if (source === "declared") return "its declaration";
  if (source === "expr" || site === null) return "the expression";
  const text = project.host.readFile(file.path) ?? "";
  return `line ${new LineIndex(text).lineOf(spanOf(site).start) + 1}`;
}

export function failedRun(description: Description, error: string): EntryRun {
  return {
    name: nameOf(description),
    source: description.source,
    expr: description.expr,
    inputs: [],
    batch: null,
    origin: "",
    file: description.file,
    site: description.site,
    root: null,
    rootSite: null,
    outputs: [],
    trace: { records: [], bindings: [], missing: [], failures: [], guards: new Set() },
    error,
    elapsedMs: 0,
  };
}

/** What the expression gave; for the file's own run what the model gave. */
function outputsOf(result: Value, call: RootCall | null): Tensor[] {
  const own = tensorsIn(result);
  return own.length > 0 ? own : tensorsIn(call?.result ?? null);
}

function nameOf({ expr, file }: Description): string {
  if (expr === "") return file.path.slice(file.path.lastIndexOf("/") + 1);
  return /([A-Za-z_]\w*)\s*\(/.exec(expr)?.[1] ?? expr.slice(0, 24);
}

/** Of several calls the one that traced most is the model. */
function mainCall(calls: readonly RootCall[]): RootCall | null {
  return calls.reduce<RootCall | null>(
    (best, call) => (best === null || call.to - call.from > best.to - best.from ? call : best),
    null,
  );
}

export function inputsOf(call: RootCall): EntryInput[] {
  const names = parameterNames(call.callee);
  const inputs: EntryInput[] = [];
  for (const [index, value] of call.args.entries())
    if (value instanceof Tensor)
      inputs.push({ name: names[index] ?? `input${String(index)}`, shape: value.shape, dtype: value.dtype.name });
  for (const [name, value] of call.kwargs)
    if (value instanceof Tensor) inputs.push({ name, shape: value.shape, dtype: value.dtype.name });
  return inputs;
}

function parameterNames(callee: Value): readonly string[] {
  const fn = callee instanceof BoundMethod ? callee.func : callee;
  if (!(fn instanceof PyFunction) || fn.code.node.kind === "Comprehension") return [];
  const names = fn.code.node.params.map((param) => param.name);
  return callee instanceof BoundMethod ? names.slice(1) : names;
}

/** The tensors in containers of tensors, numbers and texts; null where there is none, or where others may be hidden. */
export function onlyTensors(value: Value): Tensor[] | null {
  const found = tensorLeaves(value);
  return found?.length === 0 ? null : found;
}

function tensorLeaves(value: Value): Tensor[] | null {
  if (value instanceof Tensor) return [value];
  if (value === null || typeof value !== "object" || value instanceof PyFloat) return [];
  const items =
    value instanceof PyTuple || value instanceof PyList
      ? value.items
      : value instanceof PyDict
        ? [...value.entries.values()].map((entry) => entry.value)
        : null;
  const found = items?.map(tensorLeaves) ?? [null];
  return found.includes(null) ? null : found.flatMap((tensors) => tensors ?? []);
}

export function tensorsIn(value: Value, depth = 0): Tensor[] {
  if (value instanceof Tensor) return [value];
  if (depth > 4 || typeof value !== "object" || value === null) return [];
  if ("items" in value && Array.isArray(value.items))
    return (value.items as Value[]).flatMap((item) => tensorsIn(item, depth + 1));
  if ("entries" in value && value.entries instanceof Map)
    return [...(value.entries as Map<unknown, { value?: Value }>).values()].flatMap((entry) =>
      typeof entry === "object" && "value" in entry ? tensorsIn(entry.value ?? null, depth + 1) : [],
    );
  return [];
}

/** Classes of modules that a file defines, in order. */
export function moduleClasses(module: PyModule, path: string): PyClass[] {
  return [...module.attrs.values()].filter(
    (value): value is PyClass =>
      value instanceof PyClass && value.site?.unit.file.path === path && value.lookup("forward") !== undefined,
  );
}
