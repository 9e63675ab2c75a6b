"""Trainer: one step of what it is asked for."""

import torch

from .core import LightningDataModule, _optimizers_of


class Trainer:
    def __init__(self, *args, **kwargs):
        self.max_epochs = kwargs.get("max_epochs", 1000)
        self.callbacks = kwargs.get("callbacks", [])
        self.logger = kwargs.get("logger", None)
        self.precision = kwargs.get("precision", "32-true")
        self.callback_metrics = {}
        self.world_size = 1
        self.global_rank = 0
        self.is_global_zero = True
        self.current_epoch = 0
        self.global_step = 0
        self.estimated_stepping_batches = 1000
        self.num_training_batches = 1

    def _loader(self, model, loaders, datamodule, name, stage):
        if isinstance(loaders, LightningDataModule):
            datamodule = loaders
            loaders = None
        if datamodule is not None:
            datamodule.prepare_data()
            datamodule.setup(stage)
            return getattr(datamodule, name)()
        if loaders is None and hasattr(model, name):
            return getattr(model, name)()
        return loaders

    def fit(
        self, model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None, **kwargs
    ):
        model.trainer = self
        loader = self._loader(model, train_dataloaders, datamodule, "train_dataloader", "fit")
        model.setup("fit")
        optimizers = _optimizers_of(model.configure_optimizers())
        if loader is None:
            return None
        model.train()
        for index, batch in enumerate(loader):
            loss = model.training_step(batch, index)
            if model.automatic_optimization:
                loss = loss["loss"] if isinstance(loss, dict) else loss
                if loss is not None:
                    loss.backward()
                if len(optimizers) > 0:
                    optimizers[0].step()
        return None

    def _evaluate(self, model, loaders, datamodule, name, step, stage):
        loader = self._loader(model, loaders, datamodule, name, stage)
        if loader is None:
            return []
        model.eval()
        with torch.no_grad():
            for index, batch in enumerate(loader):
                getattr(model, step)(batch, index)
        return [{}]

    def validate(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None):
        return self._evaluate(model, dataloaders, datamodule, "val_dataloader", "validation_step", "validate")

    def test(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None):
        return self._evaluate(model, dataloaders, datamodule, "test_dataloader", "test_step", "test")

    def predict(self, model=None, dataloaders=None, datamodule=None, return_predictions=None, ckpt_path=None):
        return self._evaluate(model, dataloaders, datamodule, "predict_dataloader", "predict_step", "predict")

    def save_checkpoint(self, filepath, weights_only=False):
        return None
