"""What is optimal told by a verb: `minimising F over v gives v = E`, `v = E minimises F` say E = argmin_v F."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.segments import THEN, Phrase, Segment, has_relation
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Call, Node, Rel

_DOING = {f"{w}im{z}ing": f"{w}imiser" for w in ("min", "max") for z in ("is", "iz")}
_DOES = {f"{w}im{z}es": f"{w}imiser" for w in ("min", "max") for z in ("is", "iz")}
_OVER = (["over"], ["wrt"], ["in"], ["with", "respect", "to"], ["over", "all"])
_EXTREME: dict[str, str] = {
    **dict.fromkeys("minimal smallest minimum minimised minimized least lowest".split(), "minimiser"),
    **dict.fromkeys("maximal largest maximum maximised maximized greatest highest".split(), "maximiser"),
}
_BEING = [(), ("is",), *((v, a) for v in ("has", "attains", "takes", "reaches", "with") for a in ("its", "a", "the"))]
_AT = frozenset(["at", "by", "for", "when", "if"])
_PRONOUNS = frozenset(["which", "that", "it"])
_REACHED = frozenset(["attained", "reached", "achieved"])
_BEING_OVER = [["is", w, "over"] for w in _EXTREME if w.endswith("ed")]
_SMALL = frozenset("a the its of".split())
_VALUED = [
    ("with", "value"),
    ("where", "it", "is"),
    ("where", "it", "equals"),
    ("where", "value", "is"),
    ("and", "equals", "there"),
]
_LEADING = frozenset("we the then now directly".split())


def with_optima_told(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with each such statement as one, its objective in the phrase."""
    out: list[Segment] = []
    k = 0
    while k < len(segments):
        found = _doing(segments, k) or _does(segments, k)
        if found is None and (placed := _at_place(segments, k)) is not None:
            told, k = placed
            reached = _value_there(segments, k, told[-1].head)
            out += told if reached is None else [*told, reached]
            k += reached is not None
        elif found is None:
            out.append(segments[k])
            k += 1
        else:
            made, k = found
            out.append(made)
    return out


def _at_place(segments: Sequence[Segment], k: int) -> tuple[list[Segment], int] | None:
    """`F is maximal at v = E`, `J = F, minimal at v = E`, `F is minimised (over v) by v = E`, `the minimum of F is attained at v = E`"""
    subject, over, after = segments[k], (), k + 1
    if not subject.tokens or subject.head is not None:
        return None
    if after < len(segments) and list(segments[after].words) in _BEING_OVER:
        over, after = tuple(segments[after].tokens), after + 1
        noun = _EXTREME.get(segments[k + 1].words[-2]) if segments[after:] and segments[after].words == ["by"] else None
    else:
        over, after = _variable(segments, after)
        noun = _extreme_at(segments[after].words, subject.words) if after < len(segments) else None
    said = segments[after] if after < len(segments) else None
    if said is None or said.head is not None or noun is None:
        return None
    name, value = _sides(said.tokens)
    parts = _parts(subject.tokens)
    if not name or not value or has_relation(value) or parts is None:
        return None
    if over and len(over) < len(name) and over[0].text == name[0].text:  # over all of π, of which π_k is one entry
        return [Segment(said.tokens, [], subject.link)], after + 1
    phrase = Phrase(noun, parts, over or _unmarked(name, parts))
    if not has_relation(subject.tokens):
        return [Segment(value, subject.words, subject.link, phrase)], after + 1
    return [subject, Segment(value, [], "and", phrase)], after + 1


def _unmarked(name: Sequence[Token], parts: Sequence[Token]) -> tuple[Token, ...]:
    """The w of ŵ and w*, where it is w that the objective speaks of."""
    spoken = {t.text for t in parts}
    letter = next((t for t in name if t.kind == "name"), None)
    marked = any(t.kind == "accent" or t.text == "*" for t in name)
    return (letter,) if marked and letter is not None and letter.text in spoken else tuple(name)


def _extreme_at(said: Sequence[str], before: Sequence[str]) -> str | None:
    """What words say of a place, `is maximal at`, `is minimised by`, `is attained at` behind `the minimum of`."""
    said = said[1:] if said[:1] and said[0] in _PRONOUNS else said
    if len(said) < 2 or said[-1] not in _AT:
        return None
    if said[-2] in _EXTREME and tuple(said[:-2]) in _BEING:
        return _EXTREME[said[-2]]
    if said[-2] in _REACHED and list(said[:-2]) in ([], ["is"]) and list(before[-1:]) == ["of"]:
        return _EXTREME.get(before[-2]) if len(before) > 1 else None
    return None


def optimal_law(words: Sequence[str], node: Node) -> bool:
    """`is maximised by q(z|x) = p(z|x)`: no equation of two laws, but where something is optimal."""
    told = bool(_AT.intersection(words[-1:])) and any(w in _EXTREME or w in _REACHED for w in words[-3:-1])
    return told and isinstance(node, Rel) and isinstance(node.operands[0], Call) and bool(node.operands[0].given)


def _value_there(segments: Sequence[Segment], k: int, optimum: Phrase | None) -> Segment | None:
    """`… with value V`, `…, where it is V` behind the place of an optimum: what the objective comes to there."""
    said = segments[k] if k < len(segments) else None
    if said is None or optimum is None or said.head is not None or not said.tokens or has_relation(said.tokens):
        return None
    if tuple(w for w in said.words if w not in _SMALL) not in _VALUED:
        return None
    noun = "least value" if optimum.noun == "minimiser" else "greatest value"
    return Segment(list(said.tokens), [], "and", Phrase(noun, optimum.of, optimum.by))


def _parts(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """What is optimal: the last member of a chain of equations; None of other relations."""
    depth, last = 0, 0
    for k, token in enumerate(tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text == "=":
            last = k + 1
    return None if has_relation(list(tokens[last:])) or last == len(tokens) else tuple(tokens[last:])


def _doing(segments: Sequence[Segment], k: int) -> tuple[Segment, int] | None:
    """`minimising F over v we get v = E`"""
    first = segments[k]
    noun = _DOING.get(first.words[-1]) if first.words else None
    if noun is None or not first.tokens or has_relation(first.tokens):
        return None
    over, after = _variable(segments, k + 1)
    said = segments[after] if after < len(segments) else None
    if said is None or not said.words or not set(said.words) & THEN or set(said.words) - THEN - _LEADING:
        return None
    name, value = _sides(said.tokens)
    if not name or (after + 1 < len(segments) and not segments[after + 1].words):
        return None  # of several letters, or under conditions
    return Segment(value, first.words[:-1], first.link, Phrase(noun, tuple(first.tokens), over or name)), after + 1


def _does(segments: Sequence[Segment], k: int) -> tuple[Segment, int] | None:
    """`v = E minimises F over v`"""
    subject, said = segments[k], segments[k + 1] if k + 1 < len(segments) else None
    noun = _DOES.get(said.words[0]) if said is not None and len(said.words) == 1 else None
    if said is None or noun is None or not subject.tokens or not said.tokens or has_relation(said.tokens):
        return None
    over, after = _variable(segments, k + 2)
    name, value = _sides(subject.tokens)
    if not over and name and " ".join(t.text for t in name) in " ".join(t.text for t in said.tokens):
        over = name
    if not value and has_relation(subject.tokens):
        return None
    value = value or list(subject.tokens)
    return Segment(value, subject.words, subject.link, Phrase(noun, tuple(said.tokens), over)), after


def _variable(segments: Sequence[Segment], k: int) -> tuple[tuple[Token, ...], int]:
    """What is optimised over, where that is told, and where the line goes on."""
    if k < len(segments) and list(segments[k].words) in _OVER and not has_relation(segments[k].tokens):
        return tuple(segments[k].tokens), k + 1
    return (), k


def _sides(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], list[Token]]:
    """The name and the value of `v = E`."""
    at = next((i for i, t in enumerate(tokens) if t.kind == "op" and t.text == "="), None)
    named = at and all(t.kind in ("name", "accent", "num", "open", "close") or t.text in "_^*" for t in tokens[:at])
    return (tuple(tokens[:at]), list(tokens[at + 1 :])) if at and named else ((), [])
