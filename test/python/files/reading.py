# Programs read small texts that lie beside them: configurations, plans of a model.

import importlib.resources
import io
import json
import os
import pathlib
import pkgutil

import package
from package import __file__ as package_file

result = []
here = os.path.dirname(package_file)
plan = os.path.join(here, "texts", "plan.txt")

with open(plan) as file:
    result.append(file.read())
with open(plan, "rb") as file:
    result.append(file.readline())
    result.append(file.read(5))
with io.open(plan, mode="r", encoding="utf-8") as file:
    result.append([line.rstrip() for line in file])
with open(plan) as file:
    result.append(file.readlines())
with open(os.path.join(here, "texts", "..", "texts", "config.json"), encoding="utf-8") as file:
    result.append(json.load(file))

texts = pathlib.Path(package_file).parent / "texts"
result.append((texts / "plan.txt").read_text().split("***"))
result.append((texts / "config.json").read_bytes())
result.append((texts / "config.json").read_bytes().decode("utf-8"))
result.append(json.loads((texts / "config.json").read_text(encoding="utf-8"))["widths"])
with (texts / "plan.txt").open() as file:
    result.append(sum(1 for _ in file))
result.append((texts / "plan.txt").exists())
result.append(os.path.isfile(plan))
result.append(os.path.exists(os.path.join(here, "nothing.txt")))

data = pkgutil.get_data("package", os.path.join("texts", "plan.txt"))
result.append(data.decode("utf-8").strip().split("***")[0].split(":"))
result.append(importlib.resources.files("package").joinpath("texts", "plan.txt").read_text()[:5])
result.append(importlib.resources.files(package).joinpath("texts/config.json").read_bytes()[:9])

result.append("größe".encode())
result.append(len("größe".encode("utf-8")))
result.append(b"gr\xc3\xb6\xc3\x9fe".decode())
try:
    with open(plan) as file:
        file.write("x")
except io.UnsupportedOperation as error:
    result.append(str(error))

result.append(b"a,b,,c".split(b","))
result.append(b" a  b\n".split())
result.append(b"a\nb\r\nc\n".splitlines())
result.append(b" x\n".strip())
result.append(b"xxabc".lstrip(b"x"))
result.append(b"abcabc".replace(b"b", b"--"))
result.append(b",".join([b"a", b"b"]))
result.append([b"abc".find(b"c"), b"abc".startswith((b"x", b"ab")), b"abc".endswith(b"bc"), b"aXa".lower(), b"a=b=c".partition(b"=")])
result.append(["abc".isascii(), "ä".isascii(), "".isascii()])
try:
    b"abc".find("c")
except TypeError:
    result.append("bytes are not text")
