# Where an attribute is looked for: data descriptors, the instance, the class, __getattr__.
class Celsius:
    def __init__(self):
        self._degrees = 0

    @property
    def degrees(self):
        "In degrees."
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        self._degrees = None

    @property
    def fixed(self):
        return 1


class Loose:
    shared = []
    count = 0

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return "made " + name

    def __setattr__(self, name, value):
        object.__setattr__(self, name, (name, value))


def tried(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


c = Celsius()
c.degrees = 21
first = c.degrees
del c.degrees
a, b = Loose(), Loose()
a.count = 5
a.shared.append(1)
result = [
    first,
    c.degrees,
    tried(lambda: setattr(c, "degrees", -300)),
    tried(lambda: c.missing),
    tried(lambda: Celsius.missing),
    tried(lambda: c.fixed),
    a.count,
    b.count,
    b.shared,
    a.anything,
    hasattr(a, "_hidden"),
    getattr(a, "_hidden", "none"),
    getattr(c, "missing", 3),
    sorted(vars(a)),
    Loose.count,
]
