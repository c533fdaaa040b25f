"""The loss that the candidate's own lines define, `L_c(w) = Σ_i c_i (y_i − wᵀx_i)²`, and what a name of it is defined to be."""

from __future__ import annotations

from interviewer.checking.evaluation.gradients import gradient
from interviewer.checking.problem.world import World
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, apply, names, transform, walk

_LOSSES = frozenset(["L", "J", "E", "C", "l", "ell", "loss", "Loss", "cost"])


def loss_defined(
    before: list[Clause], problem: World | None
) -> tuple[Node, str, tuple[str, ...], tuple[Rel, ...]] | None:
    """The one loss that the lines define; of several names that may be losses, the one that is a function."""
    heads = [c.node.operands[0] for c in before if isinstance(c.node, Rel) and c.node.ops == ("=",)]
    losses = [h for h in heads if isinstance(h, Call | Sym) and _names_loss(h, problem)]
    losses = [h for h in losses if isinstance(h, Call)] if len(losses) > 1 else losses
    if len(losses) != 1:
        return None
    value, params = expanded(losses[0], before)
    return (value, "min", params, ()) if value != losses[0] and not _is_lagrangian(value, problem) else None


def _is_lagrangian(value: Node, problem: World | None) -> bool:
    """Whether it is linear in multipliers of inequalities, `½‖w‖² − Σ_i α_i(y_i wᵀx_i − 1)`: nobody minimises it over those."""
    known = problem.multipliers if problem is not None else ()
    prices = [n for n in walk(value) if isinstance(n, Sym) and problem is not None and _is_any(n, known, problem)]
    multiplied = transform(value, lambda n: apply("mul", *n.args) if isinstance(n, Apply) and n.op == "times" else n)
    slopes = [(n.name, gradient(multiplied, n)) for n in dict.fromkeys(prices)]
    return any(slope is not None and name not in names(slope) for name, slope in slopes)


def _is_any(symbol: Sym, known: tuple[str, ...], problem: World) -> bool:
    return bool(symbol.index) and not {symbol.name, *problem.aliases.get(symbol.name, ())}.isdisjoint(known)


def _names_loss(head: Call | Sym, problem: World | None) -> bool:
    """`J(w)`, `L_c(w)`, and the `F(w)` that the problem has for its objective, too."""
    if isinstance(head, Sym):
        return head.name in _LOSSES and not head.index
    name = head.fn.name.split(".")[0].split("_")[0]
    if name in _LOSSES or problem is None:
        return name in _LOSSES
    known = (d for n in (name, *problem.aliases.get(name, ())) for d in problem.definitions.get(n, ()))
    return any(d.sense == "min" and d.is_call for d in known)


def expanded(body: Node, before: list[Clause]) -> tuple[Node, tuple[str, ...]]:
    """J(w) as what it is defined to be, and what it is a function of."""
    for clause in before:
        match clause.node:
            case Rel(("=",), (Call(fn, args, (), ()), value)) if isinstance(body, Call | Sym) and fn == (
                body.fn if isinstance(body, Call) else body
            ):
                return value, tuple(a.name for a in args if isinstance(a, Sym) and not a.index)
            case Rel(("=",), (Sym() as head, value)) if head == (body.fn if isinstance(body, Call) else body):
                arguments = body.args if isinstance(body, Call) else ()
                return value, tuple(a.name for a in arguments if isinstance(a, Sym) and not a.index)
    return body, ()


def leaves_loss(problem: World) -> bool:
    """Whether the problem has a reading in which the loss is any function, so that a line may begin with one of its own."""

    def is_any(world: World, body: Node) -> bool:
        letter = world.letters.get(body.fn.name) if isinstance(body, Call) else None
        return letter is not None and letter.is_function

    return any(d.sense and is_any(v, d.body) for v in problem.variants for ds in v.definitions.values() for d in ds)
