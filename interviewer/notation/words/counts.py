"""How many numbers something has, or what it costs: `forming QKᵀ takes O(n² d_k) multiplications`, `A has n² entries`.

    claim  = subject verb amount unit  |  (cost | memory | number …) of subject is amount
    amount = formula  |  O(formula)

A line of that form, with nothing else in it than harmless words, is one claim; its subjects are formulas or what the
problem calls its quantities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from interviewer.notation.parsing.words import CONSEQUENCES
from interviewer.notation.segments import Phrase, Segment, has_relation
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Group, Node, Sym, apply

COUNT = "count"  # what a segment of such a claim says; its noun tells of what
ENTRIES, PRODUCTS = "entries", "multiplications"
OPERATIONS = "operations"  # some count the additions, too
_VERBS = frozenset(
    "takes take costs cost needs need requires require has have stores store contains contain holds hold is are uses use "
    "involves amounts consists occupies".split()
)
_STORED = frozenset(
    "numbers number entries elements floats values parameters weights scalars memory space size stores store storage".split()
)
_SPENT = frozenset(
    "multiplications multiplication multiply-adds operations flops flop time cost costs complexity takes computing forming".split()
)
COUNTED = frozenset("multiplications multiplication multiply-adds operations flops flop bytes entries floats".split())
_UNITS = (_STORED | _SPENT) - {
    "size",
    "time",
    "memory",
    "space",
    "takes",
    "computing",
    "forming",
    "cost",
    "costs",
    "stores",
    "store",
}
_HARMLESS = frozenset(
    (
        "given the a an of for in to and per layer head heads over all each every one whole full total overall given with matrix matrices product "
        "products scores score computing forming compute form evaluating calculating storing step takes we multiplying out direct directly "
        "projections projection three four its tokens after token cached sequence length exactly naive naively about only "
        "dimension width vectors sequences"
    ).split()
)
_MANY = frozenset(["heads", "layers"])
_INTRODUCING = frozenset(["dimension", "width", "length", "size"])  # n tokens of dimension d
_TITLE = re.compile(r"^((?:the |a )?(?:kv-cache|size|memory|cost|number|complexity)\b[^:=]*):\s", re.I)
_COMPOUND = re.compile(r"\b(?:KV|key[ -]value)[ -]cache\b", re.I)
_RESOURCE = re.compile(r"(\bO\s?\([^()]*(?:\([^()]*\)[^()]*)*\)\$?)\s+(time|memory|space|storage)\b", re.I)
_ORDER = frozenset(["O", "Theta", "Omega"])


def spelt_for_counts(text: str) -> str:
    """The line with `KV cache` as one noun, and with a title that is the subject of what it heads."""
    text = _RESOURCE.sub(lambda m: f"{m[1]} {'operations' if m[2].lower() == 'time' else 'numbers'}", text)
    return _TITLE.sub(r"\1 is ", _COMPOUND.sub("kv-cache", text))


def counted(segments: Sequence[Segment], nouns: Collection[str]) -> list[Segment]:
    """The segments with a claim about a count as one of them: subjects in its phrase, the amount as its tokens."""
    whole = segments
    end = next((k for k, s in enumerate(segments) if k and s.words[:1] and s.words[0] in CONSEQUENCES), len(segments))
    if not any(has_relation(s.tokens) for s in segments[end:]):
        segments = segments[:end]  # …, so memory grows quadratically in n
    for k, segment in enumerate(segments):
        verb = next((i for i, w in enumerate(segment.words) if w in _VERBS), None)
        after = segments[k + 1].words if k + 1 < len(segments) else []
        if (
            verb is None
            or not segment.tokens
            or has_relation(segment.tokens)
            or any(t.kind == "fn" and t.text != "log" for t in segment.tokens)  # weights = pinv(X) @ y
            or set(segment.words[verb + 1 :]) - _HARMLESS
        ):
            continue
        order = segment.tokens[0].text in _ORDER and len(segment.tokens) > 2 and segment.tokens[1].text == "("
        said = [w for s in segments[:k] for w in s.words] + list(segment.words)
        unit = next((w for w in after[:2] if w in _UNITS), "") or next((w for w in said if w in _STORED | _SPENT), "")
        if not unit or not (order or (after[:1] and set(after[:2]) & _UNITS) or segment.words[verb] in ("is", "are")):
            continue
        kind = ENTRIES if unit in _STORED else OPERATIONS if unit in ("operations", "flops", "flop") else PRODUCTS
        found = _subjects(segments[:k], segment.words[:verb], nouns)
        rest = {w for s in segments[k + 1 :] for w in s.words} | set(said)
        if (
            found is None
            or rest - _HARMLESS - _VERBS - _STORED - _SPENT - found[2]
            or not all(map(_is_harmless, segments[k + 1 :]))
        ):
            continue
        of, many, _ = found
        phrase = Phrase(f"{'order' if order else 'exact'}.{kind}", of, many)
        amount = segment.tokens[1:] if order else segment.tokens
        return [Segment(list(amount), [], segments[0].link, phrase, COUNT)]
    return list(whole)


def _is_harmless(segment: Segment) -> bool:
    """`per layer and head`, where a word is a name elsewhere."""
    return not segment.tokens or (len(segment.tokens) == 1 and segment.tokens[0].text in _HARMLESS)


def _subjects(
    before: Sequence[Segment], words: Sequence[str], nouns: Collection[str]
) -> tuple[tuple[Token, ...], tuple[Token, ...], set[str]] | None:
    """What the amount is of, how many times, and the words that name it; None where that is not clear."""
    of: list[Token] = []
    many: list[Token] = []
    for k, segment in enumerate(before):
        following = before[k + 1].words if k + 1 < len(before) else list(words)
        if not segment.tokens:
            continue
        if has_relation(segment.tokens):
            return None
        noun = f"{segment.tokens[0].text} {following[0]}".casefold() if following else ""
        if len(segment.tokens) == 1 and noun in nouns and not of:  # the attention matrix
            return (Token("word", noun, 0),), tuple(many), set(noun.split())
        if len(segment.tokens) > 1 and len(segment.tokens[0].text) > 3 and segment.tokens[1].spaced:
            segment = replace(segment, tokens=segment.tokens[1:])  # all scores QKᵀ
        if following[:1] and following[0] in ("heads", "layers", "tokens"):
            many += segment.tokens if following[0] in _MANY else []
            continue
        if segment.words[:1] == ["given"] or (
            k and before[0].words[:1] == ["given"] and segment.words in ([], ["and"])
        ):
            continue  # given Q and K, …
        if segment.words[-1:] and segment.words[-1] in _INTRODUCING and len(segment.tokens) == 1:
            continue
        comma = [Token("op", ",", segment.tokens[0].pos)] if of else []
        of += [*comma, *segment.tokens]
    if of:
        return tuple(of), tuple(many), set()
    joined = " ".join(w for s in (*before, Segment([], list(words), "")) for w in s.words)
    noun = max((n for n in nouns if re.search(rf"\b{re.escape(n)}\b", joined)), key=len, default="")
    if not noun:
        return None
    return (Token("word", noun, 0),), tuple(many), set(noun.split())


def count_of(segment: Segment, called: Mapping[str, Node], read: Callable[[tuple[Token, ...]], Node]) -> Node:
    """The claim that such a segment makes, as a property of its subjects."""
    assert segment.head is not None
    phrase, subjects = segment.head, list[Node]()
    part: list[Token] = []
    for token in (*phrase.of, Token("op", ",", 0)):
        assert isinstance(token, Token)
        if token.kind == "op" and token.text == ",":
            named = len(part) == 1 and part[0].kind == "word"
            subjects.append(called[part[0].text] if named else read(tuple(part)))
            part = []
        else:
            part.append(token)
    many = [read(tuple(t for t in phrase.by if isinstance(t, Token)))] if phrase.by else []
    return apply("property", Group("counted", tuple(subjects)), Sym(phrase.noun), read(tuple(segment.tokens)), *many)
