# ruff: noqa: E501  (the page's markup is clearer unbroken)
"""A report as one self-contained page: to read, to print, to send to a colleague."""

from __future__ import annotations

import html
from importlib.resources import files
from math import pi

from interviewer.grading.report import MotivationReport, PointReport, Report, StepReport
from interviewer.grading.typesetting import typeset
from interviewer.grading.wording import GLYPH, heading, judge_line, remark

RADIUS = 42
_ROUND = 2 * pi * RADIUS
e = html.escape


def page(report: Report) -> str:
    """The whole page."""
    style = (files("interviewer.grading") / "page.css").read_text("utf-8")
    title = named(report.derivation)
    who = f" · {e(report.candidate)}" if report.candidate else ""
    source = f"{e(report.derivation)} · " + (f"{e(report.file)} · " if report.file else "")
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>{e(title)}: {report.score}/100</title><style>{style}</style>"
        f"<header>{_ring(report.score)}<div><h1>{e(title)}{who}</h1><span class='tag {_colour(report.score)}'>{report.recommendation.replace('-', ' ')}</span>"
        f"<p>{e(report.summary)}</p><p class='dim s'>{source}hints: {report.hints} · judge: {e(judge_line(report))}</p></div></header><main>"
        + _section("Practise next", _practice(report))
        + _section("Key steps", _milestones(report))
        + _section("Assessment points", "".join(map(_point, report.points)))
        + _section("Motivations", "".join(map(_motivation, report.motivations)))
        + _section("Line by line", "".join(map(_step, report.steps)) or "<p class=dim>No formula was written.</p>")
        + "</main><footer class='dim s'>✓ follows · ∎ given · ✗ does not hold · ? could not be judged &nbsp; ● full ◐ partial ○ none. "
        "Score: 60 for the key steps, 40 for the answers, less hints and slips; motivations stand outside it.</footer></html>\n"
    )


def named(name: str) -> str:
    """An id as people read it; short ones are abbreviations."""
    return (
        " ".join(w.upper() if w in _SHORT else w for w in name.split("-")).strip()
        if name.split("-")[0] in _SHORT
        else _capital(name)
    )


_SHORT = frozenset(["svm", "vae", "kl", "em", "map", "kv", "kkt", "js", "gmm", "ddpm", "elbo"])


def _capital(name: str) -> str:
    words = [w.upper() if w in _SHORT else w for w in name.split("-")]
    return " ".join([words[0].capitalize(), *words[1:]])


def _colour(score: int) -> str:
    return "good" if score >= 70 else "some" if score >= 50 else "bad"


def _ring(score: int) -> str:
    arc = f"<circle cx=50 cy=50 r={RADIUS} fill=none stroke='currentColor' stroke-width=8 stroke-linecap=round stroke-dasharray='{_ROUND * score / 100:.1f} {_ROUND:.1f}' transform='rotate(-90 50 50)' />"
    return (
        f"<svg class='ring {_colour(score)}' viewBox='0 0 100 100' role=img aria-label='{score} of 100'>"
        f"<circle cx=50 cy=50 r={RADIUS} fill=none stroke='var(--line)' stroke-width=8 />{arc if score else ''}"
        f"<text x=50 y=55>{score}</text><text class=of x=50 y=70>of 100</text></svg>"
    )


def _practice(report: Report) -> str:
    rows = (
        f"<li><b>{e(heading(one))}</b><div class='dim s'>{e(one.why)}</div><div>{e(one.exercise)}</div></li>"
        for one in report.practice
    )
    return f"<ol>{''.join(rows)}</ol>" if report.practice else ""


def _milestones(report: Report) -> str:
    def one(status: str, name: str, line: int | None) -> str:
        where = f"<a href='#line-{line}'>{status}, line {line}</a>" if line else status
        return f"<li class={status}><i>{GLYPH[status]}</i><span>{e(named(name))}</span><small>{where}</small></li>"

    rows = "".join(one(m.status, m.id, m.line) for m in report.milestones)
    return f"<ul class=track>{rows}</ul>" if rows else ""


def _point(point: PointReport) -> str:
    said = point.rationale if point.level != "not-asked" else ""
    return _answer(point.id, point.level, said, point.evidence)


def _motivation(reason: MotivationReport) -> str:
    return _answer(reason.milestone, reason.level, reason.rationale, reason.evidence)


def _answer(name: str, level: str, said: str, evidence: list[str]) -> str:
    quotes = "".join(f"<blockquote>{e(quote)}</blockquote>" for quote in evidence)
    return (
        f"<div class=row><i class={level}>{GLYPH[level]}</i><div><b>{e(named(name))}</b> "
        f"<span class='mark {level}'>{level.replace('-', ' ')}</span><div class='dim s'>{e(said)}</div>{quotes}</div></div>"
    )


def _step(step: StepReport) -> str:
    wrong = _values(step)
    return (
        f"<div class=row id=line-{step.line}><i class={step.verdict}>{GLYPH[step.verdict]}</i><div><div class=f>{typeset(step.text)}</div>"
        f"<div class='dim s'><span class=n>{step.line}</span> {e(remark(step))}</div>{wrong}</div></div>"
    )


def _values(step: StepReport) -> str:
    values = step.counterexample or {}
    shown = "".join(f"<tr><td>{e(str(name))}<td>{e(_short(value))}" for name, value in values.items())
    return (
        f"<details><summary class=s>values at which it fails</summary><table>{shown}</table></details>" if shown else ""
    )


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        return f"[{', '.join(map(_short, value))}]"
    return str(value)


def _section(title: str, body: str) -> str:
    return f"<section><h2>{title}</h2>{body}</section>" if body else ""
