// What a test does in the editor and reads back from it, in a user's words.

import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import type { Api } from "../../../client/src/extension.ts";

export async function activate(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>("floplens.floplens");
  assert.ok(extension, "the extension is not installed");
  return await extension.activate();
}

/** Opens a file of the workspace (or an absolute path) in the editor. */
export async function openFile(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "no workspace");
  const document = await vscode.workspace.openTextDocument(path.resolve(folder.uri.fsPath, name));
  return await vscode.window.showTextDocument(document, { preview: false });
}

/** Closes all editors and throws away what was typed. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Asks until the answer is there; the last answer is part of the message when it never is. */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  good: (answer: T) => boolean,
  timeoutMs = 20_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (Date.now() > end) assert.fail(`${what} did not come: ${JSON.stringify(answer, undefined, 2)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The hints of a document as text, by line number (from 0). */
export async function hints(document: vscode.TextDocument): Promise<ReadonlyMap<number, string>> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    all,
  );
  const texts = new Map<number, string>();
  for (const { label, position } of found) {
    const text = typeof label === "string" ? label : label.map(({ value }) => value).join("");
    texts.set(position.line, [texts.get(position.line), text].filter(Boolean).join(" "));
  }
  return texts;
}

export async function waitForHints(
  document: vscode.TextDocument,
  good: (hints: ReadonlyMap<number, string>) => boolean = ({ size }) => size > 0,
): Promise<ReadonlyMap<number, string>> {
  return await eventually("the hints", () => hints(document), good);
}

export async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  // MarkedString is the deprecated half of the type; a hover read back is always MarkdownString.
  return found
    .flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value))
    .join("\n");
}

/** The titles of the lenses, by line number (from 0). */
export async function lenses(
  document: vscode.TextDocument,
): Promise<readonly (readonly [line: number, title: string])[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    100,
  );
  return found.map(({ range, command }) => [range.start.line, command?.title ?? ""] as const);
}

export function diagnostics(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "FlopLens");
}

/** The line (from 0) on which the text stands first. */
export function lineOf(document: vscode.TextDocument, text: string): number {
  return positionOf(document, text).line;
}

export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `"${text}" is not in ${document.fileName}`);
  return document.positionAt(offset);
}

/** Selects the first occurrence of a text and types over it, key by key. */
export async function typeOver(editor: vscode.TextEditor, selected: string, text: string): Promise<void> {
  const start = positionOf(editor.document, selected);
  editor.selection = new vscode.Selection(start, start.translate(0, selected.length));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  for (const key of text) await vscode.commands.executeCommand("type", { text: key });
}

export async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("floplens").update(name, value, vscode.ConfigurationTarget.Workspace);
}
