// The two native modules that torch's Python models stand on: `_torch` (functions, dtypes, classes) and `_torch_nn` (what
// torch.nn.functional takes from it, and the base of modules). Registered once: Tensor's methods are global.

import { Builtin, Property, PyTuple, Unknown } from "../python/values.ts";
import type { Value } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import { DType, dtypeClass, dtypes } from "../tensor/dtype.ts";
import { parameterClass, tensorClass } from "../tensor/tensor.ts";
import { register as activations } from "./activations.ts";
import { register as attention } from "./attention.ts";
import { register as casts } from "./casts.ts";
import { register as conv } from "./conv.ts";
import { register as creation } from "./creation.ts";
import { defineDevices, deviceClass, formats, generatorClass, layoutClass, memoryFormatClass } from "./device.ts";
import { register as distance } from "./distance.ts";
import { register as dropout } from "./dropout.ts";
import { register as einsum } from "./einsum.ts";
import { register as embedding } from "./embedding.ts";
import { register as extras } from "./extras.ts";
import { register as foreach } from "./foreach.ts";
import { register as gathering } from "./gathering.ts";
import { register as hooks } from "./hooks.ts";
import { register as join } from "./join.ts";
import { register as layout } from "./layout.ts";
import { register as linalg } from "./linalg.ts";
import { register as loss } from "./loss.ts";
import { register as matmul } from "./matmul.ts";
import { register as module } from "./module.ts";
import { register as norm } from "./norm.ts";
import { register as pad } from "./pad.ts";
import { register as parts } from "./parts.ts";
import { register as pointwise } from "./pointwise.ts";
import { register as pool } from "./pool.ts";
import { register as properties } from "./properties.ts";
import { register as random } from "./random.ts";
import { register as rearrange } from "./rearrange.ts";
import { register as reduce } from "./reduce.ts";
import type { Registry } from "./registry.ts";
import { register as resize } from "./resize.ts";
import { sizeClass, sizeOf } from "./results.ts";
import { register as rnn } from "./rnn.ts";
import { register as scan } from "./scan.ts";
import { register as search } from "./search.ts";
import { register as gradients } from "./gradients.ts";
import { register as settings } from "./settings.ts";
import { register as softmax } from "./softmax.ts";
import { register as solve } from "./solve.ts";
import { register as special } from "./special.ts";
import { register as spectral } from "./spectral.ts";
import { register as storage } from "./storage.ts";
import { register as ternary } from "./ternary.ts";

/** In this order: where two give a name, the later one stands. */
const families: readonly ((registry: Registry) => void)[] = [
  ...[pointwise, ternary, activations, reduce, scan, search, layout, parts, rearrange, join, gathering, casts],
  ...[creation, random, properties, gradients, settings, extras, special, spectral, foreach, hooks],
  ...[
    matmul,
    einsum,
    conv,
    attention,
    rnn,
    norm,
    softmax,
    pool,
    pad,
    resize,
    embedding,
    dropout,
    distance,
    linalg,
    solve,
    loss,
    module,
    storage,
  ],
];

let registered: Registry | null = null;

function registry(): Registry {
  if (registered !== null) return registered;
  registered = { functions: new Map(), nn: new Map() };
  defineDevices();
  defineDtypes();
  defineSize();
  for (const family of families) family(registered);
  for (const [name, value] of constants()) registered.functions.set(name, value);
  return registered;
}

/** The native module `_torch`. */
export function torchNamespace(): Map<string, Value> {
  return new Map(registry().functions);
}

/** The native module `_torch_nn`. */
export function functionalNamespace(): Map<string, Value> {
  return new Map(registry().nn);
}

function constants(): Map<string, Value> {
  const names = new Map<string, Value>(dtypes);
  for (const format of formats) names.set(format.name, format);
  for (const [name, cls] of [
    ["Tensor", tensorClass],
    ["Parameter", parameterClass],
    ["device", deviceClass],
    ["dtype", dtypeClass],
    ["Size", sizeClass],
    ["Generator", generatorClass],
    ["memory_format", memoryFormatClass],
    ["layout", layoutClass],
  ] as const)
    names.set(name, cls);
  return names;
}

function defineDtypes(): void {
  const about = (name: string, tell: (dtype: DType) => Value): Builtin =>
    new Builtin(name, parseSignature("self"), (context, [self]) =>
      self instanceof DType ? tell(self) : context.unknown(`${name} of what is not a dtype`),
    );
  const properties: readonly (readonly [string, (dtype: DType) => Value])[] = [
    ["is_floating_point", (dtype) => dtype.category === "float"],
    ["is_complex", (dtype) => dtype.category === "complex"],
    ["is_signed", (dtype) => dtype.name !== "bool" && !dtype.name.startsWith("u")],
    ["itemsize", (dtype) => dtype.size],
  ];
  for (const [name, tell] of properties) dtypeClass.set(name, new Property(about(name, tell)));
  dtypeClass.set(
    "__repr__",
    about("__repr__", (dtype) => `torch.${dtype.name}`),
  );
}

/** `torch.Size([2, 3])`. */
function defineSize(): void {
  sizeClass.allocate = (context, _, [items = null]) => {
    if (items === null) return sizeOf([]);
    const values = context.iterate(items);
    return values instanceof Unknown ? values : new PyTuple(values, sizeClass);
  };
  sizeClass.set(
    "__repr__",
    new Builtin("__repr__", parseSignature("self"), (context, [self]) => {
      const items = self instanceof PyTuple ? self.items : [];
      return `torch.Size([${items.map((item) => context.repr(item)).join(", ")}])`;
    }),
  );
}
