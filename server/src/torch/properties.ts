// What a tensor tells of itself: shape, dtype, layout, its number where it is known, its gradient.

import { PyFloat, PyIterator, PyList, PyTuple, Unknown, Builtin } from "../python/values.ts";
import type { Context, Value } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import { parseSignature } from "../python/signature.ts";
import { hintOf, mul } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { plainShape } from "../tensor/contents.ts";
import { bool } from "../tensor/dtype.ts";
import type { DType } from "../tensor/dtype.ts";
import { forgetAliases } from "../tensor/op.ts";
import { formatDim } from "../tensor/shapes.ts";
import { stridesOf } from "../tensor/strided.ts";
import { Tensor, knownLimit, numel, tensorClass } from "../tensor/tensor.ts";
import { tensorAttributes } from "./attributes.ts";
import { detach, requireGrad } from "./casts.ts";
import { makeDevice, stridedLayout } from "./device.ts";
import { backward, gradient } from "./gradients.ts";
import { unbind } from "./join.ts";
import { attribute, method } from "./registry.ts";
import { sizeOf } from "./results.ts";

/** `dim` wrapped, with torch's IndexError. */
function wrapDim(context: Context, dim: Value, rank: number): number | Unknown {
  if (dim instanceof Unknown) return dim;
  if (typeof dim !== "number") return context.unknown("a dim that is not an int");
  const count = Math.max(rank, 1);
  if (dim >= -count && dim < count) return dim < 0 ? dim + count : dim;
  const range = `expected to be in range of [${-count}, ${count - 1}]`;
  throw raiseError(context, "IndexError", `Dimension out of range (${range}, but got ${dim})`);
}

function element(dtype: DType, value: number): Value {
  if (dtype === bool) return value !== 0;
  return dtype.category === "int" ? value : new PyFloat(value);
}

const notKnown = (context: Context): Unknown => context.unknown("the value of a tensor is not known");

/** The only element, or Unknown. Raises where there are more. */
function onlyElement(tensor: Tensor, context: Context, type: string, message: string): number | Unknown {
  const count = numel(tensor);
  if (hintOf(count) !== 1) throw raiseError(context, type, message);
  const [only] = tensor.data ?? [];
  return only ?? notKnown(context);
}

const notScalar = "only one element tensors can be converted to Python scalars";

function item(tensor: Tensor, context: Context): Value {
  const message = `a Tensor with ${formatDim(numel(tensor))} elements cannot be converted to Scalar`;
  const only = onlyElement(tensor, context, "RuntimeError", message);
  return only instanceof Unknown ? only : element(tensor.dtype, only);
}

function toList(tensor: Tensor, context: Context): Value {
  const shape = plainShape(tensor.shape);
  const { data, dtype } = tensor;
  if (shape === null || hintOf(numel(tensor)) > knownLimit) return notKnown(context);
  const build = (dim: number, start: number, size: number): Value => {
    const length = shape[dim];
    if (length === undefined) return data === null ? notKnown(context) : element(dtype, data[start] ?? 0);
    const part = length === 0 ? 0 : size / length;
    return new PyList(Array.from({ length }, (_, i) => build(dim + 1, start + i * part, part)));
  };
  return build(0, 0, hintOf(numel(tensor)));
}

function truth(tensor: Tensor, context: Context): Value {
  const count = hintOf(numel(tensor));
  if (count !== 1) {
    const what = count === 0 ? "no values" : "more than one value";
    throw raiseError(context, "RuntimeError", `Boolean value of Tensor with ${what} is ambiguous`);
  }
  const [only] = tensor.data ?? [];
  return only === undefined ? notKnown(context) : only !== 0;
}

function show(tensor: Tensor): string {
  const { data } = tensor;
  if (data !== null && tensor.shape.length === 0) return `tensor(${numberText(tensor.dtype, data[0] ?? 0)})`;
  const shape = tensor.shape.map((dim) => formatDim(dim)).join(", ");
  const device = tensor.device === "cpu" ? "" : `, device='${tensor.device}'`;
  const grad = tensor.requiresGrad ? ", requires_grad=True" : "";
  return `tensor(..., size=(${shape}), dtype=torch.${tensor.dtype.name}${device}${grad})`;
}

function numberText(dtype: DType, value: number): string {
  if (dtype === bool) return value !== 0 ? "True" : "False";
  if (dtype.category === "int") return `${value}`;
  if (Number.isInteger(value)) return `${value}.`;
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  return magnitude >= 1e-4 && magnitude < 1e8 ? value.toFixed(4) : value.toExponential(4);
}

// ── contents and identity ──────────────────────────────────────────────────────────────────────────────────────────

/** `tensor.data = other` takes the other's shape, dtype and device. */
function setData(tensor: Tensor, context: Context, value: Value): void {
  forgetAliases(tensor, context);
  context.touch(tensor);
  if (!(value instanceof Tensor)) {
    tensor.data = null;
    return;
  }
  tensor.shape = value.shape;
  tensor.dtype = value.dtype;
  tensor.device = value.device;
  tensor.data = value.data;
  tensor.strides = value.strides;
}

const identities = new WeakMap<Tensor, number>();
let nextIdentity = 1;

function identity(tensor: Tensor): number {
  let id = identities.get(tensor);
  if (id === undefined) {
    id = nextIdentity++;
    identities.set(tensor, id);
  }
  return id;
}

// ── the tables ─────────────────────────────────────────────────────────────────────────────────────────────────────

const bytes = (tensor: Tensor): Dim => mul(numel(tensor), tensor.dtype.size);
const deviceType = (tensor: Tensor): string => tensor.device.split(":")[0] ?? "cpu";

const attributes: Readonly<Record<string, (tensor: Tensor, context: Context) => Value>> = {
  shape: (tensor) => sizeOf(tensor.shape),
  ndim: (tensor) => tensor.shape.length,
  dtype: (tensor) => tensor.dtype,
  device: (tensor) => makeDevice(tensor.device),
  layout: () => stridedLayout,
  is_leaf: (tensor) => tensor.isLeaf || !tensor.requiresGrad,
  grad_fn: (tensor, context) => (tensor.isLeaf || !tensor.requiresGrad ? null : context.unknown("a grad_fn")),
  is_cuda: (tensor) => deviceType(tensor) === "cuda",
  is_cpu: (tensor) => deviceType(tensor) === "cpu",
  is_mps: (tensor) => deviceType(tensor) === "mps",
  is_meta: (tensor) => deviceType(tensor) === "meta",
  is_xpu: (tensor) => deviceType(tensor) === "xpu",
  is_xla: (tensor) => deviceType(tensor) === "xla",
  is_sparse: () => false,
  is_sparse_csr: () => false,
  is_quantized: () => false,
  is_mkldnn: () => false,
  is_ipu: () => false,
  is_maia: () => false,
  is_mtia: (tensor) => deviceType(tensor) === "mtia",
  is_vulkan: () => false,
  grad_dtype: (tensor) => tensor.dtype,
  is_nested: () => false,
  retains_grad: () => false,
  itemsize: (tensor) => tensor.dtype.size,
  nbytes: bytes,
  output_nr: () => 0,
  _version: () => 0,
  _base: () => null,
  _backward_hooks: () => null,
};

const methods: readonly (readonly [
  name: string,
  params: string,
  run: (tensor: Tensor, context: Context, args: readonly Value[]) => Value,
])[] = [
  ["dim", "", (tensor) => tensor.shape.length],
  ["ndimension", "", (tensor) => tensor.shape.length],
  ["numel", "", numel],
  ["nelement", "", numel],
  ["element_size", "", (tensor) => tensor.dtype.size],
  ["storage_offset", "", (_, context) => context.unknown("a storage offset")],
  ["data_ptr", "", (_, context) => context.unknown("an address")],
  ["get_device", "", (tensor) => (deviceType(tensor) === "cpu" ? -1 : Number(tensor.device.split(":")[1] ?? 0))],
  ["is_floating_point", "", (tensor) => tensor.dtype.category === "float"],
  ["is_complex", "", (tensor) => tensor.dtype.category === "complex"],
  ["is_signed", "", (tensor) => tensor.dtype !== bool && !tensor.dtype.name.startsWith("u")],
  ["is_conj", "", () => false],
  ["is_neg", "", () => false],
  ["is_inference", "", () => false],
  ["is_distributed", "", () => false],
  ["is_set_to", "tensor", (tensor, _, [other]) => tensor === other],
  ["const_data_ptr", "", (_, context) => context.unknown("an address")],
  ["dim_order", "*values", dimOrder],
  ["record_stream", "s", () => null],
  ["is_pinned", "*values", () => false],
  ["is_shared", "", () => false],
  ["is_same_size", "other", (tensor, _, [other]) => other instanceof Tensor && sameSize(tensor, other)],
  ["size", "dim=None", size],
  ["stride", "dim=None", strideOf],
  ["is_contiguous", "memory_format=None", isContiguous],
  ["item", "", item],
  ["tolist", "", toList],
  ["numpy", "*, force=False", (_, context) => context.unknown("numpy arrays are not modelled")],
  ["__array__", "dtype=None", (_, context) => context.unknown("numpy arrays are not modelled")],
  ["backward", "gradient=None, retain_graph=None, create_graph=False, inputs=None", backward],
  ["__len__", "", length],
  ["__iter__", "", iterate],
  ["__bool__", "", truth],
  ["__float__", "", (tensor, context) => converted(tensor, context, (value) => new PyFloat(value))],
  ["__int__", "", (tensor, context) => converted(tensor, context, Math.trunc)],
  ["__index__", "", asIndex],
  ["__complex__", "", (_, context) => notKnown(context)],
  ["__hash__", "", identity],
  ["__repr__", "", show],
  ["__format__", "spec=''", formatted],
  ["__contains__", "value", contains],
  ["__deepcopy__", "memo=None", (tensor, context) => copied(tensor, context)],
  ["__reversed__", "", (tensor, context) => context.call(context.getattr(tensor, "flip"), [0])],
  ["__dir__", "", () => new PyList([...tensorAttributes])],
];

function sameSize(a: Tensor, b: Tensor): boolean {
  return a.shape.length === b.shape.length && a.shape.every((dim, i) => dim === b.shape[i]);
}

function size(tensor: Tensor, context: Context, [dim = null]: readonly Value[]): Value {
  if (dim === null) return sizeOf(tensor.shape);
  const at = wrapDim(context, dim, tensor.shape.length);
  if (at instanceof Unknown) return at;
  return tensor.shape[at] ?? raise(context, "IndexError", `Dimension specified as ${at} but tensor has no dimensions`);
}

function strideOf(tensor: Tensor, context: Context, [dim = null]: readonly Value[]): Value {
  const strides = stridesOf(tensor);
  if (strides === null) return context.unknown("the memory layout is not known");
  if (dim === null) return new PyTuple(strides);
  const at = wrapDim(context, dim, tensor.shape.length);
  return at instanceof Unknown ? at : (strides[at] ?? 1);
}

/** The dims in the order in which they lie in memory, the outermost first. */
function dimOrder(tensor: Tensor, context: Context): Value {
  if (tensor.strides === "contiguous") return new PyTuple([...tensor.shape.keys()]);
  return context.unknown("the memory layout is not known");
}

function isContiguous(tensor: Tensor, context: Context, [format = null]: readonly Value[]): Value {
  if (tensor.strides === "unknown" || format !== null) return context.unknown("the memory layout is not known");
  return tensor.strides === "contiguous";
}

function length(tensor: Tensor, context: Context): Value {
  return tensor.shape[0] ?? raise(context, "TypeError", "len() of a 0-d tensor");
}

function raise(context: Context, type: string, message: string): never {
  throw raiseError(context, type, message);
}

function iterate(tensor: Tensor, context: Context): Value {
  if (tensor.shape.length === 0) return raise(context, "TypeError", "iteration over a 0-d tensor");
  const parts = context.call(unbind.builtin, [tensor, 0]);
  if (!(parts instanceof PyTuple)) return parts;
  let next = 0;
  return new PyIterator(() => parts.items[next++]);
}

function converted(tensor: Tensor, context: Context, convert: (value: number) => Value): Value {
  const only = onlyElement(tensor, context, "ValueError", notScalar);
  return only instanceof Unknown ? only : convert(only);
}

function asIndex(tensor: Tensor, context: Context): Value {
  const wrong = "only integer tensors of a single element can be converted to an index";
  if (tensor.dtype.category === "float" || tensor.dtype.category === "complex") raise(context, "TypeError", wrong);
  return onlyElement(tensor, context, "TypeError", wrong);
}

function formatted(tensor: Tensor, context: Context, [spec = ""]: readonly Value[]): Value {
  if (spec === "") return show(tensor);
  if (tensor.shape.length > 0)
    return raise(context, "TypeError", "unsupported format string passed to Tensor.__format__");
  const value = item(tensor, context);
  if (value instanceof Unknown || typeof spec !== "string") return value;
  return context.call(context.getattr(value, "__format__"), [spec]);
}

function contains(tensor: Tensor, context: Context, [value = null]: readonly Value[]): Value {
  const wanted = value instanceof PyFloat ? value.value : typeof value === "boolean" ? Number(value) : value;
  if (tensor.data === null || typeof wanted !== "number") return notKnown(context);
  return tensor.data.includes(wanted);
}

/** `copy.deepcopy(tensor)`: a tensor of its own, without a record. */
function copied(tensor: Tensor, context: Context): Value {
  if (!tensor.isLeaf && tensor.requiresGrad)
    raise(
      context,
      "RuntimeError",
      "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001",
    );
  const { requiresGrad, device, data, cls, strides } = tensor;
  return new Tensor(tensor.shape, tensor.dtype, { requiresGrad, device, data, cls, strides });
}

/** An attribute that nothing above has: Unknown where torch has it, else AttributeError. */
const missingAttribute = new Builtin(
  "__getattr__",
  parseSignature("self, name"),
  (context, [self = null, name = null]) => {
    if (typeof name === "string" && !tensorAttributes.has(name)) {
      const cls = self instanceof Tensor ? self.cls.name : "Tensor";
      throw raiseError(context, "AttributeError", `'${cls}' object has no attribute '${name}'`);
    }
    return context.unknown(`Tensor.${typeof name === "string" ? name : ""} is not modelled`);
  },
);

export function register(): void {
  for (const [name, get] of Object.entries(attributes)) attribute(name, get);
  for (const [name, params, run] of methods) method(name, params, run);
  attribute(
    "requires_grad",
    (tensor) => tensor.requiresGrad,
    (tensor, context, value) => {
      const flag = context.truth(value);
      if (flag instanceof Unknown) return;
      if (!flag && !tensor.isLeaf)
        raise(
          context,
          "RuntimeError",
          "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
        );
      if (flag && tensor.dtype.category !== "float" && tensor.dtype.category !== "complex")
        raise(context, "RuntimeError", "only Tensors of floating point dtype can require gradients");
      requireGrad(tensor, context, flag);
    },
  );
  attribute("data", (tensor, context) => context.call(detach.builtin, [tensor]), setData);
  attribute("grad", gradient, (tensor, context, value) => {
    context.touch(tensor);
    tensor.attrs.set("_grad", value);
  });
  tensorClass.set("__getattr__", missingAttribute);
}
