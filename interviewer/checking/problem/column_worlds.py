"""Samples told to be the columns of a matrix whose rows they are in the problem, where that is a reading of the problem by itself.

`X ∈ ℝ^{d×n}`, `tokens as columns`, `Q = W_Q X`: the line `COLUMNS` before all others calls for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World

COLUMNS = "samples as columns"
_FONTS = re.compile(r"\\(?:mathbf|boldsymbol|bm|mathrm|mathsf)\s*\{\s*([^{}]*?)\s*\}")
_TRANSPOSED = r"(?:ᵀ|⊤|\.T\b|\^\s*\{?\s*(?:\\top|\\intercal|⊤|T)\s*\}?)"
_MAP = rf"[A-ZΩΘ]\s*(?:[_^]\s*(?:\{{[^{{}}]*\}}|\(?\w+\)?))?\s*{_TRANSPOSED}?"


def tells_columns(world: World, lines: Sequence[str]) -> bool:
    """Whether earlier lines have called for the reading with samples in columns."""
    return bool(lines) and lines[0] == COLUMNS


def maps_columns(line: str, matrix: str) -> bool:
    """`Q = W_Q X`: a matrix that stands before what holds the samples."""
    plain = _FONTS.sub(r"\1", line)
    return (
        re.search(rf"=\s*\(?{_MAP}\s*\)?\s*[@·]?\s*{matrix}(?![\w'.]|\s*(?:{_TRANSPOSED}|[A-Z@_]))", plain) is not None
    )
