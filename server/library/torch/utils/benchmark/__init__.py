"""torch.utils.benchmark: a timed statement runs once and is not timed."""

from _floplens import unknown


class Timer:
    def __init__(self, stmt="pass", setup="pass", globals=None, **kwargs):
        self.stmt = stmt

    def timeit(self, number=1000000):
        return unknown("times are not measured")

    def blocked_autorange(self, callback=None, min_run_time=0.2):
        return unknown("times are not measured")

    def adaptive_autorange(self, *args, **kwargs):
        return unknown("times are not measured")


class Compare:
    def __init__(self, results):
        self.results = results

    def print(self):
        return None
