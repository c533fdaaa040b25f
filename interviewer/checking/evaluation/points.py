"""A function at a point: `∇L(0)`, `∇²L(w*)` and `∂L(w₀)/∂w` are taken by the argument and then evaluated there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.checking.fields import Value
from interviewer.notation.tree import Call, Deriv, Node, Num, Sym, names

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

_UNSAID = Sym("default")


def value_at(ev: Evaluator, param: str, argument: Node, env: Env) -> Value:
    """What the argument is worth: 0 for a column is the column of zeros."""
    value = ev.value(argument, env)
    letter = ev.scope.letter(param)
    if isinstance(argument, Num) and argument.value == 0 and letter is not None and letter.shape:
        rows, *columns = (ev.model.size(s) for s in letter.shape)
        return ev.field.array([[0] * (columns[0] if columns else 1)] * rows)
    return value


def taken_at(ev: Evaluator, node: Deriv, env: Env) -> tuple[Deriv, Env] | None:
    """The derivative by the function's own argument and where to evaluate it; None where the line does not name a point."""
    body = node.body
    if not isinstance(body, Call) or body.given or body.params or body.primes or len(body.args) != 1:
        return None
    found = [d for d in ev.scope.definitions(body.fn.name) if d.is_call and not d.given and not d.density]
    if not found or len(found[0].params) != 1 or body.fn.name in ev.scope.world.distributions:
        return None
    param, argument = found[0].params[0], body.args[0]
    if (
        any(w not in (_UNSAID, Sym(param)) for w in node.wrt)
        or argument == Sym(param)
        or ev.scope.letter(param) is None
    ):
        return None
    if isinstance(argument, Sym) and not argument.index and not ev.scope.definitions(argument.name):
        return None  # a letter: what the derivative is by
    if _UNSAID not in node.wrt and param in names(argument):
        return None  # ∂L(w + v)/∂w
    there = env.override({(param, ()): value_at(ev, param, argument, env)})
    plain = Call(body.fn, (Sym(param),), (), ())
    return Deriv(plain, (Sym(param),) * len(node.wrt), "grad"), there
