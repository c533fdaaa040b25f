"""Additive noise is a likelihood: `y = f(x) + ε, ε ~ N(0, σ²)` says `y ~ N(f(x), σ²)`."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Call, Node, Rel, Sym, names


def as_likelihood(clauses: list[Clause]) -> list[Clause]:
    """The clauses with each observation under centred Gaussian noise stated as a law of its own."""
    laws = {found[0]: (clause, found[1]) for clause in clauses if (found := _centred(clause.node)) is not None}
    used: list[Clause] = []
    out: list[Clause] = []
    for clause in clauses:
        found = _observed(clause.node, {name: variance for name, (_, variance) in laws.items()})
        if found is not None:
            used.append(laws[found[1]][0])
            clause = replace(clause, node=found[0])
        out.append(clause)
    return [c for c in out if not any(c is law for law in used)]


def _centred(node: Node) -> tuple[str, Node] | None:
    """The name and the variance of a centred Gaussian."""
    if not (isinstance(node, Rel) and node.ops == ("~",)):
        return None
    noise, law = node.operands
    if isinstance(noise, Sym) and isinstance(law, Call) and law.fn.name == "Normal" and law.params[:1] == (ZERO,):
        return noise.name, law.params[-1]
    return None


def _observed(node: Node, variances: dict[str, Node]) -> tuple[Rel, str] | None:
    """`y = f + ε` as `y ~ N(f, Var ε)` with the name of the noise; None for other equations."""
    if not (isinstance(node, Rel) and node.ops == ("=",) and isinstance(node.operands[0], Sym)):
        return None
    left, right = node.operands
    terms = right.args if isinstance(right, Apply) and right.op == "add" else (right,)
    noise = [t for t in terms if isinstance(t, Sym) and t.name in variances]
    rest = [t for t in terms if t not in noise]
    if len(noise) != 1 or not rest or any(noise[0].name in names(t) for t in (left, *rest)):
        return None
    mean = rest[0] if len(rest) == 1 else Apply("add", tuple(rest))
    return Rel(("~",), (left, Call(Sym("Normal"), (), (), (mean, variances[noise[0].name])))), noise[0].name
