// Runs Python text as the command line does, over a Host made of a Map and the library models of the source tree.

import { Project } from "../../server/src/analysis/project.ts";
import type { EntryRun } from "../../server/src/analysis/run.ts";
import type { Host } from "../../server/src/base/host.ts";
import { createNodeHost, createNodeParser } from "../../server/src/nodeHost.ts";
import type { PythonParser } from "../../server/src/python/parse.ts";

const node = createNodeHost({ log: () => undefined });
const library = node.readAsset("library.json");
let parser: PythonParser | null = null;

export const mainFile = "/work/model.py";

export interface Workspace {
  readonly project: Project;
  readonly files: ReadonlyMap<string, string>;
}

export interface WorkspaceOptions {
  readonly now?: () => number;
  readonly budgetMs?: number;
}

export async function workspace(
  files: Readonly<Record<string, string>>,
  { now = () => performance.now(), ...rest }: WorkspaceOptions = {},
): Promise<Workspace> {
  parser ??= await createNodeParser();
  const texts = new Map(Object.entries(files));
  const host: Host = {
    readFile: (path) => texts.get(path) ?? null,
    isFolder: (path) => [...texts.keys()].some((file) => file.startsWith(`${path}/`)),
    listFolder: () => [],
    readAsset: (name) => (name === "library.json" ? library : null),
    now,
    log: () => undefined,
  };
  return { project: new Project(host, { searchPaths: [], parser, ...rest }), files: texts };
}

/** The runs of one file's text. */
export async function runText(text: string): Promise<EntryRun[]> {
  const { project } = await workspace({ [mainFile]: text });
  return project.runFile(mainFile);
}

export async function runExpression(expression: string): Promise<EntryRun> {
  const { project } = await workspace({});
  return project.runExpression(null, expression);
}
