// Runs a Python program in our interpreter, library models included, and gives the `repr` of what it left in `result`.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Host } from "../../server/src/base/host.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { exceptionText } from "../../server/src/python/runtime.ts";
import { PyList } from "../../server/src/python/values.ts";
import { createTestParser } from "../python/harness.ts";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export interface Answer {
  /** `repr(result)`, or null where the program left none. */
  readonly repr: string | null;
  /** The `repr` of each item of a list in `result`. */
  readonly items: readonly string[];
  /** Exceptions that nothing caught. */
  readonly failures: readonly string[];
}

export type Answerer = (code: string) => Answer;

/** The library as it stands in the source tree. */
function libraryAsset(): string {
  const folder = path.join(root, "server", "library");
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".py")) files[name.split(path.sep).join("/")] = readFileSync(path.join(folder, name), "utf8");
  return JSON.stringify(files);
}

export async function createAnswerer(): Promise<Answerer> {
  const parser = await createTestParser();
  const programs = new Map<string, string>();
  const library = libraryAsset();
  const host: Host = {
    readFile: (name) =>
      programs.get(name) ?? (existsSync(name) && statSync(name).isFile() ? readFileSync(name, "utf8") : null),
    isFolder: (name) => existsSync(name) && statSync(name).isDirectory(),
    listFolder: () => [],
    readAsset: (name) => (name === "library.json" ? library : null),
    now: () => performance.now(),
    log: () => undefined,
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
