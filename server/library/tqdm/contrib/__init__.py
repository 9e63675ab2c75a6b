# A model of `tqdm.contrib`.


def tenumerate(iterable, start=0, total=None, tqdm_class=None, **options):
    return enumerate(iterable, start)


def tzip(iter1, *iter2plus, **options):
    return zip(iter1, *iter2plus)


def tmap(function, *sequences, **options):
    return map(function, *sequences)
