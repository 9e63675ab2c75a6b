// Elementwise ops of three inputs: where, masked_fill, lerp; and the comparisons with a tolerance.

import { PyFloat } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { bool, promoteScalar, scalarName } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpRule } from "../tensor/op.ts";
import { Tensor } from "../tensor/tensor.ts";
import { elementwise, inPlace, resultDtype, truth, unlessUnknown } from "./elementwise.ts";
import type { Compute } from "./elementwise.ts";
import { nativeName } from "./precision.ts";
import { place, placeBoth, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

function whereRule(args: Args, context: Context): ReturnType<OpRule> {
  if (args.value("input") === null && args.value("other") === null)
    return context.unknown("the number of nonzero elements depends on data");
  const [left, right] = [args.tensorOrNumber("input"), args.tensorOrNumber("other")];
  const dtype = args.promoted();
  const condition = args.tensor("condition");
  if (condition.dtype !== bool && condition.dtype.name !== "uint8")
    args.fail(
      "RuntimeError",
      `where expected condition to be a boolean tensor, but got a tensor with dtype ${scalarName(condition.dtype)}`,
    );
  const output = elementwise(args, [condition, left, right], dtype, (c, a, b) => (c === 0 ? b : a));
  return { outputs: output };
}

function maskedFillRule(written: boolean): OpRule {
  return (args, context) => {
    const input = args.tensor("input");
    const mask = args.tensor("mask");
    if (mask.dtype !== bool)
      args.fail(
        "RuntimeError",
        `masked_fill_ only supports boolean masks, but got mask with dtype ${nativeName(mask.dtype)}`,
      );
    const value = unlessUnknown(args.value("value"));
    if (value instanceof Tensor && value.shape.length > 0)
      args.fail(
        "RuntimeError",
        `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.shape.length} dimension(s).`,
      );
    const number = value === null ? null : args.tensorOrNumber("value");
    if (typeof number === "number" && !Number.isFinite(number) && input.dtype.category === "int")
      args.fail("RuntimeError", "value cannot be converted to type int64_t without overflow");
    const output = elementwise(args, [mask, input, number], input.dtype, (m, x, v) => (m === 0 ? x : v));
    return written ? inPlace(args, context, input, output) : { outputs: output };
  };
}

function lerpRule(written: boolean): OpRule {
  return (args, context) => {
    const input = args.tensor("input");
    const end = args.tensor("end");
    const weight = args.tensorOrNumber("weight");
    for (const [name, other] of [
      ["end", end],
      ["weight", weight],
    ] as const)
      if (other instanceof Tensor && other.dtype !== input.dtype)
        args.fail(
          "RuntimeError",
          `expected dtype ${nativeName(input.dtype)} for \`${name}\` but got dtype ${nativeName(other.dtype)}`,
        );
    const dtype = resultDtype(args, context, input.dtype, "only-float", "lerp_kernel_scalar");
    const output = elementwise(args, [input, end, weight], dtype, (a, b, w) => a + w * (b - a));
    return written ? inPlace(args, context, input, output) : { outputs: output };
  };
}

function accumulateRule(combine: (a: number, b: number) => number, written: boolean): OpRule {
  return (args, context) => {
    const operands = [args.tensor("input"), args.tensor("tensor1"), args.tensor("tensor2")] as const;
    const scale = args.has("value") ? unlessUnknown(args.value("value")) : 1;
    const factor = scale instanceof PyFloat ? scale.value : typeof scale === "number" ? scale : null;
    const compute: Compute = (x, a, b, f) => x + f * combine(a, b);
    const output = elementwise(args, [...operands, factor], args.promoted(), compute);
    return written ? inPlace(args, context, operands[0], output) : { outputs: output };
  };
}

function iscloseRule(args: Args): ReturnType<OpRule> {
  const [input, other] = [args.tensor("input"), args.tensor("other")];
  if (input.dtype !== other.dtype)
    args.fail("RuntimeError", `${scalarName(input.dtype)} did not match ${scalarName(other.dtype)}`);
  const [relative, absolute] = [args.float("rtol"), args.float("atol")];
  const compute = truth((a, b) => a === b || Math.abs(a - b) <= absolute + relative * Math.abs(b));
  return { outputs: elementwise(args, [input, other], bool, compute) };
}

/** allclose, equal: a bool where contents are known. */
function placeAgreements(registry: Registry): void {
  const verdict = (context: Context, data: readonly number[] | null | undefined): Value =>
    data === null || data === undefined
      ? context.unknown("the value of a tensor is not known")
      : data.every((value) => value !== 0);
  const equal = op("equal", "input, other", { kind: "reduce", elementwise: 1 }, (args, context) => {
    const [input, other] = [args.tensor("input"), args.tensor("other")];
    const same =
      input.shape.length === other.shape.length &&
      input.shape.every((dim, i) => dim === other.shape[i] || args.holds(dim, "==", other.shape[i] ?? 1));
    if (!same) return false;
    return verdict(
      context,
      elementwise(
        args,
        [input, other],
        bool,
        truth((a, b) => a === b),
      ).data,
    );
  });
  const allclose = op(
    "allclose",
    "input, other, rtol=1e-5, atol=1e-8, equal_nan=False",
    { kind: "reduce", elementwise: 3 },
    (args, context) => {
      const close = iscloseRule(args);
      const data = typeof close === "object" && close !== null && "outputs" in close ? close.outputs : null;
      return verdict(context, data !== null && "data" in data ? data.data : null);
    },
  );
  placeBoth(registry, [equal, allclose]);
}

export function register(registry: Registry): void {
  placeAgreements(registry);
  const options = { kind: "pointwise", elementwise: 1 } as const;
  const where = op("where", "condition, input=None, other=None", options, whereRule);
  place(registry, where, { torch: ["where"] });
  // As a method the tensor is the first choice and the condition comes after it.
  placeMethods([op("where", "input, condition, other", options, whereRule)]);
  for (const written of [false, true]) {
    const suffix = written ? "_" : "";
    placeBoth(registry, [op(`masked_fill${suffix}`, "input, mask, value", options, maskedFillRule(written))]);
    const lerp = op(`lerp${suffix}`, "input, end, weight", { kind: "pointwise", elementwise: 3 }, lerpRule(written));
    placeBoth(registry, [lerp]);
    for (const [name, combine] of [
      ["addcmul", (a: number, b: number) => a * b],
      ["addcdiv", (a: number, b: number) => a / b],
    ] as const) {
      const signature = "input, tensor1, tensor2, *, value=1";
      const rule = accumulateRule(combine, written);
      placeBoth(registry, [op(name + suffix, signature, { kind: "pointwise", elementwise: 3 }, rule)]);
    }
  }
  const isclose = op(
    "isclose",
    "input, other, rtol=1e-5, atol=1e-8, equal_nan=False",
    { kind: "pointwise", elementwise: 5 },
    iscloseRule,
  );
  placeBoth(registry, [isclose]);
  const complex = op("complex", "real, imag", { kind: "pointwise" }, (args) => {
    const [real, imag] = [args.tensor("real"), args.tensor("imag")];
    return { outputs: elementwise(args, [real, imag], promoteScalar(real.dtype, "complex", real.dtype), undefined) };
  });
  place(registry, complex, { torch: ["complex"] });
}
