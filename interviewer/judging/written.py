"""The formulas that stand in a sentence: what is left between its words, where a relation stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.judging.words import lists

MAX_LENGTH = 200  # characters of a formula
BEFORE = 4  # words before a formula that may deny it
_RELATION = re.compile(r"[=≈≠≤≥<>∝≡←~∼]|\\(?:leq?|geq?|neq?|propto|approx|equiv|gets|leftarrow|sim)\b")
_WORD = re.compile(r"(?<![\\A-Za-z_^{])[A-Za-z]+(?:['’-][A-Za-z]+)*(?![A-Za-z]|[(_^\[{])")
_DOLLARS = re.compile(r"\$([^$]+)\$")
_MARKS = re.compile(r"\\[\[\]()]|\$")
_SPOKEN = {"times": "*", "plus": "+", "minus": "−", "equals": "="}  # "sigma times (1 − sigma)"
_ENDS = " \t\n.,:;!?'\"“”‘’`–—"
_PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Written:
    """A formula, its place in the answer, whether words before it deny or suppose it, the word behind it, and the formula with
    the condition that this word begins."""

    text: str
    start: int
    end: int
    in_doubt: bool = False
    after: str = ""
    qualified: str = ""


def written(answer: str, start: int, end: int) -> Iterator[Written]:
    """The formulas in a sentence of an answer."""
    sentence = answer[start:end]
    inside = [m.span() for m in _DOLLARS.finditer(sentence)]
    masked = _MARKS.sub(lambda m: "\n" * len(m[0]), sentence)
    masked = _WORD.sub(lambda m: m[0] if any(a < m.start() < b for a, b in inside) else _spoken(m[0]), masked)
    for at, run in _runs(masked):
        text, shift = _trimmed(run)
        if _RELATION.search(text) and len(text) <= MAX_LENGTH:
            first = at + shift
            before = re.findall(r"[a-z]+", re.sub(r"['’]", "", sentence[:first].lower()))[-BEFORE:]
            after = re.match(r"[\s)]*([a-z]+)", sentence[first + len(text) :])
            word = after[1] if after else ""
            place = start + first, start + first + len(text)
            yield Written(text, *place, _doubted(before), word, _qualified(text, word, sentence[first + len(text) :]))


def _qualified(text: str, word: str, rest: str) -> str:
    clause = re.split(r"[,;:.]\s|[.)]$", rest, maxsplit=1)[0].rstrip()
    return text + clause if word in lists()["conditions"] and len(text) + len(clause) <= MAX_LENGTH else ""


def _spoken(word: str) -> str:
    """A word of prose as a break, a spoken operation as its sign, all as long as they were."""
    if word.lower() in _SPOKEN:
        return _SPOKEN[word.lower()].ljust(len(word))
    return "\n" * len(word) if _is_prose(word) else word


def _is_prose(word: str) -> bool:
    parts = re.split(r"['’-]", word)
    known = lists()
    if len(parts) > 1:
        return any(len(part) > 2 and part[1:].islower() for part in parts)
    if len(word) < 3:
        return word.lower() in known["function"] and len(word) == 2
    return (word[1:].islower() and word.lower() not in known["formula_words"]) or word in known["names_in_capitals"]


def _runs(masked: str) -> Iterator[tuple[int, str]]:
    """The stretches between breaks, and between commas outside brackets."""
    depth, first = 0, 0
    for k, char in enumerate(masked):
        depth = max(0, depth + (char in "([{") - (char in ")]}"))
        parts = char == "\n" or (depth == 0 and (char in ",;" or (char == ":" and masked[k + 1 : k + 2] != "=")))
        if parts:
            yield first, masked[first:k]
            first, depth = k + 1, 0
    yield first, masked[first:]


def _trimmed(run: str) -> tuple[str, int]:
    """A stretch without the marks and the lone brackets around it, and how many characters went before."""
    text = run.lstrip(_ENDS)
    shift = len(run) - len(text)
    text = text.rstrip(_ENDS)
    opened: list[tuple[str, int]] = []
    for k, char in enumerate(text):
        if char in "([{":
            opened.append((char, k))
        elif char in _PAIRS and (not opened or opened.pop()[0] != _PAIRS[char]):
            return text[:k].rstrip(_ENDS), shift
    if opened:
        cut = opened[0][1]
        return (text[:cut].rstrip(_ENDS), shift) if cut else (text[1:].strip(_ENDS), shift + 1)
    return text, shift


def _doubted(before: list[str]) -> bool:
    known = lists()
    return not known["negators"].isdisjoint(before) or bool(before and before[-1] in known["supposed"])
