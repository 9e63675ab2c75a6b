// A tensor without contents: shape, dtype, device, whether it needs a gradient. Small ones may know their contents.

import { PyClass, PyInstance, objectClass } from "../python/values.ts";
import type { Value } from "../python/values.ts";
import type { Dim } from "../symbolic/dim.ts";
import { product } from "../symbolic/dim.ts";
import type { DType } from "./dtype.ts";

export const tensorClass = new PyClass("Tensor", [objectClass]);
tensorClass.module = "torch";

/** `torch.nn.Parameter`: a Tensor that a module registers. */
export const parameterClass = new PyClass("Parameter", [tensorClass]);
parameterClass.module = "torch.nn.parameter";

export type Shape = readonly Dim[];

export interface TensorOptions {
  readonly requiresGrad?: boolean;
  readonly device?: string;
  readonly data?: readonly number[] | null;
  readonly cls?: PyClass;
  readonly strides?: Strides;
}

/** In elements, by dim; or contiguous; or not known (a product's output may have the layout of its inputs). */
export type Strides = readonly Dim[] | "contiguous" | "unknown";

export class Tensor extends PyInstance {
  /** In-place ops of torch may change these (`x.data = y`, `module.half()`); `Context.touch` comes first. */
  shape: Shape;
  dtype: DType;
  device: string;
  requiresGrad: boolean;
  /** The contents in row-major order where they are known and few (at most `knownLimit`), else null. */
  data: readonly number[] | null;
  strides: Strides;
  /** False for what an op made from tensors that need a gradient. */
  isLeaf = true;
  /** The tensors that share this one's storage, itself among them; null where it has no views. One array for all of them. */
  aliases: Tensor[] | null = null;

  constructor(shape: Shape, dtype: DType, options: TensorOptions = {}) {
    super(options.cls ?? tensorClass);
    this.shape = shape;
    this.dtype = dtype;
    this.device = options.device ?? "cpu";
    this.requiresGrad = options.requiresGrad ?? false;
    this.data = options.data ?? null;
    this.strides = options.strides ?? "contiguous";
  }

  /** What either of two tensors is, after a branch that was not decided: the same shape and dtype, contents not known. */
  joined(other: Value): Tensor | null {
    if (!(other instanceof Tensor) || this.dtype !== other.dtype || this.device !== other.device) return null;
    if (this.shape.length !== other.shape.length || this.shape.some((dim, i) => dim !== other.shape[i])) return null;
    const isContiguous = this.strides === "contiguous" && other.strides === "contiguous";
    const tensor = new Tensor(this.shape, this.dtype, {
      requiresGrad: this.requiresGrad || other.requiresGrad,
      device: this.device,
      strides: isContiguous ? "contiguous" : "unknown",
    });
    tensor.isLeaf = this.isLeaf && other.isLeaf;
    return tensor;
  }

  get isParameter(): boolean {
    return this.cls === parameterClass || this.cls.isSubclassOf(parameterClass);
  }
}

/** Above this many elements contents are forgotten. */
export const knownLimit = 4096;

export function numel(tensor: { readonly shape: Shape }): Dim {
  return product(tensor.shape);
}
