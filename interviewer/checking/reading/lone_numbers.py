"""`log x ≤ x − 1 ⇒ −KL(p‖q) ≤ …`: a clause that speaks of x alone says it of any number, no state of the problem's x."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, names, transform, walk

NUMBER = Apply("exp", (Sym("x.number"),))  # any positive one, as its logarithm is spoken of


def with_lone_numbers(nodes: tuple[Node, ...], scope: Scope) -> tuple[Node, ...]:
    """The formulas of a line with the variable of a bound on its logarithm, beside others that say more, as any number."""
    if len(nodes) < 2:
        return nodes
    return tuple(_freed(node, scope) for node in nodes)


def _freed(node: Node, scope: Scope) -> Node:
    """A bound with a logarithm of the one letter it speaks of, as of any number."""
    spoken = names(node)
    name = next(iter(spoken)) if len(spoken) == 1 else ""
    letter = scope.letter(name)
    if letter is None or letter.kind != "variable" or not isinstance(node, Rel):
        return node
    if any(isinstance(n, Call) or (isinstance(n, Sym) and n.index) for n in walk(node)):
        return node
    logs = any(isinstance(n, Apply) and n.op == "log" for n in walk(node))
    bounds = {"<=", ">=", "<", ">"}.issuperset(node.ops)
    return transform(node, lambda n: NUMBER if n == Sym(name) else n) if logs and bounds else node
