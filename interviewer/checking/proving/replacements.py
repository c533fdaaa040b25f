"""Slips in what a formula is made of: another letter, another index, another number than belongs there, a part left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from interviewer.notation.tree import (
    ONE,
    Apply,
    Binder,
    Bound,
    Call,
    Divergence,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    children,
    num,
    rebuild,
    transform,
    walk,
)

Repair = tuple[str, Node]
Put = Callable[[Node], Node]
LETTER = "one letter in place of another"
OTHER_NORM = "another norm"
EXCHANGED = "two quantities in each other's place"
PART = "one part in place of another"
INDEX = "one index in place of another"
COMPLEMENT = "a complement 1 − x in place of x, or the other way round"
ROOT_MISSING, INVERSE_MISSING = "a square root missing", "an inverse missing"
UNITS = frozenset(["I", "ones", "zeros"])
_OTHER_END = {"max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax"}
_OTHER_LAW = {"p": "q", "q": "p"}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def replaced(node: Node, beside: Node, known: Callable[[Sym], Sequence[str]]) -> Iterator[Repair]:
    """The tree with one place changed in its own material; `beside` is the side it is compared with.

    `known` are the names of the problem that may be meant by a letter.
    """
    indices, letters = _indices(node, beside), _letters(node, beside)
    yield from _exchanged(node, [i for i in indices if isinstance(i, Sym)])
    yield from _throughout(node, letters)
    places = list(_places(node))
    ends = {id(end) for n in walk(node) if isinstance(n, Bound) for b in n.binders for end in (b.low, b.high)}
    for here, put in places:
        for phrase, changed in _turned(here, indices) if id(here) not in ends else ():  # a sum up to 1 − n is empty
            yield phrase, put(changed)
    for here, put in places:
        if isinstance(here, Sym):
            for k, index in enumerate(here.index):
                for other in dict.fromkeys((*indices, *(apply("add", index, num(step)) for step in (-1, 1)))):
                    if other != index:
                        yield INDEX, put(Sym(here.name, (*here.index[:k], other, *here.index[k + 1 :])))
    differences = list(dict.fromkeys(n for side in (node, beside) for n in walk(side) if _is_difference(n)))
    for here, put in places:
        if _is_difference(here):
            yield from ((PART, put(other)) for other in differences if other != here)
    for here, put in places:
        if isinstance(here, Num):
            for value in (here.value + 1, here.value - 1, -here.value):
                yield "a number", put(num(value))
    for here, put in places:
        if isinstance(here, Sym):
            others = [s for s in letters if bool(s.index) == bool(here.index)]
            for other in [*others, *(Sym(name, here.index) for name in known(here))]:
                if other != here:
                    yield LETTER, put(other)


def _is_difference(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "add" and len(node.args) == 2


def left_out(node: Node, beside: Node) -> Iterator[Repair]:
    """The tree with a factor, a divisor or a term more, each a part of the two sides; a factor inside, too."""
    parts = dict.fromkeys(
        n for side in (beside, node) for n in walk(side) if isinstance(n, Sym | Call | Apply) and n != node
    )
    for part in parts:
        yield "a factor missing", apply("mul", part, node)
        yield "a factor too many", apply("div", node, part)
    for part in parts:
        yield "a term missing", apply("add", node, part)
        yield "a term missing", apply("add", node, apply("neg", part))
    scales = [*_letters(node, beside), *(p for p in parts if isinstance(p, Apply) and p.op == "pow")]
    scales += [apply("inv", scale) for scale in scales]
    for here, put in _places(node):
        if here is not node and isinstance(here, Call | Apply | Sym) and here != node:
            for scale in scales:
                yield "a factor missing", put(apply("mul", scale, here))


def _places(node: Node) -> Iterator[tuple[Node, Put]]:
    """Every part of the tree with what puts another in its place; what binds, names and indices are left alone."""
    yield node, lambda other: other
    if isinstance(node, Sym):
        return
    fixed = {id(b.var) for b in node.binders} if isinstance(node, Bound) else set()
    for k, child in enumerate(children(node)):
        if id(child) not in fixed and not (isinstance(node, Call) and k == 0):
            for here, put in _places(child):
                yield here, _within(node, k, put)


def _within(parent: Node, k: int, put: Put) -> Put:
    def changed(other: Node) -> Node:
        count = iter(range(len(children(parent))))
        return rebuild(parent, lambda child: put(other) if next(count) == k else child)

    return changed


def _turned(node: Node, indices: Sequence[Node]) -> Iterator[Repair]:
    match node:
        case Bound("sum" | "prod" as op, binders, body):
            other = "prod" if op == "sum" else "sum"
            yield "a sum in place of a product, or the other way round", Bound(other, binders, body)
            for binder, wider in _ranges(binders, indices):
                yield "the range of a sum", Bound(op, tuple(wider if b is binder else b for b in binders), body)
        case Bound(op, binders, body) if op in _OTHER_END:
            yield "the largest in place of the smallest, or the other way round", Bound(_OTHER_END[op], binders, body)
        case Rel((op,), (left, right)) if op in _TURNED:
            yield "a condition the wrong way round", Rel((_TURNED[op],), (left, right))
        case Apply("add", terms):
            match terms:
                case (Num(value), Apply("neg", (rest,))) if value == 1:
                    yield COMPLEMENT, rest
            yield ROOT_MISSING, apply("sqrt", node)
        case Apply("sqrt", (inner,)):
            yield "a square root too many", inner
        case Apply("norm", (inner, _)):
            yield "a square missing", apply("pow", node, num(2))
            yield OTHER_NORM, apply("norm", inner, ONE)
        case Apply("inv", (inner,)):
            yield "an inverse too many", inner
        case Apply("mul" | "dot" | "T"):
            yield INVERSE_MISSING, apply("inv", node)
        case Apply("div", (above, below)):
            yield "a quotient in place of a product", apply("mul", above, below)
        case Apply("pow", (Apply("norm", (inner, _)), Num(value))) if value == 2:
            yield OTHER_NORM, apply("norm", inner, ONE)
        case Apply("pow", (base, exponent)):
            yield "the sign of an exponent", apply("pow", base, apply("neg", exponent))
            if base == Sym("e"):
                yield COMPLEMENT, apply("add", ONE, apply("neg", node))
        case Apply("exp" | "tanh" | "log" | "relu" | "softplus" | "sigmoid" as fn, (argument,)):
            yield "the sign inside a function", apply(fn, apply("neg", argument))
            yield "a factor 2 inside a function", apply(fn, apply("mul", num(2), argument))
            yield "a factor ½ inside a function", apply(fn, apply("div", argument, num(2)))
            yield COMPLEMENT, apply("add", ONE, apply("neg", node))
        case Call(Sym(name), _, _) if name in _OTHER_LAW:
            yield "another distribution", replace(node, fn=Sym(_OTHER_LAW[name]))
        case Call(_, (argument,), ()):
            yield "the sign inside a function", replace(node, args=(apply("neg", argument),))
            yield COMPLEMENT, apply("add", ONE, apply("neg", node))
        case Call(_, (first, second), ()):
            yield "the arguments swapped", replace(node, args=(second, first))
        case Sym(name) if name not in UNITS:
            if len(node.index) > 1:
                *rest, row, column = node.index
                yield INDEX, Sym(name, (*rest, column, row))
            else:
                yield COMPLEMENT, apply("add", ONE, apply("neg", node))
            yield INVERSE_MISSING, apply("inv", node)
        case _:
            pass


def _ranges(binders: tuple[Binder, ...], indices: Sequence[Node]) -> Iterator[tuple[Binder, Binder]]:
    for binder in binders:
        if binder.high is not None:
            for end in indices:
                if end not in (binder.high, binder.var):
                    yield binder, replace(binder, high=end)
        if binder.condition is not None:
            yield binder, replace(binder, condition=None)
        elif binder.low is not None and binder.high is not None and binder.low != ONE:
            yield binder, replace(binder, low=ONE)


def _throughout(node: Node, letters: Sequence[Sym]) -> Iterator[Repair]:
    """One slip made in every place: two letters or calls changing places, a case its contrary, all divergences turned round."""
    calls = list(dict.fromkeys(n for n in walk(node) if isinstance(n, Call) and n.args))
    alike: list[tuple[Node, Node]] = [(a, b) for a, b in combinations(letters, 2) if a.index == b.index]
    alike += [(a, b) for a, b in combinations(calls, 2) if a.fn == b.fn]
    for one, two in alike:
        yield EXCHANGED, _with_exchanged(node, {one: two, two: one})
    for letter in dict.fromkeys(filter(None, map(_complemented, walk(node)))):
        yield COMPLEMENT, _with_complement(node, letter)
    if any(isinstance(n, Divergence) for n in walk(node)):
        yield "the arguments of the divergence swapped", transform(node, _divergence_turned)


def _with_exchanged(node: Node, other: Mapping[Node, Node]) -> Node:
    return other.get(node) or rebuild(node, lambda n: _with_exchanged(n, other))


def _complemented(node: Node) -> Node | None:
    """The y of 1 − y."""
    match node:
        case Apply("add", (Num(value), Apply("neg", (Sym() | Call() as rest,)))) if value == 1:
            return rest
    return None


def _with_complement(node: Node, letter: Node) -> Node:
    """`1 − y` for y, and y for `1 − y`."""
    if node == letter:
        return apply("add", ONE, apply("neg", node))
    return letter if _complemented(node) == letter else rebuild(node, lambda n: _with_complement(n, letter))


def _divergence_turned(node: Node) -> Node:
    return Divergence(node.op, node.second, node.first) if isinstance(node, Divergence) else node


def _exchanged(node: Node, indices: Sequence[Sym]) -> Iterator[Repair]:
    """Two indices changing places throughout."""
    for one, two in combinations(indices, 2):
        yield INDEX, _reindexed(node, {one: two, two: one})


def _reindexed(node: Node, other: Mapping[Node, Node]) -> Node:
    return transform(node, lambda n: Sym(n.name, tuple(other.get(i, i) for i in n.index)) if isinstance(n, Sym) else n)


def _indices(*sides: Node) -> list[Node]:
    """The indices that occur, each once."""
    return list(dict.fromkeys(i for side in sides for n in walk(side) if isinstance(n, Sym) for i in n.index))


def _letters(*sides: Node) -> list[Sym]:
    inside = {id(i) for side in sides for n in walk(side) if isinstance(n, Sym) for i in n.index}
    bound = {b.var for side in sides for n in walk(side) if isinstance(n, Bound) for b in n.binders}
    return list(
        dict.fromkeys(
            n for side in sides for n in walk(side) if isinstance(n, Sym) and id(n) not in inside and n not in bound
        )
    )
