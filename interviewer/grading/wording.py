"""How parts of a report are told, whatever it is rendered as: signs, remarks, headings."""

from __future__ import annotations

from interviewer.grading.report import Practice, Report, StepReport

GLYPH = {
    "verified": "✓",
    "given": "∎",
    "refuted": "✗",
    "undecided": "?",
    "reached": "✓",
    "wrong": "✗",
    "missing": "·",
    "full": "●",
    "partial": "◐",
    "none": "○",
    "not-asked": "·",
}


def heading(one: Practice) -> str:
    """What to practise, with what it could add to the score."""
    return f"{one.title} (up to {one.worth:.0f} points)" if one.worth else f"{one.title} (a bridge)"


def judge_line(report: Report) -> str:
    """Who judged, and what it took."""
    return report.judge + (f", {report.tokens:,} tokens" if report.tokens else "")


def remark(step: StepReport) -> str:
    """A step's verdict in words."""
    text = step.verdict + (f" ({step.method})" if step.method not in ("none", "") else "")
    return text + (f": {step.message}" if step.message else "") + (f" [{step.milestone}]" if step.milestone else "")
