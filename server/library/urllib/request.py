# A model of `urllib.request`: nothing is fetched.

from _floplens import unknown


class Request:
    def __init__(self, url, data=None, headers={}, **options):
        self.full_url = url
        self.data = data
        self.headers = dict(headers)

    def add_header(self, key, val):
        self.headers[key] = val


def urlopen(url, *args, **options):
    return unknown("nothing is fetched from the network")


def urlretrieve(url, filename=None, reporthook=None, data=None):
    return filename or "/tmp/download", {}


def build_opener(*handlers):
    return unknown("nothing is fetched from the network")


def install_opener(opener):
    pass


def __getattr__(name):
    return unknown(f"urllib.request.{name} is not modelled")
