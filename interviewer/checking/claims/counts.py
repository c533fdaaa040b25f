"""Counts in terms of the problem's sizes: the entries of a matrix, the multiplications of a product, exactly or in their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import product
from math import prod

from interviewer.checking.claims.result import Result
from interviewer.checking.models.comparison import Witness
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.sizes import size_name, size_of, sizes_in
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import Apply, Call, Group, Node, Num, Sym
from interviewer.notation.words.counts import OPERATIONS

Shape = tuple[int, int]
Sizes = Mapping[str, int]
UNCLEAR = "I cannot count this; write the shapes as formulas, such as A ∈ ℝ^{n×n}"
LOOSE = "this bounds the count, but there is a tighter one; write the order that it has"
HOW_MANY = "say of how many of them this is the count, as in: of all h heads together"
_DIRECTIONS = (1, 2, 3)
_GROWS = 1.6


class Uncounted(Exception):
    """A formula whose shape is not known."""


def judge_count(scope: Scope, subjects: Node, kind: str, amount: Node, many: Node | None = None) -> Result:
    """Whether a count is what is claimed, at several sizes; for an order, whether neither outgrows the other."""
    parts = subjects.items if isinstance(subjects, Group) else (subjects,)
    order, _, what = kind.partition(".")
    claimed = sizes_in(scope, amount)
    if claimed is None:
        return Result("undecided", scope, UNCLEAR)
    counter = _Counter(scope)

    def count(sizes: Sizes, share: int = 1) -> float:
        times = size_of(many, sizes) if many is not None else 1
        if times is None:
            raise Uncounted
        return (
            share
            * float(times)
            * sum(counter.entries(p, sizes) if what == "entries" else counter.cost(p, sizes) for p in parts)
        )

    outcomes: list[tuple[str, Sizes]] = []
    for convention in _conventions(set(claimed)):
        sizes = {**scope.world.size_values}
        names = sorted(({*scope.world.sizes} | set(claimed)) - sizes.keys())
        try:
            judge = _same_order if order == "order" else _same
            outcomes.append(judge(count, amount, names, sizes, convention))
            if what == OPERATIONS:  # each multiplication with its addition
                outcomes.append(judge(lambda s: count(s, 2), amount, names, sizes, convention))
        except (Uncounted, ZeroDivisionError, OverflowError):
            return Result("undecided", scope, UNCLEAR)
    kinds = {o for o, _ in outcomes}
    if "same" in kinds:
        return Result("verified", scope, "", pair=("=", amount, amount))
    if "loose" in kinds:
        return Result("undecided", scope, LOOSE)
    if _of_all(scope, claimed, count, amount):
        return Result("undecided", scope, HOW_MANY)
    at = outcomes[0][1]
    right = size_of(amount, at)
    values = (count(at), float(right) if right is not None else 0.0)
    return Result(
        "refuted", scope, f"the count is {values[0]:g} where this is {values[1]:g}", Witness(dict(at), *values)
    )


def _of_all(scope: Scope, claimed: Collection[str], count: Callable[[Sizes], float], amount: Node) -> bool:
    """Whether the count is right of as many, such as of all heads, as a letter says that is no row or column of anything."""
    names = sorted({*scope.world.sizes, *claimed} - scope.world.size_values.keys())
    members = {*claimed} - {size for letter in scope.world.letters.values() for size in letter.shape}
    return any(
        _same(lambda s, m=m: count(s) * s[m], amount, names, scope.world.size_values, {})[0] == "same" for m in members
    )


def _conventions(claimed: set[str]) -> list[dict[str, str]]:
    """Sizes that writers set equal without a word: the d of a head for d_k and d_v."""
    heads = {"d_k", "d_v"}
    return [{}, {"d_k": "d", "d_v": "d"}, {"d_v": "d_k"}] if not heads <= claimed else [{}]


def _at(names: list[str], values: tuple[int, ...], fixed: Sizes, convention: Mapping[str, str]) -> dict[str, int]:
    sizes = {**dict(zip(names, values, strict=True)), **fixed}
    return {n: sizes.get(convention.get(n, n), v) for n, v in sizes.items()}


def _same(
    count: Callable[[Sizes], float], amount: Node, names: list[str], fixed: Sizes, convention: Mapping[str, str]
) -> tuple[str, Sizes]:
    for start in (3, 5, 8):
        sizes = _at(names, tuple(start + 2 * k for k in range(len(names))), fixed, convention)
        value = size_of(amount, sizes)
        if value is None:
            raise Uncounted
        if float(value) != count(sizes):
            return "other", sizes
    return "same", {}


def _same_order(
    count: Callable[[Sizes], float], amount: Node, names: list[str], fixed: Sizes, convention: Mapping[str, str]
) -> tuple[str, Sizes]:
    shrinks = False
    open_names = [n for n in names if convention.get(n, n) == n]
    for exponents in product(_DIRECTIONS, repeat=min(len(open_names), 4)):
        powers = dict(zip(open_names, exponents, strict=False))
        ratios, sizes = [], {}
        for base in (16, 256):
            values = tuple(base ** powers.get(n, 1) for n in names)
            sizes = _at(names, values, fixed, convention)
            value = size_of(amount, sizes)
            if not value:
                raise Uncounted
            ratios.append(count(sizes) / float(value))
        if ratios[1] > _GROWS * ratios[0]:
            return "other", sizes
        shrinks = shrinks or ratios[0] > _GROWS * ratios[1]
    return ("loose" if shrinks else "same"), {}


class _Counter:
    """Shapes and costs of the problem's quantities at given sizes."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def letter(self, name: str) -> Letter | None:
        return self.scope.letter(name)

    def shape(self, node: Node, sizes: Sizes) -> Shape:
        """Rows and columns; (1, 1) for a number. Raises Uncounted."""
        match node:
            case Num():
                return 1, 1
            case Sym():
                return self.named(node, sizes)
            case Apply("mul" | "times" | "dot" | "matmul", args):
                return self.chain(args, sizes)[0]
            case Apply("T", (inner, *_)):
                rows, columns = self.shape(inner, sizes)
                return columns, rows
            case Apply("add" | "hadamard", args):
                return max((self.shape(a, sizes) for a in args), key=prod)
            case Apply("div" | "neg" | "softmax" | "inv" | "pow" | "exp" | "log", (inner, *_)):
                return self.shape(inner, sizes)
            case Apply("sqrt", _):
                return 1, 1
            case Call(Sym("concat"), args) | Apply("concat", args):
                shapes = [self.shape(a, sizes) for a in args]
                return shapes[0][0], sum(c for _, c in shapes)
        raise Uncounted

    def named(self, node: Sym, sizes: Sizes) -> Shape:
        letter = self.letter(node.name)
        if letter is not None and letter.kind not in ("scalar", "positive", "unit", "function"):
            parts = [sizes.get(s) for s in letter.shape]
            if any(p is None for p in parts) or not parts:
                raise Uncounted
            known = [p for p in parts if p is not None]
            rows, columns = (known[0], 1) if len(known) == 1 else (known[0], known[1])
            family = self.members(letter, sizes) if letter.index and not node.index else 1
            return (rows * family, columns) if letter.stacked else (rows, columns * family)
        if size_name(node) in sizes or letter is not None:
            return 1, 1
        for d in self.scope.definitions(node.name)[:1]:
            if not d.is_call:
                return self.shape(d.body, sizes)
        row = self.scope.world.row_families.get(node.name)
        if row is not None and node.index:
            return self.shape(Sym(row), sizes)[1], 1
        raise Uncounted

    def members(self, letter: Letter, sizes: Sizes) -> int:
        high = sizes.get(letter.reach[1]) if len(letter.reach) == 2 else None
        if high is None:
            raise Uncounted
        return high

    def chain(self, args: tuple[Node, ...], sizes: Sizes) -> tuple[Shape, float]:
        """The shape of a product from left to right, and how many multiplications it takes."""
        done: Shape = (1, 1)
        cost = 0.0
        for factor in args:
            rows, columns = self.shape(factor, sizes)
            if done == (1, 1) or (rows, columns) == (1, 1):
                cost += (
                    prod(done) * rows * columns
                    if (done != (1, 1) or rows * columns == 1) and factor is not args[0]
                    else 0
                )
                done = (rows, columns) if done == (1, 1) else done
            elif done[1] == rows:
                cost += float(done[0]) * rows * columns
                done = (done[0], columns)
            else:
                raise Uncounted
        return done, cost

    def entries(self, node: Node, sizes: Sizes) -> float:
        return float(prod(self.shape(node, sizes)))

    def cost(self, node: Node, sizes: Sizes, named: bool = True) -> float:
        """Multiplications: names stand for what is there, but for a name alone."""
        match node:
            case Sym() if named:
                bodies = [d.body for d in self.scope.definitions(node.name)[:1] if not d.is_call]
                if not bodies:
                    raise Uncounted
                return self.cost(bodies[0], sizes, named=False)
            case Num() | Sym():
                return 0.0
            case Apply("mul" | "times" | "dot" | "matmul", args):
                return self.chain(args, sizes)[1] + sum(self.cost(a, sizes, named=False) for a in args)
            case Apply("inv", (inner, *_)):
                return float(self.shape(inner, sizes)[0]) ** 3 + self.cost(inner, sizes, named=False)
            case Apply("div" | "softmax" | "hadamard" | "exp", args):
                return self.entries(node, sizes) + sum(self.cost(a, sizes, named=False) for a in args)
            case Apply(_, args):
                return sum(self.cost(a, sizes, named=False) for a in args)
        raise Uncounted
