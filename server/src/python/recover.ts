// Half-typed code. Text that does not parse is patched until it does: the smallest statement that is wrong is cut out, and
// its last good version stands in for it; without one it is completed (brackets closed, a hole where something has to
// stand), and if that does not help either it is a Broken statement. Everything else in the file is then read as it stands.
// Whether a piece of text parses is asked through `check`; tree-sitter is not known here.

import type { ClassDef, Stmt } from "./ast.ts";
import { type Block, blocksOf, compoundAt, cutsOf, definitionAt, opensBlock, wordAt } from "./blocks.ts";
import { difference, type Edit, linesKept, moveOffset } from "./edit.ts";
import { closerOf, scan } from "./lines.ts";
import { HOLE } from "./lower.ts";
import { outerStart } from "./moved.ts";
import { columnOf, type Fault } from "./validate.ts";

/** A statement of the version before, at absolute offsets of its text. */
export interface Known {
  readonly statement: Stmt;
  /** The offset of the statement's unit, and the unit's text, in the version before. */
  readonly offset: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Patch {
  readonly start: number;
  readonly end: number;
  /** What is parsed instead of the range. */
  readonly text: string;
  /** What becomes of it: the statements of the version before, a Broken statement, or just what `text` says. */
  readonly becomes: "known" | "broken" | "text";
  readonly known: readonly Known[];
  /** Null where the code is good Python and only the grammar does not know it. */
  readonly problem: Fault | null;
}

/** The version before, and how its text became the one that is patched. */
export interface Before {
  readonly text: string;
  readonly edit: Edit;
  readonly statements: readonly Known[];
  /** Where it was patched itself. */
  readonly patches: readonly Pick<Patch, "start" | "end">[];
  /** Whether a statement is itself the last good version of something. */
  readonly stoodIn: (statement: Stmt) => boolean;
}

/** Null if the text parses as statements that start at this column. */
export type Check = (text: string, column: number) => Fault | null;

export function knownAt(statement: Stmt, offset: number, text: string): Known {
  return { statement, offset, text, start: offset + outerStart(statement, text), end: offset + statement.end };
}

function membersOf(known: Known | null): Known[] {
  if (known?.statement.kind !== "ClassDef") return [];
  return known.statement.body.map((member) => knownAt(member, known.offset, known.text));
}

interface Checked extends Block {
  readonly fault: Fault | null;
}

/** The patches for a text, sorted, none of them overlapping. */
export function findPatches(text: string, before: Before | null, check: Check): Patch[] {
  const session = new Recovery(text, before, check);
  session.region(0, text.length, 0, before?.statements ?? []);
  return session.patches.sort((a, b) => a.start - b.start);
}

/** Cuts out the whole top-level block around a place, where smaller patches did not help. */
export function widerPatches(
  text: string,
  before: Before | null,
  check: Check,
  at: number,
  patches: readonly Patch[],
): readonly Patch[] {
  const { blocks } = blocksOf(text, 0, text.length, 0);
  let block = lastBefore(blocks, at, (block) => block.line) ?? blocks[0];
  if (block === undefined) return patches;
  const cuts = cutsOf(text, block, scan(text, block.line, block.end), () => false);
  const cut = lastBefore(cuts, at, (cut) => cut);
  if (cut !== undefined) block = { ...block, line: cut, start: cut };
  const { line, end } = block;
  const session = new Recovery(text, before, check);
  const outside = patches.filter((patch) => patch.end < line || patch.start > end);
  if (
    patches.length - outside.length === 1 &&
    patches.some((patch) => patch.start === block.start && patch.end === end)
  ) {
    return patches;
  }
  session.cut(block, { start: at, end: at, message: "invalid syntax" }, session.overlapping(block));
  return [...outside, ...session.patches].sort((a, b) => a.start - b.start);
}

function lastBefore<T>(items: readonly T[], at: number, place: (item: T) => number): T | undefined {
  return items.filter((item) => place(item) <= at).at(-1);
}

class Recovery {
  readonly patches: Patch[] = [];
  private text: string;
  private readonly before: Before | null;
  private readonly check: Check;

  constructor(text: string, before: Before | null, check: Check) {
    this.text = text;
    this.before = before;
    this.check = check;
  }

  /** Patches the statements between two places, the first a start of a line, that should stand at `column`. */
  region(from: number, to: number, column: number, known: readonly Known[]): void {
    const blocks = this.settle(from, to, column, this.keptStarts(known));
    const free = new Set(known);
    const byPlace = this.byPlace(known);
    for (const block of blocks) {
      if (block.fault !== null || this.partnerByName(block, free) !== null) continue;
      // A good block takes what it is the new version of out of the game.
      for (const partner of byPlace.get(block.start) ?? []) free.delete(partner);
    }
    const dirty = blocks.filter((block) => block.fault !== null);
    const partners = dirty.map((block) => this.partnerByName(block, free));
    dirty.forEach((block, index) => {
      const partner = partners[index] ?? null;
      const known = partner === null ? this.partnersByPlace(block, free) : [partner];
      if (block.column !== column) this.indent(block, block.fault as Fault, column, known.length > 0);
      else this.mend(block, block.fault as Fault, known);
    });
  }

  /** Moves a block to the column where it has to stand; what it says is kept if that is all that was wrong. */
  private indent(block: Block, fault: Fault, column: number, replaced: boolean): void {
    const { line, start, end } = block;
    const parses = !replaced && this.check(this.text.slice(line, end), block.column) === null;
    const problem = parses ? { ...fault, start, end: start } : null;
    this.patches.push({ start: line, end: start, text: " ".repeat(column), becomes: "text", known: [], problem });
    if (!parses) this.cut(block, fault, []);
  }

  /** Replaces a block by what was known in its place, or by a Broken statement. */
  cut(block: Block, fault: Fault, known: readonly Known[]): void {
    const becomes = known.length > 0 ? "known" : "broken";
    this.patches.push({
      start: block.start,
      end: block.end,
      text: "0",
      becomes,
      known,
      problem: this.describe(block, fault),
    });
  }

  /** What was known at top level in the place of a block. */
  overlapping(block: Block): Known[] {
    return this.partnersByPlace(block, new Set(this.before?.statements ?? [])).filter((known) => this.isGood(known));
  }

  /**
   * The blocks of a region, with the fault of each. A faulty one is split as long as that gives smaller ones; those in
   * `kept` are good.
   */
  private settle(from: number, to: number, column: number, kept: ReadonlyMap<number, number>): Checked[] {
    const source = blocksOf(this.text, from, to, column);
    for (const stray of source.strays) this.blank(stray);
    const result: Checked[] = [];
    for (const block of source.blocks) {
      const fault =
        kept.get(block.start) === block.end ? null : this.check(this.text.slice(block.line, block.end), column);
      if (fault === null) {
        result.push({ ...block, fault });
        continue;
      }
      const whole = this.withoutFirstLine(result.at(-1), block, column);
      if (whole !== null) {
        result[result.length - 1] = whole;
        continue;
      }
      const cuts = cutsOf(this.text, block, source.scan, (start) => kept.has(start));
      const ends = [...cuts, this.endOf(block)];
      if (cuts.length === 0) result.push({ ...block, fault: shifted(fault, block.line) });
      else
        result.push(
          ...[block.line, ...cuts].flatMap((start, k) => this.settle(start, ends[k] as number, column, kept)),
        );
    }
    return result;
  }

  /**
   * A line at the wrong column that opens a bracket or a string takes the rest of the block before for its own: the two
   * blocks as one without that line, if that parses.
   */
  private withoutFirstLine(before: Checked | undefined, block: Block, column: number): Checked | null {
    const [first, second] = block.lines.filter((line) => line.first < line.end);
    if (before === undefined || first === undefined || second === undefined || second.column <= column) return null;
    if (opensBlock(this.text, block.start) || !opensBlock(this.text, before.start)) return null;
    const stray = { ...block, end: first.end };
    const text = this.text;
    this.text = text.slice(0, first.first) + " ".repeat(first.end - first.first) + text.slice(first.end);
    const lines = [...before.lines, ...block.lines];
    const whole = { ...before, lines, end: block.end };
    if (this.check(this.text.slice(whole.line, whole.end), column) === null) {
      this.blank(stray);
      return { ...whole, fault: null };
    }
    this.text = text;
    return null;
  }

  /** The end of a block's last line. */
  private endOf(block: Block): number {
    return block.lines.at(-1)?.end ?? block.end;
  }

  /** New start to new end of the statements whose lines are the same as before and were good then. */
  private keptStarts(known: readonly Known[]): Map<number, number> {
    const kept = new Map<number, number>();
    const before = this.before;
    if (before === null) return kept;
    for (const { start, end } of known) {
      if (this.patchedIn(start, end)) continue;
      if (!linesKept(before.edit, before.text, this.text, start, end)) continue;
      kept.set(moveOffset(before.edit, start), moveOffset(before.edit, end));
    }
    return kept;
  }

  private patchedIn(start: number, end: number): boolean {
    return this.before?.patches.some((patch) => patch.start <= end && patch.end >= start) ?? false;
  }

  /** Whether a statement of the version before was read as it stood, or stood in for what could not be. */
  private isGood({ statement, start, end }: Known): boolean {
    return statement.kind !== "Broken" && (!this.patchedIn(start, end) || (this.before?.stoodIn(statement) ?? false));
  }

  /** A stray line is taken out, so that the block around it is whole. */
  private blank(stray: Block): void {
    const problem: Fault = {
      start: stray.start,
      end: stray.end,
      message: "unindent does not match any outer indentation level",
    };
    this.patches.push({ start: stray.start, end: stray.end, text: "", becomes: "text", known: [], problem });
    const spaces = this.text.slice(stray.start, stray.end).replace(/[^\n]/g, " ");
    this.text = this.text.slice(0, stray.start) + spaces + this.text.slice(stray.end);
  }

  /** What was known, by where it starts now. */
  private byPlace(known: readonly Known[]): Map<number, Known[]> {
    const result = new Map<number, Known[]>();
    const { before } = this;
    if (before === null) return result;
    for (const one of known) {
      const place = moveOffset(before.edit, one.start);
      const same = result.get(place);
      if (same === undefined) result.set(place, [one]);
      else same.push(one);
    }
    return result;
  }

  private partnerByName(block: Block, free: Set<Known>): Known | null {
    const definition = definitionAt(this.text, block);
    if (definition === null) return null;
    const kind = definition.type === "class" ? "ClassDef" : "FunctionDef";
    let partner: Known | null = null;
    for (const known of free) {
      const { statement } = known;
      if (statement.kind !== kind || statement.name !== definition.name) continue;
      if (partner === null || this.overlaps(known, block)) partner = known;
    }
    if (partner !== null) free.delete(partner);
    return partner;
  }

  private partnersByPlace(block: Block, free: Set<Known>): Known[] {
    const partners: Known[] = [];
    for (const known of free) {
      if (!this.overlaps(known, block) || !this.mayStandFor(known.statement, block)) continue;
      free.delete(known);
      partners.push(known);
    }
    return partners;
  }

  private overlaps(known: Known, block: Block): boolean {
    const edit = this.before?.edit;
    if (edit === undefined) return false;
    return moveOffset(edit, known.start) < block.end && moveOffset(edit, known.end) > block.start;
  }

  /** What is becoming a definition is no newer version of the `d` or `de` that it was. */
  private mayStandFor(statement: Stmt, block: Block): boolean {
    const definition = definitionAt(this.text, block)?.type ?? compoundAt(this.text, block.start);
    if (definition === "class") return statement.kind === "ClassDef";
    if (definition === "def") return statement.kind === "FunctionDef";
    return !(statement.kind === "Expr" && statement.value.kind === "Name");
  }

  // ── one faulty block ─────────────────────────────────────────────────────────────────────────────────────────────

  private mend(block: Checked, fault: Fault, partners: readonly Known[]): void {
    const count = this.patches.length;
    const [only] = partners;
    const known = partners.filter((partner) => this.isGood(partner));
    const isClass = definitionAt(this.text, block)?.type === "class";
    if (isClass) {
      this.mendClauses(block, fault, only ?? null);
    } else if (known.length === 0) {
      if (opensBlock(this.text, block.start)) {
        this.mendClauses(block, fault, null);
      } else {
        this.complete(block, fault);
      }
    }
    if (this.patches.length === count) this.cut(block, fault, known);
  }

  /** Patches the headers of a compound statement and, each by itself, the statements in its bodies. */
  private mendClauses(block: Block, fault: Fault, known: Known | null): void {
    const heads = block.lines.filter(
      (line, index) =>
        index === 0 ||
        (line.state === "statement" && line.column <= block.column && this.text.charCodeAt(line.first) !== 64),
    );
    // Decorators belong to the first header.
    if (heads.length > 1 && this.text.charCodeAt(block.start) === 64) heads.splice(1, 1);
    const definition = definitionAt(this.text, block) !== null;
    const count = this.patches.length;
    for (const [index, head] of heads.entries()) {
      const to = heads[index + 1]?.start ?? block.end;
      const lines = block.lines.filter((line) => line.start >= head.start && line.start < to && line.stop !== -1);
      const deeper = lines.filter((line) => line.column > block.column && line.start > head.start);
      // A bracket that is open in the header takes the lines below for its own: then the header is its first line.
      const below = [
        deeper.find((line) => line.state === "statement"),
        deeper.find((line) => line.state === "bracket"),
      ];
      const first = below.findIndex((line, k) => {
        if (k > 0 && line === undefined) return false;
        const end = lines.filter((other) => line === undefined || other.start < line.start).at(-1)?.stop ?? head.end;
        return this.mendHeader(head.first, end, head.start, line === undefined, fault, known);
      });
      const body = below[first];
      if (body !== undefined) this.region(body.start, to, body.column, membersOf(known));
      if (first !== -1) continue;
      // A definition whose header cannot be read is broken as a whole.
      this.patches.length = count;
      if (definition || index === 0) return;
    }
  }

  /** Makes a header parse; `alone` if nothing is indented below it. False if nothing helps. */
  private mendHeader(
    start: number,
    end: number,
    line: number,
    alone: boolean,
    fault: Fault,
    known: Known | null,
  ): boolean {
    const header = this.text.slice(start, end);
    const indent = this.text.slice(line, start);
    const context = clauseContext(wordAt(this.text, start));
    const wrap = context === "" ? indent : `${indent}${context}\n${indent}`;
    const column = columnOf(this.text, start);
    const parses = (code: string): boolean => this.check(`${wrap}${code}`, column) === null;
    const body = " pass";
    if (alone ? parses(header) : parses(header + body)) return true;
    const problem = (): Fault => this.describe({ line, start, end }, fault);
    const put = (text: string): true => {
      this.rewrite(start, header, text, problem());
      return true;
    };
    if (alone && parses(header + body)) {
      const name = header.startsWith("@")
        ? /^[ \t]*class\b/m.test(header)
          ? "class"
          : "def"
        : compoundAt(this.text, start);
      const message = `expected an indented block after ${headerName(name)}`;
      const patch = { start: end, end, text: body, becomes: "text", known: [] } as const;
      this.patches.push({ ...patch, problem: { start: end, end, message } });
      return true;
    }
    const core = header.replace(/\s*:\s*$/, "");
    const undecorated = header.replace(/^(?:[ \t]*@[^\n]*\n)+[ \t]*/, "");
    const candidates = [
      ...completions(core),
      ...(undecorated === header ? [] : completions(undecorated.replace(/\s*:\s*$/, ""))),
    ];
    if (alone) candidates.unshift(...completions(header), undecorated);
    for (const text of candidates) {
      if (text.includes(`class ${HOLE}`)) continue; // a class without a name is none
      if (alone && parses(text)) return put(text);
      if (parses(`${text}:${body}`)) return put(alone ? `${text}:${body}` : `${text}:`);
    }
    const earlier = known === null ? null : headerOf(known);
    if (earlier !== null && !alone && parses(earlier + body)) return put(earlier);
    const fallback = fallbacks[wordAt(this.text, start)];
    return fallback !== undefined && !alone ? put(`${fallback}:`) : false;
  }

  /** Completes a simple statement, if brackets and a hole are all that it needs. */
  private complete(block: Block, fault: Fault): void {
    const code = this.text.slice(block.start, block.end);
    const star = starredFrom(code);
    if (star !== null && this.check(`${code.slice(0, star)}(${code.slice(star)})`, 0) === null) {
      for (const [at, text] of [
        [block.start + star, "("],
        [block.end, ")"],
      ] as const) {
        this.patches.push({ start: at, end: at, text, becomes: "text", known: [], problem: null });
      }
      return;
    }
    for (const text of completions(code)) {
      if (this.check(text, 0) !== null) continue;
      this.rewrite(block.start, code, text, this.describe(block, fault));
      return;
    }
  }

  /** Patches the code at `start` where it differs from `text`, so that the places of all else stay as they are. */
  private rewrite(start: number, code: string, text: string, problem: Fault | null): void {
    const edit = difference(code, text);
    const range = { start: start + edit.start, end: start + edit.oldEnd };
    this.patches.push({ ...range, text: text.slice(edit.start, edit.newEnd), becomes: "text", known: [], problem });
  }

  /** What is wrong with a block, in Python's words where it is lexical. */
  private describe(block: Pick<Block, "line" | "start" | "end">, fault: Fault): Fault {
    const scanned = scan(this.text, block.line, block.end);
    if (scanned.fault !== null) return scanned.fault;
    if (fault.message !== "invalid syntax") return clamped(fault, block);
    const first = scanned.lines.find((line) => line.state === "statement" && this.text.charCodeAt(line.first) !== 64);
    const next = scanned.lines.find(
      (line) => line.state === "statement" && first !== undefined && line.start > first.start,
    );
    const opened = next === undefined ? scanned.opened : next.opened;
    if (
      first !== undefined &&
      compoundAt(this.text, first.first) !== "" &&
      !opened &&
      !this.text.slice(first.first, first.end).includes(":")
    ) {
      return { start: first.stop, end: first.stop, message: "expected ':'" };
    }
    return clamped(fault, block);
  }
}

function shifted(fault: Fault, by: number): Fault {
  return { ...fault, start: fault.start + by, end: fault.end + by };
}

function clamped(fault: Fault, { start, end }: Pick<Block, "start" | "end">): Fault {
  const clamp = (offset: number): number => Math.max(start, Math.min(end, offset));
  return { ...fault, start: clamp(fault.start), end: clamp(fault.end) };
}

/** The text of a class's header as it was. */
function headerOf(known: Known): string | null {
  const { body } = known.statement as ClassDef;
  const [first] = body;
  if (first === undefined) return null;
  const from = known.start - known.offset;
  const to = outerStart(first, known.text);
  const code = scan(known.text, from, to).lines.filter((line) => line.stop !== -1);
  const stop = code.at(-1)?.stop;
  return stop === undefined ? null : known.text.slice(from, stop);
}

/** What a clause needs before it, to be parsed by itself. */
function clauseContext(word: string): string {
  if (word === "elif" || word === "else") return "if 0: pass";
  return word === "except" || word === "finally" ? "try: pass" : "";
}

const fallbacks: Readonly<Record<string, string>> = {
  if: `if ${HOLE}`,
  elif: `elif ${HOLE}`,
  else: "else",
  while: `while ${HOLE}`,
  for: `for ${HOLE} in ${HOLE}`,
  with: `with ${HOLE}`,
  try: "try",
  except: "except",
  finally: "finally",
};

function headerName(word: string): string {
  if (word === "def") return "function definition";
  return word === "class" ? "class definition" : `'${word}' statement`;
}

/** `return *[1], 2`: outside of brackets the grammar takes a star only before a name. Where the brackets would open. */
function starredFrom(code: string): number | null {
  if (!/\*\s*[[({"'\w]/.test(code)) return null;
  return /^(?:(?:return|yield)\b|[^=]*[^=!<>]=(?!=))\s*/.exec(code)?.[0].length ?? 0;
}

/** Ways to complete half-typed code, most likely first. */
function completions(code: string): string[] {
  const { open } = scan(code, 0, code.length);
  const closing = open.map(closerOf).reverse().join("");
  const hole = /[\p{L}\p{N}_]$/u.test(code) ? ` ${HOLE}` : HOLE;
  const results = [code + closing, code + hole + closing, `${code} else ${HOLE}${closing}`];
  if (code.endsWith(",")) results.push(code.slice(0, -1) + closing);
  const gap = /([=.+\-*/%@&|^<>~]|\b(?:and|or|not|in|is|else|await))(\s*)(?=[)\]},])/g;
  results.push((code + closing).replace(gap, `$1 ${HOLE}$2`));
  return results;
}
