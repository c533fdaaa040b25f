"""`L = −Σ_i s_i [y_i log p_i + …]`: weights of the candidate's own by a letter that the problem has for something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviewer.checking.problem.scope import Apart
from interviewer.checking.problem.world import World
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Apply, Bound, Node, Sym, names, walk


def weights_apart(problem: World, lines: Iterable[str]) -> Apart:
    """The other names of quantities that weigh the terms of a sum, each with what it then does not stand for."""
    read = [c.node for line in lines for c in clauses_read(line, problem.vocabulary)]
    weights = {name for node in read for n in walk(node) if isinstance(n, Bound) for name in _weights(n)}
    return frozenset(
        (name, target)
        for world in (problem, *problem.variants)
        for name in weights & world.aliases.keys() - world.letters.keys()
        for target in world.aliases[name]
    )


def _weights(total: Bound) -> Iterator[str]:
    """The c of Σ_i c_i ℓ_i, where a loss is several terms, a square, a logarithm or a maximum and does not speak of it."""
    if total.op != "sum" or not isinstance(total.body, Apply) or total.body.op != "mul":
        return
    running = {b.var for b in total.binders}
    for factor in total.body.args:
        others = [a for a in total.body.args if a is not factor]
        match factor:
            case Sym(name, (Sym() as index,)) if not running or index in running:
                if any(map(_is_loss, others)) and not any(name in names(a) for a in others):
                    yield name


def _is_loss(node: Node) -> bool:
    return isinstance(node, Apply) and node.op in ("add", "pow", "log", "max", "neg")
