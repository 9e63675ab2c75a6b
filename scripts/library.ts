// Packs the Python models of libraries (server/library/**/*.py) into dist/library.json, {"path": "source text"}.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const from = "server/library";
const to = "dist/library.json";

/** Returns how many files it packed. */
export async function buildLibrary(): Promise<number> {
  const names = existsSync(from) ? await readdir(from, { recursive: true }) : [];
  const files: Record<string, string> = {};
  for (const name of names.filter((name) => name.endsWith(".py")).sort()) {
    files[name.split(path.sep).join("/")] = await readFile(path.join(from, name), "utf8");
  }
  await mkdir(path.dirname(to), { recursive: true });
  await writeFile(to, JSON.stringify(files));
  return Object.keys(files).length;
}
