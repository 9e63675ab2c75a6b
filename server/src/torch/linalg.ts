// Decompositions, inverses and solutions of linear systems. PyTorch's counter sees nothing of their forward kernels, only
// the matrix products that their gradients are made of; each row says how many multiplications those take for a matrix
// [m, n] when all outputs have a gradient (measured with the counter on real torch).

import type { Context } from "../python/values.ts";
import { add, hintOf, mul, product, sum } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { complex64, complex128, float32, float64, int32, int64, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, Output } from "../tensor/op.ts";
import { broadcast, formatDim } from "../tensor/shapes.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { multiply } from "./matmul.ts";
import { isFloating, lowered } from "./precision.ts";
import { place, placeBoth } from "./registry.ts";
import type { Registry } from "./registry.ts";
import { namedResult } from "./results.ts";

export interface Matrix {
  readonly batch: Shape;
  readonly m: Dim;
  readonly n: Dim;
  /** min(m, n) and max(m, n). */
  readonly small: Dim;
  readonly large: Dim;
  readonly dtype: DType;
}

type Multiplications = (matrix: Matrix, shape: "square" | "tall" | "wide") => Dim;

interface Decomposition {
  readonly name: string;
  /** Further parameters of torch.linalg's function. */
  readonly params?: string;
  readonly square?: true;
  /** The name that PyTorch's errors give; left out: the same. */
  readonly reported?: string;
  /** What stands before `linalg.` there. */
  readonly prefix?: string;
  /** The kernel that refuses integers; left out: they are refused before. */
  readonly kernel?: string;
  /** Names of a result with several parts; the outputs in the same order. */
  readonly fields?: readonly string[];
  readonly outputs: (matrix: Matrix, args: Args) => readonly Output[];
  readonly backward?: Multiplications;
  /** Where else it is: `torch.<name>` and the method; null: nowhere. */
  readonly alias?: readonly string[];
}

export const cube = (matrix: Matrix): Dim => product([matrix.small, matrix.small, matrix.small]);
const times =
  (count: number): Multiplications =>
  (matrix) =>
    mul(count, cube(matrix));
const complexOf = (dtype: DType): DType =>
  dtype.category === "complex" ? dtype : dtype === float64 ? complex128 : complex64;
const realOf = (dtype: DType): DType => (dtype === complex128 ? float64 : dtype === complex64 ? float32 : dtype);
export const like = ({ batch, m, n, dtype }: Matrix): Output => ({ shape: [...batch, m, n], dtype });
export const exact = (shape: Shape, dtype: DType): Output => ({ shape, dtype, requiresGrad: false });

/** 5·large·small² + small³; less where no part is cut off. */
const svdBackward: Multiplications = (matrix, shape) =>
  shape === "square" ? mul(4, cube(matrix)) : add(product([5, matrix.large, matrix.small, matrix.small]), cube(matrix));
const qrBackward: Multiplications = (matrix, shape) => {
  if (shape === "square") return mul(3, cube(matrix));
  const rest = product([2, matrix.large, matrix.small, matrix.small]);
  return add(rest, mul(shape === "tall" ? 1 : 2, cube(matrix)));
};
const luBackward: Multiplications = (matrix, shape) => {
  if (shape === "square") return mul(3, cube(matrix));
  const { m, n } = matrix;
  return shape === "tall"
    ? sum([product([m, m, n]), product([m, n, n]), product([n, n, n])])
    : sum([product([m, m, m]), product([2, m, m, n])]);
};
export const pinvBackward: Multiplications = ({ m, n }, shape) =>
  shape === "tall" ? add(product([4, m, m, n]), product([4, m, n, n])) : product([8, m, m, n]);

function svdOutputs({ batch, m, n, small, dtype }: Matrix, full: boolean): Output[] {
  return [
    { shape: [...batch, m, full ? m : small], dtype },
    { shape: [...batch, small], dtype: realOf(dtype) },
    { shape: [...batch, full ? n : small, n], dtype },
  ];
}

const decompositions: readonly Decomposition[] = [
  { name: "inv", square: true, outputs: (a) => [like(a)], backward: times(2), alias: ["inverse"] },
  {
    name: "inv_ex",
    reported: "inv",
    params: "check_errors=False",
    square: true,
    fields: ["inverse", "info"],
    outputs: (a) => [like(a), exact(a.batch, int32)],
    backward: times(2),
  },
  {
    name: "pinv",
    params: "rcond|rtol=None, hermitian=False, *, atol=None",
    outputs: ({ batch, m, n, dtype }) => [{ shape: [...batch, n, m], dtype }],
    backward: pinvBackward,
    alias: ["pinverse"],
  },
  { name: "det", square: true, outputs: ({ batch, dtype }) => [{ shape: batch, dtype }], alias: ["det"] },
  {
    name: "slogdet",
    square: true,
    fields: ["sign", "logabsdet"],
    outputs: ({ batch, dtype }) => [exact(batch, dtype), { shape: batch, dtype: realOf(dtype) }],
    alias: ["slogdet"],
  },
  {
    name: "cholesky",
    params: "*, upper=False",
    square: true,
    outputs: (a) => [like(a)],
    backward: times(1),
    alias: ["cholesky"],
  },
  {
    name: "cholesky_ex",
    reported: "cholesky",
    params: "*, upper=False, check_errors=False",
    square: true,
    fields: ["L", "info"],
    outputs: (a) => [like(a), exact(a.batch, int32)],
    backward: times(1),
  },
  {
    name: "qr",
    params: "mode='reduced'",
    fields: ["Q", "R"],
    outputs: ({ batch, m, n, small, dtype }, args) => {
      const mode = args.string("mode");
      const inner = mode === "complete" ? m : small;
      return [
        mode === "r" ? exact([0], dtype) : { shape: [...batch, m, inner], dtype },
        { shape: [...batch, inner, n], dtype },
      ];
    },
    backward: qrBackward,
  },
  {
    name: "svd",
    params: "full_matrices=True, *, driver=None",
    fields: ["U", "S", "Vh"],
    outputs: (a, args) => svdOutputs(a, args.bool("full_matrices")),
    backward: svdBackward,
  },
  {
    name: "svdvals",
    reported: "svd",
    params: "*, driver=None",
    outputs: ({ batch, small, dtype }) => [{ shape: [...batch, small], dtype: realOf(dtype) }],
    backward: ({ small, large }) => product([large, small, small]),
  },
  {
    name: "eigh",
    kernel: "linalg_eigh_cpu",
    params: "UPLO='L'",
    square: true,
    fields: ["eigenvalues", "eigenvectors"],
    outputs: (a) => [{ shape: [...a.batch, a.n], dtype: realOf(a.dtype) }, like(a)],
    backward: times(3),
  },
  {
    name: "eigvalsh",
    reported: "eigh",
    kernel: "linalg_eigh_cpu",
    params: "UPLO='L'",
    square: true,
    outputs: ({ batch, n, dtype }) => [{ shape: [...batch, n], dtype: realOf(dtype) }],
    backward: times(1),
  },
  {
    name: "eig",
    square: true,
    fields: ["eigenvalues", "eigenvectors"],
    outputs: ({ batch, n, dtype }) => [
      { shape: [...batch, n], dtype: complexOf(dtype) },
      { shape: [...batch, n, n], dtype: complexOf(dtype) },
    ],
    backward: times(3),
  },
  {
    name: "eigvals",
    reported: "eig",
    square: true,
    outputs: ({ batch, n, dtype }) => [{ shape: [...batch, n], dtype: complexOf(dtype) }],
  },
  {
    name: "lu_factor",
    reported: "lu_factor_ex",
    kernel: "lu_cpu",
    params: "*, pivot=True",
    fields: ["LU", "pivots"],
    outputs: (a) => [like(a), exact([...a.batch, a.small], int32)],
    backward: luBackward,
  },
  {
    name: "lu_factor_ex",
    kernel: "lu_cpu",
    params: "*, pivot=True, check_errors=False",
    fields: ["LU", "pivots", "info"],
    outputs: (a) => [like(a), exact([...a.batch, a.small], int32), exact(a.batch, int32)],
    backward: luBackward,
  },
  {
    name: "ldl_factor",
    reported: "ldl_factor_ex",
    prefix: "torch.",
    params: "*, hermitian=False",
    square: true,
    fields: ["LD", "pivots"],
    outputs: (a) => [like(a), exact([...a.batch, a.n], int32)],
  },
  {
    name: "ldl_factor_ex",
    prefix: "torch.",
    params: "*, hermitian=False, check_errors=False",
    square: true,
    fields: ["LD", "pivots", "info"],
    outputs: (a) => [like(a), exact([...a.batch, a.n], int32), exact(a.batch, int32)],
  },
  {
    name: "geqrf",
    fields: ["a", "tau"],
    outputs: (a) => [like(a), { shape: [...a.batch, a.small], dtype: a.dtype }],
    alias: ["geqrf"],
  },
  {
    name: "lu",
    params: "*, pivot=True",
    fields: ["P", "L", "U"],
    outputs: ({ batch, m, n, small, dtype }) => [
      exact([...batch, m, m], dtype),
      { shape: [...batch, m, small], dtype },
      { shape: [...batch, small, n], dtype },
    ],
    backward: luBackward,
  },
  { name: "matrix_exp", square: true, outputs: (a) => [like(a)], alias: ["matrix_exp"] },
  {
    name: "matrix_rank",
    params: "tol|rtol=None, hermitian=False, *, atol=None",
    outputs: ({ batch }) => [exact(batch, int64)],
  },
  {
    name: "cond",
    params: "p=None",
    outputs: ({ batch, dtype }) => [{ shape: batch, dtype }],
    backward: ({ small, large }) => product([large, small, small]),
  },
];

export function matrixOf(args: Args, name: string, input: Tensor, square: boolean): Matrix {
  const { shape, dtype } = input;
  if (shape.length < 2) args.fail("RuntimeError", `${name}: The input tensor A must have at least 2 dimensions.`);
  const [m, n] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  if (square && !args.holds(m, "==", n))
    args.fail(
      "RuntimeError",
      `${name}: A must be batches of square matrices, but they are ${formatDim(m)} by ${formatDim(n)} matrices`,
    );
  if (!isFloating(dtype))
    args.fail(
      "RuntimeError",
      `${name}: Expected a floating point or complex tensor as input. Got ${scalarName(dtype)}`,
    );
  const wide = hintOf(m) < hintOf(n);
  return { batch: shape.slice(0, -2), m, n, small: wide ? m : n, large: wide ? n : m, dtype };
}

export function form({ m, n }: Matrix): "square" | "tall" | "wide" {
  const order = Math.sign(hintOf(m) - hintOf(n));
  return order === 0 ? "square" : order > 0 ? "tall" : "wide";
}

function backwardOf({ backward }: Decomposition, matrix: Matrix): Dim {
  if (backward === undefined) return 0;
  return product([2, ...matrix.batch, backward(matrix, form(matrix))]);
}

function decompose(row: Decomposition, args: Args, resultName: string): OpResult {
  const input = args.tensor("input");
  if (row.kernel !== undefined && !isFloating(input.dtype) && input.shape.length >= 2)
    args.fail("NotImplementedError", `"${row.kernel}" not implemented for '${scalarName(input.dtype)}'`);
  const matrix = matrixOf(args, `${row.prefix ?? ""}linalg.${row.reported ?? row.name}`, input, row.square === true);
  const outputs = row.outputs(matrix, args);
  const { fields } = row;
  const [only] = outputs;
  return {
    outputs: fields === undefined && only !== undefined ? only : outputs,
    backward: [[input, backwardOf(row, matrix)]],
    elementwise: 2 * hintOf(matrix.small),
    ...(fields === undefined ? {} : { wrap: (tensors) => namedResult(resultName, fields, tensors) }),
  };
}

const kind = "pointwise";

function decomposition(row: Decomposition): OpDeclaration {
  const signature = row.params === undefined ? "input" : `input, ${row.params}`;
  return op(`linalg_${row.name}`, signature, { kind }, (args) => decompose(row, args, `linalg_${row.name}`));
}

/** torch.svd gives V, not its transpose, and cuts off what linalg.svd does not unless told. */
const oldSvd = op("svd", "input, some=True, compute_uv=True", { kind }, (args) => {
  const input = args.tensor("input");
  const matrix = matrixOf(args, "linalg.svd", input, false);
  const [u, s, vh] = svdOutputs(matrix, !args.bool("some"));
  if (u === undefined || s === undefined || vh === undefined) throw new Error("svd has three parts");
  const v = { ...vh, shape: [...matrix.batch, matrix.n, vh.shape.at(-2) ?? 1] };
  const flops = product([
    2,
    ...matrix.batch,
    svdBackward(matrix, hintOf(matrix.m) === hintOf(matrix.n) ? "square" : "tall"),
  ]);
  return {
    outputs: [u, s, v],
    backward: [[input, flops]],
    elementwise: 2 * hintOf(matrix.small),
    wrap: (tensors) => namedResult("svd", ["U", "S", "V"], tensors),
  };
});

const oldQr = op("qr", "input, some=True", { kind }, (args) => {
  const input = args.tensor("input");
  const matrix = matrixOf(args, "linalg.qr", input, false);
  const { batch, m, n, small, dtype } = matrix;
  const inner = args.bool("some") ? small : m;
  return {
    backward: [[input, product([2, ...batch, qrBackward(matrix, form(matrix))])]],
    outputs: [
      { shape: [...batch, m, inner], dtype },
      { shape: [...batch, inner, n], dtype },
    ],
    wrap: (tensors) => namedResult("qr", ["Q", "R"], tensors),
  };
});

/** The old form of lu_factor, with its infos where they are asked for. */
const oldLu = op("lu", "A, pivot=True, get_infos=False, out=None", { kind }, (args) => {
  const input = args.tensor("A");
  const matrix = matrixOf(args, "linalg.lu_factor", input, false);
  const infos = args.bool("get_infos") ? [exact(matrix.batch, int32)] : [];
  return {
    outputs: [like(matrix), exact([...matrix.batch, matrix.small], int32), ...infos],
    backward: [[input, product([2, ...matrix.batch, luBackward(matrix, form(matrix))])]],
  };
});

const logdet = op("logdet", "input", { kind }, (args) => {
  const input = args.tensor("input");
  const { batch, dtype } = matrixOf(args, "linalg.slogdet", input, true);
  return { outputs: { shape: batch, dtype } };
});

/** Aⁿ by squaring: as many products as the binary digits of n ask for; a negative power inverts first. */
const matrixPower = op("matrix_power", "input, n", { kind: "matmul" }, (args, context) => {
  const input = args.tensor("input");
  const matrix = matrixOf(args, "linalg.matrix_power", input, true);
  const power = args.number("n");
  const digits = Math.abs(power).toString(2);
  const products = power === 0 ? 0 : digits.length - 1 + digits.replaceAll("0", "").length - 1;
  const each = product([2, ...matrix.batch, cube(matrix)]);
  return {
    outputs: { ...like(matrix), dtype: lowered(context, matrix.dtype) },
    flops: mul(products, each),
    backward: [[input, mul(2 * products + (power < 0 ? 2 : 0), each)]],
  };
});

/** Covariances of the rows of [m, n]: the product of the centred matrix with its transpose. */
function covariance(name: string, params: string): OpDeclaration {
  return op(name, `input${params}`, { kind: "matmul", elementwise: 2 }, (args) => {
    const input = args.tensor("input");
    const { shape, dtype } = input;
    if (shape.length > 2)
      args.fail(
        "RuntimeError",
        `${name}(): expected input to have two or fewer dimensions but got an input with ${shape.length} dimensions`,
      );
    const [rows, columns] = shape.length === 2 ? [shape[0] ?? 1, shape[1] ?? 1] : [1, shape[0] ?? 1];
    const flops = product([2, rows, rows, columns]);
    return {
      outputs: { shape: shape.length === 2 ? [rows, rows] : [], dtype },
      flops,
      backward: [[input, mul(2, flops)]],
    };
  });
}

const covParams = ", *, correction=1, fweights=None, aweights=None";

const matmul = op("linalg_matmul", "input, other", { kind: "matmul" }, (args: Args, context: Context) => {
  const [a, b] = [args.tensor("input"), args.tensor("other")];
  const { shape, flops, vector } = multiply(args, a.shape, b.shape, a.requiresGrad);
  const gradient = vector === true ? 0 : flops;
  return {
    outputs: { shape, dtype: lowered(context, a.dtype) },
    flops,
    backward: [
      [a, gradient],
      [b, gradient],
    ],
  };
});

const vecdot = op("linalg_vecdot", "x, y, *, dim=-1", { kind: "reduce", elementwise: 2 }, (args) => {
  const shape = broadcast(args, args.tensor("x").shape, args.tensor("y").shape);
  const dim = args.number("dim");
  return { outputs: { shape: shape.filter((_, i) => i !== (dim < 0 ? dim + shape.length : dim)) } };
});

export function register(registry: Registry): void {
  for (const row of decompositions) {
    const alias = row.alias ?? [];
    place(registry, decomposition(row), { torch: [`_linalg_${row.name}`, ...alias], tensor: alias });
  }
  placeBoth(registry, [
    oldSvd,
    oldQr,
    oldLu,
    logdet,
    matrixPower,
    covariance("cov", covParams),
    covariance("corrcoef", ""),
  ]);
  for (const [name, declaration] of [
    ["matrix_power", matrixPower],
    ["matmul", matmul],
    ["vecdot", vecdot],
  ] as const)
    place(registry, declaration, { torch: [`_linalg_${name}`] });
}
