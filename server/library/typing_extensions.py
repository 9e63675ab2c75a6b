# A model of `typing_extensions`: all of it is in our `typing`.

from typing import *  # noqa: F403
from typing import _Form

Buffer = _Form("Buffer")
Doc = _Form("Doc")
NoDefault = _Form("NoDefault")


def deprecated(message, /, *, category=None, stacklevel=1):
    return lambda decorated: decorated


def __getattr__(name):
    import typing

    return getattr(typing, name)
