// Where third-party source lies, found by looking at names of folders only: nothing is executed.

import type { Host } from "../base/host.ts";
import { slashed } from "./convert.ts";

/** What the process was started with. */
export interface Variables {
  /** An activated virtual environment. */
  readonly VIRTUAL_ENV?: string | undefined;
  readonly CONDA_PREFIX?: string | undefined;
  readonly PATH?: string | undefined;
}

export interface EnvironmentOptions {
  /** Folders that the user named, absolute: they come first. */
  readonly configured: readonly string[];
  readonly workspaceFolders: readonly string[];
  /** The setting `python.defaultInterpreterPath`. */
  readonly interpreter: string | null;
  readonly variables: Variables;
  /** Open documents: one within a site-packages folder brings that folder along. */
  readonly documents: readonly string[];
}

const ownEnvironments = [".venv", "venv", "env", ".env"];

/** Folders with installed packages, the likeliest first: those of one environment, and what it links to. */
export function searchPathsOf(host: Host, options: EnvironmentOptions): string[] {
  const configured = options.configured.map(slashed);
  const found = [...configured, ...environmentOf(host, options)];
  const around = options.documents.flatMap((path) => /^.*\/(?:site|dist)-packages(?=\/)/.exec(path) ?? []);
  const all = [...found, ...around].flatMap((folder) => [folder, ...linkedFrom(host, folder)]);
  return [...new Set(all)];
}

/** The packages of the first environment that has any. */
function environmentOf(host: Host, options: EnvironmentOptions): string[] {
  for (const prefix of prefixesOf(host, options)) {
    const folders = packagesOf(host, prefix);
    if (folders.length > 0) return folders;
  }
  return [];
}

function* prefixesOf(host: Host, { workspaceFolders, interpreter, variables }: EnvironmentOptions): Generator<string> {
  if (interpreter !== null) yield* interpreterPrefixes(slashed(interpreter), workspaceFolders);
  for (const folder of workspaceFolders) for (const name of ownEnvironments) yield `${folder}/${name}`;
  for (const prefix of [variables.VIRTUAL_ENV, variables.CONDA_PREFIX]) if (prefix) yield slashed(prefix);
  const path = variables.PATH ?? "";
  for (const folder of path.split(path.includes(";") ? ";" : ":").map(slashed))
    if (folder.endsWith("/bin") && host.listFolder(folder).includes("python3")) yield parentOf(folder);
}

/** `ENV/bin/python`, `ENV\Scripts\python.exe` and conda's `ENV\python.exe`. A bare name says nothing. */
function interpreterPrefixes(interpreter: string, [first = ""]: readonly string[]): string[] {
  const path = interpreter.replaceAll("${workspaceFolder}", first);
  if (!path.includes("/")) return [];
  const absolute = /^(\/|[A-Za-z]:)/.test(path) ? path : `${first}/${path.replace(/^\.\//, "")}`;
  const folder = parentOf(absolute);
  return /\/(bin|Scripts)$/i.test(folder) ? [parentOf(folder)] : [folder, absolute];
}

function packagesOf(host: Host, prefix: string): string[] {
  const versions = host
    .listFolder(`${prefix}/lib`)
    .filter((name) => /^python3\.\d+$/.test(name))
    .sort((a, b) => Number(b.slice("python3.".length)) - Number(a.slice("python3.".length)));
  const candidates = [
    ...versions.flatMap((version) => [
      `${prefix}/lib/${version}/site-packages`,
      `${prefix}/lib/${version}/dist-packages`,
    ]),
    `${prefix}/lib/python3/dist-packages`, // Debian's own
    `${prefix}/Lib/site-packages`, // Windows
  ];
  return candidates.filter((folder) => host.isFolder(folder));
}

/** Folders that `.pth` files name: what `pip install --editable` leaves behind. */
function linkedFrom(host: Host, folder: string): string[] {
  return host
    .listFolder(folder)
    .filter((name) => name.endsWith(".pth"))
    .flatMap((name) => (host.readFile(`${folder}/${name}`) ?? "").split(/\r?\n/))
    .map((line) => slashed(line.trim()))
    .filter((line) => /^(\/|[A-Za-z]:\/)/.test(line) && host.isFolder(line));
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
