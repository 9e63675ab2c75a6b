// A VS Code that a browser shows: code-server's build from npm, installed once into .vscode-test/ and served from there.
// Used by `npm run vscode` and by the editor suite where no desktop VS Code can be had.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "./build.ts";

const version = "4.100.3"; // VS Code 1.100.3, the last one for Node 20.
const cache = path.join(root, ".vscode-test", `code-server-${version}`);
const vscode = path.join(cache, "node_modules", "code-server", "lib", "vscode");
const ready = path.join(cache, "ready");

export interface CodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly process: ChildProcess;
}

export interface PageOptions {
  readonly folder: string;
  /** The extension's folder. */
  readonly extension: string;
  /** The module with the suite's `run()`; without it the page is for a person. */
  readonly tests?: string;
}

export async function startCodeServer(options: {
  readonly data: string;
  readonly port: number;
  readonly env?: NodeJS.ProcessEnv;
}): Promise<CodeServer> {
  await install();
  const server = spawn(
    process.execPath,
    [
      path.join(vscode, "out", "server-main.js"),
      ...["--host", "127.0.0.1", "--port", String(options.port), "--without-connection-token"],
      ...[
        "--accept-server-license-terms",
        "--disable-workspace-trust",
        "--telemetry-level",
        "off",
        "--server-data-dir",
        options.data,
      ],
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...options.env } },
  );
  // The server must not outlive whoever started it.
  process.on("exit", () => server.kill());
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  const port = await new Promise<string>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = /listening on (\d+)/.exec(output);
      if (match) resolve(match[1]!);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", (code) => reject(new Error(`code-server ended with ${code}:\n${output}`)));
  });
  return { origin: `http://127.0.0.1:${port}`, process: server };
}

/** The address that shows a folder with the extension under development. */
export function pageUrl({ origin }: CodeServer, { folder, extension, tests }: PageOptions): string {
  const remote = (file: string): string => `vscode-remote://${new URL(origin).host}${file}`;
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["skipWelcome", "true"],
  ];
  if (tests !== undefined) payload.push(["extensionTestsPath", remote(tests)]);
  return `${origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function install(): Promise<void> {
  if (existsSync(ready)) return;
  console.log(`installing code-server ${version} from npm into .vscode-test/, once`);
  await rm(cache, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  await writeFile(path.join(cache, "package.json"), '{ "private": true }\n');
  // None of its native modules is needed, so no install script runs.
  await npm(cache, ["install", "--ignore-scripts", "--no-save", `code-server@${version}`]);
  await npm(vscode, ["install", "--ignore-scripts", "--omit=dev"]);
  await npm(path.join(vscode, "extensions"), ["install", "--ignore-scripts", "--omit=dev"]);
  await symlink("node_modules", path.join(vscode, "node_modules.asar"), "junction");
  await writeFile(ready, "");
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await promisify(execFile)("npm", [...args, ...quiet], { cwd, shell: process.platform === "win32" });
}
