// Our models of the standard library and of small packages answer as Python does: each case as CPython answered it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { createAnswerer } from "./harness.ts";

interface Case {
  readonly name: string;
  readonly code: string;
  readonly expected: string;
}

const answer = await createAnswerer();

for (const table of ["stdlib", "einops"]) {
  const cases = JSON.parse(await readFile(new URL(`${table}.json`, import.meta.url), "utf8")) as readonly Case[];
  describe(table, () => {
    for (const { name, code, expected } of cases)
      test(name, () => {
        const { repr, failures } = answer(code);
        assert.deepEqual({ result: repr, failures }, { result: expected, failures: [] });
      });
  });
}
