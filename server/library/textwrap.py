# A model of `textwrap`.


def dedent(text):
    lines = text.split("\n")
    margin = None
    for line in lines:
        if not line.strip(" \t"):
            continue
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        while not indent.startswith(margin):
            margin = margin[:-1]
    size = len(margin or "")
    return "\n".join([line[size:] if line.strip(" \t") else "" for line in lines])


def indent(text, prefix, predicate=None):
    def wanted(line):
        return line.strip() != "" if predicate is None else predicate(line)

    return "".join([prefix + line if wanted(line) else line for line in text.splitlines(True)])


def wrap(text, width=70, *, initial_indent="", subsequent_indent="", **options):
    lines = []
    line = ""
    for word in text.split():
        margin = subsequent_indent if lines else initial_indent
        while len(margin) + len(word) > width and not line:
            take = max(width - len(margin), 1)
            lines.append(margin + word[:take])
            word = word[take:]
            margin = subsequent_indent
        if line and len(margin) + len(line) + 1 + len(word) > width:
            lines.append(margin + line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append((subsequent_indent if lines else initial_indent) + line)
    return lines


def fill(text, width=70, **options):
    return "\n".join(wrap(text, width, **options))


def shorten(text, width, *, placeholder=" [...]", **options):
    words = text.split()
    if len(" ".join(words)) <= width:
        return " ".join(words)
    while words and len(" ".join(words)) + len(placeholder) > width:
        words.pop()
    return " ".join(words) + placeholder if words else placeholder.strip()


class TextWrapper:
    def __init__(self, width=70, **options):
        self.width = width
        self.options = options

    def wrap(self, text):
        return wrap(text, self.width, **self.options)

    def fill(self, text):
        return fill(text, self.width, **self.options)
