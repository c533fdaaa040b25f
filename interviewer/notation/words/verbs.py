"""What a verb joins: `the loss is J = …`, `m denotes E[x]`; and what a pronoun goes on about, `…, which equals 1 for c = 1`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import NOUNS
from interviewer.notation.segments import Segment
from interviewer.notation.tree import Apply, Bound, Call, Divergence, Moment, Node, Rel, Sym
from interviewer.notation.unreadable import Unreadable

_SAMENESS = frozenset(["same", "equivalent", "as"])
_VERBS = frozenset(["is", "are", "denotes", "denote", "equals", "becomes", "reads"])
_AROUND_VERBS = _VERBS | frozenset(
    re.split(" ", "given by the then just to minimise minimize maximise maximize be here now thus")
)


_ON_AVERAGE = frozenset(["unbiased", "expectation", "expected", "mean", "average"])
_AROUND_AVERAGES = frozenset(
    re.split(
        " ",
        "is are an a the has have with in of for to equal estimate estimator estimates estimators as value on over monte-carlo monte carlo",
    )
)


def on_average(segment: Segment, node: Node, value: Node) -> Rel | None:
    """`ĝ is an unbiased estimate of g`, `ĝ has expectation g`: E[ĝ] = g."""
    said = set(segment.words)
    if (
        not _ON_AVERAGE & said
        or not said <= _ON_AVERAGE | _AROUND_AVERAGES
        or not {"is", "are", "has", "have", "of", "for"} & said
    ):
        return None
    if isinstance(node, Rel) and set(node.ops) <= {"=", ":="}:
        node = node.operands[-1]  # ĝ = … is an unbiased estimate of g
    if claims(node) or not isinstance(node, Sym | Call | Apply | Bound):
        return None
    if isinstance(value, Rel):
        return Rel(("=", *value.ops), (Moment("E", (node,)), *value.operands)) if set(value.ops) == {"="} else None
    return None if claims(value) else Rel(("=",), (Moment("E", (node,)), value))


def said_to_be_so(segment: Segment, clauses: list[Clause], node: Node) -> Node | None:
    """`the loss is J = …`, `m denotes E[x]`: what was only mentioned is what follows the verb."""
    said = set(_last_predicate(segment.words))
    if clauses and (average := on_average(segment, clauses[-1].node, node)) is not None:
        return average
    if said == {"the"} and clauses and isinstance(clauses[-1].node, Sym) and isinstance(node, Moment):
        return Rel(("=",), (clauses[-1].node, node))  # `m the mean of q(x|z)`
    if not (_VERBS & said and said <= _AROUND_VERBS | NOUNS | _SAMENESS and clauses):
        return None
    before = clauses[-1].node
    if _SAMENESS & said and segment.words[-1].endswith(("imising", "imizing")):
        raise Unreadable("write what is the same in both as an equation, such as arg max_v F = arg min_v G")
    if isinstance(before, Rel) and set(before.ops) == {"="} and isinstance(node, Moment) and "is" in said:
        return Rel((*before.ops, "="), (*before.operands, node))  # `m = … is the mean of q(x|z)`
    if _SAMENESS & said and all(isinstance(n, Bound) and n.op.endswith(("min", "max")) for n in (before, node)):
        optima = (replace(n, op=f"arg{n.op[-3:]}") for n in (before, node) if isinstance(n, Bound))
        return Rel(("=",), tuple(optima))  # `min f is the same as max g`
    if "equivalent" in said:
        return None
    if claims(before) or not isinstance(before, Sym | Call | Apply | Moment | Divergence):
        return None
    if isinstance(before, Call) and before.given:
        return None  # `q(z|x) is …` may go on with what kind of law it is
    if isinstance(node, Rel):
        verb = next((k for k, w in enumerate(segment.words) if w in _VERBS), 0)
        if "the" in segment.words[:verb] and not isinstance(before, Sym):
            return None  # for the loss F the weight is λ = …
        if node.ops[0] not in ("=", ":=", "≡", "≈"):
            return None
        return (
            node
            if isinstance(node.operands[0], Sym | Call | Divergence)
            else Rel(("=", *node.ops), (before, *node.operands))
        )
    return None if claims(node) else Rel(("=",), (before, node))


_NUMBERS = frozenset(["scalar", "number"])


def _last_predicate(words: Sequence[str]) -> Sequence[str]:
    """The `equals its transpose` of `yᵀXw is a scalar and equals its transpose wᵀXᵀy`."""
    if list(words[:2]) == ["is", "a"] and list(words[3:4]) == ["and"] and words[2] in _NUMBERS:
        words = words[4:]
    return [w for w in words if w not in ("its", "own", "transpose")] if "its" in words else words


_LEADING = frozenset("and so hence thus then but where of course here therefore".split())
_PRONOUNS = (("the", "latter"), ("the", "last"), ("which",), ("this",), ("it",))
_COPULAS = (("reduces", "to"), ("simplifies", "to"), ("amounts", "to"), ("is",), ("equals",), ("becomes",), ("gives",))
_ADVERBS = frozenset(
    "just simply exactly again also now indeed always equal to then precisely thus hence therefore".split()
)
_BOUNDS = {
    ("at", "most"): "<=",
    ("no", "more", "than"): "<=",
    ("never", "more", "than"): "<=",
    ("bounded", "by"): "<=",
    ("less", "than"): "<",
    ("smaller", "than"): "<",
    ("below",): "<",
    ("at", "least"): ">=",
    ("never", "less", "than"): ">=",
    ("no", "less", "than"): ">=",
    ("greater", "than"): ">",
    ("larger", "than"): ">",
    ("more", "than"): ">",
    ("above",): ">",
}


def goes_on(words: Sequence[str], before: Node, node: Node) -> Rel | None:
    """`Var(c q·k) = c² d_k, which equals 1` says c² d_k = 1; None where the words say something else of the claim before."""
    if not isinstance(before, Rel) or before.ops[-1] not in ("=", ":=", "≡", "≈") or isinstance(node, Rel):
        return None
    left = list(words)
    while left and left[0] in _LEADING:
        left.pop(0)
    if not (_taken(left, _PRONOUNS) and _taken(left, _COPULAS)):
        return None
    while left and left[0] in _ADVERBS:
        left.pop(0)
    sign = "="
    for phrase, op in _BOUNDS.items():
        if tuple(left[: len(phrase)]) == phrase:
            sign, left = op, left[len(phrase) :]
            break
    return Rel((sign,), (before.operands[-1], node)) if not left else None


_AT = frozenset(["at", "for", "if", "when", "with", "in"])


def interposed(words: Sequence[str]) -> bool:
    """The `which for` of `∇J = …, which for w = 0 is …`: the pronoun, and where it is said of what was claimed before."""
    left = list(words)
    while left and left[0] in _LEADING:
        left.pop(0)
    return _taken(left, _PRONOUNS) and len(left) == 1 and left[0] in _AT


def _taken(words: list[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    """Whether the words open with one of the phrases, which is taken off them."""
    for phrase in phrases:
        if tuple(words[: len(phrase)]) == phrase:
            del words[: len(phrase)]
            return True
    return False
