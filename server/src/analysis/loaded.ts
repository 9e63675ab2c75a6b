// A file's module, loaded once for all runs of a file that start from it: several directives, or the guesses of inference.

import { PyModule } from "../python/values.ts";
import { tensorState } from "../tensor/op.ts";
import type { TensorState } from "../tensor/op.ts";
import type { Trace } from "../tensor/trace.ts";
import { moduleNameOf } from "./project.ts";
import type { Project, Session } from "./project.ts";

/** What the module's statements left: the tensor state, and what its trace noted. */
interface After {
  readonly module: PyModule;
  readonly state: Omit<TensorState, "trace" | "recording">;
  readonly trace: Trace;
}

export class LoadedFile {
  readonly path: string;
  private readonly project: Project;
  private current: Session;
  private after: After | null = null;

  constructor(project: Project, path: string) {
    this.project = project;
    this.path = path;
    this.current = project.session(path);
  }

  /** For the next run: with the budget of one, an empty trace, and the module as it was loaded. */
  begin(): Session {
    if (this.current.isSpoilt) {
      this.current = this.project.session(this.path);
      this.after = null;
    }
    if (this.after !== null) {
      this.current.renew();
      const { state, trace } = this.after;
      Object.assign(tensorState(this.current.runtime), { ...state, recording: true, trace: copyOf(trace) });
      this.current.domain.reset();
    }
    return this.current;
  }

  /**
   * Runs the file's statements, unless that has happened. They are not the cost of what comes after, unless `isMain`: then they
   * are the run, and their `__main__` block runs too.
   */
  module({ isMain = false }: { readonly isMain?: boolean } = {}): PyModule {
    if (this.after !== null) return this.after.module;
    const { project, path, current } = this;
    const state = tensorState(current.runtime);
    const source = project.source(path, path.endsWith("/__init__.py"));
    const { name, packageName } = moduleNameOf(project.host, path);
    const hasMain = isMain && (source?.text.includes("__main__") ?? false);
    state.recording = isMain;
    const module =
      source === null
        ? new PyModule(name, null)
        : current.modules.runFile(hasMain ? "__main__" : name, packageName, source);
    state.recording = true;
    if (!isMain) current.domain.reset();
    if (!hasMain) this.keep(module);
    return module;
  }

  private keep(module: PyModule): void {
    const { gradEnabled, defaultDtype, autocast, trace } = tensorState(this.current.runtime);
    this.after = { module, state: { gradEnabled, defaultDtype, autocast, region: null }, trace: copyOf(trace) };
  }
}

/** Without the ops, which belong to the run that made them. */
function copyOf({ bindings, missing, failures, guards }: Trace): Trace {
  return {
    records: [],
    bindings: [...bindings],
    missing: [...missing],
    failures: [...failures],
    guards: new Set(guards),
  };
}
