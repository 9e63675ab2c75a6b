# A model of `pathlib` on a file system where there are only the small texts that a program may read.

import fnmatch
import io
import os

from _floplens import unknown


class PurePath:
    def __init__(self, *args):
        parts = [os.fspath(arg) for arg in args]
        text = os.path.join(*parts) if parts else ""
        root = "//" if text.startswith("//") and not text.startswith("///") else "/" if text.startswith("/") else ""
        names = [name for name in text.split("/") if name and name != "."]
        self._root = root
        self._names = names
        self._text = root + "/".join(names) or "."

    def _make(self, root, names):
        return type(self)(root + "/".join(names))

    def with_segments(self, *segments):
        return type(self)(*segments)

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def as_posix(self):
        return self._text

    def as_uri(self):
        return "file://" + self._text

    def __repr__(self):
        return f"{self.__class__.__name__}({self._text!r})"

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        return type(self)(self, key)

    def __rtruediv__(self, key):
        return type(self)(key, self)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return (self._root, *self._names) if self._root else tuple(self._names)

    @property
    def name(self):
        return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        suffix = self.suffix
        return name[: len(name) - len(suffix)] if suffix else name

    @property
    def parent(self):
        return self._make(self._root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return tuple([self._make(self._root, self._names[:size]) for size in range(len(self._names) - 1, -1, -1)])

    def joinpath(self, *other):
        return type(self)(self, *other)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._make(self._root, [*self._names[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and (not suffix.startswith(".") or suffix == "." or "/" in suffix):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def is_absolute(self):
        return bool(self._root)

    def is_relative_to(self, other, *more):
        other = type(self)(other, *more)
        return self.parts[: len(other.parts)] == other.parts

    def relative_to(self, other, *more):
        other = type(self)(other, *more)
        if not self.is_relative_to(other):
            raise ValueError(
                f"{str(self)!r} is not in the subpath of {str(other)!r} "
                "OR one path is relative and the other is absolute."
            )
        return type(self)(*self.parts[len(other.parts) :])

    def match(self, path_pattern):
        pattern = type(self)(path_pattern).parts
        parts = self.parts
        if len(pattern) > len(parts):
            return False
        return all(fnmatch.fnmatchcase(part, piece) for part, piece in zip(parts[::-1], pattern[::-1]))

    def is_reserved(self):
        return False


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    pass


class Path(PurePath):
    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls("~")

    def expanduser(self):
        return self

    def absolute(self):
        return self if self._root else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        return type(self)(os.path.abspath(self._text))

    readlink = absolute

    def exists(self, **options):
        return os.path.exists(self._text)

    is_file = exists

    def is_dir(self, **options):
        return False

    is_symlink = is_mount = is_socket = is_fifo = is_dir

    def samefile(self, other_path):
        return self.resolve() == type(self)(other_path).resolve()

    def iterdir(self):
        return iter([])

    def glob(self, pattern):
        return iter([])

    rglob = glob

    def walk(self, *args, **options):
        return iter([])

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        pass

    def touch(self, mode=0o666, exist_ok=True):
        pass

    def unlink(self, missing_ok=False):
        pass

    def rmdir(self):
        pass

    def chmod(self, mode, **options):
        pass

    def rename(self, target):
        return type(self)(target)

    replace = rename

    def symlink_to(self, target, target_is_directory=False):
        pass

    def write_text(self, data, **options):
        return len(data)

    def write_bytes(self, data):
        return len(data)

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open("r", encoding=encoding, newline=newline) as file:
            return file.read()

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self._text, mode, buffering, encoding, errors, newline)

    def stat(self, **options):
        return unknown(f"{self._text} is not looked at")

    lstat = stat

    def owner(self):
        return "user"

    group = owner


class PosixPath(Path, PurePosixPath):
    pass


class WindowsPath(Path, PureWindowsPath):
    pass
