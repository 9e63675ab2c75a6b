# A model of `logging`: loggers keep names and levels and print nothing.

NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = 0, 10, 20, 30, 40, 50
WARN, FATAL = WARNING, CRITICAL
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"

raiseExceptions = True
lastResort = None

_names = {0: "NOTSET", 10: "DEBUG", 20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}
_levels = {"NOTSET": 0, "DEBUG": 10, "INFO": 20, "WARN": 30, "WARNING": 30, "ERROR": 40, "CRITICAL": 50, "FATAL": 50}


def _check_level(level):
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f"Unknown level: {level!r}")
        return _levels[level]
    return level


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        return True


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return True


class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._fmt = fmt
        self.datefmt = datefmt

    def format(self, record):
        return record.getMessage()

    def formatTime(self, record, datefmt=None):
        return ""


class LogRecord:
    def __init__(self, name, level, pathname="", lineno=0, msg="", args=(), exc_info=None, func=None, sinfo=None):
        self.name = name
        self.levelno = level
        self.levelname = getLevelName(level)
        self.pathname = pathname
        self.lineno = lineno
        self.msg = msg
        self.args = args
        self.exc_info = exc_info

    def getMessage(self):
        return str(self.msg) % self.args if self.args else str(self.msg)


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _check_level(level)
        self.formatter = None
        self.name = None

    def setLevel(self, level):
        self.level = _check_level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return record.getMessage()

    def handle(self, record):
        return True

    def emit(self, record):
        pass

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream

    def setStream(self, stream):
        previous, self.stream = self.stream, stream
        return previous


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        super().__init__()
        self.baseFilename = str(filename)


class NullHandler(Handler):
    pass


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _check_level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _check_level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        return bool(self.handlers) or self.parent is not None and self.parent.hasHandlers()

    def debug(self, msg, *args, **kwargs):
        pass

    def info(self, msg, *args, **kwargs):
        pass

    def warning(self, msg, *args, **kwargs):
        pass

    def warn(self, msg, *args, **kwargs):
        pass

    def error(self, msg, *args, **kwargs):
        pass

    def exception(self, msg, *args, exc_info=True, **kwargs):
        pass

    def critical(self, msg, *args, **kwargs):
        pass

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        pass

    def handle(self, record):
        pass

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    pass


class LoggerAdapter(Logger):
    def __init__(self, logger, extra=None, merge_extra=False):
        super().__init__(logger.name, logger.level)
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        return msg, kwargs


root = RootLogger("root", WARNING)


class Manager:
    def __init__(self):
        self.root = root
        self.loggerDict = {}
        self.disable = 0

    def getLogger(self, name):
        return getLogger(name)


Logger.root = root
Logger.manager = Manager()


def getLogger(name=None):
    if not name or name == "root":
        return root
    loggers = Logger.manager.loggerDict
    if name not in loggers:
        logger = _class[0](name)
        logger.parent = getLogger(name.rpartition(".")[0])
        loggers[name] = logger
    return loggers[name]


_class = [Logger]


def setLoggerClass(klass):
    _class[0] = klass


def getLoggerClass():
    return _class[0]


def getLevelName(level):
    if level in _names:
        return _names[level]
    return _levels.get(level, f"Level {level}")


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def basicConfig(**kwargs):
    if "level" in kwargs and kwargs["level"] is not None:
        root.setLevel(kwargs["level"])
    root.handlers = list(kwargs.get("handlers") or root.handlers or [StreamHandler()])


def debug(msg, *args, **kwargs):
    pass


def info(msg, *args, **kwargs):
    pass


def warning(msg, *args, **kwargs):
    pass


warn = warning


def error(msg, *args, **kwargs):
    pass


def exception(msg, *args, **kwargs):
    pass


def critical(msg, *args, **kwargs):
    pass


fatal = critical


def log(level, msg, *args, **kwargs):
    pass


def disable(level=CRITICAL):
    pass


def captureWarnings(capture):
    pass


def shutdown(handlerList=()):
    pass


def makeLogRecord(dict):
    record = LogRecord("", 0)
    record.__dict__.update(dict)
    return record
