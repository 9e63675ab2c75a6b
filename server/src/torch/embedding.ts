// Rows of a table by index, sums of such rows, and one-hot vectors.

import type { Context } from "../python/values.ts";
import { hintOf, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { int32, int64, scalarName } from "../tensor/dtype.ts";
import { NotKnown, op } from "../tensor/op.ts";
import type { Args, OpResult } from "../tensor/op.ts";
import { formatDim, formatShape, sameShape } from "../tensor/shapes.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { isUnknown, tensorIfKnown } from "./lenient.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

const kind = "embedding";

function checkIndices(args: Args, indices: Tensor, rows: Dim, name: string): void {
  if (indices.dtype !== int64 && indices.dtype !== int32) {
    const found = indices.dtype.name === "bool" ? "CPUBoolType" : `torch.${scalarName(indices.dtype)}Tensor`;
    args.fail(
      "RuntimeError",
      `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got ${found} instead (while checking arguments for ${name})`,
    );
  }
  if (typeof rows === "number" && indices.data?.some((index) => index < 0 || index >= rows) === true)
    args.fail("IndexError", "index out of range in self");
}

function lookUp(args: Args): OpResult {
  const [input, weight] = [args.tensor("input"), args.tensor("weight")];
  if (weight.shape.length !== 2) args.fail("RuntimeError", "'weight' must be 2-D");
  const [rows = 1, width = 1] = weight.shape;
  checkIndices(args, input, rows, "embedding");
  return { outputs: { shape: [...input.shape, width], dtype: weight.dtype } };
}

const embedding = op(
  "embedding",
  "input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False",
  { kind },
  (args) => {
    const found = lookUp(args);
    const padding = isUnknown(args, "padding_idx") ? null : args.optionalInt("padding_idx");
    const rows = args.tensors[1]?.shape[0] ?? 1;
    if (padding !== null) {
      const index = hintOf(padding);
      const fits = index >= 0 ? args.holds(padding, "<", rows) : args.holds(sub(0, rows), "<=", padding);
      if (!fits) args.fail("AssertionError", "Padding_idx must be within num_embeddings");
    }
    return found;
  },
);

/** torch.embedding has the two tensors the other way round. */
const embeddingCore = op(
  "embedding",
  "weight, input, padding_idx=-1, scale_grad_by_freq=False, sparse=False",
  { kind },
  lookUp,
);

const embeddingBag = op(
  "embedding_bag",
  "input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode='mean', sparse=False, per_sample_weights=None, include_last_offset=False, padding_idx=None",
  { kind },
  (args) => {
    const [input, weight] = [args.tensor("input"), args.tensor("weight")];
    const offsets = args.optionalTensor("offsets");
    const perSample = tensorIfKnown(args, "per_sample_weights");
    const mode = args.string("mode");
    if (perSample !== null && !sameShape(args, perSample.shape, input.shape)) {
      const shapes = `(torch.Size(${formatShape(perSample.shape)})) is not None, then it must have the same shape as the input (torch.Size(${formatShape(input.shape)}))`;
      args.fail("ValueError", `embedding_bag: If per_sample_weights ${shapes}`);
    }
    const [rows = 1, width = 1] = weight.shape;
    const bags = bagsOf(args, input, offsets);
    if (!["sum", "mean", "max"].includes(mode)) args.fail("ValueError", "mode has to be one of sum, mean or max");
    if (perSample !== null && mode !== "sum")
      args.fail(
        "NotImplementedError",
        `embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' (got mode='${mode}'). Please open a feature request on GitHub.`,
      );
    checkIndices(args, input, rows, "embedding_bag");
    const perBag = hintOf(input.shape.at(-1) ?? 1);
    return {
      outputs: { shape: [bags, width], dtype: weight.dtype },
      elementwise: input.shape.length === 2 ? perBag : 1,
    };
  },
);

/** A 2-D input has a bag a row; a 1-D one begins a bag at each offset. */
function bagsOf(args: Args, { shape }: Tensor, offsets: Tensor | null): Dim {
  if (shape.length === 2) {
    if (offsets === null) return shape[0] ?? 1;
    const why = "as input is treated is a mini-batch of fixed length sequences";
    return args.fail(
      "ValueError",
      `if input is 2D, then offsets has to be None, ${why}. However, found offsets of type <class 'torch.Tensor'>`,
    );
  }
  if (shape.length !== 1)
    return args.fail("ValueError", `input has to be 1D or 2D Tensor, but got Tensor of dimension ${shape.length}`);
  if (offsets === null) return args.fail("ValueError", "offsets has to be a 1D Tensor but got None");
  if (offsets.shape.length !== 1) args.fail("ValueError", "offsets has to be a 1D Tensor");
  const count = offsets.shape[0] ?? 1;
  return args.bool("include_last_offset") ? sub(count, 1) : count;
}

/** Without `num_classes` the width is the largest index plus one: known only where the indices are. */
function oneHotRule(args: Args, context: Context): OpResult {
  const input = args.tensor("input");
  const asked = args.int("num_classes");
  if (input.dtype !== int64)
    args.fail("RuntimeError", "one_hot is only applicable to index tensor of type LongTensor.");
  const { data } = input;
  if (data?.some((index) => index < 0) === true) args.fail("RuntimeError", "Class values must be non-negative.");
  if (typeof asked === "number" && asked >= 0 && data?.some((index) => index >= asked) === true)
    args.fail("RuntimeError", "Class values must be smaller than num_classes.");
  const inferred = hintOf(asked) === -1;
  if (inferred && data === null)
    throw new NotKnown(context.unknown("how many classes one_hot makes depends on the values"));
  if (!inferred && hintOf(asked) < 0)
    args.fail("RuntimeError", `num_classes should be positive, but got ${formatDim(asked)}`);
  const classes = inferred ? Math.max(...(data ?? [0])) + 1 : asked;
  const contents =
    data !== null && typeof classes === "number"
      ? data.flatMap((index) => Array.from({ length: classes }, (_, i) => Number(i === index)))
      : null;
  return { outputs: { shape: [...input.shape, classes], dtype: int64, data: contents } };
}

const oneHot = op("one_hot", "input, num_classes=-1", { kind: "creation" }, oneHotRule);

export function register(registry: Registry): void {
  placeNn(registry, [embedding, embeddingBag, oneHot]);
  placeFunctions(registry, [embeddingCore]);
}
