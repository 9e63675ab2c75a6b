// Declares an op: a signature, and a rule from arguments to the output's shape and FLOPs. Left out means the usual: dtype
// promoted over the tensor inputs, FLOPs 0, an Unknown argument gives a recorded Unknown result.

import { Builtin, PyComplex, PyFloat, PyInstance, PyList, PyRange, PyTuple, Unknown } from "../python/values.ts";
import type { Context, PyClass, Signature, Value } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import { parseSignature } from "../python/signature.ts";
import { Expr, add, compare, hintOf } from "../symbolic/dim.ts";
import type { Comparison, Dim } from "../symbolic/dim.ts";
import { DType, float32, resultType } from "./dtype.ts";
import type { Category } from "./dtype.ts";
import { Tensor, knownLimit } from "./tensor.ts";
import type { Shape, Strides } from "./tensor.ts";
import { bindArguments } from "./bind.ts";
import type { Call } from "./bind.ts";
import { createTrace } from "./trace.ts";
import type { OpKind, Region, TensorMeta, Trace } from "./trace.ts";

/** What the tensor domain keeps for a run. */
export interface TensorState {
  trace: Trace;
  gradEnabled: boolean;
  defaultDtype: DType;
  /** The dtype that `autocast` casts products to, or null outside of it. */
  autocast: DType | null;
  /** Where results are not kept for backward but computed again. */
  region: Region | null;
  /** False while something outside of the entry runs that must not be counted. */
  recording: boolean;
}

const stateKey = {};

export function tensorState(context: Context): TensorState {
  const found = context.state.get(stateKey);
  if (found !== undefined) return found as TensorState;
  const fresh: TensorState = {
    trace: createTrace(),
    gradEnabled: true,
    defaultDtype: float32,
    autocast: null,
    region: null,
    recording: true,
  };
  context.state.set(stateKey, fresh);
  return fresh;
}

/** Thrown by Args when an argument that the rule needs is not known; the op then gives Unknown. */
export class NotKnown {
  readonly value: Unknown;
  constructor(value: Unknown) {
    this.value = value;
  }
}

/** One output of an op. `dtype` left out: promoted over the tensors read. */
export interface Output {
  readonly shape: Shape;
  readonly dtype?: DType;
  readonly data?: readonly number[] | null;
  readonly requiresGrad?: boolean;
  readonly device?: string;
  /** Left out: contiguous where all inputs are, or where ops of this name always are. */
  readonly strides?: Strides;
}

export interface OpResult {
  /** One output, or several: then the op returns a tuple (or what `wrap` makes of them). */
  readonly outputs: Output | readonly Output[];
  /** The op writes into this tensor and returns it; `outputs` says its shape. */
  readonly into?: Tensor;
  readonly flops?: Dim;
  /** FLOPs of the gradient with respect to each tensor, added when that tensor needs one (and grad mode is on). */
  readonly backward?: readonly (readonly [Tensor, Dim])[];
  /** Overrides the declaration's kind, elementwise count and attributes. */
  readonly kind?: OpKind;
  readonly elementwise?: number;
  readonly attributes?: Readonly<Record<string, number>>;
  readonly wrap?: (tensors: readonly Tensor[]) => Value;
}

export type OpRule = (args: Args, context: Context) => OpResult | Value;

export interface OpOptions {
  readonly kind: OpKind;
  readonly elementwise?: number;
}

/** Every op, by name: `torch` functions and Tensor methods are bound from this list. */
export interface OpDeclaration {
  readonly name: string;
  readonly signature: string;
  /** The function of torch. */
  readonly builtin: Builtin;
  /** The same as a method: its messages do not count the tensor before the dot as an argument. */
  readonly method: Builtin;
}

/**
 * Declares an op. `signature` is as in Python: `"input, dim=None, keepdim=False, *, dtype=None"`. As a method, its first
 * parameter is the tensor. A rule may return a plain Value (a tuple of ints, a bool) for ops that make no tensor.
 */
export function op(name: string, signature: string, options: OpOptions, rule: OpRule): OpDeclaration {
  const parsed = parseSignature(signature);
  const made = (isMethod: boolean): Builtin =>
    new Builtin(name, null, (context, args, kwargs) =>
      runOp(options, rule, parsed, context, { name, isMethod, args, kwargs }),
    );
  return { name, signature, builtin: made(false), method: made(true) };
}

function runOp(options: OpOptions, rule: OpRule, signature: Signature, context: Context, call: Call): Value {
  const { name } = call;
  const args = new Args(context, call, signature, bindArguments(context, signature, call));
  try {
    const result = rule(args, context);
    return isOpResult(result) ? record(name, options, args, result, context) : result;
  } catch (thrown) {
    if (!(thrown instanceof NotKnown)) throw thrown;
    if (options.kind !== "view" && options.kind !== "creation") context.missing(thrown.value.reason);
    return thrown.value;
  }
}

function isOpResult(result: OpResult | Value): result is OpResult {
  return typeof result === "object" && result !== null && !(result instanceof PyInstance) && "outputs" in result;
}

function record(name: string, options: OpOptions, args: Args, result: OpResult, context: Context): Value {
  const state = tensorState(context);
  const inputs = args.tensors;
  const needsGrad = state.gradEnabled && inputs.some((tensor) => tensor.requiresGrad);
  const list = Array.isArray(result.outputs) ? (result.outputs as readonly Output[]) : [result.outputs as Output];
  const strides = usualStrides(name, result.kind ?? options.kind, inputs);
  const device = inputs.find((tensor) => tensor.shape.length > 0)?.device ?? inputs[0]?.device ?? "cpu";
  const metas = inputs.map(metaOf); // before an in-place op changes them
  const tensors = list.map((output) => {
    const dtype = output.dtype ?? args.promoted();
    const requiresGrad =
      output.requiresGrad ?? (needsGrad && (dtype.category === "float" || dtype.category === "complex"));
    const data = knownContents(output);
    if (result.into !== undefined) return writeInto(result.into, output, data, requiresGrad, context);
    const tensor = new Tensor(output.shape, dtype, {
      requiresGrad,
      device: output.device ?? device,
      data,
      strides: output.strides ?? strides,
    });
    tensor.isLeaf = output.requiresGrad !== undefined || !requiresGrad;
    return tensor;
  });
  const [source] = inputs;
  if ((result.kind ?? options.kind) === "view" && result.into === undefined && source !== undefined)
    for (const [i, view] of tensors.entries())
      shareStorage(inputs.length === tensors.length ? (inputs[i] ?? source) : source, view);
  if (state.recording) {
    let backward: Dim = 0;
    if (state.gradEnabled)
      for (const [tensor, flops] of result.backward ?? []) if (tensor.requiresGrad) backward = add(backward, flops);
    state.trace.records.push({
      op: name,
      kind: result.kind ?? options.kind,
      inputs: metas,
      outputs: tensors.map(metaOf),
      flops: result.flops ?? 0,
      backward,
      gradients: result.backward,
      elementwise: result.elementwise ?? options.elementwise ?? 0,
      attributes: result.attributes ?? noAttributes,
      region: state.region,
      frame: context.frame,
      site: context.site,
    });
  }
  if (result.wrap !== undefined) return result.wrap(tensors);
  return Array.isArray(result.outputs) ? new PyTuple(tensors) : (tensors[0] ?? null);
}

/** Records what is no computation but a fact about tensors, at no cost: a backward pass, what depends on what. */
export function recordFact(
  context: Context,
  name: string,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
): void {
  const state = tensorState(context);
  if (!state.recording) return;
  state.trace.records.push({
    op: name,
    kind: "view",
    inputs: inputs.map(metaOf),
    outputs: outputs.map(metaOf),
    flops: 0,
    backward: 0,
    elementwise: 0,
    attributes: noAttributes,
    frame: context.frame,
    site: context.site,
  });
}

/** Products that are contiguous whatever their inputs are. */
const contiguousProducts = new Set([
  "matmul",
  "mm",
  "bmm",
  "mv",
  "dot",
  "linear",
  "addmm",
  "baddbmm",
  "addbmm",
  "addmv",
]);

function usualStrides(name: string, kind: OpKind, inputs: readonly Tensor[]): Strides {
  if (contiguousProducts.has(name) || kind === "creation" || kind === "reduce") return "contiguous";
  if (kind === "view" || kind === "attention" || kind === "rnn" || name === "einsum") return "unknown";
  return inputs.every((tensor) => tensor.strides === "contiguous" || tensor.shape.length === 0)
    ? "contiguous"
    : "unknown";
}

function writeInto(
  into: Tensor,
  output: Output,
  data: readonly number[] | null,
  requiresGrad: boolean,
  context: Context,
): Tensor {
  forgetAliases(into, context);
  context.touch(into);
  into.shape = output.shape;
  into.data = data;
  if (output.strides !== undefined) into.strides = output.strides;
  if (requiresGrad && !into.requiresGrad) {
    into.requiresGrad = true;
    into.isLeaf = false;
  }
  return into;
}

/** Notes that `view` looks into the storage of `source`: what is written to one is not known in the other. */
export function shareStorage(source: Tensor, view: Tensor): void {
  source.aliases ??= [source];
  source.aliases.push(view);
  view.aliases = source.aliases;
}

/** Before a write to a tensor: forgets the contents of all others that share its storage. */
export function forgetAliases(tensor: Tensor, context: Context): void {
  for (const alias of tensor.aliases ?? []) {
    if (alias === tensor || alias.data === null) continue;
    context.touch(alias);
    alias.data = null;
  }
}

const noAttributes: Readonly<Record<string, number>> = {};

function metaOf(tensor: Tensor): TensorMeta {
  return { shape: tensor.shape, dtype: tensor.dtype, requiresGrad: tensor.requiresGrad, tensor };
}

/**
 * The arguments of a call, converted on demand. A converter raises PyTorch's TypeError for a wrong type and NotKnown for an
 * Unknown. Tensors that were asked for are the op's inputs.
 */
export class Args {
  readonly tensors: Tensor[] = [];
  private readonly scalars: Category[] = [];
  private readonly context: Context;
  /** The op's name. */
  readonly name: string;
  private readonly isMethod: boolean;
  private readonly signature: Signature;
  private readonly values: readonly Value[];

  constructor(context: Context, call: Pick<Call, "name" | "isMethod">, signature: Signature, values: readonly Value[]) {
    this.context = context;
    this.name = call.name;
    this.isMethod = call.isMethod;
    this.signature = signature;
    this.values = values;
  }

  /** The bound value as it is. */
  value(name: string): Value {
    const index = this.signature.params.findIndex((param) => param.name === name);
    const value = this.values[index];
    if (value === undefined) throw new Error(`${this.name} has no parameter ${name}`);
    return value;
  }

  /** Whether the signature has that parameter. */
  has(name: string): boolean {
    return this.signature.params.some((param) => param.name === name);
  }

  known(name: string): Value {
    const value = this.value(name);
    if (value instanceof Unknown) throw new NotKnown(value);
    return value;
  }

  tensor(name: string): Tensor {
    return this.asTensor(this.known(name), name);
  }

  optionalTensor(name: string): Tensor | null {
    const value = this.known(name);
    return value === null ? null : this.asTensor(value, name);
  }

  /** A list or tuple of tensors. */
  tensorList(name: string): Tensor[] {
    return this.listOf(this.known(name), name);
  }

  /** The tensors in a sequence that was found in the argument `name`. */
  listOf(value: Value, name: string): Tensor[] {
    const items = this.context.iterate(value);
    if (items instanceof Unknown) throw new NotKnown(items);
    return items.map((item) => {
      if (item instanceof Unknown) throw new NotKnown(item);
      return this.asTensor(item, name);
    });
  }

  /** A tensor, or a Python number that takes part in promotion (null then). */
  tensorOrNumber(name: string): Tensor | number | null {
    const value = this.known(name);
    if (value instanceof Tensor) return this.asTensor(value, name);
    if (typeof value === "boolean") this.scalars.push("bool");
    else if (typeof value === "number" || value instanceof Expr) this.scalars.push("int");
    else if (value instanceof PyFloat) this.scalars.push("float");
    else if (value instanceof PyComplex) {
      this.scalars.push("complex");
      return null;
    } else return this.typeError(name, "Tensor", value);
    return value instanceof PyFloat ? value.value : value instanceof Expr ? null : Number(value);
  }

  private asTensor(value: Value, name: string): Tensor {
    if (!(value instanceof Tensor)) return this.typeError(name, "Tensor", value);
    this.tensors.push(value);
    return value;
  }

  int(name: string): Dim {
    return this.toInt(this.known(name), name);
  }

  optionalInt(name: string): Dim | null {
    const value = this.known(name);
    return value === null ? null : this.toInt(value, name);
  }

  /** An int that must be a plain number (a dim index, a number of chunks). A symbol counts by its default. */
  number(name: string): number {
    return hintOf(this.int(name));
  }

  optionalNumber(name: string): number | null {
    const value = this.optionalInt(name);
    return value === null ? null : hintOf(value);
  }

  float(name: string): number {
    const value = this.known(name);
    if (value instanceof PyFloat) return value.value;
    return hintOf(this.toInt(value, name));
  }

  bool(name: string): boolean {
    const given = this.known(name);
    if (typeof given === "boolean") return given;
    if (name === "keepdim" && (typeof given === "number" || given instanceof PyFloat))
      return this.typeError(name, "bool", given); // `x.sum(0, 1)` meant (0, 1)
    const value = this.context.truth(given);
    if (value instanceof Unknown) throw new NotKnown(value);
    return value;
  }

  optionalString(name: string): string | null {
    const value = this.known(name);
    return value === null ? null : typeof value === "string" ? value : this.typeError(name, "str", value);
  }

  string(name: string): string {
    const value = this.known(name);
    return typeof value === "string" ? value : this.typeError(name, "str", value);
  }

  /** A tuple of ints; a single int becomes `count` of them when `count` is given. */
  ints(name: string, count?: number): readonly Dim[] {
    return this.toInts(this.known(name), name, count);
  }

  optionalInts(name: string, count?: number): readonly Dim[] | null {
    const value = this.known(name);
    return value === null ? null : this.toInts(value, name, count);
  }

  /** `*sizes`: either several ints or one sequence of them, as `view` and `permute` take. `name` is the `*args` parameter. */
  sizes(name: string): readonly Dim[] {
    const value = this.known(name);
    if (value instanceof PyTuple && value.items.length === 1) {
      const only = value.items[0];
      if (only instanceof Unknown) throw new NotKnown(only);
      if (only instanceof PyTuple || only instanceof PyList || only instanceof PyRange) return this.toInts(only, name);
      if (only instanceof Tensor && only.shape.length > 0) return this.typeError(name, "tuple of ints", only);
    }
    return this.toInts(value, name);
  }

  optionalDtype(name: string): DType | null {
    const value = this.known(name);
    if (value === null || value instanceof DType) return value;
    return this.typeError(name, "torch.dtype", value);
  }

  /** The ints of a sequence that was found in the argument `name`. */
  intsOf(value: Value, name: string): readonly Dim[] {
    if (value instanceof Unknown) throw new NotKnown(value);
    return this.toInts(value, name);
  }

  private toInts(value: Value, name: string, count?: number): readonly Dim[] {
    if (value instanceof PyTuple || value instanceof PyList || value instanceof PyRange) {
      const items = this.context.iterate(value);
      if (items instanceof Unknown) throw new NotKnown(items);
      const ints = items.map((item) => this.toInt(item, name));
      return ints.length === 1 && count !== undefined ? Array<Dim>(count).fill(ints[0] ?? 0) : ints;
    }
    const only = this.toInt(value, name);
    return Array<Dim>(count ?? 1).fill(only);
  }

  private toInt(value: Value, name: string): Dim {
    if (typeof value === "number" || value instanceof Expr) return value;
    if (value instanceof Unknown) throw new NotKnown(value);
    if (typeof value === "boolean") return Number(value);
    if (value instanceof Tensor && value.shape.every((dim) => dim === 1) && value.dtype.category !== "float") {
      const [only] = value.data ?? [];
      if (only !== undefined) return only;
      throw new NotKnown(this.context.unknown(`the value of a tensor is not known`));
    }
    return this.typeError(name, "int", value);
  }

  /** torch.result_type over what was read so far. */
  promoted(): DType {
    return resultType(
      this.tensors.map((tensor) => ({ dtype: tensor.dtype, dimensional: tensor.shape.length > 0 })),
      this.scalars,
      tensorState(this.context).defaultDtype,
    );
  }

  /** Decides a comparison, and keeps the guard where a symbol's default decided. */
  holds(left: Dim, comparison: Comparison, right: Dim): boolean {
    if (typeof left === "number" && typeof right === "number") return compare(comparison, left, right).value;
    const { value, guard } = compare(comparison, left, right);
    if (guard !== null) tensorState(this.context).trace.guards.add(guard);
    return value;
  }

  /** Raises a Python exception of that class. */
  fail(type: string, message: string): never {
    throw raiseError(this.context, type, message);
  }

  private typeError(name: string, wanted: string, value: Value): never {
    const index = this.signature.params.findIndex((param) => param.name === name);
    const isKeyword = this.signature.params[index]?.type === "keyword-only";
    const place = isKeyword ? "" : ` (position ${index + (this.isMethod ? 0 : 1)})`;
    return this.fail(
      "TypeError",
      `${this.name}(): argument '${name}'${place} must be ${wanted}, not ${typeName(value)}`,
    );
  }
}

/** `type(value).__name__`. */
export function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  if (typeof value === "number" || value instanceof Expr) return "int";
  return value.cls.name;
}

/** Binds ops as methods of a class, under their own names or another's. */
export function bindMethods(cls: PyClass, table: readonly (readonly [string, OpDeclaration])[]): void {
  for (const [name, declaration] of table) cls.set(name, declaration.method);
}

/** Contents that are few enough to keep. */
function knownContents(output: Output): readonly number[] | null {
  const { data } = output;
  return data === undefined || data === null || data.length > knownLimit ? null : data;
}
