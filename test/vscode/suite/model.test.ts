// A small model in the editor: what stands beside its lines, and how that follows typing and settings.
// Net has 2·16·3·3·3·32·32 = 884,736 FLOPs in conv and 2·4096·10 = 81,920 in fc, 41,418 parameters.

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import {
  activate,
  closeAll,
  diagnostics,
  eventually,
  hints,
  hover,
  lenses,
  lineOf,
  openFile,
  positionOf,
  setting,
  typeOver,
  waitForHints,
} from "./editor.ts";
import { hasPage, pageTexts, screenshot } from "./outside.ts";

const conv = "self.conv = nn.Conv2d";
const fc = "self.fc = nn.Linear";

suite("a model in the editor", () => {
  teardown(closeAll);

  test("layers show FLOPs and share, lines of forward show shapes", async () => {
    const { document } = await openFile("net.py");
    const shown = await waitForHints(document);
    assert.match(shown.get(lineOf(document, conv)) ?? "", /885 kFLOPs · 91\.5%/);
    assert.match(shown.get(lineOf(document, fc)) ?? "", /81\.9 kFLOPs · 8\.5%/);
    assert.match(shown.get(lineOf(document, "x = self.pool")) ?? "", /1, 16, 16, 16/);
    assert.match(shown.get(lineOf(document, "return self.fc")) ?? "", /1, 10/);
    for (const text of shown.values()) assert.ok(text.length <= 43, `"${text}" is cut by the editor`);
    await screenshot("hints");
  });

  test("a lens sums the model up", async () => {
    const { document } = await openFile("net.py");
    const found = await eventually(
      "the lens",
      () => lenses(document),
      (found) => found.some(([, title]) => title.includes("Net · 967 kFLOPs")),
    );
    assert.ok(found.some(([, title]) => title.includes("41.4 k params")));
  });

  test("hover tells the exact count and the shapes", async () => {
    const { document } = await openFile("net.py");
    await waitForHints(document);
    const position = positionOf(document, "nn.Conv2d").translate(0, 4);
    const text = await hover(document, position);
    assert.match(text, /884,736/);
    assert.match(text, /1, 3, 32, 32/);
    assert.match(text, /1, 16, 32, 32/);
    const editor = await openFile("net.py");
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand("editor.action.showHover");
    await screenshot("hover");
  });

  test("typing an error brings PyTorch's words to the line, typing it away takes them back", async () => {
    const editor = await openFile("net.py");
    const { document } = editor;
    await waitForHints(document);
    await typeOver(editor, "16 * 16 * 16", "16 * 16 * 8");
    const [found] = await eventually(
      "the diagnostic",
      () => diagnostics(document),
      // On the way there stood others: the server follows every key.
      ([first]) => first?.message.includes("2048") ?? false,
    );
    assert.match(found!.message, /mat1 and mat2 shapes cannot be multiplied \(1x4096 and 2048x10\)/);
    assert.equal(found!.range.start.line, lineOf(document, "return self.fc"));
    assert.match((await hints(document)).get(lineOf(document, conv)) ?? "", /885 kFLOPs/);
    await screenshot("diagnostic");
    await typeOver(editor, "16 * 16 * 8", "16 * 16 * 16");
    await eventually(
      "the end of the diagnostic",
      () => diagnostics(document),
      ({ length }) => length === 0,
    );
  });

  test("hints follow what is typed, and stay while a bracket is open", async () => {
    const editor = await openFile("net.py");
    const { document } = editor;
    await waitForHints(document);
    await typeOver(editor, "Conv2d(3, 16", "Conv2d(");
    assert.match((await waitForHints(document)).get(lineOf(document, fc)) ?? "", /81\.9 kFLOPs/);
    await typeOver(editor, "Conv2d(", "Conv2d(3, 16");
    await typeOver(editor, "randn(1, 3", "randn(2, 3");
    await waitForHints(document, (shown) => (shown.get(lineOf(document, conv)) ?? "").includes("1.77 MFLOPs"));
  });

  test("the status bar names the model, its FLOPs and the time on the chosen GPU", async () => {
    const api = await activate();
    const { document } = await openFile("net.py");
    const status = await eventually(
      "the status",
      () => api.lastStatus(document.uri),
      // The test before has just reverted its edits in the same document: its run may still be the last one.
      (status) => status?.text.includes("967 kFLOPs") ?? false,
    );
    assert.match(status!.text, /^Net · 967 kFLOPs · \S+ (µs|ms) · \S+ [kM]B of 80 GB$/);
    if (hasPage)
      await eventually(
        "the status on the page",
        () => pageTexts('[id="floplens.floplens.floplens.status"]'),
        ([shown]) => shown?.includes("967 kFLOPs") ?? false,
      );
    await setting("device", "h100-sxm");
    await eventually(
      "the other GPU",
      () => api.lastStatus(document.uri)?.tooltip,
      (text) => text?.includes("H100") ?? false,
    );
    await setting("device", undefined);
  });

  test("the status bar warns where the model does not fit", async () => {
    const api = await activate();
    const editor = await openFile("net.py");
    const { document } = editor;
    await waitForHints(document);
    await typeOver(editor, "randn(1, 3", "randn(B:=1, 3");
    await setting("device", "l4");
    await setting("batch", 1_000_000);
    const status = await eventually(
      "the warning",
      () => api.lastStatus(document.uri),
      (status) => status?.severity === "warning",
    );
    assert.match(status!.tooltip, /does not fit into L4; the largest batch that does is \d{6}\b/);
    await screenshot("warning");
    for (const name of ["batch", "device"]) await setting(name, undefined);
  });

  test("what if: one picker has all that can be tried, and a change moves hints and status bar at once", async () => {
    const api = await activate();
    const editor = await openFile("net.py");
    const { document } = editor;
    await waitForHints(document);
    await typeOver(editor, "randn(1, 3", "randn(B:=4, 3");
    await waitForHints(document, (shown) => (shown.get(lineOf(document, conv)) ?? "").includes("3.54 MFLOPs"));
    const asked = vscode.commands.executeCommand("floplens.whatIf");
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await screenshot("what-if");
    // The third row: inference or training, and there the second choice.
    const press = async (...commands: readonly string[]): Promise<void> => {
      for (const command of commands) await vscode.commands.executeCommand(`workbench.action.${command}`);
      await new Promise((resolve) => setTimeout(resolve, 1500));
    };
    const [next, accept] = ["quickOpenSelectNext", "acceptSelectedQuickOpenItem"];
    await press(next, next);
    await press(accept);
    await screenshot("what-if-mode");
    await press(next);
    await press(accept);
    await eventually(
      "the mode that was picked",
      () => vscode.workspace.getConfiguration("floplens").get("mode"),
      (mode) => mode === "training",
    );
    await press("closeQuickOpen");
    await asked;
    // 3.54 MFLOPs twice: nobody wants the gradient of the input.
    await waitForHints(document, (shown) => (shown.get(lineOf(document, conv)) ?? "").includes("7.08 MFLOPs"));
    await eventually(
      "a training step in the status bar",
      () => api.lastStatus(document.uri)?.tooltip,
      (text) => text?.includes("for a training step") ?? false,
    );
    await setting("batch", 8);
    await waitForHints(document, (shown) => (shown.get(lineOf(document, conv)) ?? "").includes("14.2 MFLOPs"));
    await setting("hints.show", "time");
    await waitForHints(document, (shown) => /µs · [\d.]+%/.test(shown.get(lineOf(document, conv)) ?? ""));
    await screenshot("times");
    const position = positionOf(document, "nn.Conv2d").translate(0, 4);
    const text = await hover(document, position);
    assert.match(text, /\| time \| [\d.]+ µs \([\d.]+% of Net's time, [^)]+\), (launch|memory|compute)-bound: /);
    // The input of the linear layer: 8 · 4096 values of two bytes.
    const linear = await hover(document, positionOf(document, "nn.Linear").translate(0, 4));
    assert.match(linear, /\| memory \| 81\.9 kB parameters · 65\.5 kB activations kept for backward/);
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand("editor.action.showHover");
    await screenshot("hover-time");
    for (const name of ["batch", "mode", "hints.show"]) await setting(name, undefined);
    await vscode.workspace.getConfiguration("floplens").update("mode", undefined, vscode.ConfigurationTarget.Global);
  });

  test("the GPU is picked from a list", async () => {
    await openFile("net.py");
    await (
      await activate()
    ).ready;
    const device = (): string | undefined => vscode.workspace.getConfiguration("floplens").get("device");
    await setting("device", "a100-sxm-80gb");
    const picked = vscode.commands.executeCommand("floplens.selectGpu");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await screenshot("gpus");
    await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await picked;
    assert.notEqual(device(), "a100-sxm-80gb");
    await setting("device", undefined);
  });

  test("the list of GPUs begins with this machine's", async () => {
    await openFile("net.py");
    await (
      await activate()
    ).ready;
    const device = (): string | undefined => vscode.workspace.getConfiguration("floplens").get("device");
    const folder = mkdtempSync(path.join(tmpdir(), "floplens-"));
    const tool = path.join(folder, "nvidia-smi");
    writeFileSync(tool, "#!/bin/sh\necho 'NVIDIA L40S'\necho 'NVIDIA L40S'\n");
    chmodSync(tool, 0o755);
    const { PATH: before } = process.env;
    process.env["PATH"] = `${folder}${path.delimiter}${before ?? ""}`;
    try {
      const picked = vscode.commands.executeCommand("floplens.selectGpu");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await screenshot("this-gpu");
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      await picked;
    } finally {
      process.env["PATH"] = before;
      rmSync(folder, { recursive: true });
    }
    // Windows runs no scripts under that name: there the first one is the current one.
    assert.equal(device(), process.platform === "win32" ? "a100-sxm-80gb" : "l40s");
    await setting("device", undefined);
  });

  test("one switch turns everything off and on", async () => {
    const api = await activate();
    const editor = await openFile("net.py");
    const { document } = editor;
    await waitForHints(document);
    await setting("enable", false);
    await waitForHints(document, ({ size }) => size === 0);
    assert.deepEqual(await lenses(document), []);
    await eventually(
      "an empty status bar",
      () => api.lastStatus(document.uri),
      (status) => status === undefined,
    );
    await setting("enable", undefined);
    await waitForHints(document);
  });

  test("after a restart the hints come back", async () => {
    const { document } = await openFile("net.py");
    await waitForHints(document);
    await vscode.commands.executeCommand("floplens.restart");
    await waitForHints(document);
  });
});
