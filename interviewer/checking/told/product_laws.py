"""Products and mixtures of distributions under names: after `P = P₁ × P₂` or `p(x, y) = p₁(x) p₂(y)`, P is the law of two independent parts, and q_λ a
mixture after `q_λ = (1 − λ) p + λ q`; in a problem of tabled distributions."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.laws_by_use import tabled
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym

PRODUCT = "product_law"
_HEADS = frozenset("pqPQ")


def product_named(scope: Scope, clause: Clause) -> tuple[Sym, Node] | None:
    """The name and the law of such a clause; None for any other."""
    if tabled(scope.world) is None:
        return None
    match clause.node:
        case Rel(("=" | ":=",), (Sym(name, ()) as head, Apply(op, parts))) if name in _HEADS:
            factors = [p for p in parts if p != Sym("x")] if op == "mul" and Sym("x") in parts[1:-1] else list(parts)
            crossed = op in ("times", "kron") or len(factors) < len(parts)
            if crossed and len(factors) > 1 and all(_is_part(f, name) for f in factors):
                return head, Apply(PRODUCT, tuple(factors))
        case Rel(("=" | ":=",), (Sym(name, (Sym(_, ()),)) as head, Apply("add", (_, _) as parts))) if name in _HEADS:
            if all(_is_share(p) for p in parts):
                return head, Apply("add", parts)  # q_λ = (1 − λ) p + λ q
        case Rel(("=" | ":=",), (Call(head, variables, ()), Apply("mul", parts))) if head.name in _HEADS:
            named = _densities(parts, variables)
            if len(named) > 1 and all(_is_part(n, head.name) for n in named):
                return head, Apply(PRODUCT, named)  # p(x, y) = p₁(x) p₂(y)
    return None


def _densities(parts: tuple[Node, ...], variables: tuple[Node, ...]) -> tuple[Node, ...]:
    """The p₁ and p₂ of `p₁(x) p₂(y)`, each of one of the variables in turn; a number p₁ times x is written like that, too."""
    if parts[1::2] == variables and len(parts) == 2 * len(variables):
        return parts[::2]
    calls = [p for p in parts if isinstance(p, Call) and not p.given]
    return (
        tuple(c.fn for c in calls)
        if len(calls) == len(parts) and tuple(c.args for c in calls) == tuple((v,) for v in variables)
        else ()
    )


def _is_share(node: Node) -> bool:
    """`λ q`: a number times a distribution."""
    last = node.args[-1] if isinstance(node, Apply) and node.op == "mul" and len(node.args) == 2 else None
    return isinstance(last, Sym) and last.name in _HEADS and (not last.index or _is_part(last, last.name))


def with_parts_typed(scope: Scope, law: Node) -> Scope:
    """The scope in which the parts of a product are distributions, whatever the problem calls their letter."""
    model = tabled(scope.world)
    for part in law.args if isinstance(law, Apply) and law.op == PRODUCT else ():
        if isinstance(part, Sym) and model is not None and isinstance(part.index[0], Num):
            for base in (part.name, *scope.world.aliases.get(part.name, ())):
                name = f"{base}_{part.index[0].value}"
                scope = replace(scope.with_type(replace(model, name=name)), fresh=scope.fresh | {name})
    return scope


def _is_part(node: Node, name: str) -> bool:
    return isinstance(node, Sym) and node.name == name and len(node.index) == 1 and isinstance(node.index[0], Num)
