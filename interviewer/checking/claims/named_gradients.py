"""`φ ← φ + η ∇_φ ELBO`: a step along the gradient of an objective that is named in it, whatever that objective is made of."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.products import factors_of
from interviewer.notation.tree import Apply, Call, Deriv, Node, Num, Sym

_SIZES = frozenset(["eta", "alpha", "gamma", "epsilon", "lr", "rho", "tau"])  # what lengths of steps are called


def named_gradient(scope: Scope, variable: Sym, right: Node) -> bool | None:
    """Whether a step improves the objective whose gradient it names; None where it is not written so."""
    if not isinstance(right, Apply) or right.op != "add" or len(right.args) != 2 or variable not in right.args:
        return None
    step = right.args[1] if right.args[0] == variable else right.args[0]
    down = isinstance(step, Apply) and step.op == "neg"
    factors = factors_of(step.args[0] if isinstance(step, Apply) and down else step)
    slopes = [f for f in factors if isinstance(f, Deriv)]
    sizes = [f for f in factors if not isinstance(f, Deriv)]
    if len(slopes) != 1 or slopes[0].wrt != (variable,) or not all(_is_size(f) for f in sizes):
        return None
    sense = _sense(scope, slopes[0].body)
    return None if sense is None else (sense == "max") != down


def _is_size(node: Node) -> bool:
    """A positive number or a letter for one."""
    return node.value > 0 if isinstance(node, Num) else isinstance(node, Sym) and node.name in _SIZES


def _sense(scope: Scope, body: Node) -> str | None:
    """In which direction the problem, or the candidate, wants a named objective to go."""
    head = body.fn if isinstance(body, Call) else body
    everything = [
        d for table in (scope.own, scope.world.definitions) for ds in table.values() for d in ds if d.sense or d.towards
    ]
    spelt = [d.sense or d.towards for d in everything if body in (prepare(b, scope) for b in (d.body, *d.alternatives))]
    if spelt or not isinstance(head, Sym):
        return spelt[0] if spelt else None
    known = (*scope.own.get(head.name, ()), *scope.world.definitions.get(head.name, ()))
    return next((d.sense or d.towards for d in known if d.sense or d.towards), None)
