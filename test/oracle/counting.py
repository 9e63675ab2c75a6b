"""Counts the FLOPs of real PyTorch: the released FlopCounterMode, with what it gets wrong put right.

Three things differ from a bare `FlopCounterMode`, each visible in the result:
- the weight gradient of a grouped convolution, which the released counter multiplies by the groups (its number is kept
  in `raw_backward`);
- fused attention: meta tensors take the path written out, so `fused_attention()` calls the fused op, as a GPU does; the
  CPU's fused op, which the counter does not know, counts as the GPU's;
- products that the counter does not know (matrix times vector, vector times vector, `addbmm`, `conv_tbc`, grouped and scaled
  products): they stay 0, and are summed in `unseen`.
"""

import contextlib
import json
import math
import pathlib

import torch
import torch.nn.functional as F
from torch.utils import _pytree as pytree
from torch.utils._python_dispatch import _disable_current_modes
from torch.utils.flop_counter import (
    FlopCounterMode,
    conv_backward_flop,
    conv_flop_count,
    sdpa_backward_flop,
    sdpa_flop,
)

aten = torch.ops.aten
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


class Counter(FlopCounterMode):
    """Forward and backward apart: what runs while autograd runs a graph is backward."""

    def __init__(self):
        self.forward = self.backward = self.raw_backward = self.unseen = 0
        self.modules: dict[str, int] = {}
        products = {
            aten.mv: lambda a, x, **_: a[0] * a[1],
            aten.addmv: lambda c, a, x, **_: a[0] * a[1],
            aten.dot: lambda a, b, **_: a[0],
            aten.vdot: lambda a, b, **_: a[0],
            aten.addmv_: lambda c, a, x, **_: a[0] * a[1],
            aten.addbmm: lambda c, a, b, **_: math.prod(a) * b[2],
            aten.addbmm_: lambda c, a, b, **_: math.prod(a) * b[2],
            aten.addmm_: lambda c, a, b, **_: math.prod(a) * b[1],
            aten.baddbmm_: lambda c, a, b, **_: math.prod(a) * b[2],
            aten.conv_tbc: lambda x, w, *_, **__: math.prod(w) * x[1] * (x[0] - w[0] + 1 + 2 * (_[1] if len(_) > 1 else 0)),
            aten._scaled_mm_v2: lambda a, b, *_, **__: math.prod(a) * b[-1],
            aten._scaled_grouped_mm_v2: lambda a, b, *_, **__: math.prod(a) * b[-1],
            aten._grouped_mm: lambda a, b, *_, **__: math.prod(a) * b[-1],
        }
        if hasattr(torch.ops.torchvision, "deform_conv2d"):
            products[torch.ops.torchvision.deform_conv2d] = _deformed_multiplications
        super().__init__(
            display=False,
            custom_mapping={aten.convolution_backward: self._convolution_backward}
            | {op: self._unseen(multiplications) for op, multiplications in products.items()},
        )
        self.flop_registry |= {
            aten._scaled_dot_product_flash_attention_for_cpu: sdpa_flop,
            aten._scaled_dot_product_flash_attention_for_cpu_backward: sdpa_backward_flop,
        }

    def _convolution_backward(self, grad, x, w, *args, out_shape=None, **kwargs):
        bias, stride, padding, dilation, transposed, output_padding, groups, mask = args
        raw = conv_backward_flop(grad, x, w, *args, out_val=out_shape, **kwargs)
        right = conv_flop_count(x, w, grad, transposed) * (mask[0] + mask[1])
        self.raw_backward += raw - right
        return right

    def _unseen(self, multiplications):
        def count(*args, out_shape=None, **kwargs):
            if torch._C._current_graph_task_id() == -1:
                self.unseen += 2 * multiplications(*args)
            return 0

        return count

    def _count_flops(self, func_packet, out, args, kwargs):
        if func_packet in self.flop_registry:
            n = self.flop_registry[func_packet](*args, **kwargs, out_val=out)
            if torch._C._current_graph_task_id() != -1:
                self.backward += n
                self.raw_backward += n
            else:
                self.forward += n
                for path in set(self.mod_tracker.parents):
                    self.modules[path] = self.modules.get(path, 0) + n
        return out


def _deformed_multiplications(x, w, offset, *_):
    """Those of the convolution that has the same weight and output; each place of the output has its offsets."""
    return x[0] * math.prod(w) * math.prod(offset[2:])


def _fused(*args, **kwargs):
    """F.scaled_dot_product_attention; on meta tensors through the memory-efficient op that a GPU runs."""
    with torch.no_grad(), _disable_current_modes():
        expected = _scaled_dot_product_attention(*args, **kwargs)  # raises what a wrong shape raises; not counted
    if expected.dim() < 3 or not expected.is_meta:
        return _scaled_dot_product_attention(*args, **kwargs)
    return _efficient(*args, **kwargs).reshape(expected.shape)


def _efficient(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False):
    lead = torch.broadcast_shapes(query.shape[:-3], key.shape[:-3], value.shape[:-3])
    heads = query.shape[-3]
    as4d = lambda t: t.expand(*lead, *t.shape[-3:]).reshape(math.prod(lead), *t.shape[-3:])
    q, k, v = as4d(query), as4d(key), as4d(value)
    if k.shape[1] != heads:
        k, v = (t.repeat_interleave(heads // t.shape[1], 1) for t in (k, v))
    bias = None
    if attn_mask is not None:
        bias = torch.zeros_like(attn_mask, dtype=q.dtype) if attn_mask.dtype == torch.bool else attn_mask
        bias = bias.expand(*lead, heads, q.shape[-2], k.shape[-2]).reshape(q.shape[0], heads, q.shape[-2], k.shape[-2])
    return aten._scaled_dot_product_efficient_attention(q, k, v, bias, True, dropout_p, is_causal, scale=scale)[0]


_scaled_dot_product_attention = F.scaled_dot_product_attention


@contextlib.contextmanager
def fused_attention():
    """Inside, attention on meta tensors counts as a fused kernel, in nn.MultiheadAttention too."""
    fastpath = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)  # the fast path is one op that no counter knows
    F.scaled_dot_product_attention = _fused
    try:
        yield
    finally:
        F.scaled_dot_product_attention = _scaled_dot_product_attention
        torch.backends.mha.set_fastpath_enabled(fastpath)


def tensors(value):
    return [t for t in pytree.tree_leaves(value) if isinstance(t, torch.Tensor)]


def backpropagate(outputs):
    """Gradients of the sum of every output that has any. False if there is none."""
    roots = [t for t in outputs if t.requires_grad and (t.is_floating_point() or t.is_complex())]
    if roots:
        torch.autograd.backward(roots, [torch.ones_like(t) for t in roots])
    return bool(roots)


def parameters(module):
    return sum(p.numel() for p in module.parameters())


def by_path(modules):
    """FLOPs by module path, the model itself as '': the tracker's names without the class's name in front."""
    return {path.partition(".")[2]: modules[path] for path in sorted(modules) if path != "Global"}


def describe(t):
    return {"shape": list(t.shape), "dtype": str(t.dtype).removeprefix("torch.")}


def write(path, data, rows=None):
    """Writes JSON that can be read in a diff: the items of the list `rows` a line each."""
    text = json.dumps(data if rows is None else {**data, rows: "ROWS"}, indent=2, ensure_ascii=False)
    if rows is not None:
        lines = ",\n    ".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in data[rows])
        text = text.replace('"ROWS"', f"[\n    {lines}\n  ]")
    (REPOSITORY / path).write_text(text + "\n")


def import_torchvision():
    """torchvision; without its compiled part, where that does not load beside this build of PyTorch."""
    with contextlib.suppress(RuntimeError):  # operators are missing
        import torchvision

        return torchvision
    library = torch.library.Library("torchvision", "FRAGMENT")
    if not hasattr(torch.ops.torchvision, "nms"):
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        _keep.append(library)
    import torchvision

    return torchvision


_keep = []
