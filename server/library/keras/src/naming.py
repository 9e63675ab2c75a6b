import re


def to_snake_case(name):
    """`Conv2DTranspose` becomes `conv2d_transpose`: the automatic names of layers."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()
