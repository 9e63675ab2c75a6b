"""LightningModule and LightningDataModule."""

import torch
from _torch_nn import _init_arguments
from torch import nn


class _HyperParameters(dict):
    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"'AttributeDict' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        self[name] = value


class _SavesHyperParameters:
    @property
    def hparams(self):
        if "_hparams" not in self.__dict__:
            self.__dict__["_hparams"] = _HyperParameters()
        return self.__dict__["_hparams"]

    def save_hyperparameters(self, *args, ignore=None, frame=None, logger=True):
        """Keeps the arguments of `__init__`, or those of them that are named; a dict or a namespace as it is."""
        given = _init_arguments(self)
        ignored = [ignore] if isinstance(ignore, str) else list(ignore or [])
        if len(args) == 1 and isinstance(args[0], dict):
            self.hparams.update(args[0])
        elif len(args) == 1 and not isinstance(args[0], str) and hasattr(args[0], "__dict__"):
            self.hparams.update(vars(args[0]))
        else:
            for name, value in given.items():
                if name not in ignored and (len(args) == 0 or name in args):
                    self.hparams[name] = value


class LightningModule(nn.Module, _SavesHyperParameters):
    example_input_array = None
    automatic_optimization = True
    trainer = None
    logger = None
    current_epoch = 0
    global_step = 0
    global_rank = 0
    local_rank = 0

    @property
    def device(self):
        return torch.device("cpu")

    @property
    def dtype(self):
        return torch.float32

    def forward(self, *args, **kwargs):
        return super().forward(*args, **kwargs)

    def log(self, name, value, *args, **kwargs):
        return None

    def log_dict(self, dictionary, *args, **kwargs):
        return None

    def print(self, *args, **kwargs):
        return None

    def training_step(self, *args, **kwargs):
        return None

    def validation_step(self, *args, **kwargs):
        return None

    def test_step(self, *args, **kwargs):
        return None

    def predict_step(self, batch, *args, **kwargs):
        return self(batch)

    def configure_optimizers(self):
        return None

    def optimizers(self, use_pl_optimizer=True):
        found = _optimizers_of(self.configure_optimizers())
        return found[0] if len(found) == 1 else found

    def lr_schedulers(self):
        return None

    def manual_backward(self, loss, *args, **kwargs):
        loss.backward()

    def toggle_optimizer(self, optimizer):
        return None

    def untoggle_optimizer(self, optimizer):
        return None

    def clip_gradients(self, optimizer, *args, **kwargs):
        return None

    def freeze(self):
        self.requires_grad_(False)
        self.eval()

    def unfreeze(self):
        self.requires_grad_(True)
        self.train()

    def all_gather(self, data, *args, **kwargs):
        return data

    def _nothing(self, *args, **kwargs):
        return None

    setup = prepare_data = teardown = configure_model = configure_callbacks = _nothing
    on_fit_start = on_fit_end = on_train_start = on_train_end = on_train_epoch_start = on_train_epoch_end = _nothing
    on_validation_start = on_validation_epoch_start = on_validation_epoch_end = on_test_epoch_end = _nothing
    on_train_batch_start = on_train_batch_end = on_save_checkpoint = on_load_checkpoint = _nothing

    def to_torchscript(self, *args, **kwargs):
        return self

    def to_onnx(self, file_path, input_sample=None, **kwargs):
        if input_sample is not None:
            self(input_sample)

    @classmethod
    def load_from_checkpoint(cls, checkpoint_path, *args, **kwargs):
        names = ("map_location", "hparams_file", "strict")
        return cls(**{key: value for key, value in kwargs.items() if key not in names})


def _optimizers_of(configured):
    """The optimizers in what `configure_optimizers` gave back."""
    if isinstance(configured, dict):
        return [configured["optimizer"]]
    if isinstance(configured, (list, tuple)):
        if len(configured) > 0 and isinstance(configured[0], (list, tuple)):
            return list(configured[0])
        return [item["optimizer"] if isinstance(item, dict) else item for item in configured]
    return [] if configured is None else [configured]


class LightningDataModule(_SavesHyperParameters):
    def __init__(self):
        self.trainer = None

    def prepare_data(self):
        return None

    def setup(self, stage=None):
        return None

    def teardown(self, stage=None):
        return None

    def train_dataloader(self):
        return None

    def val_dataloader(self):
        return None

    def test_dataloader(self):
        return None
