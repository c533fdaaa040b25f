"""A mixture of two told by both laws and one weight: `p(x) = w N(x; m_1, 1) + (1 − w) N(x; m_2, 1)`, `(1 − ε) f(x) + ε u`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.checking.problem.world import key_of
from interviewer.checking.told.mixtures.model import LABEL, SAMPLE, Mixture
from interviewer.notation.formulas import calls_written, read_expression
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym, names, num, transform, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

_BARE = re.compile(
    r"\b(?:weights?|priors?|probabilit\w+)\s+(?:½|1/2|0?\.5)\s+each\b|\bequal\s+(?:weights|priors)\b", re.I
)
_LAW = re.compile(r"(?:\\mathcal\s*\{?\s*N\s*\}?|(?<![A-Za-z_\\{])(?:N|Normal|Exp|Poi|Poisson|Bern|Geom|Laplace))\s*\(")


@dataclass(frozen=True)
class Pair:
    """Both components with the same data, the weight of the first, and of which one the ρ_i are the responsibilities."""

    first: Mixture
    second: Mixture
    weight: Node
    name: str = ""  # what the responsibilities of one of them are called
    of: int = 0  # and of which; 0 where nobody tells

    @property
    def functions(self) -> tuple[str, ...]:
        """Densities that are known and not written out."""
        calls = {n.fn.name for m in (self.first, self.second) for n in walk(m.law) if isinstance(n, Call)}
        return tuple(sorted(n for n in calls if n not in _FAMILIES))


_FAMILIES = frozenset(
    ["Normal", "Poisson", "Exponential", "Geometric", "Bern", "Gamma", "Laplace", "Binomial", "Beta", "exp"]
)


def pair_of(node: Node) -> Pair | None:
    """The pair of a density that is a sum of two, the weights being w and 1 − w or numbers that add up to one."""
    match node:
        case Rel(("=",), (Call(Sym("p" | "P" | "f", ()), (Sym() as point,), ()), Apply("add", (one, other)))):
            pass
        case Rel(("~",), (Sym() as point, Apply("add", (one, other)))):
            pass
        case _:
            return None
    first, second = _weighted(one, point), _weighted(other, point)
    if first is None or second is None or len(point.index) > 1 or not all(isinstance(i, Sym) for i in point.index):
        return None
    return _made(point, first[1], second[1], first[0]) if _complement(first[0], second[0]) else None


def _made(point: Sym, first: Node, second: Node, weight: Node) -> Pair | None:
    one, other = _component(point, first), _component(point, second)
    return Pair(one, other, weight) if one is not None and other is not None else None


def pair_by_weight(point: Sym, first: Node, second: Node, weight: Node) -> Pair | None:
    """The pair of two laws of the same data and the weight of the first."""
    return _made(point, first, second, weight)


def pair_in_words(text: str, vocabulary: Vocabulary) -> Pair | None:
    """`prior 0.5 each, N(x|0, 1) and N(x|2, 1)`."""
    laws = _laws_shown(text, vocabulary) if _BARE.search(text) else []
    if len(laws) != 2:
        return None
    points = {n.args[0] for n in laws if n.args}
    point = points.pop() if len(points) == 1 else Sym("x") if not points else None
    if not isinstance(point, Sym):
        return None
    first, second = (Call(n.fn, (point,), (), n.params) for n in laws)
    return _made(point, first, second, Apply("div", (num(1), num(2))))


_LETTER = r"\$?(\\?[^\W\d_]+(?:_\{?\w\}?|[₁₂])?)\$?"
_TOLD = re.compile(
    rf"\btwo\s+(?:hidden\s+|latent\s+)?(?P<family>Poissons?|exponentials?|Bernoullis?|geometrics?|coins?)(?:\s+(?:components?|distributions?|densities|laws))?\s*,?\s*"
    rf"(?:with\s+)?(?:the\s+)?(?:rates?|means?|parameters?|bias(?:es)?|(?:head\s+)?probabilit\w+)\s+(?:\w+\s+)?{_LETTER}\s*(?:and|,)\s*{_LETTER}",
    re.I,
)
_SHARE = re.compile(
    rf"\bweights?\s+{_LETTER}\s*(?:and|,)\s*\$?1\s*[-−]\s*|\b(?:coin|component|the\s+first)(?:\s+(?:1|one|A))?\s+(?:is\s+)?(?:chosen|picked|drawn|used)?\s*with\s+probability\s+{_LETTER}"
)
_LAWS = {
    "poisson": "Poisson",
    "exponential": "Exponential",
    "geometric": "Geometric",
    "bernoulli": "Bern",
    "coin": "Bern",
}


def pair_of_family(text: str, vocabulary: Vocabulary) -> Pair | None:
    """`two Poisson components with rates a and b, weights w and 1 − w`; the mean of an exponential is no rate."""
    told, share = _TOLD.search(text), _SHARE.search(text)
    if told is None or share is None or re.search(r"\bexponential.*\bmeans?\b", told[0], re.I):
        return None
    try:
        first, second, weight = (read_expression(t, vocabulary) for t in (told[2], told[3], share[1] or share[2]))
    except Unreadable:
        return None
    family = Sym(_LAWS[told["family"].casefold().removesuffix("s")])
    point = Sym("x", (Sym(SAMPLE),))
    if not all(isinstance(n, Sym) for n in (first, second, weight)):
        return None
    return _made(point, Call(family, (point,), (), (first,)), Call(family, (point,), (), (second,)), weight)


def _laws_shown(text: str, vocabulary: Vocabulary) -> list[Call]:
    """The densities of families that stand in a line."""
    found = (node for _, _, node in calls_written(text, _LAW.finditer(text), vocabulary))
    return [node for node in found if node.fn.name in _FAMILIES and node.params]


def whose(pair: Pair, node: Node) -> tuple[str, int] | None:
    """The ρ of `ρ_i = w f(x_i)/(…)`, and which component's it is by its numerator."""
    match node:
        case Rel(("=",), (Sym(name, (Sym(),)), Apply("div", (over, Apply("add", _))))):
            first = _complement(pair.weight, _factor(over)) is False and pair.weight in walk(over)
            ones = any(_complement(pair.weight, n) for n in walk(over))
            return (name, 2 if ones else 1) if ones or first else None
    return None


_WHOSE = re.compile(
    r"\$?(?P<name>\\?[^\W\d_]+)(?:_\{?i\}?|ᵢ)\$?\s*(?:=|:=|is|be)?\s*(?:the\s+)?(?:[Pp]\s*\(|responsibilit\w+|posterior\s+\w+)\s*(?:of|for|that\s+x_?i?\s+is\s+from)?\s*"
    r"(?:the\s+)?(?:component|class|cluster|coin|z(?:_\{?i\}?)?\s*=)\s*(?P<of>[12AB]|one|two)\b",
)


def whose_in_words(line: str) -> tuple[str, int] | None:
    """`h_i = P(component 2 | x_i)`, `r_i the responsibility of component 1`."""
    found = _WHOSE.search(line)
    if found is None:
        return None
    return found["name"].lstrip("\\"), 1 if found["of"] in ("1", "A", "one") else 2


def _factor(node: Node) -> Node:
    return node.args[0] if isinstance(node, Apply) and node.op in ("mul", "times") else node


def _weighted(term: Node, point: Sym) -> tuple[Node, Node] | None:
    """The weight of a term, a factor without the data, and what it weighs."""
    if not isinstance(term, Apply) or term.op not in ("mul", "times"):
        return None
    weight, *rest = term.args
    if point.name in names(weight) or not rest:
        return None
    law = Apply("mul", tuple(rest)) if len(rest) > 1 else rest[0]
    return weight, law


def _complement(a: Node, b: Node) -> bool:
    """w and 1 − w, in either order, or ⅓ and ⅔."""
    for x, y in ((a, b), (b, a)):
        if y == Apply("add", (num(1), Apply("neg", (x,)))) and isinstance(x, Sym):
            return True
    values = [_value(x) for x in (a, b)]
    return values[0] is not None and values[1] is not None and abs(values[0] + values[1] - 1) < 1e-9


def _value(node: Node) -> float | None:
    """½ and 0.5 as a number."""
    match node:
        case Num(value):
            return float(value)
        case Apply("div", (Num(a), Num(b))) if b:
            return float(a) / float(b)
    return None


def _component(point: Sym, law: Node) -> Mixture | None:
    """One of the two at a sample, in names without labels: the m_1 of `N(x; m_1, s²)` is one letter."""
    if isinstance(law, Call) and not law.args and law.params:
        law = Call(law.fn, (point,), (), law.params)

    def plain(n: Node) -> Node:
        if isinstance(n, Sym) and n.name == point.name:
            return Sym(n.name, (Sym(SAMPLE),)) if n == point else n
        return Sym(key_of(n)) if isinstance(n, Sym) and n.index and key_of(n) else n

    law = transform(law, plain)
    running = {i.name for n in walk(law) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)} - {SAMPLE}
    if running or LABEL in names(law) or any(isinstance(n, Apply) and n.op == "T" for n in walk(law)):
        return None
    return Mixture(point.name, law)
