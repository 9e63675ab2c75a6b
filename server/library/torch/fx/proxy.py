"""torch.fx.proxy."""


class Proxy:
    pass


class TraceError(ValueError):
    pass
