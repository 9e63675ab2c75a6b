# A model of `sysconfig`.


def get_paths(*args, **options):
    return {"purelib": "/usr/lib/python3", "include": "/usr/include/python3"}


def get_path(name, *args, **options):
    return get_paths().get(name, "/usr")


def get_config_var(name):
    return None


def get_config_vars(*args):
    return {}


def get_platform():
    return "linux-x86_64"


def get_python_version():
    return "3.11"
