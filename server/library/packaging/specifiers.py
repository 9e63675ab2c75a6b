# A model of `packaging.specifiers`.

from packaging.version import Version


class InvalidSpecifier(ValueError):
    pass


class Specifier:
    def __init__(self, spec="", prereleases=None):
        spec = spec.strip()
        operator = next((o for o in ("===", "~=", "==", "!=", "<=", ">=", "<", ">") if spec.startswith(o)), None)
        if operator is None:
            raise InvalidSpecifier(f"Invalid specifier: {spec!r}")
        self.operator = operator
        self.version = spec[len(operator) :].strip()

    def contains(self, item, prereleases=None):
        found = item if isinstance(item, Version) else Version(item)
        if self.version.endswith(".*"):
            wanted = Version(self.version[:-2]).release
            same = found.release[: len(wanted)] == wanted
            return same if self.operator == "==" else not same
        wanted = Version(self.version)
        if wanted.local is None:
            found = Version(found.public)
        if self.operator == "~=":
            return found >= wanted and found.release[: len(wanted.release) - 1] == wanted.release[:-1]
        if self.operator in ("==", "==="):
            return found == wanted
        if self.operator == "!=":
            return found != wanted
        if self.operator == "<=":
            return found <= wanted
        if self.operator == ">=":
            return found >= wanted
        return found < wanted if self.operator == "<" else found > wanted

    __contains__ = contains

    def __str__(self):
        return f"{self.operator}{self.version}"


class SpecifierSet:
    def __init__(self, specifiers="", prereleases=None):
        self._specifiers = [Specifier(spec) for spec in specifiers.split(",") if spec.strip()]

    def contains(self, item, prereleases=None, installed=None):
        return all(specifier.contains(item) for specifier in self._specifiers)

    __contains__ = contains

    def __iter__(self):
        return iter(self._specifiers)

    def __str__(self):
        return ",".join(sorted([str(specifier) for specifier in self._specifiers]))
