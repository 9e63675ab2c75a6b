"""tf.summary: what is written is nobody's cost."""


class SummaryWriter:
    def as_default(self, step=None):
        return self

    def set_as_default(self, step=None):
        return None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None

    def flush(self):
        return None

    close = init = flush


def create_file_writer(logdir, **kwargs):
    return SummaryWriter()


FileWriter = create_file_writer


def create_noop_writer():
    return SummaryWriter()


def record_if(condition):
    return SummaryWriter()


def scalar(name, data, step=None, description=None):
    return True


def image(name, data, step=None, max_outputs=3, description=None):
    return True


histogram = scalar
text = scalar


def audio(name, data, sample_rate, step=None, **kwargs):
    return True


def trace_on(graph=True, profiler=False, **kwargs):
    return None


def trace_export(name, step=None, profiler_outdir=None):
    return None


trace_off = flush = trace_on


def should_record_summaries():
    return True
