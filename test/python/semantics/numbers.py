# Integers (up to 2**53, as far as ours go), floor division and modulo of negatives, rounding, comparison chains.
import math


def tried(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


a = 5
result = [
    [7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3],
    [7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, divmod(-7, 3), divmod(7.5, 2)],
    [2**10, 2**-1, 2**52, (-2) ** 3, 2**0.5, -(2**2), 10**15 // 3, 2**50 % 97, pow(3, 100, 7), (-8) ** 2],
    [7 / 2, 6 / 3, 1 / 3, 1e3, 10**15 / 10, 5 // 1.0],
    [round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5), round(0.5), round(3.14159, 3)],
    [int(3.9), int(-3.9), int("  42 "), int("ff", 16), int("0b101", 0), float("1e3"), int(True), bool(0.0), int("1_000")],
    [math.ceil(2.1), math.floor(-2.1), math.sqrt(16), math.prod([2, 3, 4]), math.gcd(12, 18), math.log2(8), math.isclose(0.1 + 0.2, 0.3)],
    [math.log(math.e), math.inf > 10**100, math.pi, math.trunc(-2.7), math.isqrt(17), math.comb(5, 2), math.factorial(10)],
    [1 < a < 10, 1 < a > 3, 1 < a < 3, a == 5 == 5.0, 1 < 2 == True, not a == 4],
    [True + True, True == 1, isinstance(True, int), 0 or "x", 1 and 2, None or 0, not []],
    [a & 3, a | 8, a ^ 1, ~a, a << 2, -a >> 1, 1 << 50],
    [abs(-3), abs(-2.5), min(3, 1, 2), max("abc"), min([3, 1], key=lambda x: -x), sum([0.1] * 3), sum(range(5), 10), max([], default=7)],
    [1 == 1.0, hash(1) == hash(1.0), {1: "a", 1.0: "b", True: "c"}, 0.1 + 0.2 == 0.3, float("nan") == float("nan")],
    [1e400, -1e400, 5e-324, 1.7976931348623157e308, 123456789012345, 0x1F, 0b11, 0o17, 1_000],
    [(255).bit_length(), (3.0).is_integer(), hex(255), bin(5), oct(8), chr(97), ord("a")],
    [int.__name__, type(1.0).__name__, type(1 / 1) is float, isinstance(1, float)],
    [tried(lambda: 1 // 0), tried(lambda: 1 / 0), tried(lambda: 1 << -1), tried(lambda: "3" * "3"), tried(lambda: -"a"), tried(lambda: 1 < "a"), tried(lambda: math.sqrt(-1))],
]
