// Ops that few models call: complex views, integration, and other names for what is elsewhere.

import { PyFloat, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { floorDiv, hintOf, min as least, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { storedAll } from "../tensor/contents.ts";
import { float32, int32, scalarName } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpOptions, OpResult, OpRule } from "../tensor/op.ts";
import {
  broadcast,
  broadcastsTo,
  formatDim,
  formatShape,
  normalizeDim,
  normalizeDims,
  replaceDim,
} from "../tensor/shapes.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";
import { checkWritable, elementwise, inPlace, resultDtype } from "./elementwise.ts";
import { sliced } from "./parts.ts";
import { method, placeBoth, placeFunctions, placeMethods, tensorFunction } from "./registry.ts";
import type { Registry } from "./registry.ts";
import { namedResult } from "./results.ts";
import { parts } from "./spectral.ts";

const copy: OpOptions = { kind: "copy" };
const view: OpOptions = { kind: "view" };

const viewAsReal: OpRule = (args) => {
  const input = args.tensor("input");
  const part = parts.find(([complex]) => complex === input.dtype)?.[1];
  if (part === undefined) return args.fail("RuntimeError", "view_as_real is only supported for complex tensors");
  return { outputs: { shape: [...input.shape, 2], dtype: part } };
};

const viewAsComplex: OpRule = (args) => {
  const input = args.tensor("input");
  const complex = parts.find(([, part]) => part === input.dtype)?.[0];
  if (complex === undefined)
    return args.fail("RuntimeError", "view_as_complex is only supported for floating point tensors");
  const last = input.shape[input.shape.length - 1];
  if (last === undefined) return args.fail("RuntimeError", "Input tensor must have one or more dimensions");
  if (!args.holds(last, "==", 2)) args.fail("RuntimeError", "Tensor must have a last dimension of size 2");
  return { outputs: { shape: input.shape.slice(0, -1), dtype: complex } };
};

const crossRule: OpRule = (args) => {
  const [input, other] = [args.tensor("input"), args.tensor("other")];
  const rank = input.shape.length;
  if (other.shape.length !== rank)
    args.fail("RuntimeError", "linalg.cross: inputs must have the same number of dimensions.");
  const given = args.optionalNumber("dim");
  const dim = given === null ? firstOfThree(args, input) : normalizeDim(args, given, rank);
  const sizes = [input.shape[dim] ?? 1, other.shape[dim] ?? 1];
  if (!sizes.every((size) => args.holds(size, "==", 3))) {
    const got = sizes.map(formatDim).join(" and ");
    args.fail("RuntimeError", `linalg.cross: inputs dimension ${given ?? dim} must have length 3. Got ${got}`);
  }
  return { outputs: { shape: broadcast(args, input.shape, other.shape), dtype: args.promoted() } };
};

function firstOfThree(args: Args, input: Tensor): number {
  const dim = input.shape.findIndex((size) => size === 3);
  return dim >= 0 ? dim : args.fail("RuntimeError", "no dimension of size 3 in input");
}

const trapezoidRule =
  (isCumulative: boolean): OpRule =>
  (args) => {
    const y = args.tensor("y");
    if (args.value("x") instanceof Tensor) args.tensor("x");
    const dim = normalizeDim(args, args.number("dim"), y.shape.length);
    const shape = isCumulative
      ? replaceDim(y.shape, dim, sub(y.shape[dim] ?? 1, 1))
      : y.shape.filter((_, i) => i !== dim);
    return { outputs: { shape, dtype: y.dtype } };
  };

const fillDiagonalRule: OpRule = (args, context): OpResult => {
  const input = args.tensor("input");
  checkWritable(args, context, input);
  if (input.shape.length < 2) args.fail("RuntimeError", "dimensions must larger than 1");
  const [first = 1] = input.shape;
  if (input.shape.length > 2 && !input.shape.every((dim) => args.holds(dim, "==", first)))
    args.fail("RuntimeError", "all dimensions of input must be of equal length");
  return { into: input, outputs: { shape: input.shape, dtype: input.dtype } };
};

const sumToSizeRule: OpRule = (args) => {
  const input = args.tensor("input");
  const shape = args.sizes("size");
  if (!broadcastsTo(args, shape, input.shape))
    args.fail("RuntimeError", `size {${formatShape(shape)}} is not expandable to size {${formatShape(input.shape)}}.`);
  return { outputs: { shape, dtype: input.dtype } };
};

/** `range(start, end, step)`: as arange, with its end. */
const rangeRule: OpRule = (args) => {
  const [start, end, step] = [args.float("start"), args.float("end"), args.float("step")];
  return { outputs: { shape: [Math.floor((end - start) / step) + 1], dtype: args.optionalDtype("dtype") ?? float32 } };
};

const both: readonly OpDeclaration[] = [
  op("cross", "input, other, dim=None, *, out=None", { kind: "pointwise", elementwise: 3 }, crossRule),
  op("narrow_copy", "input, dim, start, length", copy, (args) => {
    const input = args.tensor("input");
    const dim = normalizeDim(args, args.number("dim"), input.shape.length);
    return { outputs: sliced(input, dim, args.int("start"), args.int("length")) };
  }),
  op("frexp", "input", { kind: "pointwise", elementwise: 1 }, (args) => {
    const { shape, dtype } = args.tensor("input");
    const outputs = [
      { shape, dtype },
      { shape, dtype: int32 },
    ];
    return { outputs, wrap: (tensors) => namedResult("frexp", ["mantissa", "exponent"], tensors) };
  }),
  ...[false, true].map((written) =>
    op(written ? "mvlgamma_" : "mvlgamma", "input, p", { kind: "pointwise", elementwise: 2 }, (args, context) => {
      const input = args.tensor("input");
      const output = elementwise(args, [input], resultDtype(args, context, input.dtype, "float"), undefined);
      return written ? inPlace(args, context, input, output) : { outputs: output };
    }),
  ),
];

const functions: readonly OpDeclaration[] = [
  op("view_as_real", "input", view, viewAsReal),
  op("view_as_complex", "input", view, viewAsComplex),
  op("trapezoid", "y, x=None, *, dx=1, dim=-1", { kind: "reduce", elementwise: 3 }, trapezoidRule(false)),
  op("cumulative_trapezoid", "y, x=None, *, dx=1, dim=-1", { kind: "reduce", elementwise: 3 }, trapezoidRule(true)),
  op("range", "start, end, step=1, *, dtype=None, device=None, requires_grad=False", { kind: "creation" }, rangeRule),
  op("polygamma", "n, input", { kind: "pointwise", elementwise: 1 }, (args, context) => {
    const input = args.tensor("input");
    return {
      outputs: elementwise(args, [input], resultDtype(args, context, input.dtype, "float"), undefined),
    };
  }),
  op("polar", "abs, angle, *, out=None", { kind: "pointwise", elementwise: 3 }, (args) => {
    const [abs, angle] = [args.tensor("abs"), args.tensor("angle")];
    const [a, b] = [abs.dtype, angle.dtype];
    if (![a, b].every((dtype) => parts.some(([, part]) => part === dtype))) {
      const got = `${scalarName(a)} and ${scalarName(b)}`;
      args.fail("RuntimeError", `Expected both inputs to be Half, Float or Double tensors but got ${got}`);
    }
    if (a !== b)
      args.fail(
        "RuntimeError",
        `Expected object of scalar type ${scalarName(a)} but got scalar type ${scalarName(b)} for second argument`,
      );
    const dtype = parts.find(([, part]) => part === a)?.[0];
    return { outputs: elementwise(args, [abs, angle], dtype ?? a, undefined) };
  }),
  op("gradient", "input, *, spacing=None, dim=None, edge_order=1", { kind: "pointwise", elementwise: 2 }, (args) => {
    const input = args.tensor("input");
    const { shape, dtype } = input;
    const least = args.number("edge_order") + 1;
    const given = args.optionalInts("dim");
    const dims = given === null ? [...shape.keys()] : normalizeDims(args, given, shape.length);
    if (!dims.every((dim) => args.holds(shape[dim] ?? 1, ">=", least)))
      args.fail("RuntimeError", "torch.gradient expected each dimension size to be at least edge_order+1");
    return { outputs: dims.map(() => ({ shape, dtype: dtype.category === "int" ? float32 : dtype })) };
  }),
  op(
    "segment_reduce",
    "data, reduce, *, lengths=None, indices=None, offsets=None, axis=0, unsafe=False, initial=None",
    { kind: "reduce", elementwise: 1 },
    (args, context) => {
      const data = args.tensor("data");
      const [lengths, offsets] = [args.optionalTensor("lengths"), args.optionalTensor("offsets")];
      const axis = normalizeDim(args, args.number("axis"), data.shape.length);
      const given = (lengths ?? offsets)?.shape.at(-1);
      if (given === undefined) return context.unknown("segment_reduce without lengths is not modelled");
      const segments = lengths === null ? sub(given, 1) : given;
      return { outputs: { shape: replaceDim(data.shape, axis, segments), dtype: data.dtype } };
    },
  ),
  op(
    "frombuffer",
    "buffer, *, dtype, count=-1, offset=0, requires_grad=False",
    { kind: "creation" },
    (args, context) => {
      const dtype = args.optionalDtype("dtype") ?? float32;
      const count = args.int("count");
      if (hintOf(count) > 0) return { outputs: { shape: [count], dtype } };
      const bytes = context.iterate(args.known("buffer"));
      if (bytes instanceof Unknown) return bytes;

      return { outputs: { shape: [floorDiv(bytes.length - args.number("offset"), dtype.size)], dtype } };
    },
  ),
  op("vander", "x, N=None, increasing=False", { kind: "pointwise", elementwise: 1 }, (args) => {
    const { shape, dtype } = args.tensor("x");
    if (shape.length !== 1) args.fail("RuntimeError", "x must be a one-dimensional tensor.");
    const [size = 1] = shape;
    return { outputs: { shape: [size, args.optionalInt("N") ?? size], dtype } };
  }),
  op("fill", "input, value", copy, (args) => {
    const { shape, dtype } = args.tensor("input");
    return { outputs: { shape, dtype } };
  }),
];

const polygamma = (name: string, isWritten: boolean): OpDeclaration =>
  op(name, "input, n", { kind: "pointwise", elementwise: 1 }, (args, context) => {
    const input = args.tensor("input");
    const output = elementwise(args, [input], resultDtype(args, context, input.dtype, "float"), undefined);
    return isWritten ? inPlace(args, context, input, output) : { outputs: output };
  });

/** `map_(other, function)` and the like call a Python function for each element: it is not called. */
const mapped = (name: string, signature: string, read: readonly string[]): OpDeclaration =>
  op(name, signature, { kind: "pointwise", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    for (const other of read) args.tensor(other);
    return { into: input, outputs: { shape: input.shape, dtype: input.dtype } };
  });

const methods: readonly OpDeclaration[] = [
  polygamma("polygamma", false),
  polygamma("polygamma_", true),
  mapped("apply_", "input, callable", []),
  mapped("map_", "input, tensor, callable", ["tensor"]),
  mapped("map2_", "input, x, y, callable", ["x", "y"]),
  op("fill_diagonal_", "input, fill_value, wrap=False", { kind: "gather" }, fillDiagonalRule),
  op("sum_to_size", "input, *size", { kind: "reduce", elementwise: 1 }, sumToSizeRule),
];

/** Functions of torch that answer as a method does. */
const likeMethods: readonly string[] = [
  ...["is_same_size", "is_signed", "is_conj", "is_neg", "is_inference", "detach_", "gcd_", "lcm_", "ldexp_", "xlogy_"],
  ...["is_nonzero", "is_distributed", "get_device", "addmv_"],
];

/** Ints and floats that may be symbolic. */
function symbolic(registry: Registry): void {
  const numbers = (name: string, run: (a: Dim, b: Dim) => Dim): OpDeclaration =>
    op(name, "a, b", view, (args) => run(args.int("a"), args.int("b")));
  placeFunctions(registry, [
    numbers("sym_max", (a, b) => (hintOf(a) >= hintOf(b) ? a : b)),
    numbers("sym_min", least),
    op("sym_int", "a", view, (args) => symbolicInt(args.known("a"))),
    op("sym_float", "a", view, (args) => new PyFloat(args.float("a"))),
    op("sym_not", "a", view, (args) => !args.bool("a")),
  ]);
}

function symbolicInt(value: Value): Value {
  if (!(value instanceof PyFloat)) return value;
  return value.ratio === null ? Math.trunc(value.value) : floorDiv(value.ratio.over, value.ratio.under);
}

export function register(registry: Registry): void {
  placeBoth(registry, both);
  placeFunctions(registry, functions);
  placeMethods(methods);
  symbolic(registry);
  const { functions: names } = registry;
  const sameAs: readonly (readonly [string, string])[] = [
    ["trapz", "trapezoid"],
    ["unsafe_chunk", "chunk"],
    ["unsafe_split", "split"],
    ["unsafe_split_with_sizes", "split_with_sizes"],
  ];
  for (const [alias, name] of sameAs) {
    const found = names.get(name);
    if (found !== undefined) names.set(alias, found);
  }
  for (const [alias, name] of sameAs.slice(1, 4)) {
    const found = tensorClass.lookup(name);
    if (found !== undefined) tensorClass.set(alias, found);
  }
  method("is_nonzero", "", (tensor, context) => context.call(context.getattr(tensor, "__bool__"), []));
  method("as_subclass", "cls", (tensor) => tensor);
  for (const name of likeMethods)
    names.set(
      name,
      tensorFunction(name, "input, *values", (tensor, context, values) => callMethod(context, tensor, name, values)),
    );
  // `x.new(2, 3)` and `x.new([1, 2])`: an uninitialised tensor of that shape, or one of those numbers.
  method("new", "*values", (tensor, context, [values = null]) => {
    if (values instanceof Unknown) return values;
    const items = context.iterate(values);
    if (items instanceof Unknown) return items;
    const fresh = context.call(tensorClass, items);
    if (!(fresh instanceof Tensor)) return fresh;
    return new Tensor(fresh.shape, tensor.dtype, { device: tensor.device, data: storedAll(fresh.data, tensor.dtype) });
  });
}

function callMethod(context: Context, tensor: Tensor, name: string, values: readonly Value[]): Value {
  const [rest = null] = values;
  const items = context.iterate(rest);
  return items instanceof Unknown ? items : context.call(context.getattr(tensor, name), items);
}
