"""Steps of a chain written for one coordinate: `exp(−½((α_t/β_t + …) x_{t−1}² − 2(…) x_{t−1}))` multiplies states as numbers.

What holds coordinate by coordinate is what holds of states with one.
"""

from __future__ import annotations

from interviewer.checking.judged import Judged
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.checking.problem.world import World
from interviewer.notation.tree import Apply, Call, Moment, Node, Num, Sym, walk


def at_one_coordinate(scope: Scope, judged: Judged) -> Scope:
    """The problem with states of one coordinate, where the line multiplies states."""
    world = scope.world
    chains = set(world.chains)
    spreads = {n for n, ds in scope.own.items() if any(_is_spread(d.body) for d in ds)}
    written = [n for node in judged.nodes for n in walk(node)] if chains else []
    if not any(_in_coordinates(n, chains, world) or _divides(n, spreads) for n in written):
        return scope
    sizes = {s for letter in world.letters.values() if letter.kind in ("vector", "noise") for s in letter.shape}
    sizes = {s for s in sizes if s in world.sizes and s not in scope.spoken}
    return at_sizes(scope, dict.fromkeys(sorted(sizes), 1)) if sizes else scope


def _in_coordinates(node: Node, chains: set[str], world: World) -> bool:
    """Whether states are multiplied with each other, or squared, as numbers are."""
    match node:
        case Apply("mul" | "times", args):
            return sum(_is_state(a, chains, world) for a in args) > 1
        case Apply("pow", (base, Num(value=2))):
            return _is_state(base, chains, world)
        case Apply("add", args) if Sym("I") not in set(walk(node)):
            spread = [any(_is_spread(n) for n in walk(a)) for a in args]
            return any(spread) and not all(spread)  # Var(x_t) = α_t Var(x_{t−1}) + β_t
    return False


def _divides(node: Node, spreads: set[str]) -> bool:
    """`1/Var(x)`: a variance that one divides by is a number."""
    match node:
        case Apply("div", (_, Sym(name, ()) | Sym(name, (_,)))):
            return name in spreads
        case Apply("div", (_, below)):
            return _is_spread(below)
    return False


def _is_spread(node: Node) -> bool:
    return isinstance(node, Moment) and node.op in ("Var", "Cov")


def _is_state(node: Node, chains: set[str], world: World) -> bool:
    """A state, noise, or what is a vector as these are."""
    match node:
        case Sym(name):
            letter = world.letters.get(name)
            return name in chains or (letter is not None and letter.kind in ("vector", "noise") and name != "θ")
        case Call(Sym(name)):
            letter = world.letters.get(name)
            return letter is not None and letter.is_function
        case Apply("neg" | "add" | "mul", args):
            return any(_is_state(a, chains, world) for a in args)
        case Apply("div" | "pow", (first, *_)):
            return _is_state(first, chains, world)
    return False
