# Patterns of einops, as plans over axes. A plan depends on the pattern and the rank, not on sizes.

ELLIPSIS = "..."


class EinopsError(RuntimeError):
    pass


class AnonymousAxis:
    # A number in a pattern: two of them are two axes.
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"{self.value}-axis"


class Side:
    def __init__(self, groups, axes, ellipsis, anonymous):
        self.groups = groups
        self.axes = axes
        self.ellipsis = ellipsis
        self.anonymous = anonymous


def side(text, underscore=False, duplicates=False):
    """One side of an arrow: groups of axes, where `...` by itself is the string."""
    if "." in text:
        if ELLIPSIS not in text:
            raise EinopsError("Expression may contain dots only inside ellipsis (...)")
        if text.count(ELLIPSIS) != 1 or text.count(".") != 3:
            raise EinopsError("Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor ")
    groups = []
    axes = []
    ellipsis = None
    anonymous = False
    group = None
    for word in text.replace("(", " ( ").replace(")", " ) ").replace(ELLIPSIS, f" {ELLIPSIS} ").split():
        if word == "(":
            if group is not None:
                raise EinopsError("Axis composition is one-level (brackets inside brackets not allowed)")
            group = []
            continue
        if word == ")":
            if group is None:
                raise EinopsError("Brackets are not balanced")
            groups.append(group)
            group = None
            continue
        if word in axes and not duplicates and not (underscore and word == "_"):
            raise EinopsError(f'Indexing expression contains duplicate dimension "{word}"')
        if word == ELLIPSIS:
            ellipsis = "alone" if group is None else "grouped"
            axes.append(word)
            if group is None:
                groups.append(ELLIPSIS)
            else:
                group.append(word)
            continue
        if word == "1":
            if group is None:
                groups.append([])
            continue
        axis = word
        if word.isdigit():
            if int(word) == 0:
                raise EinopsError("Anonymous axis should have positive length, not 0")
            axis = AnonymousAxis(int(word))
            anonymous = True
        else:
            _check_name(word, underscore)
        axes.append(axis)
        if group is None:
            groups.append([axis])
        else:
            group.append(axis)
    if group is not None:
        raise EinopsError(f'Imbalanced parentheses in expression: "{text}"')
    return Side(groups, axes, ellipsis, anonymous)


def _check_name(name, underscore):
    for character in name:
        if not (character.isalnum() or character == "_"):
            raise EinopsError(f"Unknown character '{character}'")
    reason = None
    if not name.isidentifier():
        reason = "not a valid python identifier"
    elif (name[0] == "_" or name[-1] == "_") and not (name == "_" and underscore):
        reason = "axis name should should not start or end with underscore"
    if reason is not None:
        raise EinopsError(f"Invalid axis identifier: {name}\n{reason}")


class Pattern:
    def __init__(self, pattern, operation, given, ndim):
        left_text, right_text = pattern.split("->")
        left, right = side(left_text), side(right_text)
        _check_sides(pattern, operation, left, right, given)
        if left.ellipsis is None:
            if ndim != len(left.groups):
                raise EinopsError(f"Wrong shape: expected {len(left.groups)} dims. Received {ndim}-dim tensor.")
            count = 0
        else:
            count = ndim - (len(left.groups) - 1)
            if count < 0:
                raise EinopsError(f"Wrong shape: expected >={len(left.groups) - 1} dims. Received {ndim}-dim tensor.")
        dots = [f"{ELLIPSIS}{index}" for index in range(count)]
        self.inputs = _expand(left.groups, dots)
        self.groups = _expand(right.groups, dots)
        self.axes = [axis for group in self.inputs for axis in group]
        self.result = [axis for group in self.groups for axis in group]
        for name in given:
            if name not in self.axes and name not in self.result:
                raise EinopsError(f"Axis {name} is not used in transform")
        for group in self.inputs:
            open_axes = [axis for axis in group if isinstance(axis, str) and axis not in given]
            if len(open_axes) > 1:
                raise EinopsError(f"Could not infer sizes for {set(open_axes)}")

        kept = [axis for axis in self.result if axis in self.axes]
        dropped = [axis for axis in self.axes if axis not in self.result]
        order = [self.axes.index(axis) for axis in (*kept, *dropped)]
        self.order = None if order == list(range(len(order))) else order
        self.reduced = list(range(len(kept), len(order)))
        self.added = [(position, axis) for position, axis in enumerate(self.result) if axis not in self.axes]
        self.splits = any(len(group) != 1 for group in self.inputs)
        self.joins = any(len(group) != 1 for group in self.groups)

    def sizes(self, shape, lengths):
        sizes = dict(lengths)
        for axis in (*self.axes, *self.result):
            if isinstance(axis, AnonymousAxis):
                sizes[axis] = axis.value
        for group, length in zip(self.inputs, shape):
            known = 1
            unknown = None
            for axis in group:
                if axis in sizes:
                    known = known * sizes[axis]
                else:
                    unknown = axis
            if unknown is None:
                if length != known:
                    raise EinopsError(f"Shape mismatch, {length} != {known}")
            else:
                if length % known != 0:
                    raise EinopsError(f"Shape mismatch, can't divide axis of length {length} in chunks of {known}")
                sizes[unknown] = length // known
        return sizes


def _expand(groups, dots):
    expanded = []
    for group in groups:
        if group == ELLIPSIS:
            expanded.extend([[dot] for dot in dots])
        elif ELLIPSIS in group:
            at = group.index(ELLIPSIS)
            expanded.append([*group[:at], *dots, *group[at + 1 :]])
        else:
            expanded.append(group)
    return expanded


def _check_sides(pattern, operation, left, right, given):
    if left.ellipsis is None and right.ellipsis is not None:
        raise EinopsError(f"Ellipsis found in right side, but not left side of a pattern {pattern}")
    if left.ellipsis == "grouped":
        raise EinopsError(f"Ellipsis inside parenthesis in the left side is not allowed: {pattern}")
    only_left = {axis for axis in left.axes if axis not in right.axes}
    only_right = {axis for axis in right.axes if axis not in left.axes}
    if operation == "rearrange":
        if left.anonymous or right.anonymous:
            raise EinopsError("Non-unitary anonymous axes are not supported in rearrange (exception is length 1)")
        if only_left or only_right:
            raise EinopsError(
                f"Identifiers only on one side of expression (should be on both): {only_left | only_right}"
            )
    elif operation == "repeat":
        if only_left:
            raise EinopsError(f"Unexpected identifiers on the left side of repeat: {only_left}")
        unsized = {axis for axis in only_right if isinstance(axis, str) and axis not in given}
        if unsized:
            raise EinopsError(f"Specify sizes for new axes in repeat: {unsized}")
    elif operation in ("min", "max", "sum", "mean", "prod", "any", "all") or callable(operation):
        if only_right:
            raise EinopsError(f"Unexpected identifiers on the right side of reduce {operation}: {only_right}")
    else:
        raise EinopsError(
            f"Unknown reduction {operation}. Expect one of ('min', 'max', 'sum', 'mean', 'prod', 'any', 'all')."
        )
