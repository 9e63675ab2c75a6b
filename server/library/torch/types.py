"""torch.types: names for annotations."""

from typing import Any, List, Sequence, Tuple, Union

from _torch import Size, Tensor, device, dtype

Device = Any
Number = Union[int, float, bool]
FileLike = Any
Storage = Any
_int = int
_float = float
_bool = bool
_dtype = dtype
_device = device
_size = Any
_layout = Any
_complex = complex
_TensorOrTensors = Any
SymInt = int
PySymType = int
IntLikeType = int
FloatLikeType = float
BoolLikeType = bool
