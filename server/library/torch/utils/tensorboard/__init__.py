"""torch.utils.tensorboard: a log that nobody keeps."""


class SummaryWriter:
    def __init__(self, log_dir=None, *args, **kwargs):
        self.log_dir = log_dir or "runs"

    def get_logdir(self):
        return self.log_dir

    def add_graph(self, model, input_to_model=None, verbose=False, use_strict_trace=True):
        return None

    def add_scalar(self, tag, scalar_value, global_step=None, *args, **kwargs):
        return None

    add_scalars = add_histogram = add_image = add_images = add_figure = add_video = add_scalar
    add_audio = add_text = add_pr_curve = add_tensor = add_mesh = add_scalar

    def add_hparams(self, hparam_dict, metric_dict, *args, **kwargs):
        return None

    def add_embedding(self, mat, *args, **kwargs):
        return None

    def add_custom_scalars(self, layout):
        return None

    def flush(self):
        return None

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


FileWriter = SummaryWriter
