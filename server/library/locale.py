# A model of `locale`.

LC_ALL, LC_NUMERIC, LC_CTYPE, LC_TIME = 6, 1, 0, 2


class Error(Exception):
    pass


def setlocale(category, locale=None):
    return "C"


def getlocale(category=0):
    return ("en_US", "UTF-8")


getdefaultlocale = getlocale


def getpreferredencoding(do_setlocale=True):
    return "UTF-8"


def format_string(format, val, grouping=False, monetary=False):
    return format % val
