// The text of docs/coverage.md.

import { tensorNamespace } from "./surface.ts";
import type { Calls, Names, Surface } from "./surface.ts";

export interface Package {
  readonly name: string;
  readonly version: string;
  readonly calls: ReadonlyMap<string, Calls>;
}

export type Knows = (namespace: string, name: string) => boolean;

const callsTitle = "## Calls in packages";
const namesTitle = "## Names";

/** The whole document. `calls` is its section on packages, from `callsSection` or from the document as it stands. */
export function coverageText(surfaces: readonly Surface[], names: Names, calls: string): string {
  return [head(surfaces, names), calls, ...namesSection(surfaces)].join("\n\n") + "\n";
}

/** The section on packages of a document. */
export function callsSectionOf(text: string): string {
  const [from, to] = [text.indexOf(callsTitle), text.indexOf(namesTitle)];
  return from < 0 || to < from ? callsTitle : text.slice(from, to).trim();
}

function head(surfaces: readonly Surface[], names: Names): string {
  const rows = surfaces.map(({ namespace, names: all, supported, verified }) => [
    namespace,
    String(all.length),
    counted(supported.size, all.length),
    counted(verified.size, all.length),
  ]);
  return [
    "# Coverage",
    "",
    `What there is of PyTorch ${names.torch} and torchvision ${names.torchvision}. This file is written by \`npm run coverage\`.`,
    "",
    "_Supported_: the interpreter has the name. _Verified_: a row recorded from real PyTorch ([test/ops](../test/ops)) uses it by that",
    "name, and the answer is the same, or is not known where it depends on data. A few supported names always answer that they do",
    "not know, with the reason: `Tensor.numpy`, `torch.load`, addresses. Which names are public is told by [test/oracle/names.py](../test/oracle/names.py).",
    "",
    ...table(["", "names", "supported", "verified"], rows),
  ].join("\n");
}

export function callsSection(surfaces: readonly Surface[], packages: readonly Package[], knows: Knows): string {
  const rows = packages.flatMap((found) =>
    surfaces.flatMap(({ namespace }) => {
      const calls = found.calls.get(namespace) ?? new Map<string, number>();
      const { all, known, missing } = shareOf(calls, (name) => knows(namespace, name));
      if (all === 0) return [];
      const lacking = missing.map(([name, count]) => (count === 1 ? name : `${name} (${count})`)).join(", ");
      return [[`${found.name} ${found.version}`, namespace, String(all), counted(known, all), lacking]];
    }),
  );
  return [
    callsTitle,
    "",
    "Calls in the packages' own source, by the file's imports. As calls of Tensor's methods count those of attributes that have such",
    "a name, of anything but a module or `self`; `index`, `sort`, `split` and `values`, which other types have too, are left out.",
    "",
    ...table(["", "", "calls", "supported", "not supported"], rows),
    "",
    "`npm run coverage -- FOLDER…` counts them again.",
  ].join("\n");
}

/** Calls, those of names that are supported, and the others, most calls first. */
export function shareOf(
  calls: Calls,
  isSupported: (name: string) => boolean,
): { readonly all: number; readonly known: number; readonly missing: readonly (readonly [string, number])[] } {
  let [all, known] = [0, 0];
  const missing: (readonly [string, number])[] = [];
  for (const [name, count] of calls) {
    all += count;
    if (isSupported(name)) known += count;
    else missing.push([name, count]);
  }
  return { all, known, missing: missing.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)) };
}

function namesSection(surfaces: readonly Surface[]): string[] {
  const parts = [namesTitle];
  for (const { namespace, names, supported, verified } of surfaces) {
    const missing = names.filter((name) => !supported.has(name));
    const unverified = names.filter((name) => supported.has(name) && !verified.has(name));
    parts.push(
      `### ${namespace}`,
      missing.length === 0 ? "All names are supported." : `Not supported: ${missing.join(", ")}.`,
      unverified.length === 0 ? "All of them are verified." : `Supported, without a row: ${unverified.join(", ")}.`,
    );
  }
  return parts;
}

/** `159 · 98.7 %`; never 100 % where something is missing. */
function counted(part: number, all: number): string {
  return `${part} · ${part === all ? "100" : (Math.floor((1000 * part) / all) / 10).toFixed(1)} %`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

/** What must hold, in percent of the names that are supported. */
export const floors: ReadonlyMap<string, number> = new Map([
  ["torch.nn", 100],
  ["torch.nn.functional", 100],
  [tensorNamespace, 90],
  ["torch", 90],
]);
