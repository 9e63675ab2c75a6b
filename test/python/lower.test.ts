// What every construct of Python becomes. The trees are those of CPython's `ast` (test/oracle/ast_crosscheck.ts compares them over
// thousands of real files); here each has its smallest example. Written down as in harness.ts.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { PythonParser } from "../../server/src/python/parse.ts";
import { createTestParser, show, testFile } from "./harness.ts";

let parser: PythonParser;
before(async () => {
  parser = await createTestParser();
});

/** A source, then its top-level statements. */
// prettier-ignore
const cases: readonly (readonly [string, ...string[]])[] = [
  // names and constants
  [
    String.raw`x`,
    String.raw`Expr(x)`,
  ],
  [
    String.raw`None, True, False, ...`,
    String.raw`Expr(Tuple([none, true, false, ellipsis]))`,
  ],
  [
    String.raw`0xFF, 0o17, 0b101, 1_000_000, 1., .5, 1e3, 1_0.5e-1_0, 3j, 2.5J, 00`,
    String.raw`Expr(Tuple([255, 15, 5, 1000000, 1.0, 0.5, 1000.0, 1.05e-9, 3j, 2.5j, 0]))`,
  ],
  [
    String.raw`9007199254740993, 0x20000000000001, 10L`,
    String.raw`Expr(Tuple([9007199254740993, 9007199254740993, 10]))`,
  ],
  [
    String.raw`ｆｕｌｌ = µ`,
    String.raw`Assign([full], μ)`,
  ],
  // strings
  [
    String.raw`'a\n\x41\u00e9\U0001F600\101\q\N{DASH}\
b'`,
    String.raw`Expr("a\nAé😀A\\q\\N{DASH}b")`,
  ],
  [
    String.raw`r'\n' b'\x41\u0041\'' rb'\n'`,
    String.raw`Expr(b"\\nA\\u0041'\\n")`,
  ],
  [
    String.raw`"""a
"b" \""""  'c'`,
    String.raw`Expr("a\n\"b\" \"c")`,
  ],
  [
    String.raw`b'\377' b"x"`,
    String.raw`Expr(b"ÿx")`,
  ],
  [
    String.raw`f'a{x}b{y!r}c{z:>{w}.{p}f}d{{}}'`,
    String.raw`Expr(JoinedStr(["a", {x, -, -, []}, "b", {y, "r", -, []}, "c", {z, -, -, [">", {w, -, -, []}, ".", {p, -, -, []}, "f"]}, "d{}"]))`,
  ],
  [
    String.raw`f'{x=}{y = !s}{z=:d}'`,
    String.raw`Expr(JoinedStr([{x, "r", "x=", []}, {y, "s", "y = ", []}, {z, -, "z=", ["d"]}]))`,
  ],
  [
    String.raw`'a' f'b{c}' r'\d' rf'{e}\'' t'{g}'`,
    String.raw`Expr(JoinedStr(["ab", {c, -, -, []}, "\\d", {e, -, -, []}, "\\'", {g, -, -, []}]))`,
  ],
  [
    String.raw`f'{x:=5}{(y:=5)}{a if b else c}{d["k"]}{ {1: 2}[1] }'`,
    String.raw`Expr(JoinedStr([{x, -, -, ["=5"]}, {NamedExpr(y, 5), -, -, []}, {IfExp(b, a, c), -, -, []}, {Subscript(d, "k"), -, -, []}, {Subscript(Dict([{1, 2}]), 1), -, -, []}]))`,
  ],
  [
    String.raw`f'{a, b}{*c,}'`,
    String.raw`Expr(JoinedStr([{Tuple([a, b]), -, -, []}, {Tuple([Starred(c)]), -, -, []}]))`,
  ],
  // collections
  [
    String.raw`(), (a,), (a, b), (a)`,
    String.raw`Expr(Tuple([Tuple([]), Tuple([a]), Tuple([a, b]), a]))`,
  ],
  [
    String.raw`[], [a], [*a, b], {a}, {*a, b}, {}, {a: b, **c}`,
    String.raw`Expr(Tuple([List([]), List([a]), List([Starred(a), b]), Set([a]), Set([Starred(a), b]), Dict([]), Dict([{a, b}, {-, c}])]))`,
  ],
  [
    String.raw`[x for x in y if a if b for (p, q) in z], {x for x in y}, {k: v for k, v in y}, (x async for x in y)`,
    String.raw`Expr(Tuple([Comprehension("list", x, -, [{x, y, [a, b], false}, {Tuple([p, q]), z, [], false}]), Comprehension("set", x, -, [{x, y, [], false}]), Comprehension("dict", v, k, [{Tuple([k, v]), y, [], false}]), Comprehension("generator", x, -, [{x, y, [], true}])]))`,
  ],
  // access and calls
  [
    String.raw`a.b.c, a[1], a[1, 2], a[(1, 2)], a[*b], a[b,]`,
    String.raw`Expr(Tuple([Attribute(Attribute(a, "b"), "c"), Subscript(a, 1), Subscript(a, Tuple([1, 2])), Subscript(a, Tuple([1, 2])), Subscript(a, Tuple([Starred(b)])), Subscript(a, Tuple([b]))]))`,
  ],
  [
    String.raw`a[1:2], a[:], a[::3], a[1:, ..., None]`,
    String.raw`Expr(Tuple([Subscript(a, Slice(1, 2, -)), Subscript(a, Slice(-, -, -)), Subscript(a, Slice(-, -, 3)), Subscript(a, Tuple([Slice(1, -, -), ellipsis, none]))]))`,
  ],
  [
    String.raw`f(), f(a, *b, c=d, **e), f(x for x in y), f(a)(b).c(), f(*a + b, *c or d)`,
    String.raw`Expr(Tuple([Call(f, []), Call(f, [{a, -, 0}, {b, -, 1}, {d, "c", 0}, {e, -, 2}]), Call(f, [{Comprehension("generator", x, -, [{x, y, [], false}]), -, 0}]), Call(Attribute(Call(Call(f, [{a, -, 0}]), [{b, -, 0}]), "c"), []), Call(f, [{BinOp("+", a, b), -, 1}, {BoolOp("or", [c, d]), -, 1}])]))`,
  ],
  // operators
  [
    String.raw`a + b * c ** -d @ e // f % g - h << i >> j & k | l ^ m`,
    String.raw`Expr(BinOp("|", BinOp("&", BinOp(">>", BinOp("<<", BinOp("-", BinOp("+", a, BinOp("%", BinOp("//", BinOp("@", BinOp("*", b, BinOp("**", c, UnaryOp("-", d))), e), f), g)), h), i), j), k), BinOp("^", l, m)))`,
  ],
  [
    String.raw`a ^ b & c, a & b ^ c & d, (a ^ b) & c, -a ** b, ~a, +a, not a`,
    String.raw`Expr(Tuple([BinOp("^", a, BinOp("&", b, c)), BinOp("^", BinOp("&", a, b), BinOp("&", c, d)), BinOp("&", BinOp("^", a, b), c), UnaryOp("-", BinOp("**", a, b)), UnaryOp("~", a), UnaryOp("+", a), UnaryOp("not", a)]))`,
  ],
  [
    String.raw`a and b and c or d and e, (a and b) and c`,
    String.raw`Expr(Tuple([BoolOp("or", [BoolOp("and", [a, b, c]), BoolOp("and", [d, e])]), BoolOp("and", [BoolOp("and", [a, b]), c])]))`,
  ],
  [
    String.raw`a < b <= c != d, a is not b, a not in b, not a in b, a <> b`,
    String.raw`Expr(Tuple([Compare(a, ["<", "<=", "!="], [b, c, d]), Compare(a, ["is not"], [b]), Compare(a, ["not in"], [b]), UnaryOp("not", Compare(a, ["in"], [b])), Compare(a, ["!="], [b])]))`,
  ],
  [
    String.raw`a if b else c if d else e`,
    String.raw`Expr(IfExp(b, a, IfExp(d, c, e)))`,
  ],
  [
    String.raw`(y := 5), (y := a if b else c), await x ** 2, await f(x)`,
    String.raw`Expr(Tuple([NamedExpr(y, 5), NamedExpr(y, IfExp(b, a, c)), BinOp("**", Await(x), 2), Await(Call(f, [{x, -, 0}]))]))`,
  ],
  [
    String.raw`*f(x), *a.b[0], *(c or d), *e + g`,
    String.raw`Expr(Tuple([Starred(Call(f, [{x, -, 0}])), Starred(Subscript(Attribute(a, "b"), 0)), Starred(BoolOp("or", [c, d])), Starred(BinOp("+", e, g))]))`,
  ],
  [
    String.raw`lambda: 0, lambda a, /, b=1, *c, d, e=2, **f: a, lambda *, a: a`,
    String.raw`Expr(Tuple([Lambda([], 0), Lambda([{"a", "positional-only", -, -}, {"b", "normal", -, 1}, {"c", "args", -, -}, {"d", "keyword-only", -, -}, {"e", "keyword-only", -, 2}, {"f", "kwargs", -, -}], a), Lambda([{"a", "keyword-only", -, -}], a)]))`,
  ],
  // simple statements
  [
    String.raw`def f(): x = yield; yield a, b; yield from c; return (yield)`,
    String.raw`FunctionDef("f", [], [Assign([x], Yield(-)), Expr(Yield(Tuple([a, b]))), Expr(YieldFrom(c)), Return(Yield(-))], [], -, false, [])`,
  ],
  [
    String.raw`a = b = c, d = e`,
    String.raw`Assign([a, b, Tuple([c, d])], e)`,
  ],
  [
    String.raw`(a, [b, *c]), d.e, f[0] = g`,
    String.raw`Assign([Tuple([Tuple([a, List([b, Starred(c)])]), Attribute(d, "e"), Subscript(f, 0)])], g)`,
  ],
  [
    String.raw`a: int; b: List[int, str] = 3; c.d: "x"; (e): f`,
    String.raw`AnnAssign(a, int, -)`,
    String.raw`AnnAssign(b, Subscript(List, Tuple([int, str])), 3)`,
    String.raw`AnnAssign(Attribute(c, "d"), "x", -)`,
    String.raw`AnnAssign(e, f, -)`,
  ],
  [
    String.raw`a += 1; b **= 2; c //= d, e; f @= g; h >>= 1; i |= j`,
    String.raw`AugAssign(a, "+", 1)`,
    String.raw`AugAssign(b, "**", 2)`,
    String.raw`AugAssign(c, "//", Tuple([d, e]))`,
    String.raw`AugAssign(f, "@", g)`,
    String.raw`AugAssign(h, ">>", 1)`,
    String.raw`AugAssign(i, "|", j)`,
  ],
  [
    String.raw`return *[a] * 2, b`,
    String.raw`Return(Tuple([Starred(BinOp("*", List([a]), 2)), b]))`,
  ],
  [
    String.raw`raise`,
    String.raw`Raise(-, -)`,
  ],
  [
    String.raw`raise A from b`,
    String.raw`Raise(A, b)`,
  ],
  [
    String.raw`raise A(b)`,
    String.raw`Raise(Call(A, [{b, -, 0}]), -)`,
  ],
  [
    String.raw`assert a, b`,
    String.raw`Assert(a, b)`,
  ],
  [
    String.raw`assert a`,
    String.raw`Assert(a, -)`,
  ],
  [
    String.raw`import a, b.c, d.e as f`,
    String.raw`Import([{"a", -}, {"b.c", -}, {"d.e", "f"}])`,
  ],
  [
    String.raw`from a.b import c as d, e`,
    String.raw`ImportFrom("a.b", 0, [{"c", "d"}, {"e", -}])`,
  ],
  [
    String.raw`from . import (a, b as c,)`,
    String.raw`ImportFrom("", 1, [{"a", -}, {"b", "c"}])`,
  ],
  [
    String.raw`from ...a import *`,
    String.raw`ImportFrom("a", 3, [{"*", -}])`,
  ],
  [
    String.raw`from __future__ import annotations, division as d`,
    String.raw`ImportFrom("__future__", 0, [{"annotations", -}, {"division", "d"}])`,
  ],
  [
    String.raw`def f(): global a, b; nonlocal c`,
    String.raw`FunctionDef("f", [], [Global(["a", "b"]), Nonlocal(["c"])], [], -, false, [])`,
  ],
  [
    String.raw`del a, b[0]; del (c, d); del e,`,
    String.raw`Delete([a, Subscript(b, 0)])`,
    String.raw`Delete([Tuple([c, d])])`,
    String.raw`Delete([e])`,
  ],
  [
    String.raw`a; b;`,
    String.raw`Expr(a)`,
    String.raw`Expr(b)`,
  ],
  // compound statements
  [
    String.raw`if a: b
elif c: d
elif e:
    f
else:
    g`,
    String.raw`If(a, [Expr(b)], [If(c, [Expr(d)], [If(e, [Expr(f)], [Expr(g)])])])`,
  ],
  [
    String.raw`for a, *b in c, d:
    pass
else: break`,
    String.raw`For(Tuple([a, Starred(b)]), Tuple([c, d]), [Pass()], [Break()], false)`,
  ],
  [
    String.raw`async def f():
    async for x in y: continue
    async with a as b, c: pass`,
    String.raw`FunctionDef("f", [], [For(x, y, [Continue()], [], true), With([{a, b}, {c, -}], [Pass()], true)], [], -, true, [])`,
  ],
  [
    String.raw`while a: b
else:
    c`,
    String.raw`While(a, [Expr(b)], [Expr(c)])`,
  ],
  [
    String.raw`with a, b as c, d as (e, f): pass`,
    String.raw`With([{a, -}, {b, c}, {d, Tuple([e, f])}], [Pass()], false)`,
  ],
  [
    String.raw`with (a as b, c): pass`,
    String.raw`With([{a, b}, {c, -}], [Pass()], false)`,
  ],
  [
    String.raw`with (a): pass`,
    String.raw`With([{a, -}], [Pass()], false)`,
  ],
  [
    String.raw`with (a as b): pass`,
    String.raw`With([{a, b}], [Pass()], false)`,
  ],
  [
    String.raw`with (a, b): pass`,
    String.raw`With([{a, -}, {b, -}], [Pass()], false)`,
  ],
  [
    String.raw`with (a, b) as c: pass`,
    String.raw`With([{Tuple([a, b]), c}], [Pass()], false)`,
  ],
  [
    String.raw`with (yield): pass`,
    String.raw`With([{Yield(-), -}], [Pass()], false)`,
  ],
  [
    String.raw`with a if b else c as d: pass`,
    String.raw`With([{IfExp(b, a, c), d}], [Pass()], false)`,
  ],
  [
    String.raw`try: a
except: b`,
    String.raw`Try([Expr(a)], [{-, -, [Expr(b)], false}], [], [])`,
  ],
  [
    String.raw`try:
    a
except A: b
except (B, C) as e: c
else: d
finally: f`,
    String.raw`Try([Expr(a)], [{A, -, [Expr(b)], false}, {Tuple([B, C]), "e", [Expr(c)], false}], [Expr(d)], [Expr(f)])`,
  ],
  [
    String.raw`try: a
except* A as e: b`,
    String.raw`Try([Expr(a)], [{A, "e", [Expr(b)], true}], [], [])`,
  ],
  // definitions
  [
    String.raw`@a
async def f(a, b: int = 1, /, c=2, *args: int, d, e: str = 'x', **kw) -> int:
    return`,
    String.raw`FunctionDef("f", [{"a", "positional-only", -, -}, {"b", "positional-only", int, 1}, {"c", "normal", -, 2}, {"args", "args", int, -}, {"d", "keyword-only", -, -}, {"e", "keyword-only", str, "x"}, {"kw", "kwargs", -, -}], [Return(-)], [a], int, true, [])`,
  ],
  [
    String.raw`def f(x: tuple[int, ...], *y: *Ts, z: a.b[c].d = 1) -> a[b] | c | d[e] | None: pass`,
    String.raw`FunctionDef("f", [{"x", "normal", Subscript(tuple, Tuple([int, ellipsis])), -}, {"y", "args", Starred(Ts), -}, {"z", "keyword-only", Attribute(Subscript(Attribute(a, "b"), c), "d"), 1}], [Pass()], [], BinOp("|", BinOp("|", BinOp("|", Subscript(a, b), c), Subscript(d, e)), none), false, [])`,
  ],
  [
    String.raw`@a.b(c)
@d
class A(B, metaclass=C, *d, **e):
    """Doc."""
    x = 1`,
    String.raw`ClassDef("A", [{B, -, 0}, {C, "metaclass", 0}, {d, -, 1}, {e, -, 2}], [Expr("Doc."), Assign([x], 1)], [Call(Attribute(a, "b"), [{c, -, 0}]), d], [])`,
  ],
  [
    String.raw`class A: pass`,
    String.raw`ClassDef("A", [], [Pass()], [], [])`,
  ],
  [
    String.raw`def f[T: int, *Ts, **P](x: T) -> T: pass`,
    String.raw`FunctionDef("f", [{"x", "normal", T, -}], [Pass()], [], T, false, ["T", "Ts", "P"])`,
  ],
  [
    String.raw`class A[T, U: (int, str)](B[T]): pass`,
    String.raw`ClassDef("A", [{Subscript(B, T), -, 0}], [Pass()], [], ["T", "U"])`,
  ],
  [
    String.raw`type X[T] = list[T] | None`,
    String.raw`TypeAlias("X", BinOp("|", Subscript(list, T), none))`,
  ],
  // names that are keywords elsewhere
  [
    String.raw`type(a).b = c; type(a)[0] = type(b).c = d; type = 3; type.x = 4; match = 1; match.x(y); print = 2; case = 3`,
    String.raw`Assign([Attribute(Call(type, [{a, -, 0}]), "b")], c)`,
    String.raw`Assign([Subscript(Call(type, [{a, -, 0}]), 0), Attribute(Call(type, [{b, -, 0}]), "c")], d)`,
    String.raw`Assign([type], 3)`,
    String.raw`Assign([Attribute(type, "x")], 4)`,
    String.raw`Assign([match], 1)`,
    String.raw`Expr(Call(Attribute(match, "x"), [{y, -, 0}]))`,
    String.raw`Assign([print], 2)`,
    String.raw`Assign([case], 3)`,
  ],
  [
    String.raw`print >>f, x`,
    String.raw`Expr(Tuple([BinOp(">>", print, f), x]))`,
  ],
  // patterns
  [
    String.raw`match a:
    case 0 | -1 | 1.5 | -2 + 3j | 'a' 'b' | None | True: pass`,
    String.raw`Match(a, [{MatchOr([MatchValue(0), MatchValue(UnaryOp("-", 1)), MatchValue(1.5), MatchValue(BinOp("+", UnaryOp("-", 2), 3j)), MatchValue("ab"), MatchValue(none), MatchValue(true)]), -, [Pass()]}])`,
  ],
  [
    String.raw`match a:
    case x if x > 0: pass
    case _: pass
    case a.b.C: pass`,
    String.raw`Match(a, [{MatchCapture("x", -), Compare(x, [">"], [0]), [Pass()]}, {MatchCapture(-, -), -, [Pass()]}, {MatchValue(Attribute(Attribute(a, "b"), "C")), -, [Pass()]}])`,
  ],
  [
    String.raw`match a:
    case [1, *rest, _]: pass
    case (1, *_): pass
    case (x): pass
    case (x,) | []: pass
    case *all,: pass`,
    String.raw`Match(a, [{MatchSequence([MatchValue(1), MatchStar("rest"), MatchCapture(-, -)]), -, [Pass()]}, {MatchSequence([MatchValue(1), MatchStar(-)]), -, [Pass()]}, {MatchCapture("x", -), -, [Pass()]}, {MatchOr([MatchSequence([MatchCapture("x", -)]), MatchSequence([])]), -, [Pass()]}, {MatchSequence([MatchStar("all")]), -, [Pass()]}])`,
  ],
  [
    String.raw`match a:
    case {'k': v, -1: w, a.b: 0, **rest}: pass
    case {}: pass`,
    String.raw`Match(a, [{MatchMapping([{"k", MatchCapture("v", -)}, {UnaryOp("-", 1), MatchCapture("w", -)}, {Attribute(a, "b"), MatchValue(0)}], "rest"), -, [Pass()]}, {MatchMapping([], -), -, [Pass()]}])`,
  ],
  [
    String.raw`match a:
    case A(): pass
    case a.B(x, 1, k=-2, l=C(y) as z): pass
    case (A() | B()) as c: pass
    case str() as s, *others: pass`,
    String.raw`Match(a, [{MatchClass(A, [], []), -, [Pass()]}, {MatchClass(Attribute(a, "B"), [MatchCapture("x", -), MatchValue(1)], [{"k", MatchValue(UnaryOp("-", 2))}, {"l", MatchCapture("z", MatchClass(C, [MatchCapture("y", -)], []))}]), -, [Pass()]}, {MatchCapture("c", MatchOr([MatchClass(A, [], []), MatchClass(B, [], [])])), -, [Pass()]}, {MatchSequence([MatchCapture("s", MatchClass(str, [], [])), MatchStar("others")]), -, [Pass()]}])`,
  ],
  [
    String.raw`match a, *b:
    case 1: pass`,
    String.raw`Match(Tuple([a, Starred(b)]), [{MatchValue(1), -, [Pass()]}])`,
  ],
];

for (const [source, ...statements] of cases) {
  test(source, () => {
    const { syntax } = parser.parse(testFile, source);
    assert.deepEqual(syntax.problems, []);
    assert.deepEqual(
      syntax.units.map((unit) => show(unit.statement)),
      statements,
    );
  });
}

test("Python 2's print and exec are calls, with a problem", () => {
  const { syntax } = parser.parse(testFile, 'print x, y\nexec "a" in b\n');
  assert.deepEqual(
    syntax.units.map((unit) => show(unit.statement)),
    ["Expr(Call(print, [{x, -, 0}, {y, -, 0}]))", 'Expr(Call(exec, [{"a", -, 0}, {b, -, 0}]))'],
  );
  assert.deepEqual(
    syntax.problems.map((problem) => problem.message),
    [
      "Missing parentheses in call to 'print'. Did you mean print(...)?",
      "Missing parentheses in call to 'exec'. Did you mean exec(...)?",
    ],
  );
});
