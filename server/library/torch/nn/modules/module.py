"""torch.nn.Module. Registration of parameters, the walks over the tree and the call are native, in `_ModuleBase`."""

from collections import OrderedDict, namedtuple

import torch
from _torch_nn import _ModuleBase
from torch.utils.hooks import RemovableHandle

from ..parameter import Buffer, Parameter


class _IncompatibleKeys(namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()


def _add_indent(text, spaces):
    lines = text.split("\n")
    return "\n".join([lines[0]] + [" " * spaces + line for line in lines[1:]])


_addindent = _add_indent


def _forward_unimplemented(self, *input):
    raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')


class Module(_ModuleBase):
    dump_patches = False
    call_super_init = False
    _version = 1
    _compiled_call_impl = None

    forward = _forward_unimplemented

    # ── devices and dtypes

    def cuda(self, device=None):
        return self.to("cuda" if device is None else device)

    def cpu(self):
        return self.to("cpu")

    def xpu(self, device=None):
        return self.to("xpu" if device is None else device)

    def ipu(self, device=None):
        return self.to("ipu" if device is None else device)

    def mtia(self, device=None):
        return self.to("mtia" if device is None else device)

    def to_empty(self, *, device, recurse=True):
        return self.to(device)

    def type(self, dst_type):
        return self.to(dst_type)

    def share_memory(self):
        return self

    def compile(self, *args, **kwargs):
        return None

    def zero_grad(self, set_to_none=True):
        return None

    # ── names

    def _get_name(self):
        return self.__class__.__name__

    def get_submodule(self, target):
        if target == "":
            return self
        module = self
        for name in target.split("."):
            if not hasattr(module, name):
                raise AttributeError(module._get_name() + " has no attribute `" + name + "`")
            module = getattr(module, name)
            if not isinstance(module, Module):
                raise AttributeError("`" + name + "` is not an nn.Module")
        return module

    def set_submodule(self, target, module, strict=False):
        if target == "":
            raise ValueError("Cannot set the submodule without a target name!")
        path, _, name = target.rpartition(".")
        setattr(self.get_submodule(path), name, module)

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        if not hasattr(module, name):
            raise AttributeError(module._get_name() + " has no attribute `" + name + "`")
        param = getattr(module, name)
        if not isinstance(param, Parameter):
            raise AttributeError("`" + name + "` is not an nn.Parameter")
        return param

    def get_buffer(self, target):
        path, _, name = target.rpartition(".")
        module = self.get_submodule(path)
        if not hasattr(module, name):
            raise AttributeError(module._get_name() + " has no attribute `" + name + "`")
        if name not in module._buffers:
            raise AttributeError("`" + name + "` is not a buffer")
        return module._buffers[name]

    def get_extra_state(self):
        raise RuntimeError("Reached a code path in Module.get_extra_state() that should never be called.")

    def set_extra_state(self, state):
        raise RuntimeError("Reached a code path in Module.set_extra_state() that should never be called.")

    def _named_members(self, get_members_fn, prefix="", recurse=True, remove_duplicate=True):
        memo = set()
        modules = self.named_modules(prefix=prefix) if recurse else [(prefix, self)]
        members = []
        for path, module in modules:
            for name, value in get_members_fn(module):
                if value is None or value in memo:
                    continue
                memo.add(value)
                members.append((path + ("." if path else "") + name, value))
        return iter(members)

    # ── state

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        if len(args) > 0:
            destination = args[0]
        if len(args) > 1:
            prefix = args[1]
        if destination is None:
            destination = OrderedDict()
            destination._metadata = OrderedDict()
        self._save_to_state_dict(destination, prefix, keep_vars)
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination=destination, prefix=prefix + name + ".", keep_vars=keep_vars)
        for hook in self._state_dict_hooks.values():
            result = hook(self, destination, prefix, {})
            if result is not None:
                destination = result
        return destination

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        for name, param in self._parameters.items():
            if param is not None:
                destination[prefix + name] = param if keep_vars else param.detach()
        for name, buffer in self._buffers.items():
            if buffer is not None and name not in self._non_persistent_buffers_set:
                destination[prefix + name] = buffer if keep_vars else buffer.detach()

    def _load_from_state_dict(
        self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs
    ):
        own = [(name, param) for name, param in self._parameters.items()]
        own += [(n, buffer) for n, buffer in self._buffers.items() if n not in self._non_persistent_buffers_set]
        names = set()
        for name, tensor in own:
            names.add(name)
            if tensor is None:
                continue
            key = prefix + name
            if key not in state_dict:
                if strict:
                    missing_keys.append(key)
                continue
            value = state_dict[key]
            if isinstance(value, torch.Tensor) and tuple(value.shape) != tuple(tensor.shape):
                if not (len(tensor.shape) == 0 and tuple(value.shape) == (1,)):
                    error_msgs.append(
                        f"size mismatch for {key}: copying a param with shape {value.shape} from checkpoint, "
                        f"the shape in current model is {tensor.shape}."
                    )
        if not strict:
            return
        for key in state_dict.keys():
            if key.startswith(prefix):
                first = key[len(prefix) :].split(".")
                if len(first) > 1:
                    if first[0] not in self._modules:
                        unexpected_keys.append(key)
                elif first[0] not in names and first[0] != "_extra_state":
                    unexpected_keys.append(key)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        """Checks names and shapes as far as they are known. Values are not known, so that none are copied."""
        if not isinstance(state_dict, dict):
            return _IncompatibleKeys([], [])
        missing_keys = []
        unexpected_keys = []
        error_msgs = []

        def load(module, prefix):
            for hook in module._load_state_dict_pre_hooks.values():
                hook(state_dict, prefix, {}, strict, missing_keys, unexpected_keys, error_msgs)
            module._load_from_state_dict(state_dict, prefix, {}, True, missing_keys, unexpected_keys, error_msgs)
            for name, child in module._modules.items():
                if child is not None:
                    load(child, prefix + name + ".")

        load(self, "")
        incompatible = _IncompatibleKeys(missing_keys, unexpected_keys)
        for hook in self._load_state_dict_post_hooks.values():
            hook(self, incompatible)
        if strict:
            if len(unexpected_keys) > 0:
                names = ", ".join([f'"{key}"' for key in unexpected_keys])
                error_msgs.insert(0, f"Unexpected key(s) in state_dict: {names}. ")
            if len(missing_keys) > 0:
                names = ", ".join([f'"{key}"' for key in missing_keys])
                error_msgs.insert(0, f"Missing key(s) in state_dict: {names}. ")
        if len(error_msgs) > 0:
            text = "\n\t".join(error_msgs)
            raise RuntimeError(f"Error(s) in loading state_dict for {self.__class__.__name__}:\n\t{text}")
        return incompatible

    # ── hooks

    def _add_hook(self, hooks, hook, prepend=False):
        handle = RemovableHandle(hooks)
        hooks[handle.id] = hook
        if prepend:
            others = [(key, value) for key, value in hooks.items() if key != handle.id]
            for key, value in others:
                del hooks[key]
                hooks[key] = value
        return handle

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        handle = self._add_hook(self._forward_pre_hooks, hook, prepend)
        if with_kwargs:
            self._forward_pre_hooks_with_kwargs[handle.id] = True
        return handle

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        handle = self._add_hook(self._forward_hooks, hook, prepend)
        if with_kwargs:
            self._forward_hooks_with_kwargs[handle.id] = True
        return handle

    def register_backward_hook(self, hook):
        return self._add_hook(self._backward_hooks, hook)

    def register_full_backward_hook(self, hook, prepend=False):
        return self._add_hook(self._backward_hooks, hook)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        return self._add_hook(self._backward_pre_hooks, hook)

    def register_state_dict_pre_hook(self, hook):
        return self._add_hook(self._state_dict_pre_hooks, hook)

    def register_state_dict_post_hook(self, hook):
        return self._add_hook(self._state_dict_hooks, hook)

    def _register_state_dict_hook(self, hook):
        return self._add_hook(self._state_dict_hooks, hook)

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        if with_module:
            return self._add_hook(self._load_state_dict_pre_hooks, lambda *args: hook(self, *args))
        return self._add_hook(self._load_state_dict_pre_hooks, hook)

    def register_load_state_dict_pre_hook(self, hook):
        return self._register_load_state_dict_pre_hook(hook, with_module=True)

    def register_load_state_dict_post_hook(self, hook):
        return self._add_hook(self._load_state_dict_post_hooks, hook)

    # ── text

    def extra_repr(self):
        return ""

    def __repr__(self):
        extra = self.extra_repr()
        extra_lines = extra.split("\n") if extra else []
        child_lines = []
        for name, module in self._modules.items():
            child_lines.append("(" + name + "): " + _add_indent(repr(module), 2))
        text = self._get_name() + "("
        if len(extra_lines) == 1 and not child_lines:
            text += extra_lines[0]
        elif extra_lines or child_lines:
            text += "\n  " + "\n  ".join(extra_lines + child_lines) + "\n"
        return text + ")"

    def __dir__(self):
        names = list(self.__dict__.keys()) + list(self._parameters.keys())
        return sorted(names + list(self._modules.keys()) + list(self._buffers.keys()))

    def __deepcopy__(self, memo):
        from copy import deepcopy

        return self._deep_copy(memo, deepcopy)

    def _replicate_for_data_parallel(self):
        return self


def register_module_forward_pre_hook(hook):
    return RemovableHandle({})


def register_module_forward_hook(hook, *, with_kwargs=False, always_call=False):
    return RemovableHandle({})


def register_module_backward_hook(hook):
    return RemovableHandle({})


def register_module_full_backward_hook(hook):
    return RemovableHandle({})


def register_module_full_backward_pre_hook(hook):
    return RemovableHandle({})


def register_module_module_registration_hook(hook):
    return RemovableHandle({})


def register_module_parameter_registration_hook(hook):
    return RemovableHandle({})


def register_module_buffer_registration_hook(hook):
    return RemovableHandle({})
