// Every example, opened as a user would: something is counted in it and nothing is wrong with it.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { closeAll, diagnostics, eventually, lenses, openFile, waitForHints } from "./editor.ts";
import { screenshot } from "./outside.ts";

const workspace = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const searchPath = vscode.workspace.getConfiguration("floplens").get<string[]>("searchPaths", [])[0]!;

suite("examples", () => {
  teardown(closeAll);

  for (const name of readdirSync(path.join(workspace, "examples"), { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".py")) test(name, () => check(path.join("examples", name)));
  }
});

suite("torchvision's own source", () => {
  teardown(closeAll);

  for (const name of ["resnet.py", "vision_transformer.py"]) {
    test(name, () => check(path.join(searchPath, "torchvision", "models", name)));
  }
});

async function check(file: string): Promise<void> {
  const { document } = await openFile(file);
  const shown = await waitForHints(document, (shown) => [...shown.values()].some((text) => text.includes("FLOPs")));
  const found = await eventually(
    "a lens with totals",
    () => lenses(document),
    (found) => found.some(([, title]) => title.includes("FLOPs") && title.includes("params")),
  );
  assert.deepEqual(
    diagnostics(document).map(({ message }) => message),
    [],
  );
  for (const text of shown.values()) assert.ok(text.length <= 43, `"${text}" is cut by the editor`);
  // The model itself, not the imports above it.
  const top = Math.max(0, found[0]![0] - 2);
  vscode.window.activeTextEditor?.revealRange(new vscode.Range(top, 0, top, 0), vscode.TextEditorRevealType.AtTop);
  await screenshot(`file-${path.basename(path.dirname(file))}-${path.basename(file, ".py")}`);
}
