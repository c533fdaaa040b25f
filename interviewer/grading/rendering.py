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
    out += ["", f"Assessment points (judge: {_judge(report)})"]
    for p in report.points:
        out.append(f"  {GLYPH[p.level]} {p.id}: {p.level}" + (f" — {p.rationale}" if p.level != "not-asked" else ""))
        out += [f"      “{quote.strip()}”" for quote in p.evidence]
    if report.practice_next:
        out += ["", "Practise next"] + [f"  - {item}" for item in report.practice_next]
    return _harmless("\n".join(out))


def _judge(report: Report) -> str:
    return report.judge + (f", {report.tokens:,} tokens" if report.tokens else "")


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
    out += ["", "## Assessment points", "", f"Judge: {_cell(_judge(report))}", ""]
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
:root{color-scheme:light dark;--ink:#1c2330;--dim:#667085;--line:#e6e8ee;--good:#147a4b;--bad:#b42318;--some:#a15c07;--page:#fbfbfd;--card:#fff;--soft:#f2f4f8}
@media(prefers-color-scheme:dark){:root{--ink:#e7eaf0;--dim:#98a2b3;--line:#2b3240;--good:#4ccb8f;--bad:#ff8a80;--some:#f0b458;--page:#0f131b;--card:#161b26;--soft:#1d2431}}
*{box-sizing:border-box}body{font:16px/1.6 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:58rem;margin:2.5rem auto;padding:0 1.25rem}
header,section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.4rem 1.6rem;margin:0 0 1.1rem}
header{display:grid;grid-template-columns:auto 1fr;gap:1.6rem;align-items:center}h1{font-size:1.35rem;margin:0 0 .3rem}h2{font-size:1rem;margin:0 0 .8rem;letter-spacing:.01em}
.ring{width:7rem;height:7rem}.ring text{font:650 1.5rem system-ui,sans-serif;fill:var(--ink);text-anchor:middle}.ring .of{font-size:.55rem;fill:var(--dim);font-weight:400}
.tag{display:inline-block;padding:.1rem .6rem;border-radius:99px;background:var(--soft);font-size:.86rem}.dim{color:var(--dim)}p{margin:.4rem 0}
table{border-collapse:collapse;width:100%}td{padding:.5rem .55rem;border-top:1px solid var(--line);vertical-align:top}tr:first-child td{border-top:0}
td:first-child{width:1.6rem;text-align:center;font-weight:600}.n{width:2.6rem;text-align:right;font-variant-numeric:tabular-nums}
.f{font-family:'STIX Two Math','Cambria Math','Latin Modern Math',ui-serif,Georgia,serif;font-size:1.07rem;white-space:pre-wrap;overflow-wrap:anywhere}.s{font-size:.9rem}
.verified,.given,.reached,.full{color:var(--good)}.refuted,.wrong,.none{color:var(--bad)}.undecided,.partial,.missing{color:var(--some)}
blockquote{margin:.45rem 0 .2rem;padding:.35rem .8rem;border-left:3px solid var(--line);background:var(--soft);border-radius:0 8px 8px 0;overflow-wrap:anywhere}
ol{margin:0;padding-left:1.3rem}li{margin:.25rem 0}@media(max-width:34rem){header{grid-template-columns:1fr}}@media print{body{margin:0;max-width:none}header,section{break-inside:avoid}}
"""
_RING = 2 * 3.14159265 * 42  # the circumference, radius 42


def as_html(report: Report) -> str:
    """One page without scripts or outside resources; formulas are typeset as MathML where they read as LaTeX."""
    e = html.escape
    steps = "".join(
        f"<tr><td class='{s.verdict}' title='{s.verdict}'>{GLYPH[s.verdict]}</td><td class='dim n'>{s.line}</td><td><div class=f>{typeset(s.text)}</div><div class='dim s'>{e(_remark(s))}</div></td></tr>"
        for s in report.steps
    )
    milestones = "".join(
        f"<tr><td class='{m.status}'>{GLYPH[m.status]}</td><td>{e(_named(m.id))}</td><td class='dim s'>{m.status}{f', line {m.line}' if m.line else ''}</td></tr>"
        for m in report.milestones
    )
    points = "".join(
        f"<tr><td class='{p.level}'>{GLYPH[p.level]}</td><td>{e(_named(p.id))} <span class='dim s'>{p.level}</span><div class='dim s'>{e(p.rationale) if p.level != 'not-asked' else ''}</div>{''.join(f'<blockquote>{e(q)}</blockquote>' for q in p.evidence)}</td></tr>"
        for p in report.points
    )
    advice = "".join(f"<li>{e(item)}</li>" for item in report.practice_next)
    colour = "good" if report.score >= 70 else "some" if report.score >= 50 else "bad"
    ring = (
        f"<svg class=ring viewBox='0 0 100 100' role=img aria-label='{report.score} of 100'><circle cx=50 cy=50 r=42 fill=none stroke='var(--line)' stroke-width=7 />"
        f"<circle cx=50 cy=50 r=42 fill=none stroke='var(--{colour})' stroke-width=7 stroke-linecap=round stroke-dasharray='{_RING * report.score / 100:.1f} {_RING:.1f}' transform='rotate(-90 50 50)' />"
        f"<text x=50 y=56>{report.score}</text><text class=of x=50 y=70>of 100</text></svg>"
    )
    return _harmless(
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'><title>{e(report.derivation)}: {report.score}/100</title><style>{_STYLE}</style>"
        f"<header>{ring}<div><h1>{e(_named(report.derivation))}{f' · {e(report.candidate)}' if report.candidate else ''}</h1><span class=tag>{report.recommendation}</span>"
        f"<p>{e(report.summary)}</p><p class='dim s'>Hints: {report.hints} · judge: {e(_judge(report))}</p></div></header>"
        + _section("Practise next", f"<ol>{advice}</ol>" if advice else "")
        + _section("Key steps", f"<table>{milestones}</table>" if milestones else "")
        + _section("Assessment points", f"<table>{points}</table>" if points else "")
        + _section("Steps", f"<table>{steps}</table>" if steps else "<p class=dim>No formula was written.</p>")
        + "</html>\n"
    )


def _section(title: str, body: str) -> str:
    return f"<section><h2>{title}</h2>{body}</section>" if body else ""


def _named(name: str) -> str:
    return name.replace("-", " ").capitalize()


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
