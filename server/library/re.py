# A model of `re` over one native: `_floplens.re_search(pattern, flags, string, position, mode)`, mode "search",
# "match" or "fullmatch". It answers None or `(spans, names)`: the spans of all groups, the whole match first and (-1,
# -1) for a group that took no part, and a dict from names to group numbers.

import _floplens

A = ASCII = 256
I = IGNORECASE = 2
L = LOCALE = 4
M = MULTILINE = 8
S = DOTALL = 16
U = UNICODE = 32
X = VERBOSE = 64
NOFLAG = 0
DEBUG = 128
RegexFlag = int


class error(Exception):
    pass


class Match:
    def __init__(self, pattern, string, spans, names, pos, endpos):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._spans = spans
        self._names = names

    def _index(self, group):
        index = self._names.get(group, -1) if isinstance(group, str) else group
        if not 0 <= index < len(self._spans):
            raise IndexError("no such group")
        return index

    def _group(self, group, default=None):
        start, end = self._spans[self._index(group)]
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        if not groups:
            return self._group(0)
        if len(groups) == 1:
            return self._group(groups[0])
        return tuple([self._group(group) for group in groups])

    def __getitem__(self, group):
        return self._group(group)

    def groups(self, default=None):
        return tuple([self._group(index, default) for index in range(1, len(self._spans))])

    def groupdict(self, default=None):
        return {name: self._group(index, default) for name, index in self._names.items()}

    def start(self, group=0):
        return self._spans[self._index(group)][0]

    def end(self, group=0):
        return self._spans[self._index(group)][1]

    def span(self, group=0):
        return tuple(self._spans[self._index(group)])

    @property
    def lastindex(self):
        found = None
        furthest = -1
        for index in range(1, len(self._spans)):
            if self._spans[index][1] > furthest:
                found = index
                furthest = self._spans[index][1]
        return found

    @property
    def lastgroup(self):
        index = self.lastindex
        return next((name for name, number in self._names.items() if number == index), None)

    def expand(self, template):
        return _expand(template, self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"


class Pattern:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.flags = flags

    def __class_getitem__(cls, item):
        return cls

    def _find(self, string, pos, endpos, mode):
        if not isinstance(string, (str, bytes)):
            raise TypeError(f"expected string or bytes-like object, got {type(string).__name__!r}")
        text = string if endpos is None else string[:endpos]
        pos = min(max(pos, 0), len(text))
        found = _floplens.re_search(self.pattern, self.flags, text, pos, mode)
        if found is None:
            return None
        spans, names = found
        return Match(self, string, spans, names, pos, len(text))

    def search(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, "search")

    def match(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, "match")

    def fullmatch(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, "fullmatch")

    def finditer(self, string, pos=0, endpos=None):
        end = len(string) if endpos is None else min(endpos, len(string))
        while pos <= end:
            found = self._find(string, pos, endpos, "search")
            if found is None:
                return
            yield found
            # After an empty match the next one starts further on.
            pos = found.end() + 1 if found.end() == found.start() else found.end()

    def findall(self, string, pos=0, endpos=None):
        results = []
        for found in self.finditer(string, pos, endpos):
            groups = found.groups("")
            results.append(found.group() if not groups else groups[0] if len(groups) == 1 else groups)
        return results

    def split(self, string, maxsplit=0):
        pieces = []
        position = 0
        for found in self.finditer(string):
            if maxsplit and len(pieces) >= maxsplit * (len(found._spans)):
                break
            pieces.append(string[position : found.start()])
            pieces.extend(found.groups())
            position = found.end()
        pieces.append(string[position:])
        return pieces

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        pieces = []
        position = 0
        made = 0
        for found in self.finditer(string):
            if count and made >= count:
                break
            pieces.append(string[position : found.start()])
            pieces.append(repl(found) if callable(repl) else _expand(repl, found))
            position = found.end()
            made += 1
        pieces.append(string[position:])
        return "".join(pieces), made

    def __eq__(self, other):
        return isinstance(other, Pattern) and self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"re.compile({self.pattern!r})"


_escapes = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b", "\\": "\\"}


def _expand(template, match):
    if "\\" not in template:
        return template
    pieces = []
    position = 0
    while position < len(template):
        character = template[position]
        following = template[position + 1 : position + 2]
        if character != "\\" or not following:
            pieces.append(character)
            position += 1
        elif following == "g" and template[position + 2 : position + 3] == "<":
            end = template.index(">", position)
            name = template[position + 3 : end]
            pieces.append(match._group(int(name) if name.isdigit() else name, ""))
            position = end + 1
        elif following.isdigit() and following != "0":
            size = 2 if template[position + 2 : position + 3].isdigit() else 1
            number = int(template[position + 1 : position + 1 + size])
            if number >= len(match._spans):
                raise error(f"invalid group reference {number} at position {position + 1}")
            pieces.append(match._group(number, ""))
            position += 1 + size
        elif following in _escapes:
            pieces.append(_escapes[following])
            position += 2
        elif following.isalpha():
            raise error(f"bad escape \\{following} at position {position}")
        else:
            pieces.append(character + following)
            position += 2
    return "".join(pieces)


def compile(pattern, flags=0):
    return pattern if isinstance(pattern, Pattern) else Pattern(pattern, flags)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


_special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"


def escape(pattern):
    return "".join(["\\" + character if character in _special else character for character in pattern])


def purge():
    pass
