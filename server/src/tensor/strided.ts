// Views: another shape over the same storage. A view is told by its strides, once for the memory layout (which `view`
// and `is_contiguous` ask for) and once for the contents, where they are known.

import { mul } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { gather } from "./contents.ts";
import type { Output } from "./op.ts";
import { contiguousStrides } from "./shapes.ts";
import type { Shape, Strides, Tensor } from "./tensor.ts";

/** From the source's strides to the view's. */
export type Restride = (strides: readonly Dim[]) => readonly Dim[];

/** A view of that shape; `offset` gives the first element's place from the source's strides. */
export function strided(
  source: Tensor,
  shape: Shape,
  restride: Restride,
  offset: (strides: readonly Dim[]) => Dim = () => 0,
): Output {
  const real = stridesOf(source);
  const { data } = source;
  const own = data === null ? [] : contiguousStrides(source.shape);
  return {
    shape,
    dtype: source.dtype,
    strides: real === null ? "unknown" : simplestStrides(shape, restride(real)),
    data: data === null ? null : gather(data, shape, restride(own), offset(own)),
  };
}

/** The strides in elements, or null where the layout is not known. */
export function stridesOf(tensor: { readonly shape: Shape; readonly strides: Strides }): readonly Dim[] | null {
  if (tensor.strides === "unknown") return null;
  return tensor.strides === "contiguous" ? contiguousStrides(tensor.shape) : tensor.strides;
}

/** Dims of size 1 may have any stride. */
export function simplestStrides(shape: Shape, strides: readonly Dim[]): Strides {
  let expected: Dim = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] ?? 1;
    if (size === 0) return "contiguous";
    if (size === 1) continue;
    if (strides[i] !== expected) return strides;
    expected = mul(expected, size);
  }
  return "contiguous";
}
