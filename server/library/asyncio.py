# A model of `asyncio`: coroutines are not run.

from queue import LifoQueue, PriorityQueue, Queue
from threading import Condition, Event, Lock, Semaphore

from _floplens import unknown


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


def run(*args, **options):
    return unknown("coroutines are not run here")


sleep = gather = wait = wait_for = create_task = ensure_future = to_thread = run


def get_event_loop():
    return unknown("coroutines are not run here")


new_event_loop = get_running_loop = get_event_loop


def set_event_loop(loop):
    pass


def iscoroutinefunction(func):
    return False


def iscoroutine(obj):
    return False


def __getattr__(name):
    return unknown(f"asyncio.{name} is not modelled")
