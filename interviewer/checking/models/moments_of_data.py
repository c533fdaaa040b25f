"""What conditions say of the law of the data that a chain begins with."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Moment, Rel, Sym, num


def moment_of_data(scope: Scope, condition: Rel) -> Definition | None:
    """`Var(x_0) = s²`, `E[x_0] = m` say of what law the first state of a chain is."""
    head, value = condition.operands
    chains = scope.world.chains
    if chains and isinstance(head, Moment) and head.over is None and not head.given and len(head.args) == 1:
        kind = {"Var": "variance", "Cov": "variance", "E": "mean"}.get(head.op)
        state = head.args[0]
        if kind == "variance" and value in (Sym("I"), num(1)) and isinstance(state, Sym) and state.name == chains[0]:
            return Definition(f"{chains[0]}_0!variance", num(1), fixed=False)  # then every state has it
        if kind is not None and isinstance(state, Sym) and state.name == f"{chains[0]}_0":
            return Definition(f"{state.name}!{kind}", value, fixed=False)
    return None
