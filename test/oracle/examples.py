"""Records test/data/examples.json: every example of examples/, counted by PyTorch.

    python test/oracle/examples.py

Expressions run on meta tensors, their inputs without a gradient; `backward` is of the sum of all outputs.
The two training scripts run as they are, on the CPU: one step, with pictures made up.
`fused: false` counts F.scaled_dot_product_attention as written out, everything else as a fused kernel.
"""

import contextlib
import importlib
import io
import re
import sys
import warnings

import torch
from torch.utils.data import Dataset

from counting import (
    REPOSITORY,
    Counter,
    backpropagate,
    by_path,
    describe,
    fused_attention,
    import_torchvision,
    parameters,
    tensors,
    write,
)

EXAMPLES = REPOSITORY / "examples"

# Besides the directives in the files.
MORE = [
    ("gpt.py", "GPT(GPTConfig(flash=False))(torch.zeros(B:=8, T:=1024, dtype=torch.long))"),
    ("gpt.py", "GPT(GPTConfig())(torch.zeros(B:=1, T:=128, dtype=torch.long))"),
    ("gpt.py", "GPT(GPTConfig(n_layer=2, bias=False))(x := torch.zeros(2, 64, dtype=torch.long), targets=x)"),
    ("unet.py", "UNet(bilinear=True)(torch.randn(1, 3, 250, 378))"),
    ("unet.py", "UNet(width=32, depth=3, num_classes=2)(torch.randn(4, 3, 128, 128))"),
    ("lstm_classifier.py", "LSTMClassifier(pool='attention')(torch.ones(8, 100, dtype=torch.long))"),
    ("lstm_classifier.py", "LSTMClassifier(pool='last', num_layers=1)(torch.ones(8, 100, dtype=torch.long))"),
    ("lstm_classifier.py", "LSTMClassifier(pool='max', num_layers=3)(torch.ones(1, 20, dtype=torch.long))"),
    ("vit.py", "vit_tiny(num_classes=10, image_size=96, patch_size=8)(torch.randn(2, 3, 96, 96))"),
    ("gan.py", "Generator()(torch.randn(128, 100, 1, 1))"),
    ("gan.py", "Discriminator()(torch.randn(128, 3, 64, 64))"),
    ("mnist.py", "Net()(torch.randn(64, 1, 28, 28))"),
    ("resnet_cifar.py", "ResNetCIFAR()(torch.randn(1, 3, 32, 32))"),
    ("resnet_cifar.py", "resnet56(num_classes=100)(torch.randn(128, 3, 32, 32))"),
    ("autoencoder.py", "vae_loss(VAE()(x := torch.rand(16, 3, 64, 64)), x)"),
    ("autoencoder.py", "Decoder(1, [64, 32], 16, (64, 7, 7))(torch.randn(4, 16))"),
]


def directives():
    for path in sorted(EXAMPLES.glob("*.py")):
        for expr in re.findall(r"# flops: (.*)", path.read_text()):
            yield path.name, expr


def example(file):
    if file == "gan.py":  # its training step is module level: leave it out when only the classes are wanted
        source = (EXAMPLES / file).read_text().partition("netG = ")[0]
        scope = {"__name__": "gan"}
        exec(compile(source, file, "exec"), scope)
        return scope
    return vars(importlib.import_module(file.removesuffix(".py")))


def count(file, expr, directive, fused=True):
    built = []
    scope = {**example(file), "torch": torch}
    init = torch.nn.Module.__init__
    torch.nn.Module.__init__ = lambda self, *a, **k: (built.append(self), init(self, *a, **k))[1]
    try:
        with torch.device("meta"), fused_attention() if fused else contextlib.nullcontext(), Counter() as counter:
            outputs = tensors(eval(expr, scope))
            backpropagate(outputs)
    finally:
        torch.nn.Module.__init__ = init
    assert counter.unseen == 0, (file, expr)
    model = built[0]  # the outermost module is the first to begin
    row = {
        "file": file,
        "expr": expr,
        "directive": directive,
        "fused": fused,
        "parameters": parameters(model),
        "forward": counter.forward,
        "backward": counter.backward,
        "outputs": [describe(t) for t in outputs],
    }
    if directive:
        row["modules"] = by_path(counter.modules)
    return row


def gan_step():
    """The file as it stands: discriminator on real and on made-up pictures, then the generator."""
    with Counter() as counter, contextlib.redirect_stdout(io.StringIO()):
        scope = vars(importlib.import_module("gan"))
    return {
        "file": "gan.py",
        "batch": scope["batch_size"],
        "parameters": {name: parameters(scope[name]) for name in ("netG", "netD")},
        "forward": counter.forward,
        "backward": counter.backward,
    }


def mnist_step():
    """main() on one batch of each loader: a training step of 64 and an evaluation of 1000."""

    class MNIST(Dataset):
        def __init__(self, root, train=True, **_):
            self.length = 64 if train else 1000

        def __len__(self):
            return self.length

        def __getitem__(self, i):
            return torch.rand(1, 28, 28), i % 10

    mnist = importlib.import_module("mnist")
    mnist.datasets.MNIST = MNIST
    models, counters = [], {}

    def counted(name):
        function = getattr(mnist, name)

        def run(*args):
            models.extend(a for a in args if isinstance(a, torch.nn.Module))
            with Counter() as counters[name]:
                function(*args)

        return run

    mnist.train, mnist.test = counted("train"), counted("test")
    argv, sys.argv = sys.argv, ["mnist.py", "--epochs", "1"]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            mnist.main()
    finally:
        sys.argv = argv
    return {
        "file": "mnist.py",
        "batch": 64,
        "test_batch": 1000,
        "parameters": {"model": parameters(models[0])},
        "forward": counters["train"].forward,
        "backward": counters["train"].backward,
        "test_forward": counters["test"].forward,
    }


def lstm_formula(T, N, I, H, layers, directions):
    """T·N·2·G·H·(I + H) for each layer and direction; a layer above a bidirectional one reads 2H."""
    return sum(T * N * 2 * 4 * H * ((I if layer == 0 else directions * H) + H) * directions for layer in range(layers))


def main():
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(EXAMPLES))
    import_torchvision()
    rows = [count(file, expr, True) for file, expr in directives()]
    rows += [count(file, expr, False) for file, expr in MORE]
    rows += [count(file, expr, False, fused=False) for file, expr in directives() if file in ("gpt.py", "vit.py")]

    lstm = next(row for row in rows if row["file"] == "lstm_classifier.py" and row["directive"])
    assert lstm["modules"]["lstm"] == lstm_formula(T=256, N=32, I=128, H=256, layers=2, directions=2), lstm

    write(
        "test/data/examples.json",
        {"torch": torch.__version__.split("+")[0], "entries": rows, "steps": [gan_step(), mnist_step()]},
        rows="entries",
    )
    for row in rows:
        print(row["file"], row["expr"], row["parameters"], row["forward"], row["backward"])


if __name__ == "__main__":
    main()
