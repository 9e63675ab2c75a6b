# A model of `tempfile`: names of files that are never made.

from io import BytesIO, StringIO


def gettempdir():
    return "/tmp"


def mkdtemp(suffix=None, prefix=None, dir=None):
    return f"{dir or '/tmp'}/{prefix or 'tmp'}{suffix or ''}"


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    return 3, mkdtemp(suffix, prefix, dir)


mktemp = mkdtemp


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        pass

    def cleanup(self):
        pass


def NamedTemporaryFile(mode="w+b", *args, suffix=None, prefix=None, dir=None, **options):
    file = BytesIO() if "b" in mode else StringIO()
    file.name = mkdtemp(suffix, prefix, dir)
    return file


TemporaryFile = SpooledTemporaryFile = NamedTemporaryFile
