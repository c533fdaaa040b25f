"""`betas * (1 - alphas_cumprod_prev) / (1 - alphas_cumprod)`: members of a process as code names them, without their time."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import ONE, Apply, Bound, Call, Node, Rel, Sym, apply, transform, walk

_NOW = Sym("t")
_BEFORE = apply("add", _NOW, apply("neg", ONE))
_PREVIOUS = ".prev"


def with_times(nodes: tuple[Node, ...], scope: Scope) -> tuple[Node, ...]:
    """The nodes of a line with each such member at t, or at t − 1 where its name says so.

    Only where none but the one that is defined has its time, nor t stands by itself: the β of `ᾱ_t = (1 − β)^t` is one for all.
    """
    if not scope.world.chains:
        return nodes
    symbols = [n for node in nodes for n in walk(node) if isinstance(n, Sym)]
    bare = {n.name for n in symbols if not n.index and _runs(scope, n.name.removesuffix(_PREVIOUS))}
    if not bare:
        return nodes
    heads = {n.operands[0] for n in nodes if isinstance(n, Rel)}
    timed = any(n.index and n not in heads and _runs(scope, n.name) for n in symbols)
    timed = timed or any(_alone(node) or any(isinstance(n, Bound) for n in walk(node)) for node in nodes)
    before = {n for n in bare if n.endswith(_PREVIOUS)}
    if timed or not (before or len(bare) > 1):
        bare = before

    def change(n: Node) -> Node:
        if isinstance(n, Sym) and not n.index and n.name in bare:
            return Sym(n.name.removesuffix(_PREVIOUS), (_BEFORE if n.name in before else _NOW,))
        return n

    return tuple(transform(n, change) for n in nodes) if bare else nodes


def _runs(scope: Scope, name: str) -> bool:
    """Whether the problem has such a quantity at each time, and no other one by that name."""
    if name in scope.own or name in scope.types or name in scope.fresh:
        return False
    world = scope.world
    for target in (name, *world.aliases.get(name, ())):
        letter, known = world.letters.get(target), world.definitions.get(target, ())
        if target in world.chains or (letter is not None and letter.index is None):
            return False
        if (letter is not None and letter.index == "t") or (known and all(d.index == ("t",) for d in known)):
            return True
    return False


def _alone(node: Node) -> bool:
    """Whether the time stands outside of indices and arguments: β t, (1 − β)^t."""
    match node:
        case Sym() | Call():
            return node == _NOW
        case Apply(_, args):
            return any(map(_alone, args))
    return any(_alone(n) for n in getattr(node, "operands", ()))
