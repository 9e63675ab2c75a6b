// Inputs for a class that nobody calls: construct it with its defaults and try what its first layers say they take.
//
// PyTorch's own error messages tell what a layer wanted; each attempt is a run of the whole model.

import type { FunctionDef, Site } from "../python/ast.ts";
import { symbol } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { exceptionText } from "../python/runtime.ts";
import type { Runtime } from "../python/runtime.ts";
import { PyFunction, PyInstance, PyTuple } from "../python/values.ts";
import type { PyClass, Value } from "../python/values.ts";
import { tensorState } from "../tensor/op.ts";
import { float32, int64 } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { isLayerClass } from "../keras/graph.ts";
import { isModule } from "../torch/module.ts";
import { declaredInputs } from "./declared.ts";
import { guessByFirstLayer } from "./firstLayer.ts";
import { guarded, isStopped, moduleClasses } from "./entries.ts";
import type { LoadedFile } from "./loaded.ts";
import type { Project } from "./project.ts";
import { originText } from "./render.ts";
import type { EntryRun } from "./run.ts";

interface Guess {
  readonly shape: Shape;
  readonly integer: boolean;
  /** How many such tensors the first argument holds; one is the argument itself. */
  readonly parts?: number;
  /** What fixed it, for the user. */
  readonly why: string;
}

const batch = symbol("B", 1);
const imageFirst: Shape = [batch, 3, 224, 224];
const imageLast: Shape = [batch, 224, 224, 3];
const attemptLimit = 14;

/** Every class of the file that no other class of it builds, with the inputs that make its `forward` run. */
export function inferInputs(project: Project, loaded: LoadedFile): EntryRun[] {
  const { path } = loaded;
  const session = loaded.begin();
  const built = new Set<PyClass>();
  const models: PyClass[] = [];
  const file = { path, library: false };
  const search = guarded(project, session, { source: "inferred", expr: "", file, site: null, origin: "" }, () => {
    const classes = moduleClasses(loaded.module(), path).filter(hasDefaults);
    tensorState(session.runtime).recording = false;
    for (const cls of classes) {
      const model = session.runtime.attempt(["Exception"], () => session.runtime.call(cls, []));
      if (!(model instanceof PyInstance) || !isModule(model)) continue;
      for (const child of classes) if (child !== cls && contains(model, child)) built.add(child);
      models.push(cls);
    }
    return null;
  });
  if (models.length === 0 && isStopped(search)) return [search];
  if (models.length === 0) return inferBuilder(project, loaded);
  return models
    .filter((cls) => !built.has(cls))
    .flatMap((cls) => {
      const run = inferModel(project, loaded, { name: cls.name, site: cls.site, isKeras: isLayerClass(cls) });
      return run === null ? [] : [run];
    });
}

/** Where no class can be constructed as it stands, the first function that makes a model: `resnet18()`. */
function inferBuilder(project: Project, loaded: LoadedFile): EntryRun[] {
  for (const unit of project.syntax(loaded.path)?.units ?? []) {
    const { statement } = unit;
    if (statement.kind !== "FunctionDef" || !isBuilder(statement)) continue;
    const site: Site = { unit, start: statement.start, end: statement.end };
    const run = inferModel(project, loaded, { name: statement.name, site, isKeras: false });
    if (run !== null) return [run];
  }
  return [];
}

/** A public function that can be called as it stands and ends by returning something. */
function isBuilder({ name, params, body, async: isAsync }: FunctionDef): boolean {
  const last = body[body.length - 1];
  return (
    !isAsync &&
    !name.startsWith("_") &&
    last?.kind === "Return" &&
    last.value !== null &&
    params.every((param) => param.default !== null || param.type === "args" || param.type === "kwargs")
  );
}

/** What makes a model when it is called without arguments: a class or a function of the file. */
interface Maker {
  readonly name: string;
  readonly site: Site | null;
  /** A Keras layer's class: its images have their channels last. */
  readonly isKeras: boolean;
}

/** Constructible as it stands: every parameter after `self` has a default. */
function hasDefaults(cls: PyClass): boolean {
  const init = cls.lookup("__init__");
  if (!(init instanceof PyFunction)) return init !== undefined;
  const { node } = init.code;
  if (node.kind === "Comprehension") return false;
  return node.params
    .slice(1)
    .every((param) => param.default !== null || param.type === "args" || param.type === "kwargs");
}

function contains(model: PyInstance, cls: PyClass): boolean {
  const children = model.attrs.get("_modules");
  if (typeof children !== "object" || children === null || !("entries" in children)) return false;
  for (const { value } of (children.entries as Map<unknown, { value: Value }>).values()) {
    if (!(value instanceof PyInstance)) continue;
    if (value.cls === cls || contains(value, cls)) return true;
  }
  return false;
}

function inferModel(project: Project, loaded: LoadedFile, maker: Maker): EntryRun | null {
  let { isKeras } = maker;
  let guess: Guess = { shape: isKeras ? imageLast : imageFirst, integer: false, why: "assumed" };
  let best: EntryRun | null = null;
  const tried = new Set<string>();
  for (let attempt = 0; attempt < attemptLimit; attempt++) {
    const run = runGuess(project, loaded, maker, guess);
    if (run === null || run.source === "declared") return run;
    if (guess.why === "assumed") {
      // A function's model is seen only now. A Keras model runs on more inputs than it was meant for.
      isKeras ||= run.root !== null && isLayerClass(run.root.cls);
      const meant = isKeras ? { ...guess, shape: imageLast, ...guessByFirstLayer(run.trace) } : guess;
      if (keyOf(meant) !== keyOf(guess)) {
        tried.add(keyOf(guess));
        guess = meant;
        continue;
      }
    }
    const failure = run.trace.failures[0];
    const wrong = failure === undefined ? lossOf(run) : exceptionText(sessionOf(run), failure.raised.exception);
    if (wrong === null) return run;
    best ??= run;
    tried.add(keyOf(guess));
    const next = refine(guess, wrong, { tried, isKeras });
    if (next === null) return best;
    guess = next;
  }
  return best;
}

const sessions = new WeakMap<EntryRun, Parameters<typeof exceptionText>[0]>();

function sessionOf(run: EntryRun): Parameters<typeof exceptionText>[0] {
  const runtime = sessions.get(run);
  if (runtime === undefined) throw new Error("a run that inference did not make");
  return runtime;
}

/** A run without failures may still have given up for a reason that inputs cannot mend: it stands as it is. */
function lossOf(run: EntryRun): string | null {
  return run.error !== null && run.trace.records.length === 0 ? run.error : null;
}

/** Null where the maker makes no model. */
function runGuess(project: Project, loaded: LoadedFile, { name, site }: Maker, guess: Guess): EntryRun | null {
  const session = loaded.begin();
  const { runtime, domain } = session;
  const isFunction = site?.unit.statement.kind === "FunctionDef";
  let made = false as boolean;
  let declared = null as readonly Value[] | null;
  const dtype = guess.integer ? int64 : float32;
  const one = `(${guess.shape.map((dim) => (typeof dim === "number" ? String(dim) : "B")).join(", ")})`;
  const dims = guess.parts === undefined ? one : `${String(guess.parts)} × ${one}`;
  const run = guarded(
    project,
    session,
    {
      source: "inferred",
      expr: "",
      file: { path: loaded.path, library: false },
      site,
      started: project.host.now(),
      origin: `inferred: ${isFunction ? `${name}() on ` : ""}${dims}${guess.why === "" ? "" : `, ${guess.why}`}`,
    },
    () => {
      const maker = loaded.module().attrs.get(name) ?? null;
      domain.trace.failures.length = 0;
      domain.trace.missing.length = 0;
      const model = runtime.call(maker, []);
      if (!(model instanceof PyInstance) || !isModule(model)) return model;
      made = true;
      declared = declaredInputs(runtime, model);
      const names = requiredInputs(model.cls);
      const inputs = declared ?? names.filter((name) => !settings.has(name)).map(() => argument(guess, dtype, runtime));
      const given = declared === null ? [...settings].filter(([name]) => names.includes(name)) : [];
      domain.trace.records.length = 0;
      domain.rootCalls.length = 0;
      return runtime.call(model, inputs, new Map(given));
    },
  );
  if (!made && isFunction) return null;
  if (declared !== null) return { ...run, source: "declared", origin: originText(run.inputs, `${name}()`) };
  sessions.set(run, runtime);
  return run;
}

function argument({ shape, parts = 1 }: Guess, dtype: DType, runtime: Runtime): Value {
  const asked = symbol("B", runtime.defaultOf("B", 1));
  const dims = shape.map((dim) => (dim === batch ? asked : dim));
  const tensors = Array.from({ length: parts }, () => new Tensor(dims, dtype));
  return parts === 1 ? (tensors[0] ?? null) : new PyTuple(tensors);
}

/** What a Keras layer's `call` takes beside tensors. */
const settings: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["training", false],
  ["is_training", false],
  ["mask", null],
]);

/** What `forward` wants: its parameters without defaults, but one at least. */
function requiredInputs(cls: PyClass): string[] {
  const forward = cls.lookup(isLayerClass(cls) ? "call" : "forward");
  if (!(forward instanceof PyFunction) || forward.code.node.kind === "Comprehension") return [""];
  const params = forward.code.node.params.slice(1).filter((param) => param.default === null && param.type === "normal");
  return params.length === 0 ? [""] : params.map(({ name }) => name);
}

function keyOf(guess: Guess): string {
  return `${String(guess.parts ?? 1)}${guess.integer ? "i" : "f"}${guess.shape.map((dim) => (typeof dim === "number" ? dim : "B")).join("x")}`;
}

/** What Keras's layers say they take. */
function* byRank(guess: Guess, rank: number): Generator<Guess> {
  const why = `${String(rank)}-D by the first layer, sizes assumed`;
  if (rank === 5) yield { ...guess, shape: [batch, 16, 112, 112, 3], why };
  if (rank === 4) yield { ...guess, shape: [batch, 224, 224, 3], why };
  if (rank === 3) {
    yield { shape: [batch, 128], integer: true, why: "token ids" };
    yield { ...guess, integer: false, shape: [batch, 128, 64], why };
  }
  if (rank === 2) yield { ...guess, integer: false, shape: [batch, 128], why };
}

/** Sizes that people use, most common first: what a flatten → Linear may have been made for. */
const sides = [224, 32, 28, 64, 96, 128, 227, 256, 299, 384, 512, 48, 40, 36, 16];

/** The next guess that an error message suggests and that was not tried; null when there is none. */
function refine(
  guess: Guess,
  message: string,
  { tried, isKeras }: { readonly tried: ReadonlySet<string>; readonly isKeras: boolean },
): Guess | null {
  const options = [...suggestions(guess, message, isKeras)];
  return options.find((option) => !tried.has(keyOf(option))) ?? null;
}

function* suggestions(guess: Guess, message: string, isKeras: boolean): Generator<Guess> {
  const image = (side: number): Shape =>
    isKeras ? [batch, side, side, guess.shape[3] ?? 3] : [batch, guess.shape[1] ?? 3, side, side];
  const spatial = guess.shape.slice(2);
  const parts = /not enough values to unpack \(expected (\d), got 1\)/.exec(message);
  if (isKeras && parts?.[1] !== undefined && guess.parts === undefined) yield { ...guess, parts: Number(parts[1]) };
  const channels = /expected input\[[^\]]*\] to have (\d+) channels/.exec(message);
  if (channels?.[1] !== undefined) {
    const count = Number(channels[1]);
    yield {
      ...guess,
      shape: [batch, count, ...spatial],
      why: `${String(count)} ${count === 1 ? "channel" : "channels"} by the first convolution`,
    };
  }
  const rank = /Expected (\d)D \(unbatched\) or (\d)D \(batched\) input to (conv\w*)/.exec(message);
  if (rank?.[2] !== undefined) {
    const dims: Dim[] = [batch, 3];
    const want = Number(rank[2]) - 2;
    for (let dim = 0; dim < want; dim++) dims.push(want === 1 ? 128 : want === 3 ? 16 : 224);
    yield { ...guess, shape: dims, why: `${String(Number(rank[2]))}-D by ${rank[3] ?? "the first convolution"}` };
  }
  if (/indices.*(Long|Int)|Expected tensor for argument #1 'indices'/.test(message))
    yield { shape: [batch, 128], integer: true, why: "token ids by the first embedding" };
  const product = /mat1 and mat2 shapes cannot be multiplied \(([^x]+)x(\d+) and (\d+)x(\d+)\)/.exec(message);
  if (product?.[3] !== undefined) {
    const features = Number(product[3]);
    if (guess.shape.length === 4 && Number(product[2]) !== 224)
      for (const side of sides)
        yield {
          ...guess,
          shape: image(side),
          why: `${String(side)}×${String(side)} makes the first Linear fit`,
        };
    yield { ...guess, shape: [batch, features], why: `${String(features)} features by the first Linear` };
    yield { ...guess, shape: [batch, 128, features], why: `${String(features)} features by the first Linear` };
  }
  const recurrent = /input\.size\(-1\) must be equal to input_size\. Expected (\d+)/.exec(message);
  if (recurrent?.[1] !== undefined)
    yield { ...guess, shape: [batch, 128, Number(recurrent[1])], why: "features by the first recurrent layer" };
  const ndim = /expected (?:min_)?ndim=(\d), found ndim=/.exec(message);
  if (ndim?.[1] !== undefined) yield* byRank(guess, Number(ndim[1]));
  const last = /expected axis -1 of input shape to have value (\d+)/.exec(message);
  if (last?.[1] !== undefined)
    yield { ...guess, shape: [...guess.shape.slice(0, -1), Number(last[1])], why: `${last[1]} features by a layer` };
  const normalized = /expected input with shape \[\*, (\d+)\]/.exec(message);
  if (normalized?.[1] !== undefined)
    yield { ...guess, shape: [batch, 128, Number(normalized[1])], why: "features by the first layer norm" };
  if (/3-D|2-D or 3-D|not enough values to unpack|too many values to unpack/.test(message)) {
    yield { shape: [batch, 128], integer: true, why: "token ids" };
    yield { ...guess, shape: [batch, 128, 512], why: "a sequence" };
  }
  for (const side of sides)
    if (guess.shape.length === 4) yield { ...guess, shape: image(side), why: `${String(side)}×${String(side)} fits` };
  yield { shape: [batch, 128], integer: true, why: "token ids" };
}
