"""torch.fx.graph_module."""

from . import GraphModule

_USER_PRESERVED_ATTRIBUTES_KEY = "_user_preserved_attributes"


class _CodeOnlyModule(GraphModule):
    pass


def _copy_attr(from_module, to_module, target):
    return None
