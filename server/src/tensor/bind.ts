// Binds a call's arguments to an op's signature. Unlike the interpreter's own binding it speaks as torch does, where `self`
// is no argument, and it knows the second keywords of parameters (`axis` for `dim`).

import { raiseError } from "../python/errors.ts";
import { PyDict, PyTuple } from "../python/values.ts";
import type { Context, Kwargs, Signature, SignatureParam, Value } from "../python/values.ts";

export interface Call {
  readonly name: string;
  /** True where the first argument is the tensor before the dot. */
  readonly isMethod: boolean;
  readonly args: readonly Value[];
  readonly kwargs: Kwargs;
}

/** The values in the signature's order. */
export function bindArguments(context: Context, signature: Signature, call: Call): readonly Value[] {
  const { params } = signature;
  const { args, kwargs } = call;
  const bound: Value[] = [];
  let position = 0;
  let used = 0;
  for (const param of params) {
    if (param.type === "args") {
      bound.push(new PyTuple(args.slice(position)));
      position = args.length;
    } else if (param.type === "kwargs") {
      const rest = restOf(params, kwargs);
      used += rest.entries.size;
      bound.push(rest);
    } else if (param.type !== "keyword-only" && position < args.length) {
      bound.push(args[position] ?? null);
      position += 1;
      if (kwargs.size > 0 && keywordOf(param, kwargs) !== undefined)
        fail(context, `${call.name}() got multiple values for argument '${param.name}'`);
    } else {
      const named = kwargs.size === 0 || param.type === "positional-only" ? undefined : keywordOf(param, kwargs);
      if (named !== undefined) used += 1;
      const value = named ?? param.default;
      if (value === undefined) failMissing(context, signature, call, params.indexOf(param));
      bound.push(value);
    }
  }
  if (position < args.length) failTooMany(context, params, call);
  if (used < kwargs.size) {
    const known = new Set(params.flatMap((param) => [param.name, ...(param.aliases ?? [])]));
    const extra = [...kwargs.keys()].find((key) => !known.has(key)) ?? "";
    fail(context, `${call.name}() got an unexpected keyword argument '${extra}'`);
  }
  return bound;
}

function keywordOf(param: SignatureParam, kwargs: Kwargs): Value | undefined {
  const value = kwargs.get(param.name);
  if (value !== undefined || param.aliases === undefined) return value;
  for (const alias of param.aliases) {
    const found = kwargs.get(alias);
    if (found !== undefined) return found;
  }
  return undefined;
}

function restOf(params: readonly SignatureParam[], kwargs: Kwargs): PyDict {
  const rest = new PyDict();
  for (const [key, value] of kwargs)
    if (!params.some((param) => param.name === key || param.aliases?.includes(key) === true))
      rest.entries.set(key, { key, value });
  return rest;
}

function failMissing(context: Context, { params }: Signature, { name, kwargs }: Call, from: number): never {
  const missing = params
    .slice(from)
    .filter((param) => param.default === undefined && param.type === "normal" && keywordOf(param, kwargs) === undefined)
    .map((param) => `"${param.name}"`);
  return fail(context, `${name}() missing ${missing.length} required positional arguments: ${missing.join(", ")}`);
}

function failTooMany(context: Context, params: readonly SignatureParam[], { name, isMethod, args }: Call): never {
  const self = isMethod ? 1 : 0;
  const most = params.filter((param) => param.type !== "keyword-only").length - self;
  const given = args.length - self;
  const counts = `${most} positional argument${most === 1 ? "" : "s"} but ${given} ${given === 1 ? "was" : "were"} given`;
  return fail(context, `${name}() takes ${counts}`);
}

function fail(context: Context, message: string): never {
  throw raiseError(context, "TypeError", message);
}
