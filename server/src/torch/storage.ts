// What a tensor's memory is made of: other sizes and strides for it in place, copies of views, parts of it replaced.

import { PyInstance, PyTuple } from "../python/values.ts";
import type { Context, Kwargs, Value } from "../python/values.ts";
import { Builtin } from "../python/values.ts";
import { mul } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpRule, Output } from "../tensor/op.ts";
import { formatShape, normalizeDims } from "../tensor/shapes.ts";
import { simplestStrides } from "../tensor/strided.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";
import type { Shape } from "../tensor/tensor.ts";
import { created, common, unread } from "./creation.ts";
import { inferReshape } from "../tensor/shapes.ts";
import { writing } from "./layout.ts";
import { asStridedRule, diagonalRule, selectRule, sliceLength } from "./parts.ts";
import { placeBoth, placeFunctions, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

const copy = { kind: "copy" } as const;

// ── sizes in place ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Other sizes for the same tensor; what it holds then is not told. */
const resizeRule: OpRule = (args) => {
  const input = args.tensor("input");
  return { into: input, outputs: { shape: args.sizes("size"), dtype: input.dtype, strides: "contiguous" } };
};

const resizeAsRule: OpRule = (args) => {
  const [input, template] = [args.tensor("input"), args.tensor("template")];
  args.tensors.pop(); // only its shape is read
  return { into: input, outputs: { shape: template.shape, dtype: input.dtype, strides: "contiguous" } };
};

/** `resize`, which must keep the number of elements, and is a view then. */
const viewedAs =
  (shapeOf: (args: Args) => Shape): OpRule =>
  (args) => {
    const input = args.tensor("input");
    const shape = inferReshape(args, input.shape, shapeOf(args));
    return { outputs: { shape, dtype: input.dtype, data: input.data } };
  };

/** `set_(source)`: the source's memory, by the given sizes; without a source no memory. */
const setRule: OpRule = (args) => {
  const input = args.tensor("input");
  const source = args.optionalTensor("source");
  const shape = args.optionalInts("size") ?? source?.shape ?? [0];
  return { into: input, outputs: { shape, dtype: input.dtype, strides: source === null ? "contiguous" : "unknown" } };
};

const methods: readonly OpDeclaration[] = [
  op("resize_", "input, *size, memory_format=None", { kind: "view" }, resizeRule),
  op(
    "resize",
    "input, *size",
    { kind: "view" },
    viewedAs((args) => args.sizes("size")),
  ),
  op(
    "resize_as",
    "input, other",
    { kind: "view" },
    viewedAs((args) => args.tensor("other").shape),
  ),
  op("set_", "input, source=None, storage_offset=0, size=None, stride=None", { kind: "view" }, setRule),
  op("new_empty_strided", `input, size, stride, *, ${common}`, { kind: "creation" }, (args, context) => {
    const input = unread(args);
    const output = created(args, context, args.ints("size"), input.dtype, () => null);
    return { outputs: { ...output, strides: simplestStrides(output.shape, args.ints("stride")) } };
  }),
];

const both: readonly OpDeclaration[] = [
  op("resize_as_", "input, template, *, memory_format=None", { kind: "view" }, resizeAsRule),
  op("as_strided_", "input, size, stride, storage_offset=None", { kind: "view" }, writing(asStridedRule)),
];

/** `empty_permuted(size, physical_layout)`: the dims in the order in which they lie in memory, the outermost first. */
const emptyPermuted = op(
  "empty_permuted",
  `size, physical_layout, *, ${common}`,
  { kind: "creation" },
  (args, context) => {
    const shape = args.ints("size");
    const order = normalizeDims(args, args.ints("physical_layout"), shape.length);
    const strides = Array<Dim>(shape.length).fill(1);
    let stride: Dim = 1;
    for (const dim of order.reverse()) {
      strides[dim] = stride;
      stride = mul(stride, shape[dim] ?? 1);
    }
    return {
      outputs: { ...created(args, context, shape, null, () => null), strides: simplestStrides(shape, strides) },
    };
  },
);

// ── a copy with a part replaced ────────────────────────────────────────────────────────────────────────────────────

function replaced(name: string, signature: string, partOf: OpRule): OpDeclaration {
  return op(name, signature, copy, (args, context) => {
    const part = partOf(args, context);
    if (typeof part !== "object" || part === null || part instanceof PyInstance || !("outputs" in part)) return part;
    const [input] = args.tensors;
    if (input === undefined) throw new Error(`${name} has no input`);
    const { shape } = part.outputs as Output; // the rules of one view
    const source = args.tensor("src");
    const isSame =
      shape.length === source.shape.length && shape.every((size, i) => args.holds(size, "==", source.shape[i] ?? 1));
    if (!isSame) {
      const sizes = `src size = ${formatShape(source.shape)}, slice size = ${formatShape(shape)}`;
      args.fail("RuntimeError", `expected src to have a size equal to the slice of self. ${sizes}`);
    }
    return { outputs: { shape: input.shape, dtype: input.dtype } };
  });
}

const scatters: readonly OpDeclaration[] = [
  replaced("select_scatter", "input, src, dim, index", selectRule),
  replaced("slice_scatter", "input, src, dim=0, start=None, end=None, step=1", (args) => ({
    outputs: sliceLength(args),
  })),
  replaced("diagonal_scatter", "input, src, offset=0, dim1=0, dim2=1", diagonalRule),
  replaced("as_strided_scatter", "input, src, size, stride, storage_offset=None", asStridedRule),
];

// ── copies of views ────────────────────────────────────────────────────────────────────────────────────────────────

/** `<name>_copy`, which gives what the view of that name shows as memory of its own. */
const copied: readonly string[] = [
  ...["alias", "as_strided", "detach", "diagonal", "expand", "permute", "select", "slice", "split", "split_with_sizes"],
  ...["squeeze", "t", "transpose", "unbind", "unfold", "unsqueeze", "view", "view_as_complex", "view_as_real"],
];

function viewCopy(name: string, view: Value): Builtin {
  return new Builtin(`${name}_copy`, null, (context, args, kwargs) =>
    cloned(context, context.call(view, args, withoutOut(kwargs))),
  );
}

function withoutOut(kwargs: Kwargs): Kwargs {
  return new Map([...kwargs].filter(([key]) => key !== "out"));
}

function cloned(context: Context, value: Value): Value {
  if (value instanceof Tensor) return context.call(context.getattr(value, "clone"), []);
  return value instanceof PyTuple ? new PyTuple(value.items.map((item) => cloned(context, item))) : value;
}

const slice = op("slice", "input, dim=0, start=None, end=None, step=1", { kind: "view" }, (args) => ({
  outputs: sliceLength(args),
}));
const alias = op("alias", "input", { kind: "view" }, (args) => {
  const { shape, dtype, data, strides } = args.tensor("input");
  return { outputs: { shape, dtype, data, strides } };
});

export function register(registry: Registry): void {
  placeMethods(methods);
  placeBoth(registry, [...both, ...scatters]);
  placeFunctions(registry, [emptyPermuted]);
  const own: Readonly<Record<string, Value>> = { slice: slice.builtin, alias: alias.builtin };
  for (const name of copied) {
    const view = own[name] ?? tensorClass.lookup(name) ?? registry.functions.get(name);
    if (view !== undefined) registry.functions.set(`${name}_copy`, viewCopy(name, view));
  }
  const swapped = tensorClass.lookup("swapaxes_");
  if (swapped !== undefined) tensorClass.set("swapdims_", swapped);
}
