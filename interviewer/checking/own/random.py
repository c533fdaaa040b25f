"""Random numbers that a candidate describes in words: `q_i, k_i independent with mean 0 and variance σ²`.

Each is its mean plus the root of its variance times noise of mean 0 and variance 1, so that expectations follow by listing.
What is left open of a law, its variance or its mean, stays a free letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.clause import Clause
from interviewer.notation.formulas import read_expression
from interviewer.notation.statements import read_line
from interviewer.notation.tree import ONE, ZERO, Apply, Call, Moment, Node, Num, Rel, Sym, apply, num, transform, walk
from interviewer.notation.unreadable import Unreadable

_INDEPENDENT = re.compile(r"\b(independent|iid|i\.\s?i\.\s?d\.?|uncorrelated)", re.I)
_CENTRED = re.compile(r"zero[- ]mean|mean[- ](0|zero)\b|centred|centered", re.I)
_UNIT = re.compile(r"unit[- ]variance|variance (1|one)\b", re.I)
_VARIANCE = re.compile(r"variances?\s+(\$?[^\s,.;$]+)", re.I)
_GAUSSIAN = re.compile(r"gaussian|normal|N\(0, ?(1|I)\)", re.I)
_FIXED = re.compile(r"(?:fixed|constant|deterministic)\s+\$?([A-Za-z])\b", re.I)
_PAIR = re.compile(r"(?<![\w\\])([A-Za-z])\$?\s+and\s+\$?([A-Za-z])(?!\w)")
_NO_NAMES = frozenset(["mean", "e", "I", "pi", "Reals"])
MOMENTS = ("E", "Var")


@dataclass(frozen=True)
class Law:
    """What is said of a random number; None is left open."""

    mean: Node | None = None
    variance: Node | None = None
    gaussian: bool = False


def laws_in(texts: Sequence[str]) -> dict[str, Law]:
    """The laws of the names that lines speak of as independent; none when no line says so."""
    found: dict[str, Law] = {}
    declared: list[str] = []
    for text in texts:
        try:
            clauses = read_line(text).clauses
        except Unreadable:
            continue
        declared += [s.name for c in clauses if (s := _declared(c.node)) is not None]
        if not _INDEPENDENT.search(text):
            continue
        fixed = set(_FIXED.findall(text))
        named = [n for c in clauses for n in _spoken_of(c.node)]
        for pair in _PAIR.findall(text):  # every component of q and k
            named += [n for n in pair if set(pair) & set(named) and n not in named]
        law = Law(ZERO if _CENTRED.search(text) else None, _variance(text), bool(_GAUSSIAN.search(text)))
        if law.gaussian and law.mean is None:
            law = replace(law, mean=ZERO, variance=law.variance or ONE)
        found |= {n: law for n in dict.fromkeys(named or declared) if n not in fixed | _NO_NAMES}
    for text in texts:
        found |= dict(_stated(text, found))
    return found


def _declared(node: Node) -> Sym | None:
    """x of `x ∈ ℝ^d`."""
    head = node.operands[0] if isinstance(node, Rel) and node.ops[-1] == "∈" else None
    return head if isinstance(head, Sym) else None


def _spoken_of(node: Node) -> list[str]:
    """Names in a clause that is no equation, or that an expectation is taken of."""
    if (member := _declared(node)) is not None:
        return [member.name]
    if isinstance(node, Rel):
        inside = [a for n in walk(node.operands[0]) if isinstance(n, Moment) for a in n.args]
        return [a.name for a in inside if isinstance(a, Sym)]
    if isinstance(node, Call | Num) or (isinstance(node, Apply) and node.op in ("pow", "mul", "div")):
        return []
    indices = {x for n in walk(node) if isinstance(n, Sym) for i in n.index for x in walk(i)}
    return [n.name for n in walk(node) if isinstance(n, Sym) and n not in indices and len(n.name) == 1]


def _variance(text: str) -> Node | None:
    if _UNIT.search(text):
        return ONE
    match = _VARIANCE.search(text)
    try:
        return read_expression(match.group(1).strip("$")) if match else None
    except Unreadable:
        return None


def _stated(text: str, laws: dict[str, Law]) -> Iterable[tuple[str, Law]]:
    """`E[w_k] = 0, Var(w_k) = s²` of names that are random."""
    try:
        clauses = read_line(text).clauses
    except Unreadable:
        return
    for clause in clauses:
        stated = statement(clause.node, laws)
        if stated is not None:
            name, op, value = stated
            old = laws[name]
            laws[name] = replace(old, mean=value) if op == "E" else replace(old, variance=value)
            yield name, laws[name]


def statement(node: Node, laws: dict[str, Law]) -> tuple[str, str, Node] | None:
    """What a moment of a random name is set to."""
    if not (isinstance(node, Rel) and node.ops == ("=",) and isinstance(moment := node.operands[0], Moment)):
        return None
    name = moment.args[0]
    if moment.op in MOMENTS and isinstance(name, Sym) and name.name in laws and len(moment.args) == 1:
        return name.name, moment.op, node.operands[1]
    return None


def without_laws(clauses: Iterable[Clause], laws: dict[str, Law]) -> list[Clause]:
    """The clauses that say something else."""
    return [c for c in clauses if statement(c.node, laws) is None and not _law_alone(c.node)]


def _law_alone(node: Node) -> bool:
    return (isinstance(node, Rel) and node.ops == ("~",)) or (isinstance(node, Rel) and node.operands[0] == Sym("mean"))


def modelled(
    laws: dict[str, Law], letters: Mapping[str, Letter]
) -> tuple[dict[str, Definition], dict[str, Letter]] | None:
    """Definitions and letters that make the names random; None when one is no number or column."""
    definitions: dict[str, Definition] = {}
    made: dict[str, Letter] = {}
    for name, law in laws.items():
        letter = letters.get(name)
        if letter is None:
            continue
        if len(letter.shape) > 1 or letter.index is not None:
            return None
        noise, mean, variance = f"{name}.noise", f"{name}.mean", f"{name}.var"
        made[noise] = Letter(noise, "noise" if law.gaussian else "random", letter.shape or ("1",))
        spread: Node = law.variance if law.variance is not None else Sym(variance)
        if law.variance is None:
            made[variance] = Letter(variance, "positive")
        body = apply("mul", apply("sqrt", spread), Sym(noise))
        if law.mean is None:
            made[mean] = Letter(mean, "vector" if letter.shape else "scalar", letter.shape)
            body = apply("add", Sym(mean), body)
        elif law.mean != ZERO:
            if letter.shape:
                return None
            body = apply("add", law.mean, body)
        definitions[name] = Definition(name, body, fixed=False)
    return definitions, made


def componentwise(node: Node, laws: dict[str, Law], letters: Mapping[str, Letter]) -> Node:
    """`Var(w)` and `E[x²]` of numbers that are alike mean those of any one of them."""

    def one(n: Node) -> Node:
        vectors = [x for x in laws if x in letters and letters[x].shape]
        if not (isinstance(n, Moment) and n.over is None and len(n.args) == 1):
            return n
        argument = n.args[0]
        squared = isinstance(argument, Apply) and argument.op == "pow"
        base = argument.args[0] if isinstance(argument, Apply) and squared else argument
        if isinstance(base, Sym) and base.name in vectors and not base.index:
            return replace(n, args=(transform(argument, lambda x: Sym(base.name, (num(1),)) if x == base else x),))
        return n

    return transform(node, one)
