"""What a line says beside its formulas: where a bound is tight, and names that are only mentioned."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from interviewer.notation.clause import Clause, Line
from interviewer.notation.line_reading import LineReading
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import asserts_besides, changes_model, consequence
from interviewer.notation.segments import has_relation
from interviewer.notation.tree import Node, Rel, Sym, names
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.constant_ratios import constant_ratio, proportional_at, says_constant
from interviewer.notation.words.mentions import only_mentioned

_STRICT = {"<=": "<", ">=": ">"}


def says_when_equal(words: Sequence[str]) -> bool:
    """`with equality iff`; the equality constraint is another thing."""
    followed = pairwise([*words, ""])
    return any(w == "equality" and after not in ("constraint", "constraints", "condition") for w, after in followed)


def equality_where(line: LineReading, k: int) -> list[Clause]:
    """`f ≤ c with equality iff x = 0`: at that place the two sides agree, and with `iff` the bound is strict elsewhere.

    A place may be told by several equations, `iff μ_j = 0 and σ_j = 1 for all j`.
    """
    clauses, words = line.clauses, line.segments[k].words
    of = next((i for i in reversed(range(len(clauses))) if _strict_sides(clauses[i].node) is not None), None)
    sides = _strict_sides(clauses[of].node) if of is not None else None
    places: list[Node] = [proportional_at(line.parse(line.segments[k].tokens), clauses)]
    after = line.segments[k + 1] if k + 1 < len(line.segments) else None
    if after is not None and says_constant(after.words) and not isinstance(places[0], Rel):
        ratio = constant_ratio(places[0], line.parse(after.tokens) if after.tokens else None)
        if ratio is not None:
            places[0], line.done = ratio, k + 1
    every: list[Clause] = []
    for j, segment in enumerate(line.segments[k + 1 :], k + 1):
        if segment.words != ["and"] or not has_relation(segment.tokens):
            if segment.words[:2] in (["for", "all"], ["for", "some"], ["for", "every"]) and len(segment.tokens) == 1:
                line.done, every = j, [Clause("quantify", line.parse(segment.tokens))]
            break
        places.append(line.parse(segment.tokens))
        line.done = j
    if of is None or sides is None or not all(isinstance(p, Rel) for p in places):
        raise Unreadable("write when equality holds as a line of its own, such as: if q = p, then KL(q‖p) = 0")
    before = [replace(c, role="claim") if i == of else c for i, c in enumerate(clauses)]
    agree = Clause("claim", Rel(("=",), sides.operands), "and")
    if every and {"iff", "only"} & set(words):
        return [*before, agree, *(Clause("claim", p, "and" if i else "iff") for i, p in enumerate(places)), *every]
    strict = [Clause("claim", sides, "and")] if {"iff", "only"} & set(words) else []
    there = [Clause("claim", place, "and" if i else "") for i, place in enumerate(places)]
    return [*before, *strict, *there, replace(agree, link="implies")]


def _strict_sides(node: Node) -> Rel | None:
    """The last bound of a chain, as strict."""
    last = [k for k, op in enumerate(node.ops) if op in _STRICT] if isinstance(node, Rel) else []
    if not (last and isinstance(node, Rel)):
        return None
    return Rel((_STRICT[node.ops[last[-1]]],), node.operands[last[-1] : last[-1] + 2])


def without_conclusions(
    clauses: list[Clause], words: list[str], pauses: Mapping[int, bool], related: Container[int | None]
) -> list[Clause]:
    """Names in words about what follows are no statements: `…, so each o_i is a mean of the v_j`; a definition among them is.

    So is what has a sign of relation, behind any of `related` words.
    """
    said = next((c.after for c in reversed(clauses) if c.role == "claim" and claims(c.node)), None)
    turn = consequence(words, said, pauses.items()) if said is not None else None
    kept = [c for c in clauses if turn is None or c.after is None or c.after <= turn or _relates(c, related)]
    spoken = frozenset[str]().union(*(names(c.node) for c in kept))
    return [c for c in clauses if any(c is k for k in kept) or _defines(c, spoken)]


def _relates(clause: Clause, related: Container[int | None]) -> bool:
    return clause.role == "claim" and isinstance(clause.node, Rel) and clause.after in related


def _defines(clause: Clause, spoken: frozenset[str]) -> bool:
    """`with M = A Bᵀ`, of an M that is spoken of: it stands, whatever the words around it conclude."""
    match clause.node:
        case Rel(("=" | ":=" | "≡", *_), (Sym(name), *_)):
            return clause.role in ("reason", "let") and name in spoken
    return False


def without_mentions(line: Line) -> tuple[Line, bool]:
    """The line without formulas that its sentences only speak of, and whether one says what such a formula is.

    `yᵀXw is a scalar, hence …`, `L is quadratic, so …`, `collecting the log m terms we have …`: none of them relates
    anything, and what does stands behind them.
    """
    first = next((k for k, c in enumerate(line.clauses) if c.role == "claim" and isinstance(c.node, Rel)), 0)
    bare = [
        k
        for k, c in enumerate(line.clauses[:first])
        if c.role == "claim" and c.link in ("", "and") and not claims(c.node) and c.after is not None
    ]
    if any(line.clauses[k + 1].link not in ("", "and") for k in bare):
        return line, False  # `∂/∂s of the Lagrangian gives …`, `it touches F iff …`
    spans = [(line.clauses[k].after or 0, line.clauses[k + 1].after or 0) for k in bare]
    if not bare or changes_model(line.words[: spans[0][0]]) or not all(start < end for start, end in spans):
        return line, False  # what is dropped is missing behind it; a comma alone has cut the formula off
    commas = dict(line.pauses)
    told = any(
        (start == 0 or commas.get(start))
        and not only_mentioned(line.clauses[k].node, [""])
        and _says_what(line.words[start:end])
        for k, (start, end) in zip(bare, spans, strict=True)
    )
    return replace(line, clauses=tuple(c for k, c in enumerate(line.clauses) if k not in bare)), told


def _says_what(words: Sequence[str]) -> bool:
    return bool({"is", "are"} & {*words}) and asserts_besides(w for w in words if w not in ("scalar", "number"))
