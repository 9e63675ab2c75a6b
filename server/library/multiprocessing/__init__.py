# A model of `multiprocessing`: work runs in this process, in order.

from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread

from _floplens import unknown

from .pool import Pool

SimpleQueue = JoinableQueue = Queue


class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


class Process(Thread):
    exitcode = 0
    pid = 1

    def terminate(self):
        pass

    kill = close = terminate


class _Value:
    def __init__(self, typecode, value=0, *, lock=True):
        self.value = value

    def get_lock(self):
        return Lock()


Value = _Value


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    return [0] * size_or_initializer if isinstance(size_or_initializer, int) else list(size_or_initializer)


RawValue, RawArray = Value, Array


def cpu_count():
    return 8


def current_process():
    return Process(name="MainProcess")


def active_children():
    return []


def parent_process():
    return None


def get_context(method=None):
    import multiprocessing

    return multiprocessing


def get_start_method(allow_none=False):
    return "fork"


def set_start_method(method, force=False):
    pass


def get_all_start_methods():
    return ["fork", "spawn", "forkserver"]


def freeze_support():
    pass


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def dict(self, *args, **kwargs):
        return {}

    def list(self, sequence=()):
        return list(sequence)

    Queue = Queue
    Lock = staticmethod(Lock)
    Value = Value

    def shutdown(self):
        pass


def Pipe(duplex=True):
    return unknown("pipes are not modelled"), unknown("pipes are not modelled")


def __getattr__(name):
    return unknown(f"multiprocessing.{name} is not modelled")
