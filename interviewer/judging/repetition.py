"""What an answer says again and again counts once, so that no repetition pushes what follows it past the cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from interviewer.judging import guards
from interviewer.judging.doc import sentence_spans

PERIOD = 12  # words of what is repeated inside a sentence
TIMES = 3  # from which it is repetition and no emphasis: "very, very"

_STOPS = " \t\n,;:"
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


def collapsed(answer: str, most: int) -> list[Span]:
    """The places of the sentences that are not word for word an earlier one, each without what it repeats, until `most`
    characters are taken. Keywords said over and over are no sentence."""
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
    """A sentence, or the parts of it around what is repeated."""
    words = [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(answer, start, end)]
    again = _repeated([word for word, _, _ in words])
    if not any(again):
        yield start, end
        return
    if guards.is_pile(answer[start:end]):
        return
    at = start
    for (_, _, stop), (left, right) in zip(words, pairwise([*again, False]), strict=True):
        if right and not left:
            yield at, stop
        if left and not right:
            at = stop + len(answer[stop:end]) - len(answer[stop:end].lstrip(_STOPS))
    if answer[at:end].strip():
        yield at, end


def _repeated(words: list[str]) -> list[bool]:
    """Which words only repeat the words before them, the same few at least so many times."""
    out = [False] * len(words)
    for period in range(1, PERIOD + 1):
        run = 0
        for k in range(period, len(words) + 1):
            if k < len(words) and words[k] == words[k - period]:
                run += 1
                continue
            if run >= (TIMES - 1) * period:
                out[k - run : k] = [True] * run
            run = 0
    return out
