// Writing to the section `floplens` of VS Code's settings.

import * as vscode from "vscode";

/** Writes a setting where it is set already, otherwise to the user's settings. */
export async function updateSetting(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("floplens");
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(key, value, target);
}
