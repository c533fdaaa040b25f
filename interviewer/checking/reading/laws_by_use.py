"""Distributions that a line introduces by nothing but their use: the f and g of `KL(f ‖ g)`, the μ and ν of `D(μ ‖ ν)`.

In a problem whose distributions are lists of probabilities such a name is one more of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter, World
from interviewer.notation.tree import Apply, Call, Divergence, Moment, Node, Num, Rel, Sym, walk


def with_laws(scope: Scope, nodes: Iterable[Node]) -> Scope:
    """The scope with such names as distributions; the same where there are none."""
    model = tabled(scope.world)
    if model is None:
        return scope
    nodes = tuple(nodes)
    applied = {n.fn.name: n.args for node in nodes for n in walk(node) if isinstance(n, Call)}
    for name in dict.fromkeys(n for node in nodes for part in walk(node) for n in _laws_in(part)):
        at = applied.get(name, ())
        plain = len(at) < 2 and all(isinstance(a, Sym) and not a.index for a in at)
        if plain and name not in scope.own and not _known(scope, name):
            scope = scope.with_type(replace(model, name=name))
            scope = replace(scope, fresh=scope.fresh | {name})
    return scope


def tabled(world: World) -> Letter | None:
    """The type of a distribution that is given by its list of probabilities, where the problem has such ones."""
    names = [n for n, spec in world.distributions.items() if len(spec.get("of", ())) == 1 and not spec.get("given")]
    found = [world.letters[n] for n in names if n in world.letters]
    return next((t for t in found if t.kind == "simplex"), None)


def _known(scope: Scope, name: str) -> bool:
    """A vector of another reading is no list of probabilities there, but one where it is used as a law."""
    letter = scope.letter(name)
    plain = letter is not None and letter.kind in ("vector", "scalar", "positive") and name not in scope.types
    return scope.knows(name) and not plain


def _laws_in(node: Node) -> Iterator[str]:
    """The names that a part of a formula takes for distributions."""
    match node:
        case Divergence(_, first, second):
            yield from (n for side in (first, second) for n in _mixed(side))
        case Call(Sym("H"), args, ()):
            yield from (a.name for a in args if isinstance(a, Sym) and not a.index and a.name.islower())
        case Moment("E", _, Sym(name, ())):
            yield name


def _mixed(side: Node) -> Iterator[str]:
    """f, and the f and g of a mixture `½(f + g)`."""
    match side:
        case Sym(name, ()):
            yield name
        case Call(Sym(name, ()), (Sym(),), (), ()):
            yield name
        case Apply("add", parts):
            yield from (n for p in parts for n in _mixed(p))
        case Apply("mul" | "div", parts):
            laws = [p for p in parts if not isinstance(p, Num | Rel) and not (isinstance(p, Apply) and p.op == "div")]
            yield from (n for p in laws[-1:] for n in _mixed(p))
