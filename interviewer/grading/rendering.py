"""A report as text, JSON, Markdown or a self-contained HTML page."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.grading.page import page
from interviewer.grading.report import Report
from interviewer.grading.wording import GLYPH, heading, judge_line, remark
from interviewer.jsonlines import dumps


def as_json(report: Report) -> str:
    """One line of JSON by the contract."""
    return dumps(report.as_row())


def as_text(report: Report) -> str:
    """Plain text for a terminal, meaningful without colour."""
    out = [
        f"{report.derivation}"
        + (f" · {report.candidate}" if report.candidate else "")
        + (f" · {report.file}" if report.file else "")
    ]
    out += [f"Score {report.score}/100 — {report.recommendation}", report.summary, "", "Steps"]
    out += [f"  {GLYPH[s.verdict]} line {s.line:<4} {s.text.strip()}\n      {remark(s)}" for s in report.steps] or [
        "  none"
    ]
    out += ["", "Key steps"] + [
        f"  {GLYPH[m.status]} {m.id}: {m.status}" + (f" (line {m.line})" if m.line else "") for m in report.milestones
    ]
    out += ["", f"Assessment points (judge: {judge_line(report)})"]
    for p in report.points:
        out.append(f"  {GLYPH[p.level]} {p.id}: {p.level}" + (f" — {p.rationale}" if p.level != "not-asked" else ""))
        out += [f"      “{quote.strip()}”" for quote in p.evidence]
    out += ["", "Motivations (outside the score)"] if report.motivations else []
    for m in report.motivations:
        out.append(f"  {GLYPH[m.level]} {m.milestone}: {m.level} — {m.rationale}")
        out += [f"      “{quote.strip()}”" for quote in m.evidence]
    if report.practice:
        out += ["", "Practise next"]
    for k, one in enumerate(report.practice, 1):
        out += [f"  {k}. {heading(one)}: {one.why}", f"     {one.exercise}"]
    return harmless("\n".join(out))


def as_markdown(report: Report) -> str:
    """Markdown with the candidate's text in code spans, so that nothing in it becomes structure."""
    out = [
        f"# {report.derivation}: {report.score}/100, {report.recommendation}",
        "",
        report.summary,
        "",
        "## Steps",
        "",
        "| | line | step | verdict |",
        "|---|---|---|---|",
    ]
    out += [f"| {GLYPH[s.verdict]} | {s.line} | {_code(s.text)} | {_cell(remark(s))} |" for s in report.steps]
    out += ["", "## Key steps", ""] + [
        f"- {GLYPH[m.status]} {m.id}: {m.status}" + (f" (line {m.line})" if m.line else "") for m in report.milestones
    ]
    out += ["", "## Assessment points", "", f"Judge: {_cell(judge_line(report))}", ""]
    for p in report.points:
        out.append(
            f"- {GLYPH[p.level]} **{p.id}**: {p.level}" + (f". {_cell(p.rationale)}" if p.level != "not-asked" else "")
        )
        out += [f"  - {_code(quote)}" for quote in p.evidence]
    out += ["", "## Motivations (outside the score)", ""] if report.motivations else []
    for m in report.motivations:
        out.append(f"- {GLYPH[m.level]} **{m.milestone}**: {m.level}. {_cell(m.rationale)}")
        out += [f"  - {_code(quote)}" for quote in m.evidence]
    if report.practice:
        out += ["", "## Practise next", ""]
        out += [
            f"{k}. **{_cell(heading(p))}**: {_cell(p.why)}. {_cell(p.exercise)}"
            for k, p in enumerate(report.practice, 1)
        ]
    return harmless("\n".join(out) + "\n")


def _code(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "\\|")
    ticks = "`" * (max((len(run) for run in _runs(flat)), default=0) + 1)
    return f"{ticks} {flat} {ticks}" if "`" in flat else f"`{flat}`"


def _runs(text: str) -> list[str]:
    import re

    return re.findall("`+", text)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def harmless(text: str) -> str:
    """The text without what would move or hide something on a screen."""
    from interviewer.notation.cleaning import clean

    return "\n".join(clean(line) for line in text.split("\n"))


def as_html(report: Report) -> str:
    """One page without scripts or outside resources; formulas are typeset as MathML."""

    return harmless(page(report))


RENDERERS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "html": as_html,
}
