"""torch._jit_internal: decorators that scripting reads."""

from typing import Any, Dict, Final, List, Optional, Tuple

BroadcastingList1 = List
BroadcastingList2 = List
BroadcastingList3 = List
Future = Any


def _overload(function):
    return function


def _overload_method(function):
    return function


def boolean_dispatch(arg_name, arg_index, default, if_true, if_false, module_name, func_name):
    def choose(*args, **kwargs):
        flag = kwargs.get(arg_name, args[arg_index] if len(args) > arg_index else default)
        return if_true(*args, **kwargs) if flag else if_false(*args, **kwargs)

    return choose


def ignore(drop=False, **kwargs):
    return drop if callable(drop) else (lambda function: function)


def unused(function):
    return function


def export(function):
    return function


def _copy_to_script_wrapper(function):
    return function


def is_scripting():
    return False


def weak_module(function):
    return function


weak_script = weak_script_method = weak_module
