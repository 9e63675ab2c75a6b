// Elementwise ops: arithmetic, comparisons, bit operations, elementary functions, with their methods, in-place forms and
// operators. The `cost` of a row is FLOPs an element under the convention that counts everything.

import { PyFloat, notImplemented } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import type { Context, Value } from "../python/values.ts";
import { roundHalfEven } from "../tensor/contents.ts";
import { bool, float32, float64, int64, scalarName } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { op, typeName } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpRule } from "../tensor/op.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";
import {
  before,
  elementwise,
  inPlace,
  intoOut,
  isOperand,
  promoteOperands,
  resultDtype,
  unary,
  truth,
} from "./elementwise.ts";
import type { Compute, Operand, ResultRule } from "./elementwise.ts";
import { attribute, place, placeBoth } from "./registry.ts";
import type { Registry } from "./registry.ts";

// ── one input ──────────────────────────────────────────────────────────────────────────────────────────────────────

type UnaryLine = readonly [name: string, cost: number, result: ResultRule, compute?: Compute, kernel?: string];

const toRadians = Math.PI / 180;

const unaries: readonly UnaryLine[] = [
  ["exp", 1, "float", Math.exp],
  ["exp2", 1, "float", (x) => 2 ** x],
  ["expm1", 2, "float", Math.expm1],
  ["log", 1, "float", Math.log],
  ["log2", 1, "float", Math.log2],
  ["log10", 1, "float", Math.log10],
  ["log1p", 2, "float", Math.log1p],
  ["sqrt", 1, "float", Math.sqrt],
  ["rsqrt", 2, "float", (x) => 1 / Math.sqrt(x)],
  ["reciprocal", 1, "float", (x) => 1 / x],
  ["sin", 1, "float", Math.sin],
  ["cos", 1, "float", Math.cos],
  ["tan", 1, "float", Math.tan],
  ["asin", 1, "float", Math.asin],
  ["acos", 1, "float", Math.acos],
  ["atan", 1, "float", Math.atan],
  ["sinh", 3, "float", Math.sinh],
  ["cosh", 3, "float", Math.cosh],
  ["tanh", 6, "float", Math.tanh],
  ["asinh", 4, "float", Math.asinh],
  ["acosh", 4, "float", Math.acosh],
  ["atanh", 4, "float", Math.atanh],
  ["sigmoid", 4, "float", (x) => 1 / (1 + Math.exp(-x))],
  ["erf", 1, "float"],
  ["erfc", 2, "float"],
  ["erfinv", 1, "float"],
  ["lgamma", 1, "float"],
  ["digamma", 1, "float"],
  ["i0", 1, "float"],
  ["sinc", 3, "float", (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))],
  ["deg2rad", 1, "float", (x) => x * toRadians],
  ["rad2deg", 1, "float", (x) => x / toRadians],
  ["neg", 1, "same", (x) => -x],
  ["sign", 1, "same", Math.sign],
  ["sgn", 1, "same", Math.sign],
  ["floor", 1, "same", Math.floor],
  ["ceil", 1, "same", Math.ceil],
  ["trunc", 1, "same", Math.trunc],
  ["frac", 2, "only-float", (x) => x - Math.trunc(x), "frac_cpu"],
  ["relu", 1, "same", (x) => Math.max(x, 0)],
  ["logical_not", 1, "bool", (x) => Number(x === 0)],
];

/** Tests; these have no in-place form. */
const tests: readonly UnaryLine[] = [
  ["isnan", 1, "bool", (x) => Number(Number.isNaN(x))],
  ["isinf", 1, "bool", (x) => Number(Math.abs(x) === Number.POSITIVE_INFINITY)],
  ["isfinite", 1, "bool", (x) => Number(Number.isFinite(x))],
  ["isposinf", 1, "bool", (x) => Number(x === Number.POSITIVE_INFINITY)],
  ["isneginf", 1, "bool", (x) => Number(x === Number.NEGATIVE_INFINITY)],
  ["isreal", 1, "bool", () => 1],
  ["signbit", 1, "bool", (x) => Number(x < 0 || Object.is(x, -0))],
];

/** Other names for the same op, in torch and on Tensor. */
const unaryAliases: readonly (readonly [string, string])[] = [
  ["negative", "neg"],
  ["fix", "trunc"],
  ["arcsin", "asin"],
  ["arccos", "acos"],
  ["arctan", "atan"],
  ["arcsinh", "asinh"],
  ["arccosh", "acosh"],
  ["arctanh", "atanh"],
];

const boolErrors: Readonly<Record<string, string>> = {
  neg: "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.",
  relu: "Boolean inputs not supported for relu",
};

/** Ops of one input whose rule is not a row. `_` at the end of the name writes into the input. */
function special(
  name: string,
  signature: string,
  cost: number,
  run: (args: Args, context: Context, input: Tensor) => { dtype: DType; compute?: Compute | undefined },
): [OpDeclaration, OpDeclaration] {
  const declare = (written: boolean): OpDeclaration =>
    op(written ? `${name}_` : name, signature, { kind: "pointwise", elementwise: cost }, (args, context) => {
      const input = args.tensor("input");
      const { dtype, compute } = run(args, context, input);
      const output = elementwise(args, [input], dtype, compute);
      return written ? inPlace(args, context, input, output) : { outputs: output };
    });
  return [declare(false), declare(true)];
}

const realOf = (dtype: DType): DType =>
  dtype.category !== "complex" ? dtype : dtype.size === 8 ? float32 : dtype.size === 16 ? float64 : dtype;

const specials: readonly [OpDeclaration, OpDeclaration][] = [
  special("abs", "input, *, out=None", 1, (args, _, input) => {
    if (input.dtype === bool) args.fail("NotImplementedError", `"abs_cpu" not implemented for 'Bool'`);
    return { dtype: realOf(input.dtype), compute: Math.abs };
  }),
  special("round", "input, *, decimals=0, out=None", 1, (args, _, input) => {
    const scale = 10 ** args.number("decimals");
    return { dtype: input.dtype, compute: (x) => roundHalfEven(x * scale) / scale };
  }),
  special("square", "input, *, out=None", 1, (_, __, input) => ({
    dtype: input.dtype === bool ? int64 : input.dtype,
    compute: (x) => x * x,
  })),
  special("nan_to_num", "input, nan=0.0, posinf=None, neginf=None, *, out=None", 3, (_, __, input) => ({
    dtype: input.dtype,
  })),
  special("logit", "input, eps=None, *, out=None", 3, (args, context, input) => ({
    dtype: resultDtype(args, context, input.dtype, "float"),
  })),
  special("bitwise_not", "input, *, out=None", 1, (args, _, input) => {
    checkBits(args, input.dtype, "bitwise_not_cpu");
    return { dtype: input.dtype, compute: input.dtype === bool ? (x) => 1 - x : (x) => -x - 1 };
  }),
  special("clip", "input, min=None, max=None, *, out=None", 2, clampRule),
  special("clamp", "input, min=None, max=None, *, out=None", 2, clampRule),
  special("clamp_min", "input, min, *, out=None", 1, clampRule),
  special("clamp_max", "input, max, *, out=None", 1, clampRule),
];

function checkBits(args: Args, dtype: DType, kernel: string): void {
  if (dtype.category === "float" || dtype.category === "complex")
    args.fail("NotImplementedError", `"${kernel}" not implemented for '${scalarName(dtype)}'`);
}

/** Bounds that are numbers; tensor bounds are in `clampTensors`. */
function clampRule(args: Args, context: Context, input: Tensor): { dtype: DType; compute?: Compute } {
  const bound = (name: string): Value => (args.has(name) ? args.known(name) : null);
  const [low, high] = [bound("min"), bound("max")];
  if (low === null && high === null)
    args.fail("RuntimeError", "torch.clamp: At least one of 'min' or 'max' must not be None");
  const given = [low, high].filter((value) => value !== null);
  const dtype = promoteOperands(context, [input, ...given]);
  const numberOf = (value: Value, fallback: number): number | null => {
    if (value === null) return fallback;
    if (value instanceof PyFloat) return value.value;
    return typeof value === "number" || typeof value === "boolean" ? Number(value) : null;
  };
  const [from, to] = [numberOf(low, Number.NEGATIVE_INFINITY), numberOf(high, Number.POSITIVE_INFINITY)];
  if (from === null || to === null) return { dtype };
  return { dtype, compute: (x) => Math.min(Math.max(x, from), to) };
}

const isTensorBound = (args: Args, name: string): boolean => args.has(name) && args.value(name) instanceof Tensor;

/** `clamp` whose bounds are tensors broadcasts over them. */
function withTensorBounds(declaration: OpDeclaration, written: boolean): OpDeclaration {
  const signature = declaration.signature;
  return op(declaration.name, signature, { kind: "pointwise", elementwise: 2 }, (args, context) => {
    const input = args.tensor("input");
    const low = isTensorBound(args, "min") ? args.tensor("min") : null;
    const high = isTensorBound(args, "max") ? args.tensor("max") : null;
    if (low === null && high === null) {
      const { dtype, compute } = clampRule(args, context, input);
      const output = elementwise(args, [input], dtype, compute);
      return written ? inPlace(args, context, input, output) : { outputs: output };
    }
    const operands = [input, low, high].filter((operand) => operand !== null);
    const compute: Compute = (x, a, b) =>
      low === null ? Math.min(x, a) : high === null ? Math.max(x, a) : Math.min(Math.max(x, a), b);
    const output = elementwise(args, operands, promoteOperands(context, operands), compute);
    return written ? inPlace(args, context, input, output) : { outputs: output };
  });
}

// ── two inputs ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface BinaryOptions {
  readonly compute?: Compute;
  readonly computeBy?: (dtype: DType) => Compute;
  /** `__op__`, and with `r` before it the reflected one; `__iop__` writes. Comparisons have no reflected forms. */
  readonly operator?: string;
  readonly aliases?: readonly string[];
  /** Neither operand may be a Python number. */
  readonly tensorsOnly?: boolean;
  readonly check?: (args: Args, left: Operand, right: Operand, promoted: DType) => void;
}

type BinaryLine = readonly [name: string, cost: number, result: ResultRule | "float64", options?: BinaryOptions];

const floorMod = (a: number, b: number): number => {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
};
const bits =
  (join: (a: bigint, b: bigint) => bigint): Compute =>
  (a, b) =>
    Number(join(BigInt(a), BigInt(b)));
const withNan =
  (pick: (a: number, b: number) => number): Compute =>
  (a, b) =>
    Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : pick(a, b);

const checkSubtraction = (args: Args, left: Operand, right: Operand): void => {
  const isBool = (name: string): boolean => {
    const value = args.value(name);
    return typeof value === "boolean" || (value instanceof Tensor && value.dtype === bool);
  };
  const bools = ["input", "other"].filter(isBool).length;
  if (bools === 2 && left instanceof Tensor && right instanceof Tensor)
    args.fail(
      "RuntimeError",
      "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.",
    );
  if (bools > 0 && !(left instanceof Tensor && right instanceof Tensor))
    args.fail(
      "RuntimeError",
      "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.",
    );
};
const bitCheck =
  (kernel: string): NonNullable<BinaryOptions["check"]> =>
  (args, _, __, promoted) =>
    checkBits(args, promoted, kernel);
const negativePowerCheck: BinaryOptions["check"] = (args, left, right, promoted) => {
  if (promoted.category === "int" && left instanceof Tensor && typeof right === "number" && right < 0)
    args.fail("RuntimeError", "Integers to negative integer powers are not allowed.");
};
const floorDivide =
  (dtype: DType): Compute =>
  (a, b) =>
    dtype.category === "float" && b === 0 ? a / b : Math.floor(a / b);

const binaries: readonly BinaryLine[] = [
  ["mul", 1, "same", { compute: (a, b) => a * b, operator: "mul", aliases: ["multiply"] }],
  ["floor_divide", 2, "same", { computeBy: floorDivide, operator: "floordiv" }],
  ["remainder", 3, "same", { compute: floorMod, operator: "mod" }],
  ["fmod", 3, "same", { compute: (a, b) => a % b }],
  ["pow", 1, "same", { compute: (a, b) => a ** b, operator: "pow", check: negativePowerCheck }],
  ["float_power", 1, "float64", { compute: (a, b) => a ** b }],
  ["maximum", 1, "same", { compute: withNan(Math.max), tensorsOnly: true }],
  ["minimum", 1, "same", { compute: withNan(Math.min), tensorsOnly: true }],
  ["fmax", 1, "same", { tensorsOnly: true }],
  ["fmin", 1, "same", { tensorsOnly: true }],
  ["atan2", 1, "float", { compute: Math.atan2, aliases: ["arctan2"], tensorsOnly: true }],
  ["hypot", 4, "only-float", { compute: Math.hypot, tensorsOnly: true }],
  ["copysign", 1, "float", {}],
  ["nextafter", 1, "only-float", { tensorsOnly: true }],
  ["ldexp", 2, "float", { compute: (a, b) => a * 2 ** b, tensorsOnly: true }],
  ["logaddexp", 4, "only-float", { tensorsOnly: true }],
  ["logaddexp2", 4, "only-float", { tensorsOnly: true }],
  ["xlogy", 2, "float", { compute: (a, b) => (a === 0 ? 0 : a * Math.log(b)) }],
  ["igamma", 20, "only-float", { tensorsOnly: true }],
  ["igammac", 20, "only-float", { tensorsOnly: true }],
  ["gcd", 1, "same", { tensorsOnly: true }],
  ["lcm", 1, "same", { tensorsOnly: true }],
  ["heaviside", 1, "same", { tensorsOnly: true }],
  ["eq", 1, "bool", { compute: truth((a, b) => a === b), operator: "eq" }],
  ["ne", 1, "bool", { compute: truth((a, b) => a !== b), operator: "ne", aliases: ["not_equal"] }],
  ["lt", 1, "bool", { compute: truth((a, b) => a < b), operator: "lt", aliases: ["less"] }],
  ["le", 1, "bool", { compute: truth((a, b) => a <= b), operator: "le", aliases: ["less_equal"] }],
  ["gt", 1, "bool", { compute: truth((a, b) => a > b), operator: "gt", aliases: ["greater"] }],
  ["ge", 1, "bool", { compute: truth((a, b) => a >= b), operator: "ge", aliases: ["greater_equal"] }],
  ["logical_and", 1, "bool", { compute: truth((a, b) => a !== 0 && b !== 0), tensorsOnly: true }],
  ["logical_or", 1, "bool", { compute: truth((a, b) => a !== 0 || b !== 0), tensorsOnly: true }],
  ["logical_xor", 1, "bool", { compute: truth((a, b) => (a !== 0) !== (b !== 0)), tensorsOnly: true }],
  ["bitwise_and", 1, "same", { compute: bits((a, b) => a & b), operator: "and", check: bitCheck("bitwise_and_cpu") }],
  ["bitwise_or", 1, "same", { compute: bits((a, b) => a | b), operator: "or", check: bitCheck("bitwise_or_cpu") }],
  ["bitwise_xor", 1, "same", { compute: bits((a, b) => a ^ b), operator: "xor", check: bitCheck("bitwise_xor_cpu") }],
  [
    "bitwise_left_shift",
    1,
    "same",
    { compute: bits((a, b) => a << b), operator: "lshift", check: bitCheck("lshift_cpu") },
  ],
  [
    "bitwise_right_shift",
    1,
    "same",
    { compute: bits((a, b) => a >> b), operator: "rshift", check: bitCheck("rshift_cpu") },
  ],
];

const comparisons = new Set(["eq", "ne", "lt", "le", "gt", "ge"]);

type Direction = "plain" | "written" | "reflected";

export function binaryRule([name, , result, options = {}]: BinaryLine, direction: Direction): OpRule {
  return (args, context) => {
    const [first, second] = direction === "reflected" ? (["other", "input"] as const) : (["input", "other"] as const);
    const read = (side: "input" | "other"): Operand =>
      options.tensorsOnly === true ? args.tensor(side) : args.tensorOrNumber(side);
    const [left, right] = [read(first), read(second)];
    if (!(left instanceof Tensor) && !(right instanceof Tensor))
      args.fail(
        "TypeError",
        `${name}(): argument 'input' (position 1) must be Tensor, not ${typeName(args.value(first))}`,
      );
    const promoted = args.promoted();
    options.check?.(args, left, right, promoted);
    const dtype =
      result === "float64"
        ? promoted.category === "complex"
          ? promoted
          : float64
        : resultDtype(args, context, promoted, result, `${name}_cpu`);
    if (result === "float64" && direction === "written" && left instanceof Tensor && left.dtype !== dtype) {
      const [has, wants] = [left.dtype, dtype].map(scalarName);
      args.fail(
        "RuntimeError",
        `the base given to float_power_ has dtype ${has} but the operation's result requires dtype ${wants}`,
      );
    }
    const output = elementwise(args, [left, right], dtype, options.computeBy?.(dtype) ?? options.compute);
    if (direction === "written" && left instanceof Tensor) return inPlace(args, context, left, output);
    return direction === "plain" ? intoOut(args, output) : { outputs: output };
  };
}

/** add, sub, rsub: with `alpha`, which scales the second operand. */
function scaledRule(name: "add" | "sub", direction: Direction): OpRule {
  return (args, context) => {
    const [first, second] = direction === "reflected" ? (["other", "input"] as const) : (["input", "other"] as const);
    const [left, right] = [args.tensorOrNumber(first), args.tensorOrNumber(second)];
    if (name === "sub") checkSubtraction(args, left, right);
    const dtype = args.promoted();
    const alphaValue = args.has("alpha") ? args.known("alpha") : 1;
    if (alphaValue instanceof PyFloat && (dtype.category === "int" || dtype.category === "bool"))
      args.fail("RuntimeError", "For integral input tensors, argument alpha must not be a floating point number.");
    const alpha = args.has("alpha") ? args.float("alpha") : 1;
    const sign = name === "add" ? alpha : -alpha;
    const output = elementwise(args, [left, right], dtype, (a, b) => a + sign * b);
    if (direction === "written" && left instanceof Tensor) return inPlace(args, context, left, output);
    return direction === "plain" ? intoOut(args, output) : { outputs: output };
  };
}

/** div, with `rounding_mode`. */
function divideRule(direction: Direction): OpRule {
  return (args, context) => {
    const [first, second] = direction === "reflected" ? (["other", "input"] as const) : (["input", "other"] as const);
    const [left, right] = [args.tensorOrNumber(first), args.tensorOrNumber(second)];
    const mode = args.has("rounding_mode") ? args.optionalString("rounding_mode") : null;
    if (mode !== null && mode !== "floor" && mode !== "trunc")
      args.fail(
        "RuntimeError",
        `div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '${mode}'`,
      );
    const dtype = resultDtype(args, context, args.promoted(), mode === null ? "float" : "same");
    const round = mode === null ? (x: number) => x : mode === "floor" ? Math.floor : Math.trunc;
    const output = elementwise(args, [left, right], dtype, (a, b) => round(a / b));
    if (direction === "written" && left instanceof Tensor) return inPlace(args, context, left, output);
    return direction === "plain" ? intoOut(args, output) : { outputs: output };
  };
}

/** Declares `name` with all its forms from one rule. */
function placeBinary(
  registry: Registry,
  names: readonly string[],
  cost: number,
  params: string,
  rule: (direction: Direction) => OpRule,
  operator?: string,
): void {
  const [name = ""] = names;
  const options = { kind: "pointwise", elementwise: cost } as const;
  const plain = op(name, `input, other${params}, *, out=None`, options, rule("plain"));
  const written = op(`${name}_`, `input, other${params}`, options, rule("written"));
  place(registry, plain, { torch: names, tensor: names });
  place(registry, written, { tensor: names.map((alias) => `${alias}_`) });
  if (operator === undefined) return;
  placeOperator(`__${operator}__`, op(name, "input, other, *, out=None", options, rule("plain")));
  if (comparisons.has(operator)) return;
  placeOperator(`__r${operator}__`, op(name, "input, other", options, rule("reflected")));
  placeOperator(`__i${operator}__`, op(`${name}_`, "input, other", options, rule("written")));
}

/** An operator method answers NotImplemented to what is neither tensor nor number. */
function placeOperator(name: string, declaration: OpDeclaration): void {
  tensorClass.set(
    name,
    before(declaration, (_, [, other = null]) => (isOperand(other) ? null : notImplemented)).method,
  );
}

export function register(registry: Registry): void {
  for (const [name, cost, result, compute, kernel] of unaries) {
    const row = { name, cost, result, compute, kernel };
    const guard = boolErrors[name];
    const [plain, written] = [unary(row), unary(row, true)].map((declaration) =>
      guard === undefined ? declaration : refuseBool(declaration, guard),
    );
    if (plain === undefined || written === undefined) continue;
    placeBoth(registry, [plain, written]);
  }
  for (const [name, cost, result, compute] of tests) placeBoth(registry, [unary({ name, cost, result, compute })]);
  for (const [plain, written] of specials) {
    const bounded = plain.name.startsWith("cl");
    const pair = bounded ? [withTensorBounds(plain, false), withTensorBounds(written, true)] : [plain, written];
    placeBoth(registry, pair);
  }
  for (const [alias, name] of [...unaryAliases, ["absolute", "abs"] as const])
    for (const suffix of ["", "_"]) {
      const found = tensorClass.lookup(name + suffix);
      if (found === undefined) continue;
      tensorClass.set(alias + suffix, found);
      registry.functions.set(alias + suffix, found);
    }
  for (const [dunder, name] of [
    ["__neg__", "neg"],
    ["__abs__", "abs"],
  ] as const) {
    const found = tensorClass.lookup(name);
    if (found !== undefined) tensorClass.set(dunder, found);
  }
  placeUnaryOperators(registry);

  for (const line of binaries) {
    const [name, cost, , options = {}] = line;
    const names = [name, ...(options.aliases ?? [])];
    placeBinary(registry, names, cost, "", (direction) => binaryRule(line, direction), options.operator);
  }
  placeBinary(registry, ["add"], 1, ", *, alpha=1", (direction) => scaledRule("add", direction), "add");
  placeBinary(registry, ["sub", "subtract"], 1, ", *, alpha=1", (direction) => scaledRule("sub", direction), "sub");
  placeBinary(registry, ["div", "divide"], 1, ", *, rounding_mode=None", divideRule, "truediv");
  placeBinary(registry, ["true_divide"], 1, "", divideRule);
  const rsub = op(
    "rsub",
    "input, other, *, alpha=1",
    { kind: "pointwise", elementwise: 1 },
    scaledRule("sub", "reflected"),
  );
  place(registry, rsub, { torch: ["rsub"] });
}

function refuseBool(declaration: OpDeclaration, message: string): OpDeclaration {
  return before(declaration, (context, [input]) => {
    if (input instanceof Tensor && input.dtype === bool) throw raiseError(context, "RuntimeError", message);
    return null;
  });
}

function placeUnaryOperators(registry: Registry): void {
  const invert = op("bitwise_not", "input", { kind: "pointwise", elementwise: 1 }, (args) => {
    const input = args.tensor("input");
    if (input.dtype.category === "float" || input.dtype.category === "complex")
      args.fail("TypeError", "~ (operator.invert) is only implemented on integer and Boolean-type tensors");
    const compute: Compute = input.dtype === bool ? (x) => 1 - x : (x) => -x - 1;
    return { outputs: elementwise(args, [input], input.dtype, compute) };
  });
  tensorClass.set("__invert__", invert.builtin);
  const positive = op("positive", "input", { kind: "view" }, (args) => {
    const input = args.tensor("input");
    if (input.dtype === bool) args.fail("RuntimeError", "The `+` operator, on a bool tensor is not supported.");
    return input;
  });
  place(registry, positive, { torch: ["positive"], tensor: ["positive", "__pos__"] });
  for (const [name, wanted] of [
    ["real", true],
    ["imag", false],
  ] as const) {
    const part = op(name, "input", { kind: "view" }, (args) => {
      const input = args.tensor("input");
      if (input.dtype.category !== "complex") {
        if (wanted) return input;
        args.fail("RuntimeError", "imag is not implemented for tensors with non-complex dtypes.");
      }
      return { outputs: { shape: input.shape, dtype: realOf(input.dtype) } };
    });
    place(registry, part, { torch: [name] });
    attribute(name, (tensor, context) => context.call(part.builtin, [tensor]));
  }
  const conj = op("conj", "input", { kind: "view" }, (args) => {
    const input = args.tensor("input");
    return input.dtype.category === "complex" ? { outputs: { shape: input.shape, dtype: input.dtype } } : input;
  });
  place(registry, conj, { torch: ["conj", "resolve_conj"], tensor: ["conj", "resolve_conj"] });
  const physical = (name: string, isWritten: boolean): OpDeclaration =>
    op(name, "input", { kind: "pointwise" }, (args, context) => {
      const input = args.tensor("input");
      const output = elementwise(args, [input], input.dtype, undefined);
      return isWritten ? inPlace(args, context, input, output) : { outputs: output };
    });
  placeBoth(registry, [physical("conj_physical", false), physical("conj_physical_", true)]);
  const resolveNeg = op("resolve_neg", "input", { kind: "view" }, (args) => args.tensor("input"));
  placeBoth(registry, [resolveNeg]);
  const angle = op("angle", "input", { kind: "pointwise", elementwise: 1 }, (args, context) => {
    const input = args.tensor("input");
    return { outputs: elementwise(args, [input], realOf(resultDtype(args, context, input.dtype, "float")), undefined) };
  });
  placeBoth(registry, [angle]);
}
