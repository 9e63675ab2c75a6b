# A model of `multiprocessing.pool`.


class AsyncResult:
    def __init__(self, value):
        self._value = value

    def get(self, timeout=None):
        return self._value

    def wait(self, timeout=None):
        pass

    def ready(self):
        return True

    def successful(self):
        return True


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if initializer is not None:
            initializer(*initargs)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def apply(self, func, args=(), kwds={}):
        return func(*args, **kwds)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        value = func(*args, **kwds)
        if callback is not None:
            callback(value)
        return AsyncResult(value)

    def map(self, func, iterable, chunksize=None):
        return [func(item) for item in iterable]

    def imap(self, func, iterable, chunksize=1):
        return iter([func(item) for item in iterable])

    imap_unordered = imap

    def starmap(self, func, iterable, chunksize=None):
        return [func(*args) for args in iterable]

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return AsyncResult([func(item) for item in iterable])

    def close(self):
        pass

    terminate = join = close


class ThreadPool(Pool):
    pass
