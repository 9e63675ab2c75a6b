# A model of `timeit`: what is timed runs once, and how long it takes is not known.

from time import perf_counter as default_timer

from _floplens import unknown


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=None, globals=None):
        self._stmt = stmt

    def timeit(self, number=1000000):
        if callable(self._stmt):
            self._stmt()
        return unknown("how long something takes is not measured")

    def repeat(self, repeat=5, number=1000000):
        return [self.timeit(number)] * repeat

    def autorange(self, callback=None):
        return 1, self.timeit(1)


def timeit(stmt="pass", setup="pass", timer=None, number=1000000, globals=None):
    return Timer(stmt).timeit(number)


def repeat(stmt="pass", setup="pass", timer=None, repeat=5, number=1000000, globals=None):
    return Timer(stmt).repeat(repeat, number)
