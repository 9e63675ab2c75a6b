# A model of `itertools`, as generators.

_missing = object()


def count(start=0, step=1):
    while True:
        yield start
        start = start + step


def cycle(iterable, /):
    saved = []
    for element in iterable:
        yield element
        saved.append(element)
    while saved:
        for element in saved:
            yield element


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        total = next(iterator, _missing)
        if total is _missing:
            return
    yield total
    for element in iterator:
        total = total + element if func is None else func(total, element)
        yield total


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError("n must be at least one")
    batch = []
    for element in iterable:
        batch.append(element)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        if strict:
            raise ValueError("batched(): incomplete batch")
        yield tuple(batch)


def chain(*iterables):
    for iterable in iterables:
        yield from iterable


def _from_iterable(iterables, /):
    for iterable in iterables:
        yield from iterable


chain.from_iterable = _from_iterable


def compress(data, selectors):
    for element, selected in zip(data, selectors):
        if selected:
            yield element


def dropwhile(predicate, iterable, /):
    iterator = iter(iterable)
    for element in iterator:
        if not predicate(element):
            yield element
            break
    yield from iterator


def takewhile(predicate, iterable, /):
    for element in iterable:
        if not predicate(element):
            break
        yield element


def filterfalse(predicate, iterable, /):
    for element in iterable:
        if not (element if predicate is None else predicate(element)):
            yield element


def groupby(iterable, key=None):
    group = []
    current = _missing
    for element in iterable:
        found = element if key is None else key(element)
        if current is not _missing and found != current:
            yield current, iter(group)
            group = []
        current = found
        group.append(element)
    if group:
        yield current, iter(group)


def islice(iterable, *args):
    bounds = slice(*args)
    start = 0 if bounds.start is None else bounds.start
    step = 1 if bounds.step is None else bounds.step
    stop = bounds.stop
    if stop is not None and stop < 0:
        raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if start < 0 or step < 1:
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if stop is not None and start >= stop:
        return
    for index, element in enumerate(iterable):
        if index >= start and (index - start) % step == 0:
            yield element
        if stop is not None and index >= stop - 1:
            break


def pairwise(iterable, /):
    previous = _missing
    for element in iterable:
        if previous is not _missing:
            yield previous, element
        previous = element


def starmap(function, iterable, /):
    for args in iterable:
        yield function(*args)


def tee(iterable, n=2, /):
    elements = list(iterable)
    return tuple([iter(elements) for _ in range(n)])


def zip_longest(*iterables, fillvalue=None):
    pools = [list(iterable) for iterable in iterables]
    for index in range(max([len(pool) for pool in pools], default=0)):
        yield tuple([pool[index] if index < len(pool) else fillvalue for pool in pools])


def product(*iterables, repeat=1):
    results = [()]
    for pool in [tuple(iterable) for iterable in iterables] * repeat:
        results = [(*result, element) for result in results for element in pool]
    yield from results


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    yield from _choose(pool, r, lambda chosen: [i for i in range(len(pool)) if i not in chosen])


def combinations(iterable, r):
    pool = tuple(iterable)
    yield from _choose(pool, r, lambda chosen: range(chosen[-1] + 1 if chosen else 0, len(pool)))


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    yield from _choose(pool, r, lambda chosen: range(chosen[-1] if chosen else 0, len(pool)))


def _choose(pool, r, candidates):
    chosen = [()]
    for _ in range(r):
        chosen = [(*indices, i) for indices in chosen for i in candidates(indices)]
    for indices in chosen:
        yield tuple([pool[i] for i in indices])
