# A model of `einops.layers`.
