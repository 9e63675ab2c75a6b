# Data descriptors win over the instance, others do not; __set_name__ tells them their name.
class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name
        self.owner = owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.owner}.{self.name} must be {self.kind.__name__}")
        instance.__dict__[self.name] = value


class Lazy:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value


calls = []


class Config:
    width = Typed(int)

    @Lazy
    def total(self):
        calls.append("total")
        return self.width * 2

    @classmethod
    def make(cls, width):
        self = cls()
        self.width = width
        return self

    @staticmethod
    def double(x):
        return 2 * x


config = Config.make(4)
try:
    config.width = "wide"
except TypeError as error:
    message = str(error)
result = [
    Config().width,
    config.width,
    message,
    config.total,
    config.total,
    calls,
    Config.width.name,
    Config.double(3),
    config.double(4),
    config.make(7).width,
]
