"""Readings of a line's names that say nothing: both sides the same, a sum to a size that is none."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Line
from interviewer.notation.tree import Bound, Call, Node, Rel, Sym, walk


def made_trivial(line: Line, nodes: tuple[Node, ...]) -> bool:
    """`ℓ(θ*) ≥ ℓ(θ)` says something; in a reading where both names mean the same letter it does not, nor does p(D|D)."""
    if any(map(_given_itself, nodes)) and not any(_given_itself(c.node) for c in line.clauses):
        return True
    return any(
        isinstance(after, Rel)
        and isinstance(clause.node, Rel)
        and any(
            after.operands[k] == after.operands[k + 1] and clause.node.operands[k] != clause.node.operands[k + 1]
            for k in range(len(after.ops))
        )
        for clause, after in zip(line.clauses, nodes, strict=True)
    )


def ends_nowhere(nodes: tuple[Node, ...], scope: Scope) -> bool:
    """`Σ_{j=1}^J` where J is another name of a size, left as it is: no reading of its own."""
    binders = (b for node in nodes for n in walk(node) if isinstance(n, Bound) for b in n.binders)
    ends = {b.high.name for b in binders if isinstance(b.high, Sym) and not b.high.index}
    called = {n for n in ends if not scope.knows(n) and n not in scope.own}
    return any(set(scope.world.aliases.get(n, ())) & set(scope.world.sizes) for n in called)


def sets_letter(line: Line, nodes: tuple[Node, ...], scope: Scope) -> bool:
    """The `s = log σ²` of a reading in which s is another name of a letter that the problem draws: s is his own."""
    for clause, after in zip(line.clauses, nodes, strict=True):
        match clause.node, after:
            case Rel(("=" | ":=",), (Sym() as written, _)), Rel(_, (Sym(name) as read, _)):
                if written.name != read.name and name in scope.world.letters and not scope.world.definitions.get(name):
                    return True
    return False


def _given_itself(node: Node) -> bool:
    return any(isinstance(n, Call) and bool(set(n.args) & set(n.given)) for n in walk(node))
