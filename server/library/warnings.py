# A model of `warnings`: nothing is ever shown.


class WarningMessage:
    def __init__(self, message, category, filename="", lineno=0, **details):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno


filters = []


def warn(message, category=None, stacklevel=1, source=None, **options):
    pass


def warn_explicit(message, category, filename, lineno, **options):
    pass


def showwarning(message, category, filename, lineno, file=None, line=None):
    pass


def formatwarning(message, category, filename, lineno, line=None):
    return f"{filename}:{lineno}: {category.__name__}: {message}\n"


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    pass


def simplefilter(action, category=Warning, lineno=0, append=False):
    pass


def resetwarnings():
    pass


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record

    def __enter__(self):
        return [] if self._record else None

    def __exit__(self, *exc_info):
        pass


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    return lambda decorated: decorated
