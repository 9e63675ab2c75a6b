# A model of `packaging.version`: release, pre-release, post-release, development and local parts, ordered as in PEP
# 440.

import re

VERSION_PATTERN = (
    r"v?(?:(?P<epoch>[0-9]+)!)?(?P<release>[0-9]+(?:\.[0-9]+)*)"
    r"(?P<pre>[-_.]?(?P<pre_l>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?P<pre_n>[0-9]+)?)?"
    r"(?P<post>(?:-(?P<post_n1>[0-9]+))|(?:[-_.]?(?P<post_l>post|rev|r)[-_.]?(?P<post_n2>[0-9]+)?))?"
    r"(?P<dev>[-_.]?(?P<dev_l>dev)[-_.]?(?P<dev_n>[0-9]+)?)?"
    r"(?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?"
)

_letters = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}


class InvalidVersion(ValueError):
    pass


class Version:
    def __init__(self, version):
        found = re.fullmatch(r"\s*" + VERSION_PATTERN + r"\s*", version, re.IGNORECASE)
        if found is None:
            raise InvalidVersion(f"Invalid version: {version!r}")
        part = found.groupdict()
        self.epoch = int(part["epoch"] or 0)
        self.release = tuple([int(piece) for piece in part["release"].split(".")])
        self.pre = None
        if part["pre_l"]:
            letter = part["pre_l"].lower()
            self.pre = (_letters.get(letter, letter), int(part["pre_n"] or 0))
        self.post = None
        if part["post"]:
            self.post = int(part["post_n1"] or part["post_n2"] or 0)
        self.dev = int(part["dev_n"] or 0) if part["dev_l"] else None
        self.local = None
        if part["local"]:
            self.local = part["local"].lower().replace("-", ".").replace("_", ".")
        self._key = self._make_key()

    def _make_key(self):
        release = list(self.release)
        while len(release) > 1 and release[-1] == 0:
            release.pop()
        # Before every pre-release comes a bare development version, after all of them the release.
        pre = (1, "", 0)
        if self.pre is not None:
            pre = (0, *self.pre)
        elif self.post is None and self.dev is not None:
            pre = (-1, "", 0)
        post = -1 if self.post is None else self.post
        dev = (1, 0) if self.dev is None else (0, self.dev)
        local = ()
        if self.local is not None:
            local = tuple([(1, int(p), "") if p.isdigit() else (0, 0, p) for p in self.local.split(".")])
        return (self.epoch, tuple(release), pre, post, dev, local)

    def __lt__(self, other):
        return self._key < other._key if isinstance(other, Version) else NotImplemented

    def __le__(self, other):
        return self._key <= other._key if isinstance(other, Version) else NotImplemented

    def __eq__(self, other):
        return self._key == other._key if isinstance(other, Version) else NotImplemented

    def __ge__(self, other):
        return self._key >= other._key if isinstance(other, Version) else NotImplemented

    def __gt__(self, other):
        return self._key > other._key if isinstance(other, Version) else NotImplemented

    def __hash__(self):
        return hash(self._key)

    @property
    def public(self):
        return str(self).split("+")[0]

    @property
    def base_version(self):
        release = ".".join([str(piece) for piece in self.release])
        return f"{self.epoch}!{release}" if self.epoch else release

    @property
    def is_prerelease(self):
        return self.dev is not None or self.pre is not None

    @property
    def is_postrelease(self):
        return self.post is not None

    @property
    def is_devrelease(self):
        return self.dev is not None

    @property
    def major(self):
        return self.release[0]

    @property
    def minor(self):
        return self.release[1] if len(self.release) > 1 else 0

    @property
    def micro(self):
        return self.release[2] if len(self.release) > 2 else 0

    def __str__(self):
        text = self.base_version
        if self.pre is not None:
            text = f"{text}{self.pre[0]}{self.pre[1]}"
        if self.post is not None:
            text = f"{text}.post{self.post}"
        if self.dev is not None:
            text = f"{text}.dev{self.dev}"
        return text if self.local is None else f"{text}+{self.local}"

    def __repr__(self):
        return f"<Version({str(self)!r})>"


LegacyVersion = Version


def parse(version):
    return Version(version)
