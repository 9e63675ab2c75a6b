"""Modules spread over devices. One device does all the work here."""

from .data_parallel import DataParallel, data_parallel
from .distributed import DistributedDataParallel
