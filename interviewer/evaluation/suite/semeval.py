"""Published short-answer data: the XML of SemEval-2013 task 7 (Beetle and SciEntsBank; Dzikovska et al. 2013).

A question with its reference answers becomes a rubric point, each reference answer a claim; a student's answer becomes
a labelled answer. The five-way, three-way and two-way labels map to our levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from interviewer.evaluation.suite.items import Item
from interviewer.evaluation.suite.yamlfile import SuiteError, read_text

LEVEL_OF = {
    "correct": "full",
    "partially_correct_incomplete": "partial",
    "incorrect": "none",
    "contradictory": "none",
    "irrelevant": "none",
    "non_domain": "none",
}
DERIVATION = "semeval"  # stands where our own items name a derivation


def read_semeval(path: Path) -> Iterator[Item]:
    """The student answers of a file with one question, or with several below one root. Raises SuiteError."""
    text = read_text(path)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise SuiteError(f"{path}:1: the file declares a document type or entities, which this format does not need")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise SuiteError(f"{path}:{error.position[0]}: not valid XML: {error}") from error
    questions = [root] if root.tag == "question" else list(root.iter("question"))
    if not questions:
        raise SuiteError(f"{path}:1: no <question> in it; expected the XML of SemEval-2013 task 7")
    for question in questions:
        yield from _answers(path, question)


def _answers(path: Path, question: ElementTree.Element) -> Iterator[Item]:
    name = question.get("id") or path.stem
    asked = _said(question.find("questionText"))
    references = list(question.iter("referenceAnswer"))
    best = [r for r in references if (r.get("category") or "BEST").upper() == "BEST"] or references
    if not asked or not best:
        raise SuiteError(f"{path}:1: question '{name}' lacks its questionText or a referenceAnswer")
    point = _point(name, asked, [_said(reference) for reference in best])
    for number, answer in enumerate(question.iter("studentAnswer"), 1):
        accuracy = (answer.get("accuracy") or "").lower()
        if accuracy not in LEVEL_OF:
            raise SuiteError(
                f"{path}:1: studentAnswer {number} of '{name}' has accuracy {accuracy!r}; known are {', '.join(LEVEL_OF)}"
            )
        content = {"derivation": DERIVATION, "point": point, "question": asked, "answer": _said(answer)}
        identity = f"{name}/{answer.get('id') or number}"
        yield Item(identity, "answer", DERIVATION, LEVEL_OF[accuracy], content, f"{path}:1", name, path.stem)


def _point(name: str, asked: str, references: list[str]) -> dict:
    from interviewer.judging.protocol import motivation_point

    point = motivation_point(name, asked, [asked], references, references[0]).model_dump(mode="json")
    return {**point, "id": name, "full": 1}


def _said(element: ElementTree.Element | None) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext()) if element is not None else "").strip()
