"""A step that supposes something in words, `if the components had variance s², then …`: its supposition is an earlier line.

It may stand before the claim, up to a colon, or behind it in brackets; `maximising f under g gives …` supposes a program.
"""

from __future__ import annotations

import re

_SUPPOSED = re.compile(
    r"^\s*(?:if|suppose|assume|assuming|supposing|when)\s+(?:instead\s+)?(?:that\s+)?(?P<premise>.{8,300}?)[,.;]?\s+then\s+(?P<claim>.{3,})$",
    re.I | re.S,
)
_BEFORE = re.compile(r"^\s*(?P<premise>[^:]{8,300}?):\s+(?P<claim>.{3,})$", re.S)
_BEHIND = re.compile(
    r"^\s*(?P<claim>.{3,}?)\s+\((?P<premise>(?:[^()]|\((?:[^()]|\([^()]*\))*\)){8,300})\)\s*\.?\s*$", re.S
)
_OPTIMISING = re.compile(
    r"^\s*(?P<verb>(?:min|max)imi[sz])ing\s+(?P<premise>.{3,300}?),?\s+(?:and\s+)?"
    r"(?:gives|yields|requires|leads\s+to|results\s+in|means|we\s+(?:get|obtain|find|have))\s+(?P<claim>.{3,})$",
    re.I | re.S,
)
_LAW = r"(?:[~∼]|\\sim(?![A-Za-z]))"
_WITH_LAWS = re.compile(  # `θ_MAP = … for x_i ~ Bern(θ), θ ~ Beta(a, b)`
    r"^\s*(?P<claim>.{3,}?)[\s,]*(?:\b|\\text\{\s*(?:,\s*)?)(?:with|for|where|if|when|given|under|assuming)(?:\s*\}|\b)\s*"
    rf"(?P<premise>[^=<>≤≥:]{{1,40}}?{_LAW}.{{3,260}}?|[^=<>≤≥:]{{0,40}}\b(?:independent|i\.?i\.?d)\b.{{1,260}}?)\s*\.?\s*$",
    re.S,
)
_LAWS_BEFORE = re.compile(rf"^\s*(?P<premise>[^:=]*?{_LAW}[^:]*):\s+(?P<claim>.{{3,}})$", re.S)
_UNDER = re.compile(r"^\s*(?:with|for|under|given|using|taking|if|when)\s+(?=\S)", re.I)
_AND_THEN = re.compile(r"\s*[,;:]\s+(?:then\s+)?|\s+(?=(?:the|we|its|our)\s+[A-Za-z])")
_WORD = re.compile(r"(?<![\\\w{])[A-Za-z]{4,}(?![\w(])")
_RELATION = re.compile(r"[=~∼∝→<>≤≥≃≈]|\\(?:sim|propto|to|le|ge|simeq|approx)\b")


def supposed_apart(text: str) -> tuple[str, str] | None:
    """The supposition and what is claimed under it; None for any other line."""
    match = _SUPPOSED.match(text)
    if match is not None:
        claim = match["claim"].lower()
        return None if claim.startswith(("if ", "and ")) or " then " in claim else (match["premise"], match["claim"])
    match = _OPTIMISING.match(text)
    if match is not None:
        return f"{match['verb']}e {match['premise']}", match["claim"]
    match = _WITH_LAWS.match(text) or _LAWS_BEFORE.match(text)
    if match is not None and _RELATION.search(match["claim"]) and not re.search(_LAW, match["claim"]):
        return match["premise"], match["claim"]
    for pattern in (_BEHIND, _BEFORE):
        match = pattern.match(text)
        if (
            match is not None
            and match["claim"][-1] not in "/*+-=·"
            and _RELATION.search(match["claim"])
            and len(_WORD.findall(match["premise"])) > (pattern is _BEFORE)
        ):
            return match["premise"], match["claim"]
    return _opening(text)


def _opening(text: str) -> tuple[str, str] | None:
    """`with the prior p(θ) = N(0, b²I) the MAP estimate is …`, cut behind the first formula of the phrase that opens it."""
    opening = _UNDER.match(text)
    if opening is None:
        return None
    for end in _AND_THEN.finditer(text, opening.end()):
        premise, claim = text[opening.end() : end.start()], text[end.end() :]
        closed = (
            all(premise.count(a) == premise.count(b) for a, b in ("()", "[]", "{}")) and premise.count("$") % 2 == 0
        )
        if closed and _RELATION.search(premise) and _WORD.search(premise):
            return (premise, claim) if _RELATION.search(claim) else None
    return None


def is_explicit(text: str) -> bool:
    """Whether the line says itself that it supposes something: `if …, then …`."""
    return _SUPPOSED.match(text) is not None


def in_brackets(text: str) -> bool:
    """Whether the supposition stands in brackets behind the claim, where it may have been passed over."""
    return _SUPPOSED.match(text) is None and _BEHIND.match(text) is not None
