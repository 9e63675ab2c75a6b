"""Records test/data/torchvision.json: every torchvision classification model, counted by PyTorch on meta tensors.

    python test/oracle/torchvision_models.py

A model is built by its constructor's defaults and run in eval(), at the sizes that its published weights were
evaluated at. GoogLeNet and Inception therefore own their auxiliary heads (parameters) but do not run them (FLOPs).
`backward` counts attention as a fused kernel; `written_out` is there where that makes a difference.
"""

import argparse
import csv
import re
import warnings

import torch

from counting import Counter, backpropagate, by_path, fused_attention, import_torchvision, parameters, tensors, write

torchvision = import_torchvision()
models = torchvision.models

MODULES_OF = ("resnet50", "vit_b_16", "swin_t")

# Forward and forward + backward with and without a gradient for the input, N = 1: known from elsewhere.
GOLDEN = {
    "resnet18": (3628146688, 10884440064, 10648412160),
    "resnet50": (8178368512, 24535105536, 24299077632),
    "mobilenet_v2": (601548544, 1804645632, 1782969600),
    "convnext_tiny": (8911062528, 26733187584, 26704286208),
    "swin_t": (8981133312, 26943399936, 26914498560),
}


def sizes(name):
    """The crop sizes that the published weights were evaluated at."""
    found = []
    for weights in models.get_model_weights(name):
        crop = weights.transforms.keywords["crop_size"]
        if crop not in found:
            found.append(crop)
    return sorted(found)


def expression(name, size):
    arguments = ""
    if name.startswith("vit_") and size != 224:
        arguments = f"image_size={size}"
    return f"torchvision.models.{name}({arguments}).eval()(torch.randn(1, 3, {size}, {size}))"


def count(expr, input_needs_grad):
    model_expr, input_expr = re.fullmatch(r"(.*\.eval\(\))\((.*)\)", expr).groups()
    with torch.device("meta"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scope = {"torchvision": torchvision, "torch": torch}
        model = eval(model_expr, scope)
        x = eval(input_expr, scope).requires_grad_(input_needs_grad)
        with Counter() as counter:
            y = model(x)
            backpropagate(tensors(y))
    return model, y, counter


def record(name, size):
    expr = expression(name, size)
    with fused_attention():
        model, y, with_grad = count(expr, True)
        _, _, without = count(expr, False)
    row = {
        "model": name,
        "size": size,
        "expr": expr,
        "parameters": parameters(model),
        "forward": with_grad.forward,
        "backward": {"input": with_grad.backward, "no_input": without.backward},
        "raw_backward": {"input": with_grad.raw_backward, "no_input": without.raw_backward},
        "output": list(y.shape),
    }
    if name.startswith("vit_"):
        row["written_out"] = {"input": count(expr, True)[2].backward, "no_input": count(expr, False)[2].backward}
    return row, with_grad.modules


def regnet_reads_numbers():
    """RegNet's constructor computes its widths with small tensors and reads them back: those cannot be meta."""
    params = models.regnet.BlockParams
    from_init_params = params.from_init_params

    def on_cpu(*args, **kwargs):
        with torch.device("cpu"):
            return from_init_params(*args, **kwargs)

    params.from_init_params = on_cpu


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compare", metavar="CSV", help="compare with this: model, crop, params_run, flops")
    parser.add_argument("--only", nargs="*", help="print these models, write nothing")
    args = parser.parse_args()

    regnet_reads_numbers()
    rows, modules = [], {}
    names = args.only or models.list_models(module=models)
    for name in names:
        for size in sizes(name):
            row, counts = record(name, size)
            rows.append(row)
            if name in MODULES_OF and size == 224:
                modules[name] = by_path(counts)
            print(name, size, row["parameters"], row["forward"], flush=True)

    for row in rows:
        if row["model"] in GOLDEN:
            both = [row["forward"] + row["backward"][k] for k in ("input", "no_input")]
            assert (row["forward"], *both) == GOLDEN[row["model"]], (row, GOLDEN[row["model"]])
    if args.compare:
        compare(args.compare, rows)
    if not args.only:
        data = {"torch": torch.__version__.split("+")[0], "torchvision": torchvision.__version__.split("+")[0]}
        write("test/data/torchvision.json", {**data, "models": rows, "modules": modules}, rows="models")


def compare(path, rows):
    mine = {(row["model"], row["size"]): (row["parameters"], row["forward"]) for row in rows}
    with open(path) as file:
        theirs = {(r["model"], int(r["crop"])): (int(r["params_run"]), int(r["flops"])) for r in csv.DictReader(file)}
    every = sorted({*mine, *theirs})
    different = [(key, mine.get(key), theirs.get(key)) for key in every if mine.get(key) != theirs.get(key)]
    print(f"{len(theirs)} rows compared, {len(different)} differ")
    for key, a, b in different:
        print(*key, "here", a, "there", b)


if __name__ == "__main__":
    main()
