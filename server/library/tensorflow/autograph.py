"""tf.autograph."""


def to_graph(entity, recursive=True, experimental_optional_features=None):
    return entity


def set_verbosity(level, alsologtostdout=False):
    return None


class experimental:
    @staticmethod
    def do_not_convert(func=None):
        return func if func is not None else (lambda decorated: decorated)

    @staticmethod
    def set_loop_options(**kwargs):
        return None
