// All diagnostics on one screen, and the fold from a trace to them. Their words are in render.ts.

import { spanOf } from "../python/ast.ts";
import type { Site, Span, Syntax } from "../python/ast.ts";
import { scan } from "../python/lines.ts";
import type { PyInstance, PyRaise } from "../python/values.ts";
import { placesFrom } from "./places.ts";
import type { Place } from "./places.ts";
import { exceptionText, failureText, missingText, relatedText, syntaxText } from "./render.ts";
import type { EntryRun } from "./run.ts";

export type Severity = "error" | "warning" | "information";

export type DiagnosticCode = keyof typeof diagnosticTable;

/** Each diagnostic with its severity and what it says. The code stands in brackets before the message. */
export const diagnosticTable = {
  shape: { severity: "error", about: "an op cannot take these shapes" },
  dtype: { severity: "error", about: "an op cannot take these dtypes" },
  index: { severity: "error", about: "an index or a key that is not there" },
  attribute: { severity: "error", about: "an attribute that is not there" },
  name: { severity: "error", about: "a name that is not defined" },
  import: { severity: "error", about: "a module or a name in it that is not found" },
  type: { severity: "error", about: "a call or an operator with the wrong types" },
  value: { severity: "error", about: "a value that is refused" },
  assert: { severity: "error", about: "an assertion that fails" },
  recursion: { severity: "error", about: "a recursion without an end" },
  exception: { severity: "error", about: "any other exception" },
  entry: { severity: "warning", about: "an entry that gives no result" },
  syntax: { severity: "warning", about: "a text that does not parse: the last version that did is shown" },
  missing: { severity: "information", about: "a cost that is not known: totals are lower bounds" },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly about: string }>>;

/** The first class along an exception's mro that is here decides its code. */
const codeByException: Readonly<Record<string, DiagnosticCode>> = {
  AssertionError: "assert",
  AttributeError: "attribute",
  NameError: "name",
  ImportError: "import",
  LookupError: "index",
  RecursionError: "recursion",
  TypeError: "type",
  ValueError: "value",
  RuntimeError: "exception",
};

/** Words of PyTorch's messages by which a RuntimeError, ValueError or IndexError is about shapes, or about dtypes. */
const shapeWords =
  /\b(shapes?|sizes?|dims?|dimensions?|dimensional|channels?|numel|stride|broadcast\w*|groups)\b|\bgot \d+D\b/i;
const dtypeWords = /\b(dtypes?|datatype|scalar types?|result type|not implemented for)\b/i;

export interface Related {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

export interface Diagnostic extends Related {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly related: readonly Related[];
}

export interface DiagnosticOptions {
  /** Files of the user, as opposed to installed packages: an error inside of a package is shown where the user called it. */
  readonly isUserFile: (path: string) => boolean;
}

export const usualDiagnosticOptions: DiagnosticOptions = {
  isUserFile: (path) => !/[\\/](site|dist)-packages[\\/]/.test(path),
};

export function diagnosticsOf(run: EntryRun, options: DiagnosticOptions = usualDiagnosticOptions): Diagnostic[] {
  const found: Diagnostic[] = [];
  const taken = new Set<string>();
  const add = (diagnostic: Diagnostic): void => {
    const key = `${diagnostic.file}\0${diagnostic.span.start}\0${diagnostic.message}`;
    if (!taken.has(key)) found.push(diagnostic);
    taken.add(key);
  };
  const failed = new Set<string>();
  for (const { raised } of run.trace.failures) {
    const places = [...placesFrom(raised.frame, raised.site)];
    const diagnostic = failureDiagnostic(raised, places, options);
    if (diagnostic === null) continue;
    failed.add(`${diagnostic.file}\0${diagnostic.span.start}`);
    if (!places.some(({ site }) => isHalfTyped(site))) add(diagnostic);
  }
  const sites = new Set<string>();
  for (const { reason, frame } of run.trace.missing) {
    const site = reason.site ?? [...placesFrom(frame, null)][0]?.site ?? null;
    if (site === null) continue;
    const span = spanOf(site);
    const key = `${site.unit.file.path}\0${span.start}`;
    if (sites.has(key) || failed.has(key)) continue; // one for each place, and none where the error itself stands
    sites.add(key);
    add(plain("missing", site.unit.file.path, span, missingText(reason.message)));
  }
  if (run.error !== null && run.site !== null && found.every(({ severity }) => severity !== "error"))
    add(plain("entry", run.site.unit.file.path, spanOf(run.site), run.error));
  return found;
}

function plain(code: DiagnosticCode, file: string, span: Span, message: string): Diagnostic {
  return { code, severity: diagnosticTable[code].severity, file, span, message, related: [] };
}

/** Whether a bracket is open in what failed: then arguments are yet to come, and the syntax diagnostic says so. */
function isHalfTyped({ unit, start, end }: Site): boolean {
  return scan(unit.text, start, end).open.length > 0;
}

function failureDiagnostic(
  raised: PyRaise,
  places: readonly Place[],
  { isUserFile }: DiagnosticOptions,
): Diagnostic | null {
  const at = places.find(({ site }) => isUserFile(site.unit.file.path)) ?? places[0];
  if (at === undefined) return null;
  const code = codeOf(raised.exception);
  const message = failureText(code, raised.exception);
  const related = places.filter((place) => place !== at).map(relatedTo);
  return { ...plain(code, at.site.unit.file.path, spanOf(at.site), message), related };
}

function relatedTo({ frame, site }: Place): Related {
  return { file: site.unit.file.path, span: spanOf(site), message: relatedText(frame.callee?.qualname ?? null) };
}

export function codeOf(exception: PyInstance): DiagnosticCode {
  const name = exception.cls.mro.map((cls) => cls.name).find((known) => known in codeByException);
  const code = name === undefined ? "exception" : (codeByException[name] ?? "exception");
  if (code !== "exception" && code !== "value" && code !== "index") return code;
  const text = exceptionText(exception);
  if (exception.cls.name === "KeyError") return code;
  if (dtypeWords.test(text)) return "dtype";
  return shapeWords.test(text) ? "shape" : code;
}

/** The first place where a file does not parse: one is enough while it is being typed. */
export function syntaxDiagnostic({ file, problems }: Syntax): Diagnostic | null {
  const [first] = problems;
  return first === undefined ? null : plain("syntax", file.path, first, syntaxText(first.message));
}
