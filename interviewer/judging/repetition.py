"""What an answer says again and again counts once, so that no repetition pushes what follows it past the cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.judging import guards
from interviewer.judging.doc import sentence_spans

PERIOD = 12  # words of what is repeated inside a sentence
TIMES = 3  # from which it is repetition and no emphasis: "very, very"

_STOPS = " \t\n,;:"
_WORD = re.compile(r"\w+")

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
        kept = left if guards.is_pile(answer[left:right]) else words[again - 1][2]
        if answer[at:kept].strip(_STOPS):
            yield at, kept
        at = right + len(answer[right:end]) - len(answer[right:end].lstrip(_STOPS))
    if at == start or answer[at:end].strip(_STOPS):
        yield at, end


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
