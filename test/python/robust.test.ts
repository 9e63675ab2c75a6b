// Whatever a file holds, the parser answers: soon, without throwing, and with a problem where it is no Python.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { MAX_SOURCE_LENGTH, type PythonParser } from "../../server/src/python/parse.ts";
import { createTestParser, nodesOf, show, testFile } from "./harness.ts";

let parser: PythonParser;
before(async () => {
  parser = await createTestParser();
});

function read(text: string): { statements: string[]; problems: string[] } {
  const { units, problems } = parser.parse(testFile, text).syntax;
  for (const unit of units) {
    for (const { start, end } of nodesOf(unit))
      assert.ok(0 <= start && start <= end && unit.offset + end <= text.length);
  }
  return {
    statements: units.map((unit) => show(unit.statement)),
    problems: problems.map((problem) => problem.message),
  };
}

describe("texts of an unusual shape", () => {
  const good: readonly (readonly [name: string, text: string, ...statements: string[]])[] = [
    ["nothing", ""],
    ["blank lines", " \n\t\n\f\n"],
    ["only a comment", "# a"],
    ["a byte order mark", "\uFEFFx\n", "Expr(x)"],
    [
      "lines that end as on Windows",
      "def f():\r\n    x\r\n    '''a\r\nb'''\r\n",
      'FunctionDef("f", [], [Expr(x), Expr("a\\nb")], [], -, false, [])',
    ],
    ["lines that end as on an old Mac", "x\ry\r", "Expr(x)", "Expr(y)"],
    ["form feeds", "x\n\f\ny\n", "Expr(x)", "Expr(y)"],
    ["tabs", "if x:\n\ty\n        z\n", "If(x, [Expr(y), Expr(z)], [])"],
    ["astral characters", "𝐱 = '😀'\ny = 𝐱 # 😀\n", 'Assign([x], "😀")', "Assign([y], x)"],
    ["a lone surrogate", "x = '\ud800'\n", 'Assign([x], "\\ud800")'],
    [
      "a backslash before a line's end",
      "x = \\\n  1\nif a and \\\r\n  b: y\n",
      "Assign([x], 1)",
      'If(BoolOp("and", [a, b]), [Expr(y)], [])',
    ],
    ["no newline at the end", "if x:\n    y", "If(x, [Expr(y)], [])"],
    ["brackets over lines that are not indented", "x = [\n1,\n2\n]\ny\n", "Assign([x], List([1, 2]))", "Expr(y)"],
  ];
  for (const [name, text, ...statements] of good) {
    test(name, () => {
      assert.deepEqual(read(text), { statements, problems: [] });
    });
  }
});

describe("deep nesting ends in a hole", () => {
  const n = 10_000;
  const deep: readonly (readonly [name: string, text: string])[] = [
    ["parentheses", `${"(".repeat(n)}1${")".repeat(n)}`],
    ["sums", `${"a+".repeat(n)}a`],
    ["bits", `${"a & b ^ ".repeat(n)}a`],
    ["attributes", `a${".b".repeat(n)}`],
    ["calls", `a${"(b)".repeat(n)}`],
    ["subscripts", `${"a[".repeat(n)}1${"]".repeat(n)}`],
    ["not", `${"not ".repeat(n)}a`],
    ["lambdas", `${"lambda: ".repeat(n)}a`],
    ["conditions", `${"a if b else ".repeat(n)}a`],
    ["elif", `if x:\n  a\n${"elif y:\n  b\n".repeat(n)}`],
    ["blocks", `${Array.from({ length: 500 }, (_, k) => `${" ".repeat(k)}if x:\n`).join("")}${" ".repeat(500)}y`],
  ];
  for (const [name, text] of deep) {
    test(name, () => {
      const { statements, problems } = read(text);
      assert.equal(statements.length, 1);
      assert.deepEqual(problems, ["nested too deeply"]);
    });
  }
  test("and long lists do not", () => {
    assert.deepEqual(read(`x = [${"[1, 2],\n".repeat(n)}]`).problems, []);
    assert.deepEqual(read(`${"a and ".repeat(n)}a`).problems, []);
    assert.deepEqual(read(`x = ("a"\n${"'b'\n".repeat(n)})`).problems, []);
  });
});

describe("what is no Python", () => {
  test("too long, binary, null bytes", () => {
    const refused = (text: string): string[] => {
      const { statements, problems } = read(text);
      assert.deepEqual(statements, []);
      return problems;
    };
    assert.deepEqual(refused("x = 1\n".repeat(900_000)), [`file is longer than ${MAX_SOURCE_LENGTH} characters`]);
    assert.deepEqual(refused("x = 1\0"), ["source code cannot contain null bytes"]);
    const bytes = Array.from({ length: 50_000 }, (_, k) => String.fromCharCode(1 + (((k * 2654435761) >>> 13) % 255)));
    assert.deepEqual(refused(bytes.join("")), ["file is not text"]);
  });

  for (const text of [
    "The quick brown fox (jumps over\n  the lazy dog]. It's a \"test\n\n".repeat(200),
    "x = (\n".repeat(500),
    '"""'.repeat(301),
    "@".repeat(300),
    "def f(:\n    class\n  x\n".repeat(100),
    "else:\n".repeat(100),
  ]) {
    test(JSON.stringify(text.slice(0, 30)), () => {
      assert.ok(read(text).problems.length > 0);
    });
  }
});

test("a tree is freed when its version is read on from", () => {
  const text = "def f(x):\n    return [x, 1, 2, 3]\n".repeat(500);
  let version = parser.parse(testFile, text);
  const start = process.memoryUsage().rss;
  for (let k = 0; k < 200; k++)
    version = parser.parse(testFile, `${"# a\n".repeat(k % 7)}${text}${"x".repeat(k % 5)}`, version);
  assert.ok(process.memoryUsage().rss - start < 150e6);
});
