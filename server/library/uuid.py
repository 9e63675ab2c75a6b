# A model of `uuid`.

from _floplens import unknown


class UUID:
    def __init__(self, hex=None, **options):
        self.hex = unknown("a random identifier is not known") if hex is None else hex.replace("-", "")

    def __str__(self):
        return str(self.hex)


def uuid4():
    return UUID()


def uuid1(node=None, clock_seq=None):
    return UUID()


def uuid3(namespace, name):
    return UUID()


uuid5 = uuid3
NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
