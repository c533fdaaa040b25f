"""What a line says of its signs, `where ∘ is the elementwise product`, `δ_ij being the Kronecker delta`: told, not claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STAR = r"(?<![\w*^.])(?:\*|\.\*)(?!\w)"
_SIGN = rf"\$?(?P<sign>⊙|∘|◦|⊗|·|{_STAR}|\\(?:odot|circ|ast|cdot|otimes|bullet)(?![A-Za-z]))\$?"
_IS = (
    r"(?:\s+(?:below|above|throughout|always|here|again|is|denotes|denoting|being|means|meaning|for|stands\s+for|as|acts|"
    r"taken|the|an?|read|multiplies))*"
)
_PRODUCT = re.compile(
    rf"(?P<opening>[,;:(–—-]?\s*(?:(?:where|with|here|and|using|in\s+which)\s+)*(?:the\s+)?){_SIGN}{_IS}\s*[=:]?\s*"
    r"(?:element|component|entry|point|coordinate)[- ]?wise(?:\s+(?:product|multiplication)s?)?(?P<close>\s*\))?"
    rf"|(?P<opening2>[,;:(–—-]?\s*(?:(?:where|with|here|and|using|in\s+which)\s+)*(?:the\s+)?){_SIGN.replace('sign', 'sign2')}{_IS}"
    r"\s*[=:]?\s*(?:Hadamard|Schur)(?:['’]s)?(?:\s+(?:product|multiplication)s?)?(?P<close2>\s*\))?"
)
_KRONECKER = re.compile(
    r"\bKronecker(?:['’]s|\s+symbol|\s+function)?(?:[-\s]+(?:\\?delta\b|\$?\\delta\$?(?![_^A-Za-z])|δ(?![_^])))?"
)


def signs_told(text: str) -> str:
    """The line without what it says of its signs; a sign of its own for the elementwise product is ⊙."""
    text = _KRONECKER.sub("Kronecker", text)
    told: set[str] = set()

    def drop(match: re.Match[str]) -> str:
        told.add(match["sign"] or match["sign2"])
        opening, close = match["opening"] or match["opening2"] or "", match["close"] or match["close2"] or ""
        return ")" if close and "(" not in opening else ""

    found = _PRODUCT.sub(drop, text)
    if not told or not re.search(r"[=<>≤≥∈∝]", found):
        return text
    return _elementwise(found, told)


def with_signs_of(lines: Sequence[str], text: str) -> str:
    """The line in the sense that lines before it give its signs."""
    told = {m["sign"] or m["sign2"] for line in lines for m in _PRODUCT.finditer(line)}
    return _elementwise(text, told) if told else text


def _elementwise(text: str, told: set[str]) -> str:
    for sign in told - {"⊙", r"\odot", "·", r"\cdot"}:
        spelt = rf"{re.escape(sign)}(?![A-Za-z])" if sign.startswith("\\") else re.escape(sign)
        text = re.sub(rf"(?<=[\s)\]}}]){spelt}(?=[\s(\[\\])" if "*" in sign else spelt, " ⊙ ", text)
    return text
