# A model of `io`: files in memory, and small texts of the workspace and of installed packages.

from _floplens import is_unknown, read_file, unknown

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        self.closed = True

    def flush(self):
        pass

    def isatty(self):
        return False

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def fileno(self):
        raise UnsupportedOperation("fileno")


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory:
    def _start(self, initial):
        self._value = initial
        self._position = 0

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def getvalue(self):
        self._check()
        return self._value

    def read(self, size=-1, /):
        self._check()
        end = len(self._value) if size is None or size < 0 else self._position + size
        text = self._value[self._position : end]
        self._position = max(self._position, min(end, len(self._value)))
        return text

    def readline(self, size=-1, /):
        self._check()
        found = self._value.find(self._newline, self._position)
        end = len(self._value) if found < 0 else found + 1
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        return self.read(end - self._position)

    def readlines(self, hint=-1, /):
        lines = []
        while True:
            line = self.readline()
            if not line:
                return lines
            lines.append(line)

    def write(self, text, /):
        self._check()
        end = self._position + len(text)
        self._value = self._value[: self._position] + text + self._value[end:]
        self._position = end
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def tell(self):
        return self._position

    def seek(self, position, whence=0, /):
        self._position = position if whence == 0 else (self._position if whence == 1 else len(self._value)) + position
        return self._position

    def truncate(self, size=None, /):
        size = self._position if size is None else size
        self._value = self._value[:size]
        return size


class StringIO(_Memory, TextIOBase):
    _newline = "\n"

    def __init__(self, initial_value="", newline="\n"):
        self._start(initial_value or "")


class BytesIO(_Memory, BufferedIOBase):
    _newline = b"\n"

    def __init__(self, initial_bytes=b""):
        self._start(initial_bytes or b"")

    def getbuffer(self):
        return self.getvalue()


class FileIO(RawIOBase):
    def __init__(self, file, mode="r", **options):
        self.name = file


class TextIOWrapper(TextIOBase):
    def __init__(self, buffer, encoding=None, **options):
        self.buffer = buffer

    def read(self, size=-1, /):
        return unknown("the contents of a file are not known")

    def write(self, text, /):
        return len(text)


class BufferedReader(BufferedIOBase):
    def __init__(self, raw, buffer_size=0):
        self.raw = raw

    def read(self, size=-1, /):
        return self.raw.read(size)


class BufferedWriter(BufferedIOBase):
    def __init__(self, raw, buffer_size=0):
        self.raw = raw

    def write(self, data, /):
        return len(data)


class _Reading:
    def writable(self):
        return False

    def write(self, text, /):
        raise UnsupportedOperation("not writable")

    truncate = write


class _TextFile(_Reading, StringIO):
    errors, newlines = "strict", None

    def reconfigure(self, **options):
        pass


class _BytesFile(_Reading, BytesIO):
    pass


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    path = file.__fspath__() if hasattr(file, "__fspath__") else file
    if is_unknown(path) or is_unknown(mode) or is_unknown(encoding) or not isinstance(path, str):
        return unknown("the content of a file")
    text = read_file(path) if mode in ("r", "rt", "tr", "rb", "br", "U", "rU") else None
    if text is None:
        return unknown("the content of a file")
    if "b" in mode:
        opened = _BytesFile(text.encode())
    elif not text.isascii() and encoding not in (None, "utf-8", "utf8", "UTF-8"):
        return unknown(f"a file in the encoding {encoding}")
    else:
        opened = _TextFile(text if newline is not None else text.replace("\r\n", "\n").replace("\r", "\n"))
        opened.encoding = encoding or "utf-8"
    opened.name, opened.mode = file, mode
    return opened
