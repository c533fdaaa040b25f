"""What a candidate asks for in plain words instead of with a key: a hint, the question again, to be done."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import cast, get_args

from interviewer.agent.facts import Wish

LONGEST_REQUEST = 400  # characters; in a longer text the phrase is part of an explanation, not a request


def wishes(prose: str) -> tuple[Wish, ...]:
    """The wishes in a piece of prose, as the keys of `intents.yaml`."""
    plain = " ".join(re.sub(r"[’'`]", "", prose.casefold()).split())
    if not plain or len(plain) > LONGEST_REQUEST:
        return ()
    found = _patterns()
    return tuple(cast(Wish, name) for name in get_args(Wish) if found[name].search(plain))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    import yaml

    rows: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("intents.yaml").read_text(encoding="utf-8"))
    return {name: re.compile(rf"(?<!\w)(?:{'|'.join(rows[name])})(?!\w)") for name in rows}
