// Half-typed code. What is being typed keeps its last good version, and nothing else in the file notices.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Stmt, Unit } from "../../server/src/python/ast.ts";
import type { Parsed, PythonParser } from "../../server/src/python/parse.ts";
import { createTestParser, nodesOf, show, testFile } from "./harness.ts";

let parser: PythonParser;
before(async () => {
  parser = await createTestParser();
});

const block = (k: number): string => `class Block${k}(nn.Module):
    """Block number ${k}."""

    expansion = ${k}

    def __init__(self, width, heads=${k}):
        super().__init__()
        self.conv = nn.Conv2d(width, width, kernel_size=3, padding=1)
        self.norm = nn.BatchNorm2d(width)  # normalise

    def helper(self, x):
        """Help."""
        return x * ${k}

    @torch.no_grad()
    def forward(self, x, mask=None):
        # comment
        y = self.conv(x)
        if mask is not None:
            y = y * mask
        return self.norm(y) + x

    def extra(self):
        return [i for i in range(${k})]


`;

const text = `"""Module."""
import torch
from torch import nn

WIDTH = 64  # width


def make(x):
    return Block5(x)


${Array.from({ length: 10 }, (_, k) => block(k)).join("")}model = Block3(WIDTH)
if __name__ == "__main__":
    print(model)
`;

/** Every definition by its qualified name and without decorators (a new one may be somebody else's next), and the rest. */
function contents(units: readonly Unit[]): Map<string, string> {
  const result = new Map<string, string>();
  const visit = (statement: Stmt, owner: string): void => {
    if (statement.kind === "ClassDef") {
      result.set(`class ${owner}${statement.name}`, show(statement.args));
      for (const member of statement.body) visit(member, `${owner}${statement.name}.`);
    } else if (statement.kind === "FunctionDef") {
      assert.ok(!result.has(owner + statement.name), `${owner}${statement.name} is there twice`);
      result.set(owner + statement.name, show({ ...statement, decorators: [] }));
    } else {
      result.set(`${owner}${show(statement)}`, "");
    }
  };
  for (const unit of units) visit(unit.statement, "");
  return result;
}

/** Types `typed` on a line of its own behind `line` of the class Block5 and looks at the file after every character. */
function type(typed: string, line: string, edited: string): Parsed {
  const expected = contents(parser.parse(testFile, text).syntax.units);
  const place = text.indexOf(line, text.indexOf("class Block5")) + line.length;
  let current = `${text.slice(0, place)}\n${text.slice(place)}`;
  let version = parser.parse(testFile, current);
  let at = place + 1;
  for (const character of typed) {
    current = current.slice(0, at) + character + current.slice(at);
    at += character.length;
    version = parser.parse(testFile, current, version);
    const { units } = version.syntax;
    const now = contents(units);
    const state = `after ${JSON.stringify(current.slice(place + 1, at))}`;
    for (const [name, tree] of expected) {
      if (name !== edited) assert.equal(now.get(name), tree, `${name} ${state}`);
    }
    assert.ok(edited === "" || now.has(edited), `${edited} ${state}`);
    for (const unit of units) {
      for (const { start, end } of nodesOf(unit))
        assert.ok(0 <= start && start <= end && end <= unit.text.length, state);
    }
  }
  return version;
}

describe("at every keystroke all other definitions are there and equal, and the one being typed in some version", () => {
  const inForward = "y = self.conv(x)";
  const scenarios: readonly (readonly [name: string, typed: string, line: string, edited: string])[] = [
    [
      "a long line",
      "        z = self.conv(x, *args, k=[1, 2], **{'a': 1})[0].view(-1, 3) if x else foo.bar\n",
      inForward,
      "Block5.forward",
    ],
    ["strings", '        print(f"{x!r:>{w}} and {y=}", \'it\'\'s\', """doc\n  more""")\n', inForward, "Block5.forward"],
    [
      "a docstring that looks like code",
      '        """Doc \'it\' "quoted" (open [ {.\n\n        def fake(self):\n\n    class X: more\n        """\n',
      "def forward(self, x, mask=None):",
      "Block5.forward",
    ],
    [
      "compound statements",
      "        for i in range(3):\n            with torch.no_grad() as g:\n                x += self.norm(\n                    x, i,\n" +
        "                )\n        else:\n            pass\n        try:\n            x = lambda a, b=1: a + b\n" +
        "        except (A, B) as e:\n            raise ValueError('x') from e\n        finally:\n            x = {k: v for k, v in y}\n",
      inForward,
      "Block5.forward",
    ],
    [
      "a match statement",
      "        match x:\n            case [1, y] if y:\n                pass\n            case _:\n                x = 1\n",
      inForward,
      "Block5.forward",
    ],
    ["a comment", '        # it\'s (a [ """ comment\n', inForward, "Block5.forward"],
    [
      "a method",
      "    @staticmethod\n    def new_one(a, b: int = 3, *args, **kw) -> Tensor:\n        x = a + b\n        return x\n\n",
      "return x * 5\n",
      "",
    ],
    ["a decorator", '    @torch.jit.export(a, b="c")\n', "return self.norm(y) + x\n", "Block5.extra"],
    ["an attribute of the class", '    table = {"a": [1, 2], "b": (3,\n      4)}\n', "expansion = 5", ""],
    [
      "a class",
      "@dataclass\nclass New(nn.Module, metaclass=M):\n    x: int = 3\n\n    def f(self):\n        return self.x\n\n",
      "range(5)]\n\n",
      "",
    ],
    ["a function", "def func(a, b):\n    c = a @ b\n    return c\n\n", "range(5)]\n\n", ""],
    [
      "statements of the module",
      "layers = nn.Sequential(nn.Linear(1, 2), *[Block3(i) for i in range(3)])\nx, y = (1, 2)\nfor i in range(10):\n    x += i\n",
      "range(5)]\n\n",
      "",
    ],
    ["a line at the wrong column", "y = x.foo(1)[2].bar\n", inForward, "Block5.forward"],
  ];
  for (const [name, typed, line, edited] of scenarios) test(name, () => void type(typed, line, edited));
});

test("the last good version stands in, laid over the new text", () => {
  const source = "def f(x):\n    y = g(x)\n    return y\n\ndef h(): pass\n";
  const first = parser.parse(testFile, source);
  const broken = source.replace("g(x)", "g(x, (");
  const { units, problems } = parser.parse(testFile, broken, first).syntax;
  assert.deepEqual(
    units.map((unit) => show(unit.statement)),
    parser.parse(testFile, source).syntax.units.map((unit) => show(unit.statement)),
  );
  const [unit] = units as [Unit];
  const last = unit.statement.kind === "FunctionDef" ? unit.statement.body[1] : undefined;
  assert.ok(last !== undefined);
  assert.equal(broken.slice(unit.offset + last.start, unit.offset + last.end), "return y");
  assert.deepEqual(problems, [{ start: 23, end: 24, message: "'(' was never closed" }]);
});

test("it comes back as it was when the text does", () => {
  const first = parser.parse(testFile, text);
  let version = first;
  for (const broken of ["(", "([", "x.", '"""', "def (", "class", "    x ="]) {
    version = parser.parse(testFile, text.replace("return x * 5", `return x * 5${broken}`), version);
    assert.ok(version.syntax.problems.length > 0);
  }
  version = parser.parse(testFile, text, version);
  const fresh = parser.parse(testFile, text);
  assert.deepEqual(version.syntax.units, fresh.syntax.units);
  assert.deepEqual(version.syntax.comments, fresh.syntax.comments);
  assert.deepEqual(version.syntax.problems, []);
});

test("methods edited while another is broken are read anew", () => {
  let current = text;
  let version = parser.parse(testFile, current);
  const edit = (from: string, to: string): Map<string, string> => {
    current = current.replace(from, to);
    version = parser.parse(testFile, current, version);
    return contents(version.syntax.units);
  };
  const before = edit("", "");
  assert.equal(edit("return x * 5", "return x * (5").get("Block5.helper"), before.get("Block5.helper"));
  const after = edit("range(5)", "range(55)");
  assert.equal(after.get("Block5.helper"), before.get("Block5.helper"));
  assert.match(after.get("Block5.extra") ?? "", /55/);
  assert.match(edit("return x * (5", "return x * (6)").get("Block5.helper") ?? "", /6/);
  assert.deepEqual(version.syntax.problems, []);
});

describe("without a good version what can be read is read", () => {
  const cases: readonly (readonly [source: string, statements: readonly string[], problems: readonly string[]])[] = [
    ["x = \ny = 1", ['Assign([x], Missing("invalid syntax"))', "Assign([y], 1)"], ["invalid syntax"]],
    ["foo(a, b=)", ['Expr(Call(foo, [{a, -, 0}, {Missing("invalid syntax"), "b", 0}]))'], ["invalid syntax"]],
    ["foo(a,\ny = 1", ["Expr(Call(foo, [{a, -, 0}]))", "Assign([y], 1)"], ["'(' was never closed"]],
    [
      "x = self.\ny = foo(x)",
      ['Assign([x], Missing("invalid syntax"))', "Assign([y], Call(foo, [{x, -, 0}]))"],
      ["invalid syntax"],
    ],
    [
      "x = a +\nfoo(x)",
      ['Assign([x], BinOp("+", a, Missing("invalid syntax")))', "Expr(Call(foo, [{x, -, 0}]))"],
      ["invalid syntax"],
    ],
    ["from a import\nx", ['ImportFrom("a", 0, [])', "Expr(x)"], ["invalid syntax"]],
    ["x = foo(a b)\ny", ['Broken("invalid syntax")', "Expr(y)"], ["invalid syntax"]],
    [
      "def f(a, b\n    return a\ny",
      ['FunctionDef("f", [{"a", "normal", -, -}, {"b", "normal", -, -}], [Return(a)], [], -, false, [])', "Expr(y)"],
      ["'(' was never closed"],
    ],
    [
      "def f(a)\n    return a",
      ['FunctionDef("f", [{"a", "normal", -, -}], [Return(a)], [], -, false, [])'],
      ["expected ':'"],
    ],
    [
      "def f():\ny",
      ['FunctionDef("f", [], [Pass()], [], -, false, [])', "Expr(y)"],
      ["expected an indented block after function definition"],
    ],
    [
      "if x ==:\n    y\nelse\n    z",
      ['If(Compare(x, ["=="], [Missing("invalid syntax")]), [Expr(y)], [Expr(z)])'],
      ["invalid syntax", "expected ':'"],
    ],
    [
      "class A(B:\n    def f(self):\n        x = [1\n    def g(self): pass",
      [
        'ClassDef("A", [{B, -, 0}], [FunctionDef("f", [{"self", "normal", -, -}], [Assign([x], List([1]))], [], -, false, []), ' +
          'FunctionDef("g", [{"self", "normal", -, -}], [Pass()], [], -, false, [])], [], [])',
      ],
      ["'(' was never closed", "'[' was never closed"],
    ],
    ["@\ndef f(): pass", ['FunctionDef("f", [], [Pass()], [], -, false, [])'], ["invalid syntax"]],
    ['x = "a\ny', ['Broken("unterminated string literal")', "Expr(y)"], ["unterminated string literal"]],
    [
      'x = """a\ndef f(): pass',
      ['Broken("unterminated triple-quoted string literal")', 'FunctionDef("f", [], [Pass()], [], -, false, [])'],
      ["unterminated triple-quoted string literal"],
    ],
    ["  x\ny", ["Expr(x)", "Expr(y)"], ["unexpected indent"]],
    [
      "def f():\n    a\n   b\nc",
      ['FunctionDef("f", [], [Expr(a), Expr(b)], [], -, false, [])', "Expr(c)"],
      ["unindent does not match any outer indentation level"],
    ],
    [
      "x = (1]",
      ["Broken(\"closing parenthesis ']' does not match opening parenthesis '('\")"],
      ["closing parenthesis ']' does not match opening parenthesis '('"],
    ],
    ["x)", ["Broken(\"unmatched ')'\")"], ["unmatched ')'"]],
    ["f(x) = 1", ['Broken("invalid syntax")'], ["invalid syntax"]],
  ];
  for (const [source, statements, problems] of cases) {
    test(source, () => {
      const { syntax } = parser.parse(testFile, source);
      assert.deepEqual(
        syntax.units.map((unit) => show(unit.statement)),
        statements,
      );
      assert.deepEqual(
        syntax.problems.map((problem) => problem.message),
        problems,
      );
    });
  }
});

test("good Python that the grammar does not know is no problem", () => {
  const { syntax } = parser.parse(testFile, "def f():\n    return *[a], b\nx = 1, *(2, 3)\n");
  assert.deepEqual(syntax.problems, []);
  assert.deepEqual(
    syntax.units.map((unit) => show(unit.statement)),
    [
      'FunctionDef("f", [], [Return(Tuple([Starred(List([a])), b]))], [], -, false, [])',
      "Assign([x], Tuple([1, Starred(Tuple([2, 3]))]))",
    ],
  );
  const [f] = syntax.units as [Unit];
  const spans = nodesOf(f).map(({ kind, start, end }) => `${kind} ${f.text.slice(start, end)}`);
  assert.deepEqual(spans.slice(3), ["Tuple *[a], b", "Starred *[a]", "List [a]", "Name a", "Name b"]);
});

test("comments in half-typed code are listed", () => {
  const { comments } = parser.parse(testFile, "# a\ndef f(:  # flops: b\n    x = [  # c\n# d\ny\n").syntax;
  assert.deepEqual(
    comments.map((comment) => comment.text),
    ["# a", "# flops: b", "# c", "# d"],
  );
});
