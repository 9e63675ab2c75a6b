// Plain Python programs mean here what they mean in CPython: each leaves a list in `result`, whose items' reprs were recorded.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { describe, test } from "node:test";
import { createAnswerer } from "../library/harness.ts";

const folder = new URL("semantics/", import.meta.url);
const recorded = JSON.parse(await readFile(new URL("../data/semantics.json", import.meta.url), "utf8")) as Readonly<
  Record<string, readonly string[]>
>;
const programs = (await readdir(folder)).filter((name) => name.endsWith(".py")).sort();
const answer = await createAnswerer();

describe("Python semantics", () => {
  test("every program is recorded", () => {
    assert.deepEqual(
      programs.map((name) => name.replace(/\.py$/, "")),
      Object.keys(recorded).sort(),
    );
  });

  for (const name of programs)
    test(name, async () => {
      const code = await readFile(new URL(name, folder), "utf8");
      const { items, failures } = answer(code);
      assert.deepEqual({ items, failures }, { items: recorded[name.replace(/\.py$/, "")], failures: [] });
    });
});
