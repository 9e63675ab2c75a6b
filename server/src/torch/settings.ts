// torch's switches and questions: grad mode, autocast, the default dtype, finfo, promotion.

import { Builtin, PyClass, PyFloat, PyInstance, PyTuple, Unknown, objectClass } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import { parseSignature } from "../python/signature.ts";
import { DType, promote } from "../tensor/dtype.ts";
import { op, tensorState } from "../tensor/op.ts";
import type { Args } from "../tensor/op.ts";
import { broadcast, formatDim, formatShape } from "../tensor/shapes.ts";
import { Tensor, numel } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { promoteOperands } from "./elementwise.ts";
import { placeFunctions } from "./registry.ts";
import type { Registry } from "./registry.ts";
import { sizeOf } from "./results.ts";

type Run = (context: Context, args: readonly Value[]) => Value;

const ofTensor =
  (ask: (tensor: Tensor) => Value): Run =>
  (context, [input = null]) => {
    if (input instanceof Unknown) return input;
    if (input instanceof Tensor) return ask(input);
    throw raiseError(context, "TypeError", "argument 'input' (position 1) must be Tensor");
  };

const functions: readonly (readonly [name: string, signature: string, run: Run])[] = [
  ["is_grad_enabled", "", (context) => tensorState(context).gradEnabled],
  ["_set_grad_enabled", "mode", setGradEnabled],
  ["_set_autocast", "dtype", setAutocast],
  ["_get_autocast", "", (context) => tensorState(context).autocast],
  ["is_autocast_enabled", "device_type=None", (context) => tensorState(context).autocast !== null],
  ["_enter_checkpoint", "whole", enterCheckpoint],
  ["_leave_checkpoint", "", leaveCheckpoint],
  ["get_default_dtype", "", (context) => tensorState(context).defaultDtype],
  ["set_default_dtype", "d", setDefaultDtype],
  ["is_tensor", "obj", (_, [value = null]) => (value instanceof Unknown ? value : value instanceof Tensor)],
  ["is_floating_point", "input", ofTensor((tensor) => tensor.dtype.category === "float")],
  ["is_complex", "input", ofTensor((tensor) => tensor.dtype.category === "complex")],
  ["numel", "input", ofTensor(numel)],
  ["result_type", "tensor1, tensor2", (context, values) => lost(values) ?? promoteOperands(context, values)],
  ["promote_types", "type1, type2", promoteTypes],
  ["can_cast", "from_, to", canCast],
  ["seed", "", (context) => context.unknown("a random seed")],
  ["initial_seed", "", (context) => context.unknown("a random seed")],
  ["manual_seed", "seed", (context) => context.unknown("a generator")],
  ["get_rng_state", "", (context) => context.unknown("a random state")],
  ["set_rng_state", "new_state", () => null],
];

/** The first Unknown among values. */
function lost(values: readonly Value[]): Unknown | null {
  return values.find((value) => value instanceof Unknown) ?? null;
}

function setGradEnabled(context: Context, [mode = null]: readonly Value[]): Value {
  const state = tensorState(context);
  const wanted = context.truth(mode);
  const before = state.gradEnabled;
  if (!(wanted instanceof Unknown)) state.gradEnabled = wanted;
  return before;
}

function setAutocast(context: Context, [dtype = null]: readonly Value[]): Value {
  const state = tensorState(context);
  const before = state.autocast;
  if (dtype === null || dtype instanceof DType) state.autocast = dtype;
  return before;
}

/** What runs from here to `_leave_checkpoint` is computed again for backward; nothing is where there is no backward. */
function enterCheckpoint(context: Context, [whole = null]: readonly Value[]): Value {
  const state = tensorState(context);
  state.region = { parent: state.region, whole: context.truth(whole) === true };
  return null;
}

function leaveCheckpoint(context: Context): Value {
  const state = tensorState(context);
  state.region = state.region?.parent ?? null;
  return null;
}

function setDefaultDtype(context: Context, [dtype = null]: readonly Value[]): Value {
  if (dtype instanceof DType) {
    if (dtype.category !== "float")
      throw raiseError(context, "TypeError", `only floating-point types are supported as the default type`);
    tensorState(context).defaultDtype = dtype;
  }
  return null;
}

function promoteTypes(context: Context, [a = null, b = null]: readonly Value[]): Value {
  return a instanceof DType && b instanceof DType ? promote(a, b) : (lost([a, b]) ?? context.unknown("a dtype"));
}

function canCast(context: Context, [from = null, to = null]: readonly Value[]): Value {
  if (!(from instanceof DType && to instanceof DType)) return lost([from, to]) ?? context.unknown("a dtype");
  const order = ["bool", "int", "float", "complex"];
  return order.indexOf(from.category) <= order.indexOf(to.category);
}

// ── finfo and iinfo ────────────────────────────────────────────────────────────────────────────────────────────────

/** max, eps, smallest normal, resolution; the smallest number is minus the largest. */
const floatLimits: Readonly<Record<string, readonly [max: number, eps: number, tiny: number, resolution: number]>> = {
  float16: [65504, 2 ** -10, 2 ** -14, 1e-3],
  bfloat16: [(2 - 2 ** -7) * 2 ** 127, 2 ** -7, 2 ** -126, 1e-2],
  float32: [(2 - 2 ** -23) * 2 ** 127, 2 ** -23, 2 ** -126, 1e-6],
  float64: [Number.MAX_VALUE, 2 ** -52, 2 ** -1022, 1e-15],
  float8_e4m3fn: [448, 2 ** -3, 2 ** -6, 1],
  float8_e5m2: [57344, 2 ** -2, 2 ** -14, 1],
  float8_e4m3fnuz: [240, 2 ** -3, 2 ** -7, 1],
  float8_e5m2fnuz: [57344, 2 ** -3, 2 ** -15, 1],
};

function limitsClass(
  name: string,
  fill: (dtype: DType, limits: Map<string, Value>) => boolean,
  wrong: string,
): PyClass {
  const cls = new PyClass(name, [objectClass]);
  cls.module = "torch";
  cls.allocate = (context, made, args, kwargs) => {
    const dtype = args[0] ?? kwargs.get("type") ?? tensorState(context).defaultDtype;
    if (dtype instanceof Unknown) return dtype;
    const limits = new PyInstance(made);
    if (!(dtype instanceof DType) || !fill(dtype, limits.attrs)) throw raiseError(context, "TypeError", wrong);
    limits.attrs.set("bits", dtype.size * 8);
    limits.attrs.set("dtype", dtype.name);
    return limits;
  };
  return cls;
}

const realPart: Readonly<Record<string, string>> = {
  complex64: "float32",
  complex128: "float64",
  complex32: "float16",
};

const finfoClass = limitsClass(
  "finfo",
  (dtype, limits) => {
    const found = floatLimits[realPart[dtype.name] ?? dtype.name];
    if (found === undefined) return false;
    const [max, eps, tiny, resolution] = found;
    for (const [key, value] of Object.entries({ max, min: -max, eps, tiny, smallest_normal: tiny, resolution }))
      limits.set(key, new PyFloat(value));
    return true;
  },
  "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'",
);

const iinfoClass = limitsClass(
  "iinfo",
  (dtype, limits) => {
    if (dtype.category !== "int") return false;
    const bits = dtype.size * 8;
    const isSigned = !dtype.name.startsWith("u");
    limits.set("max", isSigned ? 2 ** (bits - 1) - 1 : 2 ** bits - 1);
    limits.set("min", isSigned ? -(2 ** (bits - 1)) : 0);
    return true;
  },
  "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'",
);

/** `broadcast_shapes(*shapes)`: the shape that all broadcast to. */
const broadcastShapes = op("broadcast_shapes", "*shapes", { kind: "view" }, (args) => {
  const shapes = args.known("shapes");
  const list = (shapes instanceof PyTuple ? shapes.items : []).map((shape) => args.intsOf(shape, "shapes"));
  return sizeOf(list.reduce<Shape>((joint, shape, i) => joinShapes(args, joint, shape, i), []));
});

/** broadcast, with the error that this function has. */
function joinShapes(args: Args, joint: Shape, shape: Shape, index: number): Shape {
  for (let at = 1; at <= Math.min(joint.length, shape.length); at++) {
    const [a = 1, b = 1] = [joint[joint.length - at], shape[shape.length - at]];
    if (a === 1 || b === 1 || a === b || args.holds(a, "==", b)) continue;
    const given = `(${shape.map(formatDim).join(", ")}${shape.length === 1 ? "," : ""})`;
    const what = `Mismatching argument at index ${index} had ${given}`;
    args.fail(
      "RuntimeError",
      `Attempting to broadcast a dimension of length ${formatDim(b)} at -${at}! ${what}; but expected shape should be broadcastable to ${formatShape(joint)}`,
    );
  }
  return broadcast(args, joint, shape);
}

export function register(registry: Registry): void {
  for (const [name, signature, run] of functions)
    registry.functions.set(name, new Builtin(name, parseSignature(signature), run));
  registry.functions.set("finfo", finfoClass);
  registry.functions.set("iinfo", iinfoClass);
  placeFunctions(registry, [broadcastShapes]);
}
