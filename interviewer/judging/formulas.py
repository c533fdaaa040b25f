"""Formulas inside an answer: those that stand for a claim go through the algebra."""

from __future__ import annotations

import re

from interviewer.judging.protocol import Question

MAX_FORMULAS = 6  # checked in one answer
MAX_LENGTH = 200
SECONDS = 0.3  # for one formula of an answer
REFUTE_SECONDS = 2.0  # for one that a model wrote down; it has waited for the model already
_FORMULA = re.compile(r"\$([^$]+)\$|([^\s,;:]+(?:\s*[=≈]\s*)[^,;]+)")


def formula_claims(question: Question, answer: str, spans: list[tuple[int, int]]) -> dict[str, str]:
    """Claims whose formula stands in the answer and holds, each with the sentence that has it."""
    wanted = {_left(f): claim.id for claim in question.point.claims for f in claim.formulas}
    if not wanted:
        return {}
    met: dict[str, str] = {}
    tried = 0
    for start, end in spans:
        for dollar, bare in _FORMULA.findall(answer[start:end]):
            formula = (dollar or bare).strip(" .")
            claim = wanted.get(_left(formula))
            if claim is None or claim in met or len(formula) > MAX_LENGTH or tried >= MAX_FORMULAS:
                continue
            tried += 1
            if _holds(question.derivation, formula):
                met[claim] = answer[start:end]
    return met


def _holds(derivation: str, formula: str) -> bool:
    from interviewer.checking import check

    return check(derivation, [], formula, seconds=SECONDS).verdict in ("verified", "given")


def is_refuted(derivation: str, formula: str) -> bool:
    """Whether the algebra refutes a formula; what it cannot judge is not held against anyone."""
    from interviewer.checking import check

    return len(formula) > MAX_LENGTH or check(derivation, [], formula, seconds=REFUTE_SECONDS).verdict == "refuted"


def _left(formula: str) -> str:
    return re.sub(r"[\s{}\\]", "", formula.partition("=")[0]) if "=" in formula else ""
