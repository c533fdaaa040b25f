"""Values of families that words tell: `equal weights`, `means 1 and −1`, `both variances 1`, `components that share one covariance`."""

from __future__ import annotations

import re

from interviewer.checking.problem.scope import Scope
from interviewer.checking.told.values import with_told_values
from interviewer.notation.statements import clauses_read

MOST_CHARACTERS = 400

_FAMILIES = {
    "weight": "π",
    "mean": "μ",
    "variance": "σ",
    "standard deviation": "σ",
    "covariance": "Σ",
    "covariance matrix": "Σ",
}
_SQUARED = frozenset(["variance"])
_NOUN = r"(?:mixing\s+|mixture\s+|prior\s+|component\s+)*(weight|mean|variance|standard\s+deviation|covariance\s+matrix|covariance)"
_PLURAL = rf"{_NOUN}(?:s|\s+matrices)?(?![A-Za-z])"
_VALUE = (
    r"\$?([-−]?(?:\d+(?:\.\d+)?(?:\s*/\s*\d+)?|½|¼|\\t?frac\s*\{?\d\}?\s*\{?\d\}?|"
    r"(?:\\[a-z]+|sigma|tau|epsilon|eps|lambda|mu|pi|[a-zα-ωΣ])(?:_\{?\w\}?)?(?:\^\{?2\}?|²)?(?:\s*(?:\*|\\,)?\s*(?:\\mathbf\s*)?\{?I\}?)?))\$?(?![\w(_])"
)
_LEAD = r"(?:\b(?:with|of|and|having)\s+)?(?:\b(?:a|the)\s+)?"
_LIST = re.compile(
    rf"{_LEAD}\b{_NOUN}s\s+(?:are\s+|equal\s+to\s+|of\s+)?{_VALUE}\s*(?:,\s*{_VALUE}\s*)?(?:and|,)\s*{_VALUE}", re.I
)
_ALL = re.compile(
    rf"{_LEAD}\b(?:both|all|each|every|shares?\s+the|sharing\s+the|the\s+same|same|common|shared|tied|equal|a\s+single|one)\s+(?:the\s+)?"
    rf"{_PLURAL}\s*(?:(?:are\s+|is\s+)?(?:fixed|set|equals?|tied)(?:\s+to)?\s+|are\s+|is\s+|to\s+|at\s+|=\s*)?{_VALUE}|"
    rf"\b{_NOUN}s\s+(?:are\s+)?(?:all|both)\s+(?:equal\s+(?:to\s+)?)?{_VALUE}",
    re.I,
)
_EQUAL = re.compile(
    rf"(?:\b(if|when|for)\s+)?{_LEAD}(?:\b(?:all|the|both)\s+)?(?:\b(?:components?|classes|clusters|coins|Gaussians)\s+)?"
    rf"(?:\b(?:have|share|sharing|having)\s+)?\b(?:the\s+same|same|equal|uniform|identical|one|a\s+single|a\s+common|a\s+shared|common|shared|tied)\s+{_PLURAL}\b(?(1),?|)"
    r"(?:\s*\$?(?:\\pi|pi|π)_?\{?[kₖ]\}?\s*=\s*1\s*/\s*K\$?)?",
    re.I,
)
_EQUAL_AFTER = re.compile(
    rf"{_LEAD}(?:\b(?:all|the|both)\s+)?\b{_PLURAL}\s+(?:(?:are|being)\s+)?(?:all\s+)?(?:equal|identical|the\s+same)\b(?!\s*(?:to|=|\w*\s*(?:but|except)))",
    re.I,
)
_UNIT = re.compile(rf"{_LEAD}\bunit\s+{_PLURAL}\b", re.I)


def with_words(scope: Scope, text: str) -> tuple[Scope, str]:
    """The scope after what the words of a line tell of families of the problem, and the line without those words."""
    formulas, rest = told_in_words(scope, text[:MOST_CHARACTERS])
    if not formulas:
        return scope, text
    clauses = [c for f in formulas for c in clauses_read(f, scope.vocabulary)]
    after, whole = with_told_values(scope, clauses)
    return (after, rest + text[MOST_CHARACTERS:]) if whole else (scope, text)


def _mixes(scope: Scope) -> bool:
    """Whether a reading of the problem has families of components."""
    known = {letter.name for w in (scope.world, *scope.world.variants) for letter in w.letters.values() if letter.index}
    return bool(known & {"mu", "sigma", "Sigma"}) and any("pi" in w.letters for w in scope.world.variants)


def _is_pair(scope: Scope) -> bool:
    """Whether a reading of the problem has two laws with parameters of their own, μ₁ and μ₂."""
    return any({"mu_1", "mu_2"} <= w.letters.keys() for w in (scope.world, *scope.world.variants)) and not any(
        w.letters.get("pi") for w in scope.world.variants
    )


def _of_both(formula: str) -> str:
    """`μ_k = μ` said of a pair: μ_1 = μ_2 = μ."""
    head, value = formula.split(" = ", 1)
    base, power = head.split("_k", 1) if "_k" in head else (head, "")
    return f"{base}_1{power} = {base}_2{power} = {value}" if "_k" in head else formula


def told_in_words(scope: Scope, text: str) -> tuple[list[str], str]:
    """The formulas, and the line without the words that tell them."""
    pair = _is_pair(scope)
    if not (pair or _mixes(scope)):
        return [], text
    formulas: list[str] = []

    def family(noun: str) -> tuple[str, str]:
        singular = re.sub(r"\s+", " ", noun.lower())
        return _FAMILIES[singular], "^2" if singular in _SQUARED else ""

    def listed(m: re.Match[str]) -> str:
        letter, power = family(m[1])
        values = [v for v in m.groups()[1:] if v]
        if any(v.strip("$\\").split("_")[0] in _own_names(letter) for v in values):
            return m[0]  # weights π_1 and π_2
        worlds = (scope.world, *scope.world.variants)
        bases = [re.split(r"_|(?=\d)", v.strip("$\\"))[0] for v in values]
        if all(any(_own_names(letter)[0] in w.aliases.get(base, ()) for w in worlds) for base in bases):
            return ""  # means m_1 and m_2
        formulas.extend(f"{letter}_{k}{power} = {value}" for k, value in enumerate(values, 1))
        return ""

    def same(m: re.Match[str]) -> str:
        noun, value = (m[1], m[2]) if m[1] else (m[3], m[4])
        letter, power = family(noun)
        if "_" in value:
            return m[0]
        formulas.append(f"{letter}_k{power} = {value.replace('*', ' ')}")
        return ""

    def unit(m: re.Match[str]) -> str:
        letter, power = family(m[1])
        formulas.append(f"{letter}_k{power} = 1")
        return ""

    def shared(m: re.Match[str]) -> str:
        letter, _ = family(m[m.re.groups])
        formulas.append(f"{letter}_k = 1/K" if letter == "π" else f"{letter}_k = {letter}")
        return ""

    for pattern, told in ((_LIST, listed), (_ALL, same), (_UNIT, unit), (_EQUAL, shared), (_EQUAL_AFTER, shared)):
        text = pattern.sub(told, text)
    formulas = [_of_both(f) for f in formulas] if pair else formulas
    return formulas, re.sub(r"^[\s,;]+|(?:,\s*)+(?=,)|[\s,;]+$|(?:\s*\band\b)+\s*$", "", text) if formulas else text


def _own_names(letter: str) -> tuple[str, ...]:
    return {"π": ("pi", "π"), "μ": ("mu", "μ"), "σ": ("sigma", "σ"), "Σ": ("Sigma", "Σ")}[letter]
