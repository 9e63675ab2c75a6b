# A model of `logging.handlers`.

from logging import FileHandler, Handler


class RotatingFileHandler(FileHandler):
    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode, encoding, delay, errors)


class TimedRotatingFileHandler(FileHandler):
    def __init__(self, filename, when="h", interval=1, backupCount=0, **options):
        super().__init__(filename)


class WatchedFileHandler(FileHandler):
    pass


class QueueHandler(Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue


class QueueListener:
    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue = queue
        self.handlers = handlers

    def start(self):
        pass

    def stop(self):
        pass


class MemoryHandler(Handler):
    def __init__(self, capacity, *args, **kwargs):
        super().__init__()


class SysLogHandler(Handler):
    def __init__(self, *args, **kwargs):
        super().__init__()


class SocketHandler(Handler):
    def __init__(self, host, port):
        super().__init__()
