// The extension in Node: starts the language server, and holds the commands and the status bar. All knowledge is in the server.

import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { DeviceItem, DevicesParams, Status, StatusParams } from "../../server/src/lsp/protocol.ts";
import { presentGpus } from "./presentGpus.ts";
import { updateSetting } from "./settings.ts";
import { StatusBar } from "./statusBar.ts";
import { whatIf } from "./whatIf.ts";

/** What `activate` returns, for the tests that run in the editor. */
export interface Api {
  /** Resolves when the server answers; rejects when it cannot be started. */
  readonly ready: Promise<void>;
  lastStatus(uri: vscode.Uri): Status | undefined;
}

interface PickItem extends vscode.QuickPickItem {
  /** Missing on separators. */
  readonly name?: string;
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

  const statusBar = new StatusBar("floplens.whatIf");
  context.subscriptions.push(
    statusBar,
    started.onNotification("floplens/status", ({ uri, status }: StatusParams) =>
      statusBar.set(started.protocol2CodeConverter.asUri(uri), status),
    ),
    vscode.commands.registerCommand("floplens.selectGpu", () => selectGpu(started)),
    vscode.commands.registerCommand("floplens.whatIf", () => whatIf(started, () => selectGpu(started))),
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

/** False where nothing was picked. */
async function selectGpu(started: LanguageClient): Promise<boolean> {
  const picked = await vscode.window.showQuickPick(deviceItems(started), {
    title: "FlopLens: GPU for time estimates",
    placeHolder: "Search by name, generation or memory",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.name === undefined) return false;
  await updateSetting("device", picked.name);
  return true;
}

/** This machine's GPUs and the current device first, where the list has its focus; then the others in their groups. */
async function deviceItems(started: LanguageClient): Promise<PickItem[]> {
  const params: DevicesParams = { present: await presentGpus() };
  const devices = await started.sendRequest<DeviceItem[]>("floplens/devices", params);
  const current = vscode.workspace.getConfiguration("floplens").get<string>("device");
  const present = devices.filter(({ isPresent }) => isPresent);
  const others = devices.filter(({ isPresent }) => !isPresent);
  const sections = [
    ["This machine", present],
    ["Current", others.filter(({ name }) => name === current)],
    ...[...new Set(others.map(({ group }) => group))].map(
      (group) => [group, others.filter((device) => device.group === group && device.name !== current)] as const,
    ),
  ] as const;
  return sections.flatMap(([title, members]) =>
    members.length === 0
      ? []
      : [
          { label: title, kind: vscode.QuickPickItemKind.Separator },
          ...members.map(({ name, label, detail }) => ({
            label: name === current ? `$(check) ${label}` : label,
            description: name,
            detail,
            name,
          })),
        ],
  );
}

async function toggle(): Promise<void> {
  await updateSetting("enable", !vscode.workspace.getConfiguration("floplens").get<boolean>("enable", true));
}
