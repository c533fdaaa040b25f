"""`f(w + h) ≈ f(w) + h f'(w)` for a small h: an expansion up to the order written, read as the limits that say so.

What is small is told (`for small z`, `|z| ≪ 1`, `z → 0`), or it is what one side is a polynomial in and the other is not.
Only where it is told, added to the place of a function (`f(w + h)`) or divided by (`(f(w + h) − f(w))/h`) is it sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from interviewer.checking.claims.remainders import MOST, vanishing
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Node, Num, Rel, Sym, apply, names, transform, walk

_LINEAR = ("T", "tr", "neg", "diag")
_PRODUCTS = ("mul", "dot", "times", "matmul", "outer", "inner")


@dataclass(frozen=True, slots=True)
class Small:
    """A letter that goes to zero, up to which order the two sides agree, whether nothing else can be meant, and what it is added to."""

    letter: Sym
    order: int
    sure: bool
    beside: Sym | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """The limits that an expansion claims, whether they are surely what is meant, and the scope that knows what is small."""

    limits: list[Rel]
    sure: bool
    scope: Scope


def told_small(clause: Clause) -> Sym | None:
    """The letter of a premise that says it is small."""
    node = clause.node
    if not (isinstance(node, Rel) and len(node.ops) == 1):
        return None
    (op,), (left, right) = node.ops, node.operands
    bare = left.args[0] if isinstance(left, Apply) and left.op in ("abs", "norm") else left
    goes = (op == "→" and right == ZERO) or (op == "<<" and isinstance(right, Num))
    return bare if goes and isinstance(bare, Sym) and (clause.role != "claim" or op == "<<") else None


def expanded(scope: Scope, sides: tuple[Node, Node], told: Sym | None) -> Expansion | None:
    """What `left ≈ right` claims of something small; None where nothing in it is."""
    found = max(_found(scope, sides, told), key=lambda s: (s.sure, s.order), default=None)
    if found is None and told is None and (around := _around_point(scope, sides)) is not None:
        return expanded(*around, None)
    if found is None or found.order > MOST:
        return None
    gap, letter = apply("add", sides[0], apply("neg", sides[1])), found.letter
    if found.beside is not None and not letter.index and letter.name not in scope.world.unknowns:
        step = Sym("step")  # whatever else the problem calls by its letter
        gap, letter = transform(gap, lambda n: step if n == letter else n), step
        kind = scope.letter(found.beside.name)
        scope = scope.with_type(replace(kind, name=step.name)) if kind is not None else scope
    elif told is not None and not letter.index and not scope.knows(letter.name):
        scope = scope.with_type(parse_letter(letter.name, "scalar"))
    return Expansion([vanishing(gap, letter, order) for order in range(found.order + 1)], found.sure, scope)


def _around_point(scope: Scope, sides: tuple[Node, Node]) -> tuple[Scope, tuple[Node, Node]] | None:
    """`f(w) ≈ f(w₀) + f'(w₀)(w − w₀)` as `f(w₀ + h) ≈ f(w₀) + f'(w₀) h`."""
    for n in (n for side in sides for n in walk(side)):
        match n:
            case Apply("add", (Sym() as letter, Apply("neg", (Sym() as point,)))):
                break
    else:
        return None
    place = Sym("place") if point.name == letter.name or not scope.knows(point.name) else point
    if place is not point and (kind := scope.letter(letter.name)) is not None:
        scope = scope.with_type(replace(kind, name=place.name))

    def moved(node: Node) -> Node:
        step = transform(node, lambda m: Sym("step") if m == n else m)
        there = transform(step, lambda m: place if m == point else m)
        return transform(there, lambda m: apply("add", place, Sym("step")) if m == letter else m)

    return scope, (moved(sides[0]), moved(sides[1]))


def _found(scope: Scope, sides: tuple[Node, Node], told: Sym | None) -> Iterator[Small]:
    letters = {n for side in sides for n in walk(side) if isinstance(n, Sym)} if told is None else {told}
    places = [place for side in sides for place in _places(side)]
    for letter in letters:
        degrees = [degree(side, letter) for side in sides]
        open_, written = (degrees[0], degrees[1]) if degrees[1] is not None else (degrees[1], degrees[0])
        beside = next((b for place in places if (b := _added_to(place, letter)) is not None), None)
        moved = beside is not None or any(_moves(place, letter) for place in places)
        if written is None or (open_ is not None and open_ <= written):
            continue
        if told is not None:
            yield Small(letter, written, True, beside)
        elif written > 0:
            alone = any(place == letter for place in places)  # a function of h itself is one wherever it is
            yield Small(letter, written, moved and not alone and open_ is None, beside)
        elif open_ is None and moved and any(_divides(side, letter) for side in sides):
            yield Small(letter, 0, beside is not None, beside)


def degree(node: Node, letter: Sym) -> int | None:
    """The degree of a formula as a polynomial in a letter; None where it is none."""
    if node == letter:
        return 1
    if letter.name not in names(node):
        return 0
    match node:
        case Apply("pow", (Apply("norm" | "abs", (inner,)), Num(value))) if value == 2:
            within = degree(inner, letter)
            return None if within is None else 2 * within
        case Apply("pow", (base, Num(value))) if value.denominator == 1 and value > 0:
            within = degree(base, letter)
            return None if within is None else int(value) * within
        case Apply("div", (above, below)) if letter.name not in names(below):
            return degree(above, letter)
        case Apply("add", args):
            return _joined(max, args, letter)
        case Apply(op, args) if op in _PRODUCTS:
            return _joined(sum, args, letter)
        case Apply(op, (inner,)) if op in _LINEAR:
            return degree(inner, letter)
        case Bound("sum", _, body):
            return degree(body, letter)
    return None


def _joined(join: Callable[[list[int]], int], args: tuple[Node, ...], letter: Sym) -> int | None:
    found = [degree(a, letter) for a in args]
    known = [f for f in found if f is not None]
    return join(known) if len(known) == len(found) else None


def _places(node: Node) -> Iterator[Node]:
    """Where functions are taken in a formula, and the parameters that laws have in their names."""
    for n in walk(node):
        if isinstance(n, Call):
            yield from (*n.args, *n.given, *n.params, *n.fn.index)
        elif isinstance(n, Sym):
            yield from n.index


def _added_to(place: Node, letter: Sym) -> Sym | None:
    """The w of `w + h` and `w − h`"""
    terms = place.args if isinstance(place, Apply) and place.op == "add" else ()
    bare = [t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for t in terms]
    return next((t for t in bare if isinstance(t, Sym) and t != letter), None) if letter in bare else None


def _moves(place: Node, letter: Sym) -> bool:
    """`w − η g`: a step of that size from a letter"""
    terms = place.args if isinstance(place, Apply) and place.op == "add" else ()
    return any(isinstance(t, Sym) and t != letter for t in terms) and any(degree(t, letter) == 1 for t in terms)


def _divides(side: Node, letter: Sym) -> bool:
    return any(isinstance(n, Apply) and n.op == "div" and letter.name in names(n.args[1]) for n in walk(side))
