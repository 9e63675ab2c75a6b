# A model of `pprint`: everything on one line, and nothing is shown.


def pprint(object, *args, **options):
    pass


pp = pprint


def pformat(object, *args, **options):
    return repr(object)


def saferepr(object):
    return repr(object)


def isreadable(object):
    return True


def isrecursive(object):
    return False


class PrettyPrinter:
    def __init__(self, *args, **options):
        pass

    def pprint(self, object):
        pass

    def pformat(self, object):
        return repr(object)
