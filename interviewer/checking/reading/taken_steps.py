"""Steps of an algorithm in force: after `w_{t+1} = w_t − η∇L(w_t)`, a line on w_{t+1} − w* speaks of where that step leads."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, Apply, Node, Rel, Sym, transform, walk

_NEW, _STEP = ".new", Sym("t")


def step_taken(node: Node) -> tuple[Sym, Node] | None:
    """The later iterate of an update with where it is; None for any other formula."""
    if not isinstance(node, Rel) or len(node.ops) != 1 or node.ops[0] not in ("=", ":=", "←"):
        return None
    later, where = _counted(*node.operands)
    counted = isinstance(later, Sym) and len(later.index) == 1 and isinstance(later.index[0], Apply)
    before = [n for n in walk(where) if isinstance(n, Sym) and isinstance(later, Sym) and n.name == later.name]
    return (later, where) if counted and isinstance(later, Sym) and before and later not in before else None


def _counted(later: Node, where: Node) -> tuple[Node, Node]:
    """`w_new = w − …` as w_{t+1} = w_t − …, which a line after it may speak of."""
    if not isinstance(later, Sym) or later.index or not later.name.endswith(_NEW):
        return later, where
    now = Sym(later.name.removesuffix(_NEW))
    at = Sym(now.name, (_STEP,))
    return Sym(now.name, (Apply("add", (_STEP, ONE)),)), transform(where, lambda n: at if n == now else n)


def with_steps(scope: Scope, node: Node) -> Node:
    """The formula with later iterates as the steps in force say; an update is judged as it stands."""
    if not scope.steps or step_taken(node) is not None:
        return node
    made = transform(node, lambda n: dict(scope.steps).get(n, n) if isinstance(n, Sym) else n)
    if made == node:
        return node
    current = {n for _, where in scope.steps for n in walk(where) if isinstance(n, Sym) and n.index} & set(walk(made))
    bare = {n.name for n in walk(made) if isinstance(n, Sym) and not n.index}
    current = {n for n in current if any(n.name == later.name for later, _ in scope.steps) and n.name not in bare}
    return transform(made, lambda n: Sym(n.name) if n in current and isinstance(n, Sym) else n)  # p is that at w_t


def taking(scope: Scope, nodes: tuple[Node, ...]) -> Scope:
    """The scope with the steps that the formulas of a line that was accepted take."""
    found = tuple(step for n in nodes if (step := step_taken(n)) is not None and not _counts_layers(scope, step[0]))
    return replace(scope, steps=(*scope.steps, *found)) if found else scope


def _counts_layers(scope: Scope, later: Sym) -> bool:
    """The a_{l+1} of a network: a member of what the problem has several of, and no later value of one."""
    return not scope.world.chains and any(
        d.index and not d.is_call for d in scope.world.definitions.get(later.name, ())
    )
