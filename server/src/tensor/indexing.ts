// `tensor[index]` and `tensor[index] = value`: ints, slices, None, `...`, bool and int tensors, lists. Basic indices give a
// view, tensors gather. A mask whose contents are not known gives an Unknown: its size depends on data.

import { Ellipsis, PyFloat, PyList, PyRange, PySlice, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { Expr, add, ceilDiv, hintOf, mul, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather, plainShape, spread, storedAll } from "./contents.ts";
import type { Contents } from "./contents.ts";
import { bool, float32, int64, scalarName } from "./dtype.ts";
import type { DType } from "./dtype.ts";
import { readNested } from "./nested.ts";
import { NotKnown, forgetAliases, typeName } from "./op.ts";
import type { Args, OpResult } from "./op.ts";
import { broadcastsTo, contiguousStrides, failTooFew, formatDim, formatShape, meet } from "./shapes.ts";
import { simplestStrides, stridesOf } from "./strided.ts";
import { Tensor, numel } from "./tensor.ts";
import type { Shape, Strides } from "./tensor.ts";

/** What an index selects. `data` follows the contents that were passed in. */
interface Selection {
  readonly shape: Shape;
  readonly strides: Strides;
  readonly data: Contents;
  /** True where tensors took part: the result is a copy. */
  readonly gathers: boolean;
}

/** One dim of the basic view, with the index tensor that gathers along it, if any. */
interface Axis {
  readonly size: Dim;
  readonly stride: Dim;
  readonly own: Dim;
  readonly index: IndexTensor | null;
}

interface IndexTensor {
  readonly shape: Shape;
  readonly data: Contents;
}

/** `tensor[index]`. */
export function getItem(args: Args, context: Context, tensor: Tensor, index: Value): OpResult {
  const { shape, strides, data, gathers } = select(args, context, tensor, tensor.data, index);
  return { kind: gathers ? "gather" : "view", outputs: { shape, dtype: tensor.dtype, strides, data } };
}

/**
 * `tensor[index] = value`. Recorded as a write of the selected elements only. A mask with unknown contents is fine here: the
 * shape does not depend on it.
 */
export function setItem(args: Args, context: Context, tensor: Tensor, index: Value, value: Value): OpResult {
  const reads = args.tensors.length;
  const flat = tensor.data === null ? null : tensor.data.map((_, position) => position);
  let selection: Selection | null;
  try {
    selection = select(args, context, tensor, flat, index);
  } catch (thrown) {
    if (!(thrown instanceof NotKnown)) throw thrown;
    selection = null; // a mask: at most all elements are written
  }
  const source = readSource(args, tensor, value);
  if (selection !== null)
    checkSource(args, selection, source.shape, value instanceof Tensor ? value.dtype : tensor.dtype);
  const into = args.tensors.slice(0, reads);
  forgetAliases(tensor, context);
  context.touch(tensor);
  tensor.data = selection === null ? null : writeData(tensor, selection, source);
  if (value instanceof Tensor && value.requiresGrad && !tensor.requiresGrad && tensor.dtype.category === "float") {
    tensor.requiresGrad = true;
    tensor.isLeaf = false;
  }
  args.tensors.splice(0, into.length); // what is written to is not read
  const written = { shape: selection?.shape ?? tensor.shape, dtype: tensor.dtype, requiresGrad: tensor.requiresGrad };
  return { kind: selection?.gathers === false ? "copy" : "gather", outputs: written, wrap: () => null };
}

function readSource(args: Args, tensor: Tensor, value: Value): IndexTensor {
  if (value instanceof Tensor) {
    args.tensors.push(value);
    return value;
  }
  if (value instanceof Unknown) return { shape: [], data: null };
  if (typeof value === "number" || typeof value === "boolean") return { shape: [], data: [Number(value)] };
  if (value instanceof PyFloat) return { shape: [], data: value.ratio === null ? [value.value] : null };
  if (value instanceof Expr) return { shape: [], data: null };
  return args.fail("TypeError", `can't assign a ${typeName(value)} to a torch.${scalarName(tensor.dtype)}Tensor`);
}

function checkSource(args: Args, selection: Selection, shape: Shape, dtype: DType): void {
  const target = selection.shape;
  if (selection.gathers) {
    if (!broadcastsTo(args, shape, target))
      args.fail(
        "RuntimeError",
        `shape mismatch: value tensor of shape ${formatShape(shape)} cannot be broadcast to indexing result of shape ${formatShape(target)}`,
      );
    return;
  }
  let source = shape;
  while (source.length > target.length && source[0] === 1) source = source.slice(1);
  if (source.length > target.length) failTooFew(args, source, target, dtype);
  for (const [i, existing] of source.entries()) {
    const place = i + target.length - source.length;
    const size = target[place] ?? 1;
    if (existing === 1 || existing === size || args.holds(existing, "==", size)) continue;
    const sizes = `The expanded size of the tensor (${formatDim(size)}) must match the existing size (${formatDim(existing)})`;
    const shapes = `Target sizes: ${formatShape(target)}.  Tensor sizes: ${formatShape(source)}`;
    args.fail("RuntimeError", `${sizes} at non-singleton dimension ${place}.  ${shapes}`);
  }
}

/** `selection.data` holds the flat places that are written. */
function writeData(tensor: Tensor, selection: Selection, source: IndexTensor): Contents {
  let shape = source.shape;
  while (shape.length > selection.shape.length) shape = shape.slice(1);
  const values = storedAll(spread(source.data, shape, selection.shape), tensor.dtype);
  if (tensor.data === null || selection.data === null || values === null) return null;
  const data = [...tensor.data];
  for (const [i, place] of selection.data.entries()) data[place] = values[i] ?? 0;
  return data;
}

// ── reading an index ───────────────────────────────────────────────────────────────────────────────────────────────

function select(args: Args, context: Context, tensor: Tensor, data: Contents, index: Value): Selection {
  const items = indexItems(context, index);
  const indexed = items.reduce<number>((count, item) => count + dimsOf(item), 0);
  const rank = tensor.shape.length;
  if (items.filter((item) => item instanceof Ellipsis).length > 1 && !(items[items.length - 1] instanceof Ellipsis))
    throw new NotKnown(context.unknown("an index with two ellipses"));
  if (rank === 0 && indexed > 0 && items.some((item) => item instanceof PySlice))
    args.fail("IndexError", "slice() cannot be applied to a 0-dim tensor.");
  if (rank === 0 && indexed > 0)
    args.fail(
      "IndexError",
      "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
    );
  if (indexed > rank) args.fail("IndexError", `too many indices for tensor of dimension ${rank}`);
  const real = stridesOf(tensor);
  const own = contiguousStrides(tensor.shape);
  const axes: Axis[] = [];
  let offset: Dim = 0;
  let dim = 0;
  let lost = false; // the place of a zero-dim index tensor is not known
  const keep = (): void => {
    axes.push({ size: tensor.shape[dim] ?? 1, stride: real?.[dim] ?? 1, own: own[dim] ?? 1, index: null });
    dim++;
  };
  for (const item of items) {
    const size = tensor.shape[dim] ?? 1;
    const [stride, ownStride]: Dim[] = [real?.[dim] ?? 1, own[dim] ?? 1];
    if (item instanceof Unknown) throw new NotKnown(item);
    if (item === null) axes.push({ size: 1, stride: 0, own: 0, index: null });
    else if (item instanceof Ellipsis) for (let left = rank - indexed; left > 0; left--) keep();
    else if (item instanceof PySlice) {
      const { start, length, step } = sliceOf(args, context, item, size);
      offset = add(offset, mul(start, ownStride ?? 1));
      axes.push({ size: length, stride: mul(stride ?? 1, step), own: mul(ownStride ?? 1, step), index: null });
      dim++;
    } else if (typeof item === "boolean")
      axes.push({ size: 1, stride: 0, own: 0, index: { shape: [item ? 1 : 0], data: item ? [0] : [] } });
    else if (typeof item === "number" || item instanceof Expr) {
      offset = add(offset, mul(wrapIndex(args, item, size, dim), ownStride ?? 1));
      dim++;
    } else if (item instanceof Tensor || item instanceof PyList || item instanceof PyTuple || item instanceof PyRange) {
      const read = item instanceof Tensor ? item : fromSequence(context, item);
      if (item instanceof Tensor) args.tensors.push(item);
      if (read.dtype.name === "bool" || read.dtype.name === "uint8")
        for (const mask of maskIndices(args, context, read, tensor.shape, dim)) {
          if (read.shape.length === 0) axes.push({ size: 1, stride: 0, own: 0, index: mask });
          else {
            axes.push({ size: tensor.shape[dim] ?? 1, stride: 0, own: own[dim] ?? 1, index: mask });
            dim++;
          }
        }
      else if (read.dtype.name !== "int64" && read.dtype.name !== "int32")
        args.fail("IndexError", "tensors used as indices must be long, int, byte or bool tensors");
      else if (read.shape.length === 0 && item instanceof Tensor) {
        const [only] = read.data ?? [];
        if (only === undefined) lost = true;
        else offset = add(offset, mul(wrapIndex(args, only, size, dim), ownStride ?? 1));
        dim++;
      } else {
        // The kernel counts only the dims that are indexed by tensors.
        const counted = axes.filter((axis) => axis.index !== null).length;
        for (const place of read.data ?? []) wrapIndex(args, place, size, counted);
        axes.push({ size, stride: stride ?? 1, own: ownStride ?? 1, index: read });
        dim++;
      }
    } else if (typeof item === "string") args.fail("TypeError", "new(): invalid data type 'str'");
    else
      args.fail(
        "IndexError",
        `only integers, slices (\`:\`), ellipsis (\`...\`), None and long or byte Variables are valid indices (got ${typeName(item)})`,
      );
  }
  while (dim < rank) keep();
  const shape = axes.map((axis) => axis.size);
  const contents = lost
    ? null
    : gather(
        data,
        shape,
        axes.map((axis) => axis.own),
        offset,
      );
  if (axes.every((axis) => axis.index === null)) {
    const strides =
      real === null
        ? "unknown"
        : simplestStrides(
            shape,
            axes.map((axis) => axis.stride),
          );
    return { shape, strides, data: contents, gathers: false };
  }
  return gatherAxes(args, axes, contents);
}

/** How many dims of the tensor an index item uses up. */
function dimsOf(item: Value): number {
  if (item === null || item instanceof Ellipsis || typeof item === "boolean") return 0;
  if (item instanceof Tensor && (item.dtype.name === "bool" || item.dtype.name === "uint8")) return item.shape.length;
  return 1;
}

/** A tuple's items; a short list that holds anything but numbers counts as a tuple, as torch still has it. */
function indexItems(context: Context, index: Value): readonly Value[] {
  if (index instanceof PyTuple) return index.items;
  const isPart = (item: Value): boolean =>
    item === null || [PySlice, Ellipsis, Tensor, PyList, PyTuple, PyRange].some((cls) => item instanceof cls);
  if (index instanceof PyList && index.items.length < 32 && index.items.some(isPart)) return index.items;
  if (index instanceof PyRange && context.iterate(index) instanceof Unknown)
    throw new NotKnown(context.unknown("a range"));
  return [index];
}

function fromSequence(context: Context, value: Value): Tensor {
  const { shape, category, data } = readNested(context, value);
  const empty = shape[0] === 0;
  return new Tensor(shape, category === "bool" ? bool : category === "float" && !empty ? float32 : int64, { data });
}

/** Indices that a mask stands for, one a dim of the mask. */
function maskIndices(args: Args, context: Context, mask: Tensor, shape: Shape, dim: number): IndexTensor[] {
  for (const [i, size] of mask.shape.entries()) {
    const wanted = shape[dim + i] ?? 1;
    if (size === wanted || args.holds(size, "==", wanted)) continue;
    const where = `at index ${i} does not match the shape of the indexed tensor ${formatShape(shape)} at index ${dim + i}`;
    args.fail("IndexError", `The shape of the mask ${formatShape(mask.shape)} ${where}`);
  }
  const plain = plainShape(mask.shape);
  if (mask.data === null || plain === null) throw new NotKnown(context.unknown("the size depends on data"));
  const places = mask.data.flatMap((value, place) => (value === 0 ? [] : [place]));
  if (plain.length === 0) return [{ shape: [places.length], data: places }];
  const strides = contiguousStrides(plain);
  return plain.map((size, i) => {
    const stride = hintOf(strides[i] ?? 1);
    return { shape: [places.length], data: places.map((place) => Math.floor(place / stride) % size) };
  });
}

/** Where each element of the result comes from, once the basic part of the index has been taken. */
function gatherAxes(args: Args, axes: readonly Axis[], contents: Contents): Selection {
  const indexed = axes.flatMap((axis, i) => (axis.index === null ? [] : [{ place: i, index: axis.index }]));
  let joint: Shape = indexed[0]?.index.shape ?? [];
  for (const { index } of indexed.slice(1))
    joint = joinIndices(
      args,
      joint,
      index.shape,
      indexed.map((one) => one.index),
    );
  const first = indexed[0]?.place ?? 0;
  const adjacent = indexed.every(({ place }, i) => place === first + i);
  const front = adjacent ? first : 0;
  const rest = axes.filter((axis) => axis.index === null).map((axis) => axis.size);
  const shape = [...rest.slice(0, front), ...joint, ...rest.slice(front)];
  return { shape, strides: "contiguous", gathers: true, data: gatherData(axes, contents, joint, shape, front) };
}

function joinIndices(args: Args, a: Shape, b: Shape, all: readonly IndexTensor[]): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i): Dim => {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    if (left === 1) return right;
    if (right === 1 || left === right) return left;
    if (args.holds(left, "==", right)) return meet(left, right);
    const shapes = all.map((index) => formatShape(index.shape)).join(", ");
    return args.fail(
      "IndexError",
      `shape mismatch: indexing tensors could not be broadcast together with shapes ${shapes}`,
    );
  });
}

function gatherData(axes: readonly Axis[], data: Contents, joint: Shape, shape: Shape, front: number): Contents {
  const sizes = plainShape(axes.map((axis) => axis.size));
  if (data === null || sizes === null || plainShape(shape) === null) return null;
  const strides = contiguousStrides(sizes).map(hintOf);
  // The places of the jointly indexed dims, then of the rest, as offsets into the basic view.
  let places: Contents = Array<number>(hintOf(numel({ shape: joint }))).fill(0);
  for (const [i, { index, size }] of axes.entries()) {
    if (index === null) continue;
    const spreadOut = spread(index.data, index.shape, joint);
    if (spreadOut === null) return null;
    const count = hintOf(size);
    places = places.map((place, k) => {
      const at = spreadOut[k] ?? 0;
      return place + (at < 0 ? at + count : at) * (strides[i] ?? 0);
    });
  }
  const offsets = (part: readonly number[]): number[] =>
    part.reduce<number[]>(
      (sum, axis) =>
        sum.flatMap((at) => Array.from({ length: sizes[axis] ?? 1 }, (_, k) => at + k * (strides[axis] ?? 0))),
      [0],
    );
  const kept = axes.flatMap((axis, i) => (axis.index === null ? [i] : []));
  const before = offsets(kept.slice(0, front));
  const after = offsets(kept.slice(front));
  const chosen = places;
  return before.flatMap((a) => chosen.flatMap((b) => after.map((c) => data[a + b + c] ?? Number.NaN)));
}

function wrapIndex(args: Args, index: Dim, size: Dim, dim: number): Dim {
  const inRange = args.holds(index, "<", size) && (hintOf(index) >= 0 || args.holds(add(index, size), ">=", 0));
  if (!inRange)
    args.fail(
      "IndexError",
      `index ${formatDim(index)} is out of bounds for dimension ${dim} with size ${formatDim(size)}`,
    );
  return hintOf(index) < 0 ? add(index, size) : index;
}

interface SliceDims {
  readonly start: Dim;
  readonly length: Dim;
  readonly step: Dim;
}

/** Python's slice arithmetic; bounds that only the symbols' defaults decide leave a guard. */
export function sliceOf(args: Args, context: Context, slice: PySlice, size: Dim): SliceDims {
  const step = sliceBound(args, context, slice.step) ?? 1;
  if (hintOf(step) === 0) args.fail("ValueError", "slice step cannot be zero");
  if (hintOf(step) < 0) args.fail("ValueError", "step must be greater than zero");
  const clamp = (bound: Dim): Dim => {
    const wrapped = hintOf(bound) < 0 ? add(bound, size) : bound;
    if (wrapped === size || wrapped === 0) return wrapped;
    if (hintOf(wrapped) < 0 && !args.holds(wrapped, ">=", 0)) return 0;
    return args.holds(wrapped, "<=", size) ? wrapped : size;
  };
  const [lower, upper] = [sliceBound(args, context, slice.start), sliceBound(args, context, slice.stop)];
  const start = lower === null ? 0 : clamp(lower);
  const stop = upper === null ? size : clamp(upper);
  if (start === stop || !args.holds(start, "<=", stop)) return { start, length: 0, step };
  const span = sub(stop, start);
  return { start, length: step === 1 ? span : ceilDiv(span, step), step };
}

function sliceBound(args: Args, context: Context, value: Value): Dim | null {
  if (value instanceof Unknown) throw new NotKnown(value);
  if (value === null || typeof value === "number" || value instanceof Expr) return value;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Tensor && value.shape.every((dim) => dim === 1) && value.dtype.category !== "float") {
    const [only] = value.data ?? [];
    if (only !== undefined) return only;
    throw new NotKnown(context.unknown("the size depends on data"));
  }
  return args.fail("TypeError", "slice indices must be integers or None or have an __index__ method");
}
