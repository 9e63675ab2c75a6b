"""CPython's syntax tree of files, in the form of server/src/python/ast.ts, so that ours can be compared with it.

Reads paths from standard input and prints one JSON object a line: {"path", "body"}, or {"path", "error"} where CPython
refuses the file. Offsets are absolute and count UTF-16 units. Left out is what CPython does not tell: the span of a
name behind `def`, spans inside f-strings (before 3.12 they are wrong), and spans of patterns.
"""

import ast
import json
import sys
import warnings

SAFE = 2**53 - 1
OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
    ast.UAdd: "+", ast.USub: "-", ast.Invert: "~", ast.Not: "not", ast.And: "and", ast.Or: "or",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


def units(text):
    """The length in UTF-16 units."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


class Converter:
    def __init__(self, text):
        self.text = text
        self.spans = True
        # A line ends with \n, \r\n or \r; offsets of CPython are UTF-8 bytes in a line.
        lines = text.replace("\r\n", "\n\0").replace("\r", "\n").replace("\n\0", "\r\n").split("\n")
        self.lines = [line + "\n" for line in lines]
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + units(line))

    def offset(self, line, column):
        text = self.lines[line - 1]
        if not text.isascii():
            column = units(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass"))
        return self.starts[line - 1] + column

    def span(self, node):
        if not self.spans:
            return {}
        return {
            "start": self.offset(node.lineno, node.col_offset),
            "end": self.offset(node.end_lineno, node.end_col_offset),
        }

    def all(self, nodes):
        return [self.node(node) for node in nodes]

    def node(self, node):
        if node is None:
            return None
        kind = type(node).__name__
        return {"kind": kind, **self.span(node), **getattr(self, kind)(node)}

    # expressions

    def Name(self, n):
        return {"id": n.id}

    def Constant(self, n):
        value = n.value
        if value is None or value is True or value is False:
            return {"type": str(value).lower()}
        if value is ...:
            return {"type": "ellipsis"}
        if isinstance(value, int):
            return {"type": "int", "value": value} if value <= SAFE else {"type": "int", "big": str(value)}
        if isinstance(value, float):
            return {"type": "float", "value": self.finite(value)}
        if isinstance(value, complex):
            return {"type": "complex", "value": self.finite(value.imag)}
        if isinstance(value, bytes):
            return {"type": "bytes", "value": value.decode("latin-1")}
        return {"type": "str", "value": value}

    def finite(self, value):
        return value if value != float("inf") else "inf"

    def JoinedStr(self, n):
        spans, self.spans = self.spans, False
        parts = self.parts(n.values)
        self.spans = spans
        return {"parts": parts}

    def parts(self, values):
        parts = []
        for value in values:
            if isinstance(value, ast.Constant):
                if parts and isinstance(parts[-1], str):
                    parts[-1] += value.value
                elif value.value:
                    parts.append(value.value)
            else:
                parts.append(
                    {
                        "value": self.node(value.value),
                        "conversion": None if value.conversion == -1 else chr(value.conversion),
                        "format": [] if value.format_spec is None else self.parts(value.format_spec.values),
                    }
                )
        return parts

    def Tuple(self, n):
        return {"items": self.all(n.elts)}

    List = Set = Tuple

    def Dict(self, n):
        return {"entries": [{"key": self.node(k), "value": self.node(v)} for k, v in zip(n.keys, n.values)]}

    def Attribute(self, n):
        return {"value": self.node(n.value), "attr": n.attr}

    def Subscript(self, n):
        return {"value": self.node(n.value), "index": self.node(n.slice)}

    def Slice(self, n):
        return {"lower": self.node(n.lower), "upper": self.node(n.upper), "step": self.node(n.step)}

    def Call(self, n):
        return {"func": self.node(n.func), "args": self.arguments(n.args, n.keywords)}

    def arguments(self, args, keywords):
        result = []
        for node in sorted([*args, *keywords], key=lambda node: (node.lineno, node.col_offset)):
            if isinstance(node, ast.Starred):
                result.append({"value": self.node(node.value), "name": None, "star": 1})
            elif isinstance(node, ast.keyword):
                result.append({"value": self.node(node.value), "name": node.arg, "star": 0 if node.arg else 2})
            else:
                result.append({"value": self.node(node), "name": None, "star": 0})
        return result

    def BinOp(self, n):
        return {"op": OPERATORS[type(n.op)], "left": self.node(n.left), "right": self.node(n.right)}

    def UnaryOp(self, n):
        return {"op": OPERATORS[type(n.op)], "operand": self.node(n.operand)}

    def BoolOp(self, n):
        return {"op": OPERATORS[type(n.op)], "values": self.all(n.values)}

    def Compare(self, n):
        ops = [OPERATORS[type(op)] for op in n.ops]
        return {"left": self.node(n.left), "ops": ops, "comparators": self.all(n.comparators)}

    def IfExp(self, n):
        return {"test": self.node(n.test), "body": self.node(n.body), "orelse": self.node(n.orelse)}

    def Lambda(self, n):
        return {"params": self.params(n.args), "body": self.node(n.body)}

    def comprehension(self, n, kind, element, key=None):
        clauses = [
            {
                "target": self.node(c.target),
                "iter": self.node(c.iter),
                "conditions": self.all(c.ifs),
                "async": bool(c.is_async),
            }
            for c in n.generators
        ]
        return {
            "kind": "Comprehension",
            "type": kind,
            "element": self.node(element),
            "key": self.node(key),
            "clauses": clauses,
        }

    def ListComp(self, n):
        return self.comprehension(n, "list", n.elt)

    def SetComp(self, n):
        return self.comprehension(n, "set", n.elt)

    def GeneratorExp(self, n):
        return self.comprehension(n, "generator", n.elt)

    def DictComp(self, n):
        return self.comprehension(n, "dict", n.value, n.key)

    def Starred(self, n):
        return {"value": self.node(n.value)}

    Await = Yield = YieldFrom = Starred

    def NamedExpr(self, n):
        return {"target": self.node(n.target), "value": self.node(n.value)}

    # statements

    def params(self, a):
        def param(arg, kind, default):
            return {
                "name": arg.arg,
                "type": kind,
                "annotation": self.node(arg.annotation),
                "default": self.node(default),
                **self.span(arg),
            }

        positional = [*a.posonlyargs, *a.args]
        defaults = [None] * (len(positional) - len(a.defaults)) + a.defaults
        result = [
            param(arg, "positional-only" if i < len(a.posonlyargs) else "normal", default)
            for i, (arg, default) in enumerate(zip(positional, defaults))
        ]
        if a.vararg:
            result.append(param(a.vararg, "args", None))
        result += [param(arg, "keyword-only", default) for arg, default in zip(a.kwonlyargs, a.kw_defaults)]
        if a.kwarg:
            result.append(param(a.kwarg, "kwargs", None))
        return result

    def FunctionDef(self, n):
        return {
            "kind": "FunctionDef",
            "name": n.name,
            "params": self.params(n.args),
            "body": self.all(n.body),
            "decorators": self.all(n.decorator_list),
            "returns": self.node(n.returns),
            "async": isinstance(n, ast.AsyncFunctionDef),
            "typeParams": [p.name for p in getattr(n, "type_params", [])],
        }

    AsyncFunctionDef = FunctionDef

    def ClassDef(self, n):
        return {
            "name": n.name,
            "args": self.arguments(n.bases, n.keywords),
            "body": self.all(n.body),
            "decorators": self.all(n.decorator_list),
            "typeParams": [p.name for p in getattr(n, "type_params", [])],
        }

    def Return(self, n):
        return {"value": self.node(n.value)}

    Expr = Return

    def Delete(self, n):
        return {"targets": self.all(n.targets)}

    def Assign(self, n):
        return {"targets": self.all(n.targets), "value": self.node(n.value)}

    def AugAssign(self, n):
        return {"target": self.node(n.target), "op": OPERATORS[type(n.op)], "value": self.node(n.value)}

    def AnnAssign(self, n):
        return {"target": self.node(n.target), "annotation": self.node(n.annotation), "value": self.node(n.value)}

    def For(self, n):
        return {
            "kind": "For",
            "target": self.node(n.target),
            "iter": self.node(n.iter),
            "body": self.all(n.body),
            "orelse": self.all(n.orelse),
            "async": isinstance(n, ast.AsyncFor),
        }

    AsyncFor = For

    def While(self, n):
        return {"test": self.node(n.test), "body": self.all(n.body), "orelse": self.all(n.orelse)}

    If = While

    def With(self, n):
        items = [{"context": self.node(i.context_expr), "target": self.node(i.optional_vars)} for i in n.items]
        return {"kind": "With", "items": items, "body": self.all(n.body), "async": isinstance(n, ast.AsyncWith)}

    AsyncWith = With

    def Raise(self, n):
        return {"exception": self.node(n.exc), "cause": self.node(n.cause)}

    def Try(self, n):
        group = type(n).__name__ == "TryStar"
        handlers = [
            {**self.span(h), "type": self.node(h.type), "name": h.name, "body": self.all(h.body), "group": group}
            for h in n.handlers
        ]
        return {
            "kind": "Try",
            "body": self.all(n.body),
            "handlers": handlers,
            "orelse": self.all(n.orelse),
            "finalbody": self.all(n.finalbody),
        }

    TryStar = Try

    def Assert(self, n):
        return {"test": self.node(n.test), "message": self.node(n.msg)}

    def names(self, n):
        return [{"name": a.name, "as": a.asname} for a in n.names]

    def Import(self, n):
        return {"names": self.names(n)}

    def ImportFrom(self, n):
        return {"module": n.module or "", "level": n.level or 0, "names": self.names(n)}

    def Global(self, n):
        return {"names": n.names}

    Nonlocal = Global

    def Pass(self, n):
        return {}

    Break = Continue = Pass

    def Match(self, n):
        cases = [
            {"pattern": self.pattern(c.pattern), "guard": self.node(c.guard), "body": self.all(c.body)} for c in n.cases
        ]
        return {"subject": self.node(n.subject), "cases": cases}

    def pattern(self, p):
        if p is None:
            return None
        kind = type(p).__name__
        if kind == "MatchValue":
            return {"kind": kind, "value": self.node(p.value)}
        if kind == "MatchSingleton":
            return {"kind": "MatchValue", "value": {"kind": "Constant", **self.span(p), "type": str(p.value).lower()}}
        if kind == "MatchAs":
            return {"kind": "MatchCapture", "name": p.name, "pattern": self.pattern(p.pattern)}
        if kind in ("MatchSequence", "MatchOr"):
            return {"kind": kind, "patterns": [self.pattern(q) for q in p.patterns]}
        if kind == "MatchStar":
            return {"kind": kind, "name": p.name}
        if kind == "MatchMapping":
            entries = [{"key": self.node(k), "pattern": self.pattern(q)} for k, q in zip(p.keys, p.patterns)]
            return {"kind": kind, "entries": entries, "rest": p.rest}
        return {
            "kind": "MatchClass",
            "cls": self.node(p.cls),
            "patterns": [self.pattern(q) for q in p.patterns],
            "keywords": [{"name": k, "pattern": self.pattern(q)} for k, q in zip(p.kwd_attrs, p.kwd_patterns)],
        }


def convert(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    body = ast.parse(text).body
    return Converter(text).all(body)


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    for path in sys.stdin.read().splitlines():
        try:
            result = {"path": path, "body": convert(path)}
        except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError) as error:
            result = {"path": path, "error": str(error)}
        print(json.dumps(result, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
