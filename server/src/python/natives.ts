// Native modules of the interpreter itself: `math`, and `_floplens`, through which our Python models ask for what Python
// source cannot say.

import { Expr, ceilDiv, floorDiv, hintOf, isSymbolic } from "../symbolic/dim.ts";
import { dictSet } from "./dict.ts";
import { iterateValue } from "./iteration.ts";
import { native } from "./nativeFunction.ts";
import { asDim, asNumber } from "./operands.ts";
import { binary } from "./operators.ts";
import type { Runtime } from "./runtime.ts";
import { typeOf } from "./types.ts";
import { BoundMethod, PyClass, PyDict, PyFloat, PyFunction, PyInstance, PyList, PyTuple, Unknown } from "./values.ts";
import type { Value } from "./values.ts";

function numberOf(runtime: Runtime, value: Value): number | Unknown {
  if (value instanceof Unknown) return value;
  const number = asNumber(value);
  if (number !== null) return number;
  const method = typeOf(value).lookup("__float__");
  if (method !== undefined) {
    const result = runtime.call(method, [value]);
    return result instanceof PyFloat ? result.value : runtime.unknown("the value of an object is not known");
  }
  return runtime.fail("TypeError", `must be real number, not ${typeOf(value).name}`);
}

/** Functions of floats, by name. */
const floatFunctions: Readonly<Record<string, (...values: number[]) => number>> = {
  sqrt: Math.sqrt,
  exp: Math.exp,
  expm1: Math.expm1,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  atan2: Math.atan2,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  cbrt: Math.cbrt,
  fabs: Math.abs,
  pow: Math.pow,
  hypot: Math.hypot,
  fmod: (a = 0, b = 1) => a % b,
  copysign: (a = 0, b = 0) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)),
  degrees: (a = 0) => (a * 180) / Math.PI,
  radians: (a = 0) => (a * Math.PI) / 180,
  erf: (a = 0) => erf(a),
  erfc: (a = 0) => 1 - erf(a),
};

/** Abramowitz and Stegun 7.1.26; enough for values that only pass through. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const value = 1 - poly * Math.exp(-x * x);
  return x < 0 ? -value : value;
}

function rounding(name: "floor" | "ceil" | "trunc"): Value {
  return native(name, "x, /", (runtime, [value = null]) => {
    if (value instanceof Unknown) return value;
    const dim = asDim(value);
    if (dim !== null) return dim;
    if (value instanceof PyFloat && value.ratio !== null && name !== "trunc") {
      const { over, under } = value.ratio;
      return name === "floor" ? floorDiv(over, under) : ceilDiv(over, under);
    }
    const number = numberOf(runtime, value);
    if (number instanceof Unknown) return number;
    if (!Number.isFinite(number)) return runtime.fail("OverflowError", "cannot convert float infinity to integer");
    return Math[name](number) + 0;
  });
}

export function mathModule(): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>([
    ["pi", new PyFloat(Math.PI)],
    ["e", new PyFloat(Math.E)],
    ["tau", new PyFloat(2 * Math.PI)],
    ["inf", new PyFloat(Infinity)],
    ["nan", new PyFloat(NaN)],
    ["floor", rounding("floor")],
    ["ceil", rounding("ceil")],
    ["trunc", rounding("trunc")],
  ]);
  for (const [name, compute] of Object.entries(floatFunctions))
    names.set(
      name,
      native(name, null, (runtime, args) => {
        const numbers: number[] = [];
        for (const arg of args) {
          const number = numberOf(runtime, arg);
          if (number instanceof Unknown) return number;
          numbers.push(number);
        }
        const result = compute(...numbers);
        if (Number.isNaN(result) && !numbers.some(Number.isNaN)) return runtime.fail("ValueError", "math domain error");
        return new PyFloat(result);
      }),
    );
  names.set(
    "log",
    native("log", null, (runtime, [value = null, base]) => {
      const number = numberOf(runtime, value);
      if (number instanceof Unknown) return number;
      if (number <= 0) return runtime.fail("ValueError", "math domain error");
      const divisor = base === undefined ? Math.E : numberOf(runtime, base);
      if (divisor instanceof Unknown) return divisor;
      if (divisor === 2) return new PyFloat(Math.log2(number));
      return new PyFloat(
        divisor === 10 ? Math.log10(number) : Math.log(number) / (divisor === Math.E ? 1 : Math.log(divisor)),
      );
    }),
  );
  names.set(
    "prod",
    native("prod", "iterable, /, *, start=1", (runtime, [iterable = null, start = 1]) => {
      const items = iterateValue(runtime, iterable);
      return items instanceof Unknown ? items : items.reduce((total, item) => binary(runtime, "*", total, item), start);
    }),
  );
  names.set(
    "fsum",
    native("fsum", "iterable, /", (runtime, [iterable = null]) => {
      const items = iterateValue(runtime, iterable);
      return items instanceof Unknown
        ? items
        : items.reduce<Value>((total, item) => binary(runtime, "+", total, item), new PyFloat(0));
    }),
  );
  const integers = (name: string, compute: (...values: number[]) => number): Value =>
    native(name, null, (runtime, args) => {
      const numbers: number[] = [];
      for (const arg of args) {
        const number = numberOf(runtime, arg);
        if (number instanceof Unknown) return number;
        numbers.push(number);
      }
      return compute(...numbers);
    });
  names.set(
    "gcd",
    integers("gcd", (...values) => values.reduce(gcd, 0)),
  );
  names.set(
    "lcm",
    integers("lcm", (...values) => values.reduce((a, b) => (a * b) / (gcd(a, b) || 1), 1)),
  );
  names.set(
    "isqrt",
    integers("isqrt", (value = 0) => Math.floor(Math.sqrt(value))),
  );
  names.set(
    "factorial",
    integers("factorial", (value = 0) => factorial(value)),
  );
  names.set(
    "comb",
    integers("comb", (n = 0, k = 0) => Math.round(factorial(n) / (factorial(k) * factorial(n - k)))),
  );
  names.set(
    "perm",
    integers("perm", (n = 0, k = 0) => Math.round(factorial(n) / factorial(n - k))),
  );
  const predicate = (name: string, test: (value: number) => boolean): Value =>
    native(name, "x, /", (runtime, [value = null]) => {
      const number = numberOf(runtime, value);
      return number instanceof Unknown ? number : test(number);
    });
  names.set(
    "isinf",
    predicate("isinf", (value) => Math.abs(value) === Infinity),
  );
  names.set("isnan", predicate("isnan", Number.isNaN));
  names.set("isfinite", predicate("isfinite", Number.isFinite));
  names.set(
    "isclose",
    native("isclose", null, (runtime, [a = null, b = null]) => {
      const [x, y] = [numberOf(runtime, a), numberOf(runtime, b)];
      if (x instanceof Unknown || y instanceof Unknown) return x instanceof Unknown ? x : y;
      return Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y));
    }),
  );
  return names;
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b);
}

function factorial(value: number): number {
  let result = 1;
  for (let factor = 2; factor <= value; factor++) result *= factor;
  return result;
}

export function floplensModule(): ReadonlyMap<string, Value> {
  return new Map<string, Value>(
    [
      native("unknown", "reason", (runtime, [reason = null]) =>
        runtime.unknown(typeof reason === "string" ? reason : "not modelled"),
      ),
      native("import_module", "name, package=None", (runtime, [name = null, packageName = null]) => {
        if (typeof name !== "string" || runtime.modules === null)
          return runtime.unknown("an import by a name that is not known");
        const level = /^\.*/.exec(name)?.[0].length ?? 0;
        if (level === 0) return runtime.modules.importModule(name, false, runtime.handlers > 0);
        const parts = typeof packageName === "string" ? packageName.split(".") : [];
        const base = parts.slice(0, parts.length - (level - 1));
        return runtime.modules.importModule(
          [...base, name.slice(level)].filter(Boolean).join("."),
          false,
          runtime.handlers > 0,
        );
      }),
      native("signature_of", "function", (runtime, [callee = null]) => signatureOf(runtime, callee)),
      native("re_search", "pattern, flags, string, position, mode", (runtime, args) => searchPattern(runtime, args)),
      native("step_done", "", (runtime) => {
        runtime.stopLoops = runtime.loops;
        return null;
      }),
      native("read_file", "path", (runtime, [path = null]) =>
        typeof path === "string" ? runtime.readFile(path) : null,
      ),
      native("is_unknown", "value", (_runtime, [value = null]) => value instanceof Unknown),
      native("is_symbolic", "value", (_runtime, [value = null]) => value instanceof Expr),
      native("hint", "value", (_runtime, [value = null]) => {
        const dim = asDim(value);
        return dim === null ? value : isSymbolic(dim) ? hintOf(dim) : dim;
      }),
    ].map((fn): [string, Value] => [fn.name, fn]),
  );
}

/** `[(name, kind, has default, default), …]` of a function written in Python; None for anything else. */
function signatureOf(runtime: Runtime, callee: Value): Value {
  if (callee instanceof BoundMethod) {
    const inner = signatureOf(runtime, callee.func);
    return inner instanceof PyList ? new PyList(inner.items.slice(1)) : inner;
  }
  if (callee instanceof PyClass) {
    const init = callee.lookup("__init__");
    const inner = init === undefined ? null : signatureOf(runtime, init);
    return inner instanceof PyList ? new PyList(inner.items.slice(1)) : inner;
  }
  if (!(callee instanceof PyFunction)) {
    const call = callee instanceof PyInstance ? callee.cls.lookup("__call__") : undefined;
    const inner = call instanceof PyFunction ? signatureOf(runtime, call) : null;
    return inner instanceof PyList ? new PyList(inner.items.slice(1)) : inner;
  }
  const { node } = callee.code;
  const kinds = {
    "positional-only": "POSITIONAL_ONLY",
    normal: "POSITIONAL_OR_KEYWORD",
    args: "VAR_POSITIONAL",
    "keyword-only": "KEYWORD_ONLY",
    kwargs: "VAR_KEYWORD",
  } as const;
  const params = node.kind === "Comprehension" ? [] : node.params;
  return new PyList(
    params.map((param, index) => {
      const value = callee.defaults[index];
      return new PyTuple([param.name, kinds[param.type], value !== undefined, value ?? null]);
    }),
  );
}

/** Translates a Python pattern to JS and runs it: None, or `[spans, names]` with a `(start, end)` a group. */
function searchPattern(runtime: Runtime, args: readonly Value[]): Value {
  const [pattern, flags = 0, text, position = 0, mode = "search"] = args;
  for (const arg of args) if (arg instanceof Unknown) return arg;
  if (typeof pattern !== "string" || typeof text !== "string" || typeof position !== "number")
    return runtime.unknown("a pattern or text that is not a string");
  const bits = typeof flags === "number" ? flags : 0;
  let source = pattern
    .replace(/\(\?P<(\w+)>/g, "(?<$1>")
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replace(/\\A/g, "^")
    .replace(/\\Z/g, "$");
  let inline = "";
  source = source.replace(/^\(\?([aiLmsux]+)\)/, (_whole, letters: string) => {
    inline = letters;
    return "";
  });
  if ((bits & 64) !== 0 || inline.includes("x"))
    source = source.replace(/\\#|\\ |\[[^\]]*\]|\s+|#.*$/gm, (part) => (/^\s|^#/.test(part) ? "" : part));
  const jsFlags =
    `dg${mode === "search" ? "" : "y"}${(bits & 2) !== 0 || inline.includes("i") ? "i" : ""}${(bits & 8) !== 0 || inline.includes("m") ? "m" : ""}${(bits & 16) !== 0 || inline.includes("s") ? "s" : ""}`.replace(
      "gy",
      "y",
    );
  let expression: RegExp;
  try {
    expression = new RegExp(mode === "fullmatch" ? `(?:${source})$` : source, jsFlags);
  } catch {
    return runtime.unknown(`a regular expression that is not understood: ${pattern}`);
  }
  expression.lastIndex = position;
  const match = expression.exec(text);
  if (match === null) return null;
  const spans = (match.indices ?? []).map((span): Value => spanTuple(span));
  const names = new PyDict();
  for (const name of Object.keys(match.groups ?? {})) dictSet(runtime, names, name, groupNumber(source, name));
  return new PyTuple([new PyList(spans), names]);
}

/** (-1, -1) for a group that took no part. */
function spanTuple(span: readonly [number, number] | undefined): Value {
  return new PyTuple(span === undefined ? [-1, -1] : [span[0], span[1]]);
}

/** The number of a named group: how many groups open up to it. */
function groupNumber(source: string, name: string): number | null {
  const at = source.indexOf(`(?<${name}>`);
  if (at < 0) return null;
  const before = source
    .slice(0, at)
    .replace(/\\./g, "")
    .replace(/\[[^\]]*\]/g, "");
  return (before.match(/\((?!\?)|\(\?<[A-Za-z_]/g)?.length ?? 0) + 1;
}
