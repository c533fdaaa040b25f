"""Two components told one by one: `p(x|1) = N(x; 0, 1), p(x|z=2) = N(x; 2, 1)` beside `π_1 = π_2 = ½` or `p(z=1) = 0.3`."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.told.mixtures.pairs import Pair, pair_by_weight
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym, num
from interviewer.notation.written_numbers import is_number

_WEIGHTS = frozenset(["pi", "phi", "w"])
_DENSITIES = frozenset("pPf")


def pair_of_labels(clauses: Iterable[Clause]) -> tuple[Pair, set[Node]] | None:
    """The pair, and the clauses that tell it; None unless both laws and their weights are told."""
    laws: dict[int, tuple[Sym, Node]] = {}
    weights: dict[int, Node] = {}
    said: set[Node] = set()
    for clause in clauses:
        match clause.node:
            case Rel(("=",), (Call(Sym(name, ()), (Sym() as point,), (label,), ()), law)) if name in _DENSITIES:
                if (k := _label(label)) is not None and isinstance(law, Call):
                    laws[k] = point, law
                    said.add(clause.node)
            case Rel(ops, (*heads, value)) if {*ops} == {"="} and is_number(value):
                found = [k for h in heads if (k := _weighed(h)) is not None]
                if len(found) == len(heads):
                    weights |= dict.fromkeys(found, value)
                    said.add(clause.node)
    if sorted(laws) not in ([1, 2], [0, 1]) or not weights or len({point for point, _ in laws.values()}) > 1:
        return None
    first, second = sorted(laws)
    if not {*weights} <= {first, second}:
        return None
    of_second = weights.get(second)
    weight = weights.get(first) or Apply("add", (num(1), Apply("neg", (of_second or num(0),))))
    pair = pair_by_weight(laws[first][0], laws[first][1], laws[second][1], weight)
    return (pair, said) if pair is not None and first == 1 else None


def _label(node: Node) -> int | None:
    """The component that what is given names: 1, or z = 1."""
    match node:
        case Num(k) | Rel(("=",), (Sym("z" | "Z" | "c" | "k"), Num(k))) if k in (0, 1, 2):
            return int(k)
    return None


def _weighed(head: Node) -> int | None:
    """The component of which π_1 or p(z = 1) is the weight."""
    match head:
        case Sym(name, (Num(k),)) if name in _WEIGHTS:
            return int(k)
        case Call(Sym(name, ()), (event,), (), ()) if name in _DENSITIES:
            return _label(event) if isinstance(event, Rel) else None
    return None
