// Dropout: in training a mask and a product, otherwise the input itself, which makes no record.

import type { Context, Value } from "../python/values.ts";
import { scalarName } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult } from "../tensor/op.ts";
import { flagOr, numberOr } from "./lenient.ts";
import { isFloating } from "./precision.ts";
import { placeFunctions, placeNn } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** A random number, a comparison and a product an element. */
const options = { kind: "random", elementwise: 3 } as const;

interface Form {
  readonly train: string;
  /** The exception for a probability outside of 0 to 1. */
  readonly error: "ValueError" | "RuntimeError";
  /** "always", "never", or as the argument `inplace` says. */
  readonly inPlace: "always" | "never" | "argument";
  /** Drops whole channels, so there must be a batch and a channel dim. */
  readonly channels: boolean;
}

function drop(args: Args, context: Context, { train, error, inPlace, channels }: Form): OpResult | Value {
  const input = args.tensor("input");
  const p = numberOr(args, "p", 0.5);
  if (p < 0 || p > 1)
    args.fail(error, `dropout probability has to be between 0 and 1, but got ${context.str(args.known("p"))}`);
  const training = flagOr(args, train, true);
  const { shape, dtype } = input;
  if (!training || p === 0) return input;
  if (channels && shape.length < 2)
    args.fail("RuntimeError", "Feature dropout requires at least 2 dimensions in the input");
  if (!isFloating(dtype))
    args.fail("RuntimeError", `result type Float can't be cast to the desired output type ${scalarName(dtype)}`);
  const into = inPlace === "always" || (inPlace === "argument" && args.bool("inplace"));
  return { outputs: { shape, dtype }, ...(into ? { into: input } : {}) };
}

/** torch.nn.functional's. `training` is True by default only in those that say so. */
function functional(name: string, training: boolean, channels: boolean): OpDeclaration {
  const signature = `input, p=0.5, training=${training ? "True" : "False"}, inplace=False`;
  const form: Form = { train: "training", error: "ValueError", inPlace: "argument", channels };
  return op(name, signature, options, (args, context) => drop(args, context, form));
}

/** dropout1d is strict about the rank; the other two only warn. */
const dropout1d = op("dropout1d", "input, p=0.5, training=True, inplace=False", options, (args, context) => {
  const { shape } = args.tensor("input");
  if (shape.length !== 2 && shape.length !== 3)
    args.fail(
      "RuntimeError",
      `dropout1d: Expected 2D or 3D input, but received a ${shape.length}D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).`,
    );
  return drop(args, context, { train: "training", error: "ValueError", inPlace: "argument", channels: true });
});

/** torch's own, which say `train`, and their in-place twins. */
function core(name: string, channels: boolean): OpDeclaration[] {
  const form = { train: "train", error: "RuntimeError", channels } as const;
  return [
    op(name, "input, p, train", options, (args, context) => drop(args, context, { ...form, inPlace: "never" })),
    op(`${name}_`, "input, p, train", options, (args, context) => drop(args, context, { ...form, inPlace: "always" })),
  ];
}

export function register(registry: Registry): void {
  placeNn(registry, [
    functional("dropout", true, false),
    dropout1d,
    functional("dropout2d", true, true),
    functional("dropout3d", true, true),
    functional("alpha_dropout", false, false),
    functional("feature_alpha_dropout", false, true),
  ]);
  placeFunctions(registry, [
    ...core("dropout", false),
    ...core("alpha_dropout", false),
    ...core("feature_dropout", true),
    ...core("feature_alpha_dropout", true),
  ]);
}
