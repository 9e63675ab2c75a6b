// docs/coverage.md says what is there, and what must be there is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { callsSectionOf, coverageText, floors } from "./coverage.ts";
import { root } from "./rows.ts";
import { createInterpreter, readNames, surfaceOf } from "./surface.ts";

const names = readNames();
const surfaces = surfaceOf(await createInterpreter(), names);

test("docs/coverage.md is what `npm run coverage` writes", () => {
  const text = readFileSync(`${root}docs/coverage.md`, "utf8");
  assert.equal(text, coverageText(surfaces, names, callsSectionOf(text)));
});

for (const [namespace, floor] of floors)
  test(`at least ${floor} % of ${namespace} is supported`, () => {
    const surface = surfaces.find((one) => one.namespace === namespace);
    assert.ok(surface !== undefined);
    assert.ok(100 * surface.supported.size >= floor * surface.names.length);
  });
