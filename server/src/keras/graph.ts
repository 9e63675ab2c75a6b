// What Keras's Python models ask of the interpreter, in the native module `_keras`: symbolic tensors, calls that are made again
// later as from the line that made them first, and the graph of such calls.
//
// A KerasTensor is a tensor to everything that looks at shapes, and an instance of its own class to Python.

import type { Param, Site } from "../python/ast.ts";
import { makeDict } from "../python/dict.ts";
import { asDim } from "../python/operands.ts";
import { raiseError } from "../python/errors.ts";
import { native } from "../python/nativeFunction.ts";
import { CallFrame } from "../python/runtime.ts";
import type { Runtime } from "../python/runtime.ts";
import {
  BoundMethod,
  PyClass,
  PyDict,
  PyFunction,
  PyInstance,
  PyList,
  PyObject,
  PyTuple,
  Unknown,
  noKwargs,
  objectClass,
} from "../python/values.ts";
import type { Frame, Kwargs, Value, Builtin } from "../python/values.ts";
import { mul, symbol } from "../symbolic/dim.ts";
import { tensorState } from "../tensor/op.ts";
import { Tensor } from "../tensor/tensor.ts";
import { argumentsOf, initFrames } from "../torch/initArguments.ts";
import { registerTensorflowNames } from "./tensorflowNames.ts";

const kerasTensorClass = new PyClass("_KerasTensor", [objectClass]);
const placeClass = new PyClass("_Place", [objectClass]);

/** A line of the user's that called something. */
class Place extends PyObject {
  readonly site: Site | null;
  constructor(site: Site | null) {
    super(placeClass);
    this.site = site;
  }
}

function isSymbolic(value: Value): value is Tensor {
  return value instanceof Tensor && value.cls.isSubclassOf(kerasTensorClass);
}

/** Structures are looked into this deep. */
const depthLimit = 6;

function holdsSymbolic(value: Value, depth = 0): boolean {
  if (!(value instanceof PyObject) || depth > depthLimit) return false;
  if (value instanceof Tensor) return isSymbolic(value);
  if (value instanceof PyTuple || value instanceof PyList)
    return value.items.some((item) => holdsSymbolic(item, depth + 1));
  if (value instanceof PyDict)
    return [...value.entries.values()].some((entry) => holdsSymbolic(entry.value, depth + 1));
  return false;
}

export function isSymbolicCall(args: readonly Value[], kwargs: Kwargs): boolean {
  return args.some((arg) => holdsSymbolic(arg)) || [...kwargs.values()].some((arg) => holdsSymbolic(arg));
}

/** The structure with its leaves replaced: the same object where nothing changes. */
function mapLeaves(value: Value, replace: (leaf: Value) => Value, depth = 0): Value {
  if (depth <= depthLimit && value instanceof PyObject) {
    if (value instanceof PyTuple || value instanceof PyList) {
      const items = value.items.map((item) => mapLeaves(item, replace, depth + 1));
      if (items.every((item, index) => item === value.items[index])) return value;
      return value instanceof PyTuple ? new PyTuple(items, value.cls) : new PyList(items);
    }
    if (value instanceof PyDict) {
      const made = new PyDict(value.cls);
      for (const [hash, { key, value: item }] of value.entries)
        made.entries.set(hash, { key, value: mapLeaves(item, replace, depth + 1) });
      return made;
    }
  }
  return replace(value);
}

function leavesOf(value: Value, found: Value[] = [], depth = 0): Value[] {
  if (depth <= depthLimit && (value instanceof PyTuple || value instanceof PyList))
    for (const item of value.items) leavesOf(item, found, depth + 1);
  else if (depth <= depthLimit && value instanceof PyDict)
    for (const { value: item } of value.entries.values()) leavesOf(item, found, depth + 1);
  else found.push(value);
  return found;
}

/** The tensor that stands for a symbolic one while a layer works out what it makes of it. */
function standIn(value: Value): Value {
  return isSymbolic(value) ? (value.attrs.get("_value") ?? value) : value;
}

function callAt(runtime: Runtime, place: Value, callee: Value, args: readonly Value[], kwargs: Kwargs): Value {
  if (!(place instanceof Place) || place.site === null) return runtime.call(callee, args, kwargs);
  const { frame, site } = runtime;
  const link: Frame = { parent: frame, site, callee: null, file: null, receiver: null };
  runtime.frame = link;
  runtime.site = place.site;
  try {
    return runtime.call(callee, args, kwargs);
  } finally {
    runtime.frame = frame;
    runtime.site = site;
  }
}

function kwargsOf(value: Value): Kwargs {
  const kwargs = new Map<string, Value>();
  if (value instanceof PyDict)
    for (const { key, value: item } of value.entries.values()) if (typeof key === "string") kwargs.set(key, item);
  return kwargs;
}

function itemsOf(value: Value): readonly Value[] {
  return value instanceof PyTuple || value instanceof PyList ? value.items : [];
}

/** Runs without a trace: what only finds out a shape is no cost. */
function quietly<T>(runtime: Runtime, body: () => T): T {
  const state = tensorState(runtime);
  const { recording, trace } = state;
  const bindings = trace.bindings.length;
  state.recording = false;
  try {
    return body();
  } finally {
    state.recording = recording;
    trace.bindings.length = bindings; // the lines of a layer's own code show what they do when the model runs
  }
}

/** A step of a model is a call of it: whatever it calls in there, the run is that model's. */
function asModelCall(runtime: Runtime, model: Value, callee: Value, data: Value): Value {
  if (!(model instanceof PyInstance)) return runtime.call(callee, [data]);
  runtime.domain.called(model, callee, leavesOf(data instanceof PyTuple ? (data.items[0] ?? null) : data), noKwargs);
  let result: Value = null;
  try {
    result = runtime.call(callee, [data]);
    return result;
  } finally {
    runtime.domain.returned(model, result);
  }
}

/** Runs a step of a loop once; its ops count as often as the loop has such steps. */
function repeated(runtime: Runtime, times: Value, step: () => Value): Value {
  const { trace } = tensorState(runtime);
  const from = trace.records.length;
  const result = step();
  const count = times instanceof Unknown ? null : asDim(times);
  if (count === null) {
    runtime.missing(times instanceof Unknown ? times.reason : runtime.reason("how often a loop runs is not known"));
    return result;
  }
  for (let index = from; index < trace.records.length; index++) {
    const record = trace.records[index];
    if (record === undefined) break;
    trace.records[index] = {
      ...record,
      flops: mul(count, record.flops),
      backward: mul(count, record.backward),
      times: mul(count, record.times ?? 1),
    };
  }
  return result;
}

// ── the graph ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Made by symbolic_call in keras/src/graph.py. */
function nodeOf(tensor: Tensor): PyInstance | null {
  const node = tensor.attrs.get("_node");
  return node instanceof PyInstance ? node : null;
}

/** The calls between `inputs` and `outputs`, in the order in which they were made. */
function nodesBetween(runtime: Runtime, inputs: Value, outputs: Value): Value {
  const given = new Set(leavesOf(inputs));
  const found = new Set<PyInstance>();
  const pending = leavesOf(outputs).filter(isSymbolic);
  const seen = new Set<Tensor>(pending);
  for (let tensor = pending.pop(); tensor !== undefined; tensor = pending.pop()) {
    if (given.has(tensor)) continue;
    const node = nodeOf(tensor);
    if (node === null) throw raiseError(runtime, "ValueError", "Output with path `` is not connected to `inputs`");
    if (found.has(node)) continue;
    found.add(node);
    for (const argument of leavesOf(new PyTuple([node.attrs.get("args") ?? null, node.attrs.get("kwargs") ?? null])))
      if (isSymbolic(argument) && !seen.has(argument)) {
        seen.add(argument);
        pending.push(argument);
      }
  }
  const index = (node: PyInstance): number => Number(node.attrs.get("index") ?? 0);
  return new PyList([...found].sort((a, b) => index(a) - index(b)));
}

/** Calls the nodes on other inputs, each as from the line that called it first, and gives what becomes of `outputs`. */
function runNodes(runtime: Runtime, args: readonly Value[]): Value {
  const [nodes = null, inputs = null, given = null, outputs = null] = args;
  const values = new Map<Value, Value>();
  const assign = (symbols: Value, made: Value): void => {
    const [names, results] = [leavesOf(symbols), leavesOf(made)];
    const lost = results.length === names.length ? null : (results.find((value) => value instanceof Unknown) ?? null);
    for (const [index, name] of names.entries()) values.set(name, lost ?? results[index] ?? null);
  };
  const replaced = (value: Value): Value =>
    mapLeaves(value, (leaf) => (isSymbolic(leaf) ? (values.get(leaf) ?? leaf) : leaf));
  assign(inputs, given);
  for (const node of itemsOf(nodes)) {
    if (!(node instanceof PyInstance)) continue;
    const { attrs } = node;
    const made = callAt(
      runtime,
      attrs.get("place") ?? null,
      attrs.get("operation") ?? null,
      itemsOf(replaced(attrs.get("args") ?? null)),
      kwargsOf(replaced(attrs.get("kwargs") ?? null)),
    );
    assign(attrs.get("outputs") ?? null, made);
  }
  return replaced(outputs);
}

// ── modules ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Layers and weights in lists, tuples and dicts that are attributes of a layer become its members. */
function track(runtime: Runtime, self: Value): Value {
  if (!(self instanceof PyInstance)) return null;
  for (const [name, value] of [...self.attrs]) {
    if (name.startsWith("_") || !(value instanceof PyList || value instanceof PyTuple || value instanceof PyDict))
      continue;
    for (const [index, leaf] of leavesOf(value).entries()) {
      if (!(leaf instanceof PyInstance)) continue;
      const slot =
        leaf instanceof Tensor
          ? leaf.isParameter
            ? "_parameters"
            : null
          : leaf.attrs.has("_modules")
            ? "_modules"
            : null;
      if (slot === null) continue;
      const table = runtime.getattr(self, slot);
      if (!(table instanceof PyDict) || [...table.entries.values()].some((entry) => entry.value === leaf)) continue;
      const key = `${name}.${index}`;
      runtime.touch(table);
      table.entries.set(key, { key, value: leaf });
    }
  }
  return null;
}

/** A layer that was called on symbolic tensors: it belongs to the lines of the chain that it stands in. */
export function isGraphLayer(module: PyInstance): boolean {
  const nodes = module.attrs.get("_inbound_nodes");
  return nodes instanceof PyList && nodes.items.length > 0;
}

/** Keras's layers and models, whose images have their channels last. */
export function isLayerClass(cls: PyClass): boolean {
  return cls.mro.some((base) => base.name === "Layer" && base.site?.unit.file.library === true);
}

/** The arguments that an object's own class was called with, while its `__init__` runs. */
function constructorArguments(runtime: Runtime, self: Value): PyDict {
  const outermost = [...initFrames(runtime.frame, self)].at(-1);
  return makeDict(outermost === undefined ? [] : argumentsOf(outermost));
}

/** What a library layer's `__init__`s were given under names that end so, while they run; of the outermost where they differ. */
function keptArguments(runtime: Runtime, self: Value): PyDict {
  const found = new Map<Value, Value>();
  for (const frame of initFrames(runtime.frame, self))
    if (frame.file?.library === true)
      for (const [name, value] of argumentsOf(frame))
        if (typeof name === "string" && keptNames.test(name)) found.set(name, value);
  return makeDict([...found]);
}

const keptNames = /^(?!activity_).*_(?:initializer|regularizer|constraint)$/;

/** Methods within which Keras names weights after the layer as well. */
const scopes: ReadonlySet<string> = new Set(["build", "_run", "_append"]);

/** The names of the layers that are built or run at this moment, outermost first, without that of `self`. */
function namesAround(runtime: Runtime, self: Value): PyList {
  const names: Value[] = [];
  let inner = self;
  for (let frame: Frame | null = runtime.frame; frame !== null; frame = frame.parent) {
    if (!(frame instanceof CallFrame) || frame.callee === null || !scopes.has(frame.callee.name)) continue;
    const layer = frame.slots[0];
    if (layer === inner || !(layer instanceof PyInstance) || !isLayerClass(layer.cls)) continue;
    inner = layer;
    names.unshift(layer.attrs.get("name") ?? null);
  }
  return new PyList(names);
}

/** The parameters of a Python function, of a method without `self`; none for anything else. */
function parametersOf(value: Value): readonly Param[] {
  const fn = value instanceof BoundMethod ? value.func : value;
  if (!(fn instanceof PyFunction) || fn.code.node.kind === "Comprehension") return [];
  return fn.code.node.params.slice(value instanceof BoundMethod ? 1 : 0);
}

const stars = { args: "*", kwargs: "**" } as const;

function parameterNames(value: Value): string[] {
  return parametersOf(value).map(({ name, type }) =>
    type === "args" || type === "kwargs" ? `${stars[type]}${name}` : name,
  );
}

/** Parameters without a default that may be given by position. */
function requiredNames(value: Value): string[] {
  return parametersOf(value)
    .filter(({ type, default: usual }) => type === "normal" && usual === null)
    .map(({ name }) => name);
}

/** What a function of tensors is in public: the same each time it is looked up. */
const operations = new WeakMap<PyFunction, Builtin>();

export function kerasModule(): ReadonlyMap<string, Value> {
  registerTensorflowNames();
  const functions: readonly Value[] = [
    native("symbol", "name, default", (runtime, [name = null, value = null]) =>
      typeof name === "string" && typeof value === "number"
        ? symbol(name, runtime.defaultOf(name, value))
        : runtime.unknown("a symbol without a name"),
    ),
    native("symbolic", "cls, value", (runtime, [cls = null, value = null]) => {
      if (!(cls instanceof PyClass) || !(value instanceof Tensor))
        return value instanceof Unknown ? value : runtime.unknown("not a tensor");
      const made = new Tensor(value.shape, value.dtype, { cls });
      made.attrs.set("_value", value);
      return made;
    }),
    native("any_symbolic", null, (_runtime, args) => args.some((arg) => holdsSymbolic(arg))),
    native("values", "structure", (_runtime, [structure = null]) => mapLeaves(structure, standIn)),
    native("map_structure", "function, structure", (runtime, [callee = null, structure = null]) =>
      mapLeaves(structure, (leaf) => (leaf === null ? null : runtime.call(callee, [leaf]))),
    ),
    native("flatten", "structure", (_runtime, [structure = null]) => new PyList(leavesOf(structure))),
    native("missing", "value", (runtime, [value = null]) => {
      if (value instanceof Unknown) runtime.missing(value.reason);
      return value;
    }),
    native("here", "", (runtime) => new Place(runtime.userSite())),
    native(
      "call_at",
      "place, function, args, kwargs",
      (runtime, [place = null, callee = null, args = null, kwargs = null]) =>
        callAt(runtime, place, callee, itemsOf(args), kwargsOf(kwargs)),
    ),
    native("quietly", "function, args, kwargs", (runtime, [callee = null, args = null, kwargs = null]) =>
      quietly(runtime, () => runtime.call(callee, itemsOf(args), kwargsOf(kwargs))),
    ),
    native("training_step", "model, function, data", (runtime, [model = null, callee = null, data = null]) => {
      const mark = runtime.domain.mark();
      const result = asModelCall(runtime, model, callee, data);
      runtime.domain.stepped(mark);
      runtime.stopLoops = runtime.loops;
      return result;
    }),
    native("model_step", "model, function, data", (runtime, [model = null, callee = null, data = null]) =>
      asModelCall(runtime, model, callee, data),
    ),
    native("repeated", "times, function, args", (runtime, [times = null, callee = null, args = null]) =>
      repeated(runtime, times, () => runtime.call(callee, itemsOf(args))),
    ),
    native("operation", "function, symbolic_call", (_runtime, [callee = null, symbolicCall = null]) => {
      const known = callee instanceof PyFunction ? operations.get(callee) : undefined;
      if (known !== undefined) return known;
      const name = callee instanceof PyFunction ? callee.name : "operation";
      const made = native(name, null, (inner, args, kwargs) =>
        isSymbolicCall(args, kwargs)
          ? inner.call(symbolicCall, [callee, new PyTuple(args), makeDict(kwargs)])
          : inner.call(callee, args, kwargs),
      );
      if (callee instanceof PyFunction) operations.set(callee, made);
      return made;
    }),
    native("nodes_between", "inputs, outputs", (runtime, [inputs = null, outputs = null]) =>
      nodesBetween(runtime, inputs, outputs),
    ),
    native("run_nodes", "nodes, inputs, given, outputs", (runtime, args) => runNodes(runtime, args)),
    native("track", "layer", (runtime, [layer = null]) => track(runtime, layer)),
    native("constructor_arguments", "self", (runtime, [self = null]) => constructorArguments(runtime, self)),
    native("in_graph", "", (runtime) => !tensorState(runtime).recording),
    native("kept_arguments", "self", (runtime, [self = null]) => keptArguments(runtime, self)),
    native("names_around", "layer", (runtime, [layer = null]) => namesAround(runtime, layer)),
    native("required_names", "function", (_runtime, [callee = null]) => new PyList(requiredNames(callee))),
    native("parameter_names", "function", (_runtime, [callee = null]) => new PyList(parameterNames(callee))),
  ];
  const names = new Map<string, Value>([["_KerasTensor", kerasTensorClass]]);
  for (const fn of functions)
    if (fn instanceof PyObject && "name" in fn && typeof fn.name === "string") names.set(fn.name, fn);
  return names;
}
