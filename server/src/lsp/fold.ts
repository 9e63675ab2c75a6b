// What the runs of one document say about one file, in offsets of the text that they saw, and moved along with every edit
// since. Made right after the run, because the places in the syntax move with the next parse.

import { annotate } from "../analysis/annotate.ts";
import type { Annotations } from "../analysis/annotate.ts";
import { diagnosticsOf } from "../analysis/diagnostics.ts";
import type { Diagnostic, DiagnosticOptions } from "../analysis/diagnostics.ts";
import { lensOf, statusOf } from "../analysis/entry.ts";
import { hintsOf } from "../analysis/hints.ts";
import { hoverAt } from "../analysis/hover.ts";
import { LineIndex } from "../analysis/lines.ts";
import { hoverText } from "../analysis/render.ts";
import type { RenderOptions } from "../analysis/render.ts";
import type { EntryRun } from "../analysis/run.ts";
import type { Span } from "../python/ast.ts";
import type { Edit } from "../python/edit.ts";
import { moveBack, moveSpan } from "./documents.ts";
import type { Settings, Status } from "./protocol.ts";
import { renderOptionsOf } from "./settings.ts";

export interface Placed<T> {
  readonly span: Span;
  readonly value: T;
}

export interface FoldOptions {
  readonly settings: Settings;
  readonly diagnostics: DiagnosticOptions;
}

export class Fold {
  readonly path: string;
  readonly text: string;
  readonly status: Status | null;
  /** The run that the status is about. */
  readonly main: EntryRun | null;
  private readonly annotations: readonly Annotations[];
  private readonly hints: readonly Placed<string>[];
  private readonly lenses: readonly Placed<string>[];
  private readonly diagnostics: readonly Placed<Diagnostic>[];
  private readonly options: RenderOptions;
  private readonly edits: Edit[] = [];

  constructor(runs: readonly EntryRun[], file: { readonly path: string; readonly text: string }, options: FoldOptions) {
    const { settings } = options;
    this.path = file.path;
    this.text = file.text;
    this.options = renderOptionsOf(settings);
    // Times of lines are not worked out where nobody sees them.
    const scenario = this.options.show === "time" ? this.options : { ...this.options, device: null };
    this.annotations = runs.map((run) => annotate(run, file, settings.convention, scenario));
    const lines = new LineIndex(file.text);
    const hintOptions = { ...this.options, ...settings.hints };
    this.hints = hintsOf(this.annotations, file, hintOptions).map(({ line, offset, text }) => ({
      span: { start: lines.startOf(line) + lines.textOf(line).search(/\S|$/), end: offset },
      value: text,
    }));
    this.lenses = this.annotations.flatMap(({ run, lenses }) =>
      lenses.map(({ span }) => ({ span, value: lensOf(run, this.options) })),
    );
    this.diagnostics = runs
      .flatMap((run) => diagnosticsOf(run, options.diagnostics))
      .filter((diagnostic) => diagnostic.file === file.path)
      .map((value) => ({ span: value.span, value }));
    this.main = mainOf(runs, this.annotations);
    this.status = this.main === null ? null : statusOf(this.main, this.options);
  }

  edited(edits: readonly Edit[]): void {
    this.edits.push(...edits);
  }

  get isMoved(): boolean {
    return this.edits.length > 0;
  }

  /** From the start of a line's code to its end. */
  hintsNow(): Placed<string>[] {
    return this.now(this.hints);
  }

  lensesNow(): Placed<string>[] {
    return this.now(this.lenses);
  }

  diagnosticsNow(): Placed<Diagnostic>[] {
    return this.now(this.diagnostics);
  }

  /** Markdown about what stands at an offset of the text now. */
  hoverNow(offset: number): Placed<string> | null {
    const at = moveBack(this.edits, offset);
    return at === null ? null : this.hoverThen(at);
  }

  /** Markdown about the hint at the end of the line whose code starts at an offset of the text now. */
  tooltipNow(start: number): string | null {
    const hint = this.hints.find(({ span }) => moveSpan(this.edits, span)?.start === start);
    if (hint === undefined) return null;
    for (const { layers, calls } of this.annotations) {
      const isThere = ({ span }: { readonly span: Span }): boolean =>
        span.start >= hint.span.start && span.start <= hint.span.end;
      const layer = layers.find(isThere);
      const found = layer === undefined ? null : this.hoverThen(layer.span.start);
      if (found !== null) return found.value;
      // A statement ends where its outermost call does.
      const call = calls.find(isThere);
      const called = call === undefined ? null : this.hoverThen(call.span.end);
      if (called !== null) return called.value;
    }
    return null;
  }

  private hoverThen(offset: number): Placed<string> | null {
    for (const annotations of this.annotations) {
      const hover = hoverAt(annotations, this, offset, this.options);
      const span = hover === null ? null : moveSpan(this.edits, hover.span);
      if (hover !== null && span !== null) return { span, value: hoverText(hover.facts, this.options) };
    }
    return null;
  }

  private now<T>(all: readonly Placed<T>[]): Placed<T>[] {
    if (this.edits.length === 0) return [...all];
    return all.flatMap(({ span, value }) => {
      const moved = moveSpan(this.edits, span);
      return moved === null ? [] : [{ span: moved, value }];
    });
  }
}

/** The status bar has room for one entry: the one that costs most. */
function mainOf(runs: readonly EntryRun[], annotations: readonly Annotations[]): EntryRun | null {
  const costs = annotations.map(({ summary }) => summary.totals.forward.value);
  return runs[costs.indexOf(Math.max(...costs))] ?? null;
}
