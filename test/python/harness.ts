// A parser for tests, and a compact way to write a syntax tree down.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { SourceFile } from "../../server/src/python/ast.ts";
import { createParser, type PythonParser } from "../../server/src/python/parse.ts";

const require = createRequire(import.meta.url);

export async function createTestParser(): Promise<PythonParser> {
  const read = (name: string): Promise<Buffer> => readFile(require.resolve(name));
  const runtime = await read("web-tree-sitter/web-tree-sitter.wasm");
  return createParser({ runtime, grammar: await read("tree-sitter-python/tree-sitter-python.wasm") });
}

export const testFile: SourceFile = { path: "/test.py", library: false };
