// Methods of int and float: the operators by name, and the few that have a name of their own.

import { Expr } from "../symbolic/dim.ts";
import { strOf } from "./format.ts";
import type { Rows } from "./nativeFunction.ts";
import { asDim, asNumber } from "./operands.ts";
import { binary, unary } from "./operators.ts";
import { PyTuple, floatClass, intClass } from "./values.ts";

const arithmeticRows: Rows = (
  [
    ["add", "+"],
    ["sub", "-"],
    ["mul", "*"],
    ["truediv", "/"],
    ["floordiv", "//"],
    ["mod", "%"],
    ["pow", "**"],
  ] as const
).flatMap(([name, op]): Rows => [
  [`__${name}__`, null, (runtime, [a = null, b = null]) => binary(runtime, op, a, b)],
  [`__r${name}__`, null, (runtime, [a = null, b = null]) => binary(runtime, op, b, a)],
]);

const numberRows: Rows = [
  ...arithmeticRows,
  ["__neg__", null, (runtime, [a = null]) => unary(runtime, "-", a)],
  ["__int__", null, (runtime, [a = null]) => runtime.call(intClass, [a])],
  ["__float__", null, (runtime, [a = null]) => runtime.call(floatClass, [a])],
  ["__hash__", null, (runtime, [a = null]) => runtime.call(runtime.builtins.get("hash") ?? null, [a])],
  ["conjugate", null, (_runtime, [a = null]) => a],
];

export const intRows: Rows = [
  ...numberRows,
  [
    "bit_length",
    "self, /",
    (runtime, [a = null]) => {
      const value = asDim(a);
      if (value === null || value instanceof Expr) return runtime.unknown("bit_length of a symbolic number");
      return value === 0 ? 0 : BigInt(Math.abs(value)).toString(2).length;
    },
  ],
  ["is_integer", "self, /", () => true],
  ["__index__", "self, /", (_runtime, [a = null]) => a],
];

export const floatRows: Rows = [
  ...numberRows,
  ["is_integer", "self, /", (_runtime, [a = null]) => Number.isInteger(asNumber(a) ?? NaN)],
  ["hex", "self, /", (runtime, [a = null]) => strOf(runtime, a)],
  ["as_integer_ratio", "self, /", (_runtime, [a = null]) => integerRatio(asNumber(a) ?? 0)],
];

/** A double is an integer over a power of two. */
function integerRatio(value: number): PyTuple {
  let under = 1;
  while (!Number.isInteger(value * under) && under < 2 ** 1000) under *= 2;
  return new PyTuple([value * under, under]);
}
