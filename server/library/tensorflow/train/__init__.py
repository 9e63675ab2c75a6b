"""tf.train: checkpoints cost nothing."""

from tensorflow.train import experimental


class Checkpoint:
    def __init__(self, root=None, **kwargs):
        for key, value in kwargs.items():
            setattr(self, key, value)

    def save(self, file_prefix=None, options=None):
        return file_prefix

    write = save

    def restore(self, save_path=None, options=None):
        return _Status()

    read = restore


class _Status:
    def expect_partial(self):
        return self

    assert_consumed = assert_existing_objects_matched = assert_nontrivial_match = expect_partial


class CheckpointManager:
    latest_checkpoint = None
    checkpoints = []

    def __init__(self, checkpoint, directory, max_to_keep=None, **kwargs):
        self.checkpoint = checkpoint
        self.directory = directory

    def save(self, checkpoint_number=None, **kwargs):
        return None

    def restore_or_initialize(self):
        return None


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    return None
