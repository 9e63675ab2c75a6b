# A model of `glob` on a file system where nothing exists.


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return []


def iglob(pathname, **options):
    return iter([])


def escape(pathname):
    return "".join([f"[{character}]" if character in "*?[" else character for character in pathname])


def has_magic(s):
    return any(character in s for character in "*?[")
