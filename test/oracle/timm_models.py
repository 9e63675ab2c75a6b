"""Records test/data/timm_models.json: every model that timm registers, counted by PyTorch on meta tensors.

    pip install --no-deps timm==1.0.31 huggingface_hub safetensors pyyaml
    python test/oracle/timm_models.py [--match PATTERN] [--out FILE]

A model is built by `timm.create_model(name)`, without weights, and run in eval() at the input size that its own
configuration names. `forward` counts attention as a fused kernel, as a GPU runs it. A model that cannot be built on the
meta device, because its constructor reads values, is built on the CPU and moved there (`"built": "cpu"`). A model that does
not run stands with the reason (`error`) instead of its counts.
"""

import argparse
import fnmatch
import warnings

import torch

from counting import Counter, fused_attention, import_torchvision, parameters, tensors, write

import_torchvision()
import timm


def build(name):
    try:
        with torch.device("meta"):
            return timm.create_model(name).eval(), "meta"
    except Exception:
        return timm.create_model(name).eval().to("meta"), "cpu"


def row(name):
    channels, height, width = timm.get_pretrained_cfg(name).input_size if timm.get_pretrained_cfg(name) else (3, 224, 224)
    size = f"1, {channels}, {height}, {width}"
    found = {"model": name, "expr": f"timm.create_model({name!r}).eval()(torch.randn({size}))"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            model, where = build(name)
            found["parameters"] = parameters(model)
            model.requires_grad_(False)  # under no_grad the counter stumbles over a parameter that is an argument
            x = torch.empty(1, channels, height, width, device="meta")
            with fused_attention(), Counter() as counter:
                try:
                    y = model(x)
                except (RuntimeError, NotImplementedError) as raised:
                    if "meta" not in str(raised):
                        raise
                    # Its forward reads values, which only a real tensor has.
                    counter.forward = counter.unseen = 0
                    model, where = timm.create_model(name).eval().requires_grad_(False), "cpu, run there"
                    y = model(torch.zeros(1, channels, height, width))
        except Exception as raised:
            return {**found, "error": f"{type(raised).__name__}: {str(raised).splitlines()[0]}"}
    found |= {"forward": counter.forward, "output": [list(t.shape) for t in tensors(y)]}
    if counter.unseen:
        found["unseen"] = counter.unseen
    if where != "meta":
        found["built"] = where
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--match", default="*", help="names, as in a shell")
    parser.add_argument("--out", default="test/data/timm_models.json")
    options = parser.parse_args()
    names = [name for name in sorted(timm.list_models()) if fnmatch.fnmatch(name, options.match)]
    rows = []
    for name in names:
        rows.append(row(name))
        print(name, rows[-1].get("error", rows[-1].get("forward")), flush=True)
    write(options.out, {"torch": torch.__version__.split("+")[0], "timm": timm.__version__, "models": rows}, "models")


if __name__ == "__main__":
    main()
