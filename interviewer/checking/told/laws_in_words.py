"""Laws of the problem's distributions told half in words: `p ~ Exp(rate a)`, `q uniform on [0, b]`, `p is Gaussian with mean m and variance v`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World
from interviewer.checking.reading.laws_by_use import tabled
from interviewer.checking.told.nested_uniforms import with_uniform_counted

MOST_CHARACTERS = 400
_HEAD = r"(?<![\w\\^{(|‖])\$?(?P<head>[pqPQ](?:_\{?\w\}?)?)(?:\(x\))?\$?"
_IS = r"\s*(?:(?:~|∼|\\sim|=|is|be)\s*)?(?:an?\s+|the\s+)?"
_VALUE = r"\$?(?P<{}>\\?[\w./^{{}}²λμσβ-]+?)\$?"
_NAMES = {
    "uniform": "U",
    "exponential": "Exp",
    "poisson": "Poi",
    "bernoulli": "Bern",
    "geometric": "Geom",
    "gaussian": "N",
    "normal": "N",
    "laplace": "Laplace",
}
_FAMILY = rf"(?P<family>{'|'.join(_NAMES)})(?:\s+(?:distribution|density|law))?"
_UNIFORM = re.compile(
    rf"{_HEAD}{_IS}uniform(?:\s+distribution)?\s+(?:on|over)\s+(?:the\s+interval\s+)?\$?[\[(]\s*(?P<low>[^\[\](),{{}}]+),\s*(?P<high>[^\[\](),{{}}]+)[\])]\$?",
    re.I,
)
_FLAT = re.compile(  # p(x) = 1/a on [0, a], for 0 ≤ x ≤ a
    r"(?<![\w\\^{(|‖])\$?(?P<head>[pqPQ](?:_\{?\w\}?)?)\((?P<x>x)\)\s*=\s*(?:(?P<one>1)(?![\d/.])|1\s*/\s*\(?(?P<size>[^\s(),]+?)\)?|"
    r"\\d?frac\{?1\}?\s*\{?(?P<below>[^\s{}]+)\}?)\$?\s*(?:,\s*)?(?:on|for|over|if|when|,|\\text\{\s*(?:on|for)\s*\})\s*(?:x\s*(?:in|∈|\\in)\s*)?\$?"
    r"(?:[\[(]\s*(?P<low>[^\[\](),{}<>]+),\s*(?P<high>[^\[\](),{}<>]+)[\])]|(?P<from>[\w.]+)\s*(?:<=?|≤|\\leq?)\s*x\s*(?:<=?|≤|\\leq?)\s*(?P<to>\w+))\$?"
)
_WITH_ONE = re.compile(
    rf"{_HEAD}{_IS}{_FAMILY}\s*,?\s*(?:with|of|at)\s+(?:an?\s+|the\s+)?(?:success\s+)?"
    rf"(?P<what>rate|parameter|mean|probability)\s+{_VALUE.format('value')}(?=[\s,;.]|$)",
    re.I,
)
_WITH_TWO = re.compile(
    rf"{_HEAD}{_IS}{_FAMILY}\s*,?\s*(?:with|of)\s+(?:an?\s+|the\s+)?mean\s+{_VALUE.format('mean')}\s*(?:and|,)\s*"
    rf"(?:an?\s+)?(?P<spread>variance|standard\s+deviation|scale)\s+{_VALUE.format('value')}(?=[\s,;.]|$)",
    re.I,
)
_DRAWN = re.compile(
    r"(?<![\w\\^{(|‖])(?P<head>[pqPQ](?:_\{?\w\}?)?)(?:\(x\))?\s*(?:~|∼|\\sim)\s*"
    r"(?=(?:\\\w+\{)?(?:N|Exp|Poi|Poisson|Bern|Bernoulli|Geom|U|Unif|Laplace|Beta|Gamma|Bin|Normal)\}?\s*\()"
)
_LABELLED = re.compile(
    r"(?P<open>(?:Exp|Exponential|Poi|Poisson|Bern|Bernoulli|Geom|Geometric)\}?\s*\(\s*)(?:(?:with\s+)?(?P<what>rate|parameter|mean|prob(?:ability)?)\s*=?\s*)(?P<value>[^(),]+)(?=\))",
)


def with_laws_in_words(world: World, text: str) -> str:
    """The line with such laws as formulas, where the problem's p and q are any distributions."""
    if len(text) > MOST_CHARACTERS or tabled(world) is None:
        return text
    text = with_uniform_counted(_each(text))
    text = _LABELLED.sub(lambda m: m["open"] + _rate(m["open"], m["what"], m["value"]), text)
    text = _UNIFORM.sub(lambda m: f"{m['head']} = U({m['low'].strip()}, {m['high'].strip()})", text)
    text = _FLAT.sub(_of_interval, text)
    text = _WITH_TWO.sub(_of_two, text)
    text = _WITH_ONE.sub(_of_one, text)
    return _DRAWN.sub(lambda m: f"{m['head']} = ", text)


def _rate(family: str, what: str, value: str) -> str:
    """An exponential is written by its rate, whatever it is told by; the others by their mean or probability."""
    value = value.strip()
    return f"1/({value})" if what.lower() == "mean" and family.lower().startswith("exp") else value


def _of_interval(m: re.Match[str]) -> str:
    """A density that is one over the length of where it is said to be."""
    low, high = ((m[a] or m[b]).strip() for a, b in (("low", "from"), ("high", "to")))
    size = m["one"] or (m["size"] or m["below"]).replace(" ", "")
    whole = size in ((high,) if low == "0" else (f"{high}-{low}", f"{high}−{low}"))
    return f"{m['head']} = U({low}, {high})" if whole else m[0]


def _of_one(m: re.Match[str]) -> str:
    name = _NAMES[m["family"].lower()]
    return m[0] if name in ("N", "U", "Laplace") else f"{m['head']} = {name}({_rate(name, m['what'], m['value'])})"


def _of_two(m: re.Match[str]) -> str:
    """`Gaussian with mean m and standard deviation s` as N(m, s²); a Laplace law goes by its scale."""
    name = _NAMES[m["family"].lower()]
    if name not in ("N", "Laplace") or (name == "Laplace") != (m["spread"].lower() == "scale"):
        return m[0]
    value = m["value"].removesuffix("$")
    return f"{m['head']} = {name}({m['mean']}, {f'({value})^2' if m['spread'].lower().startswith('st') else value})"


_BOTH = re.compile(
    r"^(?P<law>.*?_\{?(?P<i>[ijk])\}?.*?)\s*[,;]\s*(?:for\s+)?(?P=i)\s*(?:=|∈|\\in|in)\s*\\?\{?\s*1\s*,\s*2\s*\\?\}?\s*\.?$"
)


def _each(text: str) -> str:
    """`p_i = N(m, s_i²), i = 1, 2` as one law and the other."""
    found = _BOTH.match(text)
    if found is None or not re.match(rf"\s*[pqf]_\{{?{found['i']}", found["law"]):
        return text
    at = re.compile(rf"_(?:\{{{found['i']}\}}|{found['i']}(?![A-Za-z0-9_]))")
    return ", ".join(at.sub(f"_{k}", found["law"]) for k in (1, 2))


_LAW_NAMED = r"(?P<{}>[pqPQ](?:_\w)?)(?:\(\w\))?"
_EXPLICIT = re.compile(
    r"KL\}*\s*(?:\\left)?\(\s*"
    + _LAW_NAMED.format("first")
    + r"\s*(?:‖|\|\||\\\||\\Vert|\\parallel)\s*"
    + _LAW_NAMED.format("second")
    + r"\s*(?:\\right)?\)"
)
_BARE = re.compile(r"(?<![A-Za-z_{\\])KL(?![A-Za-z_(\[}]|\s*[(\[:]|\s*(?:divergence|term|between|from))")


def turned(lines: Sequence[str]) -> list[str] | None:
    """The lines with the step's bare KL the other way round, where no line says which way it is meant."""
    *setup, step = lines
    if (
        any(_EXPLICIT.search(line) for line in lines)
        or not _BARE.search(step)
        or not setup
        or len(step) > MOST_CHARACTERS
    ):
        return None
    return [*setup, _BARE.sub("KL(q ‖ p)", step)]
