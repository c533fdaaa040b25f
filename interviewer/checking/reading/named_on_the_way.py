"""`z = g_φ(ε, x) = μ + σ ⊙ ε`: a function of several things that nobody knows is, inside a chain, but a name for the rest."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Call, Node, Rel, Sym, names, walk

_BUILT_IN = BUILTIN_FUNCTIONS | DENSITIES | {"H", "MI", "Gamma", "KL", "JS"}


def without_named_middles(clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses without such names, where nothing else in the line speaks of them."""
    return tuple(_shorter(c, clauses, scope) for c in clauses)


def _shorter(clause: Clause, clauses: tuple[Clause, ...], scope: Scope) -> Clause:
    node = clause.node
    if not isinstance(node, Rel) or len(node.operands) < 3 or {*node.ops} != {"="}:
        return clause
    middle = node.operands[1]
    rest = (*(o for o in node.operands if o is not middle), *(c.node for c in clauses if c is not clause))
    if not _only_names(middle, scope) or any(isinstance(middle, Call) and middle.fn.name in names(o) for o in rest):
        return clause
    return replace(clause, node=Rel(node.ops[1:], (node.operands[0], *node.operands[2:])))


def _only_names(node: Node, scope: Scope) -> bool:
    if not isinstance(node, Call) or node.given or node.fn.name in _BUILT_IN or node.fn.name in scope.own:
        return False
    takes = len(node.args) + len(node.params)
    meant = (node.fn.name, *targets_of(scope, node.fn.name))
    if takes < 2 or any(m in w.distributions for w in worlds(scope.world) for m in meant):
        return False
    return all(isinstance(a, Sym) for a in node.args) and takes not in _taken(scope, meant)


def _taken(scope: Scope, meant: tuple[str, ...]) -> set[int]:
    """With how many arguments the problem has functions of these names."""
    found: set[int] = set()
    for world in worlds(scope.world):
        for name, definitions in world.definitions.items():
            found |= {len(d.params) for d in definitions if d.is_call and name in meant}
            calls = (n for d in definitions for n in walk(d.body) if isinstance(n, Call) and n.fn.name in meant)
            found |= {len(n.args) + len(n.params) for n in calls}
        for n in (n for group in world.conditions.values() for c in group for n in walk(c)):
            if isinstance(n, Call) and n.fn.name in meant:
                found.add(len(n.args) + len(n.params))
    return found
