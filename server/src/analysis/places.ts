// Where in somebody's source things happened: frames inside library models and native ones are walked over.

import type { Site } from "../python/ast.ts";
import type { Frame, PyInstance, Value } from "../python/values.ts";
import { CallFrame } from "../python/runtime.ts";
import { isModule, moduleBaseClass } from "../torch/module.ts";

export interface Place {
  readonly frame: Frame;
  readonly site: Site;
  /** The frame that was called there, where one led on. */
  readonly inner: Frame | null;
}

/** The calls that led to `site` in `frame`, innermost first. */
export function* placesFrom(frame: Frame | null, site: Site | null): Generator<Place> {
  let at = site;
  let inner: Frame | null = null;
  for (let current = frame; current !== null; current = current.parent) {
    if (at !== null && !at.unit.file.library) yield { frame: current, site: at, inner };
    at = current.site;
    inner = current;
  }
}

/** The innermost of them: the user's line. */
export function placeOf(frame: Frame | null, site: Site | null): Place | null {
  for (const place of placesFrom(frame, site)) return place;
  return null;
}

const construction = new WeakMap<Frame, boolean>();

/** Whether a frame is, or runs within, the `__init__` of an nn.Module. */
export function isConstruction(frame: Frame): boolean {
  const known = construction.get(frame);
  if (known !== undefined) return known;
  const { callee, parent } = frame;
  const owner = callee?.name === "__init__" ? callee.owner : null;
  const isOwn = owner?.mro.some((cls) => cls === moduleBaseClass) ?? false;
  const found = isOwn || (parent !== null && isConstruction(parent));
  construction.set(frame, found);
  return found;
}

/** What the frame's function returned, where that is known. */
export function resultOf(frame: Frame): Value | undefined {
  return frame instanceof CallFrame ? frame.result : undefined;
}

/** The modules whose calls a frame runs within, innermost first. */
export function* receiversFrom(frame: Frame | null): Generator<readonly [PyInstance, Frame]> {
  for (let current = frame; current !== null; current = current.parent)
    if (isModule(current.receiver ?? undefined) && current.receiver !== null) yield [current.receiver, current];
}
