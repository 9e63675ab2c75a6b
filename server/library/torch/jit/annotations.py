"""torch.jit.annotations."""

from typing import List

BroadcastingList1 = List
BroadcastingList2 = List
BroadcastingList3 = List
