"""A bound on −log p(x_0) of a reverse process: shown by being the variational one, which holds for every p.

The models that a line is tried on know no process but one whose mean is affine and whose variance is the problem's; for those
`−log p(x_0) ≤ E_q[Σ_t KL(p(x_{t−1}|x_t) ‖ q(x_{t−1}|x_t, x_0)) + …]` holds, too, and for others it does not.
"""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.formulas import read_expression
from interviewer.notation.tree import ZERO, Call, Node, Sym, apply, walk

ONLY_ONE_BOUND = "of the bounds on this I can show the variational one alone"


def variational(scope: Scope, op: str, left: Node, right: Node) -> tuple[Node, Node] | None:
    """What has to be equal for such a bound to be shown; None of any other inequality."""
    chains = {name: spec for name, spec in scope.world.distributions.items() if spec.get("chain")}
    reverse = next((name for name, spec in chains.items() if spec.get("reverse")), None)
    forward = next((name for name, spec in chains.items() if not spec.get("reverse")), None)
    if reverse is None or forward is None:
        return None
    state = chains[reverse]["chain"]
    first = {(Sym(f"{state}_0"),), (Sym(state, (ZERO,)),)}
    spoken = (n for side in (left, right) for n in walk(side) if isinstance(n, Call) and n.fn.name == reverse)
    if not any(n.args in first and not n.given for n in spoken):
        return None
    less, more = (left, right) if op in ("<", "<=") else (right, left)
    bound = f"E_{forward}[log {forward}({state}_{{1:T}}|{state}_0) − log {reverse}({state}_{{0:T}}) + log {reverse}({state}_0)]"
    return apply("add", more, apply("neg", less)), read_expression(bound, scope.vocabulary)
