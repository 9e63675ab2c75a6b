// Runs the suite in a real VS Code and ends with the suite's exit code. A desktop VS Code where there is one (VSCODE_PATH,
// or a download), otherwise VS Code served to a headless browser; the same mocha tests in both.
//   --browser  do not look for a desktop VS Code
//   --images   keep the screenshots in docs/images as well

import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { buildAll, root } from "../../scripts/build.ts";
import { runInBrowser } from "./browser.ts";
import { findDesktop, runOnDesktop } from "./desktop.ts";
import { editorSettings, type Report, reportFile, type Session } from "./session.ts";

const session: Session = {
  extension: root,
  tests: path.join(root, "dist-test", "index.cjs"),
  workspace: path.join(root, "test-output", "workspace"),
  exchange: path.join(root, "test-output", "exchange"),
  images: [
    path.join(root, "test-output"),
    ...(process.argv.includes("--images") ? [path.join(root, "docs/images")] : []),
  ],
};

await buildAll({ development: false });
await bundleSuite();
await prepareWorkspace();

const stop = printLog();
const desktop = process.argv.includes("--browser") ? undefined : await findDesktop();
let code = desktop === undefined ? await runInBrowser(session) : await runOnDesktop(session, desktop);
if (desktop !== undefined && readReport() === undefined) {
  console.log("the desktop VS Code did not run the suite");
  code = await runInBrowser(session);
}
stop();

const report = readReport();
if (report === undefined) console.log("the suite did not run to its end");
else console.log(`${report.passed} passed, ${report.failed} failed`);
process.exit(code === 0 && report !== undefined && report.passed > 0 && report.failed === 0 ? 0 : 1);

async function bundleSuite(): Promise<void> {
  const suite = path.join(root, "test", "vscode", "suite");
  const names = await readdir(suite);
  await rm(path.dirname(session.tests), { recursive: true, force: true });
  await build({
    entryPoints: names
      .filter((name) => name === "index.ts" || name.endsWith(".test.ts"))
      .map((name) => path.join(suite, name)),
    outdir: path.dirname(session.tests),
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "es2022",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}

// The tests type into files, so they get copies: our own fixtures, and the examples beside them.
async function prepareWorkspace(): Promise<void> {
  await rm(path.join(root, "test-output"), { recursive: true, force: true });
  await mkdir(session.exchange, { recursive: true });
  await cp(path.join(root, "test", "vscode", "workspace"), session.workspace, { recursive: true });
  const examples = path.join(root, "examples");
  if (existsSync(examples)) await cp(examples, path.join(session.workspace, "examples"), { recursive: true });
  const thirdParty = path.resolve(root, process.env["FLOPLENS_SEARCH_PATH"] ?? ".third-party/site-packages");
  const settings = { ...editorSettings, "floplens.searchPaths": [thirdParty] };
  await mkdir(path.join(session.workspace, ".vscode"));
  await writeFile(path.join(session.workspace, ".vscode", "settings.json"), JSON.stringify(settings, undefined, 2));
}

function printLog(): () => void {
  let printed = 0;
  const print = (): void => {
    const file = path.join(session.exchange, "log");
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    process.stdout.write(text.slice(printed));
    printed = text.length;
  };
  const timer = setInterval(print, 200);
  return () => {
    clearInterval(timer);
    print();
  };
}

function readReport(): Report | undefined {
  const file = path.join(session.exchange, reportFile);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report) : undefined;
}
