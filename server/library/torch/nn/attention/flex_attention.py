"""Flex attention: a fused attention with a function that changes the scores."""

from .. import functional as F


class BlockMask:
    def __init__(self, shape, mask_mod=None, BLOCK_SIZE=128):
        self.shape = shape
        self.mask_mod = mask_mod
        self.BLOCK_SIZE = BLOCK_SIZE

    def to(self, device):
        return self


def noop_mask(batch, head, token_q, token_kv):
    return True


def _identity(score, *args):
    return score


def create_block_mask(mask_mod, B, H, Q_LEN, KV_LEN, device="cuda", BLOCK_SIZE=128, _compile=False):
    return BlockMask((B or 1, H or 1, Q_LEN, KV_LEN), mask_mod, BLOCK_SIZE)


def create_nested_block_mask(mask_mod, B, H, q_nt, kv_nt=None, BLOCK_SIZE=128, _compile=False):
    return BlockMask((B or 1, H or 1, 0, 0), mask_mod, BLOCK_SIZE)


def and_masks(*mask_mods):
    return mask_mods[0]


def or_masks(*mask_mods):
    return mask_mods[0]


def flex_attention(
    query,
    key,
    value,
    score_mod=None,
    block_mask=None,
    scale=None,
    enable_gqa=False,
    return_lse=False,
    kernel_options=None,
    return_aux=None,
):
    output = F.scaled_dot_product_attention(query, key, value, scale=scale, enable_gqa=enable_gqa)
    if return_lse:
        return output, query.new_empty(query.shape[:-1])
    return output
