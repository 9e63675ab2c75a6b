// A program may read small texts of the workspace and of installed packages, and nothing else.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { fileReader } from "../../server/src/analysis/dataFiles.ts";
import { Project } from "../../server/src/analysis/project.ts";
import type { Host } from "../../server/src/base/host.ts";
import { createNodeHost } from "../../server/src/nodeHost.ts";
import { exceptionText } from "../../server/src/python/runtime.ts";
import { PyList } from "../../server/src/python/values.ts";
import { createTestParser } from "./harness.ts";

const folder = fileURLToPath(new URL("files", import.meta.url));

test("what a program reads is what CPython reads", async () => {
  const recorded: unknown = JSON.parse(await readFile(new URL("../data/files.json", import.meta.url), "utf8"));
  const host = createNodeHost({ log: () => undefined });
  const project = new Project(host, { parser: await createTestParser(), searchPaths: [], roots: [folder] });
  const file = path.join(folder, "reading.py");
  const { runtime, domain, modules } = project.session(file);
  const source = project.source(file, false);
  assert.ok(source !== null);
  const result = modules.runFile("__main__", "", source).attrs.get("result");
  assert.deepEqual(
    domain.trace.failures.map(
      ({ raised }) => `${raised.exception.cls.name}: ${exceptionText(runtime, raised.exception)}`,
    ),
    [],
  );
  assert.deepEqual(result instanceof PyList ? result.items.map((item) => runtime.repr(item)) : null, recorded);
});

const files: Readonly<Record<string, string>> = {
  "/work/a.txt": "a",
  "/work/sub/a.txt": "a",
  "/work/b.txt": "b",
  "/work/sub/b.txt": "other",
  "/work/large.txt": "x".repeat((1 << 20) + 1),
  "/work/binary": "x\0",
  "/work/latin": "\uFFFD",
  "/work2/c.txt": "c",
  "/etc/passwd": "root",
};
const host: Pick<Host, "readFile"> = { readFile: (name) => files[name] ?? null };
const read = fileReader(host, ["/work", "/work/sub/"]);

test("files in the workspace, and no others", () => {
  assert.equal(read("/work/a.txt"), "a");
  assert.equal(read("/work/./sub/../a.txt"), "a");
  for (const name of ["/etc/passwd", "/work/../etc/passwd", "../etc/passwd", "/work2/c.txt", "../work2/c.txt", "/work"])
    assert.equal(read(name), null, name);
});

test("a relative path must mean one text", () => {
  assert.equal(read("a.txt"), "a");
  assert.equal(read("b.txt"), null);
});

test("large and binary files are not read", () => {
  for (const name of ["/work/large.txt", "/work/binary", "/work/latin"]) assert.equal(read(name), null, name);
});
