// Random tensors, and fills in place: of what is random only the shape is known.

import { PyFloat, PyList, PyRange, PyTuple, Unknown } from "../python/values.ts";
import type { Value } from "../python/values.ts";
import { hintOf } from "../symbolic/dim.ts";
import { generate, stored, storedAll } from "../tensor/contents.ts";
import type { Contents } from "../tensor/contents.ts";
import { int64, scalarName } from "../tensor/dtype.ts";
import { NotKnown, op, typeName } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpRule } from "../tensor/op.ts";
import { replaceDim } from "../tensor/shapes.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import type { OpKind } from "../tensor/trace.ts";
import { common, created, likeInput, scalarArgument, unread } from "./creation.ts";
import { checkWritable } from "./elementwise.ts";
import { placeBoth, placeFunctions, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

/** `randint(high, size)` and `randint(low, high, size)`: the size is the first sequence. */
const randintRule: OpRule = (args, context) => {
  const given = args.known("values");
  const items = given instanceof PyTuple ? given.items : [];
  const isSize = (value: Value): boolean =>
    value instanceof PyTuple || value instanceof PyList || value instanceof PyRange;
  const at = items.findIndex(isSize);
  const keyword = args.known("size");
  if (at < 0 && keyword === null) {
    const last = items[items.length - 1] ?? null;
    if (last instanceof Unknown) throw new NotKnown(last);
    args.fail(
      "TypeError",
      `randint(): argument 'size' (position ${items.length}) must be tuple of ints, not ${typeName(last)}`,
    );
  }
  const bounds = items.slice(0, at < 0 ? items.length : at);
  const [low, high] = bounds.length > 1 ? bounds : [0, bounds[0]];
  if (typeof low === "number" && typeof high === "number" && low >= high)
    args.fail("RuntimeError", `random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`);
  const shape = at < 0 ? args.ints("size") : args.intsOf(items[at] ?? null, "values");
  return { outputs: created(args, context, shape, int64, () => null) };
};

const normalRule: OpRule = (args, context) => {
  const [mean, std] = [args.known("mean"), args.known("std")];
  const tensors = [mean, std].filter((value) => value instanceof Tensor);
  args.tensors.push(...tensors);
  const [first] = tensors;
  const deviation = std instanceof PyFloat ? std.value : typeof std === "number" ? std : 0;
  if (deviation < 0) args.fail("RuntimeError", `normal expects std >= 0.0, but found std ${deviation}`);
  if (first !== undefined) return { outputs: { shape: first.shape, dtype: first.dtype, requiresGrad: false } };
  return { outputs: created(args, context, args.ints("size"), null, () => null) };
};

const multinomialRule: OpRule = (args) => {
  const input = args.tensor("input");
  const count = args.int("num_samples");
  const rank = input.shape.length;
  if (rank !== 1 && rank !== 2) args.fail("RuntimeError", "prob_dist must be 1 or 2 dim");
  if (!args.bool("replacement") && !args.holds(count, "<=", input.shape[rank - 1] ?? 1))
    args.fail("RuntimeError", "cannot sample n_sample > prob_dist.size(-1) samples without replacement");
  return { outputs: { shape: replaceDim(input.shape, rank - 1, count), dtype: int64 } };
};

/** In-place fills. What is random is not known. */
const fills: readonly (readonly [name: string, params: string, kind: OpKind, value?: (args: Args) => number | null])[] =
  [
    ["zero_", "", "creation", () => 0],
    ["fill_", "value", "creation", (args) => scalarArgument(args, "value").value],
    ["normal_", "mean=0, std=1, *, generator=None", "random"],
    ["uniform_", "a|from=0, b|to=1, *, generator=None", "random"],
    ["bernoulli_", "p=0.5, *, generator=None", "random"],
    ["random_", "a=0, b=None, *, generator=None", "random"],
    ["exponential_", "lambd=1, *, generator=None", "random"],
    ["log_normal_", "mean=1, std=2, *, generator=None", "random"],
    ["cauchy_", "median=0, sigma=1, *, generator=None", "random"],
    ["geometric_", "p, *, generator=None", "random"],
  ];

function fillOp([name, params, kind, value]: (typeof fills)[number]): OpDeclaration {
  return op(name, params === "" ? "input" : `input, ${params}`, { kind }, (args, context) => {
    const input = unread(args);
    checkWritable(args, context, input);
    const number = value?.(args) ?? null;
    const data: Contents = number === null ? null : generate(input.shape, () => stored(number, input.dtype));
    return { into: input, outputs: { shape: input.shape, dtype: input.dtype, data } };
  });
}

const copyRule: OpRule = (args, context) => {
  const input = unread(args);
  checkWritable(args, context, input);
  const source = args.tensor("src");
  const same = source.shape.length === input.shape.length && source.shape.every((dim, i) => dim === input.shape[i]);
  if (!same) checkBroadcast(args, source.shape, input.shape);
  const data = same ? storedAll(source.data, input.dtype) : null;
  return { into: input, outputs: { shape: input.shape, dtype: input.dtype, data } };
};

function checkBroadcast(args: Args, from: Shape, to: Shape): void {
  for (const [i, size] of from.entries()) {
    const at = i + to.length - from.length;
    const wanted = to[at] ?? 1;
    if (size === 1 || args.holds(size, "==", wanted)) continue;
    const sizes = `The size of tensor a (${String(hintOf(wanted))}) must match the size of tensor b (${String(hintOf(size))})`;
    args.fail("RuntimeError", `${sizes} at non-singleton dimension ${at}`);
  }
}

export function register(registry: Registry): void {
  const random = { kind: "random" } as const;
  placeFunctions(registry, [
    op("randint", `*values, size=None, low=None, high=None, ${common}`, random, randintRule),
    op("randint_like", `input, low, high=None, *, ${common}`, random, (args, context) =>
      likeInput(args, context, () => null),
    ),
    op("randperm", `n, *, ${common}`, random, (args, context) => ({
      outputs: created(args, context, [args.int("n")], int64, () => null),
    })),
    op("normal", `mean=0.0, std=1.0, size=(), *, ${common}`, random, normalRule),
    op("poisson", "input, generator=None", random, (args) => {
      const input = args.tensor("input");
      return { outputs: { shape: input.shape, dtype: input.dtype, requiresGrad: false } };
    }),
  ]);
  placeBoth(registry, [
    op("multinomial", "input, num_samples, replacement=False, *, generator=None", random, multinomialRule),
    op("bernoulli", "input, p=None, *, generator=None", random, (args) => {
      const input = args.tensor("input");
      if (input.dtype.category !== "float")
        args.fail("NotImplementedError", `"bernoulli_tensor_cpu_p_" not implemented for '${scalarName(input.dtype)}'`);
      return { outputs: { shape: input.shape, dtype: input.dtype, requiresGrad: false } };
    }),
  ]);
  placeMethods([op("copy_", "input, src, non_blocking=False", { kind: "copy" }, copyRule), ...fills.map(fillOp)]);
  for (const name of ["zero_", "fill_"]) {
    const found = tensorClass.lookup(name);
    if (found !== undefined) registry.functions.set(name, found);
  }
}
