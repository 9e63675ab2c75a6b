// Serves a real VS Code with the extension to a browser: `npm run vscode [FOLDER]`. Needs no VS Code on the machine.

import { existsSync } from "node:fs";
import path from "node:path";
import { buildAll, root } from "./build.ts";
import { pageUrl, startCodeServer } from "./codeServer.ts";

const folder = path.resolve(process.argv[2] ?? path.join(root, "examples"));
if (!existsSync(folder)) {
  console.error(`no such folder: ${folder}`);
  process.exit(2);
}
await buildAll({ development: false });
const server = await startCodeServer({ data: path.join(root, ".vscode-test", "data"), port: 0 });
server.process.on("exit", (code) => process.exit(code ?? 1));
console.log(`\nopen ${pageUrl(server, { folder, extension: root })}\n\nCtrl+C stops the server.`);
