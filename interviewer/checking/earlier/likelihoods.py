"""`y_i ~ Poisson(exp(wᵀx_i))`: a law of the samples that is not the problem's makes the log-likelihood another one, too."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ONE, Binder, Bound, Node, Sym, apply, names, transform


def with_likelihood(after: Scope, before: Scope) -> Scope:
    """The scope in which what is optimised is that of the law that a line has brought in, the same after any other line."""
    law = _law_of_samples(after, before)
    if law is None:
        return after
    size = after.world.letters[law.params[0]].shape[0]
    value: Node = Bound("sum", (Binder(Sym("i"), ONE, Sym(size)),), apply("log", _of_one(law)))
    goals = [ds[0] for name, ds in after.world.definitions.items() if ds[0].sense and name not in after.own]
    if not any(d.sense == "max" for d in goals):
        return after  # the problem's loss is no likelihood
    for goal in goals:
        if not goal.index and {*goal.params} <= {*after.world.unknowns}:
            body = value if goal.sense == "max" else apply("neg", value)
            made = Definition(
                goal.name, body, goal.params, is_call=goal.is_call, sense=goal.sense, fixed=False, carried=True
            )
            after = after.with_definition(made)
    return after


def _of_one(law: Definition) -> Node:
    """The density of sample i, whether it was given for an x or for an x_i."""
    names_of = {*law.params, *law.given}
    return transform(law.body, lambda n: Sym(n.name, (Sym("i"),)) if isinstance(n, Sym) and n.name in names_of else n)


def _law_of_samples(after: Scope, before: Scope) -> Definition | None:
    """A density of what the problem has one number of for each sample, given that sample."""
    for name in after.own.keys() - before.own.keys():
        for d in after.own[name]:
            letter = after.world.letters.get(d.params[0]) if len(d.params) == 1 else None
            each = letter is not None and len(letter.shape) == 1 and letter.kind == "vector"
            if each and d.given and d.density and names(d.body) & {*after.world.unknowns}:
                if all(g in after.world.row_families for g in d.given):
                    return d
    return None
