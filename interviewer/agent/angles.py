"""From what a refuted line got wrong to a question at which its writer can see it himself."""

from __future__ import annotations

from typing import Any

from interviewer.agent.moves import Angle

_CUES: tuple[tuple[tuple[str, ...], Angle], ...] = (
    (("sign",), "sign"),
    (("transpose", "shape", "dimension", "size"), "dimensions"),
    (("factor", "scal", "constant", "power", "square"), "factor"),
    (("swap", "order", "argument", "upside down", "inverted", "wrong way round"), "order"),
    (("inequality", "direction", "flipped", "≤", "≥"), "direction"),
    (("term", "missing", "dropped", "label", "extra"), "terms"),
)


def angle_for(diagnosis: str, values: str, turn: str, before: str) -> Angle:
    """The angle of the next question about a line; `before` is the last one's, "" for none.

    A wrong turn the catalogue knows has its own question. Else the first goes where the diagnosis points, the second to a
    case in which the line can be tried out. The angle never repeats the diagnosis: "dimensions" asks for the shape of
    both sides, it does not say that a transpose is missing.
    """
    wanted: list[Angle] = ["turn"] if turn else []
    wanted += [angle for cues, angle in _CUES if any(cue in diagnosis.lower() for cue in cues)][:1]
    wanted += ["values"] if values else []
    wanted += ["special-case", "recheck"]
    return next(angle for angle in _after(wanted, before) if angle != before)


def _after(wanted: list[Angle], before: str) -> list[Angle]:
    """The wishes below the angle already taken, all of them when it was none of these."""
    names: list[str] = [*wanted]
    return wanted[names.index(before) + 1 :] or ["recheck", "special-case"] if before in names else wanted


def values_to_try(counterexample: dict[str, Any] | None, most: int = 3) -> str:
    """A counterexample as a case to try, for example "w = 2 and y = −1.5"; empty when it is too much to do by hand."""
    parts: list[str] = []
    for name, value in (counterexample or {}).items():
        if name.lower() in ("left", "right", "lhs", "rhs"):
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            return ""
        parts.append(f"{name} = {f'{value:.2g}'.replace('-', '−')}")
    return " and ".join(parts) if 0 < len(parts) <= most else ""
