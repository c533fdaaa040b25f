"""What an answer says again and again counts once, so that no repetition pushes what follows it past the cut.

A formula repeats its letters, as in `σ(z) = σ(z) − σ(z)²`, and is left as it is written. What is longer than any
formula is a repetition, whatever it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.judging import guards
from interviewer.judging.doc import sentence_spans
from interviewer.judging.words import lists

PERIOD = 12  # words of what is repeated inside a sentence
TIMES = 3  # from which it is repetition and no emphasis: "very, very"
FORMULA = 40  # letters and numbers; a formula of an answer has fewer
LETTERS = 2  # of a name in a formula, as KL; longer ones are told by what they touch

_STOPS = " \t\n,;:"
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[-=+−*/^_()|‖<>≤≥≈∝·⊙{}\[\]\\]")  # what only a formula has in it
_BEFORE, _AFTER = frozenset("(|‖\\^_{[-−"), frozenset("()|‖^_{['′")  # what touches a name of a formula

Span = tuple[int, int]


def collapsed(answer: str, most: int) -> list[Span]:
    """The places of the sentences that are not word for word an earlier one, each without what it repeats, until `most`
    characters are taken."""
    taken = 0
    seen: set[str] = set()
    out: list[Span] = []
    for span in sentence_spans(answer):
        for start, end in _once(answer, *span):
            said = " ".join(answer[start:end].lower().split())
            if said in seen:
                continue
            seen.add(said)
            out.append((start, min(end, start + most - taken)))
            taken += out[-1][1] - start
            if taken >= most:
                return out
    return out


def _once(answer: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, or the parts of it around what is repeated, which stands once; not at all where it is mere keywords."""
    words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(answer, start, end)]
    at = start
    for first, again, stop in _runs([word for word, _, _ in words]):
        left, right = words[first][1], words[stop - 1][2]
        if stop - first <= FORMULA and _is_formula(answer, [(a, b) for _, a, b in words[first:stop]]):
            continue
        kept = left if guards.is_pile(answer[left:right]) else words[again - 1][2]
        if answer[at:kept].strip(_STOPS):
            yield at, kept
        at = right + len(answer[right:end]) - len(answer[right:end].lstrip(_STOPS))
    if at == start or answer[at:end].strip(_STOPS):
        yield at, end


def _is_formula(answer: str, names: list[Span]) -> bool:
    """Whether the names at these places are letters of a formula: it has its signs, and each name that is a whole word
    touches one."""
    return bool(_MARK.search(answer, names[0][0], names[-1][1])) and all(_is_letter(answer, a, b) for a, b in names)


def _is_letter(answer: str, start: int, end: int) -> bool:
    name = answer[start:end].lower()
    touched = answer[start - 1 : start] in _BEFORE if start else False
    return (
        len(name) <= LETTERS
        or "_" in name
        or name.isdigit()
        or touched
        or answer[end : end + 1] in _AFTER
        or name in lists()["symbols"]
        or name in lists()["operators"]
    )


def _runs(words: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where the same few words come at least so many times in a row: their first word, their first repetition, the end."""
    k = 0
    while k < len(words):
        stop = k
        for period in range(1, PERIOD + 1):
            again = stop = k + period
            while stop < len(words) and words[stop] == words[stop - period]:
                stop += 1
            if stop - k >= TIMES * period:
                yield k, again, stop
                break
        else:
            stop = k + 1
        k = stop
