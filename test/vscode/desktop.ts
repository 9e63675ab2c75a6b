// The suite in a desktop VS Code: the one at VSCODE_PATH, or one that @vscode/test-electron downloads.

import path from "node:path";
import {
  downloadAndUnzipVSCode,
  type ProgressReporter,
  ProgressReportStage,
  runTests,
  TestRunFailedError,
} from "@vscode/test-electron";
import { root } from "../../scripts/build.ts";
import { exchangeVariable, type Session } from "./session.ts";

// A closed network often drops packets instead of refusing them, so a download must have begun by then.
const patienceMs = 10_000;

/** The executable, or undefined (with a line that says why) where a desktop VS Code cannot be had. */
export async function findDesktop(): Promise<string | undefined> {
  const given = process.env["VSCODE_PATH"];
  if (given !== undefined) return given;
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
    console.log("no display for a desktop VS Code");
    return undefined;
  }
  try {
    return await download();
  } catch (error) {
    console.log(`no desktop VS Code: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

export async function runOnDesktop(session: Session, executable: string): Promise<number> {
  console.log(`running in the desktop VS Code ${executable}`);
  try {
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: session.extension,
      extensionTestsPath: session.tests,
      extensionTestsEnv: { [exchangeVariable]: session.exchange },
      launchArgs: [session.workspace, "--disable-extensions"],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}

function download(): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no download within ${patienceMs / 1000} s`)), patienceMs);
    const reporter: ProgressReporter = {
      report({ stage }) {
        if (stage === ProgressReportStage.Downloading || stage === ProgressReportStage.FoundMatchingInstall)
          clearTimeout(timer);
      },
      error: () => undefined,
    };
    downloadAndUnzipVSCode({ version: "stable", cachePath: path.join(root, ".vscode-test"), reporter })
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
