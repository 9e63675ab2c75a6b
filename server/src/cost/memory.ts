// A first, plain estimate of memory from the trace, in bytes: what must be there at the same time.

import type { Tensor } from "../tensor/tensor.ts";
import { timesOf } from "../tensor/trace.ts";
import type { OpRecord } from "../tensor/trace.ts";
import { bytesOf } from "./cost.ts";
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
  /** In inference the largest op's inputs and outputs beside the parameters; in training all of the above. */
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
    largest = Math.max(largest, workingBytes(record));
    for (const output of record.outputs) {
      if (!output.requiresGrad || saved.has(output.tensor)) continue;
      saved.add(output.tensor);
      activations += timesOf(record) * bytesOf(output);
    }
  }
  const optimizer = 2 * gradients;
  const peak = mode === "training" ? held + gradients + optimizer + activations : held + largest;
  return { parameters: held, gradients, optimizer, activations, peak };
}

/** What one op holds beside the parameters: its inputs and outputs. */
function workingBytes({ inputs, outputs }: OpRecord): number {
  const held = new Map<Tensor, number>();
  for (const meta of [...inputs, ...outputs]) if (!meta.tensor.isParameter) held.set(meta.tensor, bytesOf(meta));
  return [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
}
