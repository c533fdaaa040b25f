"""Small repairs of a formula: the slips people make, undone one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.notation.tree import Apply, Bound, Call, Divergence, Node, Sym, apply, num


def whole_repairs(node: Node) -> Iterator[tuple[str, Node]]:
    """Repairs of a side as a whole."""
    yield "right up to the sign", apply("neg", node)
    yield "right up to a factor 2", apply("mul", num(2), node)
    yield "right up to a factor ½", apply("div", node, num(2))
    yield "right up to a transpose", apply("T", node)


def local_repairs(node: Node) -> Iterator[tuple[str, Node]]:
    """The tree with one place changed, places nearer the root first."""
    for phrase, changed in _here(node):
        yield phrase, changed
    parts = _parts(node)
    for k, child in enumerate(parts):
        for phrase, changed in local_repairs(child):
            yield phrase, _with_part(node, k, changed)


def _parts(node: Node) -> list[Node]:
    if isinstance(node, Apply):
        return list(node.args)
    if isinstance(node, Bound):
        return [node.body]
    return []


def _with_part(node: Node, k: int, child: Node) -> Node:
    if isinstance(node, Apply):
        return Apply(node.op, (*node.args[:k], child, *node.args[k + 1 :]))
    assert isinstance(node, Bound)
    return Bound(node.op, node.binders, child)


def _here(node: Node) -> Iterator[tuple[str, Node]]:
    match node:
        case Apply("add", terms):
            for k, term in enumerate(terms):
                flipped = term.args[0] if isinstance(term, Apply) and term.op == "neg" else apply("neg", term)
                yield "the sign of one term", Apply("add", (*terms[:k], flipped, *terms[k + 1 :]))
            for k, term in enumerate(terms):
                yield "a factor 2 in one term", Apply("add", (*terms[:k], apply("mul", num(2), term), *terms[k + 1 :]))
                yield "a factor ½ in one term", Apply("add", (*terms[:k], apply("div", term, num(2)), *terms[k + 1 :]))
            if len(terms) > 2:
                for k in range(len(terms)):
                    yield "one term too many", Apply("add", (*terms[:k], *terms[k + 1 :]))
        case Apply("mul", factors) if len(factors) > 1:
            for k, factor in enumerate(factors):
                if isinstance(factor, Sym | Apply):
                    toggled = factor.args[0] if isinstance(factor, Apply) and factor.op == "T" else apply("T", factor)
                    yield "a transpose", Apply("mul", (*factors[:k], toggled, *factors[k + 1 :]))
            for k in range(len(factors) - 1):
                yield (
                    "the order of two factors",
                    Apply("mul", (*factors[:k], factors[k + 1], factors[k], *factors[k + 2 :])),
                )
            for k in range(len(factors)):
                rest = (*factors[:k], *factors[k + 1 :])
                yield "a factor too many", rest[0] if len(rest) == 1 else Apply("mul", rest)
        case Apply("div", (above, below)):
            yield "a fraction upside down", apply("div", below, above)
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
