"""Records test/data/saved.json: the bytes that autograd keeps of one op for its backward pass, each storage once.

    python test/oracle/saved.py

`X` and `Y` in an expression stand for tensors that an op made (so that in-place ops may write into them) and that need a
gradient. `checkpoints`: FLOPs forward and backward of checkpointed calls, as the released FlopCounterMode counts them. Parameters of modules do not count. As in memory.py, dropout and attention are the ops that a GPU runs.
"""

import warnings

import torch
import torch.utils.checkpoint
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.autograd.graph import saved_tensors_hooks
from torch.utils.flop_counter import FlopCounterMode

from counting import write
from memory import as_on_gpu

P = "torch.nn.functional."

EXPRESSIONS = [
    *(
        P + text
        for name in (
            "relu relu6 hardtanh leaky_relu elu selu celu silu mish hardswish hardsigmoid".split()
        )
        for text in (f"{name}(X)", f"{name}(X, inplace=True)")
    ),
    *(P + f"{name}(X)" for name in "gelu softplus softsign tanhshrink softshrink hardshrink glu".split()),
    P + "threshold(X, 0.1, 0.0)",
    P + "threshold(X, 0.1, 0.0, True)",
    *(
        f"torch.{name}(X)"
        for name in (
            "exp exp2 expm1 log log2 log10 log1p sqrt rsqrt reciprocal sin cos tan asin atan sinh cosh tanh sigmoid erf erfinv "
            "abs neg square sign floor round sinc logit sum mean var std prod max min median norm tril triu lgamma "
            "clone nansum sigmoid_ tanh_ exp_"
        ).split()
    ),
    "X + Y",
    "X - Y",
    "X * Y",
    "X / Y",
    "X ** Y",
    "X * 2.0",
    "X / 2.0",
    "X ** 2",
    "X + torch.rand(8)",
    "X * torch.rand(8)",
    "X.mul_(Y)",
    "X.add_(Y)",
    "X.div_(Y)",
    "X @ Y",
    "X @ torch.rand(8, 5)",
    "torch.rand(4, 6, 5, 8) @ X",
    "torch.einsum('bchw,bdhw->bcd', X, Y)",
    *(f"torch.{name}(X, Y)" for name in "maximum minimum fmax fmin atan2 hypot logaddexp xlogy fmod".split()),
    "torch.addcmul(X, X, Y)",
    "torch.addcdiv(X, X, Y)",
    "torch.lerp(X, Y, 0.5)",
    "torch.clamp(X, min=0.2)",
    "torch.where(X > 0.5, X, Y)",
    "X.masked_fill(X > 0.5, 0.0)",
    *(f"X.{name}(1)" for name in "softmax log_softmax logsumexp sum mean var std amax amin cumsum cumprod prod".split()),
    *(f"X.{name}(1)" for name in "max min median sort argmax".split()),
    "X.norm(dim=1)",
    "X.topk(2)",
    "X.to(torch.bfloat16)",
    "X.mT.contiguous()",
    "X.roll(1, 0)",
    "X.flip(0)",
    "X.repeat(2, 1, 1, 1)",
    "X[torch.tensor([0, 1])]",
    "X[:2]",
    "X.index_select(1, torch.tensor([0, 1]))",
    "X.gather(1, torch.zeros(4, 2, 8, 8, dtype=torch.long))",
    "torch.cat([X, Y])",
    "torch.stack([X, Y])",
    "X.view(4, -1)",
    "X.flatten(1)",
    "X.expand(2, 4, 6, 8, 8)",
    P + "pad(X, (1, 1))",
    P + "interpolate(X, scale_factor=2)",
    P + "interpolate(X, scale_factor=2, mode='bilinear')",
    P + "pixel_unshuffle(X, 2)",
    P + "pixel_shuffle(X.view(4, 24, 4, 4), 2)",
    P + "unfold(X, 2)",
    P + "avg_pool2d(X, 2)",
    P + "max_pool2d(X, 2)",
    P + "max_pool2d(X, 2, return_indices=True)",
    P + "max_pool1d(X.view(24, 8, 8), 2)",
    P + "adaptive_avg_pool2d(X, 1)",
    P + "adaptive_avg_pool2d(X, 2)",
    P + "adaptive_max_pool2d(X, 2)",
    P + "grid_sample(X, torch.rand(4, 5, 5, 2), align_corners=False)",
    P + "softmax(X, -1)",
    P + "softmin(X, 1)",
    P + "normalize(X)",
    P + "layer_norm(X, (8,))",
    P + "layer_norm(X, (8, 8))",
    P + "group_norm(X, 2)",
    P + "instance_norm(X)",
    P + "dropout(X, 0.5, True)",
    P + "dropout(X, 0.5, True, True)",
    P + "dropout(X, 0.5, False)",
    P + "dropout2d(X, 0.5, True)",
    P + "alpha_dropout(X, 0.5, True)",
    P + "scaled_dot_product_attention(X, Y, Y)",
    P + "scaled_dot_product_attention(X, X, X, is_causal=True)",
    *(P + f"{name}(X, Y)" for name in "mse_loss l1_loss smooth_l1_loss huber_loss kl_div".split()),
    P + "binary_cross_entropy_with_logits(X, torch.rand(4, 6, 8, 8))",
    P + "binary_cross_entropy(X, torch.rand(4, 6, 8, 8))",
    P + "cross_entropy(X, torch.zeros(4, 8, 8, dtype=torch.long))",
    P + "nll_loss(X, torch.zeros(4, 8, 8, dtype=torch.long))",
    "torch.nn.Conv2d(6, 3, 3)(X)",
    "torch.nn.ConvTranspose2d(6, 3, 2, stride=2)(X)",
    "torch.nn.Linear(8, 5)(X)",
    "torch.nn.BatchNorm2d(6)(X)",
    "torch.nn.BatchNorm2d(6, affine=False)(X)",
    "torch.nn.LayerNorm(8)(X)",
    "torch.nn.GroupNorm(3, 6)(X)",
    "torch.nn.InstanceNorm2d(6, affine=True)(X)",
    "torch.nn.PReLU()(X)",
    "torch.nn.Embedding(10, 4)(torch.zeros(3, 5, dtype=torch.long) + 1)",
]


MLP = "torch.nn.Sequential(torch.nn.Linear(16, 32), torch.nn.ReLU(), torch.nn.Linear(32, 16))"
X = "torch.randn(4, 16, requires_grad=True)"
CHECKPOINT = "torch.utils.checkpoint.checkpoint"

CHECKPOINTS = [
    f"(lambda m, x: {text.replace('CHECKPOINT', CHECKPOINT)})({MLP}, {x})"
    for reentrant in (False, True)
    for text, x in (
        (f"CHECKPOINT(m, x, use_reentrant={reentrant})", X),
        (f"CHECKPOINT(lambda y: y + m(y), x, use_reentrant={reentrant})", X),
        (f"CHECKPOINT(lambda y: m(y).relu(), x, use_reentrant={reentrant})", X),
        (f"CHECKPOINT(lambda y: m(y).relu() + y, x, use_reentrant={reentrant})", X),
        (f"CHECKPOINT(m, CHECKPOINT(m, x, use_reentrant={reentrant}), use_reentrant={reentrant})", X),
        (f"CHECKPOINT(lambda y: CHECKPOINT(m, m(y), use_reentrant={reentrant}), x, use_reentrant={reentrant})", X),
        (f"{CHECKPOINT}_sequential([m, m, m, m], 2, x, use_reentrant={reentrant})", X),
        (f"{CHECKPOINT}_sequential([m, m, m, m, m], 3, x, use_reentrant={reentrant})", X),
    )
] + [
    f"(lambda m, x: {CHECKPOINT}(m, x, use_reentrant=False))({MLP}, torch.randn(4, 16))",
    f"(lambda m, x: m({CHECKPOINT}(m, x, use_reentrant=False)))({MLP}, {X})",
    f"(lambda m, x: m(x))({MLP}, {X})",
]


def checkpointed(expression):
    with FlopCounterMode(display=False) as forward:
        out = eval(expression, {"torch": torch})
    with FlopCounterMode(display=False) as backward:
        out.sum().backward()
    return {"expr": expression, "forward": forward.get_total_flops(), "backward": backward.get_total_flops()}


def kept(expression):
    made = {name: torch.rand(4, 6, 8, 8).requires_grad_() * 1.0 for name in "XY"}
    storages = {}

    def pack(t):
        if not isinstance(t if t._base is None else t._base, torch.nn.Parameter):
            storages[t.untyped_storage()._cdata] = (t.untyped_storage(), t.untyped_storage().nbytes())
        return t

    with saved_tensors_hooks(pack, lambda t: t):
        out = eval(expression, {"torch": torch, **made})
    del out
    return sum(size for _, size in storages.values())


def main():
    warnings.simplefilter("ignore")
    rows = []
    for text in EXPRESSIONS:
        with FakeTensorMode(), as_on_gpu():
            rows.append({"expr": text, "kept": kept(text)})
    checkpoints = [checkpointed(text) for text in CHECKPOINTS]
    data = {"torch": torch.__version__.split("+")[0], "checkpoints": checkpoints, "rows": rows}
    write("test/data/saved.json", data, rows="rows")
    print(len(rows))


if __name__ == "__main__":
    main()
