"""Worked examples of a weighted mean in numbers: `scores (0, ln 3), values v_1 = 4, v_2 = 8 … weights (1/4, 3/4), output 7`.

What the problem calls scores, weights and output is told in its words or letters; the weights are the softmax of the scores,
the output the mean of the values by them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import count, takewhile

from interviewer.checking.own.study import Study
from interviewer.checking.problem.world import Definition, World
from interviewer.notation.tree import Apply, Group, Node, Sym, apply, names, num

_NUMBER = r"(?:[-−]?(?:\d+\s*)?(?:\\?(?:ln|log)\s*\d+|\d+(?:\.\d+)?(?:\s*/\s*\d+)?|[½⅓⅔¼¾⅕⅛]))"
_LIST = rf"\(\s*{_NUMBER}(?:\s*,\s*{_NUMBER})+\s*\)|{_NUMBER}(?:\s*,\s*{_NUMBER})*\s+and\s+{_NUMBER}|{_NUMBER}(?!\s*[\w·*/(])"
_VERB = r"(?:\s*(?:are|is|gives?|becomes?|=|:|→|->))?\s*"
_OF_ONE = r"(?:\s+of\s+(?:the\s+)?(?:first\s+)?(?:token|query|row)\s*\d?)?"
_UNSCALED = re.compile(r"\b(?:no scaling|unscaled|without (?:the )?scal\w+)\b", re.I)
_ROLES = ("scores", "weights", "output")


def with_lists_named(lines: Iterable[str], problem: World | None) -> list[str]:
    """The lines with `weights (1/4, 3/4)` as `A = (1/4, 3/4)`, by the letter that the problem has for the noun."""
    letters = _letters(problem)
    if not letters:
        return list(lines)
    nouns = {"scores": letters["scores"], "weights": letters["weights"], "output": letters["output"]}
    nouns |= {"softmax": letters["weights"], "row": letters["weights"]}
    found = re.compile(
        rf"(?:\b(?:the|its|an?|raw|scaled|attention|so)\s+)*\b({'|'.join(nouns)}){_OF_ONE}{_VERB}({_LIST})", re.I
    )

    def named(line: str) -> str:
        letters = [nouns[m[1].lower()] for m in found.finditer(line)]
        if len(set(letters)) < len(letters):
            return line  # the second row, and the third
        return found.sub(lambda m: f"{nouns[m[1].lower()]} = {_listed(m[2])}", line)

    return [named(line) for line in lines]


def with_worked_weights(study: Study, nodes: Iterable[Node], problem: World | None) -> Study:
    """The study with the weights and the output that a claim speaks of and no line defines."""
    letters = _letters(problem)
    if problem is None or not letters:
        return study
    called = {role: _called(problem, letters[role]) for role in _ROLES}
    spoken = frozenset[str]().union(*map(names, nodes)) - study.definitions.keys()
    made: dict[str, Definition] = {}
    for name in sorted(spoken):
        base, _, label = name.partition("_")
        role = next((r for r in _ROLES[1:] if base in called[r]), "")
        if not role and base not in called["scores"]:
            continue
        scores = _scores(study, called["scores"], label)
        entry = scores is None and label.isdigit()
        scores = _scores(study, called["scores"], "") if entry else scores
        if scores is None:
            continue
        weights = scores if not role else Apply("softmax", (scores,))
        if role == "output":
            values = _numbered(study.definitions, ["v"])
            if len(values) < 2 or entry:
                continue
            parts = [apply("mul", Apply("index", (weights, num(k))), v) for k, v in enumerate(values, 1)]
            made[name] = Definition(name, Apply("add", tuple(parts)), fixed=False)
        else:
            body = Apply("index", (weights, num(int(label)))) if entry else weights
            made[name] = Definition(name, body, fixed=False)
    return replace(study, definitions={**study.definitions, **made}) if made else study


def _letters(problem: World | None) -> dict[str, str]:
    """The letters that the problem has for all three nouns; none where it does not speak of them."""
    nouns = dict(problem.vocabulary.nouns) if problem is not None else {}
    found = {role: n.name for role in _ROLES if isinstance(n := nouns.get(role), Sym)}
    return found if len(found) == len(_ROLES) else {}


def _called(problem: World, name: str) -> frozenset[str]:
    return frozenset([name, name.lower(), *problem.other_names(name)])


def _scores(study: Study, called: Collection[str], label: str) -> Node | None:
    """The list of scores: a name of one, numbered numbers, or products of a query and numbered keys."""
    for base in sorted(called):
        name = f"{base}_{label}" if label else base
        if name in study.definitions and isinstance(study.definitions[name].body, Group):
            return Sym(name)
    if label:
        return None
    numbers = _numbered(study.definitions, sorted(called))
    if len(numbers) > 1:
        return Group("(", tuple(numbers))
    query = next((Sym(q) for q in ("q", "q_1") if q in study.definitions), None)
    keys = _numbered(study.definitions, ["k"])
    if query is None or len(keys) < 2:
        return None
    body = study.definitions[query.name].body
    size = len(body.items) if isinstance(body, Group) else 1
    scale = num(1) if _UNSCALED.search(study.context) else apply("sqrt", num(size))
    return Group("(", tuple(apply("div", apply("dot", query, k), scale) for k in keys))


def _numbered(definitions: Mapping[str, Definition], bases: Iterable[str]) -> list[Node]:
    """The x_1, x_2, … that the lines define."""
    for base in bases:
        found = list(takewhile(definitions.__contains__, (f"{base}_{k}" for k in count(1))))
        if len(found) > 1:
            return [Sym(n) for n in found]
    return []


def _listed(text: str) -> str:
    """`1/4 and 3/4` in brackets."""
    if text.startswith("(") or " and " not in text:
        return text
    inside = re.sub(r"\s+and\s+", ", ", text)
    return f"({inside})"
