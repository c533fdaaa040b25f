"""Parameters of laws by their names, `Gamma(shape a, rate b)`, `N(mean=m, std=s)`: as the law has them in its order."""

from __future__ import annotations

import re

_LAW = re.compile(
    r"(?:\\(?:mathcal|mathrm|text|operatorname)\s*\{\s*)?\b(?P<law>N|Normal|Gaussian|Gamma|Ga|Exp|Exponential|Laplace|Lap|Beta|Bern|"
    r"Bernoulli|Poisson|Poi|Bin|Binomial|Geom|Geometric)\}?\s*(?:\\left)?\(|𝒩\("
)
_NAMED = re.compile(
    r"\s*(?:with\s+|the\s+)?(?P<text>\\text\s*\{\s*)?(?P<name>standard deviation|std(?:ev|dev)?|sd|shape|rate|mean|location|loc|variance|var|covariance|cov|"
    r"precision|prec|scale|probability|prob|trials)(?(text)\s*=?\s*\})\s*(?:[=:]\s*|\s(?=\s*[\w\\(α-ω]))(?P<value>[^=].*)",
    re.S,
)
_SQUARED = frozenset(["standard deviation", "std", "stdev", "stddev", "sd"])
_INVERTED = frozenset(["precision", "prec"])
_OF_RATES = frozenset(["Gamma", "Ga", "Exp", "Exponential"])
_ARGUMENT = re.compile(r"[\w.²]+|\\\w+(?:_\{?\w+\}?)?(?:\^\{?\w+\}?)?")


def with_plain_arguments(text: str) -> str:
    """The line with the arguments of its laws without their names; a deviation squared, a precision or scale of waiting times inverted."""
    out, start = "", 0
    for law in _LAW.finditer(text):
        if law.start() < start or (end := _closing(text, law.end())) is None:
            continue
        arguments = _split(text[law.end() : end])
        if any(_NAMED.fullmatch(a) for a in arguments):
            out += text[start : law.end()] + "".join(_plain(a, law["law"] or "N") for a in arguments)
            start = end
    return out + text[start:]


def _plain(argument: str, law: str) -> str:
    named = _NAMED.fullmatch(argument)
    if named is None:
        return argument
    name, value = named["name"], named["value"].strip()
    closed = value if _ARGUMENT.fullmatch(value) else f"({value})"
    normal = law in ("N", "Normal", "Gaussian")
    if name in _SQUARED or (name == "scale" and normal):
        return f" {closed}^2"
    if name in _INVERTED or (law in _OF_RATES and (name == "scale" or (name == "mean" and law.startswith("Exp")))):
        return f" 1/{closed}"
    return f" {value}"


def _closing(text: str, start: int) -> int | None:
    """Where the bracket closes that is open at `start`."""
    depth = 1
    for k in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[k], 0)
        if depth == 0:
            return k
    return None


def _split(text: str) -> list[str]:
    """The arguments, each but the first behind the comma, semicolon or bar outside of brackets that stands before it."""
    parts, depth = [""], 0
    for c in text:
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(c, 0)
        if c in ",;|" and not depth:
            parts += [c, ""]
        else:
            parts[-1] += c
    return parts
