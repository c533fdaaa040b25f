"""Counts of K categories told in words: `category k is seen n_k times, prior Dir(α)` as likelihood and prior."""

from __future__ import annotations

import re

_DRESS = re.compile(r"\\(?:boldsymbol|mathbf|bm|vec|mathrm|text|operatorname\*?)\s*\{\s*(\\?[A-Za-z]+)\s*\}")
_LETTER = r"(\\?[^\W\d_]+)"
_FAMILY = rf"\$?{_LETTER}_\{{?([a-z])\}}?\$?"
_KIND = (
    r"(?:category|categories|class|classes|face|faces|outcome|outcomes|value|values|word|words|state|states|bin|bins)"
)
_COUNTS = (
    re.compile(rf"(?:multinomial\s+|category\s+|class\s+|observed\s+)*counts?\s+{_FAMILY}", re.I),
    re.compile(
        rf"(?:each\s+)?{_KIND}\s+\$?[a-z]\$?\s+(?:is|was|has\s+been|has|being)?\s*(?:seen|observed|drawn|occurs?|occurred|appears?|"
        rf"appeared|comes\s+up|came\s+up|turns\s+up|with)?\s*(?:the\s+)?(?:count\s+)?{_FAMILY}(?:\s+times)?",
        re.I,
    ),
    re.compile(
        rf"{_FAMILY}\s+(?:observations|occurrences|counts|draws|samples|examples|times|data\s+points)\s+"
        rf"(?:of|in|from|for)\s+{_KIND}\s+\$?[a-z]\$?",
        re.I,
    ),
)
_LISTED = re.compile(rf"counts?\s+\$?{_LETTER}_\{{?1\}}?\s*,[^;=]*?\1_\{{?[KCMk]\}}?\$?", re.I)
_ARGUMENT = rf"{_LETTER}(?:_\{{?[a-z1]\}}?)?(?:\s*,\s*[^()]*)?"
_PRIOR = (
    re.compile(
        rf"(?:\$?{_LETTER}\$?\s*(?:~|∼|\\sim)\s*)?(?:prior\s+)?\$?Dir(?:ichlet)?\s*\(\s*{_ARGUMENT}\)\$?(?:\s+prior)?"
        rf"(?:\s+(?:on|for)\s+(?:the\s+)?\$?{_LETTER}\$?)?"
    ),
    re.compile(
        rf"Dirichlet\s+prior(?:\s+with)?(?:\s+(?:parameters?|concentrations?|pseudo-?counts?))?\s+()\$?{_LETTER}(?:_\{{?[a-z1]\}}?)?\$?()"
    ),
)


def categories_told(text: str, unknown: str, told: list[str], spoken: bool) -> str:
    """What is left of the text once its counts and Dirichlet prior are among the formulas told."""
    plain = _DRESS.sub(r"\1", text)
    counts = next((m for p in (*_COUNTS, _LISTED) if (m := p.search(plain))), None)
    if counts is None or counts[1].strip("\\").lower() in ("of", "in"):
        return text
    k = counts[2] if counts.re.groups > 1 and counts[2] else "k"
    prior = next((m for p in _PRIOR if (m := p.search(plain))), None)
    found = [counts]
    name = unknown
    if prior is None and not spoken:
        return text  # nothing that the counts are drawn by
    if prior is not None and prior[2]:
        name = prior[1] or prior[3] or unknown
        single = re.search(rf"\(\s*{re.escape(prior[2])}\s*,[^()]*{re.escape(prior[2])}\s*\)", prior[0])
        weight = prior[2] if single else f"{prior[2]}_{k}"
        told.append(f"p({name}) ∝ \\prod_{k} {name}_{k}^{{{weight} - 1}}")
        found.append(prior)
    told.insert(0, f"p(D|{name}) = \\prod_{k} {name}_{k}^{{{counts[1]}_{k}}}")
    for match in sorted(found, key=lambda m: -m.start()):
        plain = plain[: match.start()] + plain[match.end() :]
    return re.sub(rf"\s*(?:of|for|in|over|among)\s+(?:the\s+)?\$?[KCM]?\$?\s*{_KIND}\b", "", plain)


def onehot(name: str, text: str) -> bool:
    """Whether words say of a letter that it is one-hot: `where y is one-hot`, `a one-hot target $\\mathbf{y}$`."""
    letter = rf"(?<![A-Za-z\\])(?:\\\\(?:mathbf|boldsymbol|bm|vec)\\{{)?{re.escape(name)}(?![A-Za-z])"
    rest = r"[}\w$_]{0,6}"
    before = rf"{letter}{rest}\s+(?:is\s+|are\s+|being\s+)?(?:an?\s+|the\s+)?one[- ]?hot"
    return bool(re.search(rf"{before}|one[- ]?hot\s+(?:[a-z]+\s+){{0,3}}\$?{letter}", text))
