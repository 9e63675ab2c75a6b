// Runs a Python program in our interpreter, library models included, and gives the `repr` of what it left in `result`.

import type { Host } from "../../server/src/base/host.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { createNodeHost } from "../../server/src/nodeHost.ts";
import { exceptionText } from "../../server/src/python/runtime.ts";
import { PyList } from "../../server/src/python/values.ts";
import { createTestParser } from "../python/harness.ts";

export interface Answer {
  /** `repr(result)`, or null where the program left none. */
  readonly repr: string | null;
  /** The `repr` of each item of a list in `result`. */
  readonly items: readonly string[];
  /** Exceptions that nothing caught. */
  readonly failures: readonly string[];
}

export type Answerer = (code: string) => Answer;

export async function createAnswerer(): Promise<Answerer> {
  const parser = await createTestParser();
  const programs = new Map<string, string>();
  const disk = createNodeHost({ log: () => undefined });
  const library = disk.readAsset("library.json");
  const host: Host = {
    ...disk,
    readFile: (name) => programs.get(name) ?? disk.readFile(name),
    listFolder: () => [],
    readAsset: (name) => (name === "library.json" ? library : disk.readAsset(name)),
  };
  const project = new Project(host, { parser, searchPaths: [] });
  return (code) => {
    const file = "/case.py";
    programs.set(file, code);
    const { runtime, domain, modules } = project.session(null);
    const source = project.source(file, false);
    if (source === null) throw new Error("the program was not found");
    const module = modules.runFile("__main__", "", source);
    const result = module.attrs.get("result");
    return {
      repr: result === undefined ? null : runtime.repr(result),
      items: result instanceof PyList ? result.items.map((item) => runtime.repr(item)) : [],
      failures: domain.trace.failures.map(
        ({ raised }) => `${raised.exception.cls.name}: ${exceptionText(runtime, raised.exception)}`,
      ),
    };
  };
}
