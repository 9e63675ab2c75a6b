// Arithmetic on ints, floats and complex numbers. Ints may be symbolic; a float keeps the ratio of ints that it came from
// where that stays exact.

import { Expr, add, floorDiv, hintOf, isSymbolic, mod, mul, power, sub } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import type { BinaryOperator } from "./ast.ts";
import { asDim, asNumber, operandError } from "./operands.ts";
import type { Runtime } from "./runtime.ts";
import { PyComplex, PyFloat } from "./values.ts";
import type { Value } from "./values.ts";

export function intBinary(runtime: Runtime, op: BinaryOperator, a: Dim, b: Dim, bool: boolean): Value {
  switch (op) {
    case "+":
      return add(a, b);
    case "-":
      return sub(a, b);
    case "*":
      return mul(a, b);
    case "/": {
      if (b === 0) return runtime.fail("ZeroDivisionError", "division by zero");
      const symbolic = isSymbolic(a) || isSymbolic(b);
      return new PyFloat(hintOf(a) / hintOf(b), symbolic ? { over: a, under: b } : null);
    }
    case "//":
      if (b === 0) return runtime.fail("ZeroDivisionError", "integer division or modulo by zero");
      return floorDiv(a, b);
    case "%":
      if (b === 0) return runtime.fail("ZeroDivisionError", "integer modulo by zero");
      return mod(a, b);
    case "**":
      return intPower(runtime, a, b);
    case "@":
      return operandError(runtime, op, hintOf(a), hintOf(b));
    default:
      return intBits(runtime, op, a, b, bool);
  }
}

function intPower(runtime: Runtime, a: Dim, b: Dim): Value {
  if (isSymbolic(b)) return runtime.unknown("a power with a symbolic exponent");
  if (b < 0) {
    if (a === 0) return runtime.fail("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    return new PyFloat(hintOf(a) ** b);
  }
  return isSymbolic(a) ? power(a, b) : a ** b;
}

function intBits(runtime: Runtime, op: BinaryOperator, a: Dim, b: Dim, bool: boolean): Value {
  if ((op === "<<" || op === ">>") && hintOf(b) < 0) return runtime.fail("ValueError", "negative shift count");
  if (isSymbolic(a) || isSymbolic(b)) {
    if (op === "<<" && !isSymbolic(b)) return mul(a, 2 ** b);
    if (op === ">>" && !isSymbolic(b)) return floorDiv(a, 2 ** b);
    return runtime.unknown(`bits of a symbolic number`);
  }
  switch (op) {
    case "<<":
      return a * 2 ** b;
    case ">>":
      return Math.floor(a / 2 ** b);
    case "&":
      return bool ? a !== 0 && b !== 0 : Number(BigInt(a) & BigInt(b));
    case "|":
      return bool ? a !== 0 || b !== 0 : Number(BigInt(a) | BigInt(b));
    default:
      return bool ? a !== b : Number(BigInt(a) ^ BigInt(b));
  }
}

export function floatBinary(runtime: Runtime, op: BinaryOperator, a: Value, b: Value): Value {
  const x = asNumber(a) ?? 0;
  const y = asNumber(b) ?? 0;
  switch (op) {
    case "+":
      return new PyFloat(x + y);
    case "-":
      return new PyFloat(x - y);
    case "*":
      return scaledRatio(a, b) ?? new PyFloat(x * y);
    case "/":
      if (y === 0) return runtime.fail("ZeroDivisionError", "float division by zero");
      return new PyFloat(
        x / y,
        a instanceof PyFloat && a.ratio !== null && typeof b === "number"
          ? { over: a.ratio.over, under: mul(a.ratio.under, b) }
          : null,
      );
    case "//":
      if (y === 0) return runtime.fail("ZeroDivisionError", "float floor division by zero");
      return new PyFloat(Math.floor(x / y));
    case "%":
      if (y === 0) return runtime.fail("ZeroDivisionError", "float modulo");
      return new PyFloat(x - y * Math.floor(x / y));
    case "**":
      return new PyFloat(x ** y);
    default:
      return operandError(runtime, op, a, b);
  }
}

/** `T * 0.5` and `(T / 3) * 2` keep their symbol where the factor is an integer or the inverse of one. */
function scaledRatio(a: Value, b: Value): PyFloat | null {
  const [ratio, other] =
    a instanceof PyFloat && a.ratio !== null
      ? [a.ratio, b]
      : b instanceof PyFloat && b.ratio !== null
        ? [b.ratio, a]
        : [null, null];
  if (ratio !== null) {
    const factor = asDim(other);
    return factor === null
      ? null
      : new PyFloat((asNumber(a) ?? 0) * (asNumber(b) ?? 0), { over: mul(ratio.over, factor), under: ratio.under });
  }
  const [symbol, float] = a instanceof Expr ? [a, b] : b instanceof Expr ? [b, a] : [null, null];
  if (symbol === null || !(float instanceof PyFloat)) return null;
  const value = hintOf(symbol) * float.value;
  if (Number.isInteger(float.value)) return new PyFloat(value, { over: mul(symbol, float.value), under: 1 });
  const inverse = 1 / float.value;
  return Number.isInteger(inverse) ? new PyFloat(value, { over: symbol, under: inverse }) : null;
}

export function complexBinary(op: BinaryOperator, a: Value, b: Value): Value | undefined {
  if (!(a instanceof PyComplex || b instanceof PyComplex)) return undefined;
  const part = (value: Value): PyComplex | null => {
    if (value instanceof PyComplex) return value;
    const number = asNumber(value);
    return number === null ? null : new PyComplex(number, 0);
  };
  const x = part(a);
  const y = part(b);
  if (x === null || y === null) return undefined;
  if (op === "+") return new PyComplex(x.real + y.real, x.imag + y.imag);
  if (op === "-") return new PyComplex(x.real - y.real, x.imag - y.imag);
  if (op === "*") return new PyComplex(x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real);
  return undefined;
}
