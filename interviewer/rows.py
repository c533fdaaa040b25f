"""The rows of `interviewer check`: a line to judge in, its verdict out, whatever the row holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from interviewer.isolated import Lost, Worker, ordered_map

ROW_SECONDS = 10.0  # the checker bounds itself at about one; this catches what escapes its bounds
MAX_SETUP = 200  # lines; a candidate writes some thirty

_KNOWN = frozenset({"id", "derivation", "setup", "step"})


class RowError(ValueError):
    """A row that cannot be judged; the message says what is wrong with it."""


def check_rows(lines: Iterable[bytes | str], jobs: int | None = None) -> Iterator[dict[str, Any]]:
    """One verdict row (or error row) per non-blank line, in order; a row that crashes its process is `undecided`."""
    rows = ((number, _text(line)) for number, line in enumerate(lines, 1) if line.strip())
    yield from ordered_map(_answer, rows, prepare=prepare, seconds=ROW_SECONDS, jobs=jobs) if False else _with_rows(
        rows, jobs
    )


def _text(line: bytes | str) -> str:
    return line if isinstance(line, str) else line.decode("utf-8", "surrogateescape")
