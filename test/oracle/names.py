"""Records test/data/torch_names.json: the public names of torch's namespaces, of which docs/coverage.md says what is supported.

    python test/oracle/names.py

What is public:

- no name with a leading underscore, and no module;
- torch.nn: classes defined in torch.nn; torch.nn.functional: functions that it defines or binds; torchvision.ops: `__all__`;
- torch.fft, torch.linalg, torch.special: all functions;
- Tensor: all methods and attributes;
- torch: functions and classes that PyTorch documents (they have a docstring) or that are a function or method of the same name
  in torch.nn.functional or Tensor (`torch.relu` has no docstring); dtypes that cast to float32, memory formats, layouts;
  the constants. This leaves out the compiled part's own classes (TorchScript's types) and single back ends' kernels (`cudnn_…`);
- no function that was removed, of which only the error message is left (`torch.symeig`).
"""

import ast
import importlib.metadata
import importlib.util
import inspect
import pathlib
import types

import torch
import torch._linalg_utils
import torch.nn.functional as F
from torch import nn

from counting import write

REMOVED = {"reinforce", "volatile"} | {
    name.removeprefix("_")
    for name, function in inspect.getmembers(torch._linalg_utils, inspect.isfunction)
    if "is now removed" in inspect.getsource(function)
}
BUILT_IN = (types.BuiltinFunctionType, types.BuiltinMethodType)
NOT_OF_TORCH = ("typing", "collections.abc")


def public(namespace):
    return {
        name: value
        for name in dir(namespace)
        if not name.startswith("_")
        if name not in REMOVED or namespace is torch.linalg
        for value in [getattr(namespace, name, None)]
        if not isinstance(value, types.ModuleType)
    }


def classes_of_nn():
    return [name for name, value in public(nn).items() if inspect.isclass(value) and value.__module__.startswith("torch.nn.")]


def functions_of_nn():
    """Functions made there, and compiled ones bound there; not what it imports to work with."""
    return [
        name
        for name, value in public(F).items()
        if isinstance(value, BUILT_IN) or (inspect.isfunction(value) and value.__module__ == "torch.nn.functional")
        if not name.startswith(("has_torch_function", "handle_torch_function"))
    ]


def functions_of(namespace):
    found = public(namespace)
    return [name for name, value in found.items() if callable(value) and value is not torch.Tensor]


def is_castable(dtype):
    try:
        torch.zeros(1, dtype=dtype).to(torch.float32)
        return not dtype.is_complex or torch.ones(1, dtype=dtype).sum() is not None
    except (RuntimeError, NotImplementedError, TypeError):
        return False


def is_binding(value):
    """A function or type of the compiled part that only TorchScript uses."""
    return "pybind11" in type(value).__name__ or type(getattr(value, "__self__", None)).__name__.startswith(("PyCapsule", "pybind11"))


def names_of_torch():
    elsewhere = {*public(torch.Tensor), *functions_of_nn()}
    values = (torch.layout, torch.memory_format, float)
    types_of_values = {torch.Tensor, torch.Size, torch.Generator, torch.finfo, torch.iinfo, torch.memory_format}
    for name, value in public(torch).items():
        if isinstance(value, torch.dtype):
            if is_castable(value):
                yield name
        elif isinstance(value, values) or value is None or value in types_of_values:
            yield name
        elif callable(value) and (value.__doc__ or name in elsewhere):
            if not is_binding(value) and getattr(value, "__module__", None) not in NOT_OF_TORCH:
                yield name


def names_of_torchvision_ops():
    """`__all__`, read from the source: torchvision's compiled part does not load beside every build of PyTorch."""
    folder = pathlib.Path(importlib.util.find_spec("torchvision").origin).parent
    for statement in ast.parse((folder / "ops/__init__.py").read_text()).body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id == "__all__":
            return [name for name in ast.literal_eval(statement.value) if not name.startswith("_")]


def main():
    names = {
        "torch.nn": classes_of_nn(),
        "torch.nn.functional": functions_of_nn(),
        "torch.Tensor": list(public(torch.Tensor)),
        "torch": list(names_of_torch()),
        "torch.fft": functions_of(torch.fft),
        "torch.linalg": functions_of(torch.linalg),
        "torch.special": functions_of(torch.special),
        "torchvision.ops": names_of_torchvision_ops(),
    }
    versions = {"torch": torch.__version__.split("+")[0], "torchvision": importlib.metadata.version("torchvision").split("+")[0]}
    rows = [{"namespace": namespace, "names": sorted(found)} for namespace, found in names.items()]
    write("test/data/torch_names.json", {**versions, "namespaces": rows}, rows="namespaces")
    for namespace, found in names.items():
        print(namespace, len(found))


if __name__ == "__main__":
    main()
