// Where in the user's source a module was constructed and where it was assigned, so that its cost can stand there.

import type { Site } from "../python/ast.ts";
import type { Context, Frame, PyInstance } from "../python/values.ts";

/** A place in the user's source: the frame and the call in it. */
export interface Origin {
  readonly frame: Frame;
  readonly site: Site;
}

interface Origins {
  constructed: Origin | null;
  assigned: Origin | null;
}

const origins = new WeakMap<PyInstance, Origins>();
const constructed = new WeakMap<Frame, PyInstance>();

/** The module that a frame constructs: the frame is an `__init__` of its class or of one of its bases. */
export function constructedBy(frame: Frame): PyInstance | null {
  return constructed.get(frame) ?? null;
}

/**
 * Where a module was constructed (the innermost call in a file that is not a library model) and where it was assigned to an
 * attribute of another module.
 */
export function moduleOrigins(module: PyInstance): Readonly<Origins> {
  return origins.get(module) ?? { constructed: null, assigned: null };
}

/** A copy of a module belongs to the same line as the module. */
export function copyOrigins(from: PyInstance, to: PyInstance): void {
  const found = origins.get(from);
  if (found !== undefined) origins.set(to, { ...found });
}

/** Called when Module.__init__ runs. */
export function noteConstruction(context: Context, module: PyInstance): void {
  if (!origins.has(module)) origins.set(module, { constructed: constructionOf(module, context), assigned: null });
}

/** Called when a module becomes a submodule; the first time counts. */
export function noteAssignment(context: Context, module: PyInstance): void {
  const found = origins.get(module);
  if (found?.assigned !== null) return;
  found.assigned = outsideLibrary(context.frame, context.site);
}

/**
 * The call that constructs `self`. The frames below it are the `__init__`s of its class and of its bases, outermost first in
 * the order of the mro; an `__init__` that breaks this order constructs another object.
 */
function constructionOf(self: PyInstance, context: Context): Origin | null {
  const levelOf = (frame: Frame): number => {
    const callee = frame.callee;
    if (callee?.name !== "__init__" || callee.owner === null) return -1;
    return self.cls.mro.indexOf(callee.owner);
  };
  let frame: Frame | null = context.frame;
  let site = context.site;
  let level = Infinity;
  while (frame !== null) {
    if (frame.callee !== null || frame.file !== null) {
      const outer = levelOf(frame);
      if (outer < 0 || outer >= level) break;
      level = outer;
      constructed.set(frame, self);
    }
    site = frame.site;
    frame = frame.parent;
  }
  return frame === null ? null : outsideLibrary(frame, site);
}

/** Walks out of library models and native frames, to the call in the user's source (or in that of a package). */
function outsideLibrary(from: Frame, at: Site | null): Origin | null {
  let frame: Frame | null = from;
  let site = at;
  while (frame !== null) {
    if (site !== null && frame.file !== null && !frame.file.library) return { frame, site };
    site = frame.site;
    frame = frame.parent;
  }
  return null;
}
