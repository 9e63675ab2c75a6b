# A model of `queue`.

from _floplens import unknown


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = []

    def put(self, item, block=True, timeout=None):
        self._items.append(item)

    def put_nowait(self, item):
        if 0 < self.maxsize <= len(self._items):
            raise Full
        self._items.append(item)

    def _take(self):
        return self._items.pop(0)

    def get(self, block=True, timeout=None):
        if self._items:
            return self._take()
        if not block or timeout is not None:
            raise Empty
        return unknown("waiting for a queue that nobody fills")

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def task_done(self):
        pass

    def join(self):
        pass

    def close(self):
        pass

    def cancel_join_thread(self):
        pass


class LifoQueue(Queue):
    def _take(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _take(self):
        item = min(self._items)
        self._items.remove(item)
        return item


class SimpleQueue(Queue):
    pass
