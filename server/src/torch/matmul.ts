// Products of matrices and vectors. A multiply-add is 2 FLOPs; the gradient of each factor is a product of the same size.
// What FlopCounterMode has no formula for although it is a product (mv, dot, addbmm) counts here as the product it is.

import { Unknown, notImplemented } from "../python/values.ts";
import type { Context } from "../python/values.ts";
import { hintOf, mul, product, sum } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { int32, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { bindMethods, op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { broadcast, expandShape, formatDim, formatShape, meet, normalizeDims } from "../tensor/shapes.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { tensorIfKnown } from "./lenient.ts";
import { lowered, nativeName } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "matmul";

/** What a product gives, before it is told which tensors it came from. */
export interface Product {
  readonly shape: Shape;
  readonly flops: Dim;
  /** One factor is a vector and the kernel is mv or dot: PyTorch counts nothing of its gradients, which are outer products. */
  readonly vector?: true;
}

/** A matrix's or vector's size at a place counted from the end; 1 where it has none. */
const at = (shape: Shape, fromEnd: number): Dim => shape[shape.length - fromEnd] ?? 1;
const lead = (shape: Shape, count: number): Shape => shape.slice(0, shape.length - count);
const flopsOf = (...sizes: readonly Dim[]): Dim => mul(2, product(sizes));
const times = (shape: Shape): string => shape.map(formatDim).join("x");

function shapesDiffer(args: Args, a: Shape, b: Shape): never {
  return args.fail("RuntimeError", `mat1 and mat2 shapes cannot be multiplied (${times(a)} and ${times(b)})`);
}

/** [m, k] · [k, n] */
export function multiplyMatrices(args: Args, a: Shape, b: Shape): Product {
  const [m, k, n] = [at(a, 2), at(a, 1), at(b, 1)];
  if (!args.holds(k, "==", at(b, 2))) shapesDiffer(args, a, b);
  return { shape: [m, n], flops: flopsOf(m, k, n) };
}

/** [b, m, k] · [b, k, n] */
function multiplyBatches(args: Args, a: Shape, b: Shape): Product {
  const [batch, m, k, n] = [at(a, 3), at(a, 2), at(a, 1), at(b, 1)];
  if (!args.holds(batch, "==", at(b, 3)) || !args.holds(k, "==", at(b, 2)))
    args.fail(
      "RuntimeError",
      `Expected size for first two dimensions of batch2 tensor to be: ${formatShape([batch, k])} but got: ${formatShape(lead(b, 1))}.`,
    );
  return { shape: [meet(batch, at(b, 3)), m, n], flops: flopsOf(batch, m, k, n) };
}

/** [m, k] · [k] */
function multiplyVector(args: Args, matrix: Shape, vector: Shape): Product {
  const [m, k] = [at(matrix, 2), at(matrix, 1)];
  if (!args.holds(k, "==", at(vector, 1)))
    args.fail(
      "RuntimeError",
      `size mismatch, got input (${formatDim(m)}), mat (${times(matrix)}), vec (${times(vector)})`,
    );
  return { shape: [m], flops: flopsOf(m, k), vector: true };
}

function multiplyVectors(args: Args, a: Shape, b: Shape): Product {
  const [left, right] = [at(a, 1), at(b, 1)];
  if (!args.holds(left, "==", right)) {
    const sizes = `expected tensor ${formatShape(a)} and src ${formatShape(b)} to have the same number of elements`;
    args.fail(
      "RuntimeError",
      `inconsistent tensor size, ${sizes}, but got ${formatDim(left)} and ${formatDim(right)} elements respectively`,
    );
  }
  return { shape: [], flops: flopsOf(left), vector: true };
}

/**
 * torch.matmul: vectors lose their dim again, a stack of matrices times one matrix is folded into one product, two stacks
 * are broadcast. `foldRight` says whether a smaller left side that needs a gradient makes torch fold the right side.
 */
export function multiply(args: Args, a: Shape, b: Shape, foldRight = false): Product {
  if (a.length === 0 || b.length === 0) atLeast1d(args, "matmul", a, b);
  if (a.length === 1 && b.length === 1) return multiplyVectors(args, a, b);
  if (a.length <= 2 && b.length <= 2) {
    if (b.length === 1) return multiplyVector(args, a, b);
    const { shape, flops } = multiplyMatrices(args, a.length === 1 ? [1, ...a] : a, b);
    return { shape: a.length === 1 ? shape.slice(1) : shape, flops };
  }
  if (b.length <= 2) {
    const rows = lead(a, 1);
    const folded = [product(rows), at(a, 1)];
    const made = b.length === 1 ? multiplyVector(args, folded, b) : multiplyMatrices(args, folded, b);
    return { ...made, shape: b.length === 1 ? rows : [...rows, at(b, 1)] };
  }
  if (a.length <= 2 && foldRight) {
    const folded = [mul(product(lead(b, 2)), at(b, 1)), at(b, 2)];
    const made =
      a.length === 1 ? multiplyVector(args, folded, a) : multiplyMatrices(args, folded, [at(a, 1), at(a, 2)]);
    return { ...made, shape: [...lead(b, 2), ...(a.length === 1 ? [] : [at(a, 2)]), at(b, 1)] };
  }
  const batch = broadcast(args, lead(a, 2), lead(b, 2));
  const count = product(batch);
  const rows = a.length === 1 ? 1 : at(a, 2);
  const { flops } = multiplyBatches(args, [count, rows, at(a, 1)], [count, at(b, 2), at(b, 1)]);
  return { shape: [...batch, ...(a.length === 1 ? [] : [rows]), at(b, 1)], flops };
}

function atLeast1d(args: Args, name: string, a: Shape, b: Shape): never {
  const ranks = `but they are ${a.length}D and ${b.length}D`;
  return args.fail("RuntimeError", `both arguments to ${name} need to be at least 1D, ${ranks}`);
}

/** Both factors' common dtype after autocast; each kernel has its own words for a mismatch. */
function productDtype(args: Args, context: Context, a: Tensor, b: Tensor, mismatch: Mismatch): DType {
  const [left, right] = [lowered(context, a.dtype), lowered(context, b.dtype)];
  if (left !== right) args.fail("RuntimeError", mismatch(left, right));
  return left;
}

type Mismatch = (a: DType, b: DType) => string;

const mismatches = {
  mm: (a: DType, b: DType) =>
    `expected m1 and m2 to have the same dtype, but got: ${nativeName(a)} != ${nativeName(b)}`,
  addmm: (a: DType, b: DType) =>
    `mat1 and mat2 must have the same dtype, but got ${scalarName(a)} and ${scalarName(b)}`,
  bmm: (a: DType, b: DType) => `expected scalar type ${scalarName(a)} but found ${scalarName(b)}`,
  mv: (a: DType, b: DType) =>
    `addmv input tensors must have the same dtype, but got ${scalarName(b)}, ${scalarName(a)}, and ${scalarName(b)}`,
  dot: (a: DType, b: DType) =>
    `dot : expected both vectors to have same dtype, but found ${scalarName(a)} and ${scalarName(b)}`,
} satisfies Record<string, Mismatch>;

/** The message of the kernel that torch.matmul ends in. */
function matmulMismatch(a: Shape, b: Shape): Mismatch {
  if (a.length === 1 && b.length === 1) return mismatches.dot;
  if (b.length === 1) return mismatches.mv;
  return b.length === 2 ? mismatches.mm : mismatches.bmm;
}

/** The record of `a · b`: each factor's gradient is a product as large, unless a vector is involved. */
function result(args: Args, context: Context, a: Tensor, b: Tensor, made: Product, words: Mismatch): OpResult {
  const { shape, flops } = made;
  const gradient = made.vector === true ? 0 : flops;
  return {
    outputs: { shape, dtype: productDtype(args, context, a, b, words) },
    flops,
    backward: [
      [a, gradient],
      [b, gradient],
    ],
  };
}

function matmulOf(args: Args, context: Context, a: Tensor, b: Tensor): OpResult {
  return result(
    args,
    context,
    a,
    b,
    multiply(args, a.shape, b.shape, a.requiresGrad),
    matmulMismatch(a.shape, b.shape),
  );
}

/** A rank that a kernel insists on, in its own words. */
function wantRank(args: Args, tensor: Tensor, rank: number, message: string): void {
  if (tensor.shape.length !== rank) args.fail("RuntimeError", message);
}

const matmul = op("matmul", "input, other", { kind }, (args, context) =>
  matmulOf(args, context, args.tensor("input"), args.tensor("other")),
);

/** `a @ b` leaves the answer to the other side where that is no tensor. */
const matmulOperator = op("matmul", "self, other", { kind }, (args, context) => {
  const other = args.value("other");
  if (!(other instanceof Tensor) && !(other instanceof Unknown)) return notImplemented;
  return matmulOf(args, context, args.tensor("self"), args.tensor("other"));
});

const matmulReflected = op("matmul", "self, other", { kind }, (args, context) => {
  const other = args.value("other");
  if (!(other instanceof Tensor) && !(other instanceof Unknown)) return notImplemented;
  return matmulOf(args, context, args.tensor("other"), args.tensor("self"));
});

const mm = op("mm", "input, mat2", { kind }, (args, context) => {
  const [a, b] = [args.tensor("input"), args.tensor("mat2")];
  wantRank(args, a, 2, "self must be a matrix");
  wantRank(args, b, 2, "mat2 must be a matrix");
  return result(args, context, a, b, multiplyMatrices(args, a.shape, b.shape), mismatches.mm);
});

const bmm = op("bmm", "input, mat2", { kind }, (args, context) => {
  const [a, b] = [args.tensor("input"), args.tensor("mat2")];
  wantRank(args, a, 3, "batch1 must be a 3D tensor");
  wantRank(args, b, 3, "batch2 must be a 3D tensor");
  return result(args, context, a, b, multiplyBatches(args, a.shape, b.shape), mismatches.bmm);
});

const mv = op("mv", "input, vec", { kind }, (args, context) => {
  const [a, b] = [args.tensor("input"), args.tensor("vec")];
  if (a.shape.length !== 2 || b.shape.length !== 1)
    args.fail("RuntimeError", `vector + matrix @ vector expected, got 1, ${a.shape.length}, ${b.shape.length}`);
  return result(args, context, a, b, multiplyVector(args, a.shape, b.shape), mismatches.mv);
});

const dotNamed = (name: string): OpDeclaration =>
  op(name, "input, tensor", { kind }, (args, context) => {
    const [a, b] = [args.tensor("input"), args.tensor("tensor")];
    if (a.shape.length !== 1 || b.shape.length !== 1)
      args.fail("RuntimeError", `1D tensors expected, but got ${a.shape.length}D and ${b.shape.length}D tensors`);
    return result(args, context, a, b, multiplyVectors(args, a.shape, b.shape), mismatches.dot);
  });

const inner = op("inner", "input, other", { kind }, (args, context) => {
  const [a, b] = [args.tensor("input"), args.tensor("other")];
  const [left, right] = [a.shape, b.shape];
  if (left.length === 0 || right.length === 0)
    return { outputs: { shape: left.length === 0 ? right : left }, kind: "pointwise", elementwise: 1 };
  if (!args.holds(at(left, 1), "==", at(right, 1)))
    args.fail(
      "RuntimeError",
      `inner() the last dimension must match on both input tensors but got shapes ${formatShape(left)} and ${formatShape(right)}`,
    );
  if (left.length === 1 && right.length === 1)
    return result(args, context, a, b, multiplyVectors(args, left, right), mismatches.dot);
  const shape = [...lead(left, 1), ...lead(right, 1)];
  return result(args, context, a, b, { shape, flops: flopsOf(...left, ...lead(right, 1)) }, mismatches.mm);
});

/** One multiplication an element and no addition: PyTorch does not count it. */
const outerNamed = (name: string): OpDeclaration =>
  op(name, "input, vec2", { kind: "pointwise", elementwise: 1 }, (args) => {
    const [a, b] = [args.tensor("input"), args.tensor("vec2")];
    for (const [vector, which] of [
      [a, "self"],
      [b, "vec2"],
    ] as const)
      wantRank(args, vector, 1, `outer: Expected 1-D argument ${which}, but got ${vector.shape.length}-D`);
    return { outputs: { shape: [...a.shape, ...b.shape] } };
  });

/** `beta·input + alpha·(a · b)`: the sum is free, and `input` must broadcast to the product. */
function plus(
  args: Args,
  context: Context,
  input: Tensor,
  a: Tensor,
  b: Tensor,
  made: Product,
  words: Mismatch,
): OpResult {
  expandShape(args, input.shape, made.shape);
  const found = result(args, context, a, b, made, words);
  const dtype = productDtype(args, context, a, b, words);
  const added = lowered(context, input.dtype);
  if (added !== dtype)
    args.fail(
      "RuntimeError",
      `self and mat2 must have the same dtype, but got ${scalarName(added)} and ${scalarName(dtype)}`,
    );
  return found;
}

type Rule = (args: Args, context: Context) => OpResult;

const addmmRule: Rule = (args, context) => {
  const [input, a, b] = [args.tensor("input"), args.tensor("mat1"), args.tensor("mat2")];
  wantRank(args, a, 2, `mat1 must be a matrix, got ${a.shape.length}-D tensor`);
  wantRank(args, b, 2, `mat2 must be a matrix, got ${b.shape.length}-D tensor`);
  return plus(args, context, input, a, b, multiplyMatrices(args, a.shape, b.shape), mismatches.addmm);
};

const baddbmmRule: Rule = (args, context) => {
  const [input, a, b] = [args.tensor("input"), args.tensor("batch1"), args.tensor("batch2")];
  wantRank(args, a, 3, "batch1 must be a 3D tensor");
  wantRank(args, b, 3, "batch2 must be a 3D tensor");
  expandShape(args, input.shape, [at(a.shape, 3), at(a.shape, 2), at(b.shape, 1)]);
  return plus(args, context, input, a, b, multiplyBatches(args, a.shape, b.shape), mismatches.bmm);
};

const addbmmRule: Rule = (args, context) => {
  const [input, a, b] = [args.tensor("input"), args.tensor("batch1"), args.tensor("batch2")];
  wantRank(args, a, 3, "batch1 must be a 3D tensor");
  wantRank(args, b, 3, "batch2 must be a 3D tensor");
  const [left, right] = [a.shape, b.shape];
  if (!args.holds(at(left, 3), "==", at(right, 3)))
    args.fail(
      "RuntimeError",
      `batch1 and batch2 must have same number of batches, got ${formatDim(at(left, 3))} and ${formatDim(at(right, 3))}`,
    );
  if (!args.holds(at(left, 1), "==", at(right, 2)))
    args.fail(
      "RuntimeError",
      `Incompatible matrix sizes for bmm (${times(left.slice(1))} and ${times(right.slice(1))})`,
    );
  const { shape, flops } = multiplyBatches(args, left, right);
  return plus(args, context, input, a, b, { shape: shape.slice(1), flops }, mismatches.bmm);
};

const addmvRule: Rule = (args, context) => {
  const [input, a, b] = [args.tensor("input"), args.tensor("mat"), args.tensor("vec")];
  if (a.shape.length !== 2 || b.shape.length !== 1 || input.shape.length > 1)
    args.fail(
      "RuntimeError",
      `vector + matrix @ vector expected, got ${input.shape.length}, ${a.shape.length}, ${b.shape.length}`,
    );
  const made = multiplyVector(args, a.shape, b.shape);
  const size = at(input.shape, 1);
  if (hintOf(size) !== 1 && !args.holds(size, "==", at(a.shape, 2)))
    args.fail(
      "RuntimeError",
      `size mismatch, got input (${formatDim(size)}), mat (${times(a.shape)}), vec (${times(b.shape)})`,
    );
  return plus(args, context, input, a, b, made, mismatches.mv);
};

const addrRule: Rule = (args) => {
  const [input, a, b] = [args.tensor("input"), args.tensor("vec1"), args.tensor("vec2")];
  for (const [vector, which] of [
    [a, "vec1"],
    [b, "vec2"],
  ] as const)
    wantRank(args, vector, 1, `addr: Expected 1-D argument ${which}, but got ${vector.shape.length}-D`);
  const shape = [...a.shape, ...b.shape];
  expandShape(args, input.shape, shape);
  return { outputs: { shape }, kind: "pointwise", elementwise: 3 };
};

/** Each `add…` with its in-place twin. */
const added: readonly (readonly [string, string, Rule])[] = [
  ["addmm", "input, mat1, mat2, *, beta=1, alpha=1", addmmRule],
  ["baddbmm", "input, batch1, batch2, *, beta=1, alpha=1", baddbmmRule],
  ["addbmm", "input, batch1, batch2, *, beta=1, alpha=1", addbmmRule],
  ["addmv", "input, mat, vec, *, beta=1, alpha=1", addmvRule],
  ["addr", "input, vec1, vec2, *, beta=1, alpha=1", addrRule],
];
const adds = added.map(([name, signature, rule]) => op(name, signature, { kind }, rule));
const addsInPlace = added.map(([name, signature, rule]) =>
  op(`${name}_`, signature, { kind }, (args, context) => ({ ...rule(args, context), into: args.tensor("input") })),
);

export const linear = op("linear", "input, weight, bias=None", { kind }, (args, context) => {
  const [input, weight, bias] = [args.tensor("input"), args.tensor("weight"), tensorIfKnown(args, "bias")];
  const [x, w] = [input.shape, weight.shape];
  if (x.length === 0 || w.length === 0) atLeast1d(args, "linear", x, w);
  if (w.length > 2) args.fail("RuntimeError", `t() expects a tensor with <= 2 dimensions, but self is ${w.length}D`);
  const transposed = w.length === 1 ? w : [at(w, 1), at(w, 2)];
  if (w.length === 1 && bias !== null) wantRank(args, weight, 2, "mat2 must be a matrix, got 1-D tensor");
  const made = multiply(args, x, transposed);
  const words = bias !== null ? mismatches.addmm : w.length === 1 ? mismatches.mv : mismatches.mm;
  if (bias === null) return result(args, context, input, weight, made, words);
  const folded = [product(lead(made.shape, 1)), at(made.shape, 1)];
  plus(args, context, bias, input, weight, { shape: bias.shape.length > 2 ? made.shape : folded, flops: 0 }, words);
  return result(args, context, input, weight, made, words);
});

/** out[b, o] = Σ x1[b, i]·weight[o, i, j]·x2[b, j]: a kernel that PyTorch's counter does not know, so 0 there. */
const bilinear = op("bilinear", "input1, input2, weight, bias=None", { kind }, (args, context) => {
  const [a, b, weight] = [args.tensor("input1"), args.tensor("input2"), args.tensor("weight")];
  const bias = args.optionalTensor("bias");
  const say = (message: string): never => args.fail("RuntimeError", `bilinear(): ${message}`);
  if (a.shape.length !== b.shape.length)
    say(`input dimensions do not match: got ${a.shape.length} and ${b.shape.length}`);
  const batch = lead(a.shape, 1);
  for (const [i, size] of batch.entries()) {
    const other = b.shape[i] ?? 1;
    if (!args.holds(size, "==", other))
      say(`input batch dimensions do not match at dim ${i}: got ${formatDim(size)} and ${formatDim(other)}`);
  }
  const [out, left, right] = [at(weight.shape, 3), at(weight.shape, 2), at(weight.shape, 1)];
  for (const [tensor, which, size] of [
    [a, "input1", left],
    [b, "input2", right],
    [bias, "bias", out],
  ] as const)
    if (tensor !== null && !args.holds(at(tensor.shape, 1), "==", size))
      say(
        `${which} size does not match weight size: got ${formatDim(at(tensor.shape, 1))} but expected ${formatDim(size)}`,
      );
  return {
    outputs: { shape: [...batch, out], dtype: lowered(context, a.dtype) },
    elementwise: 2 * hintOf(mul(left, right)),
  };
});

/** torch.functional's: `dims` is a count, or a pair of lists; contracted dims of size 1 broadcast. */
const tensordot = op("tensordot", "a, b, dims=2, out=None", { kind }, (args, context) => {
  const [a, b] = [args.tensor("a"), args.tensor("b")];
  const { left, right } = contracted(args, context, a.shape.length);
  if (left.length !== right.length) args.fail("RuntimeError", "both dimension lists should have same length");
  const [leftDims, rightDims] = [normalizeDims(args, left, a.shape.length), normalizeDims(args, right, b.shape.length)];
  let inner: Dim = 1;
  for (const [i, dim] of leftDims.entries()) {
    const other = rightDims[i] ?? 0;
    const [x, y] = [a.shape[dim] ?? 1, b.shape[other] ?? 1];
    if (x !== 1 && y !== 1 && !args.holds(x, "==", y)) {
      const places = `first has size ${formatDim(x)} in dim ${left[i]} and second has size ${formatDim(y)} in dim ${right[i]}`;
      args.fail("RuntimeError", `contracted dimensions need to match, but ${places}`);
    }
    if (x !== 1 && y !== 1) inner = mul(inner, meet(x, y));
  }
  const shape = [
    ...a.shape.filter((_, i) => !leftDims.includes(i)),
    ...b.shape.filter((_, i) => !rightDims.includes(i)),
  ];
  const made: Product = { shape, flops: flopsOf(...shape, inner), ...(shape.length === 0 ? { vector: true } : {}) };
  return result(args, context, a, b, made, mismatches.mm);
});

/** The dims that `tensordot` contracts: `dims=n` is the last n of one and the first n of the other, in torch's numbers. */
function contracted(args: Args, context: Context, rank: number): { left: number[]; right: number[] } {
  const dims = args.known("dims");
  if (typeof dims === "number") {
    if (dims < 0) args.fail("RuntimeError", `tensordot expects dims >= 0, but got dims=${dims}`);
    if (dims > rank) args.fail("RuntimeError", `tensordot expects dims <= min(ndim), but got dims=${dims}`);
    return {
      left: Array.from({ length: dims }, (_, i) => i - dims),
      right: Array.from({ length: dims }, (_, i) => i),
    };
  }
  const numbers = (value: Parameters<Context["iterate"]>[0]): number[] => {
    if (typeof value === "number") return [value];
    const items = context.iterate(value);
    return items instanceof Unknown ? [] : items.map((item) => (typeof item === "number" ? item : 0));
  };
  const pair = context.iterate(dims);
  const [left, right] = pair instanceof Unknown ? [] : pair;
  return { left: numbers(left ?? 0), right: numbers(right ?? 0) };
}

const kron = op("kron", "input, other", { kind: "pointwise", elementwise: 1 }, (args) => {
  const [a, b] = [args.tensor("input").shape, args.tensor("other").shape];
  const rank = Math.max(a.length, b.length);
  return { outputs: { shape: Array.from({ length: rank }, (_, i) => mul(at(a, rank - i), at(b, rank - i))) } };
});

/** A product of low precision numbers with scales: what `F.linear` becomes under fp8. The scales are free. */
const scaledMm = op(
  "_scaled_mm",
  "input, mat2, scale_a=None, scale_b=None, bias=None, scale_result=None, out_dtype=None, use_fast_accum=False",
  { kind },
  (args) => {
    const [a, b] = [args.tensor("input"), args.tensor("mat2")];
    wantRank(args, a, 2, "mat1 must be a matrix");
    wantRank(args, b, 2, "mat2 must be a matrix");
    const { shape, flops } = multiplyMatrices(args, a.shape, b.shape);
    return { outputs: { shape, dtype: args.optionalDtype("out_dtype") ?? a.dtype }, flops };
  },
);

const intMm = op("_int_mm", "input, mat2", { kind }, (args) => {
  const [a, b] = [args.tensor("input"), args.tensor("mat2")];
  const { shape, flops } = multiplyMatrices(args, a.shape, b.shape);
  return { outputs: { shape, dtype: int32 }, flops };
});

/**
 * A product for each group (expert), where `offs` says which rows of a 2-D side belong to which group. Each row meets one
 * group, so that the count does not depend on how they are shared out.
 */
const groupedMm = op(
  "grouped_mm",
  "mat_a, mat_b, *, offs=None, bias=None, out_dtype=None",
  { kind },
  (args, context) => {
    const [a, b, offsets] = [args.tensor("mat_a"), args.tensor("mat_b"), args.optionalTensor("offs")];
    const [m, k, n] = [at(a.shape, 2), at(a.shape, 1), at(b.shape, 1)];
    if (!args.holds(k, "==", at(b.shape, 2)))
      args.fail("RuntimeError", "contraction dimension of mat_a and mat_b must match");
    const both3d = a.shape.length === 3 && b.shape.length === 3;
    const both2d = a.shape.length === 2 && b.shape.length === 2;
    if (!both3d && offsets === null) args.fail("RuntimeError", "Have to provide offsets if there is a 2d matrix");
    const flops = both3d ? flopsOf(at(a.shape, 3), m, k, n) : flopsOf(m, k, n);
    const groups = both3d ? at(a.shape, 3) : (offsets?.shape[0] ?? 1);
    return {
      outputs: {
        shape: both3d || both2d ? [groups, m, n] : [m, n],
        dtype: args.optionalDtype("out_dtype") ?? lowered(context, a.dtype),
      },
      flops,
      backward: [
        [a, flops],
        [b, flops],
      ],
    };
  },
);

/** A chain of matrices, multiplied in the cheapest order; a vector at either end loses its dim again. */
function chain(args: Args, context: Context, tensors: readonly Tensor[]): OpResult {
  const first = tensors[0];
  const last = tensors.at(-1);
  if (first === undefined || last === undefined || tensors.length < 2)
    return args.fail("RuntimeError", `multi_dot(): expected at least 2 tensors but got ${tensors.length}`);
  const shapes = tensors.map(({ shape }, i) => {
    if (shape.length === 1 && i === 0) return [1, ...shape];
    if (shape.length === 1 && i === tensors.length - 1) return [...shape, 1];
    if (shape.length !== 2) {
      const inside = i > 0 && i < tensors.length - 1;
      const wanted = inside ? "must be 2D" : `must be 1D or 2D`;
      args.fail("RuntimeError", `multi_dot(): tensor ${i} ${wanted} but got ${shape.length}D`);
    }
    return shape;
  });
  for (let i = 1; i < shapes.length; i++)
    if (!args.holds(at(shapes[i - 1] ?? [], 1), "==", at(shapes[i] ?? [], 2))) {
      const [a, b] = [tensors[i - 1]?.shape ?? [], tensors[i]?.shape ?? []];
      args.fail(
        "RuntimeError",
        `multi_dot(): tensors ${i - 1} and ${i} with shapes ${formatShape(a)} and ${formatShape(b)} cannot be multiplied`,
      );
    }
  const sizes = [...shapes.map((shape) => at(shape, 2)), at(shapes.at(-1) ?? [], 1)];
  const backward: (readonly [Tensor, Dim])[] = [];
  const flops = cheapest(tensors, sizes, backward);
  const dtype = tensors.slice(1).reduce(
    (sum, tensor) => {
      const next = lowered(context, tensor.dtype);
      if (next !== sum) args.fail("RuntimeError", mismatches.mm(sum, next));
      return sum;
    },
    lowered(context, first.dtype),
  );
  const shape = [
    ...(first.shape.length === 1 ? [] : [sizes[0] ?? 1]),
    ...(last.shape.length === 1 ? [] : [sizes.at(-1) ?? 1]),
  ];
  return { outputs: { shape, dtype }, flops, backward };
}

/** The textbook recursion over where to split [sizes[i], sizes[i+1]] · … ; sums are compared by the symbols' defaults. */
function cheapest(tensors: readonly Tensor[], sizes: readonly Dim[], backward: (readonly [Tensor, Dim])[]): Dim {
  const n = tensors.length;
  const size = (i: number): Dim => sizes[i] ?? 1;
  const cost: number[][] = Array.from({ length: n }, () => Array<number>(n).fill(0));
  const split: number[][] = Array.from({ length: n }, () => Array<number>(n).fill(0));
  for (let length = 1; length < n; length++)
    for (let i = 0; i + length < n; i++) {
      const j = i + length;
      let best = Number.POSITIVE_INFINITY;
      for (let k = i; k < j; k++) {
        const here = hintOf(product([size(i), size(k + 1), size(j + 1)]));
        const total = (cost[i]?.[k] ?? 0) + (cost[k + 1]?.[j] ?? 0) + here;
        if (total < best) {
          best = total;
          split[i]?.splice(j, 1, k);
        }
      }
      cost[i]?.splice(j, 1, best);
    }
  const visit = (i: number, j: number): Dim[] => {
    if (i === j) return [];
    const k = split[i]?.[j] ?? i;
    const flops = flopsOf(size(i), size(k + 1), size(j + 1));
    backward.push([needing(tensors.slice(i, k + 1)), flops], [needing(tensors.slice(k + 1, j + 1)), flops]);
    return [flops, ...visit(i, k), ...visit(k + 1, j)];
  };
  return sum(visit(0, n - 1));
}

/** Of the tensors behind a factor, one that needs a gradient if any does: the factor then needs one too. */
export function needing(tensors: readonly Tensor[]): Tensor {
  const found = tensors.find((tensor) => tensor.requiresGrad) ?? tensors[0];
  if (found === undefined) throw new Error("a factor of no tensors");
  return found;
}

const multiDot = op("linalg_multi_dot", "tensors, *, out=None", { kind }, (args, context) =>
  chain(args, context, args.tensorList("tensors")),
);
const chainMatmul = op("chain_matmul", "*matrices, out=None", { kind }, (args, context) =>
  chain(args, context, args.tensorList("matrices")),
);

export function register(registry: Registry): void {
  const both = [
    mm,
    bmm,
    mv,
    dotNamed("dot"),
    dotNamed("vdot"),
    inner,
    outerNamed("outer"),
    outerNamed("ger"),
    kron,
    ...adds,
  ];
  placeFunctions(registry, [matmul, ...both, tensordot, chainMatmul, bilinear]);
  placeFunctions(registry, [scaledMm, intMm]);
  registry.functions.set("_grouped_mm", groupedMm.builtin);
  registry.functions.set("_linalg_multi_dot", multiDot.builtin);
  placeNn(registry, [linear, bilinear, groupedMm]);
  bindMethods(tensorClass, [
    ...[matmul, ...both, ...addsInPlace].map((declaration) => [declaration.name, declaration] as const),
    ["__matmul__", matmulOperator],
    ["__rmatmul__", matmulReflected],
  ]);
}
