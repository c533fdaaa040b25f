"""`D^l (W^{l+1})ᵀ D^{l+1} … (W^L)ᵀ D^L`: factors that repeat with a running index, in their order, as one product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from interviewer.notation.tree import Apply, Binder, Bound, Node, Num, Sym, apply, children, names, num, transform

DOTS, RUNS = Sym("ellipsis"), Sym("dots.i")
_PERIODS = (1, 2, 3)
Affine = tuple[frozenset[tuple[str, Fraction]], Fraction]  # letters with their coefficients, and a number


@dataclass(frozen=True)
class _Shift:
    """Where two factors differ: the index of the one and of the other; None where they are the same."""

    first: Node | None = None
    last: Node | None = None


def flat(node: Node) -> tuple[Node, ...]:
    """The factors of a product, however its dots and stars group them."""
    if isinstance(node, Apply) and node.op in ("mul", "dot", "times"):
        return tuple(f for a in node.args for f in flat(a))
    return (node,)


def dotted_product(factors: Sequence[Node]) -> Node | None:
    """The product that the factors with dots among them abbreviate; None where they do not tell how it goes on."""
    at = factors.index(DOTS)
    before, after = list(factors[:at]), list(factors[at + 1 :])
    if not before or not after or DOTS in after:
        return None
    periods = [p for p in _PERIODS if p <= len(before)]
    told = {p: _step(before[-2 * p : -p], before[-p:]) for p in periods}  # by a block before the last
    for period in sorted(periods, key=lambda p: not told[p]):
        made = _repeated(before, after, period, told[period])
        if made is not None:
            return made[0] if len(made) == 1 else Apply("mul", tuple(made))
    return None


def _repeated(before: list[Node], after: list[Node], period: int, told: int) -> list[Node] | None:
    """The factors with the last `period` before the dots as the block that repeats up to the factor behind them."""
    head, block = before[:-period], before[-period:]
    for phase, factor in enumerate(block):
        shift = _shift(factor, after[0])
        if shift is None or shift.first is None or shift.last is None:
            continue
        step = told or _direction(shift.first, shift.last)
        count = _times(_difference(shift.last, shift.first), step) if step else None
        if not step or count is None:
            continue
        run = [_moved(f, head, k, step, period) for k, f in enumerate(block)]
        if any(f is None for f in run):
            return None
        found = [f for f in run if f is not None]
        if phase == period - 1:
            return [*head, Bound("prod", (Binder(RUNS, num(0), count),), _product(found)), *after[1:]]
        whole = Bound("prod", (Binder(RUNS, num(0), apply("add", count, num(-1))),), _product(found))
        return [*head, whole, *(_at(f, count) for f in found[: phase + 1]), *after[1:]]
    return None


def _at(factor: Node, block: Node) -> Node:
    """A factor of the block that is counted so."""
    return transform(factor, lambda n: block if n == RUNS else n)


def _product(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Apply("mul", tuple(factors))


def _moved(factor: Node, head: list[Node], k: int, step: int, period: int) -> Node | None:
    """A factor of the block with its index running: what differs from the block before, or else the letter the block shares."""
    earlier = head[len(head) - period + k] if len(head) >= period else None
    shift = _shift(earlier, factor) if earlier is not None else None
    at = shift.last if shift is not None and shift.last is not None else _index_of(factor)
    if at is None:
        return factor if shift is not None else None  # the same in every block
    run = RUNS if step > 0 else apply("neg", RUNS)
    return transform(factor, lambda n: apply("add", at, run) if n == at else n)


def _index_of(factor: Node) -> Node | None:
    """The one index of a factor that no block before tells."""
    found = {i for n in _symbols(factor) for i in n.index[:1]}
    return next(iter(found)) if len(found) == 1 else None


def _symbols(node: Node) -> list[Sym]:
    return [node] if isinstance(node, Sym) else [s for c in children(node) for s in _symbols(c)]


def _step(earlier: list[Node], block: list[Node]) -> int:
    """By how much the index moves from one block to the next; 0 where no block stands before."""
    if len(earlier) != len(block):
        return 0
    steps = set()
    for a, b in zip(earlier, block, strict=True):
        shift = _shift(a, b)
        if shift is None:
            return 0
        if shift.first is not None and shift.last is not None:
            steps.add(_difference(shift.last, shift.first))
    ways = {(frozenset(), Fraction(1)): 1, (frozenset(), Fraction(-1)): -1}
    return ways.get(steps.pop(), 0) if len(steps) == 1 else 0


def _direction(first: Node, last: Node) -> int:
    """Up from a number or a running letter to a size, and down again."""
    sizes = [any(n.isupper() for n in names(i)) for i in (first, last)]
    if isinstance(first, Num) and isinstance(last, Num):
        return 1 if last.value > first.value else -1
    if isinstance(first, Num) or isinstance(last, Num):
        return 1 if isinstance(first, Num) else -1
    ahead = [isinstance(i, Apply) and i.op == "add" for i in (first, last)]  # from s + 1 to t
    return sizes[1] - sizes[0] or ahead[0] - ahead[1]


def _shift(a: Node, b: Node) -> _Shift | None:
    """How b differs from a: in one index at most; None where they differ otherwise."""
    if a == b:
        return _Shift()
    if isinstance(a, Sym) and isinstance(b, Sym) and a.name == b.name and len(a.index) == len(b.index):
        differing = [(i, j) for i, j in zip(a.index, b.index, strict=True) if i != j]
        return _Shift(*differing[0]) if len(differing) == 1 else None
    below, above = children(a), children(b)
    same = type(a) is type(b) and len(below) == len(above) > 0
    if (
        not same
        or getattr(a, "op", None) != getattr(b, "op", None)
        or getattr(a, "primes", 0) != getattr(b, "primes", 0)
    ):
        return None
    found: set[_Shift] = set()
    for x, y in zip(below, above, strict=True):
        inner = _shift(x, y)
        if inner is None:
            return None
        found |= {inner} - {_Shift()}
    return found.pop() if len(found) == 1 else _Shift() if not found else None


def _difference(a: Node, b: Node) -> Affine | None:
    """a − b where both are sums of letters and numbers."""
    total: dict[str, Fraction] = {}
    for node, sign in ((a, 1), (b, -1)):
        if not _collect(node, Fraction(sign), total):
            return None
    number = total.pop("", Fraction(0))
    return frozenset((n, c) for n, c in total.items() if c), number


def _collect(node: Node, sign: Fraction, total: dict[str, Fraction]) -> bool:
    match node:
        case Num(value):
            total[""] = total.get("", Fraction(0)) + sign * value
        case Sym(name, ()):
            total[name] = total.get(name, Fraction(0)) + sign
        case Apply("neg", (inner,)):
            return _collect(inner, -sign, total)
        case Apply("add", args):
            return all(_collect(a, sign, total) for a in args)
        case _:
            return False
    return True


def _times(gap: Affine | None, step: int) -> Node | None:
    """How many blocks follow the first."""
    if gap is None:
        return None
    letters, number = gap
    if any(abs(c) != 1 for _, c in letters):
        return None
    terms: list[Node] = [Sym(n) if c * step > 0 else apply("neg", Sym(n)) for n, c in sorted(letters)]
    terms += [num(int(number) * step)] if number or not terms else []
    return terms[0] if len(terms) == 1 else Apply("add", tuple(terms))
