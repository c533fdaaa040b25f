"""Names that nobody has introduced."""

from __future__ import annotations

from interviewer.checking.models.distributions_used import is_density_name
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, key_of
from interviewer.checking.values.environment import COUNTS
from interviewer.notation.tree import Bound, Call, Node, Rel, Sym, names, walk

NO_FUNCTION = "I do not know the function {0} here; introduce it with 'let {0}(…) = …'"


def stranger(scope: Scope, left: Node, right: Node, filters: tuple[Rel, ...]) -> str | None:
    """A name nobody has introduced on one side only: the equation may define it, so that its failure says nothing."""
    spoken_of = frozenset[str]().union(*map(names, (*filters, *scope.filters, *scope.conditions)))
    known = spoken_of | index_names((left, right)) | scope.traits.keys() | _held(scope, left)
    if any(isinstance(n, Bound) and n.op in ("sum", "prod") for side in (left, right) for n in walk(side)):
        known |= COUNTS  # the n of n σ² beside Σ_i
    for side, other in ((left, right), (right, left)):
        labelled = _labelled(scope, side) - _labelled(scope, other)
        unknown = labelled.union(*undeclared(scope, (side,), set()))
        for name in sorted(unknown - known - dependencies(scope, other)):
            return name
    return None


def unknown_function(scope: Scope, node: Node) -> str:
    """The f of Σ_i (y_i − f(x_i, θ))², where f is called and is no function that anybody has introduced."""
    calls = (n.fn.name for n in walk(node) if isinstance(n, Call) and not n.given)
    known = scope.vocabulary.functions | scope.world.distributions.keys() | BUILTIN_FUNCTIONS | DENSITIES
    return next((name for name in calls if not (name in known or is_density_name(scope, name))), "")


def _held(scope: Scope, left: Node) -> frozenset[str]:
    """The μ that an objective of the candidate's own holds, `J(w) = L(w) + μ‖w‖²`: no equation but `μ = …` can define it."""
    bodies = (d.body for ds in scope.own.values() for d in ds if d.sense)
    return frozenset[str]().union(*map(names, bodies)) - (names(left) if isinstance(left, Sym) else frozenset[str]())


def _labelled(scope: Scope, side: Node) -> set[str]:
    """The σ_N beside σ and σ_0, and the n_i beside n: another number, of which nothing is said."""
    found: set[str] = set()
    for n in walk(side):
        counts = isinstance(n, Sym) and bool(n.index) and n != side and n.name in {*COUNTS, *scope.world.sizes}
        if counts and isinstance(n, Sym) and scope.letter(n.name) is None and not scope.definitions(n.name):
            found.add(key_of(n) or n.name)
        label = n.index[0] if isinstance(n, Sym) and len(n.index) == 1 else None
        if not isinstance(n, Sym) or not isinstance(label, Sym) or scope.knows(key_of(n)) or n.name == "I":
            continue
        letter = scope.letter(n.name)
        number = letter is None or (letter.kind == "positive" and not (letter.index or letter.reach))
        if number and (label.name.isupper() or label.name in scope.world.sizes) and not scope.definitions(n.name):
            found.add(key_of(n))
    return found
