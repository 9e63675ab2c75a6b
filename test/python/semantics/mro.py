# The C3 order, and super() that follows it.
class Base:
    def __init__(self):
        self.log = ["Base"]

    def who(self):
        return "Base"


class Left(Base):
    def __init__(self):
        super().__init__()
        self.log.append("Left")

    def who(self):
        return "Left>" + super().who()


class Right(Base):
    def __init__(self):
        super().__init__()
        self.log.append("Right")

    def who(self):
        return "Right>" + super().who()


class Both(Left, Right):
    def __init__(self):
        super().__init__()
        self.log.append("Both")


b = Both()
result = [
    [cls.__name__ for cls in Both.__mro__],
    b.log,
    b.who(),
    super(Left, b).who(),
    Both.__bases__ == (Left, Right),
    issubclass(Both, Base),
    isinstance(b, (int, Right)),
    type(b).__name__,
]
