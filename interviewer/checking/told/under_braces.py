r"""What LaTeX writes under a brace, where it is a formula: `\underbrace{a}_{b}` says that a = b, `\underbrace{a}_{\ge 0}` what a is."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACE = re.compile(r"\\(?:under|over)brace\s*(?=\{)")
_SCRIPT = re.compile(r"\s*[_^]\s*(?=\{)")
_RELATION = re.compile(
    r"\s*(?:[=<>≤≥≈≠∝→~∼∈]|:=|\\(?:leq?|geq?|neq?|approx|propto|equiv|to|rightarrow|sim|in)(?![A-Za-z]))"
)
_LABEL = re.compile(r"^\s*\((?:[A-Za-z]+|\d+)\)\s*$|(?<=\s)\([A-Za-z-]{3,}\)\s*$")  # (a), (2), … (ELBO)
_PROSE = re.compile(
    r"\\(?:text|textrm|textit|textbf|mbox)\b|\\mathrm\{[A-Za-z]+[^A-Za-z{}]|(?<![\\A-Za-z])[a-z]{3,}\s+[a-z]{2,}"
)
_FORMULA = re.compile(r"[(|‖+=<>≤≥]|\\(?:frac|sum|log|ge|le|Vert|\|)")


def under_braces(text: str) -> list[str]:
    """The statements that the notes of a line make of what stands in its braces."""
    said = list[str]()
    for brace in _BRACE.finditer(text):
        body, end = _group(text, brace.end())
        script = _SCRIPT.match(text, end)
        note, _ = _group(text, script.end()) if script else ("", end)
        note = _LABEL.sub("", note)
        if _FORMULA.search(note) and not _PROSE.search(note):
            said.append(f"{body} {note}" if _RELATION.match(note) else f"{body} = {note}")
    return said


def _group(text: str, start: int) -> tuple[str, int]:
    """What the braces from `start` on hold, and where they end; nothing where they do not."""
    depth = 0
    for k in _depths(text, start):
        depth += 1 if text[k] == "{" else -1
        if depth == 0:
            return text[start + 1 : k], k + 1
    return "", start


def _depths(text: str, start: int) -> Iterator[int]:
    return (m.start() for m in re.compile(r"(?<!\\)[{}]").finditer(text, start))
