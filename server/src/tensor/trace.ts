// The trace of one run: every op with where it was called from. Every feature is a fold over it.

import type { Site } from "../python/ast.ts";
import type { Frame, PyRaise, Reason, Value } from "../python/values.ts";
import { hintOf } from "../symbolic/dim.ts";
import type { Dim, Guard } from "../symbolic/dim.ts";
import type { DType } from "./dtype.ts";
import type { Shape, Tensor } from "./tensor.ts";

/**
 * What a kernel is like. `product` ops (matmul, conv, attention, rnn) are the ones that PyTorch's counter counts; the other
 * kinds decide the conventions `all` and `fvcore`, memory traffic and time.
 */
export type OpKind =
  | "matmul"
  | "conv"
  | "attention"
  | "rnn"
  | "pointwise"
  | "reduce"
  | "norm"
  | "softmax"
  | "pool"
  | "resize"
  | "embedding"
  | "gather"
  | "copy"
  | "creation"
  | "random"
  | "view";

/** The kinds of products. */
export const productKinds: ReadonlySet<OpKind> = new Set<OpKind>(["matmul", "conv", "attention", "rnn"]);

/** A tensor as it was at the time of the op. */
export interface TensorMeta {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly requiresGrad: boolean;
  /** The tensor itself, for identity: parameters are counted once a tensor. */
  readonly tensor: Tensor;
}

/** A call whose inner results are not kept for backward but computed again (torch.utils.checkpoint). */
export interface Region {
  /** The region around it. */
  readonly parent: Region | null;
  /** The recomputation runs the whole call, and does not stop once it has all that backward needs. */
  readonly whole: boolean;
}

export interface OpRecord {
  readonly op: string;
  readonly kind: OpKind;
  readonly inputs: readonly TensorMeta[];
  readonly outputs: readonly TensorMeta[];
  /** Forward FLOPs as PyTorch counts them (a multiply-add is 2); 0 for all that it does not count. */
  readonly flops: Dim;
  /** Backward FLOPs under the same convention, given which inputs need a gradient. 0 outside of grad mode. */
  readonly backward: Dim;
  /** The parts of `backward`, by the tensor whose gradient they are. */
  readonly gradients?: readonly (readonly [Tensor, Dim])[] | undefined;
  /** How many backward passes go through it; once where left out. `backward` is the FLOPs of all of them. */
  readonly passes?: number;
  /** Arithmetic an output (or, for reductions and norms, an input) element: the convention `all` counts these too. */
  readonly elementwise: number;
  /** Facts that conventions need: `{affine: 1, training: 0}` for a batch norm, `{groups: 4}`, `{causal: 1}`. */
  readonly attributes: Readonly<Record<string, number>>;
  /** How often it ran, where one record stands for the steps of a loop: `flops` and `backward` are those of all of them. */
  readonly times?: Dim;
  /** The innermost region that it runs in. */
  readonly region?: Region | null;
  /** The frame whose source called the op, and the call in it. */
  readonly frame: Frame;
  readonly site: Site | null;
}

/** How often a record's op ran, at the defaults of the symbols. */
export function timesOf({ times }: OpRecord): number {
  return times === undefined ? 1 : hintOf(times);
}

/**
 * A name that a line of the user's source bound to a tensor (or a tuple of them): for shape hints, and because what has a name
 * lives until the name is bound anew or its function returns.
 */
export interface Binding {
  readonly site: Site;
  readonly value: Value;
  /** One, or one for each item of `value`; empty where an attribute was set or a function returned it. */
  readonly names: readonly string[];
  /** The frame that the names belong to. */
  readonly frame: Frame | null;
}

export interface Missing {
  readonly reason: Reason;
  readonly frame: Frame | null;
}

/** A Python exception that nothing caught. */
export interface Failure {
  readonly raised: PyRaise;
}

export interface Trace {
  readonly records: OpRecord[];
  readonly bindings: Binding[];
  /** Why totals are lower bounds, if they are. */
  readonly missing: Missing[];
  readonly failures: Failure[];
  /** Comparisons that the symbols' defaults decided. */
  readonly guards: Set<Guard>;
}

export function createTrace(): Trace {
  return { records: [], bindings: [], missing: [], failures: [], guards: new Set() };
}
