"""The names of a line: those it introduces, and those it leans on."""

from __future__ import annotations

from interviewer.checking.claims.new_names import is_no_size
from interviewer.checking.claims.other_names import (
    is_count,
    is_lagrangian,
    is_no_objective,
    matrix_beside,
    only_by_alias,
)
from interviewer.checking.evaluation.factors import factors_in
from interviewer.checking.models.square_matrices import squares
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import key_of
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.unsaid_objectives import averaged_by
from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import Apply, Bound, Call, Node, Rel, Sym, walk


def leaning_on_quantified(line: Line, scope: Scope) -> frozenset[str]:
    """What the problem defines by a function that the line speaks of in general, `for every activation σ`."""
    functions = scope.vocabulary.functions
    bare = {c.node.name for c in line.clauses if c.role == "quantify" and isinstance(c.node, Sym)} & functions
    if not bare:
        return frozenset()
    named = bare | {t for n in bare for t in scope.world.aliases.get(n, ())}
    definitions = scope.world.definitions.items()
    return frozenset(
        n for n, ds in definitions if named & {x.name for d in ds for x in walk(d.body) if isinstance(x, Sym)}
    )


_INTRODUCING = frozenset(["let", "define", "denote", "introduce", "set", "call"])


def introduced(line: Line, scope: Scope) -> frozenset[str]:
    """Names that a line introduces: they are the candidate's own, whatever the problem calls by them."""
    found: set[str] = set(factors_in(scope, (c.node for c in line.clauses)))
    said = not _INTRODUCING.isdisjoint(line.words)
    for before, clause in zip((None, *line.clauses), line.clauses, strict=False):
        found |= squares(scope, clause.node).keys() | _beside_indices(scope, clause.node) | _defined(scope, clause.node)
        if said and clause.role == "let":
            found |= _let(scope, before, clause)
    return frozenset(found)


def _defined(scope: Scope, node: Node) -> set[str]:
    """The name that an equation defines, where the problem has no such quantity under it."""
    if not isinstance(node, Rel) or node.ops[0] not in ("=", ":="):
        return set()
    head, value = node.operands[:2]
    symbol = head.fn if isinstance(head, Call) else head
    own = isinstance(symbol, Sym) and (
        only_by_alias(scope, symbol)
        or matrix_beside(scope, symbol, value)
        or is_lagrangian(scope, symbol, value)
        or is_no_objective(scope, symbol, value)
        or is_count(scope, symbol, value)
        or is_no_size(scope, symbol, value)
    )
    return _points(scope, head) | ({symbol.name} if own and isinstance(symbol, Sym) else set())


def _let(scope: Scope, before: Clause | None, clause: Clause) -> set[str]:
    """The new name of `let r = …`; of `let a = …, b = …` that of the first alone."""
    apart = before is None or before.role != "let" or clause.after is None or clause.after != before.after
    if not (apart or isinstance(clause.node, Apply)):
        return set()
    left = clause.node.operands[0] if isinstance(clause.node, Rel) else clause.node
    left = left.args[0] if isinstance(left, Apply) and left.op == "property" else left
    symbol = left.fn if isinstance(left, Call) else left
    return {symbol.name} if isinstance(symbol, Sym) and not scope.knows(symbol.name) else set()


def _beside_indices(scope: Scope, node: Node) -> set[str]:
    """The s of `s < t`, where t runs over the members of a family: another index, whatever the problem calls by it."""
    if not isinstance(node, Rel) or not {"<", ">", "<=", ">="}.issuperset(node.ops):
        return set()
    compared = {o.name for o in node.operands if isinstance(o, Sym) and not o.index}
    running = {letter.index for letter in scope.world.letters.values() if letter.index}
    return {n for n in compared if not scope.knows(n)} if compared & running - scope.world.letters.keys() else set()


def _points(scope: Scope, head: Node | None) -> set[str]:
    """The k of a density `p(k) = …`: no size, whatever size the problem calls by it."""
    if not isinstance(head, Call) or head.given or head.fn.name not in scope.world.distributions:
        return set()
    named = {a.name: scope.world.aliases.get(a.name, ()) for a in head.args if isinstance(a, Sym) and not a.index}
    return {n for n, targets in named.items() if targets and set(targets) <= set(scope.world.sizes)}


def names_touched(line: Line, scope: Scope) -> set[str]:
    """Every name a line leans on, as written and through the problem's definitions."""
    found: set[str] = set()
    for clause in line.clauses:
        for nodes in alias_readings(scope, (clause.node,)):
            found |= dependencies(scope, nodes[0])
        found |= {key_of(n) or n.name for n in walk(clause.node) if isinstance(n, Sym)} | {
            n.name for n in walk(clause.node) if isinstance(n, Sym)
        }
        found |= {n.fn.name for n in walk(clause.node) if isinstance(n, Call)}
        along = {n.args[0] for n in walk(clause.node) if isinstance(n, Apply) and n.op == "differential"}
        found |= {f"{n.name}.grad" for n in along if isinstance(n, Sym)}  # dz as the gradient by z
        found |= {f"{by}.grad"} if (by := averaged_by(clause.node, scope)) else set()
        if any(isinstance(n, Bound) and n.op in ("min", "max") for n in walk(clause.node)):
            found |= {name for name, ds in scope.world.definitions.items() if any(d.sense for d in ds)}
    rows = scope.world.row_families
    return found | {rows[n] for n in found if n in rows}
