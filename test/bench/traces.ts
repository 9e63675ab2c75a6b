// Traces as plain data, for scripts that look at the same thousand runs again and again: every size is `slope · B + constant` in
// the batch, so that one run serves all batch sizes.

import type { EntryRun } from "../../server/src/analysis/run.ts";
import { summaryOf } from "../../server/src/analysis/summary.ts";
import type { Frame } from "../../server/src/python/values.ts";
import { hintOf, isSymbolic, substitute, symbolsOf } from "../../server/src/symbolic/dim.ts";
import type { Dim } from "../../server/src/symbolic/dim.ts";
import { dtypes } from "../../server/src/tensor/dtype.ts";
import type { DType } from "../../server/src/tensor/dtype.ts";
import { Tensor, parameterClass } from "../../server/src/tensor/tensor.ts";
import type { OpKind, OpRecord, TensorMeta } from "../../server/src/tensor/trace.ts";

/** A number, or what it is in batches of 64 and of 128. */
type Size = number | readonly [number, number];

interface PlainMeta {
  readonly id: number;
  readonly shape: readonly Size[];
  readonly dtype: string;
  readonly grad: boolean;
  readonly parameter: boolean;
}

interface PlainRecord {
  readonly op: string;
  readonly kind: OpKind;
  readonly inputs: readonly PlainMeta[];
  readonly outputs: readonly PlainMeta[];
  readonly flops: Size;
  readonly backward: Size;
  readonly elementwise: number;
  readonly attributes: Readonly<Record<string, number>>;
  readonly times?: Size;
}

export interface PlainRun {
  readonly missing: readonly string[];
  readonly parameters: number;
  readonly records: readonly PlainRecord[];
}

function sizeOf(dim: Dim): Size {
  if (!isSymbolic(dim)) return dim;
  const [batch] = symbolsOf(dim);
  if (batch === undefined) return hintOf(dim);
  const at = (value: number): number => hintOf(substitute(dim, new Map([[batch, value]])));
  return [at(64), at(128)];
}

export function plainRun(run: EntryRun, parameters: number): PlainRun {
  const ids = new Map<Tensor, number>();
  const meta = ({ shape, dtype, requiresGrad, tensor }: TensorMeta): PlainMeta => {
    const id = ids.get(tensor) ?? ids.size;
    ids.set(tensor, id);
    return { id, shape: shape.map(sizeOf), dtype: dtype.name, grad: requiresGrad, parameter: tensor.isParameter };
  };
  const records = summaryOf(run, "torch").records.map((record) => ({
    op: record.op,
    kind: record.kind,
    inputs: record.inputs.map(meta),
    outputs: record.outputs.map(meta),
    flops: sizeOf(record.flops),
    backward: sizeOf(record.backward),
    elementwise: record.elementwise,
    attributes: record.attributes,
    ...(record.times === undefined ? {} : { times: sizeOf(record.times) }),
  }));
  return { missing: run.trace.missing.map(({ reason }) => reason.message), parameters, records };
}

/** The records of a run at a batch size, with frames and sites left out: for folds that look at shapes only. */
export function recordsAt(run: PlainRun, batch: number): OpRecord[] {
  const at = (size: Size): number =>
    typeof size === "number" ? size : size[0] + ((batch - 64) / 64) * (size[1] - size[0]);
  const tensors = new Map<number, Tensor>();
  const meta = ({ id, shape, dtype, grad, parameter }: PlainMeta): TensorMeta => {
    const type = dtypeNamed(dtype);
    const dims = shape.map(at);
    let tensor = tensors.get(id);
    if (tensor === undefined) {
      tensor = new Tensor(dims, type, { requiresGrad: grad, ...(parameter ? { cls: parameterClass } : {}) });
      tensors.set(id, tensor);
    }
    return { shape: dims, dtype: type, requiresGrad: grad, tensor };
  };
  return run.records.map(({ op, kind, inputs, outputs, flops, backward, elementwise, attributes, times }) => ({
    op,
    kind,
    inputs: inputs.map(meta),
    outputs: outputs.map(meta),
    flops: at(flops),
    backward: at(backward),
    elementwise,
    attributes,
    ...(times === undefined ? {} : { times: at(times) }),
    frame: noFrame,
    site: null,
  }));
}

const noFrame: Frame = { parent: null, site: null, callee: null, file: null, receiver: null };

function dtypeNamed(name: string): DType {
  const found = dtypes.get(name);
  if (found === undefined) throw new Error(`no dtype ${name}`);
  return found;
}
