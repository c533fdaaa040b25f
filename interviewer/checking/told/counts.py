"""Counts of what a problem names, told in words: `the KV cache takes 2·N·h·d_h·T·b bytes`, `number of parameters = Σ_l …`.

A world's `counts` say how many numbers there are, in letters of its own; each letter has the words by which a candidate
introduces his: `N layers`, `heads of width d_h`, `n_l is the number of units`. Both sides are compared at many sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from interviewer.checking.problem.sizes import size_name
from interviewer.checking.problem.world import Count, World
from interviewer.notation.formulas import parse_formula
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import CONNECTIVES, changes_model
from interviewer.notation.segments import cut_apart
from interviewer.notation.spelling import in_one_spelling
from interviewer.notation.tree import Apply, Bound, Node, Num, Rel, Sym, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

_SAYING = re.compile(
    r"=|:|\b(?:is|are|takes?|needs?|holds?|has|have|stores?|caches|costs?|contains?|occup(?:y|ies)|requires?|uses?)\b"
)
_HARMLESS = CONNECTIVES | frozenset(
    "one sequence number numbers size total count full whole together own altogether full takes take needs need holds hold has have stores store "
    "contains contain occupies occupy requires require uses per values value entries floats scalars all its bytes each "
    "learnable trainable free model layer head memory growing linearly grows does not depend kept stored single batch "
    "decoding decode generating generation when caching kept "
    "output matrix matrices mean means network there mixture gmm gaussians covariance covariances after layers".split()
)
_PIECES = frozenset("numbers values entries floats scalars".split())
_WITHOUT = re.compile(r"\b(?:no|without)\s+(?:any\s+)?[a-z]+")
_NEGATION = re.compile(r"\b(?:nothing|no|not|never)\b[^,.;]*")
_LETTER = r"(?<![A-Za-z\\_^{])\$?(?P<letter>[A-Zb-zα-ω](?:_\{?[A-Za-z]+\}?)?|\d+)\$?(?![A-Za-z_(])"
_SHARED = re.compile(
    r"\b(?:keys?|k|kv)\s*[-/ ]?\s*(?:and\s+)?(?:values?|v)?[- ]heads?\b|\b(?:multi|grouped)-query\b|\b[MG]QA\b", re.I
)
_QUERY_HEADS = re.compile(r"\$?\b\w+\$?\s+(?:query|attention)[- ]heads?\b", re.I)
_SIZES = (3, 5, 7, 11, 2, 13, 17, 19, 23)
_TRIED, _LAYERS, _LONGEST = 4, 3, 40


_VALUES = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class _Open(Exception):
    """A formula of something else than sizes."""


@dataclass(frozen=True)
class Counted:
    """The verdict on a count: whether it is the one that is claimed, else the sizes and the two numbers there."""

    right: bool
    at: Mapping[str, int]
    values: tuple[float, float]


def judge_count_told(world: World, setup: Sequence[str], text: str) -> Counted | None:
    """Whether a line that says how many numbers something has says so rightly; None for any other line."""
    folded = text.casefold()
    count = next((c for c in world.counts if _meant(c, folded)), None)
    if count is None or not _SAYING.search(text):
        return None
    said = " ".join([*setup, text])
    if _SHARED.search(said):
        said = _QUERY_HEADS.sub(" ", said)  # what is kept is of the other heads
    words = re.findall(r"(?<![\\\w{^])[a-z][a-z-]{2,}(?![\w(^])", _WITHOUT.sub("", folded))
    known = _HARMLESS | count.vocabulary
    changed = changes_model(re.findall(r"[a-z-]+", _NEGATION.sub("", said.casefold())))
    if (
        changed
        or ("bytes" in words and {*words} & _PIECES)  # `2·n·d numbers = 4·n·d bytes`
        or "only" in words
        or not all({w, f"{w}s"} & known or {p for p in w.split("-") if len(p) > 1} <= known for w in words)
    ):
        return None
    try:
        told = [n for line in setup for n in _formulas(line, lenient=True)]
        here = _formulas(text)
        conditions = [n for n in (*told, *here) if isinstance(n, Rel) and _sets_sizes(n)]
        amounts = [n for n in here if n not in conditions and not isinstance(n, Sym) and not _is_told(n)]
        claimed = [o for n in amounts for o in (n.operands if isinstance(n, Rel) else (n,))]
        if (
            not claimed
            or any(isinstance(n, Rel) and set(n.ops) != {"="} for n in amounts)
            or _summed([count.amount]) > _summed(claimed)
        ):
            return None
        letters = {name: _told_letter(said, ws) for name, ws in count.letters.items()}
        return _compared(count, letters, folded, claimed, conditions)
    except (_Open, Unreadable):
        return None


def _meant(count: Count, folded: str) -> bool:
    named = any(re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", folded) for n in count.names)
    return named and (not count.when or any(w in folded for w in count.when))


def _formulas(text: str, lenient: bool = False) -> list[Node]:
    """The formulas of a line; of a `lenient` one those that can be read."""
    out: list[Node] = []
    vocabulary = Vocabulary(values=_VALUES)
    try:
        pieces = cut_apart(tokenize(in_one_spelling(text, vocabulary), vocabulary.words))
    except Unreadable:
        if lenient:
            return out
        raise
    for piece in pieces:
        tokens = piece.tokens[: -1 if piece.tokens and piece.tokens[-1].text == "=" else None]  # n_l = number of units
        if any(t.kind in ("name", "num") for t in tokens):
            try:
                out.append(parse_formula(tokens, vocabulary, None)[0])
            except Unreadable:
                if not lenient:
                    raise
    return out


def _sets_sizes(node: Rel) -> bool:
    """`d_k = d_v = d/h`, not `n_0 = dim(x)`"""
    try:
        _value(node.operands[-1], dict.fromkeys(_letters([node]), Fraction(1)))
    except _Open:
        return False
    return set(node.ops) == {"="} and all(isinstance(o, Sym) for o in node.operands[:-1])


def _is_told(node: Node) -> bool:
    """`W ∈ ℝ^{d×d}`, `n_0 = dim(x)`: what a letter is."""
    spaced = any(isinstance(n, Sym) and n.name == "Reals" for n in walk(node))
    return spaced or (isinstance(node, Rel) and isinstance(node.operands[0], Sym) and bool(node.operands[0].index))


def _told_letter(text: str, words: Sequence[str]) -> str:
    """The letter that a candidate has for what these words name, as a name; empty where he tells none."""
    nouns = "|".join(map(re.escape, words))
    forms = [
        rf"{_LETTER}(?:\s+(?!(?:of|and|with|in|for|per)\b)[a-z][a-z/-]+){{{k}}}[\s-]+(?:{nouns})\b" for k in range(3)
    ]
    forms.append(rf"\b(?:{nouns})(?:\s+of\s+size)?\s+{_LETTER}")
    forms.append(rf"{_LETTER}\$?\s+(?:is|=|denotes|be)\s+(?:the\s+)?number\s+of\s+(?:{nouns})\b")
    found = next((m for f in forms if (m := re.search(f, text))), None)
    return re.sub(r"[{}]", "", found["letter"]) if found is not None else ""


def _compared(
    count: Count, told: Mapping[str, str], text: str, claimed: Sequence[Node], conditions: Sequence[Rel]
) -> Counted | None:
    """The amount that is claimed beside that of the problem, at sizes of which no two are alike; None where he speaks of others."""
    ours: dict[str, str] = {}  # what stands for a letter of the count: one of his, or a number
    for name, letter in told.items():
        apart = any(
            re.search(rf"\b(?:per|each|every|one|single) {w.removesuffix('s')}\b", text) for w in count.letters[name]
        )
        needless = (name in count.once and not letter) or (name == count.unit and count.letters[name][0] not in text)
        ours[name] = "1" if apart or needless else (letter or name)
    families = {s.name for s in walk(count.amount) if isinstance(s, Sym) and s.index and _name(s) not in count.letters}
    theirs = {ours[f].split("_")[0] for f in families}
    ends = {_name(e) for n in (count.amount, *claimed) for e in _ends(n)}
    fixed = {**dict.fromkeys(ends, Fraction(_LAYERS)), "1": Fraction(1)}
    known = {n for f, n in ours.items() if f not in families} | _letters(conditions)
    if {n for n in _letters(claimed) if n.split("_")[0] not in theirs} - known - ends - _running(claimed):
        return None
    names = sorted(n for n in known if not n.isdigit() and n not in ends)
    for start in range(_TRIED):
        sizes = {n: _SIZES[(start + k) % len(_SIZES)] for k, n in enumerate(names)}
        env = {**fixed, **{n: Fraction(v) for n, v in sizes.items()}}
        for condition in (*conditions, *conditions):  # d_k = d_h may stand before d_h = d/h
            value = _value(condition.operands[-1], env)
            env |= {_name(o): value for o in condition.operands[:-1]}
        for name, words in count.letters.items():  # d_v is d_k where nothing but that one is told, by the same words
            alike = [o for o, ws in count.letters.items() if o != name and ws == words and o in _letters(conditions)]
            if alike and not told[name] and name not in _letters((*conditions, *claimed)):
                env[name] = env[alike[0]]
        own = {**env, **{f: Fraction(n) if n.isdigit() else env[n] for f, n in ours.items() if f not in families}}
        expected = _value(count.amount, own)
        for node in claimed:
            if (found := _value(node, env)) != expected:
                return Counted(False, sizes, (float(expected), float(found)))
    return Counted(True, {}, (0.0, 0.0))


def _letters(nodes: Iterable[Node]) -> set[str]:
    return {_name(s) or s.name for n in nodes for s in walk(n) if isinstance(s, Sym)}


def _ends(node: Node) -> Iterator[Node]:
    """The letters up to which sums run."""
    for bound in walk(node):
        if isinstance(bound, Bound):
            yield from (s for b in bound.binders if b.high is not None for s in walk(b.high) if isinstance(s, Sym))


def _summed(nodes: Iterable[Node]) -> bool:
    """Whether the layers are summed over: else it is one layer whose numbers are counted."""
    return any(isinstance(m, Bound) for n in nodes for m in walk(n))


def _running(nodes: Iterable[Node]) -> set[str]:
    return {_name(b.var) for n in nodes for m in walk(n) if isinstance(m, Bound) for b in m.binders}


def _name(node: Node) -> str:
    return size_name(node) if isinstance(node, Sym) else ""


def _value(node: Node, env: Mapping[str, Fraction]) -> Fraction:
    """The value of a formula of sizes; `n_l` under a sum over l has one of its own for each l."""
    match node:
        case Num():
            return Fraction(node.value)
        case Sym() if _name(node) in env:
            return env[_name(node)]
        case Sym(_, (index,)):
            return 7 + 3 * _value(index, env) ** 2
        case Apply("mul" | "times" | "dot", args):
            return prod((_value(a, env) for a in args), start=Fraction(1))
        case Apply("add", args):
            return sum((_value(a, env) for a in args), Fraction(0))
        case Apply("neg", (inner,)):
            return -_value(inner, env)
        case Apply("div", (over, under)) if below := _value(under, env):
            return _value(over, env) / below
        case Apply("pow", (base, Num() as power)) if 0 <= power.value <= 6 and power.value.denominator == 1:
            return _value(base, env) ** int(power.value)
        case Bound("sum", (binder,), body) if binder.low is not None and binder.high is not None:
            low, high = (int(_value(e, env)) for e in (binder.low, binder.high))
            running = range(low, min(high, low + _LONGEST) + 1)
            return sum((_value(body, {**env, _name(binder.var): Fraction(k)}) for k in running), Fraction(0))
    raise _Open
