"""`ᾱ_t = cos²(πt/2T)`: a product over the steps that a candidate sets says what each of its factors is, α_t = ᾱ_t/ᾱ_{t−1}."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ONE, Apply, Binder, Bound, Sym, apply


def with_factors(before: Scope, after: Scope) -> Scope:
    """The scope with the steps of each process in it whose product has been set."""
    for name in after.own.keys() - before.own.keys():
        for known in after.world.definitions.get(name, ()):
            step = _step(known)
            if step is not None and step not in after.own and len(after.own[name][0].index) == 1:
                index = Sym(after.own[name][0].index[0])
                earlier = Sym(name, (apply("add", index, apply("neg", ONE)),))
                ratio = apply("div", Sym(name, (index,)), earlier)
                body = apply("add", ONE, apply("neg", ratio))
                after = after.with_definition(Definition(step, body, (), (index.name,), fixed=False))
    return after


def _step(product: Definition) -> str | None:
    """The β of Π_{s=1}^t (1 − β_s)."""
    match product.body:
        case Bound(
            "prod", (Binder(running, low, Sym(last, ())),), Apply("add", (one, Apply("neg", (Sym(step, (of,)),))))
        ):
            told = (one, low, of) == (ONE, ONE, running) and (last,) == product.index
            return step if told else None
    return None
