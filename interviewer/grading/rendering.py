# ruff: noqa: E501  (the page's markup is clearer unbroken)
"""A report as text, JSON, Markdown or a self-contained HTML page."""

from __future__ import annotations

import html
from collections.abc import Callable

from interviewer.grading.report import Report, StepReport
from interviewer.jsonlines import dumps

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
    out += [f"  {GLYPH[s.verdict]} line {s.line:<4} {s.text.strip()}\n      {_remark(s)}" for s in report.steps] or [
        "  none"
    ]
    out += ["", "Key steps"] + [
        f"  {GLYPH[m.status]} {m.id}: {m.status}" + (f" (line {m.line})" if m.line else "") for m in report.milestones
    ]
    out += ["", f"Assessment points (judge: {report.judge})"]
    for p in report.points:
        out.append(f"  {GLYPH[p.level]} {p.id}: {p.level}" + (f" — {p.rationale}" if p.level != "not-asked" else ""))
        out += [f"      “{quote.strip()}”" for quote in p.evidence]
    if report.practice_next:
        out += ["", "Practise next"] + [f"  - {item}" for item in report.practice_next]
    return _harmless("\n".join(out))


def _remark(step: StepReport) -> str:
    text = step.verdict + (f" ({step.method})" if step.method not in ("none", "") else "")
    return text + (f": {step.message}" if step.message else "") + (f" [{step.milestone}]" if step.milestone else "")


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
    out += [f"| {GLYPH[s.verdict]} | {s.line} | {_code(s.text)} | {_cell(_remark(s))} |" for s in report.steps]
    out += ["", "## Key steps", ""] + [
        f"- {GLYPH[m.status]} {m.id}: {m.status}" + (f" (line {m.line})" if m.line else "") for m in report.milestones
    ]
    out += ["", "## Assessment points", ""]
    for p in report.points:
        out.append(
            f"- {GLYPH[p.level]} **{p.id}**: {p.level}" + (f". {_cell(p.rationale)}" if p.level != "not-asked" else "")
        )
        out += [f"  - {_code(quote)}" for quote in p.evidence]
    if report.practice_next:
        out += ["", "## Practise next", ""] + [f"- {_cell(item)}" for item in report.practice_next]
    return _harmless("\n".join(out) + "\n")


def _code(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "\\|")
    ticks = "`" * (max((len(run) for run in _runs(flat)), default=0) + 1)
    return f"{ticks} {flat} {ticks}" if "`" in flat else f"`{flat}`"


def _runs(text: str) -> list[str]:
    import re

    return re.findall("`+", text)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


_STYLE = """
:root{color-scheme:light dark;--ink:#1d2433;--dim:#667085;--line:#e4e7ec;--good:#147a4b;--bad:#b42318;--some:#a15c07;--page:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e7eaf0;--dim:#98a2b3;--line:#2b3240;--good:#4ccb8f;--bad:#ff8a80;--some:#f0b458;--page:#12161f}}
body{font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:56rem;margin:2.5rem auto;padding:0 1.25rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}
.score{font-size:3rem;font-weight:650;line-height:1.1;margin:.4rem 0 0}.dim{color:var(--dim)}table{border-collapse:collapse;width:100%}
td{padding:.45rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}td:first-child{width:1.4rem;text-align:center}
.f{font-family:'STIX Two Math','Cambria Math',ui-serif,Georgia,serif;font-size:1.06rem;white-space:pre-wrap;overflow-wrap:anywhere}
.verified,.given,.reached,.full{color:var(--good)}.refuted,.wrong,.none{color:var(--bad)}.undecided,.partial,.missing{color:var(--some)}
blockquote{margin:.3rem 0 .3rem .2rem;padding-left:.8rem;border-left:3px solid var(--line)}
"""


def as_html(report: Report) -> str:
    """One page without scripts or outside resources; formulas are typeset as MathML where they read as LaTeX."""
    e = html.escape
    rows = "".join(
        f"<tr><td class='{s.verdict}' title='{s.verdict}'>{GLYPH[s.verdict]}</td><td class=dim>{s.line}</td><td><div class=f>{typeset(s.text)}</div><div class=dim>{e(_remark(s))}</div></td></tr>"
        for s in report.steps
    )
    milestones = "".join(
        f"<tr><td class='{m.status}'>{GLYPH[m.status]}</td><td>{e(m.id)}</td><td class=dim>{m.status}{f', line {m.line}' if m.line else ''}</td></tr>"
        for m in report.milestones
    )
    points = "".join(
        f"<tr><td class='{p.level}'>{GLYPH[p.level]}</td><td>{e(p.id)}</td><td>{p.level}<div class=dim>{e(p.rationale)}</div>{''.join(f'<blockquote>{e(q)}</blockquote>' for q in p.evidence)}</td></tr>"
        for p in report.points
    )
    advice = "".join(f"<li>{e(item)}</li>" for item in report.practice_next)
    return _harmless(
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{e(report.derivation)}: {report.score}/100</title>"
        f"<style>{_STYLE}</style><h1>{e(report.derivation)}{f' · {e(report.candidate)}' if report.candidate else ''}</h1>"
        f"<p class=score>{report.score}<span class=dim style='font-size:1.2rem'> / 100 · {report.recommendation}</span></p><p>{e(report.summary)}</p>"
        f"<h2>Steps</h2><table>{rows}</table><h2>Key steps</h2><table>{milestones}</table><h2>Assessment points <span class=dim>(judge: {e(report.judge)})</span></h2><table>{points}</table>"
        + (f"<h2>Practise next</h2><ul>{advice}</ul>" if advice else "")
        + "</html>\n"
    )


def typeset(text: str) -> str:
    """A formula as MathML when it is LaTeX and converts; escaped text otherwise."""
    if "\\" in text and len(text) < 2_000:
        try:
            from latex2mathml.converter import convert

            return convert(text.strip().strip("$"))
        except Exception:
            pass
    from interviewer.notation.tokens import clean

    return html.escape(clean(text).strip())


def _harmless(text: str) -> str:
    from interviewer.notation.tokens import clean

    return "\n".join(clean(line) for line in text.split("\n"))


RENDERERS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "html": as_html,
}
