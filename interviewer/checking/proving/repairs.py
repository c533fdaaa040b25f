"""Small repairs of a formula: the slips people make, undone one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations, product

from interviewer.notation.tree import Apply, Bound, Call, Divergence, Node, Num, Sym, apply, num, rebuild, walk

MOST_FACTORS = 3  # of a product whose order is in doubt
MOST_TERMS = 5  # of a sum two of whose signs are, of a product any two factors of which may change places


def whole_repairs(node: Node) -> Iterator[tuple[str, Node]]:
    """Repairs of a side as a whole."""
    yield "right up to the sign", apply("neg", node)
    yield "right up to a factor 2", apply("mul", num(2), node)
    yield "right up to a factor ½", apply("div", node, num(2))
    yield "right up to a transpose", apply("T", node)
    yield "right up to an inverse", apply("inv", node)


def local_repairs(node: Node) -> Iterator[tuple[str, Node]]:
    """The tree with one place changed, places nearer the root first."""
    for phrase, changed in _here(node):
        yield phrase, changed
    parts = _parts(node)
    for k, child in enumerate(parts):
        for phrase, changed in local_repairs(child):
            yield phrase, _with_part(node, k, changed)


def turned_throughout(node: Node) -> Iterator[tuple[str, Node]]:
    """The tree with one letter transposed wherever it stands: samples as rows taken for samples as columns."""
    letters = [n for n in walk(node) if isinstance(n, Sym) and not n.index]
    for letter in dict.fromkeys(letters):
        if letters.count(letter) > 1:
            yield "the transposes of one letter", _letter_turned(node, letter)


def _letter_turned(node: Node, letter: Sym) -> Node:
    if node == apply("T", letter):
        return letter
    return apply("T", letter) if node == letter else rebuild(node, lambda n: _letter_turned(n, letter))


def layout_repairs(node: Node) -> Iterator[tuple[str, Node]]:
    """The tree with the factors of one product in another order and otherwise transposed: of what shapes forbid."""
    if isinstance(node, Apply) and node.op in ("mul", "dot"):
        places = [k for k, f in enumerate(node.args) if not isinstance(f, Num)]
        if 2 <= len(places) <= MOST_FACTORS:
            for order in permutations(places):
                for turned in product((False, True), repeat=len(places)):
                    changed = list(node.args)
                    for place, source, turn in zip(places, order, turned, strict=True):
                        changed[place] = _turned(node.args[source]) if turn else node.args[source]
                    yield "the order or the transposes of a product", Apply(node.op, tuple(changed))
        elif len(places) > MOST_FACTORS:
            for chosen in combinations(places, 2):
                turned = tuple(_turned(f) if k in chosen else f for k, f in enumerate(node.args))
                yield "the order or the transposes of a product", Apply(node.op, turned)
    for k, child in enumerate(_parts(node)):
        for phrase, changed in layout_repairs(child):
            yield phrase, _with_part(node, k, changed)


def _turned(node: Node) -> Node:
    return node.args[0] if isinstance(node, Apply) and node.op == "T" else apply("T", node)


def _negated(node: Node) -> Node:
    return node.args[0] if isinstance(node, Apply) and node.op == "neg" else apply("neg", node)


def _parts(node: Node) -> list[Node]:
    if isinstance(node, Apply):
        return list(node.args)
    if isinstance(node, Bound):
        return [node.body]
    return [*node.args, *node.params] if isinstance(node, Call) else []


def _with_part(node: Node, k: int, child: Node) -> Node:
    if isinstance(node, Apply):
        return Apply(node.op, (*node.args[:k], child, *node.args[k + 1 :]))
    if isinstance(node, Call):
        parts = (*node.args, *node.params)
        parts, taken = (*parts[:k], child, *parts[k + 1 :]), len(node.args)
        return replace(node, args=parts[:taken], params=parts[taken:])
    assert isinstance(node, Bound)
    return Bound(node.op, node.binders, child)


def _here(node: Node) -> Iterator[tuple[str, Node]]:
    match node:
        case Apply("add", terms):
            for k, term in enumerate(terms):
                yield "the sign of one term", Apply("add", (*terms[:k], _negated(term), *terms[k + 1 :]))
            for k, term in enumerate(terms):
                yield "a factor 2 in one term", Apply("add", (*terms[:k], apply("mul", num(2), term), *terms[k + 1 :]))
                yield "a factor ½ in one term", Apply("add", (*terms[:k], apply("div", term, num(2)), *terms[k + 1 :]))
            if len(terms) > 2:
                for k in range(len(terms)):
                    yield "one term too many", Apply("add", (*terms[:k], *terms[k + 1 :]))
            if len(terms) == 2:
                yield "the sign of one part", apply("neg", node)
            if 2 < len(terms) <= MOST_TERMS:
                for pair in combinations(range(len(terms)), 2):
                    flipped = tuple(_negated(t) if k in pair else t for k, t in enumerate(terms))
                    yield "the signs of two terms", Apply("add", flipped)
        case Apply("mul" | "dot" as product_of, factors) if len(factors) > 1:
            for k, factor in enumerate(factors):
                if isinstance(factor, Sym | Apply):
                    yield "a transpose", Apply(product_of, (*factors[:k], _turned(factor), *factors[k + 1 :]))
            for j, k in combinations(range(len(factors)), 2):
                if k == j + 1 or len(factors) <= MOST_TERMS:
                    changed = list(factors)
                    changed[j], changed[k] = changed[k], changed[j]
                    yield "the order of two factors", Apply(product_of, tuple(changed))
            for k in range(len(factors)):
                rest = (*factors[:k], *factors[k + 1 :])
                yield "a factor too many", rest[0] if len(rest) == 1 else Apply(product_of, rest)
        case Apply("div", (above, below)):
            yield "a fraction upside down", apply("div", below, above)
            yield "a divisor too many", above
            if isinstance(above, Apply) and above.op == "mul":
                for k, factor in enumerate(above.args):
                    turned = Apply("mul", (*above.args[:k], below, *above.args[k + 1 :]))
                    yield "a fraction upside down", apply("div", turned, factor)
        case Apply("pow", (base, _)):
            yield "a power", base
        case Apply("log", (Apply("div", (above, below)),)):
            yield "the ratio inside a logarithm inverted", apply("log", apply("div", below, above))
        case Divergence(op, first, second):
            yield "the arguments of the divergence swapped", Divergence(op, second, first)
        case Call(_, args, given) if len(args) == 1 and len(given) == 1:
            yield "the conditioning the wrong way round", replace(node, args=given, given=args)
        case Sym():
            yield "a square missing", apply("pow", node, num(2))
            yield "a square root missing", apply("sqrt", node)
        case _:
            pass
