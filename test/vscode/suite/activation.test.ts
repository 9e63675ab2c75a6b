// The extension is there, awake and declared as it should be; no model is needed for these.

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activate, closeAll, openFile, positionOf } from "./editor.ts";
import { screenshot } from "./outside.ts";

suite("activation", () => {
  teardown(closeAll);

  test("a Python file wakes the extension, which registers its commands", async () => {
    await openFile("net.py");
    await activate();
    const commands = await vscode.commands.getCommands(true);
    for (const name of ["selectGpu", "toggle", "restart", "showOutput"]) {
      assert.ok(commands.includes(`floplens.${name}`), `floplens.${name} is not registered`);
    }
  });

  test("settings have the defaults that package.json declares", () => {
    const settings = vscode.workspace.getConfiguration("floplens");
    assert.equal(settings.get("enable"), true);
    assert.equal(settings.get("hints.threshold"), 0.001);
    assert.equal(settings.get("device"), "a100-sxm-80gb");
  });

  // Brackets pair up in code and not in comments, so this tells whether the injected grammar is at work.
  test("what follows `# flops:` is Python, and other comments stay comments", async () => {
    const editor = await openFile("net.py");
    const jump = async (from: vscode.Position): Promise<vscode.Position> => {
      editor.selection = new vscode.Selection(from, from);
      await vscode.commands.executeCommand("editor.action.jumpToBracket");
      return editor.selection.active;
    };
    const { document } = editor;
    const open = positionOf(document, "(torch.randn(1");
    await screenshot("directive");
    const close = positionOf(document, "32))").translate(0, 3);
    assert.deepEqual(await jump(open), close);
    const comment = positionOf(document, "(of no model)");
    assert.notEqual((await jump(comment)).isEqual(comment.translate(0, "(of no model".length)), true);
  });
});
