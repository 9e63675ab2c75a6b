# A model of `os.path` on a file system where there are only the small texts that a program may read: code that asks before
# it reads another file goes on without it.

from _floplens import is_unknown, read_file

curdir, pardir, extsep, sep, pathsep, altsep, devnull = ".", "..", ".", "/", ":", None, "/dev/null"
supports_unicode_filenames = True


def _text(path):
    return path.__fspath__() if hasattr(path, "__fspath__") else path


def join(a, *p):
    path = _text(a)
    for part in p:
        part = _text(part)
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path = path + part
        else:
            path = path + "/" + part
    return path


def split(p):
    p = _text(p)
    cut = p.rfind("/") + 1
    head = p[:cut]
    if head and head.strip("/"):
        head = head.rstrip("/")
    return head, p[cut:]


def basename(p):
    p = _text(p)
    return p[p.rfind("/") + 1 :]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    start = p.rfind("/") + 1
    name = p[start:]
    dot = name.rfind(".")
    if dot <= 0 or not name[:dot].strip("."):
        return p, ""
    return p[: start + dot], name[dot:]


def splitdrive(p):
    return "", _text(p)


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    slashes = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or not slashes and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return slashes + "/".join(parts) or "."


def isabs(s):
    return _text(s).startswith("/")


def abspath(path):
    path = _text(path)
    return normpath(path if path.startswith("/") else "/" + path)


realpath = abspath


def normcase(s):
    return _text(s)


def expanduser(path):
    return _text(path)


def expandvars(path):
    return _text(path)


def relpath(path, start="."):
    target = [part for part in abspath(path).split("/") if part]
    origin = [part for part in abspath(start).split("/") if part]
    common = 0
    while common < min(len(target), len(origin)) and target[common] == origin[common]:
        common += 1
    parts = [".."] * (len(origin) - common) + target[common:]
    return "/".join(parts) if parts else "."


def commonprefix(m):
    if not m:
        return ""
    low, high = min(m), max(m)
    for index in range(len(low)):
        if index >= len(high) or low[index] != high[index]:
            return low[:index]
    return low


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in path.split("/") if part and part != "."] for path in paths]
    common = commonprefix(split_paths) or []
    return ("/" if isabs(paths[0]) else "") + "/".join(common)


def exists(path):
    path = _text(path)
    if is_unknown(path):
        return False
    return isinstance(path, str) and read_file(path) is not None


lexists = isfile = exists


def isdir(s):
    return False


def islink(path):
    return False


def ismount(path):
    return False


def samefile(f1, f2):
    return abspath(f1) == abspath(f2)


def _no_file(path):
    raise FileNotFoundError(2, "No such file or directory", _text(path))


def getsize(filename):
    _no_file(filename)


def getmtime(filename):
    _no_file(filename)


def getctime(filename):
    _no_file(filename)


def getatime(filename):
    _no_file(filename)
