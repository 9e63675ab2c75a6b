# A model of `os`: paths are computed, nothing exists, and nothing is changed. An environment variable that the
# program does not set itself is absent for `get` and not known for `[]`.

from _floplens import unknown

from . import path

name = "posix"
sep, altsep, extsep, pathsep, linesep, curdir, pardir, devnull = "/", None, ".", ":", "\n", ".", "..", "/dev/null"
error = OSError

F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class _Environ(dict):
    def __missing__(self, key):
        return unknown(f"the environment variable {key} is not known")


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value, /):
    pass


def unsetenv(key, /):
    pass


class _PathLikeMeta(type):
    def __instancecheck__(cls, instance):
        return hasattr(type(instance), "__fspath__")

    def __subclasscheck__(cls, subclass):
        return hasattr(subclass, "__fspath__")


class PathLike(metaclass=_PathLikeMeta):
    def __class_getitem__(cls, item):
        return cls

    def __fspath__(self):
        raise NotImplementedError


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(path, "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


fsdecode = fsencode = fspath


class stat_result:
    pass


class DirEntry:
    pass


def _no_file(path):
    raise FileNotFoundError(2, "No such file or directory", str(path))


def getcwd():
    return "/"


def chdir(path):
    pass


def listdir(path="."):
    return []


class _Scan(list):
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def close(self):
        pass


def scandir(path="."):
    return _Scan()


def walk(top, topdown=True, onerror=None, followlinks=False):
    return iter([])


def stat(path, **options):
    _no_file(path)


lstat = stat


def access(path, mode, **options):
    return False


def mkdir(path, mode=0o777, **options):
    pass


def makedirs(name, mode=0o777, exist_ok=False):
    pass


def remove(path, **options):
    pass


def unlink(path, **options):
    pass


def rmdir(path, **options):
    pass


def removedirs(name):
    pass


def rename(src, dst, **options):
    pass


def renames(old, new):
    pass


def replace(src, dst, **options):
    pass


def symlink(src, dst, *args, **options):
    pass


def link(src, dst, **options):
    pass


def chmod(path, mode, **options):
    pass


def utime(path, times=None, **options):
    pass


def system(command):
    return unknown("a shell command does not run here")


def popen(cmd, mode="r", buffering=-1):
    return unknown("a shell command does not run here")


def cpu_count():
    return 8


def sched_getaffinity(pid):
    return set(range(8))


def getpid():
    return 1


def getppid():
    return 0


def getlogin():
    return "user"


def kill(pid, signal):
    pass


def umask(mask):
    return 0o022


def nice(increment):
    return 0


def urandom(size):
    return unknown("random bytes are not known")


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(1)


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])


def get_terminal_size(fd=0):
    return terminal_size((80, 24))


class _Uname:
    sysname, nodename, release, version, machine = "Linux", "localhost", "", "", "x86_64"


def uname():
    return _Uname()


def __getattr__(name):
    return unknown(f"os.{name} is not modelled")
