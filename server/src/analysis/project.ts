// A set of documents, the packages around them, and runs over them. Three plain caches: syntax by document text, syntax of
// packages by path and text, lowered library models.

import type { Host } from "../base/host.ts";
import type { Syntax, Unit } from "../python/ast.ts";
import { builtinNames } from "../python/builtins.ts";
import { kerasModule } from "../keras/graph.ts";
import { Modules } from "../python/modules.ts";
import { readDeferred } from "../python/deferred.ts";
import type { Deferred } from "../python/deferred.ts";
import type { Finder, ModuleSource } from "../python/modules.ts";
import { floplensModule, mathModule } from "../python/natives.ts";
import { libraryIndex, openLibrary } from "../python/libraryFile.ts";
import type { LibraryFile } from "../python/libraryFile.ts";
import type { Parsed, PythonParser } from "../python/parse.ts";
import { Runtime } from "../python/runtime.ts";
import type { Value } from "../python/values.ts";
import { functionalNamespace, torchNamespace } from "../torch/native.ts";
import { realName } from "./aliases.ts";
import { fileReader } from "./dataFiles.ts";
import { TraceDomain } from "./domain.ts";
import { runEntries, runExpression } from "./entries.ts";
import type { EntryRun } from "./run.ts";

export interface ProjectOptions {
  readonly parser: PythonParser;
  /** Folders with third-party source: site-packages. */
  readonly searchPaths: readonly string[];
  /** Workspace folders: where absolute imports of the user's own code start. */
  readonly roots?: readonly string[];
  /** How long a run may take. */
  readonly budgetMs?: number;
}

/** One interpreter with its domain, for one run or for several one after another. */
export interface Session {
  readonly runtime: Runtime;
  readonly domain: TraceDomain;
  readonly modules: Modules;
  /** A run was stopped in the middle: what it left is not for another one. */
  isSpoilt: boolean;
  /** Gives the next run the budget of one. */
  renew(): void;
}

interface Models {
  readonly lowered: LibraryFile;
  readonly paths: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** Packages that are compiled, or far from what a model's shapes need: a name from them is Unknown. */
const opaque: ReadonlySet<string> = new Set(
  (
    "numpy scipy pandas PIL cv2 matplotlib sklearn skimage tensorboard tensorboardX jax flax numba triton " +
    "apex flash_attn xformers deepspeed bitsandbytes wandb mlflow cupy requests yaml h5py lmdb av pycocotools " +
    "safetensors tokenizers sentencepiece datasets accelerate boto3 google onnx onnxruntime " +
    "tensorflow_hub tensorflow_addons tensorflow_probability tensorflow_text keras_cv keras_nlp " +
    "keras_hub keras_tuner"
  ).split(" "),
);

/** Parts of a modelled package that run from the installed one's own source. */
const installed = /^keras\.(src\.)?applications(\.|$)/;

export class Project {
  readonly host: Host;
  readonly parser: PythonParser;
  private searchPaths: readonly string[];
  private roots: readonly string[];
  private readonly budgetMs: number;
  /** In place of the batch that a source has as a symbol; null: as it says. */
  batch: number | null = null;
  /** When all runs of a file should be through: later ones get little. */
  private deadline = Infinity;
  private readonly documents = new Map<string, { text: string; parsed: Parsed }>();
  private readonly dependencies = new Map<string, { text: string; units: readonly (Unit | Deferred)[] }>();
  private library: Models | null = null;
  private readonly libraryUnitsRead = new Map<string, readonly (Unit | Deferred)[]>();
  private readonly places = new Map<string, { path: string; isPackage: boolean } | null>();

  constructor(host: Host, options: ProjectOptions) {
    this.host = host;
    this.parser = options.parser;
    this.searchPaths = options.searchPaths;
    this.roots = options.roots ?? [];
    this.budgetMs = options.budgetMs ?? 10_000;
  }

  configure(options: { readonly searchPaths: readonly string[]; readonly roots: readonly string[] }): void {
    this.searchPaths = options.searchPaths;
    this.roots = options.roots;
    this.places.clear();
  }

  /** Files came or went: modules are looked for again. */
  filesChanged(): void {
    this.places.clear();
  }

  /** Every entry of a file, strongest source first. */
  runFile(path: string): EntryRun[] {
    this.deadline = this.host.now() + 2 * this.budgetMs;
    try {
      return runEntries(this, path);
    } finally {
      this.deadline = Infinity;
    }
  }

  /** An expression with dotted names imported; in the namespace of a file when there is one. */
  runExpression(path: string | null, expression: string): EntryRun {
    return runExpression(this, path, expression);
  }

  /** The syntax of a file's text now, or null where there is no such file. */
  syntax(path: string): Syntax | null {
    const text = this.host.readFile(path);
    if (text === null) {
      this.close(path);
      return null;
    }
    const known = this.documents.get(path);
    if (known?.text === text) return known.parsed.syntax;
    // The same file object each time: only then the parser moves the units that stay, and all places in them.
    const file = known?.parsed.syntax.file ?? { path, library: false };
    const parsed = this.parser.parse(file, text, known?.parsed);
    if (known !== undefined && known.parsed !== parsed) known.parsed.dispose();
    this.documents.set(path, { text, parsed });
    return parsed.syntax;
  }

  close(path: string): void {
    this.documents.get(path)?.parsed.dispose();
    this.documents.delete(path);
  }

  /** A fresh interpreter. `near` is the file whose folder and packages imports start from. */
  session(near: string | null): Session {
    const domain = new TraceDomain();
    let deadline = this.deadlineOfRun();
    const runtime = new Runtime({
      domain,
      fuel: 60_000_000,
      cancelled: () => this.host.now() > deadline,
      builtins: builtinNames(),
      readFile: fileReader(this.host, this.bases(near)),
    });
    domain.runtime = runtime;
    // The name that batches have where no source names them: what Keras leaves open, what is inferred.
    if (this.batch !== null) runtime.defaults = new Map([["B", this.batch]]);
    const modules = new Modules(runtime, this.finder(near));
    runtime.modules = modules;
    const renew = (): void => {
      deadline = this.deadlineOfRun();
      runtime.renew();
    };
    return { runtime, domain, modules, isSpoilt: false, renew };
  }

  private deadlineOfRun(): number {
    const now = this.host.now();
    return now + Math.max(this.budgetMs / 8, Math.min(this.budgetMs, this.deadline - now));
  }

  source(path: string, isPackage: boolean): ModuleSource | null {
    const text = this.host.readFile(path);
    if (text === null) return null;
    return {
      file: { path, library: false },
      text,
      units: () => (this.isDependency(path) ? this.dependencyUnits(path, text) : (this.syntax(path)?.units ?? [])),
      isPackage,
    };
  }

  /** Installed source that nobody has open is read piece by piece. */
  private isDependency(path: string): boolean {
    return !this.documents.has(path) && this.searchPaths.some((folder) => path.startsWith(`${folder}/`));
  }

  private dependencyUnits(path: string, text: string): readonly (Unit | Deferred)[] {
    const known = this.dependencies.get(path);
    if (known?.text === text) return known.units;
    const units = readDeferred(this.parser, { path, library: false }, text);
    this.dependencies.set(path, { text, units });
    return units;
  }

  /** Folders that imports, and relative paths of files, start from. */
  private bases(near: string | null): readonly string[] {
    return [...(near === null ? [] : importRoots(this.host, near)), ...this.roots, ...this.searchPaths];
  }

  private finder(near: string | null): Finder {
    const bases = this.bases(near);
    const own = bases.filter((base) => !this.searchPaths.includes(base) && !base.endsWith("/site-packages"));
    const key = bases.join("\n");
    return {
      // As in Python: the user's own files, the standard library, installed packages.
      find: (name) => this.findOwn(name, own) ?? this.findLibrary(name) ?? this.findFile(name, bases, key),
      isNamespace: (name) =>
        this.isLibraryFolder(name) ||
        bases.some((base) => this.host.isFolder(joinPath(base, name.replaceAll(".", "/")))),
      isModelled: (name) => this.libraryFile(name) !== null || natives.has(name),
      isOpaque: (name) => opaque.has(name),
      native: (name) => natives.get(name)?.() ?? null,
      realName,
    };
  }

  private findOwn(name: string, own: readonly string[]): ModuleSource | null {
    return name.startsWith("_torch") || name === "torch" || name.startsWith("torch.")
      ? null
      : this.sourceAt(name, own, `own\n${own.join("\n")}`);
  }

  private findLibrary(name: string): ModuleSource | null {
    const found = this.libraryFile(name);
    if (found === null) return null;
    const { path, isPackage } = found;
    return { file: { path, library: true }, text: "", units: () => this.libraryUnits(path), isPackage };
  }

  /** Models may stand for a part of a package only: `torchvision.datasets` where torchvision is not installed. */
  private isLibraryFolder(name: string): boolean {
    return this.models().folders.has(name.replaceAll(".", "/"));
  }

  private libraryFile(name: string): { path: string; isPackage: boolean } | null {
    const { paths } = this.models();
    const base = name.replaceAll(".", "/");
    if (paths.has(`${base}/__init__.py`)) return { path: `${base}/__init__.py`, isPackage: true };
    return paths.has(`${base}.py`) ? { path: `${base}.py`, isPackage: false } : null;
  }

  /** The models as they were lowered when FlopLens was built; in the source tree they are parsed. */
  private models(): Models {
    if (this.library === null) {
      const index = this.host.readAsset(libraryIndex);
      const lowered =
        index === null
          ? sourceLibrary(this.host, this.parser)
          : openLibrary(index, (name) => this.host.readAsset(name));
      const paths = new Set(lowered.paths);
      const folders = new Set(lowered.paths.flatMap((path) => foldersOf(path)));
      this.library = { lowered, paths, folders };
    }
    return this.library;
  }

  private libraryUnits(path: string): readonly (Unit | Deferred)[] {
    let units = this.libraryUnitsRead.get(path);
    if (units === undefined) {
      units = this.models().lowered.units({ path, library: true });
      this.libraryUnitsRead.set(path, units);
    }
    return units;
  }

  private findFile(name: string, bases: readonly string[], key: string): ModuleSource | null {
    if (opaque.has(name.split(".")[0] ?? name) || this.isClosed(name)) return null;
    return this.sourceAt(name, bases, key);
  }

  private sourceAt(name: string, bases: readonly string[], key: string): ModuleSource | null {
    const at = `${key}\n${name}`;
    let place = this.places.get(at);
    if (place === undefined) {
      place = this.locate(name, bases);
      this.places.set(at, place);
    }
    return place === null ? null : this.source(place.path, place.isPackage);
  }

  /** A package that the library models whole is never mixed with an installed one, but for the parts in `installed`. */
  private isClosed(name: string): boolean {
    if (installed.test(name)) return false;
    const top = name.split(".")[0] ?? name;
    return natives.has(top) || this.libraryFile(top) !== null;
  }

  private locate(name: string, bases: readonly string[]): { path: string; isPackage: boolean } | null {
    const relative = name.replaceAll(".", "/");
    for (const base of bases) {
      const folder = joinPath(base, relative);
      if (this.host.readFile(`${folder}/__init__.py`) !== null)
        return { path: `${folder}/__init__.py`, isPackage: true };
      if (this.host.readFile(`${folder}.py`) !== null) return { path: `${folder}.py`, isPackage: false };
    }
    return null;
  }
}

const natives: ReadonlyMap<string, () => ReadonlyMap<string, Value>> = new Map([
  ["builtins", builtinNames],
  ["math", cached(mathModule)],
  ["_floplens", cached(floplensModule)],
  ["_torch", cached(torchNamespace)],
  ["_torch_nn", cached(functionalNamespace)],
  ["_keras", cached(kerasModule)],
]);

function cached(make: () => ReadonlyMap<string, Value>): () => ReadonlyMap<string, Value> {
  let names: ReadonlyMap<string, Value> | null = null;
  return () => (names ??= make());
}

function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}

/** The models from their source, for tests and for work on them. */
function sourceLibrary(host: Host, parser: PythonParser): LibraryFile {
  const texts = JSON.parse(host.readAsset("library.json") ?? "{}") as Record<string, string>;
  return {
    paths: Object.keys(texts),
    units: (file) => readDeferred(parser, file, texts[file.path] ?? ""),
  };
}

function joinPath(base: string, relative: string): string {
  return base.endsWith("/") ? base + relative : `${base}/${relative}`;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Where imports of a file start: its folder, and the folder around the outermost package that it belongs to. */
function importRoots(host: Host, path: string): readonly string[] {
  let folder = folderOf(path);
  const own = folder;
  while (folder !== "" && host.readFile(`${folder}/__init__.py`) !== null) folder = folderOf(folder);
  return folder === own ? [own] : [folder];
}

/** The dotted name of a file and of its package, by the `__init__.py` files around it. */
export function moduleNameOf(host: Host, path: string): { name: string; packageName: string } {
  const [root = ""] = importRoots(host, path);
  const relative = path.slice(root.length + 1).replace(/\.py$/, "");
  const parts = relative.split("/");
  const isPackage = parts[parts.length - 1] === "__init__";
  if (isPackage) parts.pop();
  return { name: parts.join("."), packageName: (isPackage ? parts : parts.slice(0, -1)).join(".") };
}
