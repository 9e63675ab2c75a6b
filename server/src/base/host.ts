// All of the outside world, as the core sees it. The core never reads a clock, a disk or a network by itself.

export interface Host {
  /** The text of a file, or null where there is none. Open editors come first. Never executes or fetches anything. */
  readFile(path: string): string | null;
  /** True for a folder: how packages without `__init__.py` and package searches are decided. */
  isFolder(path: string): boolean;
  /** Names in a folder (no order promised), or an empty list. */
  listFolder(path: string): readonly string[];
  /** A file that ships with FlopLens: the lowered library models. */
  readAsset(name: string): string | null;
  /** Milliseconds from an arbitrary start. */
  now(): number;
  log(message: string): void;
}
