// A client that speaks to the server over a real stdio connection, in a user's words.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type {
  CodeLens,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InlayHint,
  MarkupContent,
  Position,
  Range,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { DeviceItem, Status, StatusParams, WhatIfRow } from "../../server/src/lsp/protocol.ts";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export interface ClientOptions {
  /** The section `floplens`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly folder?: string;
  /** A client without refresh requests gets its answers only when they are there. */
  readonly canRefresh?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

export class Client {
  readonly connection: MessageConnection;
  /** Lines that the server logged. */
  readonly log: string[] = [];
  /** Warnings shown to the user. */
  readonly warnings: string[] = [];
  /** Refresh requests so far, by method. */
  readonly refreshes = new Map<string, number>();
  settings: Readonly<Record<string, unknown>>;
  private readonly statuses = new Map<string, Status | null>();
  private readonly documents = new Map<string, TextDocument>();
  private readonly ended: Promise<number | null>;

  private constructor(options: ClientOptions) {
    this.settings = options.settings ?? {};
    const server = spawn(process.execPath, ["--import", "tsx", "server/src/main.node.ts", "--stdio"], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, VIRTUAL_ENV: "", CONDA_PREFIX: "", ...options.env },
    });
    this.ended = new Promise((resolve) => server.on("exit", resolve));
    this.connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
    });
    this.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
      this.warnings.push(message);
    });
    this.connection.onRequest("window/showMessageRequest", ({ message }: { message: string }) => {
      this.warnings.push(message);
      return null;
    });
    this.connection.onNotification("floplens/status", ({ uri, status }: StatusParams) => {
      this.statuses.set(uri, status);
    });
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => (section === "floplens" ? this.settings : this.settings[section.split(".")[1] ?? ""])),
    );
    for (const surface of ["inlayHint", "codeLens", "diagnostic"])
      this.connection.onRequest(`workspace/${surface}/refresh`, () => {
        this.refreshes.set(surface, (this.refreshes.get(surface) ?? 0) + 1);
        return null;
      });
    this.connection.listen();
  }

  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client(options);
    const refreshSupport = options.canRefresh ?? true;
    const folder = pathToFileURL(options.folder ?? root).href;
    const { capabilities } = await client.connection.sendRequest<{ capabilities: Record<string, unknown> }>(
      "initialize",
      {
        processId: process.pid,
        rootUri: folder,
        workspaceFolders: [{ uri: folder, name: "workspace" }],
        capabilities: {
          workspace: {
            configuration: true,
            didChangeConfiguration: { dynamicRegistration: true },
            workspaceFolders: true,
            inlayHint: { refreshSupport },
            codeLens: { refreshSupport },
            diagnostics: { refreshSupport },
          },
        },
      },
    );
    assert.deepEqual(capabilities["diagnosticProvider"], {
      identifier: "floplens",
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    await client.connection.sendNotification("initialized", {});
    return client;
  }

  /** Shuts the server down in order and returns its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await this.ended;
    this.connection.dispose();
    return code;
  }

  async open(uri: string, text: string): Promise<string> {
    const document = TextDocument.create(uri, "python", 1, text);
    this.documents.set(uri, document);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "python", version: 1, text },
    });
    return uri;
  }

  /** Replaces the first occurrence of a text, as one keystroke or paste. */
  async edit(uri: string, old: string, text: string): Promise<void> {
    const document = this.document(uri);
    const offset = document.getText().indexOf(old);
    assert.notEqual(offset, -1, `"${old}" is not in the document`);
    const range: Range = { start: document.positionAt(offset), end: document.positionAt(offset + old.length) };
    TextDocument.update(document, [{ range, text }], document.version + 1);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges: [{ range, text }],
    });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  async filesChanged(...uris: string[]): Promise<void> {
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: uris.map((uri) => ({ uri, type: 2 })),
    });
  }

  async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification("workspace/didChangeConfiguration", { settings: { floplens: settings } });
  }

  /** Hint labels by the code of their line. Fails where one does not stand at the end of its line. */
  async hints(uri: string, range?: Range): Promise<ReadonlyMap<string, string>> {
    const lines = this.document(uri).getText().split("\n");
    const found = await this.rawHints(uri, range);
    return new Map(
      found.map(({ position, label }) => {
        const line = (lines[position.line] ?? "").trimEnd();
        assert.equal(position.character, line.length, `a hint within "${line}"`);
        return [line.trim(), typeof label === "string" ? label : label.map(({ value }) => value).join("")];
      }),
    );
  }

  async rawHints(uri: string, range?: Range): Promise<InlayHint[]> {
    const all = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
    const params = { textDocument: { uri }, range: range ?? all };
    return (await this.connection.sendRequest<InlayHint[] | null>("textDocument/inlayHint", params)) ?? [];
  }

  async tooltip(hint: InlayHint): Promise<string> {
    const { tooltip } = await this.connection.sendRequest<InlayHint>("inlayHint/resolve", hint);
    return (tooltip as MarkupContent | undefined)?.value ?? "";
  }

  async hover(uri: string, text: string): Promise<{ readonly text: string; readonly over: string } | null> {
    const document = this.document(uri);
    const position = document.positionAt(document.getText().indexOf(text));
    const params = { textDocument: { uri }, position };
    const found = await this.connection.sendRequest<Hover | null>("textDocument/hover", params);
    if (found === null) return null;
    return { text: (found.contents as MarkupContent).value, over: document.getText(found.range) };
  }

  async lenses(uri: string): Promise<string[]> {
    const params = { textDocument: { uri } };
    const found = (await this.connection.sendRequest<CodeLens[] | null>("textDocument/codeLens", params)) ?? [];
    return found.map(({ range, command }) => `${range.start.line}: ${command?.title ?? ""}`);
  }

  /** `severity line: message`, severity 1 for errors, lines from 0. */
  async diagnostics(uri: string): Promise<string[]> {
    const found = await this.rawDiagnostics(uri);
    return found.map(
      ({ severity, range, message }) =>
        `${severity} ${range.start.line}: ${typeof message === "string" ? message : message.value}`,
    );
  }

  async rawDiagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.diagnosticReport(uri);
    assert.equal(report.kind, "full");
    return report.items;
  }

  async diagnosticReport(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, identifier: "floplens", previousResultId };
    return await this.connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", params);
  }

  async devices(...present: string[]): Promise<DeviceItem[]> {
    return await this.connection.sendRequest<DeviceItem[]>("floplens/devices", { present });
  }

  async whatIf(uri: string | null, settings: Readonly<Record<string, unknown>>): Promise<WhatIfRow[]> {
    return await this.connection.sendRequest<WhatIfRow[]>("floplens/whatIf", { uri, settings });
  }

  status(uri: string): Status | null | undefined {
    return this.statuses.get(uri);
  }

  positionOf(uri: string, text: string): Position {
    const document = this.document(uri);
    return document.positionAt(document.getText().indexOf(text));
  }

  /** Asks until the answer is good. */
  async until<T>(what: string, ask: () => T | Promise<T>, good: (answer: T) => boolean, limitMs = 15_000): Promise<T> {
    const end = Date.now() + limitMs;
    for (;;) {
      const answer = await ask();
      if (good(answer)) return answer;
      if (Date.now() > end) {
        const shown = answer instanceof Map ? [...answer] : answer;
        assert.fail(`${what} did not come: ${JSON.stringify(shown, null, 2)}\n${this.log.join("\n")}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    assert.ok(document, `${uri} is not open`);
    return document;
  }
}
