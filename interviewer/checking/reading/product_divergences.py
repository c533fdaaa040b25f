"""`KL(p₁(x) p₂(y) ‖ q₁(x) q₂(y))`: the divergence, entropy or cross-entropy of independent parts is the sum of those of each part.

So it is of `Π_i p(x_i)`, `p(x_1) ⋯ p(x_n)`, `p ⊗ r` and the n-th power of a law.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import key_of
from interviewer.notation.dots import without_dots
from interviewer.notation.tree import (
    ONE,
    Apply,
    Binder,
    Bound,
    Call,
    Divergence,
    Node,
    Sym,
    apply,
    names,
    num,
    transform,
)

_HEADS = frozenset("pqPQrs")
INDEPENDENCE = frozenset(
    "independent independently pair pairs drawn iid samples copies joint law laws parts product".split()
)


@dataclass(frozen=True)
class _Parts:
    """Laws by the variables they are of; each of them once, so often as `count` says or once for each value of a binder."""

    laws: dict[tuple[Node, ...], Node]
    count: Node | None = None
    binder: Binder | None = None


def of_independent_parts(node: Node, scope: Scope) -> Node:
    """The node with what is additive over independent parts as a sum."""

    def change(n: Node) -> Node:
        match n:
            case Divergence("KL", first, second):
                return _added(scope, (first, second), lambda laws: Divergence("KL", *laws)) or n
            case Call(Sym("H", ()), (_,) | (_, _) as sides, (), ()):
                return _added(scope, sides, lambda laws: Call(Sym("H"), tuple(laws))) or n
        return n

    return transform(node, change)


def _added(scope: Scope, sides: Sequence[Node], made: Callable[[list[Node]], Node]) -> Node | None:
    """The sum of what is made of each part of laws that are products of the same parts; None of any others."""
    if not all(isinstance(side, Apply | Bound) for side in sides):
        return None
    parts = [_parts(scope, without_dots(side)) for side in sides]
    first = parts[0]
    known = [p for p in parts if p is not None]
    if first is None or len(known) < len(parts):
        return None
    alike = all((p.laws.keys(), p.count, p.binder) == (first.laws.keys(), first.count, first.binder) for p in known)
    if not alike:
        return None
    terms = [made([p.laws[of] for p in known]) for of in first.laws]
    total = terms[0] if len(terms) == 1 else Apply("add", tuple(terms))
    if first.binder is not None:
        return Bound("sum", (first.binder,), total)
    return total if first.count is None else apply("mul", first.count, total)


def _parts(scope: Scope, node: Node) -> _Parts | None:
    """The independent parts of a law; None where they hang on each other or are no laws."""
    match node:
        case Bound("prod", (binder,), Call() as law) if (part := _part(scope, law)) is not None:
            if binder.var.name not in names(law):
                return None
            if binder.var.name not in names(part[1]) and binder.low == ONE and binder.high is not None:
                return _Parts({(): part[1]}, count=binder.high)
            return _Parts({(): part[1]}, binder=binder)
        case Bound("prod", (binder,), Sym(name, (index,)) as law) if name in _HEADS and index == binder.var:
            return _Parts({(): law}, binder=binder)
        case Apply("pow", (Sym(name) as law, Sym() as count)) if name in _HEADS:
            return _Parts({(): law}, count=count)
        case Apply("kron" | "times", factors) if all(isinstance(f, Sym) and f.name in _HEADS for f in factors):
            return _Parts({(num(k),): f for k, f in enumerate(factors)})
        case Apply("kron" | "times" | "mul" | "dot", factors):
            found = _paired(factors) or [_part(scope, f) for f in factors]
            laws = {part[0]: part[1] for part in found if part is not None}
            return _Parts(laws) if len(laws) == len(factors) or _paired(factors) else None
    return None


def _paired(factors: tuple[Node, ...]) -> list[tuple[tuple[Node, ...], Node] | None]:
    """`p₁(x) p₂(y)` where a labelled p reads as a letter that multiplies."""
    heads, variables = factors[::2], factors[1::2]
    fits = len(heads) == len(variables) == len(set(variables)) > 1
    labelled = all(isinstance(h, Sym) and h.name in _HEADS and h.index for h in heads)
    if not (fits and labelled and all(isinstance(v, Sym) and v.name not in _HEADS for v in variables)):
        return []
    return [((v,), h) for h, v in zip(heads, variables, strict=True)]


def _part(scope: Scope, factor: Node) -> tuple[tuple[Node, ...], Node] | None:
    """A density of one variable: by its bare name where the variable is a copy, x_i, or the density a letter of its own."""
    match factor:
        case Call(Sym(name) as fn, (Sym() as variable,), (), _) if name in _HEADS:
            copy = bool(variable.index) and scope.letter(key_of(variable) or variable.name) is None
            letter = scope.letter(key_of(fn) or name)
            bare = copy or (letter is not None and letter.kind == "simplex" and bool(fn.index))
            return (variable,), fn if bare else factor
    return None
