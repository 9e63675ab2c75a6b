// A new version of a document: what is the same stays the same object, in its new place.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { spanOf, type Stmt, type Unit } from "../../server/src/python/ast.ts";
import type { Parsed, PythonParser } from "../../server/src/python/parse.ts";
import { createTestParser, show, testFile } from "./harness.ts";

let parser: PythonParser;
before(async () => {
  parser = await createTestParser();
});

const text = `import torch  # a

def f(x):
    return x  # b

class A:
    def g(self):
        # c
        return 1

    @d
    def h(self):
        return 2  # d

y = f(A())
`;

function statementsOf(parsed: Parsed): Stmt[] {
  return parsed.syntax.units.map((unit) => unit.statement);
}

/** What a version says, as data. */
function say({ syntax }: Parsed): unknown {
  const units = syntax.units.map(({ offset, statement, text }) => ({ offset, statement, text }));
  return { units, comments: syntax.comments, problems: syntax.problems };
}

test("an unchanged statement is the same unit, moved", () => {
  const first = parser.parse(testFile, text);
  const units = [...first.syntax.units];
  const changed = text.replace("return x", "return x + 1\n\n");
  const second = parser.parse(testFile, changed, first);
  assert.equal(second.syntax.units.length, 4);
  second.syntax.units.forEach((unit, index) => {
    assert.equal(unit === units[index], index !== 1);
    assert.equal(unit.statement === units[index]?.statement, index !== 1);
    assert.equal(changed.slice(unit.offset, unit.offset + unit.text.length), unit.text);
  });
  assert.deepEqual(say(second), say(parser.parse(testFile, changed)));
});

test("an edit of a comment or of blank lines between statements changes no statement", () => {
  let version = parser.parse(testFile, text);
  const statements = statementsOf(version);
  for (const changed of [text.replace("# a", "# flops: f(1)"), `# z\n\n${text}`, text.replaceAll("\n\n", "\n\n\n")]) {
    version = parser.parse(testFile, changed, version);
    const now = statementsOf(version);
    assert.deepEqual(
      [now[0] === statements[0], now[1] === statements[1], now[3] === statements[3]],
      [true, true, true],
    );
    assert.deepEqual(say(version), say(parser.parse(testFile, changed)));
  }
});

test("a moved statement is the same object", () => {
  const first = parser.parse(testFile, text);
  const [, f] = statementsOf(first);
  const moved = text.replace("def f(x):\n    return x  # b\n\n", "").concat("def f(x):\n    return x  # b\n");
  const second = parser.parse(testFile, moved, first);
  assert.equal(statementsOf(second).at(-1), f);
  assert.deepEqual(say(second), say(parser.parse(testFile, moved)));
});

test("two equal statements are two objects", () => {
  const first = parser.parse(testFile, "x\ny\n");
  const second = parser.parse(testFile, "x\nx\ny\n", first);
  const [a, b] = second.syntax.units as [Unit, Unit];
  assert.notEqual(a, b);
  assert.notEqual(a.statement, b.statement);
});

test("in a class that is edited the methods before the edit stay the same objects", () => {
  const first = parser.parse(testFile, text);
  const second = parser.parse(testFile, text.replace("return 2", "return 22"), first);
  const [a, b] = [first, second].map((version) => statementsOf(version)[2]);
  assert.ok(a?.kind === "ClassDef" && b?.kind === "ClassDef");
  assert.notEqual(a, b);
  assert.equal(a.body[0], b.body[0]);
  assert.notEqual(a.body[1], b.body[1]);
  const third = parser.parse(testFile, text.replace("return 1", "return 11"), parser.parse(testFile, text));
  assert.deepEqual(say(third), say(parser.parse(testFile, text.replace("return 1", "return 11"))));
});

test("a run of comments is read alike, whatever its length", () => {
  const base = `class A:
    def f(self):
        return """
${"# no comment\n".repeat(40)}"""

    def g(self):
        return 1
    # last

x = [
    1,
]
y = 2
`;
  for (const [place, indent] of [
    ["    # last\n", "        "],
    ["    # last\n", "    "],
    ["class A:\n", "    "],
    ["    1,\n", ""],
    ["y = 2\n", ""],
    ["", ""],
  ] as const) {
    const textWith = (count: number): string => {
      const comments = Array.from({ length: count }, (_, k) => `${indent}# c'" (${k}\n${k % 9 === 0 ? "\n" : ""}`);
      return base.replace(place, place + comments.join(""));
    };
    let version = parser.parse(testFile, base);
    for (const count of [3, 31, 32, 33, 60, 31, 30, 40, 0]) {
      version = parser.parse(testFile, textWith(count), version);
      assert.deepEqual(say(version), say(parser.parse(testFile, textWith(count))));
      assert.equal(version.syntax.comments.length, count + 1);
      assert.deepEqual(version.syntax.problems, []);
      assert.equal(version.syntax.units.length, 3);
      for (const { start, end, text } of version.syntax.comments) assert.equal(textWith(count).slice(start, end), text);
    }
  }
});

test("another file object gets units of its own, with the same statements", () => {
  const first = parser.parse(testFile, text);
  const other = { path: "/other.py", library: false };
  const second = parser.parse(other, text, first);
  assert.deepEqual(statementsOf(second), statementsOf(first));
  assert.ok(second.syntax.units.every((unit, index) => unit.file === other && unit !== first.syntax.units[index]));
});

test("a version that was disposed of can still be read on from", () => {
  const first = parser.parse(testFile, text);
  const statements = statementsOf(first);
  first.dispose();
  first.dispose();
  const second = parser.parse(testFile, `${text}z\n`, first);
  assert.deepEqual(statementsOf(second).slice(0, 4), statements);
  assert.equal(statementsOf(second)[0], statements[0]);
});

test("after random edits a version says what a fresh one says", async () => {
  const source = await readFile(new URL("../../examples/gpt.py", import.meta.url), "utf8");
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return Math.floor((seed / 0x80000000) * below);
  };
  const snippets = [
    "(",
    ")",
    "\n",
    "    ",
    "x",
    "'",
    '"""',
    "# c\n",
    ":",
    "def f(a):\n    pass\n",
    "é",
    "😀",
    "\t",
    "\\",
    "@",
    "=",
  ];
  let compared = 0;
  for (let round = 0; round < 10; round++) {
    let current = source;
    let version = parser.parse(testFile, current);
    for (let step = 0; step < 12; step++) {
      const lines = current.split("\n");
      const at = random(current.length);
      const line = random(lines.length);
      const kind = random(6);
      if (kind === 0) current = current.slice(0, at) + (snippets[random(snippets.length)] ?? "") + current.slice(at);
      else if (kind === 1) current = current.slice(0, at) + current.slice(at + random(40));
      else if (kind === 2) current = [...lines.slice(0, line + 1), ...lines.slice(line)].join("\n");
      else if (kind === 3) current = [...lines.slice(0, line), ...lines.slice(line + 1)].join("\n");
      else if (kind === 4) current = lines.map((content, k) => (k === line ? `${content}  # c` : content)).join("\n");
      else current = source;
      version = parser.parse(testFile, current, version);
      if (version.syntax.problems.length > 0) continue;
      compared++;
      assert.deepEqual(say(version), say(parser.parse(testFile, current)));
    }
    version = parser.parse(testFile, source, version);
    assert.deepEqual(say(version), say(parser.parse(testFile, source)));
  }
  assert.ok(compared > 20);
});

test("an expression is read by itself, with offsets in its own text", () => {
  const source = "  GPT(Config())(torch.zeros(B:=8, 3))  # why";
  const { unit, problem } = parser.parseExpression(testFile, source);
  assert.equal(problem, null);
  assert.equal(
    show(unit.statement),
    'Expr(Call(Call(GPT, [{Call(Config, []), -, 0}]), [{Call(Attribute(torch, "zeros"), [{NamedExpr(B, 8), -, 0}, {3, -, 0}]), -, 0}]))',
  );
  const { start, end } = spanOf({ unit, ...unit.statement });
  assert.equal(source.slice(start, end), "GPT(Config())(torch.zeros(B:=8, 3))");
  const problems = ["f(1", "", "x = 1", "a) + (b", "f(x) g", "# c", "a +"].map((other) =>
    parser.parseExpression(testFile, other),
  );
  assert.deepEqual(
    problems.map((other) => [show(other.unit.statement), other.problem]),
    [
      ["Expr(Call(f, [{1, -, 0}]))", "'(' was never closed"],
      ['Expr(Missing("expected an expression"))', "expected an expression"],
      ['Expr(Missing("invalid syntax"))', "invalid syntax"],
      ['Expr(BinOp("+", a, b))', "unmatched ')'"],
      ['Expr(Missing("invalid syntax"))', "invalid syntax"],
      ['Expr(Missing("expected an expression"))', "expected an expression"],
      ['Expr(BinOp("+", a, Missing("invalid syntax")))', "invalid syntax"],
    ],
  );
});
