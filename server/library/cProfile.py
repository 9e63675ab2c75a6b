# A model of `cProfile`.


class Profile:
    def __init__(self, *args, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def enable(self, *args, **options):
        pass

    def disable(self):
        pass

    def print_stats(self, sort=-1):
        pass

    def dump_stats(self, file):
        pass

    def runcall(self, func, /, *args, **kw):
        return func(*args, **kw)


def run(statement, filename=None, sort=-1):
    pass


def runctx(statement, globals, locals, filename=None, sort=-1):
    pass
