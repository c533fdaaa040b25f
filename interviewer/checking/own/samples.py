"""Letters that count or average the data of the candidate's own model: n, d and x̄."""

from __future__ import annotations

from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.own.belief import Belief
from interviewer.checking.own.study import Study
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ZERO, Binder, Bound, Node, Sym, apply, names, walk

_DIMENSIONS = frozenset(["d", "D", "p", "k", "K"])


def sample_size(belief: Belief, nodes: list[Node], study: Study) -> list[Definition]:
    """The n of `−(n/2) log 2πσ²` beside a vector of data counts its entries, the d of `d log 2b` those of the parameter."""
    sizes = {x for n in nodes for x in names(n)} & _DIMENSIONS - study.mentioned
    if isinstance(belief.prior, Bound) and len(sizes) == 1:
        entries = Bound("sum", belief.prior.binders, apply("pow", _entry(belief), ZERO))
        return [Definition(next(iter(sizes)), entries, fixed=False)]
    whole = belief.likelihood is not None and not any(isinstance(n, Bound) for n in walk(belief.likelihood))
    counts = {x for n in nodes for x in names(n)} & COUNTS - set(study.definitions) - set(study.declared)
    if belief.likelihood is not None:
        counts -= names(belief.likelihood)  # the n of Binomial(n, θ) counts trials
    if not whole or len(belief.data) != 1 or len(counts) != 1:
        return []
    (data,), (count,) = belief.data, counts
    ones = apply("pow", Sym(data, (Sym("i"),)), ZERO)
    return [Definition(count, Bound("sum", (Binder(Sym("i")),), ones), fixed=False)]


def _entry(belief: Belief) -> Sym:
    assert isinstance(belief.prior, Bound)
    return Sym(belief.unknown, (belief.prior.binders[0].var,))


def sample_means(belief: Belief, nodes: list[Node], study: Study) -> list[Definition]:
    """x̄, where x₁, …, xₙ are the data and nothing else is said of it."""
    called = {x for n in nodes for x in names(n)} - set(study.definitions)
    out: list[Definition] = []
    for data in belief.data:
        if f"{data}.bar" in called:
            entry, over = Sym(data, (Sym("i"),)), (Binder(Sym("i")),)
            total, count = Bound("sum", over, entry), Bound("sum", over, apply("pow", entry, ZERO))
            out.append(Definition(f"{data}.bar", apply("div", total, count), fixed=False))
    return out
