// The picker of "FlopLens: What if…": a row for each setting that changes times and memory without touching the file. What the
// rows say comes from the server.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { WhatIfParams, WhatIfRow } from "../../server/src/lsp/protocol.ts";
import { updateSetting } from "./settings.ts";

interface RowItem extends vscode.QuickPickItem {
  readonly row: WhatIfRow;
}

interface ChoiceItem extends vscode.QuickPickItem {
  /** Missing on the one for another number. */
  readonly value?: string | number | boolean;
}

/** Comes back after each change, so that several can be made; Escape ends it. */
export async function whatIf(client: LanguageClient, selectGpu: () => Promise<boolean>): Promise<void> {
  let last = "";
  for (;;) {
    const row = await pickRow(await rowsNow(client), last);
    if (row === undefined) return;
    last = row.setting;
    if (row.kind === "devices") await selectGpu();
    else await change(row);
  }
}

async function rowsNow(client: LanguageClient): Promise<WhatIfRow[]> {
  const params: WhatIfParams = {
    uri: vscode.window.activeTextEditor?.document.uri.toString() ?? null,
    settings: vscode.workspace.getConfiguration("floplens"),
  };
  return await client.sendRequest<WhatIfRow[]>("floplens/whatIf", params);
}

/** The row that was changed last has the focus. */
async function pickRow(rows: readonly WhatIfRow[], last: string): Promise<WhatIfRow | undefined> {
  const items = rows.map((row) => ({ label: row.label, description: row.value, detail: row.detail, row }));
  const picked = await pick<RowItem>(items, {
    title: "What if…",
    placeholder: "Change what time, memory and hints are estimated for; the file stays as it is",
    active: items.find(({ row }) => row.setting === last),
  });
  return picked?.row;
}

async function change(row: WhatIfRow): Promise<void> {
  if (row.choices.length === 0) {
    void vscode.window.showInformationMessage(`FlopLens: ${row.label} ${row.value}: ${row.detail}`);
    return;
  }
  const items: ChoiceItem[] = row.choices.map(({ value, label, detail, isCurrent }) => ({
    label: isCurrent ? `$(check) ${label}` : label,
    description: detail,
    value,
  }));
  const active = items[row.choices.findIndex(({ isCurrent }) => isCurrent)];
  if (row.kind === "number") items.push({ label: "Another number…" });
  const picked = await pick(items, { title: row.label, placeholder: row.detail, active });
  if (picked === undefined) return;
  const value = picked.value ?? (await askNumber(row));
  if (value !== undefined) await updateSetting(row.setting, value);
}

interface PickOptions<T> {
  readonly title: string;
  readonly placeholder: string;
  /** What has the focus; the first item otherwise. */
  readonly active: T | undefined;
}

/** Undefined where the user leaves without picking. */
async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: PickOptions<T>,
): Promise<T | undefined> {
  const picker = vscode.window.createQuickPick<T>();
  picker.title = `FlopLens: ${options.title}`;
  picker.placeholder = options.placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = items;
  if (options.active !== undefined) picker.activeItems = [options.active];
  return await new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]);
      picker.dispose();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

async function askNumber({ label, value }: WhatIfRow): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: `FlopLens: ${label}`,
    value,
    prompt: "A whole number from 1 to 1000000",
    validateInput: (typed) => (/^[1-9]\d*$/.test(typed.trim()) && Number(typed) <= 1_000_000 ? null : "1 to 1000000"),
  });
  return text === undefined ? undefined : Number(text);
}
