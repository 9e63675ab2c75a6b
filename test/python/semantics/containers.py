# Lists, dicts and sets: their methods, their order, sorting by key.
def tried(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


items = [3, 1, 2]
items.append(0)
items.extend((5, 4))
items.insert(1, 9)
popped = items.pop(), items.pop(0)
copy = items.copy()
copy.reverse()
words = ["bb", "a", "ccc", "dd"]
d = {"a": 1, "b": 2}
d["c"] = 3
d.setdefault("a", 9)
d.setdefault("d", []).append(4)
d.update(e=5, **{"f": 6})
gone = d.pop("b")
last = d.popitem()
merged = d | {"a": 0}
merged |= {"z": 1}
s = {1, 2, 3}
t = frozenset([2, 3, 4])
s.add(5)
s.discard(9)
result = [
    items, popped, copy, items.index(2), items.count(9), sorted(items, reverse=True),
    sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)), sorted({"b": 1, "a": 2}), sorted(d.items(), key=str),
    min(words, key=len), max(words, key=len), words.sort(key=len, reverse=True), words,
    d, list(d.keys()), gone, last, merged, list(d.values()), "a" in d, d.get("q"), d.get("q", 0), len(d), dict(a=1), dict([("x", 1)]),
    dict.fromkeys("ab", 0), list(reversed(d)), {**d, "a": 7}["a"], d == dict(d), list({1: "a"}.items()),
    sorted(s), sorted(s & t), sorted(s | t), sorted(s - t), sorted(s ^ t), {2} < s, s >= {1}, s.isdisjoint({9}), s.issuperset({1}), frozenset({1}) == {1},
    [1, [2, 3]] == [1, [2, 3]], (1, 2) == [1, 2], {"a": [1]} == {"a": [1]}, [1, 2, 3] > [1, 2], tuple([1]), (), (1,),
    list(d.keys() & {"a", "zz"}), [i for i in {3: 0, 1: 0}], bool({}), bool([0]), [[1] * 2 for _ in range(2)],
    tried(lambda: d["nope"]), tried(lambda: items.remove(77)), tried(lambda: {}.popitem()), tried(lambda: set().pop()), tried(lambda: (1, 2).append(3)),
    repr({}), repr(set()), repr(frozenset({1})), repr({1}), repr(d.keys()), repr({1: 2}.items()),
]
