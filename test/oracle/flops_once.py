"""What a person runs today for one number: start Python, build a torchvision model on meta tensors, count, print.

    python test/oracle/flops_once.py resnet50 224

The benchmark times this whole process against `floplens report`.
"""

import sys

import torch
from counting import import_torchvision
from torch.utils.flop_counter import FlopCounterMode

torchvision = import_torchvision()


def main():
    name, size = sys.argv[1], int(sys.argv[2])
    with torch.device("meta"):
        model = getattr(torchvision.models, name)().eval()
        images = torch.randn(1, 3, size, size)
    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        # The fast path of attention layers is not counted by the released counter.
        torch.backends.mha.set_fastpath_enabled(False)
        model(images)
    print(counter.get_total_flops())


main()
