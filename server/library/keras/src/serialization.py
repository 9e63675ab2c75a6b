"""What keras.saving and keras.layers write a layer down as, and make one from: its class and its configuration."""

from _floplens import is_unknown, unknown

#: By name: what a program registered, and what a scope or a call lends for a while.
_custom_objects = {}

#: By name: classes of the program of which an object was written down.
_written = {}


def get_custom_objects():
    return _custom_objects


def register_keras_serializable(package="Custom", name=None):
    def register(arg):
        if is_unknown(arg):
            return arg
        if isinstance(arg, type) and not hasattr(arg, "get_config"):
            raise ValueError("Cannot register a class that does not have a get_config() method.")
        _custom_objects[f"{package}>{name or arg.__name__}"] = arg
        return arg

    return register


def get_registered_name(obj):
    for name, registered in _custom_objects.items():
        if registered is obj:
            return name
    return obj.__name__


def get_registered_object(name, custom_objects=None, module_objects=None):
    for table in (custom_objects, _custom_objects, module_objects):
        if table and name in table:
            return table[name]
    return None


class CustomObjectScope:
    def __init__(self, custom_objects):
        self.custom_objects = custom_objects or {}
        self._before = {}

    def __enter__(self):
        self._before = dict(_custom_objects)
        _custom_objects.update(self.custom_objects)
        return self

    def __exit__(self, *args):
        _custom_objects.clear()
        _custom_objects.update(self._before)
        return False


def keras_base(cls):
    """The nearest class of Keras's own that a class is or derives from."""
    for base in cls.__mro__:
        if base.__module__.startswith("keras."):
            return base
    return None


def _public_module(obj, module):
    from keras.src.layer import Layer
    from keras.src.model import InputLayer, Model

    if isinstance(obj, Layer):
        return "keras" if isinstance(obj, Model) and not isinstance(obj, InputLayer) else "keras.layers"
    return module.replace("keras.src.", "keras.")


def serialize_keras_object(obj):
    if is_unknown(obj) or obj is None or isinstance(obj, (str, int, float)):
        return obj
    if isinstance(obj, (list, tuple)):
        return type(obj)(serialize_keras_object(item) for item in obj)
    if isinstance(obj, dict):
        return {key: serialize_keras_object(item) for key, item in obj.items()}
    if hasattr(obj, "get_config") and not isinstance(obj, type):
        cls = type(obj)
        own = cls.__module__.startswith("keras.")
        name = get_registered_name(cls)
        if not own:
            _written[name] = cls
        return {
            "module": _public_module(obj, cls.__module__) if own else None,
            "class_name": cls.__name__,
            "config": obj.get_config(),
            "registered_name": None if own else name,
        }
    if callable(obj) and hasattr(obj, "__name__"):
        name = get_registered_name(obj)
        if name == obj.__name__:
            _written[name] = obj
        return {"module": "builtins", "class_name": "function", "config": obj.__name__, "registered_name": name}
    return obj


def deserialize_keras_object(config, custom_objects=None, safe_mode=True, **kwargs):
    if is_unknown(config):
        return config
    if isinstance(config, (list, tuple)):
        return type(config)(deserialize_keras_object(item, custom_objects) for item in config)
    if not isinstance(config, dict):
        return config
    if "class_name" not in config or "config" not in config:
        return {key: deserialize_keras_object(item, custom_objects) for key, item in config.items()}
    inner = config["config"]
    if is_unknown(config["class_name"]) or is_unknown(inner):
        return unknown("a configuration that is not known")
    if config["class_name"] == "function":
        return _function(config, custom_objects)
    cls = _class(config, custom_objects)
    if is_unknown(cls) or not hasattr(cls, "from_config"):
        return unknown("an object made from a configuration")
    if not custom_objects:
        return cls.from_config(inner)
    with CustomObjectScope(custom_objects):
        return cls.from_config(inner)


def _function(config, custom_objects):
    name = config["config"]
    found = _program_object(config.get("registered_name") or name, name, custom_objects)
    if found is not None:
        return found
    from keras import activations

    return activations.get(name)


def _class(config, custom_objects):
    name = config["class_name"]
    found = _program_object(config.get("registered_name") or name, name, custom_objects)
    if found is not None:
        return found
    module = config.get("module")
    if isinstance(module, str) and (module == "keras" or module.startswith("keras.")):
        import keras

        place = keras
        for part in module.split(".")[1:]:
            place = getattr(place, part)
        return getattr(place, name)
    if "registered_name" in config and config["registered_name"] in _written:
        return _written[config["registered_name"]]
    raise TypeError(
        f"Could not locate class '{name}'. Make sure custom classes and functions are decorated with"
        " `@keras.saving.register_keras_serializable()`. If they are already decorated, make sure they are all imported"
        f" so that the decorator is run before trying to load them. Full object config: {config}"
    )


def _program_object(registered_name, name, custom_objects):
    found = get_registered_object(registered_name, custom_objects)
    return get_registered_object(name, custom_objects) if found is None else found


def deserialize_layer(config, custom_objects=None):
    from keras.src.layer import Layer

    made = deserialize_keras_object(config, custom_objects)
    if is_unknown(made):
        return made
    if isinstance(config, Layer):
        raise TypeError(f"Could not parse config: {config}")
    if not isinstance(made, Layer):
        raise ValueError(
            "`keras.layers.deserialize` was passed a `config` object that is not a `keras.layers.Layer`. Received:"
            f" {config}"
        )
    return made
