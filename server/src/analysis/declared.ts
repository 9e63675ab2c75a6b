// Models that state their inputs themselves: by Keras's `Input(…)` and `input_shape=`, or by an `example_input_array`.

import type { Site } from "../python/ast.ts";
import type { Runtime } from "../python/runtime.ts";
import { PyInstance, PyTuple } from "../python/values.ts";
import type { PyModule, Value } from "../python/values.ts";
import { Tensor } from "../tensor/tensor.ts";
import { isModule, moduleOrigins } from "../torch/module.ts";
import { namedModules } from "../torch/moduleTree.ts";
import { guarded } from "./entries.ts";
import type { LoadedFile } from "./loaded.ts";
import type { Project } from "./project.ts";
import type { EntryRun } from "./run.ts";

/** The arguments of a call on the declared inputs; null where a model declares none. */
export function declaredInputs(runtime: Runtime, model: PyInstance): readonly Value[] | null {
  const method = runtime.findattr(model, "_example_inputs");
  const found = method === undefined ? runtime.findattr(model, "example_input_array") : runtime.call(method, []);
  if (found instanceof Tensor) return [found];
  return found instanceof PyTuple ? found.items : null;
}

/** Every model at the file's module level that declares its inputs and is not part of another one, called on them. */
export function runDeclared(project: Project, loaded: LoadedFile): EntryRun[] {
  const session = loaded.begin();
  const file = { path: loaded.path, library: false };
  let models: Declaring[] = [];
  guarded(project, session, { source: "declared", expr: "", file, site: null }, () => {
    models = declaringModels(session.runtime, loaded.module());
    return null;
  });
  return models.map((model) => runModel(project, loaded, model));
}

interface Declaring {
  /** What it is called at module level. */
  readonly name: string;
  /** Where it is constructed. */
  readonly site: Site | null;
}

function declaringModels(runtime: Runtime, module: PyModule): Declaring[] {
  const models = new Map<PyInstance, string>();
  for (const [name, value] of module.attrs)
    if (value instanceof PyInstance && isModule(value) && declaredInputs(runtime, value) !== null)
      models.set(value, name);
  const parts = new Set<PyInstance>();
  for (const model of models.keys()) for (const [path, part] of namedModules(model)) if (path !== "") parts.add(part);
  return [...models]
    .filter(([model]) => !parts.has(model))
    .map(([model, name]) => ({ name, site: moduleOrigins(model).constructed?.site ?? null }));
}

function runModel(project: Project, loaded: LoadedFile, { name, site }: Declaring): EntryRun {
  const started = project.host.now();
  const session = loaded.begin();
  const file = { path: loaded.path, library: false };
  const isHere = site?.unit.file.path === loaded.path;
  return guarded(project, session, { source: "declared", expr: "", file, site: isHere ? site : null, started }, () => {
    const model = loaded.module().attrs.get(name);
    return model instanceof PyInstance
      ? session.runtime.call(model, declaredInputs(session.runtime, model) ?? [])
      : null;
  });
}
