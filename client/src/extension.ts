// The extension in Node: starts the language server, and holds the commands and the status bar. All knowledge is in the server.

import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { DeviceItem, Status, StatusParams } from "../../server/src/lsp/protocol.ts";
import { StatusBar } from "./statusBar.ts";

/** What `activate` returns, for the tests that run in the editor. */
export interface Api {
  /** Resolves when the server answers; rejects when it cannot be started. */
  readonly ready: Promise<void>;
  lastStatus(uri: vscode.Uri): Status | undefined;
}

let client: LanguageClient | undefined;

export function activate(context: vscode.ExtensionContext): Api {
  const server = context.asAbsolutePath("dist/server.cjs");
  const started = new LanguageClient(
    "floplens",
    "FlopLens",
    { module: server, transport: TransportKind.ipc },
    {
      documentSelector: [
        { scheme: "file", language: "python" },
        { scheme: "untitled", language: "python" },
      ],
      synchronize: {
        // Pushed as well as pulled: the push tells the server that something changed.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        configurationSection: "floplens",
        fileEvents: vscode.workspace.createFileSystemWatcher("**/*.py"),
      },
    },
  );
  client = started;

  const statusBar = new StatusBar("floplens.selectGpu");
  context.subscriptions.push(
    statusBar,
    started.onNotification("floplens/status", ({ uri, status }: StatusParams) =>
      statusBar.set(started.protocol2CodeConverter.asUri(uri), status),
    ),
    vscode.commands.registerCommand("floplens.selectGpu", () => selectGpu(started)),
    vscode.commands.registerCommand("floplens.toggle", toggle),
    vscode.commands.registerCommand("floplens.restart", async () => {
      statusBar.clear();
      await started.restart();
    }),
    vscode.commands.registerCommand("floplens.showOutput", () => started.outputChannel.show()),
  );

  const ready = started.start();
  // The client has told the user already; without a handler the rejection would be reported a second time.
  ready.catch(() => undefined);
  return { ready, lastStatus: (uri) => statusBar.get(uri) };
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

async function selectGpu(started: LanguageClient): Promise<void> {
  const devices = await started.sendRequest<DeviceItem[]>("floplens/devices");
  const current = vscode.workspace.getConfiguration("floplens").get<string>("device");
  const isCurrent = ({ name }: DeviceItem): boolean => name === current;
  // The current one first: that is where the list has its focus.
  const items = [...devices.filter(isCurrent), ...devices.filter((device) => !isCurrent(device))].map((device) => ({
    ...device,
    label: isCurrent(device) ? `$(check) ${device.label}` : device.label,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "FlopLens: GPU for time estimates",
    matchOnDetail: true,
  });
  if (picked) await update("device", picked.name);
}

async function toggle(): Promise<void> {
  await update("enable", !vscode.workspace.getConfiguration("floplens").get<boolean>("enable", true));
}

/** Writes a setting where it is set already, otherwise to the user's settings. */
async function update(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("floplens");
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(key, value, target);
}
