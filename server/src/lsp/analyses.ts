// The open documents and what their last runs say, and when they run again. Requests are answered from here at once; runs
// happen on a timer in between. Knows no protocol.

import type { Diagnostic, DiagnosticOptions } from "../analysis/diagnostics.ts";
import { syntaxDiagnostic } from "../analysis/diagnostics.ts";
import type { Project } from "../analysis/project.ts";
import type { EntryRun } from "../analysis/run.ts";
import type { Edit } from "../python/edit.ts";
import type { DocumentHost, Documents, OpenDocument, Reads } from "./documents.ts";
import { Fold } from "./fold.ts";
import type { Placed } from "./fold.ts";
import type { Settings, Status } from "./protocol.ts";
import { defaultSettings } from "./settings.ts";

/** What a client shows and can be asked to ask for again. */
export type Surface = "hints" | "lenses" | "diagnostics";

interface Change {
  readonly document: OpenDocument;
  readonly surface: Surface;
}

export interface AnalysesOptions {
  readonly host: DocumentHost;
  readonly documents: Documents;
  readonly project: Project;
  /** Told after a run that was nobody's request: these surfaces of some document are not what they were. */
  readonly changed: (surfaces: ReadonlySet<Surface>) => void;
  readonly summarized: (document: OpenDocument, status: Status | null) => void;
  /** Runs a step of ours; a bug in it is logged, and the last good results stay. */
  readonly guard: (step: () => void) => void;
}

/** After a keystroke, so that one run serves a burst of them. */
const pauseMs = 30;
/** After another file changed: the one that is typed into comes first. */
const otherPauseMs = 250;
/** A run as short as this is made within the request that wants it. */
const quickMs = 100;
/** A document that takes longer runs less eagerly: it waits as long as its last run took, but not for ever. */
const slowMs = 300;
const longestPauseMs = 3_000;

interface Analysis {
  readonly document: OpenDocument;
  runs: readonly EntryRun[];
  /** By the path of the file that they are about; only open ones. */
  folds: Map<string, Fold>;
  reads: Reads;
  problem: Placed<Diagnostic> | null;
  /** How long a run takes. Null until the second: the first reads and compiles everything. */
  elapsedMs: number | null;
  runCount: number;
  due: number | null;
  status: string | undefined;
}

export class Analyses {
  private readonly options: AnalysesOptions;
  private settings: Settings = defaultSettings;
  /** Nothing runs before the settings are known. */
  private isReady = false;
  private thirdParty: readonly string[] = [];
  private readonly analyses = new Map<string, Analysis>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: AnalysesOptions) {
    this.options = options;
  }

  // ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────

  opened(document: OpenDocument, { isChanged }: { readonly isChanged: boolean }): void {
    const analysis: Analysis = {
      document,
      runs: [],
      folds: new Map(),
      reads: { files: new Set(), folders: new Set() },
      problem: null,
      elapsedMs: null,
      runCount: 0,
      due: null,
      status: undefined,
    };
    this.analyses.set(document.uri, analysis);
    this.schedule(analysis, 0);
    this.openFilesChanged(document.path, isChanged);
  }

  closed(document: OpenDocument, { isChanged }: { readonly isChanged: boolean }): void {
    this.analyses.delete(document.uri);
    this.options.summarized(document, null);
    this.openFilesChanged(document.path, isChanged);
  }

  edited(document: OpenDocument, edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    for (const analysis of this.analyses.values()) {
      analysis.folds.get(document.path)?.edited(edits);
      if (analysis.document === document) {
        const { elapsedMs } = analysis;
        this.schedule(
          analysis,
          elapsedMs === null || elapsedMs <= slowMs ? pauseMs : Math.min(elapsedMs, longestPauseMs),
        );
      } else if (analysis.reads.files.has(document.path)) this.schedule(analysis, otherPauseMs);
    }
  }

  /** A file on disk changed, came or went. */
  fileChanged(path: string): void {
    if (this.options.documents.at(path) !== undefined) return;
    for (const analysis of this.analyses.values()) {
      const { files, folders } = analysis.reads;
      if (files.has(path) || [...foldersAround(path)].some((folder) => folders.has(folder)))
        this.schedule(analysis, otherPauseMs);
    }
  }

  configure(settings: Settings): void {
    const before = this.settings;
    this.settings = settings;
    this.options.project.batch = settings.batch === 0 ? null : settings.batch;
    if (!this.isReady) {
      this.isReady = true;
      this.arm();
      return;
    }
    if (settings.enable !== before.enable) {
      for (const analysis of this.analyses.values()) {
        analysis.folds.clear();
        if (settings.enable) this.schedule(analysis, 0);
      }
      this.summarize();
    } else {
      this.refold(() => true);
      // Shapes, and what an undecided comparison says, follow the batch: everything runs again.
      if (settings.batch !== before.batch) for (const analysis of this.analyses.values()) this.schedule(analysis, 0);
    }
    this.options.changed(new Set<Surface>(["hints", "lenses", "diagnostics"]));
  }

  /** Modules may lie elsewhere now. */
  searchPathsChanged(searchPaths: readonly string[]): void {
    this.thirdParty = searchPaths;
    for (const analysis of this.analyses.values()) this.schedule(analysis, 0);
  }

  // ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────

  /** Before a question about a document: a run that is due and quick is made first, and any run where the asker must wait. */
  settle(document: OpenDocument, asked: { readonly surface: Surface | null; readonly mustWait: boolean }): void {
    const analysis = this.analyses.get(document.uri);
    if (analysis === undefined || analysis.due === null || !this.isReady) return;
    if (!asked.mustWait && (analysis.elapsedMs === null || analysis.elapsedMs > quickMs)) return;
    const changes = this.run(analysis);
    this.tell(changes.filter((change) => change.document !== document || change.surface !== asked.surface));
  }

  hints(document: OpenDocument): Placed<string>[] {
    const { enable, hints } = this.settings;
    if (!enable || !(hints.layers || hints.shapes)) return [];
    return unique(
      this.foldsOf(document).flatMap((fold) => fold.hintsNow()),
      ({ span }) => `${span.start}`,
    );
  }

  lenses(document: OpenDocument): Placed<string>[] {
    const { enable, lens } = this.settings;
    if (!enable || !lens) return [];
    return unique(
      this.foldsOf(document).flatMap((fold) => fold.lensesNow()),
      ({ span, value }) => `${span.start} ${value}`,
    );
  }

  diagnostics(document: OpenDocument): Placed<Diagnostic>[] {
    const { enable, diagnostics } = this.settings;
    if (!enable || !diagnostics.enable) return [];
    const problem = this.analyses.get(document.uri)?.problem ?? null;
    const found = this.foldsOf(document).flatMap((fold) => fold.diagnosticsNow());
    return unique(
      problem === null ? found : [problem, ...found],
      ({ span, value }) => `${span.start} ${value.message}`,
    );
  }

  hover(document: OpenDocument, offset: number): Placed<string> | null {
    if (!this.settings.enable) return null;
    for (const fold of this.foldsOf(document)) {
      const found = fold.hoverNow(offset);
      if (found !== null) return found;
    }
    return null;
  }

  /** The run that the status bar shows. */
  main(document: OpenDocument): EntryRun | null {
    return this.foldsOf(document).find((fold) => fold.status !== null)?.main ?? null;
  }

  /** Markdown about the hint that stands at the end of a line whose code starts at `start`. */
  tooltip(document: OpenDocument, start: number): string | null {
    for (const fold of this.foldsOf(document)) {
      const found = fold.tooltipNow(start);
      if (found !== null) return found;
    }
    return null;
  }

  /** Its own runs come first, then those of others that went through it. */
  private foldsOf({ uri, path }: OpenDocument): Fold[] {
    const own = this.analyses.get(uri);
    const others = [...this.analyses.values()].filter((analysis) => analysis !== own);
    return [own, ...others].flatMap((analysis) => analysis?.folds.get(path) ?? []);
  }

  // ── runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  private schedule(analysis: Analysis, pause: number): void {
    const due = this.options.host.now() + pause;
    // Later, if it was due already and is typed into again; a distant cause does not put off a near one.
    analysis.due = pause === otherPauseMs && analysis.due !== null ? Math.min(analysis.due, due) : due;
    this.arm();
  }

  private arm(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const next = this.nextDue();
    if (next === null || !this.isReady || !this.settings.enable) return;
    const wait = Math.max(0, (next.due ?? 0) - this.options.host.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      const analysis = this.nextDue();
      // One at a time: what came in meanwhile is answered in between.
      if (analysis !== null) this.tell(this.run(analysis));
    }, wait);
  }

  private nextDue(): Analysis | null {
    const due = [...this.analyses.values()].filter((analysis) => analysis.due !== null);
    return due.sort((a, b) => (a.due ?? 0) - (b.due ?? 0))[0] ?? null;
  }

  private tell(changes: readonly Change[]): void {
    if (changes.length > 0) this.options.changed(new Set(changes.map(({ surface }) => surface)));
  }

  /** Returns what is not as it was. */
  private run(analysis: Analysis): Change[] {
    analysis.due = null;
    const changes: Change[] = [];
    if (!this.settings.enable) return changes;
    this.options.guard(() => {
      const before = new Map([...this.analyses.values()].map(({ document }) => [document, this.snapshot(document)]));
      const started = this.options.host.now();
      this.options.guard(() => this.renew(analysis));
      if (analysis.runCount > 0) analysis.elapsedMs = this.options.host.now() - started;
      analysis.runCount += 1;
      for (const [document, shown] of before) {
        const now = this.snapshot(document);
        for (const surface of surfaces) if (now[surface] !== shown[surface]) changes.push({ document, surface });
      }
      this.summarize();
    });
    this.arm();
    return changes;
  }

  private renew(analysis: Analysis): void {
    const { host, project } = this.options;
    const { document } = analysis;
    const { path } = document;
    const reads: Reads = { files: new Set([path]), folders: new Set() };
    const isRelevant = mentionsModels(document.content.getText());
    const runs = host.recording(reads, () => (isRelevant ? project.runFile(path) : []));
    const syntax = project.syntax(path);
    const problem = syntax === null ? null : syntaxDiagnostic(syntax);
    analysis.problem = problem === null ? null : { span: problem.span, value: problem };
    analysis.reads = reads;
    // Half-typed code may run worse than what stood there before: then the last good numbers stay.
    if (problem !== null && isWorse(runs, analysis.runs)) return;
    analysis.runs = runs;
    analysis.folds = new Map();
    this.fold(analysis, () => true);
  }

  /** For every open file that the runs read. */
  private fold({ document, runs, folds, reads }: Analysis, isWanted: (path: string) => boolean): void {
    const { documents, host } = this.options;
    const options = { settings: this.settings, diagnostics: this.diagnosticOptions(document.path) };
    for (const { path } of documents.all()) {
      if (!reads.files.has(path) || !isWanted(path)) continue;
      folds.set(path, new Fold(runs, { path, text: host.readFile(path) ?? "" }, options));
    }
  }

  /** The same runs, told anew; where a text is not what they saw any more, a run is due anyway. */
  private refold(isWanted: (path: string) => boolean): void {
    for (const analysis of this.analyses.values()) {
      this.options.guard(() =>
        this.fold(analysis, (path) => isWanted(path) && analysis.folds.get(path)?.isMoved !== true),
      );
    }
    this.summarize();
  }

  /** Where an error is shown depends on which files are open. */
  private openFilesChanged(path: string, isChanged: boolean): void {
    const concerned = [...this.analyses.values()].filter(
      ({ document, reads }) => document.path !== path && reads.files.has(path),
    );
    if (concerned.length === 0) return;
    for (const analysis of concerned) {
      analysis.folds.delete(path);
      if (isChanged) this.schedule(analysis, otherPauseMs);
    }
    this.refold(() => true);
    this.options.changed(new Set<Surface>(["hints", "lenses", "diagnostics"]));
  }

  /** An error stands at the innermost line that the user has open; installed packages are left alone. */
  private diagnosticOptions(own: string): DiagnosticOptions {
    const { documents } = this.options;
    const isInstalled = (path: string): boolean =>
      /\/(site|dist)-packages\//.test(path) || this.thirdParty.some((folder) => path.startsWith(`${folder}/`));
    return { isUserFile: (path) => path === own || (documents.at(path) !== undefined && !isInstalled(path)) };
  }

  private snapshot(document: OpenDocument): Record<Surface, string> {
    return {
      hints: JSON.stringify(this.hints(document)),
      lenses: JSON.stringify(this.lenses(document)),
      diagnostics: JSON.stringify(this.diagnostics(document)),
    };
  }

  private summarize(): void {
    for (const analysis of this.analyses.values()) {
      const { document, runCount } = analysis;
      if (runCount === 0 && this.settings.enable) continue; // it will be known soon
      const found = this.settings.enable ? this.foldsOf(document).find((fold) => fold.status !== null) : undefined;
      const status = found?.status ?? null;
      const text = JSON.stringify(status);
      if (text === analysis.status) continue;
      analysis.status = text;
      this.options.summarized(document, status);
    }
  }
}

const surfaces: readonly Surface[] = ["hints", "lenses", "diagnostics"];

/** Whether a text can have to do with a model at all: other Python files are left alone. */
function mentionsModels(text: string): boolean {
  return /torch|keras|tensorflow|\bnn\b|timm|transformers|diffusers|#\s*flops:/.test(text);
}

function isWorse(runs: readonly EntryRun[], before: readonly EntryRun[]): boolean {
  return before.some((old, index) => {
    const run = runs[index];
    if (run === undefined) return true;
    if (run.error !== null && old.error === null) return true;
    const { failures, missing } = run.trace;
    return failures.length > old.trace.failures.length || missing.length > old.trace.missing.length;
  });
}

function unique<T extends Placed<unknown>>(all: readonly T[], keyOf: (each: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const each of all) {
    const key = keyOf(each);
    if (!byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.values()].sort((a, b) => a.span.start - b.span.start);
}

function* foldersAround(path: string): Generator<string> {
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) yield path.slice(0, at);
}
