// The specifications in test/specs. `UPDATE=1` rewrites what they expect: read the diff.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { annotatedSpec, readSpecs, sourceOf } from "./harness/specs.ts";
import type { SpecFile } from "./harness/specs.ts";

const files = await readSpecs(fileURLToPath(new URL("specs", import.meta.url)));

if (process.env["UPDATE"] === "1") for (const file of files) await update(file);
else
  for (const { name, specs } of files)
    describe(name, () => {
      for (const { name, text } of specs)
        test(name, async () => {
          assert.equal(await annotatedSpec(sourceOf(text)), text);
        });
    });

async function update({ path, text, specs }: SpecFile): Promise<void> {
  let updated = text;
  for (const spec of [...specs].reverse()) {
    const now = await annotatedSpec(sourceOf(spec.text));
    updated = updated.slice(0, spec.start) + now + updated.slice(spec.start + spec.text.length);
  }
  if (updated !== text) await writeFile(path, updated);
}
