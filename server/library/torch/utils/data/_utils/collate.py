"""torch.utils.data._utils.collate."""

from torch.utils.data.dataloader import default_collate, default_convert

default_collate_err_msg_format = (
    "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {}"
)
