"""A mixture told by the law of its components: `p(x_i|z_i = k) = λ_k e^{−λ_k x_i}`, `y_i | z_i = k ~ N(w_kᵀx_i, s²)`, `p(x) = Σ_k π_k f(x; θ_k)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from interviewer.checking.told.mixtures.bernoullis import bernoullis_in_words, law_of_bit, without_bits
from interviewer.checking.told.mixtures.covariances import (
    diagonal_in_words,
    law_of_covariance,
    one_dimensional_in_words,
    without_spread,
)
from interviewer.checking.told.mixtures.labelled import pair_of_labels
from interviewer.checking.told.mixtures.model import Mixture, mixture_of, product_over
from interviewer.checking.told.mixtures.pairs import Pair, pair_in_words, pair_of, pair_of_family, whose, whose_in_words
from interviewer.notation.clause import Clause
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Apply, Bound, Call, Moment, Node, Num, Rel, Sym
from interviewer.notation.vocabulary import Vocabulary

MOST_CHARACTERS = 400

_DENSITIES = frozenset(["p", "P", "f", "g", "phi"])
_RESPONSIBILITY = re.compile(
    r"\$?(?P<a>\\?[^\W\d_]+)_?\{?\s*[iₙᵢn]\s*,?\s*[kₖ]\s*\}?\$?\s*(?:(?:=|:=|is|are|for)\s+)?(?:the\s+)?(?:posterior|responsibilit)|"
    r"responsibilit(?:y|ies)\s+\$?(?P<b>\\?[^\W\d_]+)_?\{?\s*[iₙᵢn]\s*,?\s*[kₖ]",
    re.I,
)


def mixture_told(setup: Sequence[str], vocabulary: Vocabulary, step: str = "") -> tuple[Mixture, list[str]] | None:
    """The mixture of the earlier lines that tell one, and those of them that say more than that."""
    found: Mixture | None = None
    kept: list[str] = []
    called: list[str] = []
    for line in setup:
        if len(line) > MOST_CHARACTERS:
            return None
        called += [m["a"] or m["b"] for m in _RESPONSIBILITY.finditer(line)]
        clauses = clauses_read(line, vocabulary)
        laws = [(c, law) for c in clauses if (law := _law_of(c.node, clauses)) is not None] if found is None else []
        if laws:
            found = laws[0][1]
            if not _is_matrix(laws[0][0].node) and all(c is laws[0][0] or _says_no_more(c, found) for c in clauses):
                continue
        if len(clauses) == 1 and (name := _responsibility(clauses[0].node)):
            called.append(name)
            continue
        if clauses == () and _RESPONSIBILITY.search(line):
            continue
        kept.append(line)
    for line in setup if found is None else ():
        found = diagonal_in_words(line, step) or one_dimensional_in_words(line) or bernoullis_in_words(line, step)
        if found is not None:
            kept = [without_bits(without_spread(other)) if other == line else other for other in kept]
            break
    if found is None:
        return None
    letters = {n.lstrip("\\") for n in called}
    return replace(found, responsibilities=tuple(sorted(letters))), kept


def pair_told(setup: Sequence[str], vocabulary: Vocabulary) -> tuple[Pair, list[str]] | None:
    """The mixture of two of the earlier lines that tell one, and those of them that say more than that."""
    found: Pair | None = None
    kept: list[str] = []
    told: tuple[str, int] | None = None
    read = [(line, clauses_read(line, vocabulary)) for line in setup if len(line) <= MOST_CHARACTERS]
    if (labelled := pair_of_labels(c for _, clauses in read for c in clauses)) is not None:
        pair, said = labelled
        return pair, [line for line, clauses in read if not clauses or any(c.node not in said for c in clauses)]
    for line in setup:
        if len(line) > MOST_CHARACTERS:
            return None
        clauses = clauses_read(line, vocabulary)
        nodes = [c.node for c in clauses]
        told = whose_in_words(line) or told
        if found is None:
            found = next((p for n in nodes if (p := pair_of(n)) is not None), None)
            found = found or pair_in_words(line, vocabulary) or pair_of_family(line, vocabulary)
            if found is not None:
                continue
        elif (named := whose(found, nodes[0]) if len(nodes) == 1 else None) is not None:
            told = named
            continue
        elif whose_in_words(line) is not None:
            continue
        kept.append(line)
    found = replace(found, name=told[0], of=told[1]) if found is not None and told is not None else found
    return (found, kept) if found is not None else None


def _is_matrix(node: Node) -> bool:
    """Σ_k = diag(…), Σ_k = s² I: later lines may speak of it by that name."""
    match node:
        case Rel(("=",), (Sym(name), Sym(same))):
            return name != same  # Σ_k = Σ leaves no Σ_k
    return isinstance(node, Rel) and isinstance(node.operands[0], Sym) and node.ops == ("=",)


def _responsibility(node: Node) -> str:
    """The γ of `γ_ik = w_k f_k(x_i)/Σ_j w_j f_j(x_i)`: what it is at the parameters of the round before."""
    match node:
        case Rel(("=",), (Sym(name, (Sym(), Sym())), Apply("div", (_, Bound("sum"))))):
            return name
        case Rel(
            ("=",), (Sym(name, (_, _)) | Apply("mul", (Sym(name, ()), Sym("z"))), Moment("E", (Sym("z", (_, _)),)))
        ):
            return name
    return ""


def _law_of(node: Node, beside: Iterable[Clause]) -> Mixture | None:
    """The mixture that a formula tells by the law of a component."""
    if (found := law_of_covariance(node)) is not None:
        return found
    match node:
        case Rel(("~",), (Call(Sym("law"), (Sym() as point,), (label,)), Call() as family)):
            return mixture_of(point, _label(label), _at(family, point), "")
        case Rel(("~",), (Sym() as point, Call(Sym(), params=(_, *_)) as family)):
            labels = [x for c in beside if c.role in ("assume", "quantify", "reason") and (x := _label(c.node))]
            return mixture_of(point, labels[0], _at(family, point), "") if labels else None
        case Rel(("~",), (Sym() as point, Bound("sum", (binder,), body))) if isinstance(binder.var, Sym):
            return _of_sum(point, binder.var.name, body)
        case Rel(("=",), (Call(Sym(name, ()), (Sym() as point,), given), law)) if name in _DENSITIES and given:
            labels = [x for g in given if (x := _label(g))] or _labels_of(given, point)
            others = [g for g in given if not _label(g)]
            if len(labels) != 1 or not all(isinstance(g, Sym) for g in others):
                return None
            return mixture_of(point, labels[0], law, "")
        case Rel(
            ("=",), (Call(Sym(name, ()), (Rel(("=",), (Sym() as point, Num(value=1))),), (label,)), Sym() as chance)
        ):
            of_one = law_of_bit(point, chance)
            running = [i for i in point.index if isinstance(i, Sym)]
            whole = of_one if len(running) < 2 else product_over(running[-1], of_one)
            return mixture_of(point, _label(label), whole, "") if name in _DENSITIES else None
        case Rel(("=",), (Call(Sym(name, (Sym(label, ()),)), (Sym() as point,), ()), law)) if name in _DENSITIES:
            return mixture_of(point, label, law, "")
        case Rel(("=",), (Call(Sym(name, ()), (Sym() as point,), ()), Bound("sum", (binder,), body))):
            return _of_sum(point, binder.var.name, body) if name in _DENSITIES and isinstance(binder.var, Sym) else None
    return None


def _of_sum(point: Sym, label: str, body: Node) -> Mixture | None:
    """`p(x) = Σ_k w_k f(x; θ_k)`: the first factor is the weight."""
    if not isinstance(body, Apply) or body.op not in ("mul", "times"):
        return None
    weight, *rest = body.args
    if not isinstance(weight, Sym) or weight.index != (Sym(label),) or not rest:
        return None
    law = Apply("mul", tuple(rest)) if len(rest) > 1 else rest[0]
    return mixture_of(point, label, _at(law, point) if isinstance(law, Call) else law, weight.name)


def _label(node: Node) -> str | None:
    """The k of `z_i = k`, of a bare `k`."""
    match node:
        case Rel(("=",), (Sym("z" | "c" | "y" | "Z"), Sym(name, ()))):
            return name
        case Sym("k" | "j" as name, ()):
            return name
    return None


def _labels_of(given: Iterable[Node], point: Sym) -> list[str]:
    """The k of `p(x | μ_k)`: which component it is, told by its parameters."""
    indices = {g.index for g in given if isinstance(g, Sym) and g.index}
    return [x for i in indices if len(i) == 1 and i[0] not in point.index and (x := _label(i[0]))]


def _at(law: Call, point: Sym) -> Node:
    """A family at its point; parameters without one stand for it."""
    return law if law.args or not law.params else Call(law.fn, (point,), law.given, law.params)


def _says_no_more(clause: Clause, mixture: Mixture) -> bool:
    """Whether a clause beside the law only names weights and responsibilities, or says where samples lie."""
    match clause.node:
        case Sym(_, (_, *_)) | Sym("k" | "i"):
            return True
        case Rel(("=",), (Sym(_, (_, Sym())), Call(Sym("p" | "P"), (Rel(),), (_, *_)))):
            return True  # γ_ik = P(z_i = k | x_i)
        case Rel((">" | ">=" | "∈",), (Sym(name), _)):
            return name == mixture.data
        case Rel(("=",), (Sym("z" | "c", _), Sym())):
            return True
        case Rel(("=",), (Bound("sum", _, Sym(_, (_,))), Num(value=1))):
            return True
        case Rel(
            ("=",),
            (
                Call(Sym("p" | "P"), (Sym(name, _),)),
                Bound("sum", _, Apply("mul", (Sym(), Call(Sym("p" | "P"), (Sym(same, _),))))),
            ),
        ):
            return name == same == mixture.data  # p(x) = Σ_k π_k p(x | μ_k)
        case Rel(("=",), (Sym("i" | "k"), _)):
            return True  # i = 1, …, n
    return False
