"""From what a refuted line got wrong to a question at which its writer can see it himself."""

from __future__ import annotations

from typing import Any

from interviewer.agent.moves import Angle

_CUES: tuple[tuple[tuple[str, ...], Angle], ...] = (
    (("sign",), "sign"),
    (("transpose", "shape", "dimension", "size"), "dimensions"),
    (("factor", "scal", "constant"), "factor"),
    (("swap", "order", "argument"), "order"),
    (("inequality", "wrong way", "direction", "flipped", "≤", "≥"), "direction"),
    (("term", "missing", "dropped", "label", "extra"), "terms"),
)


def angle_for(diagnosis: str, values: str, probes: int) -> Angle:
    """The angle of the `probes`-th question (from 0) about a line.

    The first goes where the diagnosis points, the second to a case in which the line can be tried out. The angle never
    repeats the diagnosis: "dimensions" asks for the shape of both sides, it does not say that a transpose is missing.
    """
    if probes == 0:
        lowered = diagnosis.lower()
        for cues, angle in _CUES:
            if any(cue in lowered for cue in cues):
                return angle
        return "values" if values else "special-case"
    return "values" if values else "recheck"


def values_to_try(counterexample: dict[str, Any] | None, most: int = 3, longest: int = 40) -> str:
    """A counterexample as a case to try, for example "w = 2, y = −1"; empty when it is too large to do by hand."""
    if not counterexample:
        return ""
    parts: list[str] = []
    for name, value in counterexample.items():
        text = _short(value)
        if name.lower() in ("left", "right", "lhs", "rhs") or len(text) > longest:
            continue
        parts.append(f"{name} = {text}")
    return ", ".join(parts) if 0 < len(parts) <= most else ""


def _short(value: object) -> str:
    text = f"{value:.3g}" if isinstance(value, float) else str(value)
    return text.replace("-", "−")
