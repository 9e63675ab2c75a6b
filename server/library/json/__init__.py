# A model of `json`.

from _floplens import is_unknown


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None,
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        if is_unknown(o):
            return o
        return self._encode(o, "\n")

    def iterencode(self, o):
        yield self.encode(o)

    def _encode(self, o, newline):
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, str):
            return _quote(o, self.ensure_ascii)
        if isinstance(o, int):
            return str(int(o))
        if isinstance(o, float):
            return self._float(o)
        if isinstance(o, (list, tuple)):
            inner = newline + self._step()
            return self._join("[", [self._encode(item, inner) for item in o], "]", newline)
        if isinstance(o, dict):
            inner = newline + self._step()
            items = [(self._key(key), value) for key, value in o.items()]
            items = [(key, value) for key, value in items if key is not None]
            if self.sort_keys:
                items = sorted(items, key=lambda item: item[0])
            parts = [
                _quote(key, self.ensure_ascii) + self.key_separator + self._encode(value, inner) for key, value in items
            ]
            return self._join("{", parts, "}", newline)
        return self._encode(self.default(o), newline)

    def _step(self):
        if self.indent is None:
            return ""
        return self.indent if isinstance(self.indent, str) else " " * self.indent

    def _join(self, opening, parts, closing, newline):
        if not parts:
            return opening + closing
        if self.indent is None:
            return opening + self.item_separator.join(parts) + closing
        inner = newline + self._step()
        return opening + inner + (self.item_separator + inner).join(parts) + newline + closing

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return str(int(key))
        if isinstance(key, float):
            return self._float(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def _float(self, o):
        text = "NaN" if o != o else "Infinity" if o == float("inf") else "-Infinity" if o == -float("inf") else None
        if text is None:
            return repr(float(o))
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text


_short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_long = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t", "f": "\f", "b": "\b"}


def _quote(text, ascii_only):
    pieces = []
    for character in text:
        code = ord(character)
        if character in _short:
            pieces.append(_short[character])
        elif code < 32 or ascii_only and code > 126:
            if code > 0xFFFF:
                code = code - 0x10000
                pieces.append(f"\\u{0xD800 + code // 1024:04x}\\u{0xDC00 + code % 1024:04x}")
            else:
                pieces.append(f"\\u{code:04x}" if code != 127 else character)
        else:
            pieces.append(character)
    return '"' + "".join(pieces) + '"'


class JSONDecoder:
    def __init__(
        self,
        *,
        object_hook=None,
        parse_float=None,
        parse_int=None,
        parse_constant=None,
        strict=True,
        object_pairs_hook=None,
    ):
        self.object_hook = object_hook
        self.parse_float = float if parse_float is None else parse_float
        self.parse_int = int if parse_int is None else parse_int
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        character = s[idx : idx + 1]
        if character == '"':
            return _string(s, idx + 1)
        if character == "{":
            return self._object(s, _skip(s, idx + 1))
        if character == "[":
            return self._array(s, _skip(s, idx + 1))
        for word, value in _words.items():
            if s.startswith(word, idx):
                return value, idx + len(word)
        return self._number(s, idx)

    def _array(self, s, idx):
        items = []
        if s[idx : idx + 1] == "]":
            return items, idx + 1
        while True:
            item, idx = self.raw_decode(s, idx)
            items.append(item)
            idx = _skip(s, idx)
            if s[idx : idx + 1] == "]":
                return items, idx + 1
            if s[idx : idx + 1] != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, idx)
            idx = _skip(s, idx + 1)

    def _object(self, s, idx):
        pairs = []
        if s[idx : idx + 1] == "}":
            idx = idx + 1
        else:
            while True:
                if s[idx : idx + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, idx)
                key, idx = _string(s, idx + 1)
                idx = _skip(s, idx)
                if s[idx : idx + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, idx)
                value, idx = self.raw_decode(s, _skip(s, idx + 1))
                pairs.append((key, value))
                idx = _skip(s, idx)
                if s[idx : idx + 1] == "}":
                    idx = idx + 1
                    break
                if s[idx : idx + 1] != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", s, idx)
                idx = _skip(s, idx + 1)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), idx
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made), idx

    def _number(self, s, idx):
        end = idx
        while end < len(s) and s[end] in "+-0123456789.eE":
            end += 1
        text = s[idx:end]
        if not text or not text.lstrip("-")[:1].isdigit():
            raise JSONDecodeError("Expecting value", s, idx)
        if text.lstrip("-").isdigit():
            return self.parse_int(text), end
        return self.parse_float(text), end


_words = {
    "null": None,
    "true": True,
    "false": False,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": -float("inf"),
}


def _skip(s, idx):
    while idx < len(s) and s[idx] in " \t\n\r":
        idx += 1
    return idx


def _string(s, idx):
    begin = idx - 1
    pieces = []
    while True:
        character = s[idx : idx + 1]
        if not character:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if character == '"':
            return "".join(pieces), idx + 1
        if character != "\\":
            if ord(character) < 32:
                raise JSONDecodeError("Invalid control character at", s, idx)
            pieces.append(character)
            idx += 1
            continue
        following = s[idx + 1 : idx + 2]
        if following == "u":
            code = int(s[idx + 2 : idx + 6], 16)
            idx += 6
            if 0xD800 <= code < 0xDC00 and s.startswith("\\u", idx):
                code = 0x10000 + (code - 0xD800) * 1024 + int(s[idx + 2 : idx + 6], 16) - 0xDC00
                idx += 6
            pieces.append(chr(code))
        elif following in _long:
            pieces.append(_long[following])
            idx += 2
        else:
            raise JSONDecodeError("Invalid \\escape", s, idx)


def dumps(obj, *, cls=None, **options):
    return (JSONEncoder if cls is None else cls)(**options).encode(obj)


def dump(obj, fp, *, cls=None, **options):
    fp.write(dumps(obj, cls=cls, **options))


def loads(s, *, cls=None, **options):
    if is_unknown(s):
        return s
    if isinstance(s, bytes):
        s = s.decode()
    if not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    return (JSONDecoder if cls is None else cls)(**options).decode(s)


def load(fp, *, cls=None, **options):
    return loads(fp.read(), cls=cls, **options)
