// How an elementwise op is declared: from the dtype rule, the arithmetic an element and, for known contents, the function
// on numbers. The tables are in pointwise.ts and activations.ts.

import { Expr, mul } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { Builtin, PyComplex, PyFloat, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { spread, storedAll } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { bool, resultType, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { op, tensorState } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, Output } from "../tensor/op.ts";
import { broadcastAll, formatShape, sameShape } from "../tensor/shapes.ts";
import { simplestStrides } from "../tensor/strided.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Shape, Strides } from "../tensor/tensor.ts";

/**
 * The dtype of the result: as promoted; a float (ints become the default float); a bool; or that of the first input, which
 * must then be a float (`kernel` names it in the error).
 */
export type ResultRule = "same" | "float" | "bool" | "only-float";

export type Compute = (...values: number[]) => number;

/** A test of two numbers. */
export const truth =
  (test: (a: number, b: number) => boolean): Compute =>
  (a, b) =>
    Number(test(a, b));

/** An operand of an elementwise op: a tensor, a Python number, or a symbolic number (null). */
export type Operand = Tensor | number | null;

/** The result's dtype by rule. Raises for ints where torch has no kernel for them. */
export function resultDtype(
  args: Args,
  context: Context,
  promoted: DType,
  rule: ResultRule,
  kernel = args.name,
): DType {
  const isReal = promoted.category === "bool" || promoted.category === "int";
  if (rule === "bool") return bool;
  if (rule === "float" && isReal) return tensorState(context).defaultDtype;
  if (rule === "only-float" && isReal)
    args.fail("NotImplementedError", `"${kernel}" not implemented for '${scalarName(promoted)}'`);
  return promoted;
}

/** Output of an elementwise op over operands: broadcast shape, contents where all are known, layout kept. */
export function elementwise(
  args: Args,
  operands: readonly Operand[],
  dtype: DType,
  compute: Compute | undefined,
): Output {
  const tensors = operands.filter((operand) => operand instanceof Tensor);
  const shape = broadcastAll(
    args,
    tensors.map((tensor) => tensor.shape),
  );
  return {
    shape,
    dtype,
    strides: commonStrides(shape, tensors),
    data: compute === undefined ? null : computeAll(compute, shape, operands, dtype),
  };
}

function computeAll(compute: Compute, shape: Shape, operands: readonly Operand[], dtype: DType): Contents {
  const columns: (readonly number[] | number)[] = [];
  for (const operand of operands) {
    if (operand === null) return null;
    if (typeof operand === "number") columns.push(operand);
    else {
      if (operand.data === null) return null;
      const column = spread(operand.data, operand.shape, shape);
      if (column === null) return null;
      columns.push(column);
    }
  }
  const size = Math.max(...columns.map((column) => (typeof column === "number" ? 0 : column.length)));
  const values = Array.from({ length: size }, (_, i) =>
    compute(...columns.map((column) => (typeof column === "number" ? column : (column[i] ?? Number.NaN)))),
  );
  return storedAll(values, dtype);
}

/** Elementwise ops keep the layout of their inputs; where inputs differ in it we do not say. */
function commonStrides(shape: Shape, tensors: readonly Tensor[]): Strides {
  const full = tensors.filter((tensor) => tensor.shape.length === shape.length && tensor.shape.length > 0);
  if (tensors.every((tensor) => tensor.strides === "contiguous")) return "contiguous";
  const [first] = full;
  if (first === undefined || first.strides === "unknown") return "unknown";
  const isWhole = first.shape.every((dim, i) => dim === shape[i]);
  const others = tensors.filter((tensor) => tensor !== first && tensor.shape.some((dim) => dim !== 1));
  if (!isWhole || others.some((tensor) => !sameLayout(first, tensor))) return "unknown";
  return first.strides === "contiguous" ? "contiguous" : denseInOrder(first.shape, first.strides);
}

function sameLayout(a: Tensor, b: Tensor): boolean {
  if (a.strides === "unknown" || b.strides === "unknown" || a.shape.length !== b.shape.length) return false;
  if (a.strides === b.strides) return true;
  const [left, right] = [a.strides, b.strides];
  if (left === "contiguous" || right === "contiguous") return false;
  return left.every((stride, i) => stride === right[i]);
}

/** The layout of a copy that keeps that of its source, as `clone` and casts do. */
export function keptStrides(tensor: Tensor): Strides {
  return denseInOrder(tensor.shape, tensor.strides);
}

/** Dense strides in the order of the given ones; where dims overlap or tie that order is not told. */
function denseInOrder(shape: Shape, strides: Strides): Strides {
  if (typeof strides === "string") return strides;
  const wide = [...shape.keys()].filter((i) => shape[i] !== 1);
  const seen = new Set(wide.map((i) => size(strides[i])));
  if (seen.size !== wide.length || seen.has(0)) return "unknown";
  const result = Array<Dim>(shape.length).fill(1);
  let stride: Dim = 1;
  for (const i of wide.sort((a, b) => size(strides[a]) - size(strides[b]))) {
    result[i] = stride;
    stride = mul(stride, shape[i] ?? 1);
  }
  return simplestStrides(shape, result);
}

function size(dim: Dim | undefined): number {
  return dim instanceof Expr ? dim.hint : (dim ?? 1);
}

/** `name_`: the same computation, written into its first argument. */
export function inPlace(args: Args, context: Context, into: Tensor, output: Output): OpResult {
  checkWritable(args, context, into);
  if (!sameShape(args, output.shape, into.shape))
    args.fail(
      "RuntimeError",
      `output with shape ${formatShape(into.shape)} doesn't match the broadcast shape ${formatShape(output.shape)}`,
    );
  if (output.dtype !== undefined) checkCast(args, output.dtype, into.dtype);
  return { into, outputs: { shape: into.shape, dtype: into.dtype, data: storedAll(output.data ?? null, into.dtype) } };
}

export function checkWritable(args: Args, context: Context, into: Tensor): void {
  if (!into.requiresGrad || !tensorState(context).gradEnabled) return;
  const { aliases } = into;
  if (!into.isLeaf && aliases?.some((alias) => alias.isLeaf && alias.requiresGrad) !== true) return;
  const isView = aliases !== null && aliases[0] !== into;
  const what = isView ? "a view of a leaf Variable" : "a leaf Variable";
  args.fail("RuntimeError", `${what} that requires grad is being used in an in-place operation.`);
}

const categories = ["bool", "int", "float", "complex"];

export function checkCast(args: Args, from: DType, to: DType): void {
  if (categories.indexOf(from.category) <= categories.indexOf(to.category)) return;
  args.fail(
    "RuntimeError",
    `result type ${scalarName(from)} can't be cast to the desired output type ${scalarName(to)}`,
  );
}

/** torch.result_type over operands that were read elsewhere. */
export function promoteOperands(context: Context, values: readonly Value[]): DType {
  const tensors = values.filter((value) => value instanceof Tensor);
  const scalars = values.flatMap((value) =>
    typeof value === "boolean"
      ? (["bool"] as const)
      : typeof value === "number" || value instanceof Expr
        ? (["int"] as const)
        : value instanceof PyFloat
          ? (["float"] as const)
          : value instanceof PyComplex
            ? (["complex"] as const)
            : [],
  );
  return resultType(
    tensors.map((tensor) => ({ dtype: tensor.dtype, dimensional: tensor.shape.length > 0 })),
    scalars,
    tensorState(context).defaultDtype,
  );
}

/** A declaration of one input, and the in-place one. */
export interface UnaryRow {
  readonly name: string;
  /** FLOPs an element. */
  readonly cost: number;
  readonly result: ResultRule;
  readonly compute?: Compute | undefined;
  /** The kernel's name in torch's error for dtypes that it does not take. */
  readonly kernel?: string | undefined;
  /** Further parameters, after the input. */
  readonly params?: string | undefined;
}

export function unary(row: UnaryRow, written = false): OpDeclaration {
  const { name, cost, result, compute, kernel, params = "" } = row;
  const signature = `input${params === "" ? "" : `, ${params}`}${written ? "" : ", *, out=None"}`;
  return op(written ? `${name}_` : name, signature, { kind: "pointwise", elementwise: cost }, (args, context) => {
    const input = args.tensor("input");
    const dtype = resultDtype(args, context, input.dtype, result, kernel);
    const output = elementwise(args, [input], dtype, compute);
    if (written) return inPlace(args, context, input, result === "bool" ? { ...output, dtype: bool } : output);
    return intoOut(args, output);
  });
}

/** `out=`: the result is written there. */
export function intoOut(args: Args, output: Output): OpResult {
  const out = args.value("out");
  if (!(out instanceof Tensor)) return { outputs: output };
  return { into: out, outputs: { ...output, dtype: out.dtype } };
}

/** Whether an operator method takes that right side; it answers NotImplemented to others, as torch does. */
export function isOperand(value: Value): boolean {
  return (
    value instanceof Tensor ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    value instanceof PyFloat ||
    value instanceof PyComplex ||
    value instanceof Expr ||
    value instanceof Unknown
  );
}

export function unlessUnknown(value: Value): Value {
  return value instanceof Unknown ? null : value;
}

/** The op with a look at its arguments before it; what that returns, unless null, is the result. */
export function before(
  declaration: OpDeclaration,
  look: (context: Context, values: readonly Value[]) => Value,
): OpDeclaration {
  const guarded = (builtin: Builtin): Builtin =>
    new Builtin(
      builtin.name,
      null,
      (context, values, kwargs) => look(context, values) ?? builtin.run(context, values, kwargs),
    );
  return { ...declaration, builtin: guarded(declaration.builtin), method: guarded(declaration.method) };
}
