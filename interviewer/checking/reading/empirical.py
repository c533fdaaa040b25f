"""The empirical distribution of samples: where a line before speaks of it, (1/N) Σ_n f(x_n) is the expectation under it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.laws_by_use import tabled
from interviewer.notation.lexer import tokenize
from interviewer.notation.tree import Apply, Binder, Bound, Call, Moment, Node, Num, Sym, names, num, transform, walk
from interviewer.notation.unreadable import Unreadable

SAMPLES = 5  # where nothing says how many there are
_COUNTS = frozenset(["N", "n", "m", "M"])
_SAID = re.compile(r"\bempirical\s+(?:data\s+)?(?:distribution|measure|law|density|probability)", re.I)
_PLAIN = re.compile(  # p is the empirical distribution
    r"(?<![\w\\^{_])\$?(?P<law>[pq])\$?(?:\(x\))?\s*,?\s*(?:(?:is|be|denotes|for|=|:=)\s*)?(?:(?:the|an)\s+)?empirical\b",
    re.I,
)


def with_empirical(scope: Scope, text: str) -> Scope:
    """The scope after a line that names the empirical distribution p̂; the same after any other."""
    model = tabled(scope.world)
    if model is None or not _SAID.search(text):
        return scope
    try:
        tokens = tokenize(text, scope.vocabulary.words)
    except Unreadable:
        return scope
    marks = [(t, after) for t, after in pairwise(tokens) if t.kind == "accent"]
    found = {f"{after.text}.{t.text}" for t, after in marks if after.text in ("p", "q", "P")}
    if not found and (plain := _PLAIN.search(text)):
        return replace(scope, empirical=plain["law"].lower())
    if len(found) != 1:
        return scope
    (name,) = found
    return replace(scope.with_type(replace(model, name=name)), empirical=name, fresh=scope.fresh | {name})


def over_samples(node: Node, scope: Scope) -> Node:
    """Averages over samples as expectations under the empirical distribution."""
    if not scope.empirical:
        return node
    variables = {v for spec in scope.world.distributions.values() for v in spec.get("of", ())}

    def average(total: Node) -> Node | None:
        """E[f(x)] for Σ_n f(x_n)."""
        if not (isinstance(total, Bound) and total.op == "sum" and len(total.binders) == 1):
            return None
        index = total.binders[0].var
        at = {n for n in _symbols(total.body) if n.index == (index,) and n.name in variables}
        rest = transform(total.body, lambda n: Sym(n.name) if n in at else n)
        if len(at) != 1 or index.name in names(rest):
            return None
        (sample,) = at
        return Moment("E", (rest,), Call(Sym(scope.empirical), (Sym(sample.name),)))

    def change(n: Node) -> Node:
        match n:
            case Apply("mul", (Apply("div", (Num() as one, Sym() as count)), *rest)) if len(rest) == 1:
                mean = average(rest[0])
                return (
                    Apply("mul", (one, mean))
                    if mean is not None and (count.name in _COUNTS or count.name in scope.world.sizes)
                    else n
                )
            case Apply("div", (total, Sym(name))) if name in _COUNTS or name in scope.world.sizes:
                return average(total) or n
        return n

    def summed(n: Node) -> Node:
        """What is no average is as many times one as there are samples."""
        match n:
            case Bound("sum", (Binder(_, _, None, None),), _) if (mean := average(n)) is not None:
                return Apply("mul", (num(SAMPLES), mean))
        return n

    averaged = transform(node, change)
    whole = transform(averaged, summed)
    if whole == averaged:
        return averaged
    return transform(whole, lambda n: num(SAMPLES) if isinstance(n, Sym) and n.name in _COUNTS and not n.index else n)


def _symbols(node: Node) -> list[Sym]:
    return [n for n in walk(node) if isinstance(n, Sym)]
