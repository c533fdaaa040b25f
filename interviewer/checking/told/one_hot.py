"""`p one-hot at class c`, `target p = e_c`, `p_c = 1, p_k = 0 for k ≠ c`: all weight is on one state, which may as well be the first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World
from interviewer.checking.reading.laws_by_use import tabled

MOST_CHARACTERS = 400
_X = r"\$?(?P<law>[pqPQr])(?:\(\w\))?\$?"
_C = r"\$?(?P<label>[cyt])\$?"
_ONE_HOT = r"one[- ]hot(?:\s+(?:vector|encoded|encoding|target|targets|label|distribution))?"
_AT = rf"\s*,?\s*(?:at|in|on|for|with)\s+(?:the\s+)?(?:true\s+|correct\s+)?(?:class|state|position|index|label|category)?\s*{_C}(?![\w_(=])"
_IS_ONE = r"\$?(?P=law)_\{?(?P<label>[cyt])\}?\s*=\s*1\$?"
_ELSE = (
    r"(?:\s*(?:,|and|;)\s*(?:\$?(?P=law)_\{?\w\}?\s*=\s*0\$?\s*(?:for\s+(?:all\s+)?(?:\$?\w\s*(?:≠|!=|\\neq?|<>)\s*\w\$?|(?:the\s+)?others?)|else(?:where)?|otherwise)"
    r"|(?:all\s+)?(?:the\s+)?others?\s+(?:are\s+)?(?:0|zero)))"
)
_SAID = [
    re.compile(pattern)
    for pattern in (
        rf"{_X}\s+(?:is\s+|be\s+)?(?:an?\s+)?{_ONE_HOT}{_AT}",
        rf"{_ONE_HOT}\s+{_X}{_AT}",
        rf"{_X}\s+(?:is\s+|be\s+)?(?:an?\s+)?{_ONE_HOT}\s*(?:,|with|where|and|\()\s*{_IS_ONE}{_ELSE}?\)?",
        rf"{_ONE_HOT}\s+{_X}\s*(?:,|with|where|and|\()\s*{_IS_ONE}{_ELSE}?\)?",
        rf"(?:{_ONE_HOT}\s+)?(?:targets?\s+|labels?\s+)?{_X}\s*=\s*\$?(?:\\mathbf\s*)?\{{?e\}}?_\{{?(?P<label>[cyt])\}}?\$?(?!\w)",
        rf"(?<![\w_])\$?(?P<law>[pqPQr])_\{{?(?P<label>[cyt])\}}?\s*=\s*1\$?{_ELSE}",
        r"(?<![\w_])\$?(?P<law>[pqPQr])_\{?(?P<k>[ijk])\}?\s*=\s*(?:\\mathbf|\\mathbb)?\{?(?:1|𝟙)\}?\s*[\[(\\{]+\s*(?P=k)\s*=\s*(?P<label>[cyt])\s*[\])\\}]+\$?",
    )
]
_LEAD = re.compile(r"^\s*(?:(?:if|when|for|let|suppose|since|as|and\s+when|with)\s+(?:the\s+)?)?$", re.I)
_AFTER = re.compile(r"^\s*(?:[,:;]\s*)?(?:then\b\s*|so\b\s*|⇒\s*|=>\s*|\\Rightarrow\s*)?,?\s*")


def with_one_hot(world: World, setup: Sequence[str], step: str) -> tuple[list[str], str]:
    """The lines with such a distribution as a list whose first state has all weight; the same where none is told."""
    if tabled(world) is None or len(step) > MOST_CHARACTERS:
        return list(setup), step
    lines = list(setup)
    for at, line in enumerate(lines):
        if len(line) <= MOST_CHARACTERS and (found := _found(line)) is not None:
            left = re.sub(r"^[\s,;:]+|[\s,;:]+$", "", line[: found.start()] + line[found.end() :])
            lines[at : at + 1] = [_listed(found), *([left] if left else [])]
            return [_at_first(x, found) for x in lines], _at_first(step, found)
    found = _found(step)
    if found is None or not _LEAD.match(step[: found.start()]):
        return lines, step
    claim = _AFTER.sub("", step[found.end() :], count=1)
    return ([*lines, _listed(found)], _at_first(claim, found)) if claim else (lines, step)


def _found(line: str) -> re.Match[str] | None:
    return next((m for pattern in _SAID if (m := pattern.search(line))), None)


def _listed(found: re.Match[str]) -> str:
    return f"{found['law']} = (1, 0, 0)"


def _at_first(line: str, found: re.Match[str]) -> str:
    """The label as the first of all, wherever it is an index or an argument."""
    label = found["label"]
    line = re.sub(rf"_(?:\{{{label}\}}|{label}(?!\w))", "_1", line)
    return re.sub(rf"(?<=[A-Za-z])\({label}\)", "_1", line)
