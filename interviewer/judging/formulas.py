"""Formulas inside an answer: those that stand for a claim go through the algebra."""

from __future__ import annotations

import re
from dataclasses import dataclass
from time import monotonic

from interviewer.judging.protocol import Question
from interviewer.judging.words import lists, tokens

MAX_FORMULAS = 6  # checked in one answer
MAX_LENGTH = 200
SECONDS = (
    2.0  # for the formulas of one answer together; most take some hundredths once the derivation has been looked at
)
REFUTE_SECONDS = 2.0  # for one that a model wrote down; it has waited for the model already
_FORMULA = re.compile(r"\$([^$]+)\$|([^\s,;:]+(?:\s*[=≈]\s*)(?:[^,;.]|\.(?!\s))+)")

_SIGNS = {"times": " * ", "plus": " + ", "minus": " - "}
_SPOKEN = re.compile(r"\s+(times|plus|minus)\s+", re.IGNORECASE)  # "sigma times (1 - sigma)"


@dataclass(frozen=True, slots=True)
class Formulas:
    """What the algebra says of the formulas of an answer that have the left side of a claim's: claims met, and those
    whose formula is refuted, each with the sentence that has it."""

    met: dict[str, str]
    refuted: dict[str, str]


def formulas_said(question: Question, answer: str, spans: list[tuple[int, int]]) -> Formulas:
    """The formulas in the sentences at `spans`. What cannot be judged in its time is neither met nor refuted."""
    wanted = {_left(f): (claim.id, _letters(f)) for claim in question.point.claims for f in claim.formulas}
    found = Formulas({}, {})
    tried, until = 0, monotonic() + SECONDS
    for start, end in spans if wanted else ():
        for place in _FORMULA.finditer(answer, start, end):
            dollar, bare = place.groups(default="")
            formula, after = (dollar, "") if dollar else _without_words(bare)
            formula = formula.strip(" .")
            claim, letters = wanted.get(_left(formula), ("", frozenset()))
            if not dollar and _goes_on(answer[start : place.start()]):
                continue
            if not claim or claim in found.met or len(formula) > MAX_LENGTH:
                continue
            left = until - monotonic()
            if tried == MAX_FORMULAS or left <= 0:
                return found
            tried += 1
            verdict = _verdict(question.derivation, formula, left)
            if verdict in ("verified", "given"):
                found.met[claim] = answer[start:end]
            elif verdict == "refuted" and letters <= _letters(formula) and after not in lists()["conditions"]:
                found.refuted[claim] = answer[start:end]
    return found


def verdicts(derivation: str, answer: str) -> dict[str, str]:
    """What the algebra finds of the formulas written in an answer, "holds" or "refuted", each under the problem alone.

    What it cannot judge in its time, what only introduces a name, and what fails under a condition, is left out.
    """
    found: dict[str, str] = {}
    until = monotonic() + SECONDS
    for dollar, bare in _FORMULA.findall(answer)[:MAX_FORMULAS]:
        formula, after = (dollar, "") if dollar else _without_words(bare)
        formula, left = formula.strip(" ."), until - monotonic()
        if not formula or len(formula) > MAX_LENGTH or left <= 0:
            continue
        verdict = _verdict(derivation, formula, left)
        if verdict == "verified":
            found[formula] = "holds"
        elif verdict == "refuted" and after not in lists()["conditions"]:
            found[formula] = "refuted"
    return found


def _goes_on(before: str) -> bool:
    """Whether the left side began before its last word, as in "XᵀX w = Xᵀy"."""
    last = (before.split() or [""])[-1]
    return bool(last) and last[-1] not in ",;:.!?" and not (last.isascii() and last.isalpha() and len(last) > 1)


def _without_words(formula: str) -> tuple[str, str]:
    """The formula before the words that go on after it, and the first of them: "z = μ + σε with ε from a normal"."""
    for word in re.finditer(r"\s+\(?([a-z]{2,})\b", formula):
        if word[1] in lists()["function"]:
            return formula[: word.start()], word[1]
    return formula, ""


def _letters(formula: str) -> frozenset[str]:
    """The letters of a formula: one that lacks some of a definition's is of a special case, "JS = log 2"."""
    return frozenset(t.word for t in tokens(formula) if t.word.isalpha()) - lists()["operators"]


def _verdict(derivation: str, formula: str, seconds: float) -> str:
    from interviewer.checking import check

    return check(derivation, [], _SPOKEN.sub(lambda m: _SIGNS[m[1].lower()], formula), seconds=seconds).verdict


def is_refuted(derivation: str, formula: str) -> bool:
    """Whether the algebra refutes a formula; what it cannot judge is not held against anyone."""
    return len(formula) > MAX_LENGTH or _verdict(derivation, formula, REFUTE_SECONDS) == "refuted"


def _left(formula: str) -> str:
    """What stands before the first "=", one name for a symbol however it is written."""
    symbols = lists()["symbols"]
    named = re.sub(r"\\([A-Za-z]+)|[^\x00-\x7f]", lambda m: str(symbols.get(m[1] or m[0], m[1] or m[0])), formula)
    return re.sub(r"[\s{}]", "", named.partition("=")[0].replace("′", "'")) if "=" in formula else ""
