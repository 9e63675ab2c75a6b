// A first, plain estimate of memory from the trace, in bytes: what must be there at the same time.

import type { Tensor } from "../tensor/tensor.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { bytesOf, trafficOf } from "./cost.ts";
import { parameterBytes } from "./parameters.ts";

export type Mode = "inference" | "training";

export interface Memory {
  readonly parameters: number;
  /** One value for each parameter that needs a gradient. */
  readonly gradients: number;
  /** Adam's two moments. */
  readonly optimizer: number;
  /** Outputs that the backward pass keeps: those of all ops but views, where a gradient is needed. */
  readonly activations: number;
  readonly peak: number;
}

export function memoryOf(records: readonly OpRecord[], parameters: ReadonlySet<Tensor>, mode: Mode): Memory {
  const held = parameterBytes(parameters);
  const gradients = parameterBytes([...parameters].filter((parameter) => parameter.requiresGrad));
  const saved = new Set<Tensor>();
  let activations = 0;
  let largest = 0;
  for (const record of records) {
    if (record.kind === "view") continue;
    const { read, written } = trafficOf(record);
    largest = Math.max(largest, read + written);
    for (const output of record.outputs) {
      if (!output.requiresGrad || saved.has(output.tensor)) continue;
      saved.add(output.tensor);
      activations += bytesOf(output);
    }
  }
  const optimizer = 2 * gradients;
  const peak = mode === "training" ? held + gradients + optimizer + activations : held + largest;
  return { parameters: held, gradients, optimizer, activations, peak };
}
