# functools, itertools, collections, operator, copy: as far as model code goes.
import copy
import functools
import itertools
import operator
from collections import Counter, OrderedDict, defaultdict, deque

groups = defaultdict(list)
for word in ["conv", "bn", "cat", "bias"]:
    groups[word[0]].append(word)
counts = Counter("mississippi")
order = OrderedDict([("a", 1), ("b", 2)])
order.move_to_end("a")
queue = deque([1, 2, 3], maxlen=3)
queue.append(4)
queue.appendleft(0)
nested = {"a": [1, {"b": 2}]}
shallow, deep = copy.copy(nested), copy.deepcopy(nested)
nested["a"][1]["b"] = 9
result = [
    dict(groups), counts.most_common(2), counts["z"], sum(counts.values()), order, list(queue), shallow["a"][1], deep["a"][1],
    functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(operator.add, [[1], [2]], []), functools.partial(pow, 2)(5),
    list(itertools.chain([1], (2, 3))), list(itertools.chain.from_iterable(["ab", "c"])), list(itertools.product([1, 2], "ab")),
    list(itertools.combinations("abc", 2)), list(itertools.permutations([1, 2])), list(itertools.accumulate([1, 2, 3])),
    list(itertools.repeat(0, 3)), list(itertools.islice(itertools.count(2, 3), 3)), list(itertools.islice(itertools.cycle("ab"), 5)),
    [(k, list(g)) for k, g in itertools.groupby([1, 1, 2, 1])], list(itertools.zip_longest([1, 2], [3], fillvalue=0)),
    list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.dropwhile(lambda x: x < 3, [1, 3, 2])), list(itertools.pairwise([1, 2, 3])),
    operator.itemgetter(1)([5, 6]), operator.attrgetter("real")(3), operator.mul(3, 4), list(map(operator.itemgetter("k"), [{"k": 1}])),
    sorted([("b", 2), ("a", 2), ("c", 1)], key=operator.itemgetter(1)),
    functools.cmp_to_key(lambda a, b: b - a)(1) is not None, sorted([1, 3, 2], key=functools.cmp_to_key(lambda a, b: b - a)),
    Counter(a=1) + Counter(a=2, b=1), list(Counter("ab").elements()), defaultdict(int)["x"], defaultdict(lambda: 5)["y"],
]
