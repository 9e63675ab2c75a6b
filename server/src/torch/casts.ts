// Other dtypes, other devices, copies, and what detaches from the graph.

import { PyTuple, Unknown } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import type { Context, Value } from "../python/values.ts";
import { mul } from "../symbolic/dim.ts";
import type { Dim } from "../symbolic/dim.ts";
import { storedAll } from "../tensor/contents.ts";
import {
  DType,
  bfloat16,
  bool,
  complex64,
  complex128,
  complex32,
  dtypes,
  float16,
  float32,
  float64,
  scalarName,
} from "../tensor/dtype.ts";
import { int16, int32, int64, int8, uint8 } from "../tensor/dtype.ts";
import { op } from "../tensor/op.ts";
import type { Args, OpDeclaration, OpResult, OpRule } from "../tensor/op.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { Strides } from "../tensor/tensor.ts";
import { Format, deviceOf, isDeviceName } from "./device.ts";
import { keptStrides } from "./elementwise.ts";
import { method, placeBoth, placeMethods } from "./registry.ts";
import type { Registry } from "./registry.ts";

const copy = { kind: "copy" } as const;
const view = { kind: "view" } as const;

/** The tensor itself where nothing changes, else a copy. */
function cast(input: Tensor, dtype: DType, device: string, force = false): OpResult | Value {
  if (dtype === input.dtype && device === input.device && !force) return input;
  const data = storedAll(input.data, dtype);
  return { outputs: { shape: input.shape, dtype, device, data, strides: keptStrides(input) } };
}

/** `to(dtype)`, `to(device)`, `to(device, dtype)`, `to(other)`, and the same by keyword. */
const toRule: OpRule = (args) => {
  const input = args.tensor("input");
  let dtype = args.optionalDtype("dtype") ?? input.dtype;
  let device = deviceOf(args.value("device")) ?? input.device;
  const given = args.value("values");
  for (const value of [...(given instanceof PyTuple ? given.items : []), args.value("other")]) {
    if (value instanceof DType) dtype = value;
    else if (value instanceof Tensor) [dtype, device] = [value.dtype, value.device];
    else if (value instanceof Unknown)
      return value; // a device, or a dtype
    else if (typeof value === "string" && !isDeviceName(value))
      args.fail("RuntimeError", `Invalid device string: '${value}'`);
    else device = deviceOf(value) ?? device;
  }
  return cast(input, dtype, device, args.bool("copy"));
};

const typeRule: OpRule = (args) => {
  const input = args.tensor("input");
  const wanted = args.known("dtype");
  if (wanted === null) return `torch.${input.device.startsWith("cuda") ? "cuda." : ""}${scalarName(input.dtype)}Tensor`;
  if (wanted instanceof DType) return cast(input, wanted, input.device);
  const name =
    typeof wanted === "string" ? wanted : typeof wanted === "object" && "name" in wanted ? String(wanted.name) : "";
  const scalar = name
    .replace(/^torch\./, "")
    .replace(/^cuda\./, "")
    .replace(/Tensor$/, "");
  const dtype = [...dtypes.values()].find((one) => scalarName(one) === scalar);
  if (dtype === undefined) return args.fail("ValueError", `invalid type: '${name}'`);
  return cast(input, dtype, name.includes("cuda.") ? "cuda:0" : input.device);
};

const dtypeMethods: readonly (readonly [string, DType])[] = [
  ["half", float16],
  ["bfloat16", bfloat16],
  ["float", float32],
  ["double", float64],
  ["bool", bool],
  ["byte", uint8],
  ["char", int8],
  ["short", int16],
  ["int", int32],
  ["long", int64],
  ["cfloat", complex64],
  ["cdouble", complex128],
  ["chalf", complex32],
];

/** channels_last keeps the channel innermost. */
function formatted(input: Tensor, format: Value): Strides | null {
  if (!(format instanceof Format) || !format.name.startsWith("channels_last")) return null;
  const rank = format.name === "channels_last" ? 4 : 5;
  if (input.shape.length !== rank) return null;
  const order = [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];
  const strides = Array<Dim>(rank).fill(1);
  let stride: Dim = 1;
  for (const dim of order.reverse()) {
    strides[dim] = stride;
    stride = mul(stride, input.shape[dim] ?? 1);
  }
  return strides;
}

const contiguousRule: OpRule = (args) => {
  const input = args.tensor("input");
  const strides = formatted(input, args.value("memory_format"));
  if (strides === null && input.strides === "contiguous") return input;
  return { outputs: { shape: input.shape, dtype: input.dtype, data: input.data, strides: strides ?? "contiguous" } };
};

const cloneRule: OpRule = (args) => {
  const input = args.tensor("input");
  const strides = formatted(input, args.value("memory_format")) ?? keptStrides(input);
  return { outputs: { shape: input.shape, dtype: input.dtype, data: input.data, strides } };
};

const detachRule: OpRule = (args) => {
  const { shape, dtype, data, strides } = args.tensor("input");
  return { outputs: { shape, dtype, data, strides, requiresGrad: false } };
};

/** `input` without its gradient, as `x.data` and `x.detach()` give it. */
export const detach = op("detach", "input", view, detachRule);

const castTo = (
  name: string,
  choose: (args: Args, input: Tensor) => { dtype?: DType; device?: string },
  params = "",
): OpDeclaration =>
  op(name, `input${params}`, copy, (args) => {
    const input = args.tensor("input");
    const { dtype = input.dtype, device = input.device } = choose(args, input);
    return cast(input, dtype, device);
  });

export function requireGrad(tensor: Tensor, context: Context, wanted: boolean): void {
  context.touch(tensor);
  tensor.requiresGrad = wanted;
}

export function register(registry: Registry): void {
  const toParams = "*values, device=None, dtype=None, other=None, non_blocking=False, copy=False, memory_format=None";
  placeMethods([
    op("to", `input, ${toParams}`, copy, toRule),
    op("type", "input, dtype=None, non_blocking=False", copy, typeRule),
    ...dtypeMethods.map(([name, dtype]) => castTo(name, () => ({ dtype }), ", memory_format=None")),
    castTo(
      "type_as",
      (args) => {
        const other = args.tensor("other");
        args.tensors.pop();
        return { dtype: other.dtype, device: other.device };
      },
      ", other",
    ),
    castTo(
      "cuda",
      (args) => ({ device: deviceOf(args.value("device")) ?? "cuda:0" }),
      ", device=None, non_blocking=False, memory_format=None",
    ),
    castTo("cpu", () => ({ device: "cpu" }), ", memory_format=None"),
    op("contiguous", "input, memory_format=None", copy, contiguousRule),
  ]);
  placeBoth(registry, [op("clone", "input, *, memory_format=None", copy, cloneRule), detach]);
  method("detach_", "", (tensor, context) => {
    context.touch(tensor);
    tensor.requiresGrad = false;
    tensor.isLeaf = true;
    return tensor;
  });
  method("requires_grad_", "requires_grad=True", (tensor, context, [wanted = true]) => {
    const flag = context.truth(wanted);
    if (flag instanceof Unknown) return flag;
    if (flag && tensor.dtype.category !== "float" && tensor.dtype.category !== "complex")
      throw raiseError(context, "RuntimeError", "only Tensors of floating point dtype can require gradients");
    requireGrad(tensor, context, flag);
    return tensor;
  });
  for (const name of ["pin_memory", "share_memory_", "retain_grad", "coalesce", "to_dense"])
    method(name, "*values", (tensor) => (name === "retain_grad" ? null : tensor));
}
