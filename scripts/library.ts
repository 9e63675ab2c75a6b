// Lowers the Python models of libraries (server/library/**/*.py) into dist/library*.txt, so that nobody parses them at run time.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createNodeParser } from "../server/src/nodeHost.ts";
import type { Unit } from "../server/src/python/ast.ts";
import { packLibrary } from "../server/src/python/libraryFile.ts";

const from = "server/library";
const to = "dist";

/** Returns how many files it lowered. A model that does not parse stops the build. */
export async function buildLibrary(): Promise<number> {
  const parser = await createNodeParser();
  const names = existsSync(from) ? await readdir(from, { recursive: true }) : [];
  const files = new Map<string, readonly Unit[]>();
  for (const name of names.filter((name) => name.endsWith(".py")).sort()) {
    const text = await readFile(path.join(from, name), "utf8");
    const parsed = parser.parse({ path: name, library: true }, text);
    const [problem] = parsed.syntax.problems;
    if (problem !== undefined) throw new Error(`${from}/${name}: ${problem.message}`);
    files.set(name.split(path.sep).join("/"), parsed.syntax.units);
    parsed.dispose();
  }
  await mkdir(to, { recursive: true });
  for (const [name, text] of packLibrary(files)) await writeFile(path.join(to, name), text);
  return files.size;
}
