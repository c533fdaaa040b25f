"""An earlier line that only orders running indices: `s < t`, `for 1 ≤ i < j ≤ n`, `i ≠ j`."""

from __future__ import annotations

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.readings import readings_of
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Node, Num, Rel, Sym
from interviewer.notation.unreadable import Unreadable

_ALL_OF_THEM = "ijkn"
_ORDER = frozenset(["<", "<=", ">", ">=", "!="])
_FOR = frozenset("let for with where and take fix times time steps step indices indexes index two we".split())


def index_bounds(scope: Scope, text: str) -> tuple[Rel, ...]:
    """What the line says of its indices, as conditions on what follows; empty for a line that says anything else."""
    if len(text) > 60:
        return ()
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return ()
    bounds = tuple(c.node for c in line.clauses if isinstance(c.node, Rel) and _orders(scope, c.node))
    return bounds if bounds and len(bounds) == len(line.clauses) and _FOR.issuperset(line.words) else ()


def bounds_besides(scope: Scope, nodes: tuple[Node, ...]) -> tuple[Rel, ...]:
    """What a line that says more than that orders its indices by: `ᾱ_t = Π_{s≤t} α_s; take any 0 < s < t`."""
    found = tuple(
        n for n in nodes if isinstance(n, Rel) and (_orders(scope, n) or _picks(scope, n) or _compares(scope, n))
    )
    return tuple(n for n in found if n not in scope.filters) if len(found) < len(nodes) else ()


def _picks(scope: Scope, node: Rel) -> bool:
    """`…, and let α_s > 0`: one of the members, by a letter that does not run over all of them."""
    members = [o for o in node.operands if isinstance(o, Sym) and len(o.index) == 1]
    others = [o for o in node.operands if not (isinstance(o, Num) or (isinstance(o, Sym) and not o.index))]
    if not _ORDER.issuperset(node.ops) or len(members) != 1 or others != members:
        return False
    letter, index = scope.letter(members[0].name), members[0].index[0]
    runs = isinstance(index, Sym) and index.name in RUNNING and index.name not in _ALL_OF_THEM
    return runs and letter is not None and members[0].name in scope.world.multipliers


def _compares(scope: Scope, node: Rel) -> bool:
    """`p = U(0, a), q = U(0, b), a < b`, `J_b = ‖r‖² + b ‖w‖², b ≥ 1`: letters that nothing defines, and over which nothing runs."""
    letters = {o.name for o in node.operands if isinstance(o, Sym) and not o.index}
    known = [scope.letter(n) for n in letters]
    free = not any(scope.definitions(n) for n in letters) and all(k is None or k.kind != "variable" for k in known)
    plain = all(isinstance(o, Num) or (isinstance(o, Sym) and not o.index) for o in node.operands)
    his = len(letters) > 1 or not any(scope.knows(n) for n in letters)  # what the problem's letters are it says itself
    return _ORDER.issuperset(node.ops) and plain and free and bool(letters) and his and not letters & RUNNING


def _orders(scope: Scope, node: Rel) -> bool:
    """Whether a relation is between running indices, at least two of them, sizes and numbers."""
    letters = [o.name for o in node.operands if isinstance(o, Sym) and not o.index]
    running = [n for n in letters if n in RUNNING and scope.letter(n) is None and n not in scope.own]
    sizes = set(scope.world.sizes)
    known = all(isinstance(o, Num) or (isinstance(o, Sym) and o.name in sizes | set(running)) for o in node.operands)
    return _ORDER.issuperset(node.ops) and known and len(set(running) - sizes) > 1


def orders_indices(scope: Scope, clause: Clause) -> bool:
    """The `for j > i` behind a formula: at which places it holds."""
    node = clause.node
    sides = node.operands if isinstance(node, Rel) and {*node.ops} <= _ORDER else ()
    running = [s for s in sides if isinstance(s, Sym) and not s.index and s.name in RUNNING and not scope.knows(s.name)]
    return clause.role == "quantify" and len(running) == len(sides) > 1
