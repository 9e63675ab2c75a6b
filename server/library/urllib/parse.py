# A model of `urllib.parse`.

from collections import namedtuple

from _floplens import unknown


class _NetworkLocation:
    @property
    def hostname(self):
        host = self.netloc.rpartition("@")[2].partition(":")[0]
        return host.lower() or None

    @property
    def port(self):
        port = self.netloc.rpartition("@")[2].partition(":")[2]
        return int(port) if port else None

    def geturl(self):
        return urlunparse(self) if len(self) == 6 else urlunsplit(self)


class ParseResult(
    namedtuple("ParseResult", ["scheme", "netloc", "path", "params", "query", "fragment"]), _NetworkLocation
):
    pass


class SplitResult(namedtuple("SplitResult", ["scheme", "netloc", "path", "query", "fragment"]), _NetworkLocation):
    pass


def urlsplit(url, scheme="", allow_fragments=True):
    head, colon, rest = url.partition(":")
    if colon and head[:1].isalpha() and all([c.isalnum() or c in "+-." for c in head]):
        scheme, url = head.lower(), rest
    netloc = query = fragment = ""
    if url.startswith("//"):
        url = url[2:]
        end = min([url.find(c) for c in "/?#" if c in url], default=len(url))
        netloc, url = url[:end], url[end:]
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    parts = urlsplit(url, scheme, allow_fragments)
    path, params = parts.path, ""
    last = path.rpartition("/")[2]
    if ";" in last:
        path, _, params = path.rpartition(";")
    return ParseResult(parts.scheme, parts.netloc, path, params, parts.query, parts.fragment)


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    if params:
        url = f"{url};{params}"
    return urlunsplit((scheme, netloc, url, query, fragment))


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc:
        url = f"//{netloc}{'/' if url and not url.startswith('/') else ''}{url}"
    if scheme:
        url = f"{scheme}:{url}"
    if query:
        url = f"{url}?{query}"
    return f"{url}#{fragment}" if fragment else url


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    there, here = urlsplit(base), urlsplit(url)
    if here.scheme or here.netloc:
        return url if here.scheme else f"{there.scheme}:{url}"
    if url.startswith("/"):
        path = url
    else:
        path = there.path.rpartition("/")[0] + "/" + url
    parts = []
    for part in path.split("/"):
        if part == "..":
            if len(parts) > 1:
                parts.pop()
        elif part != ".":
            parts.append(part)
    return f"{there.scheme}://{there.netloc}{'/'.join(parts)}"


_safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"


def quote(string, safe="/", encoding=None, errors=None):
    pieces = []
    for character in string:
        if character in _safe or character in safe:
            pieces.append(character)
        else:
            pieces.extend([f"%{byte:02X}" for byte in character.encode()])
    return "".join(pieces)


def quote_plus(string, safe="", encoding=None, errors=None):
    return quote(string, safe + " ").replace(" ", "+")


def unquote(string, encoding="utf-8", errors="replace"):
    if "%" not in string:
        return string
    return unknown("a quoted URL is not taken apart")


def urlencode(query, doseq=False, **options):
    pairs = query.items() if hasattr(query, "items") else query
    return "&".join([f"{quote_plus(str(key))}={quote_plus(str(value))}" for key, value in pairs])


def parse_qs(qs, *args, **options):
    found = {}
    for name, value in parse_qsl(qs):
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, *args, **options):
    pairs = [piece.partition("=") for piece in qs.split("&") if piece]
    return [(name, unquote(value.replace("+", " "))) for name, _, value in pairs if value]
