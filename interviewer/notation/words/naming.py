"""`H is the Hessian of L`, `let ℓ denote the log-likelihood`, `write g for the gradient of L`: a name for a quantity told in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.segments import Phrase, Segment, has_relation
from interviewer.notation.words.nouns import BY_ITSELF, OBJECTIVE, OF_TWO, OPERATORS

_VERBS = frozenset(["is", "denotes", "denote", "be", "means", "designates"])
_AFTER = {"for": frozenset(["write", "writing", "use", "using"]), "as": frozenset(["write", "define", "denote"])}
_ARTICLES = frozenset(["the", "a", "its", "our", "this", "just", "here"])
_FILLERS = frozenset(["vector", "matrix", "function"])
_NAME = frozenset(["name", "accent"])


def names_quantity(segments: Sequence[Segment], k: int, nouns: Iterable[str]) -> tuple[list[Segment], int] | None:
    """The statement that begins with the name at `k`, and where the line goes on."""
    subject, said = segments[k], segments[k + 1] if k + 1 < len(segments) else None
    value = _value(subject)
    if said is None or not said.words or said.link in ("implies", "iff", "or"):
        return None
    verb = said.words[0]
    if value is not None and verb == "is":  # H = F is the Hessian of L
        found = names_quantity([value, *segments[k + 1 :]], 0, nouns)
        return ([subject, *found[0]], k + found[1]) if found is not None else None
    if not (_is_name(subject) or (verb == "is" and _is_value(subject))):
        return None
    beside = verb == "the" and subject.words[-1:] in (["with"], ["where"])  # with J the Jacobian of F
    if not beside and verb not in _VERBS and not _AFTER.get(verb, frozenset()) & set(subject.words):
        return None
    nouns = frozenset(nouns)
    words = list(said.words)[not beside :]
    while words and words[0] in _ARTICLES:
        words.pop(0)
    noun = _noun(words, nouns)
    if noun is None or noun in OF_TWO:
        return None
    words = [w for w in words[len(noun.split()) :] if w not in _FILLERS]
    if not words and not said.tokens:
        if noun in OPERATORS and not (noun in BY_ITSELF and OBJECTIVE in nouns):
            return None
        return [_named(subject, Phrase(noun, named=True), verb)], k + 2
    if not words or words[0] != "of":
        return None
    words = [w for w in words[1:] if w not in _ARTICLES]
    inner = _noun(words, nouns - frozenset(OPERATORS))
    if inner is not None and len(inner.split()) == len(words) and not said.tokens:
        return [_named(subject, Phrase(noun, inner, named=True), verb)], k + 2
    if words or not said.tokens or has_relation(said.tokens):
        return None
    return [_named(subject, Phrase(noun, tuple(said.tokens), named=True), verb)], k + 2


def _named(subject: Segment, phrase: Phrase, verb: str) -> Segment:
    words = [*subject.words, "denote"] if verb.startswith("denote") else subject.words  # b denotes …: let it be that
    return Segment(list(subject.tokens), words, subject.link, phrase)


def _noun(words: Sequence[str], nouns: Iterable[str]) -> str | None:
    found = [n for n in nouns if tuple(words[: len(n.split())]) == tuple(n.split())]
    return max(found, key=len, default=None)


def _value(segment: Segment) -> Segment | None:
    """The F of `H = F`."""
    depth = 0
    for k, token in enumerate(segment.tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in RELATIONS:
            rest = Segment(segment.tokens[k + 1 :], [], "and")
            return rest if token.text == "=" and _is_value(rest) else None
    return None


def _is_value(segment: Segment) -> bool:
    """A formula that claims nothing, of more than one name."""
    return len(segment.tokens) > 1 and not has_relation(segment.tokens) and segment.head is None


def _is_name(segment: Segment) -> bool:
    """A single letter with its scripts, alone or with arguments."""
    tokens = segment.tokens
    if not tokens or has_relation(tokens) or segment.head is not None:
        return False
    accented = tokens[0].kind == "accent"  # \\hat{\\beta}
    first = next(
        (k for k, t in enumerate(tokens) if t.kind != "accent" and not (accented and t.text == "{")), len(tokens)
    )
    return (
        first < len(tokens)
        and tokens[first].kind == "name"
        and all(t.kind in ("open", "close", "num") or t.kind in _NAME or t.text in "_^,*'" for t in tokens[first:])
        and (first + 1 == len(tokens) or tokens[first + 1].text in ("_", "^", "(", "}"))
    )
