# The methods that people use on strings.
s = "  Hello, World  "
t = "conv1.weight"
result = [
    s.strip(), s.lstrip(), s.rstrip(), s.lower(), s.upper(), s.strip().swapcase(), "hello world".title(), "hello".capitalize(),
    t.split("."), t.rsplit(".", 1), "a,b,,c".split(","), "  a  b ".split(), "a-b-c".split("-", 1), "x".split("y"), "l1\nl2\r\nl3".splitlines(),
    t.partition("."), t.rpartition("."), "none".partition("."), t.replace("1", "2"), "aaa".replace("a", "b", 2),
    t.startswith("conv"), t.endswith((".bias", ".weight")), t.find("w"), t.find("z"), t.rfind("e"), t.index("1"), t.count("i"),
    "-".join(["a", "b"]), "".join(str(i) for i in range(3)), "ab" * 3, "a" in "abc", "abc" < "abd", "é" > "z",
    "5".zfill(3), "-5".zfill(4), "x".ljust(3, "."), "x".rjust(3), "x".center(5, "*"),
    "123".isdigit(), "abc".isalpha(), "a1".isalnum(), " ".isspace(), "Ab".islower(), "AB".isupper(), "name_1".isidentifier(), "".isdigit(),
    "conv1".removeprefix("conv"), "x.py".removesuffix(".py"), "a\tb".expandtabs(4), "abc"[::-1],
    "Hello %s, %d%%" % ("you", 5), "{:>5}|{:<5}|{:^5}".format("a", "b", "c"),
    "xxhixx".strip("x"), "mississippi".strip("im"), list("abc"), sorted("banana"), len("naïve"), "abc".encode(), b"abc".decode(),
    "a" "b" 'c', r"\n", """multi
line""", "A".lower() == "a", "ß".upper(), ord("€"), "\u20ac", "tab\there",
    "abc".translate(str.maketrans("ab", "xy")), "a.b.c".rsplit("."), str(None), str(True), str(b"x"), ascii("é"), repr(""),
    "x=%s" % (1,), "%s" % [1, 2], "%5.1f|%-8s|%+d" % (3.14159, "ab", 5), "casefold ß".casefold(), "abc".index("c"),
]
