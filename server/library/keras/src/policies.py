"""keras.mixed_precision and dtype policies: the dtype of weights and the one that is computed in."""

_floatx = ["float32"]
_policy = [None]


class DTypePolicy:
    def __init__(self, name=None, source_name=None):
        name = name or _floatx[-1]
        if not isinstance(name, str):
            raise TypeError(f"'name' must be a string, such as 'mixed_float16'. Received: name={name} (of type {type(name)})")
        self.name = name
        mixed = {"mixed_float16": "float16", "mixed_bfloat16": "bfloat16"}
        if name in mixed:
            self.compute_dtype = mixed[name]
            self.variable_dtype = "float32"
        else:
            from keras.src.dtypes import _torch

            if name not in _torch:
                raise ValueError(
                    f"Cannot convert '{name}' to a mixed precision DTypePolicy. Valid policies include 'mixed_float16',"
                    " 'mixed_bfloat16', and the name of any float dtype such as 'float32'."
                )
            self.compute_dtype = self.variable_dtype = name

    def get_config(self):
        return {"name": self.name}


Policy = FloatDTypePolicy = DTypePolicy


def get(dtype):
    if dtype is None:
        return dtype_policy()
    if isinstance(dtype, DTypePolicy):
        return dtype
    from keras.src.dtypes import dtype_name

    return DTypePolicy(dtype_name(dtype))


def dtype_policy():
    if _policy[-1] is None:
        _policy.append(DTypePolicy())
    return _policy[-1]


def set_dtype_policy(policy):
    _policy.append(get(policy))


set_global_policy = set_dtype_policy
global_policy = dtype_policy


def floatx():
    return _floatx[-1]


def set_floatx(value):
    _floatx.append(value)
    _policy.append(None)
