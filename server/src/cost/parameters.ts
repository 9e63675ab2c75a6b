// Parameters, each tensor once: tied weights and modules that are used twice do not count twice.

import { PyDict, PyInstance } from "../python/values.ts";
import { Tensor } from "../tensor/tensor.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { elements } from "./cost.ts";

/** The parameters below a module, shared ones once. */
export function parametersOf(module: PyInstance, found = new Set<Tensor>(), seen = new Set<PyInstance>()): Set<Tensor> {
  if (seen.has(module)) return found;
  seen.add(module);
  for (const value of membersOf(module, "_parameters")) if (value instanceof Tensor) found.add(value);
  for (const child of membersOf(module, "_modules")) if (child instanceof PyInstance) parametersOf(child, found, seen);
  return found;
}

/** The parameters that ops read or wrote: those of functions that run without a module. */
export function parametersTouched(records: Iterable<OpRecord>, found = new Set<Tensor>()): Set<Tensor> {
  for (const { inputs } of records) for (const { tensor } of inputs) if (tensor.isParameter) found.add(tensor);
  return found;
}

/** How many numbers they hold, at the defaults of the symbols. */
export function countParameters(parameters: Iterable<Tensor>): number {
  let count = 0;
  for (const parameter of parameters) count += elements(parameter);
  return count;
}

function membersOf(module: PyInstance, slot: "_parameters" | "_modules"): unknown[] {
  const table = module.attrs.get(slot);
  return table instanceof PyDict ? [...table.entries.values()].map(({ value }) => value) : [];
}
