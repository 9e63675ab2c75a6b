// What TensorFlow code asks of a tensor, its shape and its dtype and torch's do not have: `x.shape.as_list()`, `x.get_shape()`.
// They are there in a run that imports TensorFlow; otherwise torch's own AttributeError stands.

import { raiseError } from "../python/errors.ts";
import { native } from "../python/nativeFunction.ts";
import { runtimeOf } from "../python/runtime.ts";
import type { Runtime } from "../python/runtime.ts";
import { parseSignature } from "../python/signature.ts";
import { typeOf } from "../python/types.ts";
import { BoundMethod, Builtin, PyList, PyTuple } from "../python/values.ts";
import type { PyClass, Value } from "../python/values.ts";
import { isSymbolic, product } from "../symbolic/dim.ts";
import { asDim } from "../python/operands.ts";
import { DType, dtypeClass } from "../tensor/dtype.ts";
import { Tensor, tensorClass } from "../tensor/tensor.ts";
import { torchNamespace } from "../torch/native.ts";
import { sizeClass, sizeOf } from "../torch/results.ts";

/** Undefined where there is no such name. */
type Names<T> = Readonly<Record<string, (self: T, runtime: Runtime) => Value>>;

const nothing = (): Value => null;

function method(name: string, self: Value, run: (runtime: Runtime) => Value): Value {
  return new BoundMethod(
    native(name, null, (runtime) => run(runtime)),
    self,
  );
}

const ofTensor: Names<Tensor> = {
  get_shape: (self) => method("get_shape", self, () => sizeOf(self.shape)),
  set_shape: (self) => method("set_shape", self, nothing),
  ref: (self) => method("ref", self, () => self),
};

const ofShape: Names<PyTuple> = {
  as_list: (self) => method("as_list", self, () => new PyList([...self.items])),
  rank: (self) => self.items.length,
  ndims: (self) => self.items.length,
  dims: (self) => new PyList([...self.items]),
  num_elements: (self) => method("num_elements", self, () => product(self.items.map((item) => asDim(item) ?? 1))),
  is_fully_defined: (self) =>
    method("is_fully_defined", self, () => self.items.every((item) => !isSymbolic(asDim(item) ?? 0))),
  assert_has_rank: (self) => method("assert_has_rank", self, nothing),
  assert_is_compatible_with: (self) => method("assert_is_compatible_with", self, nothing),
  with_rank: (self) => method("with_rank", self, () => self),
  with_rank_at_least: (self) => method("with_rank_at_least", self, () => self),
};

const ofDType: Names<DType> = {
  name: (self) => self.name,
  base_dtype: (self) => self,
  as_numpy_dtype: (self) => self,
  is_floating: (self) => self.category === "float",
  is_integer: (self) => self.category === "int" && self.name !== "bool",
  is_bool: (self) => self.name === "bool",
  size: (self) => self.size,
};

function extend<T extends Value>(cls: PyClass, names: Names<T>, isOne: (value: Value) => value is T): void {
  const before = cls.dict.get("__getattr__");
  cls.set(
    "__getattr__",
    new Builtin("__getattr__", parseSignature("self, name"), (context, [self = null, name = null]) => {
      const runtime = runtimeOf(context);
      const get = typeof name === "string" && Object.hasOwn(names, name) ? names[name] : undefined;
      if (get !== undefined && isOne(self) && runtime.modules?.isAskedFor("tensorflow") === true)
        return get(self, runtime);
      if (before !== undefined) return runtime.call(before, [self, name]);
      throw raiseError(
        runtime,
        "AttributeError",
        `'${typeOf(self).name}' object has no attribute '${typeof name === "string" ? name : "?"}'`,
      );
    }),
  );
}

let isRegistered = false;

/** Once, after torch's own names. */
export function registerTensorflowNames(): void {
  if (isRegistered) return;
  isRegistered = true;
  torchNamespace();
  extend(tensorClass, ofTensor, (value) => value instanceof Tensor);
  extend(sizeClass, ofShape, (value) => value instanceof PyTuple);
  extend(dtypeClass, ofDType, (value) => value instanceof DType);
}
