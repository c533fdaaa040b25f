"""Whether two formulas state the same relation, however each is turned round.

What a formula speaks of, a letter, a density, a divergence, a moment, is an unknown; the operations between them are
computed. Where the unknowns satisfy one relation they must satisfy the other, and off it they must not: so
`p(θ|D)p(D) = p(D|θ)p(θ)` states Bayes' rule and `p(θ|D) = p(θ, D)/p(D)`, as true as it is, does not. Letters stand for numbers
here, so order and shape of matrices are not seen: that a formula holds at all is for the checker to say.
"""

from __future__ import annotations

import cmath
import math
import random
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import permutations, product

from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Divergence,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
    transform,
    walk,
)

Values = Callable[["Key"], complex]
Key = tuple[object, ...]

SEEDS = range(6)
RANGE = (1, 2, 3)  # what the variable of a sum runs over
MAX_NODES = 120  # of a formula; a longer one states more than a claim
INDICES = frozenset("ijklst")  # an end that is one of these is a part of the range
MAX_VARIABLES = 2  # of one sum
MAX_RENAMED = 4  # letters that may have other names
NEAR = 1e-7
_EQUAL = frozenset(("=", "≡", ":=", "←"))
_ORDER = {"<=": 1, "≤": 1, "<": 1, ">=": -1, "≥": -1, ">": -1}


class Opaque(Exception):
    """A formula that is no relation between numbers."""


class Unknowns:
    """The values of the unknowns, drawn when first asked for; the same for the same thing."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.seen: dict[Key, complex] = {}

    def __call__(self, key: Key) -> complex:
        if key not in self.seen:
            self.seen[key] = complex(random.Random(f"{self.seed} {key}").uniform(0.2, 3.0))
        return self.seen[key]


def same(ours: Node, theirs: Node, renaming: bool = False) -> bool:
    """Whether `ours` states what `theirs` does; with `renaming`, after letters that the other has not are called like some of its."""
    if not isinstance(theirs, Rel) or len(theirs.ops) != 1 or sum(1 for _ in walk(ours)) > MAX_NODES:
        return False
    ours, theirs = _spelt_out(ours), _spelt_out(theirs)
    calls = list(_names(ours, theirs, renaming))
    return any(_agree(mine, other, called) for mine in _pairs(ours) for other in _pairs(theirs) for called in calls)


def alike(one: Node, other: Node) -> bool:
    """Whether two sides have one value, whatever the unknowns are."""
    try:
        values = [Unknowns(seed) for seed in SEEDS[:2]]
        return all(abs(_value(one, v, {}, {}) - _value(other, v, {}, {})) < NEAR for v in values)
    except (Opaque, ArithmeticError, ValueError, RecursionError):
        return False


def _spelt_out(node: Node) -> Node:
    """Sums that do not say over what, `Σ α_i y_i x_i`, run over the indices that stand nowhere else."""
    if not any(_is_unsaid(n) for n in walk(node)):
        return node
    taken = _indices(transform(node, lambda n: Num(Fraction(0)) if _is_unsaid(n) else n))

    def say(n: Node) -> Node:
        if not isinstance(n, Bound) or not _is_unsaid(n):
            return n
        return Bound(n.op, tuple(Binder(Sym(name)) for name in sorted(_indices(n.body) - taken)), n.body)

    return transform(node, say)


def _is_unsaid(node: Node) -> bool:
    return isinstance(node, Bound) and node.op in ("sum", "prod") and not node.binders


def _indices(node: Node) -> set[str]:
    return {i.name for n in walk(node) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym) and not i.index}


def _pairs(node: Node) -> Iterator[Rel]:
    """The relations of a chain, that of its ends included."""
    if isinstance(node, Rel):
        yield from (Rel((op,), node.operands[k : k + 2]) for k, op in enumerate(node.ops))
        if len(node.ops) > 1:
            yield Rel(node.ops[-1:], (node.operands[0], node.operands[-1]))


def _names(ours: Node, theirs: Node, renaming: bool) -> Iterator[Mapping[str, str]]:
    """Which of our letters stand for which of theirs; something must keep its name, or any two letters would do."""
    if not renaming:
        yield {}
        return
    mine, other = sorted(names(ours) - names(theirs)), sorted(names(theirs) - names(ours))
    if mine and len(mine) <= len(other) <= MAX_RENAMED and names(ours) & names(theirs):
        yield from (dict(zip(mine, chosen, strict=True)) for chosen in permutations(other, len(mine)))


def _agree(ours: Rel, theirs: Rel, called: Mapping[str, str]) -> bool:
    signs = set()
    for seed in SEEDS:
        try:
            sign = _agree_once(ours, theirs, called, seed)
        except (Opaque, ArithmeticError, ValueError, RecursionError):
            return False
        if sign is None:
            return False
        signs.add(sign)
    return theirs.ops[0] not in _ORDER or signs == {1}


def _agree_once(ours: Rel, theirs: Rel, called: Mapping[str, str], seed: int) -> int | None:
    """None where one holds and the other does not; else 1 where both lean the same way off it, and −1 where they do not."""
    kinds = [_kind(r.ops[0]) for r in (ours, theirs)]
    if kinds[0] != kinds[1]:
        return None
    off, on = Unknowns(seed), Unknowns(seed)
    wanted, mine = _residual(theirs, off, {}), _residual(ours, off, called)
    if _small(wanted, theirs, off, {}) or _small(mine, ours, off, called):
        return None
    if not _solved(theirs, on, off) or not _small(_residual(ours, on, called), ours, on, called):
        return None
    return 1 if (mine.real > 0) == (wanted.real > 0) else -1


def _kind(op: str) -> str:
    return "=" if op in _EQUAL else "≤" if op in _ORDER else op


def _solved(relation: Rel, on: Unknowns, off: Unknowns) -> bool:
    """Sets one unknown so that the relation holds; it must be linear in one, as every formula solved for something is."""
    for key in list(off.seen):
        try:
            if _solved_for(key, relation, on):
                return True
        except (ArithmeticError, ValueError):  # a logarithm or a quotient that has no value there
            continue
    return False


def _solved_for(key: Key, relation: Rel, on: Unknowns) -> bool:
    on.seen.clear()
    on.seen[key] = 0j
    at_zero = _residual(relation, on, {})
    on.seen[key] = 1 + 0j
    slope = _residual(relation, on, {}) - at_zero
    if abs(slope) < NEAR or (abs(at_zero) < NEAR and abs(abs(slope) - 1) > NEAR):
        return False  # where an unknown vanishes much else does, but for what says no more: a = 0
    on.seen[key] = -at_zero / slope
    return _small(_residual(relation, on, {}), relation, on, {})


def _residual(relation: Rel, values: Unknowns, called: Mapping[str, str]) -> complex:
    left, right = (_value(side, values, called, {}) for side in relation.operands)
    if relation.ops[0] in ("∝", "~"):
        right *= values((relation.ops[0],))
    return (left - right) * _ORDER.get(relation.ops[0], 1)


def _small(residual: complex, relation: Rel, values: Unknowns, called: Mapping[str, str]) -> bool:
    return abs(residual) <= NEAR * max(1.0, *(abs(_value(s, values, called, {})) for s in relation.operands))


def _value(node: Node, values: Unknowns, called: Mapping[str, str], bound: dict[str, int]) -> complex:
    """The number a formula has; what is not computed is an unknown of its own, told apart by the numbers it is made of."""

    def of(part: Node | None) -> complex:
        return 0j if part is None else _value(part, values, called, bound)

    def unknown(*key: object, parts: tuple[Node, ...]) -> complex:
        return values((*key, *(_rounded(of(p)) for p in parts)))

    match node:
        case Rel(ops, operands):  # the condition of a range
            return unknown(*ops, parts=operands)
        case Num(value):
            return complex(value)
        case Sym(name, index) if name in bound and not index:
            return complex(bound[name])
        case Sym(name, index):
            return unknown("letter", called.get(name, name), parts=index)
        case Apply(op, args) if op in _COMPUTED:
            return _COMPUTED[op](*(of(a) for a in args))
        case Apply(op, args):
            return unknown(op, len(args), parts=args)
        case Call(fn, args, given, params, primes):
            name = called.get(fn.name, fn.name)
            parts = (*args, *given, *params, *fn.index)
            return unknown("call", name.lower(), primes, len(args), len(given), parts=parts)
        case Moment(op, args, over, given):
            return unknown(op, len(args), len(given), parts=(*args, *given, *((over,) if over else ())))
        case Divergence(op, first, second):
            return unknown(op, parts=(first, second))
        case Deriv(body, wrt, _, at):
            return unknown("derivative", parts=(body, *wrt, *((at,) if at else ())))
        case Bound(op, binders, body):
            return _over_range(op, binders, body, values, called, bound)
    raise Opaque


def _over_range(
    op: str, binders: tuple[Binder, ...], body: Node, values: Unknowns, called: Mapping[str, str], bound: dict[str, int]
) -> complex:
    """A sum or product over three values of its variables; what else binds is an unknown told apart by those values. A range of
    its own makes it another sum."""
    variables = [b.var.name for b in binders]
    if not 0 < len(variables) <= MAX_VARIABLES and op in ("sum", "prod"):
        raise Opaque
    ranges = [p for b in binders for p in (b.low, b.high, b.condition) if p is not None and not _is_whole(p)]
    if ranges:
        apart = {**bound, **dict.fromkeys(variables, 0)}
        inner = _over_range(op, tuple(Binder(b.var) for b in binders), body, values, called, bound)
        return values((op, _rounded(inner), *(_rounded(_value(p, values, called, apart)) for p in ranges)))
    places = [{**bound, **dict(zip(variables, at, strict=True))} for at in product(RANGE, repeat=len(variables))]
    each = [_value(body, values, called, place) for place in places]
    if op == "sum":
        return sum(each, 0j)
    if op == "prod":
        return math.prod(each, start=1 + 0j)
    return values((op, *map(_rounded, each)))


def _is_whole(end: Node) -> bool:
    """Whether an end of a range says no more than that it is the whole: from 1 to n."""
    return end == Num(Fraction(1)) or (isinstance(end, Sym) and not end.index and end.name not in INDICES)


def _rounded(value: complex) -> tuple[float, float]:
    return float(f"{value.real:.8g}") + 0.0, round(value.imag, 7) + 0.0


def _times(*factors: complex) -> complex:
    return math.prod(factors, start=1 + 0j)


_COMPUTED: dict[str, Callable[..., complex]] = {
    "add": lambda *terms: sum(terms, 0j),
    "mul": _times,
    "dot": _times,
    "hadamard": _times,
    "neg": lambda x: -x,
    "div": lambda x, y: x / y,
    "pow": lambda x, y: x**y,
    "inv": lambda x: 1 / x,
    "T": lambda x: x,
    "log": lambda x: cmath.log(x),
    "exp": lambda x: cmath.exp(x),
    "sqrt": lambda x: cmath.sqrt(x),
}
