"""A line of prose with several statements as one line each: `p(μ) = … and x_1, …, x_N ∼ …; then p(μ|X) = … with`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.notation.words.law_arguments import with_plain_arguments

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
_NOISE = re.compile(  # y = Xθ + noise N(0, σ²I)
    r"\+\s*(?:\w+\s+)?noise\s+(?P<law>(?:\\mathcal\s*\{?\s*N\s*\}?|𝒩|N)\s*\((?:[^()]|\([^()]*\))*\))"
)
_JOINT = re.compile(
    r"\s*(?:(?P<hard>;|,?\s*(?:so|hence|thus|then)\b)|,?\s+and\b|\.\s)\s*(?:then\s+|and\s+|Then\s+)*(?=\$|(?(hard)\w|\$))"
)
_RELATION = re.compile(r"[=~∼∝<>∈]|\\sim|\\propto|\\in\b|\\ge|\\le")
_TAIL = re.compile(r"\s+(?:with|where|and|then|so)\s*$")


_LEADING = re.compile(
    r"^(?:[\s,;:.$]|\\(?:boldsymbol|mathbf)(?=\s)|(?:and|with|where|under|prior|all|so|for|each|we|have|the)\b|a\b(?!\s*[<>=,]))+|[\s,;:.$]+$"
)
_STATED = re.compile(r"[<>=~∝∈≥≤]|\\(?:sim|ge|geq|le|leq|propto|in)\b")
_NO_CLAIM = re.compile(r"^(?:[<>≥≤]|\\(?:geq?|leq?)\b|[a-z]\s*=\s*1\s*,?\s*(?:…|\.\.|\\[lc]?dots))")
_BARE = re.compile(r"^\\?[^\W\d_]{1,7}(?:_\{?\w+\}?)?\$?$")
_TEXT = re.compile(r"\\(?:text|mathrm|textrm|mbox)\{([^{}]*\s[^{}]*)\}")


def left_over(rest: str) -> list[str]:
    """What else a line states once its model is read: `, > 1, α_0 = Σ_k α_k` states the last alone."""
    kept: list[str] = []
    named = ""
    for piece in (_LEADING.sub("", p) for p in _at_commas(rest)):
        if _STATED.search(piece) and not _NO_CLAIM.match(piece):
            kept.append(named + piece)
        named = f"{named}{piece}, " if _BARE.match(piece) else ""  # the a of a, b > 1
    return [", ".join(kept)] if kept else []


def _at_commas(text: str) -> Iterator[str]:
    depth, last = 0, 0
    for k, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if depth <= 0 and (c in ",;" or (c == "." and text[k + 1 : k + 2] == " ")):
            yield text[last:k]
            last = k + 1
    yield text[last:]


def statements(text: str) -> list[str]:
    """The statements of a line, samples that are listed as one that runs."""
    text = _TEXT.sub(r" \1 ", text)
    text = _NOISE.sub(lambda m: f"+ ε, ε ~ {m['law']}", with_plain_arguments(text))
    listed = _SAMPLES.search(text)
    size = listed["n"] if listed else "n"
    text = _SAMPLES.sub(lambda m: f"{m['x']}_n", _TAIL.sub("", text))
    text = _ONES.sub(lambda m: f"$p(D|{m[1]}) = {m[1]}^{{{m[2]}}} (1-{m[1]})^{{{size} - {m[2]}}}$", text)
    if text.count("$") < 4:
        return [text]
    return list(_apart(text))


def _apart(text: str) -> Iterator[str]:
    """The parts of a text between joints that have a relation on both sides."""
    last = 0
    for m in _JOINT.finditer(text):
        if text[: m.start()].count("$") % 2:
            continue  # within a formula
        before, after = text[last : m.start()], text[m.end() :].lstrip("$").split("$")[0]
        if _RELATION.search(before) and (m["hard"] or _RELATION.search(after)):
            yield before
            last = m.end()
    yield text[last:]
