"""Records test/data/memory.json: the peak memory of models, in inference and in one training step, as PyTorch accounts it.

    python test/oracle/memory.py

Everything runs on fake tensors on the CPU: shapes and storages are real, contents are not. `Storages` below follows every
storage from the op that makes it until Python and autograd let go of it; PyTorch's own MemTracker runs beside it, and its
peaks are recorded too. Inference is eval() under no_grad. A training step is the second one (the optimizer's state is there
already): zero_grad, forward, loss, backward, step.

Where the CPU takes another way than a GPU, the GPU's is taken, from PyTorch's own ops: dropout keeps a mask of bools
(native_dropout), attention is the memory-efficient kernel, optimizers work on lists of tensors (foreach). The LSTM runs as
the CPU has it, on real tensors: fake ones have an empty workspace, and cuDNN does not say without a GPU how much it keeps.
"""

import argparse
import contextlib
import copy
import importlib
import sys
import warnings
import weakref

import torch
import torch.nn.functional as F
from torch._subclasses.fake_tensor import DataDependentOutputException, FakeCopyMode, FakeTensorMode
from torch.distributed._tools.mem_tracker import MemTracker
from torch.utils._python_dispatch import TorchDispatchMode

from counting import REPOSITORY, _efficient, import_torchvision, tensors, write

IMAGES = "torch.randn({batch}, 3, {size}, {size})"
CLASSES = "torch.zeros({batch}, dtype=torch.long)"


def classifier(name, size=224, batch=8):
    return {
        "name": name,
        "file": None,
        "model": f"torchvision.models.{name}()",
        "inputs": [IMAGES.format(batch=batch, size=size)],
        "loss": "torch.nn.functional.cross_entropy({output}, " + CLASSES.format(batch=batch) + ")",
    }


ROWS = [
    *map(
        classifier,
        (
            "resnet18",
            "resnet50",
            "vgg16",
            "mobilenet_v2",
            "mobilenet_v3_large",
            "efficientnet_b0",
            "densenet121",
            "convnext_tiny",
            "swin_t",
            "vit_b_16",
            "regnet_y_400mf",
            "shufflenet_v2_x1_0",
        ),
    ),
    {
        **classifier("densenet121"),
        "name": "densenet121 with checkpoints",
        "model": "torchvision.models.densenet121(memory_efficient=True)",
    },
    {
        "name": "GPT",
        "file": "examples/gpt.py",
        "model": "GPT(GPTConfig())",
        "inputs": ["torch.zeros(2, 512, dtype=torch.long)", "torch.zeros(2, 512, dtype=torch.long)"],
        "loss": "{output}[1]",
    },
    {
        "name": "GPT with dropout",
        "file": "examples/gpt.py",
        "model": "GPT(GPTConfig(dropout=0.1))",
        "inputs": ["torch.zeros(4, 256, dtype=torch.long)", "torch.zeros(4, 256, dtype=torch.long)"],
        "loss": "{output}[1]",
    },
    {
        "name": "U-Net",
        "file": "examples/unet.py",
        "model": "UNet()",
        "inputs": ["torch.randn(2, 3, 256, 256)"],
        "loss": "{output}.sum()",
    },
    {
        "name": "LSTM classifier",
        "real": True,
        "file": "examples/lstm_classifier.py",
        "model": "LSTMClassifier()",
        "inputs": ["torch.ones(16, 64, dtype=torch.long)"],
        "loss": "torch.nn.functional.cross_entropy({output}, torch.zeros(16, dtype=torch.long))",
    },
    {
        "name": "VAE",
        "file": "examples/autoencoder.py",
        "model": "VAE()",
        "inputs": ["torch.rand(16, 3, 64, 64)"],
        "loss": "vae_loss({output}, torch.rand(16, 3, 64, 64))",
    },
    {
        "name": "ViT of the examples",
        "file": "examples/vit.py",
        "model": "vit_tiny()",
        "inputs": ["torch.randn(8, 3, 224, 224)"],
        "loss": "torch.nn.functional.cross_entropy({output}, torch.zeros(8, dtype=torch.long))",
    },
    {
        "name": "ResNet-20 for CIFAR",
        "file": "examples/resnet_cifar.py",
        "model": "resnet20()",
        "inputs": ["torch.randn(128, 3, 32, 32)"],
        "loss": "torch.nn.functional.cross_entropy({output}, torch.zeros(128, dtype=torch.long))",
    },
]


class Storages(TorchDispatchMode):
    """Bytes in all storages that ops were seen to make or take, and the most there were at a time."""

    def __init__(self):
        super().__init__()
        self.known = weakref.WeakValueDictionary()
        self.now = self.peak = 0
        self.at = ""
        self.log = None

    def see(self, value):
        for t in tensors(value):
            if type(t) is not torch.nn.Parameter and not isinstance(t, torch.Tensor):
                continue
            storage = t.untyped_storage()
            if storage._cdata in self.known:
                continue
            self.known[storage._cdata] = storage
            size = storage.nbytes()
            self.now += size
            weakref.finalize(storage, self.drop, size)

    def drop(self, size):
        self.now -= size

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        self.see(out)
        if self.log is not None:
            self.log.append((self.now, str(func), [tuple(t.shape) for t in tensors(out)]))
        if self.now > self.peak:
            self.peak, self.at = self.now, str(func)
        return out


def _native_dropout(input, p, train):
    return torch.native_dropout(input, p, train)[0] if train and p > 0 else input


def _fused(*args, **kwargs):
    query = args[0]
    with torch.no_grad():
        shape = (*query.shape[:-1], args[2].shape[-1])
    return _efficient(*args, **kwargs).reshape(shape) if query.dim() > 2 else _attention(*args, **kwargs)


_attention = F.scaled_dot_product_attention


@contextlib.contextmanager
def as_on_gpu():
    """Ops that a GPU would run, where the CPU's default takes other memory."""
    fastpath = torch.backends.mha.get_fastpath_enabled()
    dropout = F._VF.dropout
    torch.backends.mha.set_fastpath_enabled(False)
    F.scaled_dot_product_attention, F._VF.dropout = _fused, _native_dropout
    try:
        yield
    finally:
        F.scaled_dot_product_attention, F._VF.dropout = _attention, dropout
        torch.backends.mha.set_fastpath_enabled(fastpath)


OPTIMIZERS = {
    "sgd": lambda parameters: torch.optim.SGD(parameters, lr=0.1, foreach=True),
    "sgd-momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.1, momentum=0.9, foreach=True),
    "adam": lambda parameters: torch.optim.Adam(parameters, lr=1e-3, foreach=True),
}


def scope(row):
    names = {"torch": torch, "torchvision": torchvision()}
    if row["file"] is not None:
        names.update(vars(importlib.import_module(row["file"].split("/")[-1].removesuffix(".py"))))
    return names


def torchvision():
    try:
        import torchvision
    except RuntimeError:  # its compiled part does not load
        return import_torchvision()
    return torchvision


def both(row, names, run):
    """The peaks of `run`, a function of a tracker and a model, with our tracker and with PyTorch's."""
    peaks = []
    for tracker in (Storages, MemTracker):
        mode = contextlib.nullcontext() if row.get("real") else FakeTensorMode()
        try:
            with mode:
                model = eval(row["model"], names)
        except DataDependentOutputException:  # a constructor that reads numbers from tensors
            model = eval(row["model"], names)
            with FakeCopyMode(mode):
                model = copy.deepcopy(model)
        with mode, as_on_gpu():
            peaks.append(run(tracker, model))
    return peaks


def inference(row, names):
    def run(tracker, model):
        model.eval()
        inputs = [eval(text, names) for text in row["inputs"]]
        with torch.no_grad():
            return peak_of(tracker(), (model,), inputs, lambda: model(*inputs))

    return both(row, names, run)


def training(row, names, optimizer):
    def run(tracker, model):
        model.train()
        inputs = [eval(text, names) for text in row["inputs"]]
        loss, target = loss_of(row, names)
        state = OPTIMIZERS[optimizer](model.parameters())

        def step():
            state.zero_grad()
            loss(model(*inputs)).backward()
            state.step()

        step()
        state.zero_grad()
        return peak_of(tracker(), (model, state), [*inputs, *target], step)

    return both(row, names, run)


def loss_of(row, names):
    """The loss as a function of the output, and the tensors that it reads besides: made before, as a loader makes them."""
    text = row["loss"]
    made = []
    for call in ("torch.zeros(", "torch.rand("):
        at = text.find(call)
        if at >= 0:
            end = text.index(")", at) + 1
            made = [eval(text[at:end], names)]
            text = text[:at] + "target" + text[end:]
    text = text.format(output="output")
    return (lambda output: eval(text, names, {"output": output, "target": made[0] if made else None})), made


def peak_of(tracker, objects, inputs, run):
    if isinstance(tracker, Storages):
        for item in objects:
            if isinstance(item, torch.nn.Module):
                tracker.see([*item.parameters(), *item.buffers()])
            else:
                tracker.see([value for state in item.state.values() for value in state.values()])
        tracker.see(inputs)
        if LOG:
            tracker.log = []
        with tracker:
            run()
        if LOG:
            for now, name, shapes in tracker.log:
                print(f"{now / 2**20:10.2f} {name} {shapes}", "<== peak" if now == tracker.peak else "")
        return tracker.peak, tracker.at
    tracker.track_external(*objects, *inputs)
    with tracker:
        run()
    return sum(device["Total"] for device in tracker.get_tracker_snapshot("peak").values())


LOG = False


def main():
    global LOG
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", help="print these models, write nothing")
    parser.add_argument("--log", choices=["inference", *OPTIMIZERS], help="print every op of that run, too")
    args = parser.parse_args()
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(REPOSITORY / "examples"))
    rows = []
    for row in ROWS:
        if args.only and row["name"] not in args.only:
            continue
        names = scope(row)
        call = f"({row['model']})({', '.join(row['inputs'])})"
        LOG = args.log == "inference"
        found = {
            "name": row["name"],
            "file": row["file"],
            "inference_expr": f"({row['model']}).eval()({', '.join(row['inputs'])})",
            "training_expr": row["loss"].format(output=call),
        }
        (own, at), theirs = inference(row, names)
        found["inference"] = {"peak": own, "mem_tracker": theirs, "at": at}
        found["training"] = {}
        for optimizer in OPTIMIZERS:
            LOG = args.log == optimizer
            (own, at), theirs = training(row, names, optimizer)
            found["training"][optimizer] = {"peak": own, "mem_tracker": theirs, "at": at}
        rows.append(found)
        print(found, flush=True)
    if not args.only:
        write("test/data/memory.json", {"torch": torch.__version__.split("+")[0], "models": rows}, rows="models")


if __name__ == "__main__":
    main()
