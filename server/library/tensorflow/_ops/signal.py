"""tf.signal."""

import torch
from keras.src.dtypes import torch_dtype

from tensorflow._ops.array import pad as _pad
from tensorflow._ops.convert import dim, dims, remade, shaped, tensor


def fft(input, name=None):
    return torch.fft.fft(tensor(input))


def ifft(input, name=None):
    return torch.fft.ifft(tensor(input))


def fft2d(input, name=None):
    return torch.fft.fft2(tensor(input))


def ifft2d(input, name=None):
    return torch.fft.ifft2(tensor(input))


def fft3d(input, name=None):
    return torch.fft.fftn(tensor(input), dim=(-3, -2, -1))


def ifft3d(input, name=None):
    return torch.fft.ifftn(tensor(input), dim=(-3, -2, -1))


def rfft(input_tensor, fft_length=None, name=None):
    return torch.fft.rfft(tensor(input_tensor), None if fft_length is None else dims(fft_length)[0])


def irfft(input_tensor, fft_length=None, name=None):
    return torch.fft.irfft(tensor(input_tensor), None if fft_length is None else dims(fft_length)[0])


def rfft2d(input_tensor, fft_length=None, name=None):
    return torch.fft.rfft2(tensor(input_tensor), None if fft_length is None else dims(fft_length))


def irfft2d(input_tensor, fft_length=None, name=None):
    return torch.fft.irfft2(tensor(input_tensor), None if fft_length is None else dims(fft_length))


def fftshift(x, axes=None, name=None):
    return remade(tensor(x))


ifftshift = fftshift


def frame(signal, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1, name=None):
    x = tensor(signal)
    axis = axis + x.dim() if axis < 0 else axis
    length, step = dim(frame_length), dim(frame_step)
    if pad_end:
        count = -(-x.shape[axis] // step)
        missing = (count - 1) * step + length - x.shape[axis]
        if missing > 0:
            pads = [[0, 0]] * x.dim()
            pads[axis] = [0, missing]
            x = _pad(x, pads)
    made = x.unfold(axis, length, step)
    return torch.movedim(made, -1, axis + 1)


def overlap_and_add(signal, frame_step, name=None):
    x = tensor(signal)
    frames, length = x.shape[-2], x.shape[-1]
    return shaped(x, (*x.shape[:-2], (frames - 1) * dim(frame_step) + length))


def _power_of_two(count):
    size = 1
    while size < count:
        size = size * 2
    return size


def stft(signals, frame_length, frame_step, fft_length=None, window_fn=None, pad_end=False, name=None):
    length = dim(frame_length)
    framed = frame(signals, length, frame_step, pad_end)
    return torch.fft.rfft(framed, _power_of_two(length) if fft_length is None else dim(fft_length))


def inverse_stft(stfts, frame_length, frame_step, fft_length=None, window_fn=None, name=None):
    x = tensor(stfts)
    return shaped(x, (*x.shape[:-2], (x.shape[-2] - 1) * dim(frame_step) + dim(frame_length)))


def inverse_stft_window_fn(frame_step, forward_window_fn=None, name=None):
    return lambda frame_length, dtype: hann_window(frame_length, dtype=dtype)


def hann_window(window_length, periodic=True, dtype="float32", name=None):
    return torch.empty((dim(window_length),), dtype=torch_dtype(dtype))


hamming_window = vorbis_window = hann_window


def kaiser_window(window_length, beta=12.0, dtype="float32", name=None):
    return hann_window(window_length, dtype=dtype)


def dct(input, type=2, n=None, axis=-1, norm=None, name=None):
    x = tensor(input)
    return remade(x) if n is None else shaped(x, (*x.shape[:-1], n))


idct = dct


def linear_to_mel_weight_matrix(num_mel_bins=20, num_spectrogram_bins=129, sample_rate=8000, lower_edge_hertz=125.0, upper_edge_hertz=3800.0, dtype="float32", name=None):
    return torch.empty((dim(num_spectrogram_bins), dim(num_mel_bins)), dtype=torch_dtype(dtype))


def mfccs_from_log_mel_spectrograms(log_mel_spectrograms, name=None):
    return remade(tensor(log_mel_spectrograms))
