// Long tables of strings: read as the parser reads them, and only where they are nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createNodeParser } from "../../server/src/nodeHost.ts";
import { stringListAt } from "../../server/src/python/stringLists.ts";

const parser = await createNodeParser();
const file = { path: "names.py", library: false };
const names = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? `'name "${index}"'` : `"it's ${index}"`));

function read(text: string): ReturnType<typeof stringListAt> {
  return stringListAt(file, text, { start: 0, end: text.length });
}

test("the statement is the one that the parser makes", () => {
  for (const text of [
    `NAMES = [\n    ${names.join(",\n    ")},\n]`,
    `NAMES=[${names.join(", ")}]`,
    `NAMES = [ ${names.join(" ,\n")} ]`,
  ])
    assert.deepEqual(read(text)?.unit.statement, parser.parse(file, text).syntax.units[0]?.statement);
});

test("everything else is left to the parser", () => {
  const list = names.join(", ");
  for (const text of [
    `NAMES = [${list}] + MORE`,
    `NAMES = [${list}, 3]`,
    `NAMES = [${list}, f"x"]`,
    `NAMES = [${list}, "a\\n"]`,
    `NAMES = [${list}, "a" "b"]`,
    `NAMES = [${list}, """a"""]`,
    `NAMES = [${list}, # why\n"a"]`,
    `NAMES: list = [${list}]`,
    `NAMES = OTHER = [${list}]`,
    `NAMES += [${list}]`,
    `__all__ = [${list}]`,
    `NAMES = [${list}`,
    `NAMES = ["short"]`,
  ])
    assert.equal(read(text), null, text);
});
