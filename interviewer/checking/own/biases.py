"""A bias beside data whose sizes are told: `Z = X W + b` with X ∈ ℝ^{N×D} adds b to each row, as `1 bᵀ` says."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.checking.own.kinds import DATA, base_letter
from interviewer.checking.own.study import Study
from interviewer.notation.dotted_products import flat
from interviewer.notation.tree import Apply, Node, Sym, apply, transform, walk

BIASES = frozenset(["b", "c", "bias"])
_THINGS = r"(?:samples?|examples?|data|observations?|inputs?|points)"
_SAID = {  # where each sample stands, and so on which side of a product the data do
    at: re.compile(rf"\b{_THINGS}\b[^.;:=]{{0,30}}?\b{place}s?\b|\b{place}s?\b[^.;:=]{{0,20}}?\b{_THINGS}\b", re.I)
    for at, place in ((0, "row"), (-1, "column"))
}
_ALONG = re.compile(r"\b(?:axis|dim)\s*=\s*-?[01]")  # what is summed so has samples along one of its axes
_WEIGHTS = frozenset("WUVB")
_ONES = Sym("ones")


def with_biases(study: Study) -> Study:
    """The study in which a bias that no line gives a shape is added to every sample that a product is made of."""
    data = {n for n, sizes in study.declared.items() if len(sizes) == 2 and base_letter(n) in DATA}
    said = {at for at, told in _SAID.items() if told.search(study.context)}
    along = _ALONG.search(study.context) is not None
    if not data and (len(said) == 1 or along):
        bodies = [d.body for d in study.definitions.values()]
        spoken = {n.name for b in bodies for n in walk(b) if isinstance(n, Sym) and not n.index}
        data = {
            n for n in spoken if n.isupper() and (n in DATA or (along and base_letter(n) not in _WEIGHTS))
        } - study.definitions.keys()
    if not data:
        return study

    rows, columns = ({*data, *_made_of(study, data, at)} if not said or at in said else set[str]() for at in (0, -1))

    def added(term: Node, terms: tuple[Node, ...]) -> Node:
        if not (isinstance(term, Sym) and not term.index and base_letter(term.name) in BIASES):
            return term
        if term.name in study.declared or term.name in study.definitions:
            return term
        products = [factors for t in terms if len(factors := flat(t)) > 1]
        if any(_is_one(factors[0], rows) for factors in products):
            return apply("mul", _ONES, Apply("T", (term,)))
        if any(_is_one(factors[-1], columns) for factors in products):
            return apply("mul", term, Apply("T", (_ONES,)))
        return term

    def spread(node: Node) -> Node:
        match node:
            case Apply("add", terms):
                return Apply("add", tuple(added(t, terms) for t in terms))
        return node

    made = {n: replace(d, body=transform(d.body, spread)) for n, d in study.definitions.items()}
    return (
        replace(study, definitions=made) if any(made[n].body != d.body for n, d in study.definitions.items()) else study
    )


def _made_of(study: Study, data: set[str], at: int) -> set[str]:
    """The H of `H = f(X W)`: a row, or a column, for each sample of X."""
    found = {*data}
    for _ in study.definitions:
        for name, d in study.definitions.items():
            sums = (n for n in walk(d.body) if isinstance(n, Apply) and n.op in ("add", "mul", "dot", "times"))
            products = (flat(t) for n in sums for t in (n.args if n.op == "add" else (n,)))
            if any(len(p) > 1 and _is_one(p[at], found) for p in products):
                found.add(name)
    return found - data


def _is_one(node: Node, names: set[str]) -> bool:
    return isinstance(node, Sym) and not node.index and node.name in names
