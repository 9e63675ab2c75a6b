// Built-in functions of numbers and of the characters that stand for numbers: abs, round, pow, hex, chr …

import { compare, isSymbolic, neg } from "../symbolic/dim.ts";
import { fixed } from "./format.ts";
import { native } from "./nativeFunction.ts";
import { asDim, unbox } from "./operands.ts";
import { binary } from "./operators.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import { PyComplex, PyFloat, PyTuple, Unknown } from "./values.ts";
import type { Builtin, Value } from "./values.ts";

export const numberBuiltins: readonly Builtin[] = [
  native("abs", "x, /", (runtime, [value = null]) => absolute(runtime, value)),
  native("round", "number, ndigits=None", (runtime, [value = null, digits = null]) =>
    roundValue(runtime, value, digits),
  ),
  native("pow", "base, exp, mod=None", (runtime, [base = null, exponent = null, modulus = null]) => {
    if ([base, exponent, modulus].every((part) => typeof part === "number") && Number(exponent) >= 0 && modulus !== 0)
      return powerModulo(Number(base), Number(exponent), Number(modulus));
    const result = binary(runtime, "**", base, exponent);
    return modulus === null ? result : binary(runtime, "%", result, modulus);
  }),
  native(
    "divmod",
    "a, b, /",
    (runtime, [a = null, b = null]) => new PyTuple([binary(runtime, "//", a, b), binary(runtime, "%", a, b)]),
  ),
  native("hex", "x, /", (_runtime, [value = null]) => (typeof value === "number" ? `0x${value.toString(16)}` : value)),
  native("bin", "x, /", (_runtime, [value = null]) => (typeof value === "number" ? `0b${value.toString(2)}` : value)),
  native("oct", "x, /", (_runtime, [value = null]) => (typeof value === "number" ? `0o${value.toString(8)}` : value)),
  native("chr", "i, /", (_runtime, [value = null]) =>
    typeof value === "number" ? String.fromCodePoint(value) : value,
  ),
  native("ord", "c, /", (_runtime, [value = null]) =>
    typeof value === "string" ? (value.codePointAt(0) ?? 0) : value,
  ),
];

function absolute(runtime: Runtime, value: Value): Value {
  if (value instanceof Unknown) return value;
  const plain = unbox(value);
  const dim = asDim(plain);
  if (dim !== null) return isSymbolic(dim) ? (compare(">=", dim, 0).value ? dim : neg(dim)) : Math.abs(dim);
  if (plain instanceof PyFloat) return new PyFloat(Math.abs(plain.value));
  if (plain instanceof PyComplex) return new PyFloat(Math.hypot(plain.real, plain.imag));
  const method = typeOf(value).lookup("__abs__");
  return method === undefined
    ? runtime.fail("TypeError", `bad operand type for abs(): '${typeOf(value).name}'`)
    : runtime.call(method, [value]);
}

/** Python rounds halves to even. */
function roundValue(runtime: Runtime, value: Value, digits: Value): Value {
  if (value instanceof Unknown) return value;
  const plain = unbox(value);
  if (typeof plain === "number" && typeof digits === "number" && digits < 0) return roundTo(plain, digits);
  if (asDim(plain) !== null) return plain;
  if (!(plain instanceof PyFloat)) {
    const method = typeOf(value).lookup("__round__");
    return method === undefined
      ? runtime.fail("TypeError", `type ${typeOf(value).name} doesn't define __round__ method`)
      : runtime.call(method, digits === null ? [value] : [value, digits]);
  }
  if (digits === null) return halfEven(plain.value);
  return new PyFloat(roundTo(plain.value, typeof digits === "number" ? digits : 0));
}

function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21 || digits > 40) return value;
  const scale = 10 ** -digits;
  return digits < 0 ? halfEven(value / scale) * scale : Number(fixed(value, digits));
}

function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `pow(base, exponent, modulus)` without the large number in between. */
function powerModulo(base: number, exponent: number, modulus: number): number {
  const n = BigInt(modulus);
  let [square, rest, result] = [BigInt(base) % n, BigInt(exponent), 1n];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return Number(((result % n) + n) % n);
}
