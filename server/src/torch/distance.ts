// Distances and similarities between stacks of vectors.

import { add, floorDiv, hintOf, mul, product, sub } from "../symbolic/dim.ts";
import { op, tensorState } from "../tensor/op.ts";
import { broadcast, formatDim, normalizeDim, reduceShape } from "../tensor/shapes.ts";
import { lifted } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "reduce";

const cosineSimilarity = op(
  "cosine_similarity",
  "x1, x2, dim=1, eps=1e-08",
  { kind, elementwise: 6 },
  (args, context) => {
    const [a, b] = [args.tensor("x1"), args.tensor("x2")];
    const shape = broadcast(args, a.shape, b.shape);
    const dim = normalizeDim(args, args.number("dim"), shape.length);
    return { outputs: { shape: reduceShape(shape, [dim], false), dtype: lifted(context, args.promoted()) } };
  },
);

const pairwiseDistance = op(
  "pairwise_distance",
  "x1, x2, p=2.0, eps=1e-06, keepdim=False",
  { kind, elementwise: 4 },
  (args) => {
    const shape = broadcast(args, args.tensor("x1").shape, args.tensor("x2").shape);
    return { outputs: { shape: reduceShape(shape, [Math.max(shape.length - 1, 0)], args.bool("keepdim")) } };
  },
);

const pdist = op("pdist", "input, p=2.0", { kind, elementwise: 3 }, (args, context) => {
  const { shape, dtype } = args.tensor("input");
  if (shape.length !== 2) args.fail("RuntimeError", `pdist only supports 2D tensors, got: ${shape.length}D`);
  const [rows = 1] = shape;
  const pairs = floorDiv(mul(rows, sub(rows, 1)), 2);
  return { outputs: { shape: [pairs], dtype: lifted(context, dtype) } };
});

/** Above this many rows on a side torch takes Euclidean distances from a product of matrices. */
const directRows = 25;

/**
 * All distances between the rows of [*, P, M] and [*, R, M]. PyTorch's counter sees nothing of the forward kernel; of the
 * gradient it sees the two products that torch uses where there are many rows.
 */
const cdist = op(
  "cdist",
  "x1, x2, p=2.0, compute_mode='use_mm_for_euclid_dist_if_necessary'",
  { kind: "pointwise" },
  (args, context) => {
    const [a, b] = [args.tensor("x1"), args.tensor("x2")];
    for (const [tensor, name] of [
      [a, "X1"],
      [b, "X2"],
    ] as const)
      if (tensor.shape.length < 2)
        args.fail("RuntimeError", `cdist only supports at least 2D tensors, ${name} got: ${tensor.shape.length}D`);
    const [width, other] = [a.shape.at(-1) ?? 1, b.shape.at(-1) ?? 1];
    if (!args.holds(width, "==", other)) {
      const columns = `X1: ${formatDim(width)} X2: ${formatDim(other)}`;
      args.fail("RuntimeError", `X1 and X2 must have the same number of columns. ${columns}`);
    }
    const [left, right] = [a.shape.at(-2) ?? 1, b.shape.at(-2) ?? 1];
    const shape = [...broadcast(args, a.shape.slice(0, -2), b.shape.slice(0, -2)), left, right];
    const mode = args.known("compute_mode");
    const many = hintOf(left) > directRows || hintOf(right) > directRows;
    const byProduct =
      args.float("p") === 2 &&
      tensorState(context).gradEnabled &&
      (mode === "use_mm_for_euclid_dist" || (mode !== "donot_use_mm_for_euclid_dist" && many));
    const flops = byProduct ? product([2, ...shape, width]) : 0;
    return {
      outputs: { shape, dtype: lifted(context, args.promoted()) },
      elementwise: hintOf(add(mul(3, width), 1)),
      backward: [
        [a, flops],
        [b, flops],
      ],
    };
  },
);

export function register(registry: Registry): void {
  const shared = [cosineSimilarity, pairwiseDistance, pdist];
  placeNn(registry, shared);
  placeFunctions(registry, [...shared, cdist]);
}
