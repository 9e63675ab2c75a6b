// One run of one entry: what every fold takes. Made by entries.ts, read by annotate.ts and report.ts.

import type { Site, SourceFile } from "../python/ast.ts";
import type { PyInstance } from "../python/values.ts";
import type { Tensor, Shape } from "../tensor/tensor.ts";
import type { Trace } from "../tensor/trace.ts";

/** How the inputs came to be known, strongest first. */
export type EntrySource = "directive" | "run" | "declared" | "inferred" | "expr";

export interface EntryInput {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: string;
}

/** What the shape of the first input with a batch starts with. */
export interface EntryBatch {
  /** Null where it is a number that the source states: another batch cannot be tried. */
  readonly symbol: string | null;
  readonly value: number;
  /** The symbol's default as the source has it. */
  readonly stated: number;
}

export interface EntryRun {
  /** The model's class, or the function that ran: `ResNet`. */
  readonly name: string;
  readonly source: EntrySource;
  /** The directive or expression as written; empty for the file's own run. */
  readonly expr: string;
  readonly inputs: readonly EntryInput[];
  /** Null where no input is known to have one. */
  readonly batch: EntryBatch | null;
  /** Where the inputs come from, for the user: `input (1, 3, 224, 224) from line 12`, `inferred: 32×32 makes fc1 fit`. */
  readonly origin: string;
  readonly file: SourceFile;
  /** The directive, or the class or statement that the lens stands on. */
  readonly site: Site | null;
  /** The outermost module that was called, or null where functions ran by themselves. */
  readonly root: PyInstance | null;
  /** The class of `root` as defined, for the lens. */
  readonly rootSite: Site | null;
  readonly outputs: readonly Tensor[];
  readonly trace: Trace;
  /** Why there is no result at all, in one line. */
  readonly error: string | null;
  readonly elapsedMs: number;
}
