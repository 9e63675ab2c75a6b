// Nested Python lists as tensors: the shape, category and contents of `[[1, 2], [3, 4.5]]`, as torch.tensor reads them.

import { PyComplex, PyFloat, PyInstance, PyList, PyRange, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import { Expr } from "../symbolic/dim.ts";
import { promote } from "./dtype.ts";
import type { Category, DType } from "./dtype.ts";
import { NotKnown } from "./op.ts";
import { formatDim } from "./shapes.ts";
import { Tensor } from "./tensor.ts";
import type { Shape } from "./tensor.ts";

export interface Nested {
  readonly shape: Shape;
  readonly category: Category;
  /** The dtype, where tensors among the elements say it. */
  readonly dtype: DType | null;
  readonly data: readonly number[] | null;
}

const ranks: Readonly<Record<Category, number>> = { bool: 0, int: 1, float: 2, complex: 3 };

/** Raises torch's errors for ragged lists and foreign objects; NotKnown where nothing in it is known. */
export function readNested(context: Context, value: Value, depth = 0): Nested {
  if (value instanceof Unknown) throw new NotKnown(value);
  if (value instanceof Tensor) return readTensor(context, value, depth);
  if (typeof value === "boolean") return scalar("bool", Number(value));
  if (typeof value === "number") return scalar("int", value);
  if (value instanceof Expr) return scalar("int", null);
  if (value instanceof PyFloat) return scalar("float", value.ratio === null ? value.value : null);
  if (value instanceof PyComplex) return scalar("complex", null);
  if (value instanceof PyList || value instanceof PyTuple || value instanceof PyRange)
    return readSequence(context, value, depth);
  if (value === null) throw raiseError(context, "RuntimeError", "Could not infer dtype of NoneType");
  if (value instanceof PyInstance) {
    const array = asTensor(context, value);
    if (array !== null) return { ...array, category: array.dtype.category };
  }
  if (typeof value === "string") throw raiseError(context, "TypeError", "new(): invalid data type 'str'");
  throw raiseError(context, "RuntimeError", `Could not infer dtype of ${value.cls.name}`);
}

/** The tensor that an array of another library stands for, which its `__torch_tensor__` gives; null where it has none. */
export function asTensor(context: Context, value: PyInstance): Tensor | null {
  const convert = context.findattr(value, "__torch_tensor__");
  if (convert === undefined) return null;
  const made = context.call(convert, []);
  if (made instanceof Unknown) throw new NotKnown(made);
  return made instanceof Tensor ? made : null;
}

function scalar(category: Category, value: number | null): Nested {
  return { shape: [], category, dtype: null, data: value === null ? null : [value] };
}

function readSequence(context: Context, value: Value, depth: number): Nested {
  const items = context.iterate(value);
  if (items instanceof Unknown) throw new NotKnown(items);
  const lost = items.find((item) => item instanceof Unknown);
  const read = items.filter((item) => !(item instanceof Unknown)).map((item) => readNested(context, item, depth + 1));
  const [first] = read;
  if (first === undefined) {
    if (lost instanceof Unknown) throw new NotKnown(lost);
    return { shape: [0], category: "float", dtype: null, data: [] };
  }
  const category = read.reduce((sum, { category: one }) => (ranks[one] > ranks[sum] ? one : sum), first.category);
  // An unknown number among floats is a float at most; among ints it might make floats of them.
  if (lost instanceof Unknown && (category !== "float" || first.shape.length > 0)) throw new NotKnown(lost);
  for (const { shape } of read) {
    if (shape.length !== first.shape.length && Math.min(shape.length, first.shape.length) === 0)
      throw raiseError(context, "TypeError", shape.length === 0 ? "not a sequence" : notNumber);
    const at = first.shape.findIndex((size, i) => size !== shape[i]);
    if (at >= 0) {
      const lengths = [first.shape[at] ?? 0, shape[at] ?? 0].map(formatDim);
      const what = `expected sequence of length ${lengths[0] ?? ""} at dim ${depth + at + 1} (got ${lengths[1] ?? ""})`;
      throw raiseError(context, "ValueError", what);
    }
  }
  const dtype = read.reduce<DType | null>(
    (sum, { dtype: one }) => (sum !== null && one !== null ? promote(sum, one) : (sum ?? one)),
    null,
  );
  const known = lost === undefined && read.every(({ data }) => data !== null);
  return {
    shape: [items.length, ...first.shape],
    category,
    dtype,
    data: known ? read.flatMap(({ data }) => data ?? []) : null,
  };
}

const notNumber = "'list' object cannot be interpreted as an integer";

/** A tensor by itself keeps its shape; among the elements of a list it stands for its only number. */
function readTensor(context: Context, tensor: Tensor, depth: number): Nested {
  const { shape, dtype, data } = tensor;
  if (depth > 0 && shape.some((dim) => dim !== 1))
    throw raiseError(context, "ValueError", "only one element tensors can be converted to Python scalars");
  return { shape: depth > 0 ? [] : shape, category: dtype.category, dtype, data };
}
