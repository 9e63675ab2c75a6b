// The outside world under Node: files from disk, and the assets that lie beside the bundle in dist/ (or, when the sources
// run as they are, in the source tree).

import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Host } from "./base/host.ts";
import { createParser } from "./python/parse.ts";
import type { PythonParser } from "./python/parse.ts";

export interface NodeHostOptions {
  readonly log: (message: string) => void;
}

/** A Host over the disk. Texts are kept until `forget` says that a file changed. */
export interface NodeHost extends Host {
  forget(path: string): void;
}

export function createNodeHost({ log }: NodeHostOptions): NodeHost {
  const texts = new Map<string, string | null>();
  const folders = new Map<string, boolean>();
  return {
    readFile(file) {
      let text = texts.get(file);
      if (text === undefined) texts.set(file, (text = readText(file)));
      return text;
    },
    isFolder(file) {
      let known = folders.get(file);
      if (known === undefined) folders.set(file, (known = isFolder(file)));
      return known;
    },
    listFolder(folder) {
      return isFolder(folder) ? readdirSync(folder) : [];
    },
    readAsset: readAsset,
    now: () => performance.now(),
    log,
    forget(file) {
      texts.delete(file);
      folders.clear();
    },
  };
}

/** The parser with its wasm files. */
export async function createNodeParser(): Promise<PythonParser> {
  return createParser({
    runtime: readBytes("web-tree-sitter.wasm", "node_modules/web-tree-sitter"),
    grammar: readBytes("tree-sitter-python.wasm", "node_modules/tree-sitter-python"),
  });
}

/** No source is larger, nor any text that decides what a model looks like: weights and data are not loaded. */
const sizeLimit = 16 << 20; // bytes

function readText(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size > sizeLimit) return null;
  const text = readFileSync(file, "utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// ── assets ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The bundle's folder; null where the sources run, which are no bundle and have no `__dirname`. */
const bundle = typeof __dirname === "string" && existsSync(path.join(__dirname, "library.txt")) ? __dirname : null;

function readAsset(name: string): string | null {
  // The build writes assets in ASCII, which is read several times faster as what it is.
  if (bundle !== null) return isFile(path.join(bundle, name)) ? readFileSync(path.join(bundle, name), "latin1") : null;
  return name === "library.json" ? packLibrary(path.join(sourceRoot(), "server", "library")) : null;
}

function readBytes(name: string, sourceFolder: string): Uint8Array {
  return readFileSync(bundle === null ? path.join(sourceRoot(), sourceFolder, name) : path.join(bundle, name));
}

/** The models as they stand in the source tree; a build lowers them into library*.txt. */
function packLibrary(folder: string): string {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".py")))
    files[name.split(path.sep).join("/")] = readFileSync(path.join(folder, name), "utf8");
  return JSON.stringify(files);
}

/** The repository around the program that runs, or around the current folder. */
function sourceRoot(): string {
  const started = process.argv[1] === undefined ? [] : [path.dirname(realpathSync(process.argv[1]))];
  for (const start of [...started, process.cwd()]) {
    for (let folder = start; ; folder = path.dirname(folder)) {
      if (existsSync(path.join(folder, "server", "library"))) return folder;
      if (folder === path.dirname(folder)) break;
    }
  }
  throw new Error("the library models are not found: neither beside the program nor in a source tree");
}
