class Mean:
    pass
