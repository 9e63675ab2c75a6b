// Signatures of native functions, written as in Python: `"input, dim=None, keepdim=False, *, dtype=None"`. Defaults are
// literals: None, True, False, numbers, quoted strings, `()`. `dim|axis` gives a parameter a second keyword.

import { PyFloat, PyTuple } from "./values.ts";
import type { Signature, SignatureParam, Value } from "./values.ts";

const parsed = new Map<string, Signature>();

/** Read when somebody binds to it: of the natives' thousand signatures a run uses some fifty. */
class NativeSignature implements Signature {
  readonly text: string;
  private found: readonly SignatureParam[] | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get params(): readonly SignatureParam[] {
    return (this.found ??= paramsOf(this.text));
  }
}

export function parseSignature(text: string): Signature {
  let signature = parsed.get(text);
  if (signature === undefined) parsed.set(text, (signature = new NativeSignature(text)));
  return signature;
}

function paramsOf(text: string): readonly SignatureParam[] {
  const params: SignatureParam[] = [];
  let keywordOnly = false;
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    if (part === "/") {
      for (const [index, param] of params.entries()) params[index] = { ...param, type: "positional-only" };
    } else if (part === "*") {
      keywordOnly = true;
    } else if (part.startsWith("**")) {
      params.push({ name: part.slice(2), type: "kwargs", default: undefined });
    } else if (part.startsWith("*")) {
      params.push({ name: part.slice(1), type: "args", default: undefined });
      keywordOnly = true;
    } else {
      const [name = "", value] = part.split("=").map((piece) => piece.trim());
      const fallback = value === undefined ? undefined : literal(value);
      const [first = "", ...aliases] = name.split("|");
      const type = keywordOnly ? "keyword-only" : "normal";
      params.push({ name: first, type, default: fallback, ...(aliases.length > 0 ? { aliases } : {}) });
    }
  }
  return params;
}

function literal(text: string): Value {
  if (text === "None") return null;
  if (text === "True") return true;
  if (text === "False") return false;
  if (text === "()") return new PyTuple([]);
  if (/^(["']).*\1$/.test(text)) return text.slice(1, -1);
  const value = Number(text);
  if (Number.isNaN(value)) throw new Error(`a signature's default is not a literal: ${text}`);
  return /[.e]/.test(text) ? new PyFloat(value) : value;
}
