"""Requests a candidate makes in plain words instead of with a key: a hint, giving up, being done."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

Intent = Literal["hint", "gives_up", "done"]

LONGEST_REQUEST = 400  # characters; in a longer text the phrase is part of an explanation, not a request


def intents(prose: str) -> frozenset[str]:
    """The requests in a piece of prose, as the keys of `intents.yaml`."""
    plain = " ".join(re.sub(r"[’'`]", "", prose.casefold()).split())
    if not plain or len(plain) > LONGEST_REQUEST:
        return frozenset()
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(plain))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    import yaml

    rows: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("intents.yaml").read_text(encoding="utf-8"))
    return {name: re.compile(rf"\b(?:{'|'.join(rows[name])})\b") for name in rows}
