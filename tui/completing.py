"""Completion of symbols: what the letters before the cursor may become."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.symbols import completable, reads_as_prose

MOST = 6  # more than one can take in at a glance
SHORTEST_BARE = 3  # letters of a name without a backslash before anything is offered

_PREFIX = re.compile(r"(\\?)([A-Za-z]+)$")


@dataclass(frozen=True, slots=True)
class Completion:
    """`insert` takes the place of the `typed` characters before the cursor; the cursor then goes `back` characters."""

    name: str
    shown: str
    insert: str
    typed: int
    back: int = 0


def completions(line: str, column: int) -> list[Completion]:
    """What may be completed at that column, the shortest names first; empty when nothing is worth offering."""
    found = _PREFIX.search(line[:column])
    if found is None or (column < len(line) and line[column].isalnum()):
        return []
    slash, prefix = found.groups()
    if not slash and (len(prefix) < SHORTEST_BARE or reads_as_prose(line)):
        return []
    offers = []
    for name, (shown, template, bare) in completable().items():
        if not name.startswith(prefix) or not (slash or bare) or (name == prefix and "|" not in template):
            continue
        text = template if slash else template.removeprefix("\\")
        before, bar, after = text.partition("|") if "{" in template else (text, "", "")
        offers.append(Completion(name, shown, before + after, len(found[0]), len(after) if bar else 0))
    return sorted(offers, key=lambda offer: (len(offer.name), offer.name))[:MOST]
