"""The map of connections between the formulas: the derivation in the middle, what it leads to and what leads to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from derivations import Derivation


@dataclass(frozen=True, slots=True)
class Link:
    """A connection seen from a derivation: the other one, what connects them, and whether it is stated there."""

    other: str
    text: str
    formula: str | None
    incoming: bool


def links_of(name: str, catalogue: Mapping[str, Derivation]) -> list[Link]:
    """Outgoing links first; one to a derivation already shown is not repeated the other way round."""
    out = [Link(c.to, c.text, c.formula, False) for c in catalogue[name].connections if c.to in catalogue]
    seen = {link.other for link in out}
    for other, derivation in catalogue.items():
        if other != name and other not in seen:
            out += [Link(other, c.text, c.formula, True) for c in derivation.connections if c.to == name][:1]
    return out


def connection_map(name: str, catalogue: Mapping[str, Derivation], scores: Mapping[str, int], width: int) -> Content:
    """The map as a tree. `scores` are the last scores by derivation."""
    from tui.typeset import one_line

    links = links_of(name, catalogue)
    trunk = catalogue[name].title
    lines = [Content.assemble(("◉ ", "bold $primary"), (trunk, "bold"), _score(scores.get(name)))]
    for k, link in enumerate(links):
        last = k == len(links) - 1
        arm, stem = ("└" if last else "├"), (" " if last else "│")
        arrow = "◀─" if link.incoming else "─▶"
        lines.append(Content(f"{'│'}").stylize("$border"))
        lines.append(
            Content.assemble(
                (f"{arm}──{arrow} ", "$border"), (catalogue[link.other].title, "bold"), _score(scores.get(link.other))
            )
        )
        for row in _wrapped(link.text, max(20, width - 6)):
            lines.append(Content.assemble((f"{stem}     ", "$border"), (row, "$foreground-muted")))
        if link.formula and cell_len(formula := one_line(link.formula)) <= width - 6:
            lines.append(Content.assemble((f"{stem}     ", "$border"), (formula, "$secondary")))
    return Content("\n").join(lines)


def _score(score: int | None) -> tuple[str, str]:
    return (
        ("  not tried yet", "$foreground-muted italic")
        if score is None
        else (f"  {score}/100", "$success" if score >= 70 else "$warning")
    )


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, width) or [""]
