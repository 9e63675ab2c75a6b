// `npm start`: builds, prints an example with its costs, and opens VS Code with the extension where there is one.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { buildAll, root } from "./build.ts";

const example = "examples/resnet_cifar.py";

await buildAll({ development: false });
console.log(`\nfloplens report ${example}\n`);
const report = spawnSync(process.execPath, ["dist/cli.cjs", "report", example], { cwd: root, stdio: "inherit" });
if (report.status !== 0) process.exit(report.status ?? 1);

const opened = spawnSync(
  "code",
  [`--extensionDevelopmentPath=${root}`, path.join(root, "examples"), path.join(root, example)],
  { stdio: "ignore", shell: process.platform === "win32" },
);
console.log(
  opened.status === 0
    ? "\nVS Code opens with FlopLens and the examples."
    : "\nNo VS Code on the PATH. `npm run vscode` serves one with FlopLens to your browser.",
);
