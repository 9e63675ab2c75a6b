"""tf.distribute: one replica, whatever the strategy."""

from tensorflow.distribute import cluster_resolver, experimental


class Strategy:
    def __init__(self, *args, **kwargs):
        self.num_replicas_in_sync = 1

    def scope(self):
        return _Scope()

    def run(self, fn, args=(), kwargs=None, options=None):
        return fn(*args, **(kwargs or {}))

    experimental_run_v2 = run

    def reduce(self, reduce_op, value, axis=None):
        return value

    def gather(self, value, axis):
        return value

    def experimental_local_results(self, value):
        return (value,)

    def experimental_distribute_dataset(self, dataset, options=None):
        return dataset

    def distribute_datasets_from_function(self, dataset_fn, options=None):
        return dataset_fn(InputContext())


class MirroredStrategy(Strategy):
    pass


class MultiWorkerMirroredStrategy(Strategy):
    pass


class TPUStrategy(Strategy):
    pass


class OneDeviceStrategy(Strategy):
    pass


class ParameterServerStrategy(Strategy):
    pass


class _Scope:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class InputContext:
    num_replicas_in_sync = 1
    num_input_pipelines = 1
    input_pipeline_id = 0

    def get_per_replica_batch_size(self, global_batch_size):
        return global_batch_size


class ReduceOp:
    SUM = "SUM"
    MEAN = "MEAN"


class HierarchicalCopyAllReduce:
    def __init__(self, num_packs=1):
        pass


class NcclAllReduce(HierarchicalCopyAllReduce):
    pass


class ReductionToOneDevice(HierarchicalCopyAllReduce):
    pass


def get_strategy():
    return Strategy()


def has_strategy():
    return False


def in_cross_replica_context():
    return True


class ReplicaContext:
    replica_id_in_sync_group = 0
    num_replicas_in_sync = 1

    def all_reduce(self, reduce_op, value, options=None):
        return value


def get_replica_context():
    return ReplicaContext()
