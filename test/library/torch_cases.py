# What our Python models of torch must answer: modules, containers, layers, loaders, optimizers. Shapes, names and messages;
# never values. Recorded from real PyTorch by `test/oracle/stdlib_check.py`; test/library/torch.test.ts asks ours.


def raises(function):
    try:
        value = function()
    except KeyError as error:
        return f"KeyError: {error.args[0]}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return value if isinstance(value, (int, str, list, tuple, bool, type(None))) else type(value).__name__


def shapes(value):
    if hasattr(value, "shape"):
        return tuple(value.shape)
    if isinstance(value, (list, tuple)):
        return [shapes(item) for item in value]
    return value


import copy
import torch
from torch import nn
import torch.nn.functional as F

z = torch.zeros


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 3)
        self.register_buffer("b", z(2))
        self.register_buffer("t", z(2), persistent=False)
        self.plain = None


# case: a module's attributes
n = Net()
result = [
    raises(lambda: setattr(n.fc, "weight", z(3))),
    raises(lambda: setattr(n.fc, "weight", 3)),
    raises(lambda: setattr(n, "fc", 3)),
    raises(lambda: setattr(n, "b", 3)),
    raises(lambda: setattr(n, "b", None)),
    n.b,
    raises(lambda: setattr(n, "b", z(5))),
    shapes(n.b),
    raises(lambda: n.foo),
    raises(lambda: delattr(n, "nope")),
    raises(lambda: delattr(n, "plain")),
    hasattr(n, "plain"),
    raises(lambda: setattr(n, "fc", None)),
    n.fc,
    [name for name, _ in n.named_modules()],
]

# case: before Module.__init__
class A(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(2, 3)

class B(nn.Module):
    def __init__(self):
        self.w = nn.Parameter(z(3))

class C(nn.Module):
    def __init__(self):
        self.x = z(3)

class D(nn.Module):
    def __init__(self):
        self.register_buffer("x", None)

class E(nn.Module):
    bias = None
    def __init__(self):
        super().__init__()
        self.bias = nn.Parameter(z(3))

class G(nn.Module):
    def __init__(self):
        pass
    def forward(self, x):
        return x

result = [
    raises(A), raises(B), raises(C), raises(D), raises(E),
    raises(lambda: G()(3)), raises(lambda: G().to("cpu")), raises(lambda: G().foo), raises(lambda: list(G().parameters())),
    raises(lambda: Net(3)), raises(lambda: nn.Module(3)), raises(lambda: nn.Module(a=3)),
    raises(lambda: Net()(1)), raises(lambda: nn.Module()(3)),
]

# case: registration by name
n = Net()
result = [
    raises(lambda: n.register_parameter("fc", None)),
    raises(lambda: n.register_parameter("a.b", None)),
    raises(lambda: n.register_parameter("", None)),
    raises(lambda: n.register_parameter(3, None)),
    raises(lambda: n.register_parameter("q", 3)),
    raises(lambda: n.register_parameter("q", z(3))),
    raises(lambda: n.register_buffer("x", 3)),
    raises(lambda: n.register_buffer("fc", None)),
    raises(lambda: n.register_buffer("a.b", None)),
    raises(lambda: n.register_buffer("", None)),
    raises(lambda: n.register_buffer(4, None)),
    raises(lambda: n.add_module("a.b", None)),
    raises(lambda: n.add_module("a", 3)),
    raises(lambda: n.add_module("", None)),
    raises(lambda: n.add_module("plain", nn.ReLU())),
    raises(lambda: n.add_module(3, nn.ReLU())),
    raises(lambda: n.add_module("b", nn.ReLU())),
]

# case: walks over the tree
n = Net()
shared = nn.Linear(2, 2)
tied = nn.Sequential(shared, nn.ReLU(), shared)
tied[2].weight = shared.weight
result = [
    [name for name, _ in n.named_parameters()],
    [name for name, _ in n.named_buffers()],
    [name for name, _ in n.named_modules()],
    [name for name, _ in n.named_parameters(prefix="x")],
    [name for name, _ in n.named_parameters(recurse=False)],
    list(n.state_dict()),
    len(list(tied.parameters())),
    [name for name, _ in tied.named_modules()],
    [name for name, _ in tied.named_modules(remove_duplicate=False)],
    len(list(tied.children())),
    list(tied.state_dict()),
    raises(lambda: n.get_submodule("x.y")),
    raises(lambda: n.get_submodule("fc")),
    raises(lambda: n.get_submodule("fc.weight")),
    raises(lambda: n.get_parameter("fc.weight")),
    raises(lambda: n.get_parameter("fc.foo")),
    raises(lambda: n.get_buffer("fc.weight")),
    [type(m).__name__ for m in tied.apply(lambda m: None)],
]

# case: modes and dtypes
class Frozen(nn.BatchNorm2d):
    def train(self, mode=True):
        return super().train(False)

m = nn.Sequential(nn.Linear(3, 4), Frozen(4))
result = [
    m.train()[1].training, m[0].training, m.eval().training, raises(lambda: m.train(3)),
    raises(lambda: m.to(torch.int32)), str(m.half()[0].weight.dtype), str(m[1].num_batches_tracked.dtype),
    str(m.to("cpu", torch.float64)[1].running_mean.dtype), all(not p.requires_grad for p in m.requires_grad_(False).parameters()),
    str(m.to(z(1, dtype=torch.bfloat16))[0].bias.dtype),
]

# case: state dicts
n = Net()
result = [
    raises(lambda: n.load_state_dict({"x": 1})),
    raises(lambda: str(n.load_state_dict(n.state_dict()))),
    raises(lambda: n.load_state_dict({"fc.weight": z(3, 3), "fc.bias": z(3), "b": z(2)})),
    raises(lambda: str(n.load_state_dict({"fc.weight": z(3, 2)}, strict=False))),
]

# case: hooks
seen = []
m = nn.Linear(2, 3)
pre = m.register_forward_pre_hook(lambda module, args: seen.append(len(args)))
post = m.register_forward_hook(lambda module, args, output: output[:1])
a = shapes(m(z(4, 2)))
pre.remove()
b = shapes(m(z(4, 2)))
post.remove()
k = m.register_forward_pre_hook(lambda module, args, kwargs: ((args[0][:2],), kwargs), with_kwargs=True)
result = [a, b, seen, shapes(m(z(4, 2)))]

# case: properties come first
class P(nn.Module):
    def __init__(self):
        super().__init__()
        self._w = 1

    @property
    def w(self):
        return self._w

    @w.setter
    def w(self, value):
        self._w = value * 2

    @property
    def fixed(self):
        return 7

p = P()
p.w = 4
result = [p.w, p.fixed, raises(lambda: setattr(p, "fixed", 3)), sorted(vars(p).keys() & {"w", "_w"})]

# case: Sequential and ModuleList
s = nn.Sequential(nn.ReLU(), nn.Tanh(), nn.Linear(2, 3))
l = nn.ModuleList([nn.ReLU(), nn.Tanh()])
result = [
    raises(lambda: nn.Sequential(3)), raises(lambda: nn.ModuleList([3])), raises(lambda: s[3]), raises(lambda: s[-4]),
    raises(lambda: l[2]), raises(lambda: s + 3), raises(lambda: s * 1.5), raises(lambda: s * 0), raises(lambda: nn.ModuleList(3)),
    raises(lambda: l(3)),
    [type(m).__name__ for m in s[1:]], [type(m).__name__ for m in s + s[:1]], len(s * 2), type(s[-1]).__name__,
    [type(m).__name__ for m in l + [nn.ELU()]],
]
s.insert(0, nn.ELU())
s.append(nn.SELU())
del s[1]
s[0] = nn.GELU()
l.insert(1, nn.ELU())
l.extend([nn.CELU()])
l += [nn.SiLU()]
popped = l.pop(0)
result += [
    [(name, type(m).__name__) for name, m in s.named_children()],
    [(name, type(m).__name__) for name, m in l.named_children()], type(popped).__name__, len(s), nn.ELU() in l,
    repr(s), repr(l),
]

# case: ModuleDict, ParameterList, ParameterDict
d = nn.ModuleDict({"a": nn.ReLU(), "b": nn.Linear(2, 3)})
d["c"] = nn.Tanh()
d.update([("e", nn.ELU())])
pl = nn.ParameterList([z(3), nn.Parameter(z(2))])
pl.append(z(4))
pd = nn.ParameterDict({"x": z(3)})
pd["y"] = nn.Parameter(z(2, 2))
result = [
    list(d), list(d.keys()), "a" in d, len(d), type(d.pop("a")).__name__, [k for k, v in d.items()], raises(lambda: d["zz"]),
    raises(lambda: nn.ModuleDict(3)), raises(lambda: nn.ModuleDict([("a", nn.ReLU(), 3)])),
    len(pl), [shapes(p) for p in pl], [name for name, _ in pl.named_parameters()], shapes(pl[-1]), len(pl[1:]), raises(lambda: pl(3)),
    list(pd.keys()), [name for name, _ in pd.named_parameters()], "x" in pd, shapes(pd["y"]), len(pd),
]

# case: constructors complain
result = [
    raises(lambda: nn.Linear(3.5, 2)), raises(lambda: nn.Linear("a", 2)), raises(lambda: nn.Linear(-1, 2)), raises(lambda: nn.Linear(2)),
    raises(lambda: nn.Linear(2, 3, foo=1)), raises(lambda: nn.Conv2d(3, 4, 3, groups=2)), raises(lambda: nn.Conv2d(4, 3, 3, groups=2)),
    raises(lambda: nn.Conv2d(4, 4, 3, stride=2, padding="same")),
    raises(lambda: nn.Conv2d(4, 4, 3, groups=0)), raises(lambda: nn.ConvTranspose2d(3, 3, 3, padding_mode="reflect")),
    raises(lambda: nn.MultiheadAttention(10, 3)), raises(lambda: nn.MultiheadAttention(0, 3)), raises(lambda: nn.GroupNorm(3, 10)),
    raises(lambda: nn.LSTM(3, 4, dropout=2)), raises(lambda: nn.LSTM(3, 0)), raises(lambda: nn.LSTM(3, 4, proj_size=5)),
    raises(lambda: nn.RNN(3, 4, nonlinearity="x")), raises(lambda: nn.GRU(3, 4, proj_size=2)), raises(lambda: nn.LSTM(3, 4.0)),
    raises(lambda: nn.LSTM(3, 4, num_layers=0)), raises(lambda: nn.Embedding(10, 3, padding_idx=11)), raises(lambda: nn.Dropout(2)),
    raises(lambda: nn.Bilinear(0, 2, 3)), raises(lambda: nn.TransformerEncoderLayer(512, 8, activation="foo")),
    raises(lambda: nn.Unflatten(1, 3)), raises(lambda: nn.Threshold()), raises(lambda: nn.Hardtanh(3, 2)),
    raises(lambda: nn.AdaptiveLogSoftmaxWithLoss(5, 10, [])), raises(lambda: nn.AdaptiveLogSoftmaxWithLoss(5, 10, [3, 2])),
    raises(lambda: nn.FractionalMaxPool2d(2)), raises(lambda: nn.MultiMarginLoss(p=3)), raises(lambda: nn.TripletMarginLoss(margin=0)),
    raises(lambda: nn.Parameter([1])), raises(lambda: nn.Parameter(z(3, dtype=torch.long))),
    raises(lambda: nn.Parameter(z(3, dtype=torch.long), requires_grad=False)), shapes(nn.Parameter()),
]

# case: calls complain
result = [
    raises(lambda: nn.ConvTranspose2d(3, 3, 3, 2)(z(1, 3, 4, 4), output_size=(20, 20))),
    shapes(nn.ConvTranspose2d(3, 3, 3, 2)(z(1, 3, 4, 4), output_size=(10, 10))),
    raises(lambda: nn.Transformer(8, 2, 1, 1, 8)(z(10, 2, 8), z(10, 3, 8))),
    raises(lambda: nn.Transformer(8, 2, 1, 1, 8)(z(10, 2, 8), z(10, 2, 5))),
    raises(lambda: nn.MultiheadAttention(8, 2)(z(2, 3, 4, 8), z(2, 3, 4, 8), z(2, 3, 4, 8))),
    raises(lambda: nn.MultiheadAttention(8, 2)(z(2, 3, 7), z(2, 3, 7), z(2, 3, 7))),
    raises(lambda: nn.MultiheadAttention(8, 2)(z(2, 3, 8), z(2, 3, 8), z(2, 3, 8), key_padding_mask=z(3, 3).bool())),
    raises(lambda: nn.MultiheadAttention(8, 2)(z(2, 3, 8), z(2, 3, 8), z(2, 3, 8), is_causal=True)),
    raises(lambda: nn.MultiheadAttention(8, 2)(z(2, 3, 8), z(3, 8), z(2, 3, 8))),
    raises(lambda: nn.BatchNorm2d(3)(z(2, 3))), raises(lambda: nn.BatchNorm1d(3)(z(2, 3, 3, 3))), raises(lambda: nn.InstanceNorm2d(3)(z(3))),
    raises(lambda: nn.Softmax2d()(z(2))), raises(lambda: nn.InstanceNorm2d(3, affine=True)(z(2, 4, 3, 3))),
    raises(lambda: nn.LSTM(3, 4)(z(2, 3, 5))), raises(lambda: nn.LSTM(3, 4)(z(2, 3, 5, 3))),
    raises(lambda: nn.LSTM(3, 4)(z(2, 3, 3), (z(1, 2, 4), z(1, 2, 4)))), raises(lambda: nn.GRU(3, 4)(z(2, 3, 3), z(1, 2, 4))),
    raises(lambda: nn.GRU(3, 4)(z(2, 3, 3), z(1, 4))), raises(lambda: nn.LSTM(3, 4)(z(2, 3), (z(1, 1, 4), z(1, 1, 4)))),
    raises(lambda: nn.LSTMCell(3, 4)(z(2, 5))), raises(lambda: nn.LSTMCell(3, 4)(z(2, 2, 5))), raises(lambda: nn.GRUCell(3, 4)(z(2, 3), z(3, 4))),
    raises(lambda: nn.GRUCell(3, 4)(z(2, 3), z(2, 5))),
]

# case: initialisers
result = [
    raises(lambda: nn.init.calculate_gain("foo")), raises(lambda: nn.init.calculate_gain("leaky_relu", "x")),
    raises(lambda: nn.init.xavier_uniform_(z(3))), raises(lambda: nn.init.kaiming_normal_(z(3))),
    raises(lambda: nn.init.kaiming_normal_(z(3, 3), mode="x")), raises(lambda: nn.init.kaiming_uniform_(z(3, 3), nonlinearity="foo")),
    raises(lambda: nn.init.eye_(z(3))), raises(lambda: nn.init.orthogonal_(z(3))), raises(lambda: nn.init.dirac_(z(3))),
    nn.init._calculate_fan_in_and_fan_out(z(3, 4, 5)), round(nn.init.calculate_gain("leaky_relu", 0.2), 6), nn.init.calculate_gain("tanh"),
    shapes(nn.init.normal_(z(2, 3), 0, 1)), shapes(nn.init.trunc_normal_(z(2), std=0.02)), shapes(nn.init.zeros_(z(2))),
]

# case: packed sequences
from torch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence, pad_sequence, unpad_sequence
x = z(3, 9, 2)
packed = pack_padded_sequence(x, torch.tensor([9, 4, 7]), batch_first=True, enforce_sorted=False)
out, (h, c) = nn.LSTM(2, 4, 2, bidirectional=True, batch_first=True)(packed)
padded, lengths = pad_packed_sequence(out, batch_first=True)
result = [
    shapes(list(packed)), packed.batch_sizes.tolist(), packed.sorted_indices.tolist(), packed.unsorted_indices.tolist(),
    shapes(list(out)), shapes(h), shapes(padded), lengths.tolist(),
    shapes(pad_packed_sequence(out)[0]), shapes(pad_packed_sequence(out, True, total_length=12)[0]),
    shapes(pad_sequence([z(3, 2), z(5, 2)])), shapes(pad_sequence([z(3, 2), z(5, 2)], batch_first=True)),
    shapes(pack_sequence([z(3, 2), z(1, 2)]).data), shapes(unpad_sequence(z(2, 5, 3), torch.tensor([5, 2]), batch_first=True)),
    raises(lambda: pack_padded_sequence(z(5, 3, 2), [1, 5, 3])), raises(lambda: pack_padded_sequence(z(5, 3, 2), [5, 3])),
    raises(lambda: pack_padded_sequence(z(5, 3, 2), [5, 3, 0])), raises(lambda: pad_sequence([z(3, 2), z(5, 3)])),
    raises(lambda: nn.GRU(3, 4)(packed)), shapes(nn.GRU(2, 4)(packed)[1]),
]

# case: lazy modules
m = nn.Sequential(nn.LazyConv2d(8, 3), nn.LazyBatchNorm2d(), nn.ReLU(), nn.Flatten(), nn.LazyLinear(10))
out = m(z(2, 3, 8, 8))
result = [shapes(out), repr(m), [shapes(p) for p in m.parameters()], [type(layer).__name__ for layer in m]]

# case: weights that are computed
w = nn.utils.weight_norm(nn.Conv1d(3, 4, 3))
s = nn.utils.spectral_norm(nn.Linear(3, 4))
p = nn.utils.parametrizations.weight_norm(nn.Linear(3, 4))
q = nn.utils.parametrizations.spectral_norm(nn.Linear(3, 4))
named = lambda m: [(name, tuple(p.shape)) for name, p in m.named_parameters()]
result = [
    shapes(w(z(1, 3, 10))), named(w), shapes(s(z(2, 3))), named(s), sorted(name for name, _ in s.named_buffers()),
    shapes(p(z(2, 3))), named(p), shapes(p.weight), type(p).__name__, shapes(q(z(2, 3))), named(q),
    nn.utils.parametrize.is_parametrized(p, "weight"), named(nn.utils.remove_weight_norm(w)),
]
nn.utils.parametrize.remove_parametrizations(p, "weight")
result += [named(p), type(p).__name__]

# case: copies
m = nn.TransformerEncoderLayer(8, 2, batch_first=True)
c = copy.deepcopy(m)
e = nn.TransformerEncoder(m, 3)
tied = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
tied[1].weight = tied[0].weight
t = copy.deepcopy(tied)
result = [
    c is m, c.linear1 is m.linear1, c.linear1.weight is m.linear1.weight, len(list(c.parameters())), len(list(e.parameters())),
    [name for name, _ in c.named_children()], t[0].weight is t[1].weight, t[0].weight is tied[0].weight, len(list(t.parameters())),
    type(t[0].weight).__name__, t[0].weight.requires_grad,
]

# case: grad mode
@torch.no_grad()
def off():
    return torch.is_grad_enabled()

@torch.no_grad
def bare():
    return torch.is_grad_enabled()

@torch.inference_mode()
def inference():
    return torch.is_grad_enabled()

@torch.enable_grad()
def on():
    return torch.is_grad_enabled()

class S:
    @torch.no_grad()
    def method(self, x):
        return torch.is_grad_enabled(), x

seen = []
with torch.no_grad():
    seen += [torch.is_grad_enabled(), on()]
    with torch.set_grad_enabled(True):
        seen.append(torch.is_grad_enabled())
    seen.append(torch.is_grad_enabled())
try:
    with torch.no_grad():
        raise ValueError
except ValueError:
    pass
torch.set_grad_enabled(False)
seen.append(torch.is_grad_enabled())
torch.set_grad_enabled(True)
w = z(2, 2, requires_grad=True)
result = [off(), bare(), inference(), S().method(3), seen, torch.is_grad_enabled(), (w @ w).requires_grad, off.__name__]

# case: autograd functions
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, k):
        ctx.save_for_backward(x)
        ctx.k = k
        return x * x

    @staticmethod
    def backward(ctx, grad):
        return grad, None

class Split(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x[:1], x[1:]

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.size = inputs[0].shape

    @staticmethod
    def backward(ctx, a, b):
        return a

y = Square.apply(z(3, requires_grad=True), 2)
a, b = Split.apply(z(4, 2, requires_grad=True))
result = [shapes(y), y.requires_grad, shapes([a, b]), b.requires_grad, Square.apply(z(3), 2).requires_grad]

# case: datasets and loaders
from torch.utils.data import BatchSampler, ConcatDataset, DataLoader, Dataset, IterableDataset, SequentialSampler, Subset, TensorDataset, random_split

class Toy(Dataset):
    def __len__(self):
        return 10

    def __getitem__(self, i):
        return {"x": z(3, 4), "y": i, "name": "a", "pair": (1.0, [z(2)])}

class Stream(IterableDataset):
    def __iter__(self):
        for i in range(5):
            yield z(2), i

batch = next(iter(DataLoader(Toy(), batch_size=4)))
tensors = TensorDataset(z(10, 3), torch.zeros(10, dtype=torch.long))
x, y = next(iter(DataLoader(tensors, batch_size=4, shuffle=True)))
padded = next(iter(DataLoader([z(3), z(5)], batch_size=2, collate_fn=lambda batch: nn.utils.rnn.pad_sequence(batch, True))))
result = [
    {key: shapes(value) for key, value in batch.items()}, str(batch["y"].dtype), str(batch["pair"][0].dtype), shapes([x, y]), str(y.dtype),
    shapes(padded), shapes(next(iter(DataLoader(Stream(), batch_size=2)))), shapes(next(iter(DataLoader(Toy(), batch_size=None)))["x"]),
    shapes(next(iter(DataLoader(tensors, batch_sampler=BatchSampler(SequentialSampler(tensors), 3, False))))),
    len(DataLoader(Toy(), batch_size=3)), len(DataLoader(Toy(), batch_size=3, drop_last=True)), len(DataLoader(Toy())),
    [len(part) for part in random_split(Toy(), [0.75, 0.25])], [len(part) for part in random_split(Toy(), [7, 3])],
    raises(lambda: random_split(Toy(), [1, 1])), len(ConcatDataset([Toy(), Toy()])), len(Subset(Toy(), [1, 2])), len(Toy() + Toy()),
    raises(lambda: DataLoader([1], shuffle=True, sampler=[0])), raises(lambda: TensorDataset(z(3), z(4))), len(tensors), shapes(tensors[0]),
]

# case: optimizers
w = lambda: nn.Parameter(z(3))
opt = torch.optim.Adam([{"params": [w()], "lr": 0.1}, {"params": w()}], lr=0.5, weight_decay=0.2)
sched = torch.optim.lr_scheduler.StepLR(opt, 10)
opt.zero_grad()
loss = opt.step(lambda: 7)
sched.step()
result = [
    raises(lambda: torch.optim.SGD([], 0.1)), raises(lambda: torch.optim.SGD(z(3), 0.1)), raises(lambda: torch.optim.SGD([3], 0.1)),
    raises(lambda: torch.optim.SGD([w()], -1)), raises(lambda: torch.optim.SGD([w()], 0.1, nesterov=True)),
    raises(lambda: torch.optim.Adam([w()], betas=(1, 2))),
    [(len(g["params"]), g["lr"], g["weight_decay"], g["betas"]) for g in opt.param_groups], loss,
    torch.optim.AdamW([w()]).defaults["weight_decay"], isinstance(torch.optim.AdamW([w()]), torch.optim.Optimizer),
    sorted(opt.state_dict().keys()),
]

# case: distributions
from torch.distributions import Bernoulli, Categorical, Independent, MultivariateNormal, Normal, kl_divergence
n = Normal(z(3, 4), torch.ones(3, 4))
c = Categorical(logits=z(5, 6))
result = [
    shapes([n.sample(), n.rsample((2,)), n.log_prob(z(3, 4)), n.entropy()]), tuple(n.batch_shape), tuple(n.event_shape),
    shapes([c.sample(), c.sample((2,)), c.log_prob(torch.zeros(5, dtype=torch.long)), c.entropy(), c.probs]), str(c.sample().dtype),
    shapes(Independent(n, 1).log_prob(z(3, 4))), shapes(kl_divergence(n, Normal(0.0, 1.0))), shapes(Bernoulli(logits=z(3)).sample()),
    shapes(MultivariateNormal(z(3), torch.eye(3)).sample((4,))), Normal(z(2, requires_grad=True), 1.0).rsample().requires_grad,
]

# case: transforms of a spectrum
result = [
    shapes([torch.fft.fft(z(3, 8)), torch.fft.rfft(z(3, 8)), torch.fft.irfft(z(3, 5, dtype=torch.complex64)), torch.fft.fft2(z(2, 3, 8, 8))]),
    shapes([torch.fft.rfft2(z(2, 8, 8)), torch.fft.irfft2(z(2, 8, 5, dtype=torch.complex64), s=(8, 8)), torch.fft.rfftn(z(4, 6)), torch.fft.fft(z(3, 8), n=5)]),
    str(torch.fft.rfft(z(4)).dtype), str(torch.fft.irfft(z(4, dtype=torch.complex64)).dtype), shapes(torch.fft.fftshift(z(4))),
    str(torch.fft.fft(z(4, dtype=torch.float64)).dtype), shapes(torch.fft.rfftfreq(8)),
]

# case: classes and where they live
result = [
    str(nn.Linear), nn.Conv2d.__module__, isinstance(nn.Conv2d(3, 4, 3), nn.modules.conv._ConvNd),
    isinstance(nn.BatchNorm2d(3), nn.modules.batchnorm._BatchNorm), nn.modules.utils._pair(3), nn.modules.utils._pair([1, 2]),
    nn.modules.utils._reverse_repeat_tuple((1, 2), 2), issubclass(nn.ReLU6, nn.Hardtanh), torch.jit.is_scripting(),
    torch.typename(z(1)), torch.typename(nn.Linear(1, 1)), str(torch.optim.SGD), torch.jit.script(F.relu) is not None,
    isinstance(torch.Size([1]), tuple),
]
