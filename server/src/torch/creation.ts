// Tensors from nothing and from Python numbers: zeros, arange, tensor; their `_like` and `new_` forms.

import { PyFloat, PyInstance, PyList, PyRange, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Kwargs, PyClass, Value } from "../python/values.ts";
import { Expr, ceilDiv, hintOf, mul, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { generate, storedAll } from "../tensor/contents.ts";
import { bool, complex64, dtypes, int64, promoteScalar, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { asTensor, readNested } from "../tensor/nested.ts";
import { NotKnown, op, tensorState, typeName } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, OpRule, Output } from "../tensor/op.ts";
import { formatShape } from "../tensor/shapes.ts";
import type { OpKind } from "../tensor/trace.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { deviceOf } from "./device.ts";
import { keptStrides } from "./elementwise.ts";
import { place, placeFunctions, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** Keywords of all that create. */
export const common =
  "out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False, generator=None, memory_format=None";

/** Kernels that sample floats only. */
const sampleKernels: Readonly<Record<string, string>> = {
  rand: "check_uniform_bounds",
  rand_like: "check_uniform_bounds",
  randn: "normal_kernel_cpu",
  randn_like: "normal_kernel_cpu",
};

/** The output with the dtype, device and gradient that the keywords say. */
export function created(
  args: Args,
  context: Context,
  shape: Shape,
  dtype: DType | null,
  fill: (index: number) => number | null,
): Output {
  const chosen = args.optionalDtype("dtype") ?? dtype ?? tensorState(context).defaultDtype;
  const requiresGrad = args.bool("requires_grad");
  const kernel = sampleKernels[args.name];
  if (kernel !== undefined && (chosen.category === "int" || chosen.category === "bool"))
    args.fail("NotImplementedError", `"${kernel}" not implemented for '${scalarName(chosen)}'`);
  if (requiresGrad && chosen.category !== "float" && chosen.category !== "complex")
    args.fail("RuntimeError", "Only Tensors of floating point and complex dtype can require gradients");
  const data = fill(0) === null ? null : generate(shape, (index) => fill(index) ?? Number.NaN);
  return {
    shape,
    dtype: chosen,
    requiresGrad,
    strides: "contiguous",
    device: deviceOf(args.value("device")) ?? "cpu",
    data: storedAll(data, chosen),
  };
}

function sizeArgument(args: Args): Shape {
  const keyword = args.known("size");
  const sizes = args.known("sizes");
  const items = sizes instanceof PyTuple ? sizes.items : [];
  if (keyword === null && items.length === 0)
    args.fail("TypeError", `${args.name}() missing 1 required positional arguments: "size"`);
  const [first = null] = items;
  if (
    items.length > 1 &&
    typeof first !== "number" &&
    !(first instanceof Expr) &&
    !(first instanceof Tensor) &&
    !(first instanceof Unknown)
  )
    args.fail("TypeError", `${args.name}() takes 1 positional argument but ${items.length} were given`);
  const wrong = items.find((item) => item instanceof PyFloat || item === null || typeof item === "string");
  if (wrong !== undefined)
    args.fail(
      "TypeError",
      `${args.name}(): argument 'size' (position 1) must be tuple of ints, not ${typeName(wrong)}`,
    );
  const shape = keyword === null ? args.sizes("sizes") : args.ints("size");
  const negative = shape.find((dim) => hintOf(dim) < 0);
  if (negative !== undefined) {
    if (args.name === "zeros" || args.name === "ones")
      args.fail("RuntimeError", `${args.name}: Dimension size must be non-negative.`);
    args.fail(
      "RuntimeError",
      `Trying to create tensor with negative dimension ${hintOf(negative)}: ${formatShape(shape)}`,
    );
  }
  return shape;
}

interface Filled {
  readonly name: string;
  readonly kind: OpKind;
  readonly value: number | null;
}

const filled: readonly Filled[] = [
  { name: "zeros", kind: "creation", value: 0 },
  { name: "ones", kind: "creation", value: 1 },
  { name: "empty", kind: "creation", value: null },
  { name: "rand", kind: "random", value: null },
  { name: "randn", kind: "random", value: null },
];

/** `zeros(*size)`, `zeros_like(x)` and `x.new_zeros(*size)`. */
function placeFilled(registry: Registry, { name, kind, value }: Filled): void {
  const fill = (): number | null => value;
  const plain = op(name, `*sizes, size=None, ${common}`, { kind }, (args, context) => ({
    outputs: created(args, context, sizeArgument(args), null, fill),
  }));
  const like = op(`${name}_like`, `input, *, ${common}`, { kind }, (args, context) => likeInput(args, context, fill));
  placeFunctions(registry, [plain, like]);
  if (kind === "random") return;
  const fresh = op(`new_${name}`, `input, *sizes, size=None, ${common}`, { kind }, (args, context) => {
    const input = unread(args);
    return onDeviceOf(args, input, created(args, context, sizeArgument(args), input.dtype, fill));
  });
  placeMethods([fresh]);
}

/** The first argument, of which only shape, dtype and device matter. */
export function unread(args: Args): Tensor {
  const input = args.tensor("input");
  args.tensors.pop();
  return input;
}

export function likeInput(args: Args, context: Context, fill: (index: number) => number | null): OpResult {
  const input = unread(args);
  const output = created(args, context, input.shape, input.dtype, fill);
  return onDeviceOf(args, input, { ...output, strides: keptStrides(input) });
}

function onDeviceOf(args: Args, input: Tensor, output: Output): OpResult {
  return { outputs: { ...output, device: deviceOf(args.value("device")) ?? input.device } };
}

// ── full ───────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Scalar {
  readonly value: number | null;
  readonly dtype: DType | null;
}

/** A fill value: its number where known, and the dtype that it suggests (null: the default float). */
export function scalarArgument(args: Args, name: string): Scalar {
  const value = args.known(name);
  if (value instanceof Tensor) return { value: value.data?.[0] ?? null, dtype: value.dtype };
  if (value instanceof PyFloat) return { value: value.ratio === null ? value.value : null, dtype: null };
  if (typeof value === "boolean") return { value: Number(value), dtype: bool };
  if (typeof value === "number") return { value, dtype: int64 };
  if (value instanceof Expr) return { value: null, dtype: int64 };
  if (typeof value === "object" && value !== null && value.cls.name === "complex")
    return { value: null, dtype: complex64 };
  return args.fail("TypeError", `${args.name}(): argument '${name}' must be Number, not ${typeName(value)}`);
}

const fullRule: OpRule = (args, context) => {
  const given = args.known("size");
  if (!(given instanceof PyTuple || given instanceof PyList || given instanceof PyRange))
    args.fail("TypeError", `full(): argument 'size' (position 1) must be tuple of ints, not ${typeName(given)}`);
  const { value, dtype } = scalarArgument(args, "fill_value");
  return { outputs: created(args, context, args.ints("size"), dtype, () => value) };
};

const fullLikeRule: OpRule = (args, context) => {
  const { value } = scalarArgument(args, "fill_value");
  return likeInput(args, context, () => value);
};

const newFullRule: OpRule = (args, context) => {
  const input = unread(args);
  const { value } = scalarArgument(args, "fill_value");
  return onDeviceOf(
    args,
    input,
    created(args, context, args.ints("size"), input.dtype, () => value),
  );
};

// ── ranges ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A number that bounds a range: an int that may be symbolic, or a float. */
function bound(args: Args, context: Context, value: Value): { dim: Dim | null; number: number; isFloat: boolean } {
  if (value instanceof Unknown) throw new NotKnown(value);
  if (value instanceof PyFloat) {
    if (value.ratio !== null) throw new NotKnown(context.unknown("a range whose bound is a quotient of symbols"));
    return { dim: null, number: value.value, isFloat: true };
  }
  if (value instanceof Tensor) {
    const [only] = value.data ?? [];
    if (only === undefined) throw new NotKnown(context.unknown("the value of a tensor is not known"));
    const isFloat = value.dtype.category === "float";
    return { dim: isFloat ? null : only, number: only, isFloat };
  }
  if (typeof value === "number" || value instanceof Expr) return { dim: value, number: hintOf(value), isFloat: false };
  if (typeof value === "boolean") return { dim: Number(value), number: Number(value), isFloat: false };
  return args.fail("TypeError", `${args.name}(): argument 'end' must be Number, not ${typeName(value)}`);
}

const arangeRule: OpRule = (args, context) => {
  const [first, second] = [args.known("start"), args.known("end")];
  const [startValue, endValue] = second === null ? [0, first] : [first, second];
  // `arange(T / 2)`: the quotient, rounded up.
  if (endValue instanceof PyFloat && endValue.ratio !== null && startValue === 0 && args.known("step") === 1) {
    const length = ceilDiv(endValue.ratio.over, endValue.ratio.under);
    return { outputs: created(args, context, [length], null, () => null) };
  }
  const [start, end, step] = [startValue, endValue, args.known("step")].map((value) => bound(args, context, value));
  if (start === undefined || end === undefined || step === undefined) throw new Error("arange takes three numbers");
  if (step.number === 0) args.fail("RuntimeError", "step must be nonzero");
  if (hintOf(end.number - start.number) * step.number < 0)
    args.fail("RuntimeError", "upper bound and lower bound inconsistent with step sign");
  const isFloat = start.isFloat || end.isFloat || step.isFloat;
  const length =
    start.dim !== null && end.dim !== null && step.dim !== null
      ? step.number > 0
        ? ceilDiv(sub(end.dim, start.dim), step.dim)
        : ceilDiv(sub(start.dim, end.dim), mul(-1, step.dim))
      : Math.ceil((end.number - start.number) / step.number);
  const isPlain = !(start.dim instanceof Expr) && !(step.dim instanceof Expr);
  return {
    outputs: created(args, context, [length], isFloat ? null : int64, (i) =>
      isPlain ? start.number + i * step.number : null,
    ),
  };
};

const spacedRule =
  (map: (args: Args, value: number) => number): OpRule =>
  (args, context) => {
    const start = bound(args, context, args.known("start")).number;
    const end = bound(args, context, args.known("end")).number;
    const steps = args.int("steps");
    if (hintOf(steps) < 0) args.fail("RuntimeError", "number of steps must be non-negative");
    const gap = hintOf(steps) > 1 ? (end - start) / (hintOf(steps) - 1) : 0;
    const last = hintOf(steps) - 1;
    // From both ends, as torch does, so that the last one is exact.
    const at = (i: number): number => (i < (last + 1) / 2 ? start + i * gap : end - (last - i) * gap);
    return { outputs: created(args, context, [steps], null, (i) => map(args, at(i))) };
  };

const eyeRule: OpRule = (args, context) => {
  const rows = args.int("n");
  if (hintOf(rows) < 0) args.fail("RuntimeError", `n must be greater or equal to 0, got ${hintOf(rows)}`);
  const columns = args.optionalInt("m") ?? rows;
  const width = hintOf(columns);
  return {
    outputs: created(args, context, [rows, columns], null, (i) => Number(Math.floor(i / width) === i % width)),
  };
};

const triangleIndices =
  (isLower: boolean): OpRule =>
  (args, context) => {
    const [rows, columns, offset] = [args.int("row"), args.int("col"), args.number("offset")];
    if (typeof rows !== "number" || typeof columns !== "number") {
      // The whole triangle of a square: n(n + 1) / 2 places, or without the diagonal n(n - 1) / 2.
      const whole = rows === columns && (offset === 0 || offset === (isLower ? -1 : 1));
      if (!whole) return context.unknown("the number of indices of a triangle of symbolic size");
      const count = ceilDiv(mul(rows, offset === 0 ? sub(rows, -1) : sub(rows, 1)), 2);
      return { outputs: created(args, context, [2, count], int64, () => null) };
    }
    const places = Array.from({ length: rows * columns }, (_, i) => i).filter((i) => {
      const distance = (i % columns) - Math.floor(i / columns);
      return isLower ? distance <= offset : distance >= offset;
    });
    const numbers = [...places.map((i) => Math.floor(i / columns)), ...places.map((i) => i % columns)];
    return { outputs: created(args, context, [2, places.length], int64, (i) => numbers[i] ?? 0) };
  };

// ── from Python numbers ────────────────────────────────────────────────────────────────────────────────────────────

function readTensor(args: Args, context: Context, value: Value, wanted: DType | null): Output {
  const { shape, category, dtype, data } = readNested(context, value);
  const { defaultDtype } = tensorState(context);
  const inferred =
    dtype ??
    { bool, int: int64, float: defaultDtype, complex: promoteScalar(defaultDtype, "complex", defaultDtype) }[category];
  const chosen = args.optionalDtype("dtype") ?? wanted ?? inferred;
  const requiresGrad = args.has("requires_grad") && args.bool("requires_grad");
  if (requiresGrad && chosen.category !== "float" && chosen.category !== "complex")
    args.fail("RuntimeError", "Only Tensors of floating point and complex dtype can require gradients");
  const device = deviceOf(args.value("device")) ?? (value instanceof Tensor ? value.device : "cpu");
  return { shape, dtype: chosen, requiresGrad, device, data: storedAll(data, chosen), strides: "contiguous" };
}

const tensorRule: OpRule = (args, context) => ({ outputs: readTensor(args, context, args.known("data"), null) });

const asTensorRule: OpRule = (args, context) => {
  const data = args.known("data");
  const wanted = args.optionalDtype("dtype");
  if (data instanceof Tensor) {
    const device = deviceOf(args.value("device")) ?? data.device;
    if ((wanted === null || wanted === data.dtype) && device === data.device) return data;
    args.tensors.push(data);
    return {
      kind: "copy",
      outputs: {
        shape: data.shape,
        dtype: wanted ?? data.dtype,
        device,
        data: storedAll(data.data, wanted ?? data.dtype),
      },
    };
  }
  return { outputs: readTensor(args, context, data, null) };
};

const newTensorRule: OpRule = (args, context) => {
  const input = unread(args);
  return onDeviceOf(args, input, readTensor(args, context, args.known("data"), input.dtype));
};

/** `torch.Tensor(2, 3)`, `torch.Tensor([1, 2])`, `torch.FloatTensor(…)`. */
function legacyTensor(context: Context, cls: PyClass, dtype: DType, args: readonly Value[]): Value {
  const [first] = args;
  if (first === undefined) return new Tensor([0], dtype, { cls, data: [] });
  if (first instanceof Unknown) return first;
  if (first instanceof Tensor)
    return new Tensor(first.shape, first.dtype, { cls, device: first.device, data: first.data });
  const isSizes = args.every((arg) => typeof arg === "number" || arg instanceof Expr);
  if (isSizes)
    return new Tensor(
      args.filter((arg) => typeof arg === "number" || arg instanceof Expr),
      dtype,
      { cls },
    );
  if (first instanceof PyTuple && first.cls.name === "Size")
    return new Tensor(
      first.items.filter((item) => typeof item === "number" || item instanceof Expr),
      dtype,
      { cls },
    );
  try {
    const { shape, data } = readNested(context, first);
    return new Tensor(shape, dtype, { cls, data: storedAll(data, dtype) });
  } catch (thrown) {
    if (thrown instanceof NotKnown) return thrown.value;
    throw thrown;
  }
}

const legacyTypes: readonly string[] = [
  "Float",
  "Double",
  "Half",
  "BFloat16",
  "Byte",
  "Char",
  "Short",
  "Int",
  "Long",
  "Bool",
];

const windows = ["hann_window", "hamming_window", "blackman_window", "bartlett_window", "kaiser_window"];

export function register(registry: Registry): void {
  for (const row of filled) placeFilled(registry, row);
  const creation = { kind: "creation" } as const;
  const spaced = (name: string, params: string, map: (args: Args, value: number) => number): OpDeclaration =>
    op(name, `start, end, steps${params}, *, ${common}`, creation, spacedRule(map));
  placeFunctions(registry, [
    op("full", `size, fill_value, *, ${common}`, creation, fullRule),
    op("full_like", `input, fill_value, *, ${common}`, creation, fullLikeRule),
    op("arange", `start, end=None, step=1, *, ${common}`, creation, arangeRule),
    spaced("linspace", "", (_, value) => value),
    spaced("logspace", ", base=10.0", (args, value) => args.float("base") ** value),
    op("eye", `n, m=None, *, ${common}`, creation, eyeRule),
    op("tril_indices", `row, col, offset=0, *, ${common}`, creation, triangleIndices(true)),
    op("triu_indices", `row, col, offset=0, *, ${common}`, creation, triangleIndices(false)),
    op("tensor", "data, *, dtype=None, device=None, requires_grad=False, pin_memory=False", creation, tensorRule),
    op("as_tensor", "data, dtype=None, device=None", creation, asTensorRule),
    op("asarray", "data, *, dtype=None, device=None, copy=None, requires_grad=False", creation, asTensorRule),
    op("scalar_tensor", `data, *, ${common}`, creation, (args, context) => {
      const { value } = scalarArgument(args, "data");
      return { outputs: created(args, context, [], null, () => value) };
    }),
    op("empty_strided", `size, stride, *, ${common}`, creation, (args, context) => ({
      outputs: created(args, context, args.ints("size"), null, () => null),
    })),
    ...windows.map((name) =>
      op(name, `window_length, periodic=True, alpha=None, beta=None, *, ${common}`, creation, (args, context) => ({
        outputs: created(args, context, [args.int("window_length")], null, () => null),
      })),
    ),
  ]);
  placeMethods([
    op("new_full", `input, size, fill_value, *, ${common}`, creation, newFullRule),
    op("new_tensor", "input, data, *, dtype=None, device=None, requires_grad=False", creation, newTensorRule),
  ]);
  place(
    registry,
    op("from_numpy", "data", creation, (args, context) => fromNumpy(args, context)),
    { torch: ["from_numpy"] },
  );
  placeLegacy(registry);
}

/** An array of a modelled numpy is a tensor to us where it is one; another object is not known. */
function fromNumpy(args: Args, context: Context): OpResult | Value {
  const data = args.known("data");
  if (data instanceof Tensor) {
    args.tensors.push(data);
    return { kind: "view", outputs: { shape: data.shape, dtype: data.dtype, data: data.data } };
  }
  const array = data instanceof PyInstance ? asTensor(context, data) : null;
  if (array !== null) return array;
  return context.unknown("the contents of an array");
}

function placeLegacy(registry: Registry): void {
  tensorClass.allocate = (context: Context, cls: PyClass, args: readonly Value[], kwargs: Kwargs): Value => {
    const data = kwargs.get("data");
    return legacyTensor(context, cls, tensorState(context).defaultDtype, data === undefined ? args : [data]);
  };
  for (const name of legacyTypes) {
    const dtype = [...dtypes.values()].find((one) => scalarName(one) === name);
    if (dtype === undefined) throw new Error(`no dtype for torch.${name}Tensor`);
    registry.functions.set(`${name}Tensor`, legacyFunction(`${name}Tensor`, dtype));
  }
}

function legacyFunction(name: string, dtype: DType): Value {
  return op(name, "*values, device=None", { kind: "creation" }, (args, context) => {
    const values = args.known("values");
    return legacyTensor(context, tensorClass, dtype, values instanceof PyTuple ? values.items : []);
  }).builtin;
}
