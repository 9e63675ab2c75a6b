"""torch.backends: settings of kernels. They change no result and no count."""


class _Backend:
    def __init__(self, available=False):
        self.enabled = True
        self.benchmark = False
        self.benchmark_limit = 10
        self.deterministic = False
        self.allow_tf32 = True
        self.fp32_precision = "none"
        self._available = available

    def is_available(self):
        return self._available

    def is_built(self):
        return self._available

    def version(self):
        return None

    def flags(self, *args, **kwargs):
        return _Flags()

    def set_flags(self, *args, **kwargs):
        return None

    def get_fastpath_enabled(self):
        return True

    def set_fastpath_enabled(self, value):
        return None


class _Flags:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class _Matmul:
    allow_tf32 = False
    allow_fp16_reduced_precision_reduction = True
    allow_bf16_reduced_precision_reduction = True
    fp32_precision = "ieee"


class _Cuda(_Backend):
    matmul = _Matmul()

    def enable_flash_sdp(self, enabled):
        return None

    def enable_mem_efficient_sdp(self, enabled):
        return None

    def enable_math_sdp(self, enabled):
        return None

    def enable_cudnn_sdp(self, enabled):
        return None

    def flash_sdp_enabled(self):
        return True

    def mem_efficient_sdp_enabled(self):
        return True

    def math_sdp_enabled(self):
        return True

    def sdp_kernel(self, enable_flash=True, enable_math=True, enable_mem_efficient=True, enable_cudnn=True):
        return _Flags()

    def preferred_linalg_library(self, backend=None):
        return None


class _Quantized:
    engine = "fbgemm"
    supported_engines = ["none", "fbgemm"]


cuda = _Cuda()
cudnn = _Backend()
cpu = _Backend(True)
mps = _Backend()
mkl = _Backend(True)
mkldnn = _Backend(True)
mha = _Backend(True)
openmp = _Backend(True)
opt_einsum = _Backend()
xnnpack = _Backend()
xeon = _Backend()
quantized = _Quantized()
