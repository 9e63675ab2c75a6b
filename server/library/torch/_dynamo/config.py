"""torch._dynamo.config: settings that nothing reads."""

suppress_errors = False
cache_size_limit = 8
recompile_limit = 8
verbose = False
