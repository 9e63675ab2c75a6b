"""torch._inductor.config: settings that nothing reads."""


class _Settings:
    pass


triton = _Settings()
cpp = _Settings()
coordinate_descent_tuning = False
fx_graph_cache = True
