"""`posterior ∝ likelihood × prior`: a formula whose operands are nouns of the problem, as the quantities that they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from interviewer.notation.show import show
from interviewer.notation.tree import Node

_RELATION = re.compile(r"=|∝|≈|\\propto|\\approx|\\equiv")
_SIGNS = r"log|ln|const|constant|frac|d?frac|times|cdot|propto|left|right|quad|qquad|approx|equiv|the|of"
_SAID = {
    r"(?:(?:is|are)\s+)?proportional\s+to": "∝",
    r"(?:is\s+)?equal\s+to|equals": "=",
    r"times|multiplied\s+by": "×",
    r"divided\s+by|over": "/",
    r"plus": "+",
    r"minus": "-",
}
_TERM = re.compile(  # J = Loss + (λ/2)‖w‖²
    r"(?:(?<=[=+(−*·])|(?<=[=+(−*·]\s)|(?<=-\s))(?:\\(?:text|mathrm)\{)?\b[Ll]oss\b\}?(?=\s*[+−*·)]|\s*-\s)"
)
_SLOPE = re.compile(
    r"(?P<ahead>\s*(?:the\s+)?(?:gradient|Hessian|derivative))\s*(?P<rest>(?:is|equals|=|:)\s+[^,;]+?)\s+for\s+the\s+"
    r"(?P<noun>[A-Za-z-]+(?:\s+[A-Za-z-]+){0,2})\s*\.?$",
    re.I,
)
_WRAPPED = r"\\(?:text|mathrm|textrm|mathit|textit|operatorname|mbox)\s*\{\s*%s\s*\}"


def with_noun_operands(text: str, nouns: Mapping[str, Node]) -> str:
    """The line with nouns as formulas, where it consists of nothing but them, signs, also in words, and numbers."""
    if not nouns:
        return text
    if "_" in text and (code := _identifiers(tuple(nouns))) is not None:
        text = code.sub(lambda m: f"({show(nouns[m[1].casefold().replace('_', ' ')])})", text)
    if "oss" in text and (objective := nouns.get("loss")) is not None:
        text = _TERM.sub(f"({show(objective)})", text)
    pattern, spelt = _pattern(tuple(nouns)), text
    for words, sign in _SAID.items():
        spelt = re.sub(rf"(?<!\\)\b(?:{words})\b", sign, spelt, flags=re.IGNORECASE)
    found = pattern.findall(spelt)
    rest = re.sub(rf"\\?\b(?:{_SIGNS})\b", " ", pattern.sub(" ", spelt))
    stated = len(found) > 1 and _RELATION.search(spelt)
    if not stated or re.search(r"[^\W\d_]", rest) or any(sign in rest for sign in "_^"):
        return text
    return pattern.sub(lambda m: f" ({show(nouns[_plain(m)])}) ", spelt)


def with_nouns_ahead(text: str, nouns: Mapping[str, Node]) -> str:
    """`the Hessian is −XᵀWX for the log-likelihood` as the Hessian of that."""
    found = _SLOPE.match(text) if nouns else None
    if found is None or " ".join(found["noun"].casefold().split()) not in nouns:
        return text
    return f"{found['ahead']} of the {found['noun']} {found['rest']}"


def _plain(match: re.Match[str]) -> str:
    return " ".join(next(g for g in match.groups() if g).casefold().replace("_", " ").split())


@lru_cache(maxsize=32)
def _identifiers(nouns: tuple[str, ...]) -> re.Pattern[str] | None:
    """A noun of several words as code calls it: `posterior_mean`, `posterior_variance[t]`."""
    several = [re.escape(n).replace(r"\ ", "_") for n in sorted(nouns, key=len, reverse=True) if " " in n]
    return re.compile(rf"(?<![\w\\])({'|'.join(several)})(?:\[t\])?(?![\w\[(])", re.IGNORECASE) if several else None


@lru_cache(maxsize=32)
def _pattern(nouns: tuple[str, ...]) -> re.Pattern[str]:
    """Any noun, the longest first, by itself or in \\text{…}."""
    noun = "|".join(r"[\s_]+".join(map(re.escape, n.split())) for n in sorted(nouns, key=len, reverse=True))
    article = r"(?:the\s+)?"
    return re.compile(_WRAPPED % rf"{article}({noun})" + rf"|\b{article}({noun})\b", re.IGNORECASE)
