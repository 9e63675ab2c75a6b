from _keras import flatten


def get_source_inputs(tensor):
    """The inputs of the graph that a tensor comes from."""
    found, pending, seen = [], [tensor], []
    while pending:
        current = pending.pop()
        if any(current is one for one in seen):
            continue
        seen.append(current)
        node = current._node
        if node is None:
            found.append(current)
            continue
        for argument in flatten((node.args, node.kwargs)):
            if hasattr(argument, "_node"):
                pending.append(argument)
    return found
