# What happens while a class is made: metaclasses, __init_subclass__, __new__.
class Registry(type):
    known = []

    def __new__(meta, name, bases, namespace, **options):
        cls = super().__new__(meta, name, bases, namespace)
        cls.tag = options.get("tag", name.lower())
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        Registry.known.append(name)

    def __call__(cls, *args):
        made = super().__call__(*args)
        made.made_by = cls.__name__
        return made

    def __len__(cls):
        return len(cls.tag)


class Model(metaclass=Registry):
    pass


class Net(Model, tag="net!"):
    def __init__(self, depth):
        self.depth = depth


class Plugin:
    plugins = {}

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.plugins[key or cls.__name__] = cls


class A(Plugin):
    pass


class B(Plugin, key="bee"):
    pass


class Single:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


dynamic = type("Dynamic", (Plugin,), {"value": 7, "get": lambda self: self.value})
result = [
    Registry.known,
    Net.tag,
    Model.tag,
    len(Net),
    Net(3).made_by,
    Net(3).depth,
    type(Net) is Registry,
    sorted(Plugin.plugins),
    Single(1) is Single(2),
    Single(5).value,
    dynamic().get(),
    dynamic.__name__,
]
