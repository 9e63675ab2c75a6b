// Records made by hand, for folds that need no interpreter.

import { float32 } from "../../server/src/tensor/dtype.ts";
import type { DType } from "../../server/src/tensor/dtype.ts";
import { Tensor } from "../../server/src/tensor/tensor.ts";
import type { Shape } from "../../server/src/tensor/tensor.ts";
import type { OpKind, OpRecord, TensorMeta } from "../../server/src/tensor/trace.ts";
import type { Frame } from "../../server/src/python/values.ts";

export const noFrame: Frame = { parent: null, site: null, callee: null, file: null, receiver: null };

export interface TensorOptions {
  readonly dtype?: DType;
  readonly requiresGrad?: boolean;
  readonly tensor?: Tensor;
}

export function meta(shape: Shape, { dtype = float32, requiresGrad = false, tensor }: TensorOptions = {}): TensorMeta {
  return { shape, dtype, requiresGrad, tensor: tensor ?? new Tensor(shape, dtype, { requiresGrad }) };
}

export function record(op: string, kind: OpKind, fields: Partial<OpRecord> = {}): OpRecord {
  return {
    op,
    kind,
    inputs: [],
    outputs: [],
    flops: 0,
    backward: 0,
    elementwise: 0,
    attributes: {},
    frame: noFrame,
    site: null,
    ...fields,
  };
}
