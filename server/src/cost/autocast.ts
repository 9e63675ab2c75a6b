// The trace as it would be under `torch.autocast` on a GPU: products take and give half precision, some ops float32, the rest
// what their inputs are. Casts become records. The lists are those of the CUDA op reference in torch.amp's documentation.

import { bfloat16, float32 } from "../tensor/dtype.ts";
import { Tensor } from "../tensor/tensor.ts";
import { productKinds } from "../tensor/trace.ts";
import type { OpRecord, TensorMeta } from "../tensor/trace.ts";

const inFloat32: ReadonlySet<string> = new Set(
  (
    "acos asin cosh cosine_embedding_loss cdist cosine_similarity cross_entropy cumprod cumsum dist erfinv exp expm1 group_norm " +
    "hinge_embedding_loss kl_div l1_loss layer_norm log log10 log2 log1p log_softmax logsumexp margin_ranking_loss mse_loss " +
    "multi_margin_loss multilabel_margin_loss nll_loss norm normalize pdist poisson_nll_loss pow prod reciprocal renorm rsqrt " +
    "sinh smooth_l1_loss soft_margin_loss softmax softmin softplus sum tan triplet_margin_loss"
  ).split(" "),
);

export function autocast(records: readonly OpRecord[]): OpRecord[] {
  const result: OpRecord[] = [];
  /** Tensors that are float32 in the trace and half here. */
  const halves = new Set<Tensor>();
  /** Weights are cast once, and the copy serves until the step is over. */
  const weights = new Map<Tensor, TensorMeta>();
  const now = (meta: TensorMeta): TensorMeta => (halves.has(meta.tensor) ? { ...meta, dtype: bfloat16 } : meta);

  function cast(record: OpRecord, meta: TensorMeta, isHalf: boolean): TensorMeta {
    if (meta.dtype.category !== "float" || meta.dtype.size > 4 || (meta.dtype.size === 2) === isHalf) return meta;
    const known = weights.get(meta.tensor);
    if (isHalf && known !== undefined) return known;
    const dtype = isHalf ? bfloat16 : float32;
    const tensor = new Tensor(meta.shape, dtype, { requiresGrad: meta.requiresGrad });
    const copy = { ...meta, dtype, tensor };
    result.push(castRecord(record, meta, copy));
    if (isHalf && meta.tensor.isParameter) weights.set(meta.tensor, copy);
    return copy;
  }

  for (const record of records) {
    const inputs = record.inputs.map(now);
    const [first] = inputs;
    const isInPlace = first !== undefined && record.outputs[0]?.tensor === first.tensor;
    if (record.kind === "view" || isInPlace || record.kind === "norm" || record.kind === "embedding") {
      const wantsFloat32 = inFloat32.has(record.op) && !isInPlace;
      if (!wantsFloat32) {
        if (first?.dtype.size === 2) for (const { tensor } of record.outputs) halves.add(tensor);
        result.push({ ...record, inputs, outputs: record.outputs.map(now) });
        continue;
      }
    }
    if (productKinds.has(record.kind)) {
      for (const { tensor, dtype } of record.outputs) if (dtype.size === 4) halves.add(tensor);
      const casts = inputs.map((meta) => cast(record, meta, true));
      result.push({ ...record, inputs: casts, outputs: record.outputs.map(now) });
      continue;
    }
    if (inFloat32.has(record.op)) {
      result.push({ ...record, inputs: inputs.map((meta) => cast(record, meta, false)) });
      continue;
    }
    const floats = inputs.filter(({ dtype, shape }) => dtype.category === "float" && shape.length > 0);
    if (floats.length > 0 && floats.every(({ dtype }) => dtype.size === 2))
      for (const { tensor, dtype } of record.outputs)
        if (dtype.category === "float" && dtype.size === 4) halves.add(tensor);
    result.push({ ...record, inputs, outputs: record.outputs.map(now) });
  }
  const last = result.at(-1);
  // The cache of casts lives until autocast ends: something reads all of them at the end.
  if (last !== undefined && weights.size > 0)
    result.push({
      ...last,
      op: "view",
      kind: "view",
      inputs: [...weights.values()],
      outputs: [],
      flops: 0,
      backward: 0,
    });
  return result;
}

function castRecord(record: OpRecord, input: TensorMeta, output: TensorMeta): OpRecord {
  const { frame, site, region = null, times } = record;
  const cost = { flops: 0, backward: 0, elementwise: 0, attributes: {} };
  return {
    op: "to",
    kind: "copy",
    inputs: [input],
    outputs: [output],
    ...cost,
    frame,
    site,
    region,
    ...(times === undefined ? {} : { times }),
  };
}
