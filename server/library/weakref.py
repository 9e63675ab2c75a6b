# A model of `weakref`: what is referred to lives as long as the run.

from collections import UserDict


class ReferenceType:
    def __init__(self, object, callback=None, /):
        self._object = object

    def __class_getitem__(cls, item):
        return cls

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return isinstance(other, ReferenceType) and self._object == other._object

    def __hash__(self):
        return hash(self._object)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


ref = ReferenceType
KeyedRef = ReferenceType


def proxy(object, callback=None, /):
    return object


ProxyType = CallableProxyType = type(None)


class WeakMethod(ReferenceType):
    pass


class WeakValueDictionary(UserDict):
    pass


class WeakKeyDictionary(UserDict):
    pass


class WeakSet:
    def __init__(self, data=None):
        self.data = set(() if data is None else data)

    def add(self, item):
        self.data.add(item)

    def discard(self, item):
        self.data.discard(item)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def update(self, other):
        self.data.update(other)

    def __contains__(self, item):
        return item in self.data

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


class finalize:
    alive = True

    def __init__(self, obj, func, /, *args, **kwargs):
        self.atexit = True

    def __call__(self):
        pass

    def detach(self):
        pass


def getweakrefcount(object, /):
    return 0


def getweakrefs(object, /):
    return []
