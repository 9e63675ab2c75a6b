"""Tables of rows, from which calls of real libraries are recorded: rows/*.rows for torch, keras/*.rows for Keras.

A line at the left margin declares names for the lines below it. Others are calls: statements before one stand in front of
`;;`, `<a|b>` stands for either, and `! ` says that the call must fail.
"""

import ast
import itertools
import re
import sys


def read(path, declaration, expand=lambda text: text):
    """The rows of a table: (must fail, let, statements, call).

    `declaration` reads one name of a declaring line, `expand` writes out what a call abbreviates.
    """
    let = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not line[0].isspace():
            let = dict(declaration(part.strip()) for part in re.split(r";(?!;)", text) if part.strip())
            continue
        fails = text.startswith("! ")
        for call in alternatives(expand(text.removeprefix("! ").strip())):
            *statements, call = (part.strip().replace("\\n", "\n") for part in call.split(";;"))
            try:
                nodes = [node for source in (*statements, call) for node in ast.walk(ast.parse(source))]
            except SyntaxError as error:
                sys.exit(f"{path.name}:{number}: {error}: {call}")
            names = {node.id for node in nodes if isinstance(node, ast.Name)}
            yield fails, {name: let[name] for name in let if name in names}, statements, call


def alternatives(text):
    """'x.<sum|mean>(<0|1>)' → four calls."""
    parts = re.split(r"<([^<>]*\|[^<>]*)>", text)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return ["".join(choice) for choice in itertools.product(*choices)]
