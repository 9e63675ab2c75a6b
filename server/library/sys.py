# A model of `sys`.

from collections import namedtuple

import _floplens

_VersionInfo = namedtuple("version_info", ["major", "minor", "micro", "releaselevel", "serial"])
_Implementation = namedtuple("implementation", ["name", "version", "cache_tag"])
_FloatInfo = namedtuple("float_info", ["max", "min", "epsilon", "dig", "mant_dig", "max_exp", "min_exp", "radix"])
_Flags = namedtuple("flags", ["debug", "optimize", "interactive", "verbose", "utf8_mode"])

version_info = _VersionInfo(3, 11, 9, "final", 0)
version = "3.11.9 (main, Apr  2 2024, 00:00:00) [GCC]"
hexversion = 0x030B09F0
implementation = _Implementation("cpython", version_info, "cpython-311")
flags = _Flags(0, 0, 0, 0, 1)
float_info = _FloatInfo(1.7976931348623157e308, 2.2250738585072014e-308, 2.220446049250313e-16, 15, 53, 1024, -1021, 2)
maxsize = 9223372036854775807
maxunicode = 1114111
byteorder = "little"
platform = "linux"
executable = "/usr/bin/python3"
prefix = base_prefix = exec_prefix = "/usr"
argv = ["main.py"]
orig_argv = ["python3", "main.py"]
path = ["/"]
meta_path = []
path_hooks = []


class _Modules(dict):
    # `sys.modules[__name__]`: a module by its name; which others are loaded nobody should ask.
    def __missing__(self, name):
        return _floplens.import_module(name)


modules = _Modules()
warnoptions = []
ps1 = ">>> "
dont_write_bytecode = False
builtin_module_names = ("builtins", "sys")
stdlib_module_names = frozenset()


class _Stream:
    encoding = "utf-8"
    errors = "strict"
    closed = False

    def __init__(self, name):
        self.name = name

    def write(self, text):
        return len(text)

    def writelines(self, lines):
        pass

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return 1

    def close(self):
        pass

    def reconfigure(self, **options):
        pass

    def read(self, size=-1):
        return ""

    def readline(self, size=-1):
        return ""

    def readlines(self):
        return []

    def __iter__(self):
        return iter([])

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


stdin = __stdin__ = _Stream("<stdin>")
stdout = __stdout__ = _Stream("<stdout>")
stderr = __stderr__ = _Stream("<stderr>")


def exit(status=None, /):
    raise SystemExit(status)


def exc_info():
    return (None, None, None)


def excepthook(exctype, value, traceback, /):
    pass


def displayhook(value, /):
    pass


def getsizeof(object, default=0):
    return _floplens.unknown("sizes of Python objects are not known")


def getrefcount(object, /):
    return _floplens.unknown("reference counts are not known")


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit, /):
    pass


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def intern(string, /):
    return string


def settrace(function, /):
    pass


def gettrace():
    return None


def setprofile(function, /):
    pass


def getprofile():
    return None


def is_finalizing():
    return False


def _getframe(depth=0, /):
    return _floplens.unknown("frames are not modelled")


def __getattr__(name):
    return _floplens.unknown(f"sys.{name} is not modelled")
