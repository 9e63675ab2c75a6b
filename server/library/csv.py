# A model of `csv`: writing does nothing, and what a file holds is not known.

from _floplens import unknown

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


def reader(csvfile, dialect="excel", **options):
    return unknown("the rows of a file are not known")


class DictReader:
    def __init__(self, f, fieldnames=None, *args, **options):
        self.fieldnames = unknown("the columns of a file are not known") if fieldnames is None else fieldnames

    def __iter__(self):
        return iter(unknown("the rows of a file are not known"))

    def __next__(self):
        return unknown("the rows of a file are not known")


class _Writer:
    def writerow(self, row):
        pass

    def writerows(self, rows):
        pass


def writer(csvfile, dialect="excel", **options):
    return _Writer()


class DictWriter(_Writer):
    def __init__(self, f, fieldnames, *args, **options):
        self.fieldnames = fieldnames

    def writeheader(self):
        pass


def field_size_limit(limit=None):
    return 131072
