"""Packed sequences: the steps of sequences of different lengths, one after the other, without padding."""

from collections import namedtuple

import torch
from _floplens import is_unknown, unknown

PackedSequence_ = namedtuple(
    "PackedSequence_", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"], defaults=(None, None, None)
)


class PackedSequence(PackedSequence_):
    def pin_memory(self):
        return self

    def to(self, *args, **kwargs):
        return self._replace(data=self.data.to(*args, **kwargs))

    def cuda(self, *args, **kwargs):
        return self._replace(data=self.data.cuda())

    def cpu(self, *args, **kwargs):
        return self._replace(data=self.data.cpu())

    def double(self):
        return self.to(dtype=torch.double)

    def float(self):
        return self.to(dtype=torch.float)

    def half(self):
        return self.to(dtype=torch.half)

    @property
    def is_cuda(self):
        return self.data.is_cuda

    def is_pinned(self):
        return False


def _like(tensor, size):
    """A tensor of another size that hands gradients on to `tensor`."""
    made = tensor.new_empty(size)
    if tensor.requires_grad:
        made.requires_grad_(True)
    return made


def invert_permutation(permutation):
    if permutation is None:
        return None
    order = permutation.tolist()
    if is_unknown(order):
        return torch.empty_like(permutation)
    inverse = [0] * len(order)
    for index, position in enumerate(order):
        inverse[position] = index
    return torch.tensor(inverse)


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    if isinstance(lengths, torch.Tensor):
        lengths = lengths.tolist()
    if is_unknown(lengths):
        return unknown("the lengths of the sequences are not known")
    lengths = [int(length) for length in lengths]
    batch = input.size(0 if batch_first else 1)
    if len(lengths) != batch:
        raise RuntimeError(
            f"Expected `len(lengths)` to be equal to batch_size, but got {len(lengths)} (batch_size={batch})"
        )
    if min(lengths) <= 0:
        raise RuntimeError(
            "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0"
        )
    sorted_indices = None
    if enforce_sorted:
        for first, second in zip(lengths, lengths[1:]):
            if first < second:
                raise RuntimeError(
                    "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass "
                    "`enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement "
                    "if you do not need ONNX exportability."
                )
    else:
        order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
        sorted_indices = torch.tensor(order)
    batch_sizes = [sum([1 for length in lengths if length > step]) for step in range(max(lengths))]
    data = _like(input, (sum(lengths), *input.shape[2:]))
    return PackedSequence(data, torch.tensor(batch_sizes), sorted_indices, invert_permutation(sorted_indices))


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    data, batch_sizes, _, unsorted_indices = sequence
    sizes = batch_sizes.tolist()
    steps = len(sizes)
    if total_length is not None:
        if total_length < steps:
            raise ValueError(
                "Expected total_length to be at least the length of the longest sequence in input, but got "
                f"total_length={total_length} and max sequence length being {steps}"
            )
        steps = total_length
    batch = sizes[0]
    size = (batch, steps) if batch_first else (steps, batch)
    lengths = [sum([1 for size in sizes if size > index]) for index in range(batch)]
    if unsorted_indices is not None:
        lengths = [lengths[index] for index in unsorted_indices.tolist()]
    return _like(data, (*size, *data.shape[1:])), torch.tensor(lengths)


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    if isinstance(sequences, torch.Tensor):
        sequences = sequences.unbind(0)
    sequences = list(sequences)
    if len(sequences) == 0:
        raise RuntimeError("received an empty list of sequences")
    first = sequences[0]
    for sequence in sequences:
        if tuple(sequence.shape[1:]) != tuple(first.shape[1:]):
            for dim in range(1, min(first.dim(), sequence.dim())):
                if first.size(dim) != sequence.size(dim):
                    raise RuntimeError(
                        f"The size of tensor a ({first.size(dim)}) must match the size of tensor b "
                        f"({sequence.size(dim)}) at non-singleton dimension {dim}"
                    )
    steps = max([sequence.size(0) for sequence in sequences])
    size = (len(sequences), steps) if batch_first else (steps, len(sequences))
    return _like(first, (*size, *first.shape[1:]))


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    if isinstance(lengths, torch.Tensor):
        lengths = lengths.tolist()
    return [sequence[:length] for sequence, length in zip(padded_sequences, lengths)]


def pack_sequence(sequences, enforce_sorted=True):
    lengths = [sequence.size(0) for sequence in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
