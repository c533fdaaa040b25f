"""What code runs along an axis: `softmax(S, axis=1)`, `(dZ * X).sum(axis=0)`, and `sum(a[j] * v[j] for j in range(n))`.

Arrays have two axes: along the last, which is 1, of each row; along the first of each column.
"""

from __future__ import annotations

import re

from interviewer.notation.unreadable import Unreadable

_CALL = re.compile(r"(?<![\w.\\])(softmax|sum)\(")
_METHOD = re.compile(r"\.(softmax|sum)\(\s*(?=(?:(?:dim|axis)\s*=\s*)?-?[0-2]\s*[,)])")
_AXIS = re.compile(r"\s*(?:dim|axis)\s*=\s*(-?[0-2])\s*")
_PLACE = re.compile(r"-?[0-2]")  # softmax(S, -1)
_KEPT = re.compile(r"\s*keepdims?\s*=\s*True\s*")
_KEEPS = re.compile(r"keepdims?\s*=\s*True")
_EACH = re.compile(r"\s+for\s+([a-z])\s+in\s+range\(\s*(?:(\w+)\s*,\s*)?(\w+)\s*(\+\s*1\s*)?\)\s*$")
_CUMULATED = re.compile(
    r"(?<![\w.])([^\W\d]\w*)(?:\[t\])?\s*=\s*cumprod\(\s*([^(),]*?)\s*(?:,\s*(?:dim|axis)\s*=\s*-?\d\s*)?\)"
)
_LEFT = re.compile(r",\s*(?:axis|dim|keepdims?)\s*=")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
ALONG = "I cannot tell along what this runs; write the sum with Σ, or say softmax of each row"


def along_axes(text: str) -> str:
    """The line with what runs along an axis as linear algebra writes it."""
    if "cumprod(" in text:
        text = _CUMULATED.sub(_cumulated, text)
    if "sum(" not in text and "softmax(" not in text:
        return text
    text = _methods(text)
    start = 0
    while match := _CALL.search(text, start):
        start, end = match.end(), closing(text, match.end())
        if end is not None and (spelt := _spelt(match[1], parts_of(text[match.end() : end]))) is not None:
            beside = spelt.endswith("\\mathbf{1})") and text[: match.start()].rstrip()[-1:] in ("+", "-")
            spelt = (
                f"({spelt} \\mathbf{{1}}^T)" if beside and _KEEPS.search(text[start:end]) else spelt
            )  # as often as needed
            text = text[: match.start()] + spelt + text[end + 1 :]
            start = match.start() + 1
    if _LEFT.search(text):
        raise Unreadable(ALONG)
    return text


def _cumulated(match: re.Match[str]) -> str:
    """`alpha_bar = cumprod(1 - beta)`: the t-th is the product of the first t."""
    factor = re.sub(r"[^\W\d]\w*", lambda m: f"{m[0]}[i]", match[2])
    return f"{match[1]}[t] = \\prod_{{i=1}}^{{t}} ({factor})"


def _methods(text: str) -> str:
    """`X.sum(axis=0)` and `X.sum(0)` as `sum(X, axis=0)`."""
    start = 0
    while match := _METHOD.search(text, start):
        start, opened, end = match.end(), object_before(text, match.start()), closing(text, match.end())
        if opened is not None and end is not None:
            axis, *kept = parts_of(text[match.end() : end])
            given = [axis if "=" in axis else f"axis={axis}", *kept]
            text = f"{text[:opened]}{match[1]}({', '.join((text[opened : match.start()], *given))}){text[end + 1 :]}"
            start = opened + 1
    return text


def _spelt(function: str, parts: list[str]) -> str | None:
    """The function of an array along an axis; of the members of a range."""
    of, *given = parts
    if function == "sum" and not given and (each := _EACH.search(of)):
        letter, low, high, one = each.groups()
        if (low is None) == (one is None):
            return f"(\\sum_{{{letter}=1}}^{{{high}}} ({of[: each.start()]}))"
        return None
    if function == "softmax" and given and _PLACE.fullmatch(given[0]):
        given = [f"axis={given[0]}", *given[1:]]
    axes = [match[1] for part in given if (match := _AXIS.fullmatch(part))]
    kept = any(map(_KEPT.fullmatch, given))
    if len(axes) != 1 or len(given) != 1 + kept:
        return None
    rows = axes[0] in ("-1", "1", "2")
    if function == "softmax":
        return f"softmax({of})" if rows else f"(softmax(({of})^T))^T"
    if rows:
        return f"(({of}) \\mathbf{{1}})"
    return f"(\\mathbf{{1}}^T ({of}))" if kept else f"(({of})^T \\mathbf{{1}})"


def parts_of(inside: str) -> list[str]:
    """What brackets hold, cut at its commas."""
    depth, cuts = 0, [-1]
    for k, c in enumerate(inside):
        depth += (c in _OPEN) - (c in _CLOSE)
        if c == "," and not depth:
            cuts.append(k)
    return [inside[a + 1 : b].strip() for a, b in zip(cuts, [*cuts[1:], len(inside)], strict=True)]


def closing(text: str, start: int) -> int | None:
    """Where the bracket closes that opens before there."""
    depth = 0
    for k in range(start, len(text)):
        depth += (text[k] in _OPEN) - (text[k] in _CLOSE)
        if depth < 0:
            return k
    return None


def object_before(text: str, end: int) -> int | None:
    """Where begins what a method is called on: brackets with the name before them, or a name."""
    k = end
    while k and (text[k - 1] in _CLOSE or text[k - 1].isalnum() or text[k - 1] in "_^'."):
        if text[k - 1] not in _CLOSE:
            k -= 1
            continue
        depth = 0
        while k:
            k -= 1
            depth += (text[k] in _CLOSE) - (text[k] in _OPEN)
            if not depth:
                break
    return k if k < end else None
