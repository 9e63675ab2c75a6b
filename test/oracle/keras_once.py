"""What a person runs today for one number of a Keras model: start Python, build the application, count a forward, print.

    python test/oracle/keras_once.py ResNet50

The benchmark times this whole process against `floplens report`.
"""

import os
import sys

os.environ["KERAS_BACKEND"] = "torch"

import keras
import torch
from torch.utils.flop_counter import FlopCounterMode


def main():
    model = getattr(keras.applications, sys.argv[1])(weights=None)
    images = keras.ops.zeros((1, 224, 224, 3))
    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        model(images, training=False)
    print(counter.get_total_flops())


main()
