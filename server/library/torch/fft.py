"""torch.fft: native, under other names."""

from _torch import _fft_fft as fft
from _torch import _fft_fft2 as fft2
from _torch import _fft_fftfreq as fftfreq
from _torch import _fft_fftn as fftn
from _torch import _fft_fftshift as fftshift
from _torch import _fft_hfft as hfft
from _torch import _fft_hfft2 as hfft2
from _torch import _fft_hfftn as hfftn
from _torch import _fft_ifft as ifft
from _torch import _fft_ifft2 as ifft2
from _torch import _fft_ifftn as ifftn
from _torch import _fft_ifftshift as ifftshift
from _torch import _fft_ihfft as ihfft
from _torch import _fft_ihfft2 as ihfft2
from _torch import _fft_ihfftn as ihfftn
from _torch import _fft_irfft as irfft
from _torch import _fft_irfft2 as irfft2
from _torch import _fft_irfftn as irfftn
from _torch import _fft_rfft as rfft
from _torch import _fft_rfft2 as rfft2
from _torch import _fft_rfftfreq as rfftfreq
from _torch import _fft_rfftn as rfftn
