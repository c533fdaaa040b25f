"""A formula and the words before it as a clause: what is claimed of it, and how it hangs on the clause before."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from interviewer.notation.clause import Clause, Link
from interviewer.notation.line_reading import LineReading
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.ranges import as_range, end_of_range
from interviewer.notation.segments import THEN, Segment
from interviewer.notation.tree import Apply, Bound, Call, Divergence, Node, Num, Rel, Sym, apply, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.adjectives import ACTIVATIONS
from interviewer.notation.words.appositions import beside_noun
from interviewer.notation.words.mentions import is_space, only_mentioned, stands_within
from interviewer.notation.words.nouns import stated
from interviewer.notation.words.optimising import optimal_law
from interviewer.notation.words.properties import adjective as adjective_of
from interviewer.notation.words.properties import attributed, predicate, varied
from interviewer.notation.words.roles import OPTIMA, settle
from interviewer.notation.words.verbs import goes_on, interposed, said_to_be_so


def read_formula(line: LineReading, k: int, segment: Segment, before: Clause | None) -> None:
    """Add the clause of a segment that holds a formula; `before` is the clause before it, as it stood without its adjective."""
    node = _formula(line, segment, before)
    if segment.head is None and optimal_law(line.words, node):
        raise Unreadable(
            "I cannot tell over which laws this is optimal; write it as a bound that holds for all of them"
        )
    if isinstance(node, Sym) and segment.words and segment.words[-1] in ACTIVATIONS:
        return  # for the logistic σ
    node = _with_properties(line, segment, node)
    if line.clauses and segment.words and is_space(node):
        line.apart = True  # `p = N(a, S) on ℝᵈ`
    elif not (_is_range(line, k, segment, node) or _said_of_last(line, k, segment, node, before)):
        _add(line, segment, node)


def _formula(line: LineReading, segment: Segment, before: Clause | None) -> Node:
    """The formula, with what it goes on from or what words before it call it."""
    opening = segment.tokens[0]
    relation = before.node if before is not None and opening.kind == "op" and opening.text in RELATIONS else None
    if isinstance(relation, Rel):  # `…, which is ≤ 1/4` goes on with the side before
        node = line.parse_open(segment.tokens[1:])
        sides, ops = (node.operands, node.ops) if isinstance(node, Rel) else ((node,), ())
        node = Rel((opening.text, *ops), (_spoken_of(segment.words, relation.operands[-1]), *sides))
    else:
        node = line.parse_open(segment.tokens)
    if "its" in segment.words and Sym("transpose") in walk(node):
        raise Unreadable("I cannot tell whose transpose this is; write it as a formula")
    if segment.head is not None:
        node = stated(segment.head, node, line.nouns, line.parse)
    if (spelt := beside_noun(segment, node, line.nouns)) is not None:
        line.role = "assume"
        return spelt
    return node


_ORDINALS = {"first": 0, "second": 1, "third": 2, "last": -1}


def _spoken_of(words: list[str], side: Node) -> Node:
    """`…, and the second term is ≤ 0` goes on about one term of the side before."""
    which = [w for w in words if w in _ORDINALS]
    if "term" not in words or not which:
        return side
    terms = side.args if isinstance(side, Apply) and side.op == "add" else (side,)
    if len(which) > 1 or not -len(terms) <= _ORDINALS[which[0]] < len(terms):
        raise Unreadable("I cannot tell which term is meant; write it as a formula")
    return terms[_ORDINALS[which[0]]]


def _with_properties(line: LineReading, segment: Segment, node: Node) -> Node:
    """`for an orthogonal matrix Q`, `a unit vector u ∈ ℝᵈ`; and `q = N(μ, Σ) in ℝᵈ` without its space."""
    kind = attributed(segment.words)
    if isinstance(node, Sym):
        return node if kind is None else apply("property", node, Sym(kind))
    if not isinstance(node, Rel):
        return node
    if node.ops == ("∈",) and isinstance(node.operands[0], Sym) and kind is not None and kind != "independent":
        line.add(Clause(line.role, apply("property", node.operands[0], Sym(kind)), segment.link, len(line.words)))
    spaced = len(node.ops) > 1 and node.ops[-1] == "∈" and is_space(node.operands[-1])
    if spaced and (isinstance(node.operands[0], Divergence) or isinstance(node.operands[-2], Call)):
        return Rel(node.ops[:-1], node.operands[:-1])
    return node


def _is_range(line: LineReading, k: int, segment: Segment, node: Node) -> bool:
    """Whether it opens a range that commas have cut apart, which is then read to its end."""
    end = end_of_range(line.segments, k)
    within = as_range(node, line.parse(line.segments[end].tokens)) if end is not None else None
    if end is None or within is None:
        return False
    line.add(Clause("quantify", within, segment.link))
    line.done = end
    return True


def _said_of_last(line: LineReading, k: int, segment: Segment, node: Node, before: Clause | None) -> bool:
    """Whether the formula completes what is said of the one before: `f is convex in w`, `the loss is J`, `which is 1 at 0`."""
    adjective = adjective_of(segment.words)
    described = adjective is not None and before is not None and not claims(before.node)
    if described and adjective and before and segment.words[-1:] in _VARIED and _is_bounded(node):
        line.describe(before.node, adjective, node.operands[0])  # convex in σ > 0
        return True
    if described and adjective and before and not claims(node) and segment.words[-1] in ("in", "of", "on", "over"):
        line.describe(before.node, adjective, node)
        return True
    if before is not None and isinstance(before.node, Rel) and isinstance(node, Sym) and segment.words[-1:] in _VARIED:
        ascribed, adjective = predicate(segment.words[:-1])
        if ascribed and before.role == "claim":
            if adjective is None:
                raise Unreadable(f"I do not judge '{segment.words[-2]}' in words; write it as a formula")
            line.add(Clause("claim", varied(before.node, adjective, node), "and"))
            line.understood()
            return True
    if line.role == "claim" and line.clauses and segment.words and not claims(node) and not THEN & set(segment.words):
        line.role = line.clauses[-1].role  # words go on about what they spoke of: "where X has rows xᵢᵀ"
    running = isinstance(node, Sym) and node.name in line.vocabulary.indices  # x_ij is component j of x_i
    if not running and not stands_within(line.segments[k - 1]):
        if said := said_to_be_so(segment, line.clauses, node):
            line.replace_last(said, "claim")
            return True
    if before is not None and before.role == "claim" and (said := goes_on(segment.words, before.node, node)):
        line.add(Clause("claim", said, "and", before.after))
        line.understood()
        return True
    if _said_there(line, k, segment, node):
        return True
    if line.role == "quantify" and isinstance(node, Sym) and OPTIMA & set(segment.words) and line.clauses:
        line.understood()  # `… for the minimiser w` says what the problem's unknown is there
        return True
    return False


def _is_bounded(node: Node) -> TypeGuard[Rel]:
    """`σ_j > 0`, of which something is said to be a function."""
    match node:
        case Rel(("<" | ">" | "<=" | ">=",), (Sym(), Num())):
            return True
    return False


def _said_there(line: LineReading, k: int, segment: Segment, node: Node) -> bool:
    """`∇J = …, which at w = 0 is −2Xᵀy`: what was claimed before has this value there, ∇J = …, w = 0 ⇒ … = −2Xᵀy."""
    if k == 0 or len(line.clauses) < 2 or not interposed(line.segments[k - 1].words):
        return False
    claimed, place = line.clauses[-2:]
    said = goes_on(["which", *segment.words], claimed.node, node) if claimed.role == "claim" else None
    if said is None or not isinstance(place.node, Rel):
        return False
    line.replace_last(place.node, "claim")
    line.add(Clause("claim", said, "implies", place.after))
    line.understood()
    return True


def _membership_apart(node: Node) -> tuple[Node, Node | None]:
    """`t = 2y − 1 ∈ {−1, 1}` says what t is, and where it lies."""
    match node:
        case Rel(("=" | ":=" | "≡", "∈"), (left, _, space)) if not isinstance(space, Bound):
            return Rel(node.ops[:1], node.operands[:2]), Rel(("∈",), (left, space))
    return node, None


_VARIED = (["in"], ["of"], ["on"], ["over"])  # `F = … is increasing in t`


def _add(line: LineReading, segment: Segment, node: Node) -> None:
    """A clause of its own."""
    apart = line.apart or bool(set(segment.words) - {"and", "both"})
    link: Link = "" if apart and segment.link == "and" else segment.link
    line.apart = False
    matrices = "square" in segment.words and bool({"matrix", "matrices"} & set(segment.words))
    last = line.clauses[-1].node if line.clauses else None
    listed = isinstance(last, Apply) and last.op == "property" and not segment.words
    if isinstance(node, Sym) and listed and isinstance(last, Apply):
        if line.role == "quantify" or last.args[1] == Sym("square"):
            node = apply("property", node, last.args[1])  # for all square A, B; with square matrices Q, K
    elif isinstance(node, Sym) and (matrices or (line.role == "quantify" and "square" in segment.words)):
        node = apply("property", node, Sym("square"))
    if segment.head is not None and line.role == "assume":
        line.role = "reason"  # setting the gradient G to zero
    node, beside = _membership_apart(node)
    clause = Clause(settle(line.role, node), node, link, len(line.words))
    line.add(clause)
    if beside is not None:
        line.add(replace(clause, node=beside, link="and"))
    line.vocabulary = line.vocabulary.after(node)
    if line.role == "claim" and segment.words and only_mentioned(node, segment.words):
        line.mentioned.append(clause)
