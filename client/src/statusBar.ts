// The status bar item: shows what the server summarised for the document in front. No logic of its own.

import * as vscode from "vscode";
import type { Status } from "../../server/src/lsp/protocol.ts";

export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #statuses = new Map<string, Status>();
  readonly #subscription: vscode.Disposable;

  constructor(command: string) {
    this.#item = vscode.window.createStatusBarItem("floplens.status", vscode.StatusBarAlignment.Right, 100);
    this.#item.name = "FlopLens";
    this.#item.command = command;
    this.#subscription = vscode.window.onDidChangeActiveTextEditor(() => this.#show());
  }

  /** The last summary of a document; undefined when it has none. */
  get(uri: vscode.Uri): Status | undefined {
    return this.#statuses.get(uri.toString());
  }

  set(uri: vscode.Uri, status: Status | null): void {
    if (status === null) this.#statuses.delete(uri.toString());
    else this.#statuses.set(uri.toString(), status);
    this.#show();
  }

  clear(): void {
    this.#statuses.clear();
    this.#show();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const editor = vscode.window.activeTextEditor;
    const status = editor && this.get(editor.document.uri);
    if (status === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = status.text;
    this.#item.tooltip = new vscode.MarkdownString(status.tooltip, true);
    this.#item.backgroundColor = background(status.severity);
    this.#item.show();
  }
}

function background(severity: Status["severity"]): vscode.ThemeColor | undefined {
  if (severity === "error") return new vscode.ThemeColor("statusBarItem.errorBackground");
  return severity === "warning" ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
}
