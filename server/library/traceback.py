# A model of `traceback`.

from _floplens import unknown


def print_exc(limit=None, file=None, chain=True):
    pass


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    pass


def print_stack(f=None, limit=None, file=None):
    pass


def print_tb(tb, limit=None, file=None):
    pass


def format_exc(limit=None, chain=True):
    return unknown("a traceback's text is not known")


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    return unknown("a traceback's text is not known")


def format_exception_only(exc, /, value=None):
    exc = exc if value is None else value
    text = str(exc)
    return [f"{type(exc).__name__}: {text}\n" if text else f"{type(exc).__name__}\n"]


def extract_stack(f=None, limit=None):
    return unknown("frames are not modelled")


extract_tb = format_stack = format_tb = format_list = walk_stack = walk_tb = extract_stack
StackSummary = FrameSummary = TracebackException = extract_stack
