"""Records what tensors hold: values, dtype and strides of many expressions over small known tensors → test/data/contents.json.

    python test/oracle/contents.py

FlopLens keeps the contents of small tensors whose values it knows, so that `.item()`, `.tolist()` and branches work, and the
memory layout, so that `view` fails where PyTorch's fails. A row: {call, value, dtype, stride}, or {call, error}.
"""

import itertools
import json
import math
import pathlib
import random

import torch

SETUP = {
    "a": "torch.arange(24).reshape(2, 3, 4)",
    "f": "torch.linspace(-2, 2, 12).reshape(3, 4)",
    "i": "torch.tensor([2, 0, 1])",
    "m": "torch.tensor([[True, False, True, False], [False, False, True, True], [True, True, True, False]])",
    "s": "torch.tensor(2.5)",
    "u": "torch.tensor([250, 3, 7], dtype=torch.uint8)",
    "h": "torch.tensor([0.1, 65504.0, 1e-7], dtype=torch.float16)",
}

FIXED = """
a + 1; a * 2.5; a - a.flip(2); a / 4; a // 5; a % 7; -a % 5; a ** 2; 2 ** i; a == 3; a >= 12; ~m; m & ~m
u + 10; u * 2; -u; u // 2; u << 1; u.to(torch.int8); u / 2; u - 1; h + 1; h * 3; h.float(); h.bfloat16(); f.half(); f.bfloat16()
f.int(); f.long(); f.bool(); f.abs(); f.neg(); f.floor(); f.ceil(); f.round(); f.trunc(); f.sign(); f.exp(); f.sqrt(); f.square()
f.relu(); f.clamp(-1, 1); f.clamp(min=0); f.clamp(max=f.mean()); f.sigmoid(); f.tanh(); f.reciprocal(); f.round(decimals=1)
torch.where(m, f, 0); torch.where(m, f, f.T.reshape(3, 4)); f.masked_fill(m, 9); f.masked_fill(m, float("-inf")); torch.where(f > 0, 1, 0)
f.lerp(f * 2, 0.5); torch.addcmul(f, f, f, value=2); torch.addcdiv(f, f, f + 5); torch.maximum(f, f * 0); torch.minimum(f, -f)
f.floor_divide(2); torch.div(f, 3, rounding_mode="trunc"); torch.div(a, 5, rounding_mode="floor"); torch.fmod(f, 1.5); torch.remainder(f, 1.5)
a.sum(); a.sum(0); a.sum((0, 2)); a.sum(1, keepdim=True); f.mean(); f.mean(1); a.prod(2); a.amax(1); a.amin((1, 2)); a.max(); a.max(1)
a.min(2, keepdim=True); a.argmax(); a.argmin(1); a.flip(1).argmax(1); f.std(); f.var(1, correction=0); f.norm(); m.any(1); m.all(0); m.sum()
m.any(); a.cumsum(1); a.cumprod(2); f.cumsum(0); a.flip(2).sort(2); f.sort(descending=True); f.argsort(1, descending=True); f.topk(2)
a.topk(1, 1, largest=False); m.count_nonzero(1); m.nonzero(); m.nonzero(as_tuple=True); i.bincount(); i.unique(); a.diff(); torch.isin(i, i[:1])
a.view(4, 6); a.view(-1); a.reshape(3, -1); a.flatten(1); a.permute(2, 0, 1); a.transpose(0, 2); a.mT; f.T; f.t(); a.unsqueeze(1)
a.unsqueeze(-1); a[:1].squeeze(0); a.unflatten(2, (2, 2)); a.movedim(0, 2); a.swapaxes(0, 1); i.expand(2, 3); i[:, None].expand(3, 2)
i.repeat(2); i.repeat(2, 2); a.repeat(1, 2, 1); i.tile(2); i.repeat_interleave(2); a.repeat_interleave(2, 1); a.flip(0, 2); f.tril(); f.triu(1)
f.tril(-1); a.diagonal(0, 1, 2); a.diagonal(1, 1, 2); a.unfold(2, 2, 1); a.as_strided((2, 2), (3, 1), 1); a.narrow(2, 1, 2); a.select(1, 2)
torch.cat([a, a + 100], 1); torch.cat([i, i.float()]); torch.stack([i, i + 1]); torch.stack([i, i + 1], 1); torch.hstack([i, i]); torch.vstack([i, i])
torch.dstack([i, i]); torch.column_stack([i, i]); a.split(2, 1); a.chunk(2, 2); a.split([1, 3], 2); a.unbind(1); a.tensor_split(2, 2)
torch.meshgrid(i, i[:2], indexing="ij"); torch.meshgrid(i, i[:2], indexing="xy"); torch.broadcast_tensors(i, f[:, :1])
a.index_select(2, i); a.gather(2, a % 4); f.sum().item() > 3
torch.zeros(2, 2); torch.ones(3, dtype=torch.int64); torch.full((2,), 7); torch.full((2,), 0.1); torch.eye(3); torch.eye(2, 3); torch.arange(5)
torch.arange(1, 10, 3); torch.arange(0, 1, 0.25); torch.arange(5, 0, -2); torch.linspace(0, 1, 5); torch.linspace(0, 1, 4); torch.logspace(0, 2, 3)
torch.tril_indices(3, 3); torch.triu_indices(3, 4, 1); torch.zeros_like(i); torch.ones_like(f); torch.full_like(f, 3); i.new_zeros(2); i.new_full((2,), 5)
torch.tensor([[1, 2], [3, 4]]); torch.tensor([1, 2.5]); torch.tensor([True, False]); torch.tensor(3); torch.tensor([0.1, 0.2]); torch.as_tensor([1, 2])
torch.tensor([[]]); i.new_tensor([1, 2]); torch.tensor([1.9, -1.9]).long(); torch.tensor([1, 0, 2]).bool(); torch.tensor([300]).to(torch.uint8)
torch.allclose(f, f + 1e-9); torch.equal(i, i); f.isnan(); (f / 0).isinf(); (f / 0).isnan(); i.tolist(); s.item(); int(s); float(i[0]); bool(i[1])
torch.isclose(f, f + 1e-7); i.clone(); s + i; s * u; i * 0.5; True + i; (i > 0) + (i > 1); i.float().half() * 0.1
a.contiguous(); a.transpose(1, 2).contiguous(); a.transpose(1, 2).clone(); a.transpose(1, 2) + 1; a.transpose(1, 2).float(); a.permute(2, 0, 1).exp()
a.transpose(1, 2).reshape(2, 12); a.transpose(0, 1).flatten(1); a.transpose(1, 2).view(2, 12); a.transpose(1, 2).view(2, 4, 3, 1); a[:, :, ::2].view(2, 3, 2)
a[:, :, ::2].view(-1); a.transpose(0, 1).reshape(6, 4); a.expand(2, 2, 3, 4).reshape(4, 3, 4); i.expand(2, 3).contiguous(); i.expand(2, 3) + 1
a.float().mean(1); a.transpose(1, 2).float().sum(0); torch.cat([a.transpose(1, 2)] * 2); torch.zeros_like(a.transpose(1, 2)); a.transpose(1, 2) * a
a.transpose(1, 2) + a.transpose(1, 2); a[0].t() + f.t(); f.t() + f.t(); f.t() * 2 + f.t(); a.mT.unsqueeze(1); a.mT.squeeze()
a.mT.flatten(); a.mT.unflatten(1, (2, 2)); a.permute(0, 2, 1).view(2, 2, 2, 3); f[None].permute(0, 2, 1); a.view(2, 12).t().view(3, 4, 2); a.ravel()
a[:, 0].is_contiguous(); a[:, :1].is_contiguous(); a[:1].transpose(0, 1).is_contiguous(); f.t().is_contiguous(); f.t().t().is_contiguous()
a.stride(); a.permute(1, 2, 0).stride(); f.t().reshape(-1).stride(); a.unsqueeze(1).stride(); i.expand(4, 3).stride(); a[..., None].stride()
"""

INDICES = """
[0]; [-1]; [0, 1]; [:, 1]; [..., 2]; [1:]; [:, :2]; [:, ::2]; [:, 1:3:2]; [None]; [:, None]; [..., None]; [0, ..., 1]; [:, -2:]; [:, 5:]; [:, 2:1]
[i % 2]; [:, i]; [..., i]; [i % 2, i]; [i % 2, :, i]; [:, i, i]; [0, i]; [:, 0, i]; [i % 2, 0]; [i % 2, 0, i]; [0, :, i]; [[0, 1]]; [:, [0, 2]]
[[0, 1], [1, 2]]; [[0, 1], :, [1, 2]]; [[1], ..., [0, 2]]; [:, i[:, None], i]; [i[:2, None] % 2, i]; [True]; [None, 0]; [0, None, 1]; [torch.tensor(1)]
[:, torch.tensor(2)]; [-2]; [:, i > 0]; [..., m[0]]; [0, m]; [:, m]; [a > 11]; [0:0]; [[True, False]]; [:, None, i]
[:, i, None]; [i % 2, None, i]; [1, [0, 1], 2]; [..., 1:, [0, 3]]; [:, :, -1]; [-1, -1, -1]; [()]; [...]; [:, i.tolist()]; [torch.tensor([], dtype=torch.long)]
[5]; [:, 3]; [0, 0, 0, 0]; [:, [3]]; [[0, 1], [0, 1, 2]]; [i > 0]; [::-1]; [::0]; [0.5]; [torch.tensor([0.5])]
"""

WRITES = """
w[0] = 1; w[:, 1] = 5; w[..., -1] = i[:2, None]; w[i % 2, i] = 9; w[:, i] = w[:, i] + 1; w[w > 11] = 0; w[0] = f.long(); w[:, ::2] = 3; w[0, 0, 0] = 2.7
w += 1; w *= 2; w[0] += 1; w[:, 1] *= 0; w.zero_(); w.fill_(3); w.add_(1); w.clamp_(2, 5); w.copy_(f.long()); w.neg_(); w.masked_fill_(w > 3, -1)
v = w[0]; v.fill_(7); w = v; w.unsqueeze_(0); w.transpose_(0, 1); w.squeeze_(); w[:1].squeeze_(0); w = w.t() if w.dim() == 2 else w; w.sub_(w)
"""


# Statements, then what is asked.
STATEMENTS = """
pass | len(a); pass | len(s); pass | [x.shape[0] for x in a]; pass | [int(x) for x in i]; pass | bool(s); pass | bool(i); pass | bool(i[:0]); pass | not i[0]
pass | int(s); pass | float(i[1]); pass | float(i); pass | int(i); pass | s.item(); pass | i.item(); pass | i[0].item(); pass | m[0, 0].item(); pass | list(s)
pass | 2 in i; pass | 5 in i; pass | f"{s:.1f}"; pass | f"{i:.1f}"; pass | str(i[0]); pass | str(s); pass | a.shape; pass | a.size(); pass | a.size(-1); pass | a.size(3)
pass | a.dim(); pass | a.ndim; pass | a.numel(); pass | a.nelement(); pass | a.element_size(); pass | a.nbytes; pass | a.itemsize; pass | str(a.dtype); pass | str(a.device)
pass | a.is_cuda; pass | a.is_floating_point(); pass | a.is_complex(); pass | a.requires_grad; pass | f.requires_grad; pass | a.is_leaf; pass | a.grad; pass | a.get_device()
pass | a.type(); pass | s.stride(); pass | a.stride(1); pass | a.is_contiguous(); pass | s.dim(); pass | s.size(); pass | s.size(0); pass | a.foo; pass | a.T.shape; pass | hash(a) == hash(a)
pass | a.shape.numel(); pass | a.shape[1:].numel(); pass | str(a.shape); pass | repr(a.shape[1:]); pass | isinstance(a.shape, tuple); pass | tuple(a.shape); pass | a.shape == (2, 3, 4)
pass | torch.Size([2, 3]); pass | torch.Size((1,)) + (2,); pass | torch.is_tensor(a); pass | torch.is_tensor(1); pass | torch.numel(a); pass | isinstance(a, torch.Tensor)
pass | str(torch.float32); pass | torch.float32.is_floating_point; pass | torch.int64.itemsize; pass | torch.finfo(torch.float16).max; pass | torch.finfo(torch.float32).eps
pass | torch.finfo(torch.bfloat16).min; pass | torch.iinfo(torch.int32).max; pass | torch.finfo(torch.int32); pass | torch.iinfo(torch.float32); pass | torch.finfo(torch.float32).bits
pass | str(torch.device("cuda:1")); pass | repr(torch.device("cuda", 0)); pass | torch.device("cpu").type; pass | torch.device("cuda:1").index; pass | torch.device("cpu") == torch.device("cpu")
pass | torch.device("bogus"); pass | a.device == torch.device("cpu"); pass | str(torch.result_type(i, 1.5)); pass | str(torch.promote_types(torch.int8, torch.uint8)); pass | torch.can_cast(torch.float, torch.int)
pass | str(torch.get_default_dtype()); torch.set_default_dtype(torch.float64) | str(torch.tensor(1.5).dtype); torch.set_default_dtype(torch.float32) | str(torch.zeros(1).dtype)
w = f.requires_grad_() | w.is_leaf; w = f.requires_grad_() * 2 | w.is_leaf; w = f.requires_grad_() * 2 | w.requires_grad; w = f.requires_grad_().detach() | w.requires_grad
w = f.requires_grad_(); w.add_(1) | w; w = f.requires_grad_(); w[0] = 1 | w; w = f.requires_grad_(); v = w[0]; v.add_(1) | v; w = f.requires_grad_() * 1; w.add_(1) | w.requires_grad
w = f.requires_grad_(); w.data.add_(1) | w.is_leaf; w = f.requires_grad_(); w.sum().backward() | w.grad.shape; w = f.requires_grad_() | w.grad; f.sum().backward() | f
w = f.requires_grad_(); w.backward() | w; i.requires_grad_() | i; w = f.clone(); w.requires_grad = True | w.requires_grad; w = f.requires_grad_() * 2; w.requires_grad = False | w
w = f.requires_grad_(); g = torch.argmax(w) | g.requires_grad; w = f.requires_grad_(); g = (w > 0).float() | g.requires_grad; w = f.clone(); w.data = i.float() | w.shape
w = f.clone(); w.grad = f * 2 | w.grad.sum(); w = f.clone(); w.foo = 3 | w.foo; d = {a: 1, f: 2} | d[f]; d = {a, f, a} | len(d); w = f.T.contiguous() | w is f.T; w = f.contiguous() | w is f
w = f.to(torch.float32) | w is f; w = f.float() | w is f; w = f.clone(); w[0, 0] = 100 | f[0, 0].item(); w = f.view(-1); w[0] = 100 | f[0, 0].item(); x, y = i[:2] | int(y); p, q, r = i | int(q)
vals, idx = f.max(1) | idx; vals, idx = f.topk(2) | vals; t = f.sort(1) | t.indices; t = f.max(0) | t[0]; t = torch.max(f, 0) | type(t).__name__; w = sum(i) | w; w = max(i) | int(w); w = sorted(i) | int(w[0])
w = a.tolist()[1][2][3] | w; n = int(i.max()) + 1 | torch.zeros(n); n = i.sum() | torch.zeros(n, 2).shape; n = i[0] | list(range(n)); n = i[0] | [7, 8, 9][n]; k = i.tolist() | a[:, k].shape
w = 0 if (f > 5).any() else 1 | w; w = [x for x in i if x > 0] | len(w); w = torch.zeros(3); w[i[0]] = 1 | w; w = torch.zeros(2, 2); w.fill_diagonal_(1) | w.shape
"""


def plain(value):
    """JSON has no nan and inf."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def describe(value):
    if isinstance(value, torch.Tensor):
        return {"value": plain(value.tolist()), "dtype": str(value.dtype), "stride": list(value.stride())}
    if isinstance(value, (tuple, list)) and value and isinstance(value[0], torch.Tensor):
        return {"items": [describe(item) for item in value]}
    return {"value": list(value) if isinstance(value, (tuple, torch.Size)) else value}


def scope():
    names = {"torch": torch}
    for name, source in SETUP.items():
        names[name] = eval(source, names)
    return names


def record(call, statements=()):
    row = {"call": call}
    if statements:
        row["before"] = list(statements)
    names = scope()
    try:
        for statement in statements:
            exec(statement, names)
        row |= describe(eval(call, names))
    except Exception as error:
        row["error"] = f"{type(error).__name__}: {error}".partition("\nException raised from")[0]
    return row


def split(text):
    return [part.strip() for line in text.strip().splitlines() for part in line.split(";") if part.strip()]


def split_statements(text):
    """Entries end with `| call;` and several statements of one entry are joined by `&&`."""
    entries, statements = [], []
    for part in split(text):
        statements.append(part)
        if "|" in part:
            entries.append(" && ".join(statements))
            statements = []
    return entries


def chains(count):
    """Random views of views: where layouts and contents go wrong together."""
    rng = random.Random(0)
    steps = [
        "transpose(0, -1)", "flip(0)", "unsqueeze(0)", "unsqueeze(-1)", "squeeze()", "flatten(1)", "flatten(0, 1)", "contiguous()", "view(-1)",
        "reshape(-1, 2)", "view(-1, 2)", "add(1)", "mT", "expand(2, -1, -1)", "expand(2, -1, -1, -1)", "narrow(-1, 0, 1)", "select(0, 0)", "movedim(0, -1)",
        "clone()", "float()", "repeat(2, 1, 1)", "cumsum(0)", "unflatten(-1, (-1, 2))", "sum(0)", "unfold(-1, 2, 1)", "flip(-1)",
    ]
    for _ in range(count):
        call = rng.choice(["a", "f", "a", "i[None, None]"])
        for step in rng.sample(steps, rng.randint(2, 5)):
            call += f".{step}"
        yield call


def main():
    rows = [record(call) for call in split(FIXED)]
    rows += [record(f"a{index}") for index in split(INDICES)]
    rows += [record(f"f{index}") for index in split(INDICES)]
    for base, write in itertools.product(["a.clone()", "a[0].clone()", "f.clone()"], split(WRITES)):
        rows.append(record("w", [f"w = {base}", write]))
    for line in split_statements(STATEMENTS):
        statements, _, call = line.rpartition("|")
        rows.append(record(call.strip(), [part.strip() for part in statements.split("&&")]))
    rows += [record(call) for call in dict.fromkeys(chains(600))]
    target = pathlib.Path(__file__).parents[1] / "data" / "contents.json"
    lines = ",\n".join("    " + json.dumps(row) for row in rows)
    version = torch.__version__.partition("+")[0]
    target.write_text(f'{{\n  "torch": "{version}",\n  "setup": {json.dumps(SETUP)},\n  "rows": [\n{lines}\n  ]\n}}\n')
    print(f"{len(rows)} rows, {sum('error' in row for row in rows)} errors → {target.name}")


if __name__ == "__main__":
    main()
