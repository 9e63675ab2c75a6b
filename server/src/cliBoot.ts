// Starts the command line quickly: V8 settings for a short run, and the code cache that the build made beside the bundle. A
// cache of another Node is refused by V8 and costs nothing.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import v8 from "node:v8";
import vm from "node:vm";

// A run of some hundred milliseconds ends before optimised code pays; cli.ts turns it on again for long ones.
for (const flag of ["--no-opt", "--liftoff-only", "--wasm-lazy-compilation"]) v8.setFlagsFromString(flag);

const bundle = path.join(__dirname, "cli.main.cjs");
const cache = path.join(__dirname, "cli.cache");
const makesCache = process.env["FLOPLENS_CODE_CACHE"] === "write";
const cachedData = !makesCache && existsSync(cache) ? readFileSync(cache) : undefined;
// esbuild writes ASCII.
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(bundle, "latin1")}\n})`;
const script = new vm.Script(source, { filename: bundle, ...(cachedData === undefined ? {} : { cachedData }) });
const module_ = { exports: {} };
const run = script.runInThisContext() as (...args: unknown[]) => void; // the wrapper above
if (makesCache) process.on("exit", () => writeFileSync(cache, script.createCachedData()));
run(module_.exports, createRequire(bundle), module_, bundle, __dirname);
