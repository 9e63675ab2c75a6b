# A model of `__future__`.


class _Feature:
    pass


annotations = division = print_function = absolute_import = unicode_literals = with_statement = _Feature()
nested_scopes = generators = generator_stop = barry_as_FLUFL = _Feature()
