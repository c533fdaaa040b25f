"""Noise that words tell, `y = Xw + noise with variance s²`, `noise sd s`: a law of its own, or the value of what the problem calls so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewer.checking.problem.world import World

MOST_CHARACTERS = 400
_AMOUNT = r"\$?(?P<value>(?:\\[a-zA-Z]+|[a-zA-Zα-ωτσ]|\d+(?:\.\d+)?)(?:_\{?\w+\}?|[₀-₉]|\d)?(?:\^\{?2\}?|²)?)\$?"
_VALUE = (
    rf"{_AMOUNT}"
    r"(?=\s*(?:[,;:.)]|$|and\b|for\b|throughout\b|on\b))"
)
_SPREAD = r"(?P<spread>variance|standard\s+deviation|std\.?|s\.?d\.?)"
_ADJECTIVES = r"(?:(?:additive|Gaussian|normal|white|iid|i\.i\.d\.|independent|zero-mean|homoscedastic)\s+)*"
_ADDED = re.compile(
    rf"(?P<head>\b[ytz](?P<index>_\{{?[in]\}}?|ᵢ)?)\s*(?P<rest>=[^,;=]*?\+)\s*(?:an?\s+)?{_ADJECTIVES}noise(?:\s+term)?\s*,?\s*"
    rf"(?:with|of|noise|has|having)?\s*(?:an?\s+)?{_SPREAD}\s*(?:=|of|is)?\s*{_VALUE}",
    re.I,
)
_NAMED = re.compile(
    rf"\b(?P<noun>noise|prior)\s+(?:(?:with|of|has|having)\s+(?:an?\s+)?)?{_SPREAD}\s*(?:(?:=|is|of|equals)\s*)?{_VALUE}",
    re.I,
)
_CALLED = re.compile(  # s² is the noise variance
    rf"(?:^|(?<=[,;.])|(?<=\band)|(?<=\blet))\s*{_AMOUNT}\s*(?::|=|is|be|denotes|for)?\s*(?:the\s+)?"
    rf"(?P<noun>noise|prior)\s+{_SPREAD}(?=\s*(?:[,;.)]|$|and\b))",
    re.I,
)
_LAW = re.compile(  # noise N(0, s²)
    r"\b(?P<noun>noise)\s+(?:~|∼|\\sim|is)?\s*\\?(?:mathcal\s*)?\{?N\}?\s*\(\s*0\s*,\s*(?P<value>[^\s,()]+?)\s*I?\s*\)"
)
_LAWS = {"exponential": "Exp", "poisson": "Poisson", "bernoulli": "Bern", "geometric": "Geom"}
_SAMPLED = re.compile(
    rf"\b(?P<family>{'|'.join(_LAWS)})\s+(?:waiting\s+times?|counts?|samples?|observations?|data|draws?|lifetimes?|times?|variables?)\s+"
    r"\$?(?P<data>[a-zA-Z](?:_\{?\w\}?|[ᵢⱼₙ]))\$?\s*,?\s*(?:with|of)\s+(?:an?\s+)?(?P<what>rate|mean|parameter|probability)\s+"
    r"\$?(?P<value>\\?[^\W\d_]+)\$?(?=\s*(?:[,;.]|$))",
    re.I,
)
_PRIOR = re.compile(
    r"(?<![\w\\])(?P<unknown>\\?(?:theta|beta)|[wθβ])\s*(?:~|∼|\\sim)\s*\\?\w*\{?N\}?\s*\(\s*(?:0|\\mathbf\s*\{?0)"
)
_LIKELIHOOD = re.compile(r"(?<![\w\\])[yt](?:_\{?[in]\}?|ᵢ)?\s*(?:\||\\mid|=|~|∼|\\sim)")


def with_noise_told(world: World, lines: Sequence[str]) -> list[str]:
    """The earlier lines with such words as formulas, each value on a line of its own, where the problem has noise of a variance."""
    nouns: Mapping[str, object] = dict(world.vocabulary.nouns)
    if "noise variance" not in nouns:
        return list(lines)
    told = [part for line in lines for part in (_told(line, nouns) if len(line) <= MOST_CHARACTERS else [line])]
    return told if told == list(lines) else _beside_prior(told)


def with_amounts_apart(world: World, lines: Sequence[str]) -> list[str]:
    """The lines with the variances that the last one supposes beside its claim, `… with prior variance v`, before it."""
    *before, step = lines
    nouns: Mapping[str, object] = dict(world.vocabulary.nouns)
    parts = _told(step, nouns) if "noise variance" in nouns and len(step) <= MOST_CHARACTERS else []
    if len(parts) < 2:
        return list(lines)
    *values, claim = parts
    bare = re.sub(r"^with\b[\s,:]*|^and\b[\s,:]*|^[\s:,]+|[\s,]*\b(?:with|for|and)\s*$", "", claim)
    return [*before, *values, bare] if re.search(r"[=~∼∝]", claim) else list(lines)


def _beside_prior(lines: list[str]) -> list[str]:
    """The noise beside a prior of his own, `noise variance = s²` and `w ~ N(0, t²I)`, as his whole model."""
    prior = next((m for line in lines if (m := _PRIOR.search(line))), None)
    if prior is None or any(_LIKELIHOOD.search(line) for line in lines):
        return lines
    head = f"y = X {prior['unknown']} + ε, ε ~ N(0, "
    return [re.sub(r"^noise variance = (.*)$", lambda m: f"{head}{m[1]} I)", line) for line in lines]


def _sampled(m: re.Match[str]) -> str:
    """An exponential is written by its rate."""
    inverse = m["family"].casefold() == "exponential" and m["what"].casefold() == "mean"
    return f"{m['data']} ~ {_LAWS[m['family'].casefold()]}({'1/' if inverse else ''}{m['value']})"


def _told(line: str, nouns: Mapping[str, object]) -> list[str]:
    """A line as the values that its words tell, each a line, and what else it says."""
    line = _SAMPLED.sub(_sampled, _ADDED.sub(_of_own, line))
    found = sorted((m for form in (_NAMED, _CALLED, _LAW) for m in form.finditer(line)), key=re.Match[str].start)
    values = [m for m in found if f"{m['noun'].lower()} variance" in nouns]
    for m in reversed(values):
        line = f"{line[: m.start()]}{line[m.end() :]}"
    left = re.sub(r"^[\s,;.]+|[\s,;]+$|(?<=,)\s*,|\band\s*$|^\s*and\b", "", line) if values else line
    return [*map(_value, values), *([left] if re.search(r"[=~∼∝<>∈]|\\(?:sim|in|propto)\b|\w{4}", left) else [])]


def _variance(m: re.Match[str]) -> str:
    value = m["value"]
    return value if m.groupdict().get("spread", "var").lower().startswith("var") else f"{value}^2"


def _of_own(m: re.Match[str]) -> str:
    noise = "ε_i" if m["index"] else "ε"
    return f"{m['head']} {m['rest']} {noise}, {noise} ~ N(0, {_variance(m)}{'' if m['index'] else ' I'})"


def _value(m: re.Match[str]) -> str:
    return f"{m['noun'].lower()} variance = {_variance(m)}"
