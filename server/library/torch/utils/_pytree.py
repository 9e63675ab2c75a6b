"""torch.utils._pytree: nested lists, tuples and dicts as a flat list and a shape."""


class TreeSpec:
    def __init__(self, kind, context=None, children=()):
        self.type = kind
        self.context = context
        self.children_specs = list(children)
        self.num_leaves = 1 if kind is None else sum([child.num_leaves for child in self.children_specs])


PyTree = object


def _children(tree):
    """What a node is made of, and what else is needed to make it again; None for a leaf."""
    if isinstance(tree, dict):
        return list(tree.values()), list(tree.keys())
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return list(tree), type(tree)
    if isinstance(tree, (list, tuple)):
        return list(tree), None
    return None


def tree_flatten(tree, is_leaf=None):
    node = None if is_leaf is not None and is_leaf(tree) else _children(tree)
    if node is None:
        return [tree], TreeSpec(None)
    leaves = []
    specs = []
    for child in node[0]:
        below, spec = tree_flatten(child, is_leaf)
        leaves += below
        specs.append(spec)
    return leaves, TreeSpec(type(tree), node[1], specs)


def tree_unflatten(leaves, treespec):
    leaves = list(leaves)
    if treespec.type is None:
        return leaves[0]
    children = []
    start = 0
    for spec in treespec.children_specs:
        children.append(tree_unflatten(leaves[start : start + spec.num_leaves], spec))
        start += spec.num_leaves
    if issubclass(treespec.type, dict):
        return dict(zip(treespec.context, children))
    if treespec.context is not None:
        return treespec.context(*children)
    return treespec.type(children)


def tree_leaves(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[0]


def tree_iter(tree, is_leaf=None):
    return iter(tree_leaves(tree, is_leaf))


def tree_structure(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func, tree, *rests, is_leaf=None):
    leaves, spec = tree_flatten(tree, is_leaf)
    others = [tree_flatten(rest)[0] for rest in rests]
    return tree_unflatten([func(*values) for values in zip(leaves, *others)], spec)


def tree_map_(func, tree, *rests, is_leaf=None):
    tree_map(func, tree, *rests, is_leaf=is_leaf)
    return tree


def tree_map_only(kinds, func, tree, is_leaf=None):
    return tree_map(lambda leaf: func(leaf) if isinstance(leaf, kinds) else leaf, tree, is_leaf=is_leaf)


def tree_all(pred, tree, is_leaf=None):
    return all([pred(leaf) for leaf in tree_leaves(tree, is_leaf)])


def tree_any(pred, tree, is_leaf=None):
    return any([pred(leaf) for leaf in tree_leaves(tree, is_leaf)])


def register_pytree_node(cls, flatten_fn, unflatten_fn, **kwargs):
    return None


_register_pytree_node = register_pytree_node
