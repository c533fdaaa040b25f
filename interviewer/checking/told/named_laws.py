"""Normal laws under names of the candidate's: after `N_0 = N(μ_0, Σ_0)`, KL(N_0 ‖ N_1) is of those laws.

Only names that the problem has no other use for, p_0, f, 𝒩_1: what its p and q are is a definition of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.told.product_laws import product_named, with_parts_typed
from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import Call, Node, Num, Rel, Sym, rebuild

_HEADS = frozenset("pqrfghPQRFGN") | {"nu", "rho", "Normal"}


def with_named_laws(scope: Scope, line: Line) -> tuple[Scope, Line]:
    """The scope with the laws that a line names, and the line with names put in; naming alone is left as it stands."""
    named = [c for c in line.clauses if _named(scope, c) is not None]
    if not (named or scope.laws):
        return scope, line
    scope = after_naming(scope, named)
    kept = tuple(replace(c, node=_put(c.node, scope.laws)) for c in line.clauses if c not in named)
    return scope, replace(line, clauses=kept or line.clauses)


def after_naming(scope: Scope, clauses: Iterable[Clause]) -> Scope:
    """The scope with the laws that such clauses name."""
    for head, law in [found for c in clauses if (found := _named(scope, c)) is not None]:
        scope = with_parts_typed(replace(scope, laws={**scope.laws, head: law}), law)
    return scope


def only_names_laws(scope: Scope, clauses: Iterable[Clause]) -> bool:
    """Whether a line says nothing else."""
    stated = [c for c in clauses if isinstance(c.node, Rel)]
    named = [c for c in stated if _named(scope, c) is not None]
    return bool(named) and all(c in named or _tells_apart(c) for c in stated)


def _tells_apart(clause: Clause) -> bool:
    """`P ≠ Q`, as any two that are drawn."""
    return isinstance(clause.node, Rel) and clause.node.ops == ("!=",) and all(map(_is_name, clause.node.operands))


def _is_name(node: Node) -> bool:
    return isinstance(node, Sym) and node.name in _HEADS


def _named(scope: Scope, clause: Clause) -> tuple[Sym, Node] | None:
    """The name and the law of a clause that names one."""
    if isinstance(clause.node, Rel) and _names_law(scope, clause):
        head, law = clause.node.operands
        return (head, law) if isinstance(head, Sym) else None
    return product_named(scope, clause)


def _is_law(clause: Clause) -> bool:
    match clause.node:
        case Rel(("=" | ":=" | "≡",), (Sym(), Call(Sym("Normal"), (), (), (_, _)))):
            return True
    return False


def _names_law(scope: Scope, clause: Clause) -> bool:
    """Whether a clause gives a law a name that means nothing else here, `N_0 = N(μ_0, Σ_0)`."""
    if not _is_law(clause) or not isinstance(clause.node, Rel):
        return False
    head = clause.node.operands[0]
    if not isinstance(head, Sym) or head.name not in _HEADS:
        return False
    labels = all(
        isinstance(i, Num) or (isinstance(i, Sym) and not i.index and i.name not in RUNNING) for i in head.index
    )
    free = bool(head.index) or not (scope.knows(head.name) or scope.world.aliases.get(head.name))
    chained = bool(scope.world.chains)
    return labels and free and not chained


def _put(node: Node, laws: Mapping[Sym, Node]) -> Node:
    """A formula with the laws for their names; `N_0(x)` is the density of one at x."""
    if isinstance(node, Sym):
        return laws.get(node, node)
    if isinstance(node, Call) and not node.given and len(node.args) == 1 and node.fn in laws:
        law = laws[node.fn]
        return replace(law, args=node.args) if isinstance(law, Call) else node
    return rebuild(node, lambda n: _put(n, laws))
