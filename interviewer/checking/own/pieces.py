"""A line of prose with several statements as one line each: `p(μ) = … and x_1, …, x_N ∼ …; then p(μ|X) = … with`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOTS = r"(?:\\[lcd]?dots|…|\.\.\.?)"
_SAMPLES = re.compile(  # x_1, …, x_N before what they are drawn from
    rf"(?P<x>\\?[A-Za-z]+)_\{{?1\}}?\s*,?\s*(?:(?P=x)_\{{?2\}}?\s*,\s*)?{_DOTS}\s*,?\s*(?P=x)_\{{?(?P<n>[A-Za-z])\}}?"
    rf"(?=\s*\$?\s*(?:are\s+)?(?:i\.?i\.?d\.?\s*)?\$?(?:~|∼|\\sim))"
)
_ONES = re.compile(
    r"(?:Suppose\s+|Let\s+|Given\s+)?\$?\\?[A-Za-z]+_\{?[A-Za-z]\}?\s*(?:~|∼|\\sim)\s*(?:\\mathrm|\\text|\\operatorname)?\{?"
    r"Ber(?:n|noulli)?\}?\s*\(\s*(\\?\w+|[^\W\d_])\s*\)\$?\s*(?:i\.?i\.?d\.?\s*)?,?\s*(?:with|of\s+which|containing|having)\s+"
    r"\$?(\\?\w+?(?:_\{?\w\}?)?)\$?\s+(?:are\s+)?(?:ones|heads|successes|1s)\b"
)
_BY_NAME = re.compile(r"(?<=[(,])\s*(?:shape|rate|mean|variance|var)\s*=\s*")  # Gamma(shape=a, rate=b)
_JOINT = re.compile(r"\s*(?:;|,?\s+and\b|,?\s*then\b|\.\s)\s*(?:then\s+|and\s+|Then\s+)*(?=\$)")
_RELATION = re.compile(r"[=~∼∝<>∈]|\\sim|\\propto|\\in\b|\\ge|\\le")
_TAIL = re.compile(r"\s+(?:with|where|and|then|so)\s*$")


def statements(text: str) -> list[str]:
    """The statements of a line, samples that are listed as one that runs."""
    text = _BY_NAME.sub(" ", text)
    listed = _SAMPLES.search(text)
    size = listed["n"] if listed else "n"
    text = _SAMPLES.sub(lambda m: f"{m['x']}_n", _TAIL.sub("", text))
    text = _ONES.sub(lambda m: f"$p(D|{m[1]}) = {m[1]}^{{{m[2]}}} (1-{m[1]})^{{{size} - {m[2]}}}$", text)
    if text.count("$") < 4:
        return [text]
    return list(_apart(text))


def _apart(text: str) -> Iterator[str]:
    last = 0
    for m in _JOINT.finditer(text):
        if text[: m.start()].count("$") % 2:
            continue  # within a formula
        before, after = text[last : m.start()], text[m.end() :].lstrip("$").split("$")[0]
        if _RELATION.search(before) and _RELATION.search(after):
            yield before
            last = m.end()
    yield text[last:]
