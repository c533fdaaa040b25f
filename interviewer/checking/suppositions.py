"""A step that supposes something in words, `if the components had variance s², then …`: its supposition is an earlier line."""

from __future__ import annotations

import re

_SUPPOSED = re.compile(
    r"^\s*(?:if|suppose|assume|assuming|supposing|when)\s+(?:instead\s+)?(?:that\s+)?(?P<premise>.{8,300}?)[,.;]?\s+then\s+(?P<claim>.{3,})$",
    re.I | re.S,
)


def supposed_apart(text: str) -> tuple[str, str] | None:
    """The supposition and what is claimed under it; None for any other line."""
    match = _SUPPOSED.match(text)
    if match is None or match["claim"].lower().startswith(("if ", "and ")) or " then " in match["claim"]:
        return None
    return match["premise"], match["claim"]
