"""tf.train.experimental."""


def enable_mixed_precision_graph_rewrite(opt, loss_scale="dynamic"):
    return opt
