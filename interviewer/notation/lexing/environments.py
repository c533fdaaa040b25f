"""Environments of LaTeX: matrices and cases, whose cells and rows are told apart; others only lay out."""

from __future__ import annotations

import re

from interviewer.notation.lexing.scan import Scan

_MATRICES = frozenset("pmatrix bmatrix matrix vmatrix Bmatrix smallmatrix cases array".split())
_ROW_SPACE = re.compile(r"\s*\[[^\]]*(?:pt|em|ex)\]")


def environment(scan: Scan, name: str) -> None:
    r"""`\begin{…}` or `\end{…}`, by `name`."""
    kind = (scan.group() or "").rstrip("*")
    if kind == "array":
        scan.group()  # how its columns are set
    if kind not in _MATRICES:
        return
    if name == "begin":
        scan.environments.append(kind)
        scan.emit("matrix", kind)
    elif scan.environments:
        scan.environments.pop()
        scan.emit("close", "matrix")


def line_break(scan: Scan, _: str) -> None:
    r"""`\\[2pt]`: the end of a row, or of a line of an aligned block."""
    scan.skip(_ROW_SPACE)
    scan.emit("op", "\\\\")
