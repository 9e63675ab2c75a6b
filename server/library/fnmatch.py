# A model of `fnmatch`.

import re


def translate(pat):
    pieces = []
    position = 0
    while position < len(pat):
        character = pat[position]
        position += 1
        if character == "*":
            pieces.append(".*")
        elif character == "?":
            pieces.append(".")
        elif character == "[":
            end = pat.find("]", position + (2 if pat[position : position + 1] == "!" else 1))
            if end < 0:
                pieces.append("\\[")
            else:
                inside = pat[position:end].replace("\\", "\\\\")
                position = end + 1
                if inside.startswith("!"):
                    inside = "^" + inside[1:]
                elif inside.startswith("^"):
                    inside = "\\" + inside
                pieces.append(f"[{inside}]")
        else:
            pieces.append(re.escape(character))
    return "".join(pieces)


def fnmatchcase(name, pat):
    return re.fullmatch(translate(pat), name, re.DOTALL) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]
