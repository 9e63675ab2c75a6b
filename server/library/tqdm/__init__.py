# A model of `tqdm`: it iterates and shows nothing.

__version__ = "4.67.1"
__all__ = ["tqdm", "trange", "auto", "notebook", "std", "asyncio"]


class tqdm:
    def __init__(self, iterable=None, desc=None, total=None, leave=True, **options):
        self.iterable = iterable
        self.desc = desc or ""
        self.leave = leave
        self.n = options.get("initial", 0)
        self.disable = options.get("disable", False)
        self.postfix = None
        self.format_dict = {}
        if total is None and iterable is not None and hasattr(iterable, "__len__"):
            total = len(iterable)
        self.total = total

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return self.total if self.iterable is None else len(self.iterable)

    def __bool__(self):
        return self.total is None or self.total > 0

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def update(self, n=1):
        self.n = self.n + n

    def set_description(self, desc=None, refresh=True):
        self.desc = desc or ""

    set_description_str = set_description

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        pass

    def set_postfix_str(self, s="", refresh=True):
        pass

    def refresh(self, *args, **kwargs):
        pass

    def reset(self, total=None):
        self.n = 0

    def close(self):
        pass

    def clear(self, *args, **kwargs):
        pass

    def display(self, *args, **kwargs):
        pass

    def unpause(self):
        pass

    @staticmethod
    def write(s, file=None, end="\n", nolock=False):
        pass

    @classmethod
    def pandas(cls, *args, **kwargs):
        pass

    @classmethod
    def get_lock(cls):
        from threading import RLock

        return RLock()

    @classmethod
    def set_lock(cls, lock):
        pass


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)


def tqdm_notebook(*args, **kwargs):
    return tqdm(*args, **kwargs)


tnrange = trange
