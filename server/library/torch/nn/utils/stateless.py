"""A call of a module with other tensors in place of its parameters."""


def _owner(module, name):
    path, _, attribute = name.rpartition(".")
    return module.get_submodule(path), attribute


def functional_call(module, parameters_and_buffers, args=None, kwargs=None, *, tie_weights=True, strict=False):
    if args is None:
        args = ()
    elif not isinstance(args, tuple):
        args = (args,)
    if isinstance(parameters_and_buffers, (tuple, list)):
        joined = {}
        for part in parameters_and_buffers:
            joined.update(part)
        parameters_and_buffers = joined
    kept = []
    for name, tensor in parameters_and_buffers.items():
        owner, attribute = _owner(module, name)
        for table in (owner._parameters, owner._buffers):
            if attribute in table:
                kept.append((table, attribute, table[attribute]))
                table[attribute] = tensor
    try:
        return module(*args, **(kwargs or {}))
    finally:
        for table, attribute, tensor in kept:
            table[attribute] = tensor
