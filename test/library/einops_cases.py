# Cases as in stdlib_cases.py, for our model of `einops`: shapes, values where the order of elements could go wrong, and errors.


def raises(function):
    try:
        value = function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"no error: {value!r}"


# case: einops.rearrange
import torch
from einops import rearrange
x = torch.zeros(2, 3, 4, 6)

def shape(t):
    return list(t.shape)

result = [
    shape(rearrange(x, "b c h w -> b h w c")), shape(rearrange(x, "b c h w -> b (c h w)")), shape(rearrange(x, "b c (h p) (w q) -> b (h w) (p q c)", p=2, q=3)), shape(rearrange(x, "b ... -> ... b")), shape(rearrange(x, "... h w -> ... (h w)")),
    shape(rearrange(x, "b c h w -> b c h w")), shape(rearrange(x, "b c h w -> b 1 c h w")), shape(rearrange(torch.zeros(2, 1, 3), "b 1 c -> b c")), shape(rearrange(torch.zeros(2, 1, 3), "b () c -> c b ()")), shape(rearrange(x, "b c h w -> (b c) (h w)")),
    shape(rearrange(x, "(b1 b2) c h w -> b1 b2 c h w", b1=2)), shape(rearrange(x, "(b1 b2) c h w -> b1 b2 c h w", b2=2)), shape(rearrange([torch.zeros(3), torch.zeros(3)], "b c -> c b")), shape(rearrange(x, "b c ... -> b (...) c")), shape(rearrange(torch.zeros(4, 12), "n (three h d) -> three n h d", three=3, h=2)),
    shape(rearrange(x, "b c h w->b w h c")), shape(rearrange(torch.zeros(5), "(a b) -> a b", b=5)), shape(rearrange(torch.zeros(1, 2), "1 a -> a")), shape(rearrange(x, "... -> ...")), shape(rearrange(x, "b c ... -> c b ...")),
]

# case: einops.rearrange errors
import torch
from einops import rearrange, reduce, repeat
x = torch.zeros(2, 3)
result = [
    raises(lambda: rearrange(x, "a b c -> a b c")), raises(lambda: rearrange(x, "a (b c) -> a b c", b=2)), raises(lambda: rearrange(x, "a b -> a")), raises(lambda: rearrange(x, "a a -> a a")),
    raises(lambda: rearrange(x, "a b -> a b", c=3)), raises(lambda: rearrange(x, "a b -> (a (b))")), raises(lambda: rearrange(x, "a 1 -> a")), raises(lambda: rearrange(x, "a b -> a b", a=5)), raises(lambda: rearrange(x, "a b -> ... a b")), raises(lambda: rearrange(x, "a 3 -> a 3")),
    raises(lambda: repeat(x, "a b -> a b c")), raises(lambda: reduce(x, "a b -> a c", "sum")), raises(lambda: reduce(x, "a b -> a", "median")), raises(lambda: rearrange(x, "... a b c -> a b c ...")), raises(lambda: rearrange(x, "(... a) b -> a b")), raises(lambda: rearrange(x, "a_ b -> b a_")), raises(lambda: rearrange(x, "(a b) c d -> a b c d", a=2)),
    raises(lambda: rearrange(x, "a b) -> a b")), raises(lambda: rearrange(x, "(a b -> a b")), raises(lambda: rearrange(x, "a-b -> a")), raises(lambda: rearrange(x, "a .. -> a")),
]

# case: einops.repeat and einops.reduce
import torch
from einops import repeat, reduce
x = torch.zeros(2, 3, 4, 6)

def shape(t):
    return list(t.shape)

result = [
    shape(repeat(torch.zeros(3), "d -> b d", b=4)), shape(repeat(torch.zeros(1, 1, 8), "() n d -> b n d", b=5)), shape(repeat(torch.zeros(1, 1, 8), "1 1 d -> b 1 d", b=5)), shape(repeat(x, "b c h w -> b c (h r) (w s)", r=2, s=3)), shape(repeat(x, "b c h w -> b c h w 2")), shape(repeat(x, "b ... -> (r b) ...", r=2)),
    shape(reduce(x, "b c h w -> b c", "mean")), shape(reduce(x, "b c (h p) (w q) -> b c h w", "max", p=2, q=2)), shape(reduce(x, "b c h w -> b c 1 1", "sum")), shape(reduce(x, "b c h w -> b () h w", "min")), shape(reduce(x, "b ... -> b", "prod")), shape(reduce(x, "b c (h 2) (w 3) -> b c h w", "mean")), shape(reduce(x, "... w -> ...", "sum")), shape(reduce(x, "b c h w -> ", "sum")), shape(reduce(x, "b c h w -> w b", "max")),
    shape(repeat(torch.zeros(2, 3), "h w -> (repeat h) (w copy)", repeat=2, copy=3)), shape(repeat(torch.zeros(2), "... -> ... n", n=4)),
]

# case: einops layers, pack, einsum and parse_shape
import torch
from einops import pack, unpack, einsum, parse_shape, rearrange
from einops.layers.torch import Rearrange, Reduce
x = torch.zeros(2, 3, 4, 6)

def shape(t):
    return list(t.shape)

packed, ps = pack([torch.zeros(2, 3, 5), torch.zeros(2, 3, 7, 5)], "i j * k")
pieces = unpack(packed, ps, "i j * k")
seq = torch.nn.Sequential(Rearrange("b c (h p) (w q) -> b (h w) (p q c)", p=2, q=2), torch.nn.Linear(12, 5), Reduce("b n d -> b d", "mean"))
result = [
    shape(packed), [list(s) for s in ps], [shape(p) for p in pieces], shape(einsum(x, torch.zeros(6, 7), "b c h w, w o -> b c h o")), shape(einsum(torch.zeros(2, 3), torch.zeros(2, 3), "i j, i j -> i")), parse_shape(x, "b c h w"), parse_shape(x, "b _ ... w"), shape(seq(x)), str(Rearrange("b c -> c b")), raises(lambda: einsum(x, "b c h w")), raises(lambda: pack([x], "a b")), shape(einsum(x, x, "... i, ... i -> ...")),
    shape(unpack(torch.zeros(2, 9), [[3], [-1]], "b *")[1]), raises(lambda: unpack(torch.zeros(2, 9), [[3], [5]], "b *")),
]
