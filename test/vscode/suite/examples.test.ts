// Every example, opened as a user would: something is counted in it and nothing is wrong with it.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { closeAll, diagnostics, eventually, hover, lenses, openFile, positionOf, waitForHints } from "./editor.ts";
import { screenshot } from "./outside.ts";

const workspace = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const searchPath = vscode.workspace.getConfiguration("floplens").get<string[]>("searchPaths", [])[0]!;

suite("examples", () => {
  teardown(closeAll);

  for (const name of readdirSync(path.join(workspace, "examples"), { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".py")) test(name, () => check(path.join("examples", name)));
  }
});

suite("Keras", () => {
  teardown(closeAll);

  test("hover on a layer of a chain tells its count, its shapes and how often it is made", async () => {
    const editor = await openFile("examples/keras/unet_segmentation.py");
    const { document } = editor;
    await waitForHints(document, (shown) => [...shown.values()].some((text) => text.includes("FLOPs")));
    const position = positionOf(document, "SeparableConv2D").translate(0, 4);
    const text = await hover(document, position);
    assert.match(text, /SeparableConv2D/);
    assert.match(text, /parameters/);
    editor.selection = new vscode.Selection(position, position);
    editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand("editor.action.showHover");
    await screenshot("hover-keras");
  });
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
