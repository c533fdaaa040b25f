"""`a ≈ b` as what it claims exactly: an expansion as limits, an estimate as its mean, a network as what it is trained to give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from interviewer.checking.claims.sample_means import averaged, laws_told
from interviewer.checking.claims.taylor import expanded, told_small
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Divergence, Moment, Node, Rel, Sym, transform, walk


class Exactly(NamedTuple):
    """The clauses with their approximations as claims that hold or do not, and whether these are surely what is meant."""

    scope: Scope
    clauses: tuple[Clause, ...]
    sure: bool


class _Claimed(NamedTuple):
    nodes: list[Rel]
    sure: bool
    scope: Scope


def exactly(scope: Scope, clauses: tuple[Clause, ...]) -> Exactly | None:
    """What the approximations in a line claim; None where there are none that claim something exact."""
    if not any(isinstance(c.node, Rel) and "≈" in c.node.ops for c in clauses):
        return None
    small = next((s for c in clauses if (s := told_small(c)) is not None), None)
    told = laws_told(clauses)
    clauses = _with_weights(scope, clauses)
    out: list[Clause] = []
    sure, found = True, False
    for clause in clauses:
        if small is not None and told_small(clause) == small:
            continue
        if not (isinstance(clause.node, Rel) and "≈" in clause.node.ops):
            out.append(clause)
            continue
        for k, (op, *sides) in enumerate(
            zip(clause.node.ops, clause.node.operands, clause.node.operands[1:], strict=False)
        ):
            claimed = _claimed(scope, (sides[0], sides[1]), small, told) if op == "≈" else None
            if claimed is not None:
                scope, sure, found = claimed.scope, sure and claimed.sure, True
            nodes = claimed.nodes if claimed is not None else [Rel((op,), (sides[0], sides[1]))]
            out += [replace(clause, node=n, link="and" if k or j else clause.link) for j, n in enumerate(nodes)]
    return Exactly(scope, tuple(out), sure) if found else None


def _with_weights(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with the w_i of `w_i = p(x_i)/q(x_i)` written out, where the line is the first to speak of it."""
    for clause in clauses:
        match clause.node:
            case Rel(("=",), (Sym(name, (Sym() as index,)) as weight, body)) if not scope.knows(name):
                kept = tuple(c for c in clauses if c is not clause)
                if weight not in walk(body) and any(index in walk(c.node) for c in kept):
                    written = lambda n, w=weight, b=body: b if n == w else n  # noqa: E731
                    return tuple(replace(c, node=transform(c.node, written)) for c in kept)
    return clauses


def _claimed(scope: Scope, sides: tuple[Node, Node], small: Sym | None, told: Mapping[str, Node]) -> _Claimed | None:
    expansion = expanded(scope, sides, small)
    if expansion is not None:
        return _Claimed(expansion.limits, expansion.sure, expansion.scope)
    for estimate, other in (sides[::-1], sides):
        if (mean := averaged(scope, estimate, other, told)) is not None:
            return _Claimed([Rel(("=",), (other, mean))], True, scope)
    for estimate, other in (sides[::-1], sides):
        drawn = [
            n for n in told if Sym(n) in walk(estimate) and any(isinstance(m, Moment | Divergence) for m in walk(other))
        ]
        if len(drawn) == 1:  # one sample alone
            law = Rel(("~",), (Sym(drawn[0]), told[drawn[0]]))
            return _Claimed([Rel(("=",), (other, Moment("E", (estimate,), law)))], False, scope)
    ideal = _as_trained(scope)
    return _Claimed([Rel(("=",), sides)], False, ideal) if ideal is not scope else None


def _as_trained(scope: Scope) -> Scope:
    """The scope in which ε_θ(x_t, t) gives the ε that it is fitted to, where the problem has that letter."""
    for name in [*scope.world.letters]:
        target = name.rpartition("_")[0]
        if scope.world.letters[name].kind == "function" and scope.letter(target) is not None:
            scope = scope.with_definition(Definition(name, Sym(target), params=("u", "t"), is_call=True))
    return scope
