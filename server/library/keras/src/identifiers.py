"""What Keras takes an object by: itself, its class, its name, or its configuration."""

from _floplens import is_unknown

from keras.src.serialization import get_registered_object


def resolve(identifier, kind, base, names):
    """An object of a class `base`, which `names` holds by name; `kind` is what Keras's ValueError calls it."""
    if identifier is None or is_unknown(identifier):
        return identifier
    if isinstance(identifier, (str, dict)):
        found = _named(identifier, base, names)
    else:
        found = identifier
    if is_unknown(found) or isinstance(found, base):
        return found
    if not callable(found):
        raise ValueError(f"Could not interpret {kind} identifier: {identifier}")
    return found() if isinstance(found, type) else found


def _named(identifier, base, names):
    by_config = isinstance(identifier, dict)
    name = identifier.get("class_name") if by_config else identifier
    if is_unknown(name):
        return name
    found = names.get(name)
    if not (isinstance(found, type) and issubclass(found, base)):
        found = get_registered_object(name)
    return found(**identifier.get("config", {})) if by_config and isinstance(found, type) else found
