"""`E_Z[ln p(X, Z|π, μ, Σ)]` of a mixture is the objective of its M-step: what is hidden has the law that the old parameters give it."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Binder, Bound, Call, Moment, Node, Rel, Sym, transform, walk

_DATA, _HIDDEN = frozenset("xX"), frozenset("zZ")


def as_objectives(node: Node, scope: Scope) -> Node:
    """The node with such expectations as that objective, in readings of the problem whose samples are no random variables."""
    spec = scope.world.distributions.get("p")
    objective = next((d for d in scope.definitions("Q") if d.sense and d.is_call and len(d.params) == 2), None)
    if objective is None or spec is None or spec.get("of") or "Q" in scope.own:
        return node
    value = Call(Sym("Q"), tuple(map(Sym, objective.params)))

    def change(n: Node) -> Node:
        match n:
            case Moment("E", (log,), over) if _is_complete(log) and (over is None or _is_hidden(over)):
                return value if _at_old_ones(over, log) else n
            case Bound("sum", (Binder(Sym(z)),), Apply("mul", (Call(Sym("p"), (Sym(of),), (_, *_)) as law, log))):
                return value if z == of and z in _HIDDEN and _is_complete(log) and _at_old_ones(law, log) else n
        return n

    return transform(node, change)


def _at_old_ones(law: Node | None, log: Node) -> bool:
    """Whether what is averaged over has other parameters than what is averaged, where it says any: θ_old or θ_t beside θ."""
    told = [n for n in walk(law) if isinstance(n, Sym) and n.name not in _DATA | _HIDDEN] if law is not None else []
    told = [n for n in told if n.name not in ("p", "q", "t")]
    averaged = {n for n in walk(log) if isinstance(n, Sym)}
    old = [n for n in told if n.name.endswith(".old") or n.index]
    return (not told or len(old) == len(told)) and not {*old} & averaged


def _is_complete(node: Node) -> bool:
    """log p(X, Z|θ)."""
    match node:
        case Apply("log", (Call(Sym("p"), (Sym(x), Sym(z))),)):
            return x in _DATA and z in _HIDDEN
    return False


def _is_hidden(over: Node) -> bool:
    """Z, Z ~ p(Z|X), q(Z) or p(Z|X): what an expectation is over; p(Z) alone is not what the data say of it."""
    law = over.operands[-1] if isinstance(over, Rel) else over
    of = over.operands[0] if isinstance(over, Rel) else over.args[0] if isinstance(over, Call) and over.args else over
    if isinstance(law, Call) and law.fn.name == "p" and not any(_names_data(g) for g in law.given):
        return False
    return isinstance(of, Sym) and of.name in _HIDDEN


def _names_data(node: Node) -> bool:
    return any(isinstance(n, Sym) and n.name in _DATA for n in walk(node))
