// `floplens report --missing`: over many entries, what was not known, ranked by how many entries it cost. Which reason to look
// into first, for whoever works on FlopLens or wonders why their code base reads `≥`.

import type { Host } from "../base/host.ts";
import { spanOf } from "../python/ast.ts";
import type { Site } from "../python/ast.ts";
import { LineIndex } from "./lines.ts";
import { exceptionText } from "./render.ts";
import type { EntryRun } from "./run.ts";

interface Loss {
  /** Entries that it cost, each once. */
  entries: number;
  /** Entries where it came first: the others may follow from what came before them. */
  first: number;
  readonly place: string;
  readonly example: string;
}

export class MissingRanking {
  private readonly host: Host;
  private readonly bases: readonly string[];
  private readonly losses = new Map<string, Loss>();
  private readonly lines = new Map<string, LineIndex>();
  private entries = 0;
  private incomplete = 0;

  /** Places are shown without the folder in `bases` that they lie in. */
  constructor(host: Host, bases: readonly string[]) {
    this.host = host;
    this.bases = bases;
  }

  add(run: EntryRun, example: string): void {
    const reasons = this.reasonsOf(run);
    this.entries += 1;
    if (reasons.size > 0) this.incomplete += 1;
    let first = 1;
    for (const [reason, place] of reasons) {
      let loss = this.losses.get(reason);
      if (loss === undefined) this.losses.set(reason, (loss = { entries: 0, first: 0, place, example }));
      loss.entries += 1;
      loss.first += first;
      first = 0;
    }
  }

  /** A row a reason: entries, entries where it came first, the reason, an example of where, and of what. */
  text(): string {
    const title = `${String(this.incomplete)} of ${String(this.entries)} entries are incomplete`;
    const rows = [...this.losses].sort(([, a], [, b]) => b.entries - a.entries || b.first - a.first);
    if (rows.length === 0) return title;
    const cells = [
      ["entries", "first", "reason", "example"],
      ...rows.map(([reason, { entries, first, place, example }]) => [
        String(entries),
        String(first),
        reason,
        place === "" ? example : `${place}  ${example}`,
      ]),
    ];
    const width = (column: number): number => Math.min(80, Math.max(...cells.map((row) => row[column]?.length ?? 0)));
    const [entries, first, reason] = [width(0), width(1), width(2)];
    const lines = cells.map(
      ([a = "", b = "", c = "", d = ""]) => `${a.padStart(entries)}  ${b.padStart(first)}  ${c.padEnd(reason)}  ${d}`,
    );
    return [title, "", ...lines].join("\n");
  }

  /** The distinct reasons of a run with their places, those that were met first in front. */
  private reasonsOf(run: EntryRun): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const add = (reason: string, site: Site | null): void => {
      const cause = causeOf(reason);
      if (!found.has(cause)) found.set(cause, this.placeOf(site));
    };
    for (const { raised } of run.trace.failures) {
      const text = exceptionText(raised.exception);
      add(`${raised.exception.cls.name}${text === "" ? "" : `: ${text}`}`, raised.site);
    }
    for (const { reason } of run.trace.missing) add(reason.message, reason.site);
    if (run.error !== null && found.size === 0) add(run.error, run.site);
    return found;
  }

  private placeOf(site: Site | null): string {
    if (site === null) return "";
    const { path } = site.unit.file;
    let index = this.lines.get(path);
    if (index === undefined) this.lines.set(path, (index = new LineIndex(this.host.readFile(path) ?? "")));
    const base = this.bases.find((folder) => path.startsWith(`${folder}/`));
    const shown = base === undefined ? path : path.slice(base.length + 1);
    return `${shown}:${String(index.lineOf(spanOf(site).start) + 1)}`;
  }
}

/** A branch that is not decided names the condition's reason: that one is the cause. */
function causeOf(reason: string): string {
  const inner = /^depends on a condition that is not known \((.*)\)$/s.exec(reason)?.[1];
  return inner === undefined ? (reason.split("\n")[0] ?? reason) : causeOf(inner);
}

/** The Python files of a file, of a folder, or of a package by its dotted name in one of the search paths. */
export function filesOf(host: Host, target: string, searchPaths: readonly string[]): readonly string[] {
  if (host.isFolder(target)) return filesIn(host, target);
  if (host.readFile(target) !== null) return [target];
  const relative = target.replaceAll(".", "/");
  for (const base of searchPaths) {
    const folder = `${base}/${relative}`;
    if (host.isFolder(folder)) return filesIn(host, folder);
    if (host.readFile(`${folder}.py`) !== null) return [`${folder}.py`];
  }
  return [];
}

function filesIn(host: Host, folder: string): string[] {
  return [...host.listFolder(folder)].sort().flatMap((name) => {
    const path = `${folder}/${name}`;
    if (name.endsWith(".py")) return [path];
    return name.startsWith(".") || name === "__pycache__" || !host.isFolder(path) ? [] : filesIn(host, path);
  });
}
