// The language server: answers the protocol's requests from what the analyses know. Every request goes through handle():
// a bug of ours is logged and answers with nothing.

import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  FileChangeType,
  InlayHintRefreshRequest,
  MarkupKind,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type {
  ClientCapabilities,
  CodeLens,
  Connection,
  Diagnostic as ClientDiagnostic,
  DocumentDiagnosticReport,
  InitializeParams,
  InitializeResult,
  InlayHint,
  ProtocolRequestType0,
} from "vscode-languageserver";
import type { Diagnostic } from "../analysis/diagnostics.ts";
import { Project } from "../analysis/project.ts";
import { deviceList, deviceMessage } from "../analysis/deviceList.ts";
import { whatIfRows } from "../analysis/whatIf.ts";
import type { PythonParser } from "../python/parse.ts";
import { Analyses } from "./analyses.ts";
import type { Surface } from "./analyses.ts";
import { firstLineOf, lineEndAt, pathOf, positionsIn, rangeOf, slashed, spanIn } from "./convert.ts";
import type { Positions } from "./convert.ts";
import { DocumentHost, Documents } from "./documents.ts";
import type { OpenDocument, ServerHost } from "./documents.ts";
import { searchPathsOf } from "./environment.ts";
import type { Variables } from "./environment.ts";
import type { Placed } from "./fold.ts";
import type { DeviceItem, DevicesParams, Status, StatusParams, WhatIfParams, WhatIfRow } from "./protocol.ts";
import { defaultSettings, readSettings, renderOptionsOf, strings } from "./settings.ts";

export interface Environment {
  readonly parser: PythonParser;
  readonly variables: Variables;
}

/** How long one interpreter may run: the editor waits for it. */
const budgetMs = 4_000;

export function startServer(connection: Connection, disk: ServerHost, environment: Environment): void {
  const documents = new Documents();
  const host = new DocumentHost(disk, documents);
  const project = new Project(host, { parser: environment.parser, searchPaths: [], budgetMs });
  const analyses = new Analyses({
    host,
    documents,
    project,
    changed: refresh,
    summarized: sendStatus,
    guard: (step) => handle("run", null, step)(null),
  });
  let capabilities: ClientCapabilities = {};
  let folders: readonly string[] = [];
  let isInitialized = false;
  /** Null until the client has said. */
  let configuration: { readonly searchPaths: readonly string[]; readonly interpreter: string | null } | null = null;
  let lastPaths = "";
  let settings = defaultSettings;
  let lastWarning: string | null = null;

  /** Wraps a handler: nothing of ours ends the server, and nothing goes by unlogged. */
  function handle<P, R>(what: string, otherwise: R, work: (params: P) => R): (params: P) => R {
    return (params) => {
      try {
        return work(params);
      } catch (error) {
        host.log(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return otherwise;
      }
    };
  }

  // ── start ────────────────────────────────────────────────────────────────────────────────────────────────────────

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    ({ capabilities } = params);
    setFolders(params.workspaceFolders?.map(({ uri }) => uri) ?? []);
    return {
      serverInfo: { name: "FlopLens" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        inlayHintProvider: { resolveProvider: true },
        hoverProvider: true,
        codeLensProvider: {},
        diagnosticProvider: { identifier: "floplens", interFileDependencies: true, workspaceDiagnostics: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(
    handle("initialized", undefined, () => {
      isInitialized = true;
      if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true)
        void connection.client.register(DidChangeConfigurationNotification.type, {
          section: ["floplens", "python.defaultInterpreterPath"],
        });
      if (capabilities.workspace?.workspaceFolders === true)
        connection.workspace.onDidChangeWorkspaceFolders(
          handle("workspace folders", undefined, ({ added, removed }) => {
            const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
            folders = folders.filter((folder) => !gone.has(folder));
            setFolders([...folders.map((folder) => documents.uriOf(folder)), ...added.map(({ uri }) => uri)]);
            void pullSettings();
          }),
        );
      void pullSettings();
    }),
  );

  function setFolders(uris: readonly string[]): void {
    folders = [...new Set(uris.flatMap((uri) => pathOf(uri)?.replace(/(.)\/$/, "$1") ?? []))];
  }

  // ── settings ─────────────────────────────────────────────────────────────────────────────────────────────────────

  connection.onDidChangeConfiguration(
    handle("configuration", undefined, ({ settings }: { readonly settings: unknown }) => {
      if (capabilities.workspace?.configuration === true) void pullSettings();
      else if (typeof settings === "object" && settings !== null && "floplens" in settings)
        applySettings(settings.floplens, strings(readSettings(settings.floplens).searchPaths), null);
    }),
  );

  async function pullSettings(): Promise<void> {
    if (capabilities.workspace?.configuration !== true) {
      applySettings(undefined, [], null);
      return;
    }
    try {
      const scopes = folders.map((folder) => ({ scopeUri: documents.uriOf(folder), section: "floplens.searchPaths" }));
      const [all, interpreter, ...paths] = (await connection.workspace.getConfiguration([
        { section: "floplens" },
        { section: "python.defaultInterpreterPath" },
        ...scopes,
      ])) as unknown[];
      const named =
        paths.length === 0
          ? [...readSettings(all).searchPaths]
          : paths.flatMap((list, index) => strings(list).map((path) => absolute(path, folders[index] ?? "")));
      applySettings(all, named, typeof interpreter === "string" ? interpreter : null);
    } catch (error) {
      host.log(`settings: ${String(error)}`);
      applySettings(undefined, [], null);
    }
  }

  function applySettings(section: unknown, searchPaths: readonly string[], interpreter: string | null): void {
    configuration = { searchPaths: searchPaths.map((path) => absolute(path, folders[0] ?? "")), interpreter };
    applySearchPaths();
    settings = readSettings(section);
    analyses.configure(settings);
    warnOfSettings();
  }

  /** One message for everything that is wrong, once for each state of the settings. */
  function warnOfSettings(): void {
    const { deviceProblems, batchProblem } = settings;
    const problems = batchProblem === null ? deviceProblems : [...deviceProblems, `floplens.${batchProblem}`];
    const warning = deviceMessage(settings.device, settings.customDevices, problems);
    if (warning !== null && warning !== lastWarning) connection.window.showWarningMessage(warning);
    lastWarning = warning;
  }

  function absolute(path: string, folder: string): string {
    const from = slashed(path)
      .replaceAll("${workspaceFolder}", folder)
      .replace(/(.)\/$/, "$1");
    return /^(\/|[A-Za-z]:)/.test(from) ? from : `${folder}/${from.replace(/^\.\//, "")}`;
  }

  function applySearchPaths(): void {
    if (configuration === null) return;
    const searchPaths = searchPathsOf(host, {
      configured: configuration.searchPaths,
      workspaceFolders: folders,
      interpreter: configuration.interpreter,
      variables: environment.variables,
      documents: documents.all().map(({ path }) => path),
    });
    const key = JSON.stringify([searchPaths, folders]);
    if (key === lastPaths) return;
    lastPaths = key;
    host.log(`packages: ${searchPaths.length === 0 ? "no environment found" : searchPaths.join(", ")}`);
    project.configure({ searchPaths, roots: folders });
    analyses.searchPathsChanged(searchPaths);
  }

  // ── documents and files ──────────────────────────────────────────────────────────────────────────────────────────

  connection.onDidOpenTextDocument(
    handle("open", undefined, ({ textDocument }) => {
      const path = pathOf(textDocument.uri);
      const before = path === null ? null : host.readFile(path);
      const document = documents.open(textDocument, folders[0] ?? "");
      applySearchPaths();
      analyses.opened(document, { isChanged: before !== textDocument.text });
    }),
  );

  connection.onDidChangeTextDocument(
    handle("change", undefined, (params) => {
      const document = documents.get(params.textDocument.uri);
      if (document !== undefined) analyses.edited(document, documents.change(params));
    }),
  );

  connection.onDidCloseTextDocument(
    handle("close", undefined, ({ textDocument }) => {
      const document = documents.close(textDocument.uri);
      if (document === undefined) return;
      disk.forget(document.path);
      const isChanged = host.readFile(document.path) !== document.content.getText();
      analyses.closed(document, { isChanged });
    }),
  );

  connection.onDidChangeWatchedFiles(
    handle("files", undefined, ({ changes }) => {
      for (const { uri, type } of changes) {
        const path = pathOf(uri);
        if (path === null) continue;
        disk.forget(path);
        if (type !== FileChangeType.Changed) project.filesChanged();
        analyses.fileChanged(path);
      }
    }),
  );

  /** Gives the document of a request, with a run made first where one is due and quick. */
  function settled(uri: string, surface: Surface | null): OpenDocument | null {
    const document = documents.get(uri);
    if (document === undefined) return null;
    analyses.settle(document, { surface, mustWait: surface !== null && !canRefresh(surface) });
    return document;
  }

  // ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────

  connection.languages.inlayHint.on(
    handle("inlay hints", null, ({ textDocument, range }): InlayHint[] | null => {
      const document = settled(textDocument.uri, "hints");
      if (document === null) return null;
      const { content } = document;
      const visible = spanIn(content, range);
      return analyses
        .hints(document)
        .filter(({ span }) => span.end >= visible.start && span.start <= visible.end)
        .map(({ span, value }) => ({
          position: lineEndAt(content, span.start),
          label: value,
          paddingLeft: true,
          data: { uri: document.uri, start: span.start },
        }));
    }),
  );

  connection.languages.inlayHint.resolve((hint) =>
    handle("inlay hint", hint, (asked: InlayHint): InlayHint => {
      const { uri, start } = asked.data as { readonly uri: string; readonly start: number };
      const document = documents.get(uri);
      const text = document === undefined ? null : analyses.tooltip(document, start);
      return text === null ? asked : { ...asked, tooltip: { kind: MarkupKind.Markdown, value: text } };
    })(hint),
  );

  connection.onHover(
    handle("hover", null, ({ textDocument, position }) => {
      const document = settled(textDocument.uri, null);
      if (document === null) return null;
      const found = analyses.hover(document, document.content.offsetAt(position));
      if (found === null) return null;
      return {
        contents: { kind: MarkupKind.Markdown, value: found.value },
        range: rangeOf(document.content, found.span),
      };
    }),
  );

  connection.onCodeLens(
    handle("lenses", null, ({ textDocument }): CodeLens[] | null => {
      const document = settled(textDocument.uri, "lenses");
      if (document === null) return null;
      return analyses.lenses(document).map(({ span, value }) => ({
        range: firstLineOf(document.content, span),
        command: { title: value, command: "" }, // plain text
      }));
    }),
  );

  connection.languages.diagnostics.on(
    handle("diagnostics", full([]), ({ textDocument, previousResultId }): DocumentDiagnosticReport => {
      const document = settled(textDocument.uri, "diagnostics");
      if (document === null) return full([]);
      const report = full(analyses.diagnostics(document).map((each) => clientDiagnostic(document, each)));
      return previousResultId !== undefined && report.resultId === previousResultId
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previousResultId }
        : report;
    }),
  );

  connection.onRequest(
    "floplens/devices",
    handle("devices", [], (params: DevicesParams | null): DeviceItem[] =>
      deviceList(settings.customDevices, strings(params?.present)),
    ),
  );

  connection.onRequest(
    "floplens/whatIf",
    handle("what if", [], ({ uri, settings: section }: WhatIfParams): WhatIfRow[] => {
      const document = uri === null ? undefined : documents.get(uri);
      const asked = readSettings(section);
      return whatIfRows(document === undefined ? null : analyses.main(document), renderOptionsOf(asked), asked);
    }),
  );

  function clientDiagnostic({ content }: OpenDocument, { span, value }: Placed<Diagnostic>): ClientDiagnostic {
    return {
      range: rangeOf(content, span),
      severity: severities[value.severity],
      source: "FlopLens",
      message: value.message,
      relatedInformation: value.related.map(({ file, span, message }) => ({
        location: { uri: documents.uriOf(file), range: rangeOf(positionsOf(file), span) },
        message,
      })),
    };
  }

  function positionsOf(path: string): Positions {
    return documents.at(path)?.content ?? positionsIn(host.readFile(path) ?? "");
  }

  // ── to the client ────────────────────────────────────────────────────────────────────────────────────────────────

  function canRefresh(surface: Surface): boolean {
    const { inlayHint, codeLens, diagnostics } = capabilities.workspace ?? {};
    const supported = { hints: inlayHint, lenses: codeLens, diagnostics }[surface];
    return supported?.refreshSupport === true;
  }

  function refresh(surfaces: ReadonlySet<Surface>): void {
    if (!isInitialized) return;
    for (const surface of surfaces) {
      if (!canRefresh(surface)) continue;
      // It fails only where the client is going away.
      connection.sendRequest(refreshRequests[surface]).catch((error: unknown) => host.log(`refresh: ${String(error)}`));
    }
  }

  function sendStatus({ uri }: OpenDocument, status: Status | null): void {
    const params: StatusParams = { uri, status };
    connection
      .sendNotification("floplens/status", params)
      .catch((error: unknown) => host.log(`status: ${String(error)}`));
  }

  connection.listen();
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const satisfies Record<Diagnostic["severity"], DiagnosticSeverity>;

const refreshRequests: Readonly<Record<Surface, ProtocolRequestType0<void, void, void, void>>> = {
  hints: InlayHintRefreshRequest.type,
  lenses: CodeLensRefreshRequest.type,
  diagnostics: DiagnosticRefreshRequest.type,
};

/** The result's name is its content, so that the same is not sent twice. */
function full(items: ClientDiagnostic[]): DocumentDiagnosticReport & { readonly resultId: string } {
  return { kind: DocumentDiagnosticReportKind.Full, resultId: fingerprint(JSON.stringify(items)), items };
}

/** FNV-1a, twice 32 bits. */
function fingerprint(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
