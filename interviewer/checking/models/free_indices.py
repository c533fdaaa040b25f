"""The indices of a line that no sum binds: the i of `yᵢ(wᵀxᵢ + b) ≥ 1`."""

from __future__ import annotations

from interviewer.checking.models.undeclared import index_names
from interviewer.checking.problem.scope import Scope
from interviewer.notation.remembering import of_trees
from interviewer.notation.tree import Apply, Bound, Call, Node, Rel, Sym, children, names, ranges_and_body, walk


def free_indices(scope: Scope, nodes: tuple[Node, ...]) -> list[str]:
    """Index names that no sum binds, in order of appearance."""
    return list(of_trees(scope.follows("free", dict), nodes, lambda: _free_indices(scope, nodes)))


def _free_indices(scope: Scope, nodes: tuple[Node, ...]) -> list[str]:
    found: dict[str, None] = {}
    mentioned = index_names(nodes) | _timed(scope, nodes) | _states(nodes)

    def running(items: tuple[Node, ...], bound: frozenset[str], plain: bool) -> None:
        for x in (x for item in items for x in walk(item) if isinstance(x, Sym)):
            if x.name not in bound and not (plain and x.index) and _is_index(scope, x.name):
                found.setdefault(x.name)

    def visit(node: Node, bound: frozenset[str]) -> None:
        match node:
            case Sym(name, ()):
                if name in _INDEX_LETTERS and name in mentioned and name not in bound and not scope.knows(name):
                    found.setdefault(name)
            case Sym(_, index):
                running(index, bound, plain=True)
            case Apply("index", (whole, *items)):
                visit(whole, bound)
                running(tuple(items), bound, plain=False)
            case Bound(_, binders):
                inner = bound | {b.var.name for b in binders}
                for child in ranges_and_body(node):
                    visit(child, inner)
            case _:
                for child in children(node):
                    visit(child, bound)

    for node in nodes:
        visit(node, frozenset())
    if scope.world.chains:
        for name in sorted(frozenset[str]().union(*map(names, nodes)) & scope.own.keys()):
            found |= dict.fromkeys(i for i in _left_open(scope, name) if i in _TIMES)
    return list(found)


_TIMES = frozenset("ts")


def _left_open(scope: Scope, name: str) -> list[str]:
    """The time of `ε_c = ε_θ(x_t, t, c)`, which a line that speaks of ε_c alone does not show."""
    known = scope.follows("left open", dict)
    if name not in known:
        known[name] = []  # a definition that speaks of itself adds nothing
        bodies = tuple(d.body for d in scope.own.get(name, ()) if not (d.index or d.is_call or d.params))
        known[name] = free_indices(scope, bodies) if bodies else []
    return known[name]


def _states(nodes: tuple[Node, ...]) -> set[str]:
    """The k of p(z = k)."""
    events = (a for node in nodes for n in walk(node) if isinstance(n, Call) for a in (*n.args, *n.given))
    values = (e.operands[1] for e in events if isinstance(e, Rel) and e.ops == ("=",))
    return {v.name for v in values if isinstance(v, Sym) and not v.index}


def _timed(scope: Scope, nodes: tuple[Node, ...]) -> set[str]:
    """Arguments at which a quantity is asked that takes them as an index: the t of SNR(t); and up to which a product runs."""
    found: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Bound) and scope.world.chains:
                found |= _TIMES & frozenset[str]().union(*map(names, ranges_and_body(n)[:-1]))
            if isinstance(n, Call):
                for d in scope.definitions(n.fn.name)[:1]:
                    indices = index_names((d.body,)) if d.is_call else set()
                    for param, argument in zip(d.params, n.args, strict=False):
                        if param in indices and isinstance(argument, Sym) and not argument.index:
                            found.add(argument.name)
    return found


_INDEX_LETTERS = frozenset("ijklmnstcrpqu")


def _is_index(scope: Scope, name: str) -> bool:
    if name in ("colon", "ellipsis", "before", "upto", "after", "from", "dot", "theta", "phi", "psi"):
        return False
    letter = scope.letter(name)
    if letter is not None and (letter.kind in ("variable", "label") or (len(name) > 1 and letter.kind != "integer")):
        return False  # the θ of p_θ is a parameter
    called = {d.body.name for d in scope.own.get(name, ()) if isinstance(d.body, Sym)}  # p, where X ∈ ℝ^{n×p}
    return not ({name} | called) & set(scope.world.sizes)
