# A model of `fractions`.

import math


class Fraction:
    def __init__(self, numerator=0, denominator=None):
        if isinstance(numerator, str):
            top, _, bottom = numerator.partition("/")
            if "." in top:
                whole, _, part = top.partition(".")
                numerator, denominator = int(whole + part), 10 ** len(part)
            else:
                numerator, denominator = int(top), int(bottom or 1)
        elif isinstance(numerator, Fraction):
            numerator, denominator = numerator.numerator, numerator.denominator * (denominator or 1)
        elif isinstance(numerator, float):
            numerator, denominator = numerator.as_integer_ratio()
        denominator = 1 if denominator is None else denominator
        if isinstance(denominator, Fraction):
            numerator, denominator = numerator * denominator.denominator, denominator.numerator
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self.numerator = numerator // common
        self.denominator = denominator // common

    def limit_denominator(self, max_denominator=1000000):
        if self.denominator <= max_denominator:
            return self
        low, high = (0, 1), (1, 0)
        top, bottom = self.numerator, self.denominator
        # Each turn is a term of the continued fraction; a float has fewer than these.
        for _ in range(64):
            whole = top // bottom
            following = (low[0] + whole * high[0], low[1] + whole * high[1])
            if following[1] > max_denominator:
                break
            low, high = high, following
            top, bottom = bottom, top - whole * bottom
        steps = (max_denominator - low[1]) // high[1]
        near = Fraction(low[0] + steps * high[0], low[1] + steps * high[1])
        other = Fraction(*high)
        return other if abs(other - self) <= abs(near - self) else near

    def _with(self, other, function):
        if isinstance(other, float):
            return None
        if isinstance(other, int):
            other = Fraction(other)
        return function(other) if isinstance(other, Fraction) else NotImplemented

    def __add__(self, other):
        if isinstance(other, float):
            return float(self) + other
        return self._with(
            other,
            lambda o: Fraction(
                self.numerator * o.denominator + o.numerator * self.denominator, self.denominator * o.denominator
            ),
        )

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.numerator, self.denominator)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if isinstance(other, float):
            return float(self) * other
        return self._with(other, lambda o: Fraction(self.numerator * o.numerator, self.denominator * o.denominator))

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, float):
            return float(self) / other
        return self._with(other, lambda o: Fraction(self.numerator * o.denominator, self.denominator * o.numerator))

    def __rtruediv__(self, other):
        return other / float(self) if isinstance(other, float) else Fraction(other) / self

    def __floordiv__(self, other):
        return math.floor(self / other)

    def __abs__(self):
        return Fraction(abs(self.numerator), self.denominator)

    def __floor__(self):
        return self.numerator // self.denominator

    def __ceil__(self):
        return -(-self.numerator // self.denominator)

    def __trunc__(self):
        return self.__floor__() if self.numerator >= 0 else self.__ceil__()

    __int__ = __trunc__

    def __float__(self):
        return self.numerator / self.denominator

    def __bool__(self):
        return self.numerator != 0

    def __eq__(self, other):
        if isinstance(other, (int, Fraction)):
            other = Fraction(other)
            return self.numerator == other.numerator and self.denominator == other.denominator
        return float(self) == other if isinstance(other, float) else NotImplemented

    def __lt__(self, other):
        return (self - other)._sign() < 0 if isinstance(other, (int, Fraction)) else float(self) < other

    def __le__(self, other):
        return (self - other)._sign() <= 0 if isinstance(other, (int, Fraction)) else float(self) <= other

    def __gt__(self, other):
        return not self <= other

    def __ge__(self, other):
        return not self < other

    def _sign(self):
        return self.numerator

    def __hash__(self):
        return hash(self.numerator) if self.denominator == 1 else hash((self.numerator, self.denominator))

    def __str__(self):
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

    def __repr__(self):
        return f"Fraction({self.numerator}, {self.denominator})"
