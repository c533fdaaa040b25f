"""`g = ∂L/∂a^{(l)}` of any layer l, `J the Jacobian of f`: names that are written out, at the place that is meant, where they are used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.own.study import Study
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Bound, Call, Deriv, Node, Sym, names, transform, walk

_UNSAID = Sym("default")


def of_any_member(study: Study, claims: list[tuple[Node, bool]]) -> tuple[Study, list[tuple[Node, bool]]]:
    """The study without names that stand for a formula with a free index, and the claims with what they stand for.

    ∇f is taken where his lines have f: at x in y = x + f(x).
    """
    free = {n: _at_place(d.body, study) for n, d in study.definitions.items() if _is_free(d)}

    def written_out(node: Node) -> Node:
        return transform(node, lambda n: free[n.name] if isinstance(n, Sym) and not n.index and n.name in free else n)

    kept = {n: replace(d, body=written_out(d.body)) for n, d in study.definitions.items() if n not in free}
    claims = [(written_out(_at_place(node, study)), leads) for node, leads in claims]
    return replace(study, definitions=kept) if free else study, claims


def _is_free(definition: Definition) -> bool:
    if definition.is_call or definition.index:
        return False
    nodes = list(walk(definition.body))
    bound = {b.var.name for n in nodes if isinstance(n, Bound) for b in n.binders}
    indices = {i for n in nodes if isinstance(n, Sym) for item in n.index for i in names(item)}
    places = {n.name for n in nodes if isinstance(n, Sym) and not n.index} - indices
    loose = {i for i in indices - bound - places if len(i) == 1 and i.islower()}
    return bool(loose) or any(isinstance(n, Deriv) and _UNSAID in n.wrt for n in nodes)


def _at_place(node: Node, study: Study) -> Node:
    def placed(n: Node) -> Node:
        match n:
            case Deriv(Sym(_, ()) as function, wrt) if wrt == (_UNSAID,):
                at = _argument(function, (d.body for d in study.definitions.values()))
                return n if at is None else replace(n, body=Call(function, (at,)), wrt=(at,))
        return n

    return transform(node, placed)


def _argument(function: Sym, bodies: Iterable[Node]) -> Sym | None:
    """What a function is applied to, where that is one thing."""
    found = {n.args for b in bodies for n in walk(b) if isinstance(n, Call) and n.fn == function and not n.primes}
    arguments = found.pop() if len(found) == 1 else ()
    return arguments[0] if len(arguments) == 1 and isinstance(arguments[0], Sym) else None
