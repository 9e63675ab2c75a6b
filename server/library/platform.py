# A model of `platform`.


def system():
    return "Linux"


def machine():
    return "x86_64"


processor = machine


def node():
    return "localhost"


def release():
    return ""


def version():
    return ""


def platform(aliased=False, terse=False):
    return "Linux-x86_64-with-glibc"


def python_version():
    return "3.11.9"


def python_version_tuple():
    return ("3", "11", "9")


def python_implementation():
    return "CPython"


def python_compiler():
    return "GCC"


def architecture(executable="", bits="", linkage=""):
    return ("64bit", "ELF")


def mac_ver():
    return ("", ("", "", ""), "")


def uname():
    from os import uname

    return uname()
