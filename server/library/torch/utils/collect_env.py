"""torch.utils.collect_env."""


def get_pretty_env_info():
    return ""
