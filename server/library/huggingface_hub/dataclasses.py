# A model of `huggingface_hub.dataclasses`: dataclasses that take more keywords than they have fields. Values are not
# validated.

from dataclasses import MISSING, field, fields
from functools import wraps

from .errors import StrictDataclassDefinitionError


def strict(cls=None, *, accept_kwargs=False):
    def decorate(cls):
        if not hasattr(cls, "__dataclass_fields__"):
            raise StrictDataclassDefinitionError(f"Class '{cls.__name__}' must be a dataclass before applying @strict.")
        if accept_kwargs:
            cls.__init__ = _init(cls, cls.__init__)
            if not hasattr(cls, "__post_init__"):
                cls.__post_init__ = _post_init
        cls.validate = _validate
        return cls

    return decorate if cls is None else decorate(cls)


def _init(cls, original):
    declared = fields(cls)
    names = {f.name for f in declared}

    @wraps(original)
    def __init__(self, *args, **kwargs):
        if args:
            raise ValueError(
                f"When `accept_kwargs=True`, {cls.__name__} accepts only keyword arguments, "
                f"but found `{len(args)}` positional args."
            )
        for f in declared:
            if f.name in kwargs:
                setattr(self, f.name, kwargs[f.name])
            elif f.default is not MISSING:
                setattr(self, f.name, f.default)
            elif f.default_factory is not MISSING:
                setattr(self, f.name, f.default_factory())
            else:
                raise TypeError(f"Missing required field - '{f.name}'")
        self.__post_init__(**{name: value for name, value in kwargs.items() if name not in names})

    return __init__


def _post_init(self, **kwargs):
    for name, value in kwargs.items():
        setattr(self, name, value)


def _validate(self):
    pass


def validated_field(validator, default=MISSING, default_factory=MISSING, metadata=None, **options):
    return field(
        default=default,
        default_factory=default_factory,
        metadata={"validator": validator, **({} if metadata is None else metadata)},
        **options,
    )


def as_validated_field(validator):
    @wraps(validator)
    def made(*args, **kwargs):
        return validated_field(validator, *args, **kwargs)

    return made


def validate_typed_dict(schema, data):
    pass


def type_validator(name, value, expected_type):
    pass
