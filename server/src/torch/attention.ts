// Fused attention: softmax(q·kᵀ)·v in one op. Masks and causality are not discounted, as in PyTorch's counter; the attribute
// `causal` lets a hover show the half.

import type { Context } from "../python/values.ts";
import { add, hintOf, mul, product } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { scalarName } from "../tensor/dtype.ts";
import { op, tensorState } from "../tensor/op.ts";
import type { Args } from "../tensor/op.ts";
import { broadcast, divide, formatShape, meet } from "../tensor/shapes.ts";
import { simplestStrides } from "../tensor/strided.ts";
import type { Shape, Strides, Tensor } from "../tensor/tensor.ts";
import { flagOr, isUnknown, numberOr, tensorIfKnown } from "./lenient.ts";
import { needing } from "./matmul.ts";
import { isFloating, lowered, nativeName } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** A size counted from the end. */
const at = (shape: Shape, fromEnd: number): Dim => shape[shape.length - fromEnd] ?? 1;

function checkInputs(
  args: Args,
  context: Context,
  query: Tensor,
  key: Tensor,
  value: Tensor,
  mask: Tensor | null,
): void {
  const [q, k, v] = [query, key, value].map((tensor) => tensor.shape.length);
  if (Math.min(q ?? 0, k ?? 0, v ?? 0) < 2) {
    const found = `query.dim: ${q} key.dim: ${k} and value.dim: ${v}`;
    args.fail(
      "RuntimeError",
      `Expected query, key, and value to all be  at least 2 dimensional, but got ${found} instead.`,
    );
  }
  const dtypes = [query, key, value].map((tensor) => lowered(context, tensor.dtype));
  const [first] = dtypes;
  if (first === undefined) return;
  if (dtypes.some((dtype) => dtype !== first)) {
    const [a = "", b = "", c = ""] = dtypes.map(nativeName);
    args.fail(
      "RuntimeError",
      `Expected query, key, and value to have the same dtype, but got query.dtype: ${a} key.dtype: ${b} and value.dtype: ${c} instead.`,
    );
  }
  if (mask !== null && mask.dtype.category !== "bool") {
    const found = lowered(context, mask.dtype);
    // A float32 mask goes with every query.
    if (found !== first && found.name !== "float32")
      args.fail(
        "RuntimeError",
        `Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: ${nativeName(found)} and  query.dtype: ${nativeName(first)} instead.`,
      );
  }
  if (!isFloating(first)) args.fail("RuntimeError", `expected scalar type Float but found ${scalarName(first)}`);
}

/** Batch dims (with heads) that all three share; with grouped queries, key and value have fewer heads. */
function batchOf(args: Args, query: Shape, key: Shape, value: Shape, grouped: boolean): Shape {
  const lead = query.slice(0, -2);
  const heads = lead.at(-1) ?? 1;
  const others = [key, value].map((shape) => {
    const own = shape.slice(0, -2);
    if (!grouped) return own;
    if (divide(args, heads, own.at(-1) ?? 1) === null)
      args.fail("RuntimeError", "Number of heads in key and value must divide the number of heads in ");
    return [...own.slice(0, -1), heads];
  });
  return others.reduce<Shape>((sum, shape) => broadcast(args, sum, shape), lead);
}

/** A factor of the right inner size, in the words of the batched product that torch would make. */
function checkFactor(args: Args, count: Dim, wanted: Dim, found: Dim): void {
  if (args.holds(wanted, "==", found)) return;
  const sizes = `${formatShape([count, wanted])} but got: ${formatShape([count, found])}`;
  args.fail("RuntimeError", `Expected size for first two dimensions of batch2 tensor to be: ${sizes}.`);
}

/** Fused kernels write [batch, rows, heads, width] and return the transposed view: joining the heads again takes no copy. */
function layoutOf(batch: Shape, rows: Dim, width: Dim): Strides {
  const heads = batch[1];
  if (batch.length !== 2 || heads === undefined) return "unknown";
  return simplestStrides([...batch, rows, width], [product([rows, heads, width]), width, mul(heads, width), 1]);
}

const attention = op(
  "scaled_dot_product_attention",
  "query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False",
  { kind: "attention", elementwise: 5 },
  (args, context) => {
    const [query, key, value] = [args.tensor("query"), args.tensor("key"), args.tensor("value")];
    const mask = tensorIfKnown(args, "attn_mask");
    checkInputs(args, context, query, key, value, mask);
    const dropout = numberOr(args, "dropout_p", 0);
    if (dropout < 0 || dropout > 1)
      args.fail("RuntimeError", `dropout probability has to be between 0 and 1, but got ${dropout}`);
    const [q, k, v] = [query.shape, key.shape, value.shape];
    const batch = batchOf(args, q, k, v, args.bool("enable_gqa"));
    const [rows, width] = [at(q, 2), at(q, 1)];
    const count = product(batch);
    checkFactor(args, count, width, at(k, 1));
    checkFactor(args, count, at(k, 2), at(v, 2));
    const columns = meet(at(k, 2), at(v, 2));
    if (mask !== null) broadcast(args, [...batch, rows, columns], mask.shape);
    const [keyed, valued] = [width, at(v, 1)];
    const pairs = product([2, count, rows, columns]);
    // Backward computes the scores again, then the gradients of the scores, q, k and v. Below three dims torch does not fuse.
    const forward = mul(pairs, add(keyed, valued));
    const backward = q.length < 3 ? mul(2, forward) : mul(pairs, add(mul(3, keyed), mul(2, valued)));
    return {
      outputs: {
        shape: [...batch, rows, valued],
        dtype: lowered(context, query.dtype),
        strides: layoutOf(batch, rows, valued),
      },
      flops: forward,
      // One kernel makes all gradients, however few of them are wanted.
      backward: [[needing([query, key, value]), backward]],
      attributes: {
        causal: Number(flagOr(args, "is_causal", false)),
        masked: Number(mask !== null || isUnknown(args, "attn_mask")),
        dropout: tensorState(context).gradEnabled ? dropout : 0,
        heads: hintOf(batch.at(-1) ?? 1),
      },
    };
  },
);

export function register(registry: Registry): void {
  placeNn(registry, [attention]);
  placeFunctions(registry, [attention]);
}
