"""Wide gaps between statements: `∇L = 0 \\quad w = Σ …`, `\\max_α f \\qquad α ≥ 0` are cut there as at a comma."""

from __future__ import annotations

import re
from itertools import zip_longest

_GAP = re.compile(r"(?:\\(?:quad|qquad)(?![A-Za-z])\s*)+")
_GROUP = re.compile(r"\{[^{}]*\}")
_RELATION = re.compile(
    r"[=<>≤≥∈∼~∝≈]|\\(?:leq?(?:slant)?|geq?(?:slant)?|succeq|preceq|in|sim|propto|approx|ll|gg|lt|gt|neq?)(?![A-Za-z])"
)
_CUT = re.compile(
    r"[,;:&⇒⇔→]|\\\\|\\(?:Rightarrow|implies|iff|Leftrightarrow|to|rightarrow|Longrightarrow)(?![A-Za-z])|\\text"
)
_OPTIMUM = re.compile(
    r"\\(?:arg)?(?:max|min|sup|inf)(?:imi[sz]e)?(?![A-Za-z])(?:\\limits)?\s*(?:_\s*(?:\\[A-Za-z]+|\w)?)?(?:\s|\\[,;!: ])*(?P<of>\S?)"
)
_GOES_ON = re.compile(
    r"(?:\\(?:text|mathrm|mbox|forall|cdot|times|pm|left\s*[(\[])(?![A-Za-z])|[A-Za-z]{2}|[-+*/(\[∀.·×&]|$)"
)


def with_commas(text: str) -> str:
    """The line with a comma in each gap that has a whole statement on either side."""
    if "quad" not in text:
        return text
    out, start = "", 0
    gaps = list(_GAP.finditer(text))
    for gap, following in zip_longest(gaps, gaps[1:]):
        out += text[start : gap.start()]
        ahead = text[gap.end() : following.start() if following else len(text)]
        out += ", " if _is_statement(out) and _begins_statement(ahead) and _is_open(out) else gap[0]
        start = gap.end()
    return out + text[start:]


def _is_statement(text: str) -> bool:
    """Whether what stands before, from where the line is cut last, says something."""
    plain = _CUT.split(_outside(text))[-1].rsplit("quad", 1)[-1]
    return _RELATION.search(plain) is not None or any(m["of"] for m in _OPTIMUM.finditer(plain))


def _begins_statement(text: str) -> bool:
    """Whether a relation follows, with a left side of its own, before the line is cut again."""
    first = _CUT.split(_outside(text))[0].strip()
    related = _RELATION.search(first)
    return related is not None and related.start() > 0 and _GOES_ON.match(text.lstrip()) is None


def _is_open(text: str) -> bool:
    """Whether no bracket is open here."""
    bare = text.replace(r"\{", "").replace(r"\}", "")
    begun = text.count(r"\begin{") - sum(
        text.count(rf"\begin{{{name}") for name in ("align", "gather", "split", "equation")
    )
    ended = text.count(r"\end{") - sum(
        text.count(rf"\end{{{name}") for name in ("align", "gather", "split", "equation")
    )
    return begun == ended and all(bare.count(a) == bare.count(b) for a, b in ("{}", "()", "[]"))


def _outside(text: str) -> str:
    """The text without what stands in braces."""
    while (shorter := _GROUP.sub("", text)) != text:
        text = shorter
    return text
