// Bundles the client, the servers and the command line into dist/, and puts the assets that they read at run time beside them.
// `--development` leaves the code readable and adds source maps.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildLibrary } from "./library.ts";

interface Bundle {
  readonly entry: string;
  readonly out: string;
  readonly platform: "node" | "browser";
  readonly external?: string[];
  readonly banner?: string;
}

const bundles: readonly Bundle[] = [
  { entry: "server/src/main.node.ts", out: "dist/server.cjs", platform: "node" },
  { entry: "server/src/cliBoot.ts", out: "dist/cli.cjs", platform: "node", banner: "#!/usr/bin/env node" },
  { entry: "server/src/cli.ts", out: "dist/cli.main.cjs", platform: "node" },
  // web-tree-sitter asks for Node's modules only under Node; in a browser that code is never reached.
  {
    entry: "server/src/main.browser.ts",
    out: "dist/browserServer.js",
    platform: "browser",
    external: ["fs/promises", "module"],
  },
  { entry: "client/src/extension.ts", out: "dist/client.cjs", platform: "node", external: ["vscode"] },
];

const assets = ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"];

const require = createRequire(import.meta.url);
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export async function buildAll(options: { readonly development: boolean }): Promise<void> {
  process.chdir(root);
  await mkdir("dist", { recursive: true });
  const [modules] = await Promise.all([
    buildLibrary(),
    ...assets.map((asset) => copyFile(require.resolve(asset), path.join("dist", path.basename(asset)))),
    ...bundles.map((bundle) => buildBundle(bundle, options)),
  ]);
  makeCodeCache();
  console.log(`dist/library.txt: ${modules} library models`);
}

/** The compiled functions of a run over an example, for the command line's next start. */
function makeCodeCache(): void {
  const { status } = spawnSync(process.execPath, ["dist/cli.cjs", "report", "examples/vit.py", "--format", "json"], {
    env: { ...process.env, FLOPLENS_CODE_CACHE: "write" },
    stdio: "ignore",
  });
  if (status !== 0) throw new Error("the command line does not run: dist/cli.cjs report examples/vit.py");
}

async function buildBundle(bundle: Bundle, { development }: { readonly development: boolean }): Promise<void> {
  if (!existsSync(bundle.entry)) {
    console.log(`${bundle.out}: skipped, ${bundle.entry} does not exist`);
    return;
  }
  await build({
    entryPoints: [bundle.entry],
    outfile: bundle.out,
    bundle: true,
    platform: bundle.platform,
    format: bundle.platform === "node" ? "cjs" : "iife",
    external: bundle.external ?? [],
    banner: bundle.banner === undefined ? {} : { js: bundle.banner },
    target: "es2022",
    minify: !development,
    sourcemap: development ? "linked" : false,
    legalComments: "none",
    logLevel: "warning",
    // The CommonJS file: the ESM build calls createRequire(import.meta.url), which these bundles do not have.
    alias: { "web-tree-sitter": require.resolve("web-tree-sitter") },
  });
  const text = await readFile(bundle.out, "latin1");
  if (/[^\0-\x7f]/.test(text))
    throw new Error(`${bundle.out} is not ASCII: escape what stands in a regular expression`);
  if (bundle.banner !== undefined) await chmod(bundle.out, 0o755);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildAll({ development: process.argv.includes("--development") });
}
