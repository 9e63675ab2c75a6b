# What code asks about objects: type, isinstance, callable, dir, names, abstract classes, typing.
from abc import ABC, abstractmethod
from typing import Any, Callable, Dict, Generic, List, Optional, Tuple, TypeVar, Union

T = TypeVar("T")


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...


class Square(Shape):
    """A square."""

    side: int = 2
    unit: "str"

    def area(self):
        return self.side**2

    @property
    def name(self):
        return type(self).__name__


class Box(Generic[T]):
    def __init__(self, value: T):
        self.value = value


def typed(a: int, b: "List[str]" = None, *args: Any, **kwargs: Dict[str, int]) -> Optional[Tuple[int, ...]]:
    "Doc."
    return None


def tried(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


square = Square()
result = [
    tried(Shape), square.area(), square.name, typed.__name__, typed.__defaults__,
    callable(typed), callable(Square), callable(3), callable(square), isinstance(square, Shape), isinstance(3, (str, int)),
    isinstance(True, int), isinstance(None, type(None)), issubclass(bool, int), type(3) is int,
    "area" in dir(square), hasattr(square, "side"), getattr(square, "side"), vars(square), Square.__module__, Square.__qualname__,
    Box[int](3).value, Box("x").value, Square.area.__qualname__,
    id(square) == id(square), square is not Square(), type(square).__mro__[-1] is object, object.__repr__ is not None,
    isinstance([], list), type([]).__name__, type({}.keys()).__name__, type(typed).__name__, type(len).__name__, type(square.area).__name__,
    sorted(Square.__annotations__), int("5") if str(5).isdigit() else 0,
    [cls.__name__ for cls in (int, str, list, dict, tuple, set, object, type, Exception)],
    repr(int), repr(Square), repr(None), repr(NotImplemented), repr(Ellipsis), str(type(square)), repr([...]),
]
