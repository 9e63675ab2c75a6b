// Lowers the Python models of libraries (server/library/**/*.py) into dist/library.json, {"path": ["syntax as JSON"]}. A file's
// syntax is a string of its own: a run reads only the models that it touches.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createNodeParser } from "../server/src/nodeHost.ts";
import { encodeUnits } from "../server/src/python/syntaxJson.ts";

const from = "server/library";
const to = "dist/library.json";

/** Returns how many files it lowered. A model that does not parse stops the build. */
export async function buildLibrary(): Promise<number> {
  const parser = await createNodeParser();
  const names = existsSync(from) ? await readdir(from, { recursive: true }) : [];
  const files: Record<string, readonly [string]> = {};
  for (const name of names.filter((name) => name.endsWith(".py")).sort()) {
    const text = await readFile(path.join(from, name), "utf8");
    const parsed = parser.parse({ path: name, library: true }, text);
    const [problem] = parsed.syntax.problems;
    if (problem !== undefined) throw new Error(`${from}/${name}: ${problem.message}`);
    files[name.split(path.sep).join("/")] = [JSON.stringify(encodeUnits(parsed.syntax.units))];
    parsed.dispose();
  }
  await mkdir(path.dirname(to), { recursive: true });
  await writeFile(to, JSON.stringify(files));
  return Object.keys(files).length;
}
