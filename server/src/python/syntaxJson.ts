// Units as JSON, so that the library models are lowered when FlopLens is built and only read when it starts.

import type { SourceFile, Stmt, Unit } from "./ast.ts";

type Encoded = readonly (readonly [offset: number, statement: Stmt])[];

export function encodeUnits(units: readonly Unit[]): Encoded {
  return units.map((unit) => [unit.offset, unit.statement]);
}

/** The data must come from `encodeUnits`. The text of units is not kept: nobody looks into a library model. */
export function decodeUnits(file: SourceFile, data: unknown): Unit[] {
  return (data as Encoded).map(([offset, statement]) => ({ file, statement, text: "", offset }));
}
