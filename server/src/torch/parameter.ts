// torch.nn.Parameter's constructor, and the short way by which the layers of our Python models make their parameters.

import { raiseError } from "../python/errors.ts";
import { Builtin, PyList, PyObject, PyRange, PyTuple, Unknown } from "../python/values.ts";
import type { Context, Kwargs, PyRaise, Value, PyClass } from "../python/values.ts";
import { parseSignature } from "../python/signature.ts";
import { Expr, hintOf } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { DType } from "../tensor/dtype.ts";
import { tensorState } from "../tensor/op.ts";
import { Tensor, parameterClass, tensorClass } from "../tensor/tensor.ts";
import { deviceOf } from "./device.ts";
import type { Registry } from "./registry.ts";

export function defineParameter(registry: Registry): void {
  parameterClass.allocate = newParameter;
  registry.nn.set("Parameter", parameterClass);
  registry.nn.set(
    "_parameter",
    new Builtin("_parameter", parseSignature("size, device=None, dtype=None, requires_grad=True"), (context, args) =>
      makeTensor(context, args, { cls: parameterClass, requiresGrad: args[3] !== false }),
    ),
  );
  registry.nn.set(
    "_empty",
    new Builtin("_empty", parseSignature("size, device=None, dtype=None"), (context, args) =>
      makeTensor(context, args, { cls: tensorClass, requiresGrad: false }),
    ),
  );
}

/** `Parameter(data=None, requires_grad=True)`. It shares the data's contents, as far as they are known. */
function newParameter(context: Context, cls: PyClass, args: readonly Value[], kwargs: Kwargs): Value {
  const data = args[0] ?? kwargs.get("data") ?? null;
  const wanted = args[1] ?? kwargs.get("requires_grad") ?? true;
  const flag = context.truth(wanted);
  const requiresGrad = flag instanceof Unknown ? true : flag;
  if (data instanceof Unknown) return data;
  if (data === null) return new Tensor([0], tensorState(context).defaultDtype, { requiresGrad, cls });
  if (!(data instanceof Tensor))
    throw raiseError(context, "AttributeError", `'${typeName(data)}' object has no attribute 'detach'`);
  if (requiresGrad && data.dtype.category !== "float" && data.dtype.category !== "complex")
    throw raiseError(context, "RuntimeError", "Only Tensors of floating point and complex dtype can require gradients");
  return new Tensor(data.shape, data.dtype, { requiresGrad, device: data.device, data: data.data, cls });
}

/**
 * `_parameter(size, device, dtype)` is `Parameter(torch.empty(size, device=device, dtype=dtype))`, and `_empty` the tensor
 * alone, both without a record.
 */
function makeTensor(
  context: Context,
  args: readonly Value[],
  options: { readonly cls: PyClass; readonly requiresGrad: boolean },
): Value {
  const [size = null, device = null, dtype = null] = args;
  const shape = shapeOf(context, size);
  if (shape instanceof Unknown) return shape;
  return new Tensor(shape, dtype instanceof DType ? dtype : tensorState(context).defaultDtype, {
    requiresGrad: options.requiresGrad,
    device: device === null ? "cpu" : (deviceOf(device) ?? "cpu"),
    cls: options.cls,
  });
}

/** A size as torch.empty takes it, with its errors. */
function shapeOf(context: Context, size: Value): readonly Dim[] | Unknown {
  if (typeof size === "number" && size >= 0) return [size];
  if (size instanceof Unknown) return size;
  const items = size instanceof PyTuple ? size.items : iterable(size) ? context.iterate(size) : [size];
  if (items instanceof Unknown) return items;
  const shape: Dim[] = [];
  for (const item of items) {
    if (typeof item === "number" || item instanceof Expr) shape.push(item);
    else if (item instanceof Unknown) return item;
    else if (typeof item === "boolean") shape.push(Number(item));
    else if (item instanceof Tensor && item.data?.length === 1 && item.dtype.category !== "float")
      shape.push(item.data[0] ?? 0);
    else {
      const position = String(shape.length + 1);
      throw raiseError(
        context,
        "TypeError",
        `empty(): argument 'size' failed to unpack the object at pos ${position} with error ` +
          `"type must be tuple of ints,but got ${typeName(item)}"`,
      );
    }
  }
  for (const dim of shape) if (hintOf(dim) < 0) throw negative(context, dim, shape);
  return shape;
}

function iterable(size: Value): boolean {
  return size instanceof PyList || size instanceof PyRange;
}

function negative(context: Context, dim: Dim, shape: readonly Dim[]): PyRaise {
  const sizes = shape.map((size) => String(hintOf(size))).join(", ");
  const message = `Trying to create tensor with negative dimension ${String(hintOf(dim))}: [${sizes}]`;
  return raiseError(context, "RuntimeError", message);
}

function typeName(value: Value): string {
  if (value === null) return "NoneType";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "str";
  return value instanceof PyObject ? value.cls.name : "int";
}
