// Linear systems: solutions of A·X = B by A itself or by one of its decompositions. As in linalg.ts, the counter sees only the
// products that the gradients are made of; the gradient of B is another solution, which counts nothing.

import type { Context } from "../python/values.ts";
import { hintOf, product, sum } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { int32, int64 } from "../tensor/dtype.ts";
import { NotKnown, op, tensorState } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, Output } from "../tensor/op.ts";
import { broadcast, formatDim } from "../tensor/shapes.ts";
import type { Shape, Tensor } from "../tensor/tensor.ts";
import { cube, exact, form, like, matrixOf, pinvBackward } from "./linalg.ts";
import type { Matrix } from "./linalg.ts";
import { place } from "./registry.ts";
import type { Registry } from "./registry.ts";
import { namedResult } from "./results.ts";

const options = { kind: "pointwise" } as const;

interface System {
  readonly matrix: Matrix;
  /** The batch of both, broadcast. */
  readonly lead: Shape;
  readonly columns: Dim;
  readonly output: Output;
  /** n × n by n × columns. */
  readonly applied: Dim;
}

/** A and B of A·X = B, or of X·A = B; B may be a vector where `vectors` says so. */
function systemOf(args: Args, name: string, a: Tensor, b: Tensor, { vectors }: { readonly vectors: boolean }): System {
  const matrix = matrixOf(args, `linalg.${name}`, a, true);
  const { batch, n, dtype } = matrix;
  const isVector = vectors && (b.shape.length === 1 || isBatchOfVectors(args, a, b));
  if (!isVector && b.shape.length < 2)
    args.fail("RuntimeError", `linalg.${name}: The input tensor B must have at least 2 dimensions.`);
  const isLeft = !args.has("left") || args.bool("left");
  const columns = isVector ? 1 : (b.shape.at(isLeft ? -1 : -2) ?? 1);
  const rows = b.shape.at(isLeft && !isVector ? -2 : -1) ?? 1;
  if (!args.holds(rows, "==", n)) {
    const sizes = isLeft ? [n, n, rows, columns] : [n, n, columns, rows];
    const [m1, n1, m2, n2] = sizes.map(formatDim);
    const equation = isLeft ? "AX = B" : "XA = B";
    const shown = `(${m1}x${n1} and ${m2}x${n2})`;
    args.fail("RuntimeError", `linalg.${name}: Incompatible shapes of A and B for the equation ${equation} ${shown}`);
  }
  const lead = isVector ? batch : broadcast(args, batch, b.shape.slice(0, -2));
  const last = isVector ? [n] : isLeft ? [n, columns] : [columns, n];
  return {
    matrix,
    lead,
    columns,
    output: { shape: [...lead, ...last], dtype },
    applied: product([2, ...lead, n, n, columns]),
  };
}

/** B has one dim less than A and the sizes that A has without its last. */
function isBatchOfVectors(args: Args, { shape: a }: Tensor, { shape: b }: Tensor): boolean {
  return b.length === a.length - 1 && b.every((size, i) => args.holds(size, "==", a[i] ?? 1));
}

function solving(name: string, signature: string, vectors: boolean, reported = name): OpDeclaration {
  return op(`linalg_${name}`, signature, options, (args) => {
    const [a, b] = [args.tensor("A"), args.tensor("B")];
    const { matrix, lead, output, applied } = systemOf(args, reported, a, b, { vectors });
    const result = { backward: [[a, applied]] as const, elementwise: 2 * hintOf(matrix.n) };
    if (name !== "solve_ex") return { ...result, outputs: output };
    return {
      ...result,
      outputs: [output, exact(lead, int32)],
      wrap: (tensors) => namedResult("linalg_solve_ex", ["result", "info"], tensors),
    };
  });
}

/** By a decomposition that was made before: its gradient goes through the product of its factors. */
function factored(args: Args, name: string, a: Tensor, b: Tensor): OpResult {
  const { matrix, lead, output, applied } = systemOf(args, name, a, b, { vectors: false });
  return {
    outputs: output,
    backward: [[a, sum([applied, product([2, ...lead, cube(matrix)])])]],
    elementwise: 2 * hintOf(matrix.n),
  };
}

const luSolve = op("linalg_lu_solve", "LU, pivots, B, *, left=True, adjoint=False", options, (args) => {
  const [lu, b] = [args.tensor("LU"), args.tensor("B")];
  return factored(args, "lu_solve", lu, b);
});

const oldLuSolve = op("lu_solve", "b, LU_data, LU_pivots", options, (args) => {
  const [lu, b] = [args.tensor("LU_data"), args.tensor("b")];
  return factored(args, "lu_solve", lu, b);
});

const ldlSolve = op("linalg_ldl_solve", "LD, pivots, B, *, hermitian=False", options, (args) => ({
  outputs: systemOf(args, "ldl_solve", args.tensor("LD"), args.tensor("B"), { vectors: false }).output,
}));

const choleskySolve = op("cholesky_solve", "input, L, upper=False", options, (args) => {
  const [b, a] = [args.tensor("input"), args.tensor("L")];
  const [n = 1, rows = 1] = [a.shape.at(-1), b.shape.at(-2)];
  if (b.shape.length >= 2 && a.shape.length >= 2 && !args.holds(n, "==", rows)) {
    const [m, k, l, c] = [a.shape.at(-2) ?? 1, n, rows, b.shape.at(-1) ?? 1].map(formatDim);
    const shown = `each A matrix is ${m} by ${k} but each b matrix is ${l} by ${c}`;
    args.fail("RuntimeError", `Incompatible matrix sizes for cholesky_solve: ${shown}`);
  }
  return factored(args, "cholesky_solve", a, b);
});

const choleskyInverse = op("cholesky_inverse", "input, upper=False", options, (args) => {
  const input = args.tensor("input");
  const { shape } = input;
  const [m = 1, n = 1] = shape.slice(-2);
  if (shape.length >= 2 && !args.holds(m, "==", n)) {
    const sizes = `${formatDim(m)} by ${formatDim(n)}`;
    args.fail("RuntimeError", `cholesky_inverse: A must be batches of square matrices, but they are ${sizes} matrices`);
  }
  const matrix = matrixOf(args, "linalg.cholesky_inverse", input, true);
  return { outputs: like(matrix), backward: [[input, product([6, ...matrix.batch, cube(matrix)])]] };
});

const triangularSolve = op(
  "triangular_solve",
  "b, A, upper=True, transpose=False, unitriangular=False",
  options,
  (args) => {
    const [b, a] = [args.tensor("b"), args.tensor("A")];
    const { matrix, lead, output, applied } = systemOf(args, "solve_triangular", a, b, { vectors: false });
    return {
      outputs: [output, { ...like(matrix), shape: [...lead, matrix.n, matrix.n] }],
      backward: [[a, applied]],
      wrap: (tensors) => namedResult("triangular_solve", ["solution", "cloned_coefficient"], tensors),
    };
  },
);

/** The least squares solution of A·X = B, through the pseudo-inverse where gradients are concerned. */
const lstsq = op("linalg_lstsq", "A, B, rcond=None, *, driver=None", options, (args) => {
  const [a, b] = [args.tensor("A"), args.tensor("B")];
  const matrix = matrixOf(args, "linalg.lstsq", a, false);
  const { batch, m, n, dtype } = matrix;
  const columns = b.shape.at(-1) ?? 1;
  const applied = product([2, ...batch, m, n, columns]);
  const inverse = product([2, ...batch, pinvBackward(matrix, form(matrix) === "tall" ? "tall" : "wide")]);
  return {
    outputs: [{ shape: [...batch, n, columns], dtype }, exact([0], dtype), exact(batch, int64), exact([0], dtype)],
    backward: [
      [a, sum([inverse, applied])],
      [b, applied],
    ],
    wrap: (tensors) => namedResult("linalg_lstsq", ["solution", "residuals", "rank", "singular_values"], tensors),
  };
});

/** P, L and U out of what lu_factor packs into one matrix. */
const luUnpack = op("lu_unpack", "LU_data, LU_pivots, unpack_data=True, unpack_pivots=True", options, (args) => {
  const input = args.tensor("LU_data");
  const { batch, m, n, small, dtype } = matrixOf(args, "linalg.lu_unpack", input, false);
  const [hasData, hasPivots] = [args.bool("unpack_data"), args.bool("unpack_pivots")];
  return {
    outputs: [
      exact(hasPivots ? [...batch, m, m] : [0], dtype),
      hasData ? { shape: [...batch, m, small], dtype } : exact([0], dtype),
      hasData ? { shape: [...batch, small, n], dtype } : exact([0], dtype),
    ],
    wrap: (tensors) => namedResult("lu_unpack", ["P", "L", "U"], tensors),
  };
});

/** The gradients of reflectors are loops that are not modelled. */
function withoutGradient(args: Args, context: Context, output: Output): OpResult {
  if (tensorState(context).gradEnabled && args.tensors.some((tensor) => tensor.requiresGrad))
    throw new NotKnown(context.unknown(`the gradient of ${args.name} is not modelled`));
  return { outputs: output };
}

const householder = op("linalg_householder_product", "input, tau", options, (args, context) => {
  const input = args.tensor("input");
  args.tensor("tau");
  const matrix = matrixOf(args, "linalg.householder_product", input, false);
  return withoutGradient(args, context, like(matrix));
});

const ormqr = op("ormqr", "input, tau, other, left=True, transpose=False", options, (args, context) => {
  args.tensor("input");
  args.tensor("tau");
  const { shape, dtype } = args.tensor("other");
  return withoutGradient(args, context, { shape, dtype });
});

export function register(registry: Registry): void {
  const both = (declaration: OpDeclaration, name = declaration.name): void =>
    place(registry, declaration, { torch: [name], tensor: [name] });
  both(oldLuSolve);
  both(choleskySolve);
  both(choleskyInverse);
  both(triangularSolve);
  both(ormqr);
  both(householder, "orgqr");
  for (const [name, declaration] of [
    ["lu_unpack", luUnpack],
    ["_linalg_solve", solving("solve", "A, B, *, left=True", true)],
    ["_linalg_solve_ex", solving("solve_ex", "A, B, *, left=True, check_errors=False", true, "solve")],
    ["_linalg_solve_triangular", solving("solve_triangular", "A, B, *, upper, left=True, unitriangular=False", false)],
    ["_linalg_lu_solve", luSolve],
    ["_linalg_ldl_solve", ldlSolve],
    ["_linalg_lstsq", lstsq],
    ["_linalg_householder_product", householder],
  ] as const)
    place(registry, declaration, { torch: [name] });
}
