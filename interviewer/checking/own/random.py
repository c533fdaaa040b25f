"""Random numbers that a candidate describes in words: `q_i, k_i independent with mean 0 and variance σ²`.

Each is its mean plus the root of its variance times noise of mean 0 and variance 1, so that expectations follow by listing.
What is left open of a law, its variance or its mean, stays a free letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interviewer.checking.own.moments_told import Law, laws_of, letters_in, moments_told
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.clause import Clause
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    num,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable

_INDEPENDENT = re.compile(r"\b(independent|iid|i\.\s?i\.\s?d\.?|uncorrelated)", re.I)
_ENTRIES = re.compile(r"\b(?:components|entries|coordinates)\b", re.I)  # of what the problem draws
_STANDING = re.compile(
    r"(?<![A-Za-z\\_^{])(?:\\(?:mathbf|boldsymbol)\s*\{)?([b-z])(?![A-Za-z^(])"
)  # a letter by itself
_SCRIPT = r"(?:_\{?\w\}?|[ᵢⱼₖ])?"
_HELD = re.compile(
    rf"(?<![A-Za-z\\])([A-Za-z]){_SCRIPT}\$?(?:\s*(?:∈|\\in\b)\s*\S+)?,?\s+(?:(?:is|are|held)\s+)?(?:fixed|constant|deterministic)\b"
)  # q ∈ ℝᵐ fixed, a_i are constant
_FIXED = re.compile(rf"(?:fixed|constant|deterministic)\s+\$?([A-Za-z]){_SCRIPT}(?![A-Za-z0-9])", re.I)
_PAIR = re.compile(r"(?<![\w\\])([A-Za-z])\$?\s+and\s+\$?([A-Za-z])(?!\w)")
_GREEK = frozenset(["epsilon", "xi", "eta", "zeta"])
_COUNTS = frozenset(["n", "N", "d"])
_NO_NAMES = frozenset(["mean", "e", "I", "pi", "Reals"])
MOMENTS = {"E": "mean", "Var": "variance"}


def laws_in(texts: Sequence[str], random: frozenset[str] = frozenset()) -> dict[str, Law]:
    """The laws of the names that lines speak of as independent; none when no line says so.

    Of those that are random and independent in the problem, a line that tells both moments says it too.
    """
    found: dict[str, Law] = {}
    declared: list[str] = []
    for text in texts:
        try:
            clauses = read_line(text).clauses
        except Unreadable:
            clauses = ()
        declared += [s.name for c in clauses if (s := _declared(c.node)) is not None]
        said, told = _INDEPENDENT.search(text) is not None, moments_told(text)
        if not said and not (random and {t.kind for t in told} == {"mean", "variance"}):
            continue
        fixed = {*_FIXED.findall(text), *_HELD.findall(text)}
        named = [n for c in clauses for n in _spoken_of(c.node)]
        for pair in _PAIR.findall(text):  # every component of q and k
            named += [n for n in pair if set(pair) & set(named) and n not in named]
        no_names = fixed | _NO_NAMES | letters_in(told)
        if not set(named) - no_names:  # a sentence: the letters that it speaks of
            named = list(dict.fromkeys(_STANDING.findall(text)))
        named = [n for n in dict.fromkeys(named or declared) if n not in no_names]
        named = [n for n in named if n not in _COUNTS] or named  # the n inputs x_j
        if random:  # q_i has mean 0 and variance a, k_i mean 0 and variance b
            standing = [n for n in dict.fromkeys(_STANDING.findall(text)) if n in random - no_names]
            named = standing or (sorted(random) if _ENTRIES.search(text) else named)
        if not (said or random.issuperset(named)):
            continue
        found |= laws_of(text, told, named, frozenset(x for c in clauses for x in _averaged(c.node)))
        for c in clauses:
            if (stated := _of_law(c.node)) is not None:
                found[stated[0]] = stated[1]
    for text in texts:
        found |= dict(moments_stated(text, found))
    return found


def _declared(node: Node) -> Sym | None:
    """x of `x ∈ ℝ^d`."""
    head = node.operands[0] if isinstance(node, Rel) and node.ops[-1] == "∈" else None
    return head if isinstance(head, Sym) else None


def _averaged(node: Node) -> Iterable[str]:
    """The x of `E[x²] = v`."""
    if isinstance(node, Rel) and isinstance(moment := node.operands[0], Moment) and len(moment.args) == 1:
        yield from names(moment.args[0])


def _spoken_of(node: Node) -> list[str]:
    """Names in a clause that is no equation, or that an expectation is taken of."""
    if (member := _declared(node)) is not None:
        return [member.name]
    if isinstance(node, Rel):
        inside = [a for o in node.operands for n in walk(o) if isinstance(n, Moment) for a in n.args]
        return [a.name for a in inside if isinstance(a, Sym)]
    if isinstance(node, Call | Num) or (isinstance(node, Apply) and node.op in ("pow", "mul", "div")):
        return []
    indices = {x for n in walk(node) if isinstance(n, Sym) for i in n.index for x in walk(i)}
    said = node.args[0] if isinstance(node, Apply) and node.op == "property" else node
    return [
        n.name for n in walk(said) if isinstance(n, Sym) and n not in indices and (len(n.name) == 1 or n.name in _GREEK)
    ]


def _of_law(node: Node) -> tuple[str, Law] | None:
    """`q_i ~ N(0, a²)`, `q ~ N(0, a² I)`."""
    match node:
        case Rel(("~",), (Sym(name, index), Call(Sym("Normal"), (), _, (mean, variance)))):
            parts = variance.args if isinstance(variance, Apply) and variance.op == "mul" else (variance,)
            rest = tuple(p for p in parts if not (isinstance(p, Sym) and p.name == "I"))
            if not index and len(rest) == len(parts):
                return None
            spread = ONE if not rest else rest[0] if len(rest) == 1 else Apply("mul", rest)
            return name, Law(ZERO if mean == Sym("zeros") else mean, spread, True)
    return None


def moments_stated(text: str, laws: dict[str, Law]) -> Iterable[tuple[str, Law]]:
    """`E[w_k] = 0, Var(w_k) = s²` of names that are random."""
    try:
        clauses = read_line(text).clauses
    except Unreadable:
        return
    for node in (n for c in clauses for n in _links(c.node)):
        stated = statement(node, laws)
        if stated is not None:
            name, op, value = stated
            old = laws[name]
            laws[name] = replace(old, **{op: value})
            yield name, laws[name]


def _links(node: Node) -> list[Node]:
    """`E[q_i] = E[k_i] = μ` says that of each."""
    if isinstance(node, Rel) and len(node.ops) > 1 and all(isinstance(o, Moment) for o in node.operands[:-1]):
        return [Rel((op,), (o, node.operands[-1])) for op, o in zip(node.ops, node.operands, strict=False)]
    return [node]


def statement(node: Node, laws: dict[str, Law]) -> tuple[str, str, Node] | None:
    """What a moment of a random name is set to."""
    if not (isinstance(node, Rel) and isinstance(moment := node.operands[0], Moment) and moment.args):
        return None
    of = moment.args[0]
    if isinstance(of, Sym) and of.name in laws and moment.op == "E" and node.ops in (("!=",), (">",), ("<",)):
        return of.name, "mean", Sym(f"{of.name}.mean")  # E[q_i] ≠ 0: any other number
    if node.ops not in (("=",), ("=", "!="), ("=", ">"), ("=", "<")):
        return None
    squared = isinstance(of, Apply) and of.op == "pow" and of.args[1] == num(2) and moment.op == "E"
    of = of.args[0] if isinstance(of, Apply) and squared else of
    if moment.op not in MOMENTS or not isinstance(of, Sym) or of.name not in laws or len(moment.args) != 1:
        return None
    law, value = laws[of.name], node.operands[1]
    if squared and law.mean is not None:
        return of.name, "variance", apply("add", value, apply("neg", apply("pow", law.mean, num(2))))
    return of.name, "second" if squared else MOMENTS[moment.op], value


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
        if law.second is not None and law.mean is None:  # any mean that leaves a variance
            share = Sym(f"{name}.share")
            made[share.name] = Letter(share.name, "unit")
            left = apply("add", ONE, apply("neg", apply("pow", share, num(2))))
            root = apply("mul", share, apply("sqrt", law.second))
            law = replace(law, mean=root, variance=apply("mul", law.second, left))
        made[noise] = Letter(noise, "noise" if law.gaussian else "random", letter.shape or ("1",))
        spread: Node = law.variance if law.variance is not None else Sym(variance)
        if law.variance is None:
            made[variance] = Letter(variance, "positive")
        body = apply("mul", apply("sqrt", spread), Sym(noise))
        if law.mean is None:
            made[mean] = Letter(mean, "vector" if letter.shape else "scalar", letter.shape)
            body = apply("add", Sym(mean), body)
        elif law.mean != ZERO:
            binders = (Binder(Sym("every"), ONE, Sym(letter.shape[0])),) if letter.shape else ()
            body = apply("add", Bound("collect", binders, law.mean) if binders else law.mean, body)
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
