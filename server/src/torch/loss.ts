// The losses of torch.nn.functional: of two tensors element by element, then a mean, a sum, or neither.

import type { Context, Value } from "../python/values.ts";
import { Unknown } from "../python/values.ts";
import { hintOf, product, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { int64, promote, scalarName, uint8 } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { NotKnown, op, tensorState } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { broadcast, broadcastAll, formatDim, formatShape, sameShape } from "../tensor/shapes.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { flagOr, isUnknown, numberOr, tensorIfKnown } from "./lenient.ts";
import { linear } from "./matmul.ts";
import { isFloating, lifted } from "./precision.ts";
import { placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";
import { logSoftmax } from "./softmax.ts";

const kind = "reduce";
const legacy = "size_average=None, reduce=None, reduction='mean'";
const size = (shape: Shape): string => `torch.Size(${formatShape(shape)})`;

type Reduction = "none" | "mean" | "sum" | "batchmean";

/** `reduction`, or what the two deprecated switches say. */
function reductionOf(args: Args, options: { readonly legacy: boolean; readonly also?: Reduction }): Reduction {
  if (options.legacy) {
    const [average, reduce] = [args.known("size_average"), args.known("reduce")];
    if (average !== null || reduce !== null) {
      if (reduce !== null && !args.bool("reduce")) return "none";
      return average !== null && !args.bool("size_average") ? "sum" : "mean";
    }
  }
  const asked = args.string("reduction");
  if (asked === "none" || asked === "mean" || asked === "sum" || asked === options.also) return asked;
  return args.fail("ValueError", `${asked} is not a valid value for reduction`);
}

/** The loss itself: one number, or one an element. */
function reduced(args: Args, reduction: Reduction, shape: Shape, dtype: DType, elementwise: number): OpResult {
  if (reduction === "mean" && !isFloating(dtype)) {
    const wanted = "Input dtype must be either a floating point or complex dtype";
    args.fail("RuntimeError", `mean(): could not infer output dtype. ${wanted}. Got: ${scalarName(dtype)}`);
  }
  return { outputs: { shape: reduction === "none" ? shape : [], dtype }, elementwise };
}

/** A loss whose target is not known is one number all the same, unless every element has its own. */
function withoutTarget(args: Args, context: Context, reduction: Reduction, work: number): OpResult | null {
  if (reduction === "none" || !isUnknown(args, "target")) return null;
  return reduced(args, reduction, [], lifted(context, args.tensor("input").dtype), work);
}

/** Losses of two tensors that broadcast. `target` first: torch's kernel has them the other way round in its messages. */
interface Pairwise {
  readonly name: string;
  readonly params: string;
  readonly work: number;
  readonly first?: "target";
  /** The kernel that takes floats only, as a message names it. */
  readonly kernel?: string;
  readonly modern?: true;
  readonly also?: Reduction;
}

const pairwise: readonly Pairwise[] = [
  { name: "mse_loss", params: `${legacy}, weight=None`, work: 3, kernel: "mse_cpu" },
  { name: "l1_loss", params: `${legacy}, weight=None`, work: 3 },
  { name: "smooth_l1_loss", params: `${legacy}, beta=1.0`, work: 6, kernel: "smooth_l1_cpu" },
  {
    name: "huber_loss",
    params: "reduction='mean', delta=1.0, weight=None",
    work: 6,
    kernel: "huber_cpu",
    modern: true,
  },
  { name: "kl_div", params: `${legacy}, log_target=False`, work: 5, first: "target", also: "batchmean" },
  {
    name: "poisson_nll_loss",
    params: "log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
    work: 4,
    first: "target",
  },
  { name: "hinge_embedding_loss", params: `margin=1.0, ${legacy}`, work: 4, first: "target" },
  { name: "soft_margin_loss", params: legacy, work: 5 },
];

function pairwiseLoss({ name, params, work, first, kernel, modern, also }: Pairwise): OpDeclaration {
  return op(name, `input, target, ${params}`, { kind }, (args, context) => {
    const input = args.tensor("input");
    const reduction = reductionOf(args, { legacy: modern !== true, ...(also === undefined ? {} : { also }) });
    const unlabelled = withoutTarget(args, context, reduction, work);
    if (unlabelled !== null) return unlabelled;
    const target = args.tensor("target");
    if (params.includes("weight=None")) {
      const weight = tensorIfKnown(args, "weight");
      if (weight !== null && !sameShape(args, weight.shape, input.shape))
        args.fail("ValueError", "Weights and input must have the same size.");
    }
    const shape =
      first === "target" ? broadcast(args, target.shape, input.shape) : broadcast(args, input.shape, target.shape);
    const dtype = lifted(context, args.promoted());
    if (kernel !== undefined && !isFloating(dtype))
      args.fail("NotImplementedError", `"${kernel}" not implemented for '${scalarName(dtype)}'`);
    const same = sameShape(args, input.shape, target.shape);
    // Shapes that broadcast are seldom meant: torch warns of them.
    return { ...reduced(args, reduction, shape, dtype, work), attributes: { broadcasts: same ? 0 : 1 } };
  });
}

// ── classes ────────────────────────────────────────────────────────────────────────────────────────────────────────

function checkClassWeight(args: Args, weight: Tensor | null, classes: Dim, prefix = ""): void {
  if (weight === null || (weight.shape.length === 1 && args.holds(weight.shape[0] ?? 1, "==", classes))) return;
  const wanted = `weight tensor should be defined either for all ${formatDim(classes)} classes or no classes`;
  args.fail("RuntimeError", `${prefix}${wanted} but got weight tensor of shape: ${formatShape(weight.shape)}`);
}

/** Class indices against [N, C, *rest] (or [C]): they must be [N, *rest], whole numbers, and below C. */
function checkTarget(args: Args, input: Tensor, target: Tensor): Shape {
  const [x, y] = [input.shape, target.shape];
  const raise = (message: string): never => args.fail("RuntimeError", message);
  const [batch, found] = [x[0] ?? 0, y[0] ?? 0];
  if (x.length === 0) raise("Expected input to have at least 1 dimension");
  if (x.length === 1 && y.length === 1 && !args.holds(found, "==", 1))
    args.fail("ValueError", `For 1D input, 1D target must have size 1, but got target size: ${formatDim(found)}`);
  if (x.length > 1 && !args.holds(batch, "==", found))
    args.fail(
      "ValueError",
      `Expected input batch_size (${formatDim(batch)}) to match target batch_size (${formatDim(found)}).`,
    );
  const expected = x.length === 1 ? [] : [batch, ...x.slice(2)];
  if (x.length <= 2) {
    if (y.length > 1) raise("0D or 1D target tensor expected, multi-target not supported");
  } else if (x.length === 4) {
    if (y.length !== 3)
      raise(`only batches of spatial targets supported (3D tensors) but got targets of dimension: ${y.length}`);
    if (!sameShape(args, y, expected)) raise(`size mismatch (got input: ${formatShape(x)} , target: ${formatShape(y)}`);
  } else if (!sameShape(args, y, expected)) {
    raise(`Expected target size ${formatShape(expected)}, got ${formatShape(y)}`);
  }
  if (target.dtype !== int64 && target.dtype !== uint8)
    raise(`expected target dtype to be Long or Byte, but got ${scalarName(target.dtype)}`);
  return expected;
}

function checkRange(args: Args, target: Tensor, classes: Dim): void {
  if (target.data === null || typeof classes !== "number") return;
  const ignored = args.number("ignore_index");
  const wrong = target.data.find((index) => index !== ignored && (index < 0 || index >= classes));
  if (wrong !== undefined) args.fail("IndexError", `Target ${wrong} is out of bounds.`);
}

const classesOf = (shape: Shape): Dim => (shape.length === 1 ? (shape[0] ?? 1) : (shape[1] ?? 1));

const classSignature =
  "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'";

const nllLoss = op("nll_loss", classSignature, { kind }, (args, context) => {
  const input = args.tensor("input");
  const reduction = reductionOf(args, { legacy: true });
  const unlabelled = withoutTarget(args, context, reduction, 1);
  if (unlabelled !== null) return unlabelled;
  const [target, weight] = [args.tensor("target"), tensorIfKnown(args, "weight")];
  const shape = checkTarget(args, input, target);
  const classes = classesOf(input.shape);
  checkClassWeight(args, weight, classes);
  if (weight !== null && lifted(context, weight.dtype) !== lifted(context, input.dtype))
    args.fail("RuntimeError", `expected scalar type ${scalarName(input.dtype)} but found ${scalarName(weight.dtype)}`);
  checkRange(args, target, classes);
  // One element of each row is read.
  return { ...reduced(args, reduction, shape, lifted(context, input.dtype), 2 / Math.max(hintOf(classes), 1)) };
});

/** The same over all classes: targets are probabilities, or smoothed. */
const softNll = op("cross_entropy", `${classSignature}, label_smoothing=0.0`, { kind }, (args, context) => {
  const [input, target] = [args.tensor("input"), args.tensor("target")];
  const weight = tensorIfKnown(args, "weight");
  const reduction = reductionOf(args, { legacy: true });
  const { shape } = input;
  const soft = sameShape(args, shape, target.shape);
  if (soft) checkClassWeight(args, weight, classesOf(shape), "cross_entropy: ");
  const rest = soft ? shape.filter((_, i) => i !== (shape.length === 1 ? 0 : 1)) : checkTarget(args, input, target);
  const dtype = lifted(context, soft ? promote(input.dtype, target.dtype) : input.dtype);
  return reduced(args, reduction, rest, dtype, 3);
});

/** As torch composes it: a log_softmax, then the negative log likelihood. Two records, for two kernels and what they keep. */
const crossEntropy = op("cross_entropy", `${classSignature}, label_smoothing=0.0`, { kind }, (args, context) => {
  const input = args.tensor("input");
  const reduction = reductionOf(args, { legacy: true });
  const unlabelled = withoutTarget(args, context, reduction, 6);
  if (unlabelled !== null) return unlabelled;
  const target = args.tensor("target");
  const smoothing = numberOr(args, "label_smoothing", 0);
  if (smoothing < 0 || smoothing > 1)
    args.fail("RuntimeError", `label_smoothing must be between 0.0 and 1.0. Got: ${smoothing}`);
  const soft = sameShape(args, input.shape, target.shape);
  if (soft && !isFloating(target.dtype))
    args.fail(
      "RuntimeError",
      `Expected floating point type for target with class probabilities, got ${scalarName(target.dtype)}`,
    );
  const log = context.call(logSoftmax.builtin, [input, input.shape.length === 1 ? 0 : 1]);
  const names = ["target", "weight", "size_average", "ignore_index", "reduce", "reduction"];
  const given = names.map((name) => args.value(name));
  return soft || smoothing > 0
    ? context.call(softNll.builtin, [log, ...given, args.value("label_smoothing")])
    : context.call(nllLoss.builtin, [log, ...given]);
});

/** A linear layer and the loss on what it gives, without keeping the logits. Counts as the two. */
const linearCrossEntropy = op(
  "linear_cross_entropy",
  "input, linear_weight, target, *, linear_bias=None, weight=None, reduction='mean', ignore_index=None, label_smoothing=0.0, options=None",
  { kind },
  (args, context) => {
    const ignored = args.known("ignore_index");
    const logits = context.call(
      linear.builtin,
      ["input", "linear_weight", "linear_bias"].map((name) => args.value(name)),
    );
    const [target, weight, reduction] = ["target", "weight", "reduction"].map((name) => args.value(name));
    const given = [logits, target ?? null, weight ?? null, null, ignored ?? -100, null, reduction ?? null];
    return context.call(crossEntropy.builtin, [...given, args.value("label_smoothing")]);
  },
);

// ── probabilities ──────────────────────────────────────────────────────────────────────────────────────────────────

const binaryCrossEntropy = op(
  "binary_cross_entropy",
  `input, target, weight=None, ${legacy}`,
  { kind },
  (args, context) => {
    const input = args.tensor("input");
    const reduction = reductionOf(args, { legacy: true });
    const unlabelled = withoutTarget(args, context, reduction, 6);
    if (unlabelled !== null) return unlabelled;
    const [target, weight] = [args.tensor("target"), tensorIfKnown(args, "weight")];
    if (!sameShape(args, input.shape, target.shape))
      args.fail(
        "ValueError",
        `Using a target size (${size(target.shape)}) that is different to the input size (${size(input.shape)}) is deprecated. Please ensure they have the same size.`,
      );
    if (weight !== null) broadcast(args, weight.shape, input.shape);
    const autocast = tensorState(context).autocast;
    if (autocast !== null && input.dtype === autocast)
      args.fail(
        "RuntimeError",
        "torch.nn.functional.binary_cross_entropy and torch.nn.BCELoss are unsafe to autocast.\nMany models use a sigmoid layer right before the binary cross entropy layer.\nIn this case, combine the two layers using torch.nn.functional.binary_cross_entropy_with_logits\nor torch.nn.BCEWithLogitsLoss.  binary_cross_entropy_with_logits and BCEWithLogits are\nsafe to autocast.",
      );
    for (const [tensor, which] of [
      [input, "input"],
      [target, "target"],
    ] as const)
      if (tensor.data?.some((value) => value < 0 || value > 1) === true)
        args.fail("RuntimeError", `all elements of ${which} should be between 0 and 1`);
    if (target.dtype !== input.dtype)
      args.fail("RuntimeError", `Found dtype ${scalarName(target.dtype)} but expected ${scalarName(input.dtype)}`);
    return reduced(args, reduction, input.shape, input.dtype, 6);
  },
);

const withLogits = op(
  "binary_cross_entropy_with_logits",
  `input, target, weight=None, ${legacy}, pos_weight=None`,
  { kind },
  (args, context) => {
    const input = args.tensor("input");
    const reduction = reductionOf(args, { legacy: true });
    const unlabelled = withoutTarget(args, context, reduction, 8);
    if (unlabelled !== null) return unlabelled;
    const [target, weight] = [args.tensor("target"), tensorIfKnown(args, "weight")];
    const positive = tensorIfKnown(args, "pos_weight");
    if (!sameShape(args, input.shape, target.shape))
      args.fail(
        "ValueError",
        `Target size (${size(target.shape)}) must be the same as input size (${size(input.shape)})`,
      );
    if (!isFloating(target.dtype))
      args.fail(
        "RuntimeError",
        `result type ${scalarName(promote(input.dtype, target.dtype))} can't be cast to the desired output type ${scalarName(target.dtype)}`,
      );
    let { shape } = input;
    if (positive !== null) shape = broadcast(args, positive.shape, shape);
    if (weight !== null) shape = broadcast(args, shape, weight.shape);
    return reduced(args, reduction, shape, lifted(context, promote(input.dtype, target.dtype)), 8);
  },
);

const gaussian = op(
  "gaussian_nll_loss",
  "input, target, var, full=False, eps=1e-06, reduction='mean'",
  { kind },
  (args, context) => {
    const [input, target] = [args.tensor("input"), args.tensor("target")];
    const variance = args.tensorOrNumber("var");
    const x = input.shape;
    if (variance instanceof Tensor && !sameShape(args, variance.shape, x)) {
      const v = variance.shape;
      const perRow = sameShape(args, v, x.slice(0, -1));
      const column =
        v.length === x.length && sameShape(args, v.slice(0, -1), x.slice(0, -1)) && hintOf(v.at(-1) ?? 1) === 1;
      if (!perRow && !column) args.fail("ValueError", "var is of incorrect size");
    }
    const asked = args.string("reduction");
    if (!["none", "mean", "sum"].includes(asked)) args.fail("ValueError", `${asked} is not valid`);
    const dtype = promote(input.dtype, target.dtype);
    return reduced(
      args,
      reductionOf(args, { legacy: false }),
      broadcast(args, x, target.shape),
      lifted(context, dtype),
      7,
    );
  },
);

// ── margins ────────────────────────────────────────────────────────────────────────────────────────────────────────

const marginRanking = op(
  "margin_ranking_loss",
  `input1, input2, target, margin=0, ${legacy}`,
  { kind },
  (args, context) => {
    const [a, b, target] = [args.tensor("input1"), args.tensor("input2"), args.tensor("target")];
    const reduction = reductionOf(args, { legacy: true });
    if (a.shape.length !== b.shape.length || a.shape.length !== target.shape.length) {
      const sizes = `input1: ${size(a.shape)}, input2: ${size(b.shape)}, target: ${size(target.shape)} `;
      args.fail(
        "RuntimeError",
        `margin_ranking_loss : All input tensors should have same dimension but got sizes: ${sizes}`,
      );
    }
    const shape = broadcast(args, target.shape, broadcast(args, a.shape, b.shape));
    return reduced(args, reduction, shape, lifted(context, args.promoted()), 4);
  },
);

const multilabelMargin = op("multilabel_margin_loss", `input, target, ${legacy}`, { kind }, (args, context) => {
  const [input, target] = [args.tensor("input"), args.tensor("target")];
  const reduction = reductionOf(args, { legacy: true });
  if (!sameShape(args, input.shape, target.shape))
    args.fail(
      "RuntimeError",
      `inconsistent target size: ${formatShape(target.shape)} for input of size: ${formatShape(input.shape)}`,
    );
  const classes = hintOf(input.shape.at(-1) ?? 1);
  return reduced(args, reduction, input.shape.slice(0, -1), lifted(context, input.dtype), 3 * classes);
});

/** A binary loss a class, and their mean. */
const multilabelSoftMargin = op(
  "multilabel_soft_margin_loss",
  `input, target, weight=None, ${legacy}`,
  { kind },
  (args, context) => {
    const [input, target, weight] = [args.tensor("input"), args.tensor("target"), tensorIfKnown(args, "weight")];
    const reduction = reductionOf(args, { legacy: true });
    let shape = broadcast(args, target.shape, input.shape);
    if (weight !== null) shape = broadcast(args, shape, weight.shape);
    return reduced(args, reduction, shape.slice(0, -1), lifted(context, args.promoted()), 8);
  },
);

const multiMargin = op(
  "multi_margin_loss",
  `input, target, p=1, margin=1.0, weight=None, ${legacy}`,
  { kind },
  (args, context) => {
    const [input, target, weight] = [args.tensor("input"), args.tensor("target"), tensorIfKnown(args, "weight")];
    const reduction = reductionOf(args, { legacy: true });
    if (args.float("p") !== 1 && args.float("p") !== 2) args.fail("ValueError", "only p == 1 and p == 2 supported");
    if (weight !== null && weight.shape.length !== 1) args.fail("ValueError", "weight must be one-dimensional");
    const { shape } = input;
    const batch = shape.length === 2 ? (shape[0] ?? 1) : 1;
    if (target.shape.length > 1 || !args.holds(product(target.shape), "==", batch)) {
      const sizes = `Expected target size [${formatDim(batch)}], but got ${formatShape(target.shape)}. Input has shape ${formatShape(shape)}.`;
      args.fail(
        "RuntimeError",
        `multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch size). ${sizes}`,
      );
    }
    return reduced(args, reduction, target.shape, lifted(context, input.dtype), 4);
  },
);

const cosineEmbedding = op(
  "cosine_embedding_loss",
  `input1, input2, target, margin=0, ${legacy}`,
  { kind },
  (args, context) => {
    const [a, b, target] = [args.tensor("input1"), args.tensor("input2"), args.tensor("target")];
    const reduction = reductionOf(args, { legacy: true });
    const rank = a.shape.length;
    if (
      target.shape.length > 1 ||
      (target.shape.length === 1 && rank !== 2) ||
      (target.shape.length === 0 && rank !== 1)
    ) {
      const [wanted, found] = target.shape.length === 0 ? ["1D", "0D"] : ["2D", "1D"];
      if (target.shape.length > 1)
        args.fail("RuntimeError", "0D or 1D target tensor expected, multi-target not supported");
      args.fail(
        "RuntimeError",
        `${found} target tensor expects ${wanted} input tensors, but found inputs with sizes ${formatShape(a.shape)} and ${formatShape(b.shape)}.`,
      );
    }
    const rows = broadcast(args, a.shape, b.shape).slice(0, -1);
    return reduced(args, reduction, broadcast(args, target.shape, rows), lifted(context, args.promoted()), 6);
  },
);

/** Without the last dim: what a distance of two stacks of vectors is. */
function rowsOf(args: Args, anchor: Tensor, positive: Tensor, negative: Tensor): Shape {
  const ranks = [anchor, positive, negative].map(({ shape }) => shape.length);
  if (new Set(ranks).size > 1) {
    const found = `anchor ${ranks[0]}D, positive ${ranks[1]}D, and negative ${ranks[2]}D inputs`;
    args.fail(
      "RuntimeError",
      `The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: ${found}`,
    );
  }
  const near = broadcast(args, anchor.shape, positive.shape).slice(0, -1);
  return broadcast(args, near, broadcast(args, anchor.shape, negative.shape).slice(0, -1));
}

const tripletMargin = op(
  "triplet_margin_loss",
  `anchor, positive, negative, margin=1.0, p=2, eps=1e-06, swap=False, ${legacy}`,
  { kind },
  (args, context) => {
    const [anchor, positive, negative] = [args.tensor("anchor"), args.tensor("positive"), args.tensor("negative")];
    const reduction = reductionOf(args, { legacy: true });
    const rows = rowsOf(args, anchor, positive, negative);
    return reduced(args, reduction, rows, lifted(context, args.promoted()), flagOr(args, "swap", false) ? 9 : 6);
  },
);

const tripletWithDistance = op(
  "triplet_margin_with_distance_loss",
  "anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction='mean'",
  { kind },
  (args, context) => {
    const [anchor, positive, negative] = [args.tensor("anchor"), args.tensor("positive"), args.tensor("negative")];
    const reduction = reductionOf(args, { legacy: false });
    const rows = rowsOf(args, anchor, positive, negative);
    const measure = args.known("distance_function");
    const pairs = [
      [anchor, positive],
      [anchor, negative],
      ...(flagOr(args, "swap", false) ? [[positive, negative]] : []),
    ];
    const shapes = measure === null ? [rows] : pairs.map((pair) => measured(context, measure, pair).shape);
    return reduced(args, reduction, broadcastAll(args, shapes), args.promoted(), measure === null ? 6 : 2);
  },
);

function measured(context: Context, measure: Value, pair: readonly Value[]): Tensor {
  const distance = context.call(measure, pair);
  if (distance instanceof Tensor) return distance;
  throw new NotKnown(distance instanceof Unknown ? distance : context.unknown("a distance that is not a tensor"));
}

/** Alignments of [T, N, C] log probabilities with label sequences: one number a sequence. */
const ctc = op(
  "ctc_loss",
  "log_probs, targets, input_lengths, target_lengths, blank=0, reduction='mean', zero_infinity=False",
  { kind },
  (args) => {
    const [logProbs, targets] = [args.tensor("log_probs"), args.tensor("targets")];
    const reduction = reductionOf(args, { legacy: false });
    const { shape } = logProbs;
    const [batch = 1, classes = 1] = [shape.length === 3 ? shape[1] : 1, shape.at(-1)];
    if (shape.length === 3 && targets.shape.length === 2 && !args.holds(targets.shape[0] ?? 1, "==", batch)) {
      const sizes = `size ${formatDim(batch)} at dimension 0, but got size ${formatDim(targets.shape[0] ?? 1)}`;
      args.fail(
        "RuntimeError",
        `Expected tensor to have ${sizes} for argument #2 'targets' (while checking arguments for ctc_loss_allocate_outputs)`,
      );
    }
    const blank = args.int("blank");
    if (!args.holds(blank, ">=", 0) || !args.holds(sub(classes, blank), ">", 0))
      args.fail("RuntimeError", "blank must be in label range");
    return reduced(args, reduction, shape.length === 3 ? [batch] : [], logProbs.dtype, 4);
  },
);

export function register(registry: Registry): void {
  placeNn(registry, [
    ...pairwise.map(pairwiseLoss),
    nllLoss,
    crossEntropy,
    linearCrossEntropy,
    binaryCrossEntropy,
    withLogits,
    gaussian,
    marginRanking,
    multilabelMargin,
    multilabelSoftMargin,
    multiMargin,
    cosineEmbedding,
    tripletMargin,
    tripletWithDistance,
    ctc,
  ]);
}
