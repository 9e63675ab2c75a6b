# A model of `decimal`: decimals are not computed with.

from _floplens import unknown

ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING = (
    *("ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN", "ROUND_UP", "ROUND_FLOOR", "ROUND_CEILING"),
)


def Decimal(value="0", context=None):
    return unknown("decimals are not modelled")


def getcontext():
    return unknown("decimals are not modelled")


localcontext = getcontext


def __getattr__(name):
    return unknown(f"decimal.{name} is not modelled")
