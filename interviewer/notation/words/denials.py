"""Words that deny or concede: what does not depend on what, where a line is not meant, negations that would turn a claim round."""

from __future__ import annotations

from itertools import pairwise

from interviewer.notation.clause import Clause
from interviewer.notation.line_reading import LineReading
from interviewer.notation.merging import claims
from interviewer.notation.parsing.words import CONDITIONS, consequence
from interviewer.notation.segments import Segment, has_relation
from interviewer.notation.tree import Sym, apply
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.conceding import concedes
from interviewer.notation.words.exceptions import is_thin, leaves_out
from interviewer.notation.words.predicates import SAYING
from interviewer.notation.words.properties import predicate

_DEPENDING = frozenset("depend depends depending dependent".split())
_AUXILIARIES = frozenset("do does did is are can will need must may should".split())
_DENYING_VERBS = frozenset(["cannot", "never", "neither", "doesn't", "isn't"])
_RESTRICTING = frozenset("if when unless except provided without only whenever hold holds true".split())
_NEGATIONS = frozenset("not no never unless neither nor cannot false except without fails isn't doesn't non".split())


def denies(line: LineReading, k: int, segment: Segment) -> bool:
    """Whether the words of a segment deny something, and all that they deny is taken account of.

    Raises Unreadable for a negation that no formula shows.
    """
    words = set(segment.words)
    if segment.words[:1] == ["which"] and _says_a_property(segment):
        return False
    if _NEGATIONS & words and _DEPENDING & words and _is_independent(line, k):
        return True
    if concedes(segment.words):
        commas = (j for j, s in enumerate(line.segments) if j > k and s.link == "and" and s.words[:1] != ["and"])
        line.done = next(commas, len(line.segments)) - 1
        return True
    if leaves_out(segment) and is_thin(line.parse(segment.tokens)):
        line.understood()
        return True
    if not _NEGATIONS & words:
        return False
    if _is_aside(line, k):
        line.understood()
        return True
    if _is_title(line, k):
        return False
    claimed = next((c.after for c in reversed(line.clauses) if c.role == "claim" and claims(c.node)), None)
    turn = consequence(line.words, claimed, line.pauses.items()) if claimed is not None else None
    if turn is None or _NEGATIONS & set(line.words[:turn]):
        raise Unreadable("the line says something negative in words; write it as a formula with ≠, < or >")
    if any(has_relation(s.tokens) for s in line.segments[k:]):
        raise Unreadable("what follows is said in words and in formulas; write the formulas on a line of their own")
    line.clauses = [c for c in line.clauses if c.after is None or c.after <= turn]
    line.done = len(line.segments)  # `…, so the order does not matter`: prose
    return True


def _says_a_property(segment: Segment) -> bool:
    """`∇²L = 2XᵀX, which does not depend on w`, `KL(p‖q) = …, which is not symmetric`: of the formula itself."""
    said = segment.words[:-1] if segment.tokens else segment.words
    ascribed, what = predicate(said)
    return ascribed and what is not None


def _is_title(line: LineReading, k: int) -> bool:
    """`For data that are not separable we solve: min …`, `the evidence follows without an integral: …`: no word on the formula."""
    words, after = line.segments[k].words, line.segments[k + 1] if k + 1 < len(line.segments) else None
    if "without" in words and not (line.clauses or _NEGATIONS & {*words} - {"without"}):
        if _SUBJECTS & {*words[words.index("without") + 2 :]}:  # Without labels we maximise …
            return True
    alone = not line.segments[k].tokens and not line.clauses and after is not None and not after.link
    return alone and not _TURNING & set(words)


_SUBJECTS = frozenset("we one you it this".split())
_TURNING = frozenset(  # `it is not true that: …`, `this does not hold: …`
    "true hold holds valid right correct case false fails equal equals imply implies follow give gives say claim "
    "conclude identity cannot unless isn't doesn't".split()
)


def _is_aside(line: LineReading, k: int) -> bool:
    """`adding u does not change the weights: …`, `…, and neither sum depends on i`: a sentence that relates nothing.

    It denies what its own verb says; `not equal to B`, right behind A, would deny of A what follows, as a `which` does.
    """
    segment = line.segments[k]
    words = segment.words
    if words[0] == "which" and words[1:2] and words[1] in SAYING:
        return False
    denied = any(a in _AUXILIARIES and b == "not" for a, b in pairwise(words)) or bool(_DENYING_VERBS & set(words))
    if not denied or _RESTRICTING & set(words) or words[0] in CONDITIONS or has_relation(segment.tokens):
        return False
    if not segment.tokens:
        return any(has_relation(s.tokens) for s in (*line.segments[:k], *line.segments[k + 1 :]))
    related = bool(line.clauses) and claims(line.clauses[-1].node) and any(c.role == "claim" for c in line.clauses)
    return related and words[-1] not in ("to", "that", "mean")


def _is_independent(line: LineReading, k: int) -> bool:
    """`C does not depend on θ` is a property; `…, where the last term does not depend on θ` only explains a claim."""
    segment = line.segments[k]
    subject = line.clauses[-1] if line.clauses else None
    spoken = segment.words[-1] == "on" and any(t.kind != "op" for t in segment.tokens)
    if {"const", "constant"} & set(segment.words) and spoken:
        line.add(Clause("assume", apply("property", Sym("const"), Sym("independent"), line.parse(segment.tokens))))
    elif subject is not None and not claims(subject.node) and spoken:
        line.replace_last(apply("property", subject.node, Sym("independent"), line.parse(segment.tokens)), "assume")
    elif not any(c.role == "claim" and claims(c.node) for c in line.clauses):
        if not any(has_relation(s.tokens) for s in line.segments[k + 1 :]):
            return False
    line.understood()
    return True
