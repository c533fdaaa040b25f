"""A step that a line says to be of some size η and that has no η in it: the factor is dropped, not chosen to be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.claims.updates import ALONG
from interviewer.checking.judged import Judged

NO_SIZE = "the size of the step is said to be {0}, which does not stand in it; write it as a factor, or that it is one"
_SIZE = r"(?:learning[\s-]+rate|step[\s-]*size|step[\s-]+length)"
_LETTER = r"\$?(?P<letter>\\[a-z]+|[a-zα-ω])(?![\w}])\$?"
_SAID = (
    re.compile(rf"\b{_SIZE}\s+{_LETTER}(?!\s*(?:=|is\b|of\b))"),
    re.compile(rf"(?<![\w\\]){_LETTER}\s*(?:>\s*0\$?\s*)?(?:is|denotes|being|,)?\s*(?:the|a)\s+{_SIZE}"),
)


def with_step_size(judged: Judged, setup: Sequence[str], text: str) -> Judged:
    """The verdict on a step along the gradient, undecided where its size is named and left out."""
    if judged.kind != "verified" or judged.message != ALONG:
        return judged
    for line in (text, *setup):
        for match in (m for said in _SAID for m in said.finditer(line)):
            rest = text.replace(match[0], " ", 1) if line is text else text
            end = "(?![a-z])" if match["letter"].isascii() else ""  # of ηXᵀ and \\eta X
            if not re.search(rf"(?<![a-z\\]){re.escape(match['letter'])}{end}", rest):
                return replace(judged, kind="undecided", message=NO_SIZE.format(match["letter"]))
    return judged
