"""The signs of the screen. Each means the same everywhere, has a word beside it in help, and never speaks by colour alone."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """A glyph one cell wide, its style in the theme's names, and its word."""

    glyph: str
    style: str
    word: str


VERDICT = {
    "verified": Sign("✓", "$success", "follows"),
    "given": Sign("∎", "$success", "given"),
    "refuted": Sign("✗", "$error", "refuted"),
    "undecided": Sign("?", "$warning", "undecided"),
}
MILESTONE = {
    "open": Sign("·", "$foreground-muted", "open"),
    "missing": Sign("·", "$foreground-muted", "missing"),
    "reached": Sign("✓", "$success", "reached"),
    "stated": Sign("≈", "$secondary", "stated in words"),
    "wrong": Sign("✗", "$error", "wrong"),
    "given": Sign("↓", "$warning", "given away"),
    None: Sign("·", "$foreground-muted", "not shown yet"),
}
LEVEL = {
    "full": Sign("●", "$success", "full"),
    "partial": Sign("◐", "$warning", "partial"),
    "none": Sign("○", "$error", "none"),
    "not-asked": Sign("·", "$foreground-muted", "not asked"),
    None: Sign("·", "$foreground-muted", "not asked"),
}
RECOMMENDATION = {
    "strong-hire": Sign("★", "$success", "strong hire"),
    "hire": Sign("▲", "$success", "hire"),
    "lean-no-hire": Sign("△", "$warning", "lean no hire"),
    "no-hire": Sign("▽", "$error", "no hire"),
}


def bar(share: float, width: int) -> tuple[str, str]:
    """The filled and the empty part of a bar."""
    filled = round(max(0.0, min(1.0, share)) * width)
    return "━" * filled, "╌" * (width - filled)


def minutes(seconds: float) -> str:
    """Seconds as mm:ss."""
    return f"{int(seconds // 60):02d}:{int(seconds % 60):02d}"
