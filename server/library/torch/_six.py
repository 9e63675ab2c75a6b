"""torch._six, which old code imports."""

from collections import abc as container_abcs

string_classes = (str, bytes)
int_classes = int
inf = float("inf")
nan = float("nan")
