"""torch.jit: scripting and tracing give back what they are given."""

from typing import Any, Final

from _floplens import unknown

from torch.nn import Module

from .annotations import BroadcastingList1, BroadcastingList2, BroadcastingList3

Attribute = Any
Future = Any


def is_scripting():
    return False


def is_tracing():
    return False


def script(obj=None, optimize=None, _frames_up=0, _rcb=None, example_inputs=None):
    return obj if obj is not None else (lambda function: function)


def trace(func, example_inputs=None, *args, **kwargs):
    return func


def trace_module(mod, inputs, *args, **kwargs):
    return mod


def freeze(mod, preserved_attrs=None, optimize_numerics=True):
    return mod


def optimize_for_inference(mod, other_methods=None):
    return mod


def save(m, f, _extra_files=None):
    return None


def load(f, map_location=None, _extra_files=None, _restore_shapes=False):
    return unknown("the contents of a file are not known")


def _keep(function):
    return function


def ignore(drop=False, **kwargs):
    return drop if callable(drop) else _keep


def unused(function):
    return function


def export(function):
    return function


def interface(obj):
    return obj


def script_method(function):
    return function


def _overload(function):
    return function


def _overload_method(function):
    return function


def _script_if_tracing(function):
    return function


script_if_tracing = _script_if_tracing


def annotate(the_type, the_value):
    return the_value


def isinstance(obj, target_type):
    return True


def fork(func, *args, **kwargs):
    return func(*args, **kwargs)


def wait(future):
    return future


def set_fusion_strategy(strategy):
    return None


def enable_onednn_fusion(enabled):
    return None


def onednn_fusion_enabled():
    return False


class ScriptModule(Module):
    pass


RecursiveScriptModule = ScriptModule
TracedModule = ScriptModule
TopLevelTracedModule = ScriptModule


class ScriptFunction:
    pass


class strict_fusion:
    def __enter__(self):
        return None

    def __exit__(self, exc_type, exc_value, traceback):
        return None
