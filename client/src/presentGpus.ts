// The GPUs of this machine, as NVIDIA's own tool names them. Asked only when the picker opens, and only where the user trusts the
// workspace, because it runs a program.

import { execFile } from "node:child_process";
import * as vscode from "vscode";

/** Names such as `NVIDIA A100-SXM4-80GB`; none where the tool is missing, fails or takes longer than two seconds. */
export async function presentGpus(): Promise<string[]> {
  if (!vscode.workspace.isTrusted) return [];
  return new Promise((resolve) => {
    const options = { timeout: 2000, windowsHide: true };
    execFile("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"], options, (error, stdout) => {
      const names = error === null ? stdout.split("\n").map((line) => line.trim()) : [];
      resolve(names.filter((name) => name !== ""));
    });
  });
}
