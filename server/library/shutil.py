# A model of `shutil`: nothing is moved, copied or removed.

from collections import namedtuple

from _floplens import unknown


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copy(src, dst, *, follow_symlinks=True):
    return dst


copy2 = copyfile = copy


def copytree(src, dst, *args, **options):
    return dst


def copyfileobj(fsrc, fdst, length=0):
    pass


def move(src, dst, copy_function=copy2):
    return dst


def rmtree(path, *args, **options):
    pass


def which(cmd, mode=1, path=None):
    return None


def disk_usage(path):
    return unknown("the disk is not looked at")


def get_terminal_size(fallback=(80, 24)):
    return namedtuple("terminal_size", ["columns", "lines"])(*fallback)


def make_archive(base_name, format, *args, **options):
    return f"{base_name}.{format}"


def unpack_archive(filename, *args, **options):
    pass


def ignore_patterns(*patterns):
    return lambda path, names: set()
