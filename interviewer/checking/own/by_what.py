"""`∇J` of a J that is told without its argument: by the one letter in it that the problem seeks, by whatever name."""

from __future__ import annotations

from interviewer.checking.own.belief_from_densities import sought_in
from interviewer.checking.own.study import Study
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.world import World
from interviewer.notation.tree import Call, Deriv, Node, Sym, transform

_UNSAID = Sym("default")


def by_what_is_sought(node: Node, study: Study, problem: World | None) -> Node:
    """The claim with each such ∇ by that letter; as it stands where several may be meant."""
    sought = sought_in(problem) - study.definitions.keys()

    def change(n: Node) -> Node:
        match n:
            case Deriv(body, wrt, style, at) if _UNSAID in wrt and not isinstance(body, Call):
                found = sorted(dependencies(study.scope, body) & sought)
                return (
                    Deriv(body, tuple(Sym(found[0]) if w == _UNSAID else w for w in wrt), style, at)
                    if len(found) == 1
                    else n
                )
        return n

    return transform(node, change)
