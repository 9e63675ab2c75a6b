// torch.device, torch.Generator, memory formats: small values that ops take as arguments.

import { Builtin, PyClass, PyInstance, PyObject, Unknown, notImplemented, objectClass } from "../python/values.ts";
import type { Context, Kwargs, Value } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import { parseSignature } from "../python/signature.ts";

export const deviceClass = new PyClass("device", [objectClass]);
deviceClass.module = "torch";

/** The types that torch knows, as its message lists them. */
const deviceTypes =
  "cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, mps, meta, hpu, mtia, privateuseone";

export function isDeviceName(name: string): boolean {
  const match = /^([a-z]+)(?::\d+)?$/.exec(name);
  return match !== null && deviceTypes.split(", ").includes(match[1] ?? "");
}

/** A torch.device from its name: `cuda:0`. */
export function makeDevice(name: string): PyInstance {
  const [type = "cpu", index] = name.split(":");
  const device = new PyInstance(deviceClass);
  device.attrs.set("type", type);
  device.attrs.set("index", index === undefined ? null : Number(index));
  return device;
}

function nameOf(device: PyInstance): string {
  const index = device.attrs.get("index");
  return typeof index === "number" ? `${typeOf(device)}:${index}` : typeOf(device);
}

function typeOf(device: PyInstance): string {
  const type = device.attrs.get("type");
  return typeof type === "string" ? type : "cpu";
}

function newDevice(context: Context, _: PyClass, args: readonly Value[], kwargs: Kwargs): Value {
  const first = args[0] ?? kwargs.get("device") ?? kwargs.get("type") ?? null;
  const index = args[1] ?? kwargs.get("index") ?? null;
  if (first instanceof Unknown) return first;
  if (index instanceof Unknown) return index;
  if (first instanceof PyInstance && first.cls === deviceClass) return first;
  if (typeof first === "number") return makeDevice(`cuda:${first}`);
  if (typeof first !== "string") throw raiseError(context, "TypeError", "device(): argument 'type' must be str");
  const [type = ""] = first.split(":");
  if (!deviceTypes.split(", ").includes(type))
    throw raiseError(
      context,
      "RuntimeError",
      `Expected one of ${deviceTypes} device type at start of device string: ${type}`,
    );
  return makeDevice(typeof index === "number" ? `${type}:${index}` : first);
}

/** The device that an argument names, as Tensor keeps it; null for None. A cuda device without index is the first one. */
export function deviceOf(value: Value): string | null {
  if (value instanceof PyInstance && value.cls === deviceClass) return indexed(nameOf(value));
  if (typeof value === "string") return indexed(value);
  return typeof value === "number" ? `cuda:${value}` : null;
}

function indexed(name: string): string {
  return name === "cuda" ? "cuda:0" : name;
}

export const memoryFormatClass = new PyClass("memory_format", [objectClass]);
memoryFormatClass.module = "torch";

/** `torch.channels_last` and so on; also `torch.strided` and other layouts. */
export class Format extends PyObject {
  readonly name: string;
  constructor(name: string, cls: PyClass = memoryFormatClass) {
    super(cls);
    this.name = name;
  }
}

export const layoutClass = new PyClass("layout", [objectClass]);
layoutClass.module = "torch";
export const stridedLayout = new Format("strided", layoutClass);

export const formats: readonly Format[] = [
  ...["contiguous_format", "preserve_format", "channels_last", "channels_last_3d"].map((name) => new Format(name)),
  stridedLayout,
  ...["sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc", "jagged"].map(
    (name) => new Format(name, layoutClass),
  ),
];

export const generatorClass = new PyClass("Generator", [objectClass]);
generatorClass.module = "torch";

/** Methods of these classes; called once. */
export function defineDevices(): void {
  deviceClass.allocate = newDevice;
  const onDevice = (name: string, run: (device: PyInstance, other: Value) => Value): void => {
    const parameters = name === "__eq__" || name === "__ne__" ? "self, other" : "self";
    const builtin = new Builtin(name, parseSignature(parameters), (_, [self, other = null]) =>
      self instanceof PyInstance ? run(self, other) : notImplemented,
    );
    deviceClass.set(name, builtin);
  };
  const same = (device: PyInstance, other: Value): boolean | null =>
    other instanceof PyInstance && other.cls === deviceClass ? nameOf(device) === nameOf(other) : null;
  onDevice("__eq__", (device, other) => same(device, other) ?? notImplemented);
  onDevice("__ne__", (device, other) => {
    const equal = same(device, other);
    return equal === null ? notImplemented : !equal;
  });
  onDevice("__str__", nameOf);
  onDevice("__hash__", (device) => [...nameOf(device)].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7));
  onDevice("__repr__", (device) => {
    const index = device.attrs.get("index");
    return `device(type='${typeOf(device)}'${typeof index === "number" ? `, index=${index}` : ""})`;
  });
  onDevice("__enter__", (device) => device);
  deviceClass.set("__exit__", new Builtin("__exit__", parseSignature("self, *args"), () => false));
  const showFormat = new Builtin("__repr__", parseSignature("self"), (_, [self]) =>
    self instanceof Format ? `torch.${self.name}` : "torch.memory_format",
  );
  for (const cls of [memoryFormatClass, layoutClass]) cls.set("__repr__", showFormat);
  generatorClass.allocate = () => new PyInstance(generatorClass);
  for (const name of ["manual_seed", "set_state"])
    generatorClass.set(name, new Builtin(name, parseSignature("self, value"), (_, [self = null]) => self));
  for (const name of ["seed", "initial_seed", "get_state"])
    generatorClass.set(name, new Builtin(name, parseSignature("self"), (context) => context.unknown("a random state")));
}
