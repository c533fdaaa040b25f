"""The words around a formula tell its part: introduced, supposed, a reason, or claimed."""

from __future__ import annotations

from interviewer.notation.clause import ClauseRole
from interviewer.notation.segments import THEN, Segment, has_relation
from interviewer.notation.tree import Node, Rel
from interviewer.notation.words.adjectives import ACTIVATIONS

_LET = {"let", "define", "denote", "writing", "write", "call", "defined", "introduce"}
_SAID = {"where", "here", "with", "note"}  # what they introduce must hold where the problem knows it
_SET = {"set", "put", "setting", "with"}  # before a claim they suppose


_ASSUME = {
    "as",
    "if",
    "when",
    "given",
    "assume",
    "assuming",
    "suppose",
    "provided",
    "whenever",
    "st",
    "for",
    "subject",
}


_SUPPOSING = {
    "for",
    "with",
    "where",
    "if",
    "when",
    "assume",
    "suppose",
    "set",
    "put",
    "use",
    "using",
    "and",
    "have",
    "take",
}


_CHOOSING = ("for", "with", "using")
_PLACES = {"at", "under"}  # they govern the formula that follows at once: `at w = 0`, not `at the optimum w = 0`


_OPENING = {"for", "if", "when", "whenever"}


_NAMED_FACTS = {"constraint", "constraints", "condition", "conditions", "assumption", "point"}


IMPERATIVES = {"let", "define", "denote", "introduce", "call", "assume", "suppose"}
CONSTRAINING = {"st", "subject"}


WHY = {"since", "because", "recall", "recalling", "by", "due", "via", "from", "using"}


OPTIMA = frozenset("minimiser minimizer maximiser maximizer optimum solution estimate estimator".split())


STATES = frozenset(["is", "are", "equals", "becomes", "gives", "reads"])


_SIZES = frozenset("size length dimension dimensions width shape rank order".split())


_COMPLETING = frozenset("for of on to".split())  # what stands behind them belongs to the formula before
_WHAT_WAS_SAID = frozenset(["which", "this", "these", "here", "there"])
_EACH = frozenset(["all", "every", "each"])


_IDLE = frozenset(
    "we the that is it are of a an now also all every any each some have to be not".split()
)  # words that say nothing of the part


def part_of(segment: Segment, before: ClauseRole, opening: bool = False) -> ClauseRole:
    """The part of a segment's formula by its words; without any it is that of the one before. `opening`: no claim yet."""
    words = [w for w in segment.words if w not in _IDLE]
    return _by_its_turn(segment, words, before) or _by_its_words(segment, words, before, opening)


def _by_its_turn(segment: Segment, words: list[str], before: ClauseRole) -> ClauseRole | None:
    """The part as a turn of phrase or the formula before tells it; None where the words that are not idle do."""
    if words[:1] and words[0] in WHY and segment.words[1:2] and segment.words[1] in _WHAT_WAS_SAID:
        return "claim"  # from which we read off …
    if segment.words[-1:] == ["and"] and len(words) > 1 and words[0] in _COMPLETING and segment.link in ("", "and"):
        return before  # with a_i ≥ 0 for the margins and r_i ≥ 0
    if not words and {"is", "are", "has", "have"} & set(segment.words) and has_relation(segment.tokens):
        return "claim"  # `at t = 2 the variance is β = …`, `for α_i = C we have …`
    if before in ("assume", "quantify") and segment.words[:1] and segment.words[0] in STATES:
        return "claim"  # "the variance at t = 2 is …"
    if not words and before == "assume" and _EACH & set(segment.words) and has_relation(segment.tokens):
        return "claim"  # at w = 0 all p_i = 1/2
    if not words:
        return before if segment.link in ("and", "or") or not segment.link else "claim"
    if len(words) > 1 and words[0] in THEN and words[-1] in _OPENING | _PLACES:
        return "quantify" if words[-1] == "for" else "assume"  # `thus for i < n …`, `so at θ = θ' the slopes agree`
    if len(words) > 1 and words[0] in THEN and words[-1] == "with":
        return "assume"  # `so gradient descent with η = 1/L never increases L`
    return None


def _by_its_words(segment: Segment, words: list[str], before: ClauseRole, opening: bool) -> ClauseRole:
    """The part that the words that are not idle tell, the first rule that fits."""
    if any(word in THEN for word in words):
        return "claim"
    if segment.words[-2:-1] == ["of"] and words[-1] in _SIZES and has_relation(segment.tokens):
        return "assume"  # `heads of size d_k = d/h` have it
    if (
        before == "assume"
        and not STATES & set(segment.words)
        and {"a", "an"} & set(segment.words)
        and _is_member(segment)
    ):
        return "assume"  # `with … and an output matrix W ∈ ℝ^{d×d}`
    if words[0] in ("for", "with", "in", "under") and {"this", "it", "we"} & set(segment.words[1:]):
        if words[-1] not in _SUPPOSING and not _LET & set(words):
            return "claim"  # with three layers this unrolls to …
    if words[0] in _CHOOSING and ACTIVATIONS & set(words[1:]) and has_relation(segment.tokens):
        return "claim"  # for tanh δ = …
    if words[0] == "for":
        said = len(words) > 2 and segment.words[-1] in ("is", "are") and has_relation(segment.tokens)
        return "claim" if said else "quantify"  # for logistic regression the labels are y_i ∈ {0, 1}
    if words[-1] == "st" or (words[0] in _LET and words[0] != "write"):
        return "let"
    if opening and (words[0] in _SET or words[-1] == "with"):
        return "assume"
    if words[-1] in _SAID or words[0] in _SAID | _SET:
        return "reason"
    if WHY & set(words):
        return "reason"
    places = [w for w in words if w in _PLACES]
    if any(w in _ASSUME for w in words) or (places and words[-1] in _PLACES | _NAMED_FACTS):
        return "assume"
    return before if words in (["and"], ["or"]) else "claim"


def _is_member(segment: Segment) -> bool:
    return any(t.kind == "op" and t.text == "∈" for t in segment.tokens)


def settle(role: ClauseRole, node: Node) -> ClauseRole:
    """A bare symbol or a range is a quantifier whatever stands before it."""
    if isinstance(node, Rel) and node.ops == ("∈",) and role == "quantify":
        return "quantify"
    return role
