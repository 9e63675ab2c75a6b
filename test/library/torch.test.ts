// Our Python models of torch answer as PyTorch does: each case as PyTorch answered it.

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
const cases = JSON.parse(await readFile(new URL("torch.json", import.meta.url), "utf8")) as readonly Case[];

describe("torch", () => {
  for (const { name, code, expected } of cases)
    test(name, () => {
      const { repr, failures } = answer(code);
      assert.deepEqual({ result: repr, failures }, { result: expected, failures: [] });
    });
});
