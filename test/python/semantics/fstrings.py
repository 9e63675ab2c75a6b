# f-strings and format: widths, signs, bases, floats, nesting, conversions, =.
class Shape:
    def __init__(self, *dims):
        self.dims = dims

    def __repr__(self):
        return f"Shape{self.dims}"

    def __str__(self):
        return "x".join(map(str, self.dims))

    def __format__(self, spec):
        return f"<{spec}>" if spec else str(self)


n, pi, name, width = 1234567, 3.14159265, "conv", 8
s = Shape(3, 224)
result = [
    f"{n:,} {n:_} {n:>10} {n:<10}| {n:^11} {n:011d} {n:+} {n:x} {n:#X} {n:b} {n:o} {n:e}",
    f"{pi:.2f} {pi:8.3f} {pi:<8.1f}| {pi:e} {pi:.3e} {pi:g} {pi:.3g} {pi:%} {pi:.1%} {-pi:+.1f} {pi:010.2f}",
    f"{name!r} {name!s:>6} {name:*^10} {name:.2} {name:{width}}| {name:>{width}}",
    f"{s} {s!r} {s:abc}",
    f"{n=} {pi=:.1f} {name = }",
    f"{{literal}} {'nested ' + f'{width + 1}'} {[i for i in range(3)]}",
    f"{1e10} {1e16} {1e-5} {0.1 + 0.2} {1/3} {100.0} {float('inf')} {-0.0} {1e22} {123456789.123}",
    "{0} {1} {0}".format(1, 2),
    "{a[k]} {b.dims} {:>4}".format(7, a={"k": 1}, b=s),
    "%d %s %r %.2f %5d|%-5d| %05.1f %x %%" % (3.7, "s", "r", 2.345, 42, 42, 3.14159, 255),
    "%(x)d-%(y)s" % {"x": 1, "y": "b"},
    format(1234.5, ",.2f"),
    f"{True} {None} {1 < 2:d} {3:5}|{'a':5}|{2.5:5}|",
    f"{10**20:,} {2**0.5:.10f} {1e100:.3g} {0.00001234:g} {123456789:g} {1.0:g} {1.5:n}",
    repr("it's") + repr('say "hi"') + repr("tab\tnew\n\\ é \x00"),
    str(1.0) + str(1e300 * 10) + str([1.5, "a", None, (1,), {"k": {1}}]),
]
