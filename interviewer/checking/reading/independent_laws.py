"""`p(x, y) = p(x) p(y), q(x, y) = q(x) q(y) ⇒ …`: what follows is said of laws that are products of their parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Call, Node, Rel, Sym, transform

_PREMISES = ("assume", "reason", "quantify")


def with_independence(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses that follow such premises, with the product in the place of each joint law."""
    arrow = next((k for k, c in enumerate(clauses) if k and c.link == "implies"), 0)
    found = {
        k: premise
        for k, c in enumerate(clauses)
        if (k < arrow or c.role in _PREMISES) and (premise := _factors(c.node)) is not None
    }
    rest = [(k, c) for k, c in enumerate(clauses) if k not in found]
    if not found or not any(c.role == "claim" for _, c in rest):
        return clauses

    def where(k: int) -> Callable[[Node], Node]:
        """What a clause says where the premises hold that are meant for it: those of the line, and those it follows from."""
        meant = [found[i] for i in found if i < k or clauses[i].role in _PREMISES]
        return lambda n: _in_parts(n, meant)

    return tuple(
        replace(c, node=transform(c.node, where(k)), link=("and" if k > 1 else "") if k - 1 in found else c.link)
        for k, c in rest
    )


def _in_parts(n: Node, premises: Sequence[tuple[Sym, tuple[Node, ...]]]) -> Node:
    """A joint law, or the entropy of one, as the product or the sum of its parts; no information is mutual then."""
    for law, parts in premises:
        if isinstance(n, Call) and n.fn == law and not n.params:
            if not n.given and {*n.args} == {*parts} and len(n.args) == len(parts):
                return Apply("mul", tuple(Call(law, (a,)) for a in n.args))
            if n.given and {*n.args, *n.given} == {*parts} and len(n.args) == 1:
                return Call(law, n.args)
        if isinstance(n, Call) and n.fn == Sym("MI") and _named((*n.args, *n.params)) == _named(parts):
            return ZERO
        if isinstance(n, Call) and n.fn == Sym("H") and _named((*n.args, *n.given)) == _named(parts):
            return Apply("add", tuple(Call(n.fn, (a,)) for a in n.args)) if len(n.args) > 1 else Call(n.fn, n.args)
    return n


def says_only_products(clauses: tuple[Clause, ...]) -> bool:
    """Whether a line says nothing but that laws are products of their marginals."""
    return bool(clauses) and all(_factors(c.node) is not None for c in clauses)


def _factors(node: Node) -> tuple[Sym, tuple[Node, ...]] | None:
    """The law that an equation says to be the product of its marginals, and the variables."""
    match node:
        case Rel(("=",), (Call(law, (Sym(), Sym(), *_) as of, (), ()), Apply("mul", parts))):
            marginals = {p.args[0] for p in parts if isinstance(p, Call) and p.fn == law and _is_marginal(p)}
            return (law, of) if len(parts) == len(of) and marginals == {*of} else None
    return None


def _is_marginal(node: Call) -> bool:
    return len(node.args) == 1 and not node.given and not node.params


def _named(nodes: tuple[Node, ...]) -> list[str]:
    """The variables, which entropies call by capitals; none where something else stands among them."""
    return sorted(n.name.lower() if isinstance(n, Sym) and not n.index else "" for n in nodes)
