"""Claims that something is zero which is so for no other reason than the size of a model."""

from __future__ import annotations

from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ZERO, Apply, Node, Rel, Sym, walk


def is_vacuous(node: Node, scope: Scope, clock: Clock) -> bool:
    """`X e = 0`, `X(y − Xβ̂) = 0`: of residuals that vanish, since these shapes make X square, it says nothing."""
    if not isinstance(node, Rel) or node.ops != ("=",) or ZERO not in node.operands:
        return False
    if not dependencies(scope, node) & {n for n, t in scope.types.items() if not t.is_function}:
        return False  # numbers throughout: z = 0
    used = {n for side in node.operands for n in walk(side) if isinstance(n, Sym) and not n.index}
    held: list[Node] = [n for n in used if any(not (d.is_call or d.index) for d in scope.own.get(n.name, ()))]
    products = (n for side in node.operands for n in walk(side) if isinstance(n, Apply) and n.op == "mul")
    held += [a for p in products for a in p.args if isinstance(a, Apply) and a.op == "add"]
    return any(compare(scope, "=", n, ZERO, clock, count=2).outcome == "holds" for n in held)
