// Spans: the text of a node, read by itself, is the node again.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { type Expr, spanOf, type Stmt, type Unit } from "../../server/src/python/ast.ts";
import type { PythonParser } from "../../server/src/python/parse.ts";
import { createTestParser, show, testFile } from "./harness.ts";

let parser: PythonParser;
before(async () => {
  parser = await createTestParser();
});

/** Nodes that are no expression by themselves. */
const parts = new Set(["Slice", "Starred", "Yield", "YieldFrom"]);
const statements =
  /^(?:FunctionDef|ClassDef|Return|Delete|Assign|AugAssign|AnnAssign|For|While|With|Raise|Try|Assert|Import|ImportFrom|Global|Nonlocal|Expr|Pass|Break|Continue|Match|TypeAlias)$/;

function hasSlice(node: object): boolean {
  return "items" in node && (node.items as readonly Expr[]).some((item) => item.kind === "Slice");
}

function check(text: string, unit: Unit): number {
  let count = 0;
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const node = value as Stmt;
    if ("kind" in value && "start" in value) {
      const { start, end } = spanOf({ unit, start: node.start, end: node.end });
      const slice = text.slice(start, end);
      count++;
      if (statements.test(node.kind)) {
        const { syntax } = parser.parse(testFile, slice);
        const decorated = "decorators" in node ? { ...node, decorators: [] } : node;
        assert.deepEqual(
          syntax.units.map((other) => show(other.statement)),
          [show(decorated)],
          slice,
        );
        if ("nameSpan" in node)
          assert.equal(text.slice(unit.offset + node.nameSpan.start, unit.offset + node.nameSpan.end), node.name);
      } else if (node.kind !== "If" && !parts.has(node.kind) && !hasSlice(value)) {
        const { unit: other, problem } = parser.parseExpression(testFile, slice);
        assert.equal(problem, null, slice);
        assert.equal(show(other.statement), `Expr(${show(node)})`, slice);
        assert.deepEqual([other.statement.start, other.statement.end], [0, slice.length]);
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(unit.statement);
  return count;
}

const sample = `"""Doc."""
@a.b(c)  # why
class A(B, metaclass=C):
    x: int = (1 + 2) * 3, [4]
    def f(self, a, *b: int, c=(5), **d) -> "A":
        return ((a.b)[c:d, ...](e, *f, g=h, **i))[0] if not (j and k) else {l: m, **n}
        # last
    async def g(self):
        return await self.f(x for x in y if z) ** -1, lambda q, r=1: (q, r)

y = "é😀" "b"; z = 𝐱.é['😀'] + f"{a!r:>{b}} c"
with (open(a) as b, c): del d, e[0]
`;

test("the text of a node reads as the node", () => {
  for (const text of [sample, sample.replaceAll("\n", "\r\n"), `\uFEFF${sample}`]) {
    const { syntax } = parser.parse(testFile, text);
    assert.deepEqual(syntax.problems, []);
    for (const unit of syntax.units) {
      assert.equal(unit.text, text.slice(unit.offset, unit.offset + unit.text.length));
      assert.ok(check(text, unit) > 0);
    }
  }
});

test("and so it is in the examples", async () => {
  const folder = new URL("../../examples/", import.meta.url);
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".py")) continue;
    const text = await readFile(new URL(name, folder), "utf8");
    for (const unit of parser.parse(testFile, text).syntax.units) check(text, unit);
  }
});

test("a definition starts at its keyword and ends with its last statement", () => {
  const text = "@d\nasync def f():\n    x  # c\n    # d\n\n# e\ny\n";
  const { syntax } = parser.parse(testFile, text);
  const [unit] = syntax.units as [Unit];
  const { start, end } = spanOf({ unit, ...unit.statement });
  assert.equal(text.slice(start, end), "async def f():\n    x");
  assert.equal(unit.offset, 0);
});

test("comments are listed with their places, also within brackets and at the end of a block", () => {
  const text = "# a\nx = (1, # b\n  2)  # c\ndef f():  # d\n    y  # e\n    # f\n# g\nz = '# no'\n# h";
  const { comments } = parser.parse(testFile, text).syntax;
  assert.deepEqual(
    comments.map((comment) => comment.text),
    ["# a", "# b", "# c", "# d", "# e", "# f", "# g", "# h"],
  );
  for (const comment of comments) assert.equal(text.slice(comment.start, comment.end), comment.text);
});
