"""Laws that only numbers have, p = Poi(λ): a reading of the problem in which x or λ is a vector is none of them."""

from __future__ import annotations

from interviewer.checking.problem.world import World
from interviewer.notation.clause import Line
from interviewer.notation.tree import Call, Node, Rel, Sym

_OF_NUMBERS = frozenset(["Poisson", "Exponential", "Geometric", "Binomial", "Beta", "Gamma", "Uniform", "Laplace"])


def names_laws_of_numbers(line: Line, world: World) -> bool:
    """Whether a line gives a distribution such a law of what are vectors in this reading."""
    stated = (c.node for c in line.clauses if isinstance(c.node, Rel) and c.node.ops == ("=",))
    return any(at_vectors(n.operands[1], world) for n in stated if isinstance(n.operands[0], Sym | Call))


def at_vectors(law: Node, world: World) -> bool:
    """Whether this is a law of numbers with what are vectors or matrices in this reading."""
    if not (isinstance(law, Call) and law.fn.name in _OF_NUMBERS):
        return False
    letters = [world.letters.get(a.name) for a in (*law.args, *law.params) if isinstance(a, Sym) and not a.index]
    return any(letter is not None and letter.kind in ("vector", "spd") for letter in letters)
