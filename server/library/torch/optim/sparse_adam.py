"""torch.optim.sparse_adam."""

from .optimizer import Optimizer, _check_betas, _check_rate


class SparseAdam(Optimizer):
    def __init__(
        self,
        params,
        lr=0.001,
        betas=(0.9, 0.999),
        eps=1e-08,
        maximize=False,
    ):
        _check_rate(lr)
        _check_betas(betas)
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "maximize": maximize,
        }
        super().__init__(params, defaults)
