// Imports. A module is found (our models, the workspace, the search path), made at once and run at the first look into it;
// a name imported from it is bound lazily. So one name from a package does not load all of it.

import type { Unit, SourceFile, Site } from "./ast.ts";
import { settle } from "./attributes.ts";
import { compileUnit } from "./compile.ts";
import type { Deferred } from "./deferred.ts";
import { raiseError } from "./errors.ts";
import { CallFrame } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { Cell, LazyImport, PyDict, PyFunction, PyList, PyModule, PyRaise, PyTuple, Unknown } from "./values.ts";
import type { Value } from "./values.ts";

export interface ModuleSource {
  readonly file: SourceFile;
  readonly text: string;
  readonly units: () => readonly (Unit | Deferred)[];
  /** True for `__init__.py`. */
  readonly isPackage: boolean;
}

/** Where modules come from; the project answers, with its caches. */
export interface Finder {
  /** The source of a module by its dotted name, or null. */
  find(name: string): ModuleSource | null;
  /** A folder of that name exists, as a package without `__init__.py`. */
  isNamespace(name: string): boolean;
  /** A package that our models stand in for whole: what they lack is unknown, not missing. */
  isModelled(name: string): boolean;
  /** A package that cannot be read as Python source: compiled, or too far from what is asked. */
  isOpaque(name: string): boolean;
  native(name: string): ReadonlyMap<string, Value> | null;
  /** The name that a module really goes by: `keras.layers` for `tensorflow.keras.layers`. */
  realName(name: string): string;
}

export interface ImportSource {
  readonly module: string;
  readonly level: number;
  readonly name: string;
  readonly into: PyModule;
  readonly site: Site;
}

/** A definition that waits in a namespace. */
class DeferredName extends LazyImport {
  readonly deferred: Deferred;
  constructor(deferred: Deferred, find: () => Value) {
    super(find);
    this.deferred = deferred;
  }
}

export class Modules {
  private readonly modules = new Map<string, PyModule | null>();
  private readonly sources = new WeakMap<PyModule, ModuleSource>();
  /** The decorated definitions that wait, by the module that they stand in. */
  private readonly decorated = new Map<PyModule, DeferredName[]>();
  /** Whether a dict is one at module level of a package: true, or the count of loads at which it was not. */
  private readonly registries = new WeakMap<PyDict, true | number>();
  private loads = 0;
  /** The packages of which anything was asked for, found or not. */
  private readonly askedFor = new Set<string>();
  private readonly runtime: Runtime;
  private readonly finder: Finder;

  constructor(runtime: Runtime, finder: Finder) {
    this.runtime = runtime;
    this.finder = finder;
  }

  /** `import a.b.c`: the module `a` (`top`), or `a.b.c` itself. */
  importModule(name: string, top: boolean, raises = false): Value {
    const found = this.module(name);
    if (found === null) return this.notFound(name, raises);
    if (!top) return found;
    return this.module(name.split(".")[0] ?? name) ?? found;
  }

  /** `from module import name`. */
  importName(source: ImportSource, raises = false): Value {
    const name = this.absoluteName(source);
    const module = this.module(name);
    if (module === null) return this.notFound(name, raises);
    const outer = this.runtime.site;
    this.runtime.site = source.site;
    const value = this.attribute(module, source.name);
    this.runtime.site = outer;
    if (value !== undefined) return value;
    if (raises) throw raiseError(this.runtime, "ImportError", `cannot import name '${source.name}' from '${name}'`);
    return this.unknownAt(source.site, `cannot import name '${source.name}' from '${name}'`);
  }

  /** `from module import *`. */
  importStar(source: ImportSource): void {
    const module = this.module(this.absoluteName(source));
    if (module !== null && module !== source.into) source.into.stars.push(module);
  }

  /** An attribute of a module that is not among its names yet. */
  lookup(module: PyModule, name: string): Value | undefined {
    if (ensureLoaded(module)) {
      const own = module.attrs.get(name);
      if (own instanceof LazyImport && !own.resolving) return settle(module, name, own);
      if (own !== undefined && !(own instanceof LazyImport)) return own;
    }
    const starred = this.lookupStars(module, name);
    if (starred !== undefined) return starred;
    const special = this.special(module, name);
    if (special !== undefined) return special;
    if (!name.startsWith("__")) {
      const submodule = this.module(`${module.name}.${name}`);
      if (submodule !== null) return submodule;
      const defined = module.attrs.get("__getattr__");
      const hook = defined instanceof LazyImport ? settle(module, "__getattr__", defined) : defined;
      if (hook instanceof PyFunction) {
        const value = this.runtime.attempt(["AttributeError"], () => this.runtime.call(hook, [name]));
        if (value !== undefined) return value;
      }
    }
    if (module.file?.library === true || this.finder.isModelled(module.name.split(".")[0] ?? ""))
      return name.startsWith("__") ? undefined : this.runtime.unknown(`${module.name}.${name} is not modelled`);
    return undefined;
  }

  /** A name that a `from m import *` brings, last star first, as later ones win. */
  lookupStars(module: PyModule, name: string): Value | undefined {
    for (let index = module.stars.length - 1; index >= 0; index--) {
      const star = module.stars[index];
      if (star === undefined || !this.mayDefine(star, name)) continue;
      const value = this.exported(star, name);
      if (value === undefined) continue;
      module.attrs.set(name, value);
      return value;
    }
    return undefined;
  }

  /** Every name that a module has, those that its stars bring among them. Runs their bodies. */
  namesOf(module: PyModule, seen = new Set<PyModule>()): ReadonlySet<string> {
    const names = new Set<string>();
    if (seen.has(module)) return names;
    seen.add(module);
    ensureLoaded(module);
    for (const name of module.attrs.keys()) names.add(name);
    for (const star of module.stars) {
      const all = this.namesOf(star, seen);
      const listed = star.attrs.get("__all__");
      const items: readonly Value[] | null =
        listed instanceof PyList || listed instanceof PyTuple ? listed.items : null;
      for (const name of all) if (items === null ? !name.startsWith("_") : items.includes(name)) names.add(name);
    }
    return names;
  }

  /**
   * A registry, that is a dict at module level of a package, lacks a name: the decorators that fill it stand in modules that
   * a star imports and nobody has run yet. Runs the ones that define the name; true where there was one.
   */
  fillRegistry(registry: PyDict, name: string): boolean {
    if (!/^[A-Za-z_]\w*$/.test(name)) return false;
    if (!this.isRegistry(registry)) return false;
    const loaded = [...this.modules.values()].filter((module) => module !== null);
    let filled = [...this.decorated.keys()].some((module) => this.defineRegistered(module, name));
    for (const star of new Set(loaded.flatMap((module) => module.stars))) {
      const source = this.sources.get(star);
      if (star.load === null || source?.file.library !== false) continue;
      if (!new RegExp(`(?:def|class) ${name}\\b|["']${name}["']`).test(source.text)) continue;
      ensureLoaded(star);
      this.defineRegistered(star, name);
      filled = true;
    }
    return filled;
  }

  private isRegistry(dict: PyDict): boolean {
    const known = this.registries.get(dict);
    if (known === true || known === this.loads) return known === true;
    for (const module of this.modules.values())
      if (module?.file?.library === false && holds(module, dict)) {
        this.registries.set(dict, true);
        return true;
      }
    this.registries.set(dict, this.loads);
    return false;
  }

  /** Runs a file's statements in a module of its own: the entry. */
  runFile(name: string, packageName: string, source: ModuleSource): PyModule {
    const module = this.make(name, source);
    module.attrs.set("__package__", packageName);
    module.load = null;
    this.modules.set(name, module);
    this.runUnits(module, source.units());
    return module;
  }

  /** The module of that dotted name; null where there is none. */
  module(name: string): PyModule | null {
    const known = this.modules.get(name);
    if (known !== undefined) return known;
    this.askedFor.add(name.split(".")[0] ?? name);
    const realName = this.finder.realName(name);
    const made = realName === name ? this.create(name) : this.module(realName);
    this.modules.set(name, made);
    return made;
  }

  /** Whether the run has imported a package, or a part of it. */
  isAskedFor(top: string): boolean {
    return this.askedFor.has(top);
  }

  private create(name: string): PyModule | null {
    const native = this.finder.native(name);
    if (native !== null) {
      const module = new PyModule(name, null);
      module.attrs = new Map(native);
      return module;
    }
    const source = this.finder.find(name);
    if (source !== null) return this.make(name, source);
    if (this.finder.isNamespace(name)) return new PyModule(name, null);
    const parent = name.slice(0, Math.max(0, name.lastIndexOf(".")));
    if (parent === "") return null;
    // `os.path` and the like: a module that its parent has as an attribute.
    const outer = this.module(parent);
    const attribute = outer?.attrs.get(name.slice(parent.length + 1));
    return attribute instanceof PyModule ? attribute : null;
  }

  private make(name: string, source: ModuleSource): PyModule {
    const module = new PyModule(name, source.file);
    this.sources.set(module, source);
    module.attrs.set("__name__", name);
    module.attrs.set("__file__", source.file.path);
    module.attrs.set("__spec__", null);
    module.attrs.set("__package__", source.isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf("."))));
    module.load = () => {
      this.runUnits(module, source.units());
    };
    return module;
  }

  /** Top-level statements one by one: one that fails costs itself, not the file. */
  private runUnits(module: PyModule, units: readonly (Unit | Deferred)[]): void {
    const { runtime } = this;
    const { frame: outer, site: outerSite, depth, receiver, handlers, journal } = runtime;
    const frame = new CallFrame(runtime, outer, outerSite, null, module.file, null, module, module.attrs, [], []);
    runtime.receiver = null;
    runtime.handlers = 0;
    runtime.journal = null; // what an import makes stays, whichever arm of a branch asked for it
    for (const unit of units) {
      if (!("statement" in unit)) {
        const waiting = new DeferredName(unit, () => this.define(module, unit));
        module.attrs.set(unit.name, waiting);
        if (unit.decorators !== "") this.decorated.set(module, [...(this.decorated.get(module) ?? []), waiting]);
        continue;
      }
      const compiled = compileUnit(unit);
      frame.slots = new Array<Value | undefined>(compiled.slotCount).fill(undefined);
      frame.cells = Array.from({ length: compiled.ownCells }, () => new Cell(undefined));
      runtime.frame = frame;
      try {
        compiled.body(frame);
      } catch (thrown) {
        if (!(thrown instanceof PyRaise)) throw thrown;
        runtime.depth = depth;
        runtime.handlers = 0;
        if (thrown.exception.cls.name === "SystemExit") break;
        runtime.frame = frame;
        runtime.noteFailure(thrown);
      }
    }
    runtime.frame = outer;
    runtime.site = outerSite;
    runtime.receiver = receiver;
    runtime.handlers = handlers;
    runtime.journal = journal;
    frame.slots = [];
    this.loads += 1;
  }

  /** Runs the decorated definitions of a module that go by a name, or have it in a decorator. */
  private defineRegistered(module: PyModule, name: string): boolean {
    let found = false;
    for (const waiting of this.decorated.get(module) ?? []) {
      const { name: key, decorators } = waiting.deferred;
      if (module.attrs.get(key) !== waiting) continue;
      if (key !== name && !decorators.includes(`"${name}"`) && !decorators.includes(`'${name}'`)) continue;
      settle(module, key, waiting);
      found = true;
    }
    return found;
  }

  /** Runs a deferred definition, at the first look at its name. */
  private define(module: PyModule, { name, units }: Deferred): Value {
    const lazy = module.attrs.get(name);
    module.attrs.delete(name);
    this.runUnits(module, units());
    const value = module.attrs.get(name);
    if (value !== undefined) return value;
    if (lazy !== undefined) module.attrs.set(name, lazy);
    return this.runtime.unknown(`the definition of ${name} failed`);
  }

  private attribute(module: PyModule, name: string): Value | undefined {
    const own = module.attrs.get(name);
    if (own instanceof LazyImport) return own.resolving ? this.lookup(module, name) : settle(module, name, own);
    return own ?? this.lookup(module, name);
  }

  private exported(module: PyModule, name: string): Value | undefined {
    ensureLoaded(module);
    const all = module.attrs.get("__all__");
    if (all instanceof PyList || all instanceof PyTuple) {
      if (all.items.every((item) => typeof item === "string") && !all.items.includes(name)) return undefined;
    } else if (name.startsWith("_")) return undefined;
    const own = module.attrs.get(name);
    if (own instanceof LazyImport) return settle(module, name, own);
    return own ?? this.lookupStars(module, name);
  }

  /** A cheap look at the text before a starred module is run for a name. */
  private mayDefine(module: PyModule, name: string): boolean {
    const source = this.sources.get(module);
    if (source === undefined || source.file.library || module.load === null) return true;
    if (source.text.includes(name)) return exports(source.text, name);
    if (!source.text.includes("import *")) return false;
    return source.units().some((unit) => {
      if (!("statement" in unit)) return false;
      const { statement } = unit;
      if (statement.kind !== "ImportFrom" || !statement.names.some((imported) => imported.name === "*")) return false;
      const target = this.module(this.absoluteName({ ...statement, into: module }));
      return target !== null && target !== module && this.mayDefine(target, name);
    });
  }

  private absoluteName(source: Pick<ImportSource, "module" | "level" | "into">): string {
    if (source.level === 0) return source.module;
    const packageName = source.into.attrs.get("__package__");
    const parts = typeof packageName === "string" && packageName !== "" ? packageName.split(".") : [];
    const base = parts.slice(0, Math.max(0, parts.length - (source.level - 1)));
    return [...base, ...(source.module === "" ? [] : [source.module])].join(".");
  }

  private notFound(name: string, raises: boolean): Value {
    const top = name.split(".")[0] ?? name;
    if (this.finder.isModelled(top) && this.module(top) !== null)
      return this.runtime.unknown(`module '${name}' is not modelled`);
    if (raises && !this.finder.isOpaque(top))
      throw raiseError(this.runtime, "ModuleNotFoundError", `No module named '${name}'`);
    return this.runtime.unknown(
      this.finder.isOpaque(top) ? `module '${name}' is not modelled` : `module '${name}' was not found`,
    );
  }

  private unknownAt(site: Site, message: string): Unknown {
    return new Unknown({ message, site: site.unit.file.library ? this.runtime.userSite() : site });
  }

  private special(module: PyModule, name: string): Value | undefined {
    switch (name) {
      case "__file__":
        return module.file?.path ?? undefined;
      case "__path__":
        return new PyList(module.file === null ? [] : [module.file.path.replace(/\/[^/]*$/, "")]);
      case "__doc__":
      case "__spec__":
      case "__loader__":
        return null;
      case "__name__":
        return module.name;
      case "__dict__": {
        const dict = new PyDict();
        for (const key of this.namesOf(module)) {
          const value = this.attribute(module, key);
          if (value !== undefined) dict.entries.set(key, { key, value });
        }
        return dict;
      }
      default:
        return undefined;
    }
  }
}

/** False where a plain `__all__ = ["…"]` tells that a star brings no such name. */
function exports(text: string, name: string): boolean {
  const listed = /^__all__\s*=\s*[[(]([^\])]*)[\])]\s*$/m.exec(text)?.[1];
  return (
    listed === undefined || listed.includes(`"${name}"`) || listed.includes(`'${name}'`) || !/^[\s\w"',]*$/.test(listed)
  );
}

/** Runs a module's body if that has not happened; true where it ran now. */
function ensureLoaded(module: PyModule): boolean {
  const { load } = module;
  if (load === null) return false;
  module.load = null;
  load();
  return true;
}

function holds(module: PyModule, wanted: Value): boolean {
  for (const value of module.attrs.values()) if (value === wanted) return true;
  return false;
}
