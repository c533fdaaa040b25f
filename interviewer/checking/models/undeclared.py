"""The names in a line that nobody has introduced."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.models.distributions_used import is_density_name
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.notation.remembering import of_tree
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Divergence,
    Moment,
    Node,
    Rel,
    Sym,
    children,
    names,
    ranges_and_body,
    walk,
)

_CONSTANTS = frozenset(
    """I N Naturals Reals T after anonymous bar before circle colon const default dot e ellipsis emptyset forall from hole
    infty kronecker lower one ones op otherwise pi two upto zeros""".split()
)
_LAWS = DENSITIES | {"H", "MI", "Gamma"}


def undeclared(scope: Scope, nodes: tuple[Node, ...], bound: set[str]) -> tuple[set[str], set[str]]:
    """Names without a type: (values, functions)."""
    values: set[str] = set()
    functions: set[str] = set()
    bodies = [d.body for ds in scope.own.values() for d in ds]
    summed = any(isinstance(n, Bound) and n.op in ("sum", "prod") for node in (*nodes, *bodies) for n in walk(node))
    counts = COUNTS if summed else ()

    def is_meant(name: str) -> bool:
        return scope.knows(name) or name in BUILTIN_FUNCTIONS

    def is_any_row(name: str) -> bool:
        """The v of `vᵀJv`, where the problem has rows v_j alone, and no line speaks of them."""
        rows = name in scope.world.row_families and scope.letter(name) is None and name not in scope.spoken
        return rows and not scope.definitions(name) and name not in scope.world.sizes

    def visit_all(parts: Iterable[Node], inner: frozenset[str]) -> None:
        for part in parts:
            visit(part, inner)

    def visit_laws(sides: Iterable[Node], inner: frozenset[str]) -> None:
        """The θ of H(q, p_θ), of KL(q ‖ p_θ): distributions are named, their parameters used."""
        for side in sides:
            law = isinstance(side, Sym) and is_density_name(scope, side.name)
            visit_all(side.index if law and isinstance(side, Sym) else (side,), inner)

    def visit(node: Node, inner: frozenset[str]) -> None:
        match node:
            case Sym(name, index):
                kronecker = name == "delta" and bool(index)
                strange = not (is_meant(name) or name in counts or name in _CONSTANTS or kronecker)
                if name not in inner and (strange or (not index and is_any_row(name))):
                    values.add(name)
                visit_all(index, inner)
            case Call(fn, args, given, params):
                if not (is_meant(fn.name) or is_density_name(scope, fn.name) or fn.name in _LAWS):
                    functions.add(fn.name)
                (visit_laws if fn.name == "H" else visit_all)((*args, *given, *params), inner)
                visit_all(fn.index, inner)
            case Bound(_, binders):
                visit_all(ranges_and_body(node), inner | {b.var.name for b in binders})
            case Divergence(_, first, second):
                visit_laws((first, second), inner)
            case Moment(_, args, over, given):
                visit_all((*args, *given), inner)
                if over is not None and not isinstance(over, Sym):
                    visit(over, inner)
            case Rel(("~",), (left, Sym())) | Apply("norm", (left, Sym("F"))):
                visit(left, inner)
            case _:
                visit_all(children(node), inner)

    visit_all(nodes, frozenset(bound))
    return values - functions, functions


_indexing: dict[int, tuple[Node, frozenset[str]]] = {}


def index_names(nodes: tuple[Node, ...]) -> set[str]:
    """Names that stand in index positions somewhere."""
    out: set[str] = set()
    for node in nodes:
        out |= of_tree(_indexing, node, partial(_index_names, node))
    return out


def _index_names(node: Node) -> frozenset[str]:
    items: list[Node] = []
    for n in walk(node):
        if isinstance(n, Sym):
            items += n.index
        elif isinstance(n, Apply) and n.op == "index":
            items += n.args[1:]
    return frozenset[str]().union(*map(names, items))
