# A model of `threading`: a thread runs where it is started.


class _Lock:
    def __enter__(self):
        return True

    def __exit__(self, *exc_info):
        pass

    def acquire(self, blocking=True, timeout=-1):
        return True

    def release(self):
        pass

    def locked(self):
        return False


def Lock():
    return _Lock()


RLock = Lock


class Condition(_Lock):
    def __init__(self, lock=None):
        pass

    def wait(self, timeout=None):
        return True

    def wait_for(self, predicate, timeout=None):
        return True

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass


class Semaphore(_Lock):
    def __init__(self, value=1):
        pass


class BoundedSemaphore(Semaphore):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties

    def wait(self, timeout=None):
        return 0


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return True


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self.name = name or "Thread-1"
        self.daemon = bool(daemon)
        self.ident = None

    def start(self):
        self.ident = 1
        self.run()

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return False

    def setDaemon(self, daemonic):
        self.daemon = daemonic


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)

    def start(self):
        pass

    def cancel(self):
        pass


class local:
    pass


_main = Thread(name="MainThread")


def current_thread():
    return _main


currentThread = main_thread = current_thread


def get_ident():
    return 1


get_native_id = get_ident


def active_count():
    return 1


def enumerate():
    return [_main]


def settrace(func):
    pass


def excepthook(args, /):
    pass
