"""A mixture told by the law of its components: `p(x_i|z_i = k) = λ_k e^{−λ_k x_i}`, `y_i | z_i = k ~ N(w_kᵀx_i, s²)`, `p(x) = Σ_k π_k f(x; θ_k)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from interviewer.notation.clause import Clause
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Apply, Binder, Bound, Call, Node, Num, Rel, Sym, names, num, transform, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

MOST_CHARACTERS = 400
LABEL, SAMPLE, ENTRY = "k", "i", "l"

_DENSITIES = frozenset(["p", "P", "f", "g", "phi"])
_RESPONSIBILITY = re.compile(
    r"\$?(?P<a>\\?[^\W\d_]+)_?\{?\s*[iₙᵢn]\s*,?\s*[kₖ]\s*\}?\$?\s*(?:(?:=|:=|is|are|for)\s+)?(?:the\s+)?(?:posterior|responsibilit)|"
    r"responsibilit(?:y|ies)\s+\$?(?P<b>\\?[^\W\d_]+)_?\{?\s*[iₙᵢn]\s*,?\s*[kₖ]",
    re.I,
)
_DIAGONAL = re.compile(r"\bdiagonal\s+(?:covariance|Gaussian|components?\b|\$?(?:Σ|\\Sigma|Sigma))", re.I)
_SPREAD = re.compile(
    r"(?P<letter>\\?sigma|σ|\bs|\bv)_\{?k,?\s*[jdl]\b\}?(?:\^\{?\((?:new|t\s*\+\s*1)\)\}?)?(?P<square>\^\{?2|²)?"
)


@dataclass(frozen=True)
class Mixture:
    """The law of component k at sample i, of the candidate's own letters; `entry` runs over the entries of a sample."""

    data: str
    law: Node
    entry: str = ""
    given: str = ""  # a covariate
    weight: str = ""
    responsibilities: tuple[str, ...] = ()

    @property
    def parameters(self) -> frozenset[str]:
        """What the law is made of besides data: θ_k, and what all components share."""
        inner = {self.data, self.given, self.entry, LABEL, SAMPLE, "e", "pi", "d", "I", "Normal"}
        bound = {
            b.var.name for n in walk(self.law) if isinstance(n, Bound) for b in n.binders if isinstance(b.var, Sym)
        }
        heads = {n.fn.name for n in walk(self.law) if isinstance(n, Call)}
        return names(self.law) - inner - bound - heads

    def at(self, sample: str, label: str) -> Node:
        """The law at a sample, or at the bare letter of one, and a label."""

        def put(n: Node) -> Node:
            if not isinstance(n, Sym):
                return n
            index = tuple(Sym(label) if i == Sym(LABEL) else i for i in n.index)
            if n.name in (self.data, self.given):
                entries = tuple(i for i in index if i != Sym(SAMPLE))
                return Sym(n.name, (*((Sym(sample),) if sample else ()), *entries))
            return Sym(n.name, index)

        return transform(self.law, put)


def mixture_told(setup: Sequence[str], vocabulary: Vocabulary, step: str = "") -> tuple[Mixture, list[str]] | None:
    """The mixture of the earlier lines that tell one, and those of them that say more than that."""
    found: Mixture | None = None
    kept: list[str] = []
    called: list[str] = []
    for line in setup:
        if len(line) > MOST_CHARACTERS:
            return None
        called += [m["a"] or m["b"] for m in _RESPONSIBILITY.finditer(line)]
        try:
            clauses = read_line(line, vocabulary).clauses
        except Unreadable:
            clauses = ()
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
    found = found or next((m for line in setup if (m := _diagonal_in_words(line, step))), None)
    if found is None:
        return None
    letters = {n.lstrip("\\") for n in called}
    return replace(found, responsibilities=tuple(sorted(letters))), kept


def _is_matrix(node: Node) -> bool:
    """Σ_k = diag(…), of which later lines may speak by that name."""
    return isinstance(node, Rel) and isinstance(node.operands[1], Apply) and node.operands[1].op == "diag"


def _responsibility(node: Node) -> str:
    """The γ of `γ_ik = w_k f_k(x_i)/Σ_j w_j f_j(x_i)`: what it is at the parameters of the round before."""
    match node:
        case Rel(("=",), (Sym(name, (Sym(), Sym())), Apply("div", (_, Bound("sum"))))):
            return name
    return ""


def _law_of(node: Node, beside: Iterable[Clause]) -> Mixture | None:
    """The mixture that a formula tells by the law of a component."""
    match node:
        case Rel(("~",), (Call(Sym("law"), (Sym() as point,), (label,)), Call() as family)):
            return _mixture(point, _label(label), _at(family, point), "")
        case Rel(("~",), (Sym() as point, Call(Sym(), params=(_, *_)) as family)):
            labels = [x for c in beside if c.role in ("assume", "quantify", "reason") and (x := _label(c.node))]
            return _mixture(point, labels[0], _at(family, point), "") if labels else None
        case Rel(("~",), (Sym() as point, Bound("sum", (binder,), body))) if isinstance(binder.var, Sym):
            return _of_sum(point, binder.var.name, body)
        case Rel(("=",), (Sym("Sigma" | "S" | "C", (Sym(label, ()),)), Apply("diag", (first, Sym("ellipsis"), _)))):
            return _diagonal(label, _entry_of(first, label, (num(1),)))
        case Rel(("=",), (Sym("Sigma" | "S" | "C", (Sym(label, ()),)), Apply("diag", (whole,)))):
            return _diagonal(label, _entry_of(whole, label, ()))
        case Rel(("=",), (Call(Sym(name, ()), (Sym() as point,), given), law)) if name in _DENSITIES and given:
            labels = [x for g in given if (x := _label(g))]
            others = [g for g in given if not _label(g)]
            if len(labels) != 1 or not all(isinstance(g, Sym) for g in others):
                return None
            return _mixture(point, labels[0], law, "")
        case Rel(
            ("=",), (Call(Sym(name, ()), (Rel(("=",), (Sym() as point, Num(value=1))),), (label,)), Sym() as chance)
        ):
            of_one = Apply("mul", (Apply("pow", (chance, point)), Apply("pow", (_minus(chance), _minus(point)))))
            running = [i for i in point.index if isinstance(i, Sym)]
            whole = of_one if len(running) < 2 else _product(running[-1], of_one)
            return _mixture(point, _label(label), whole, "") if name in _DENSITIES else None
        case Rel(("=",), (Call(Sym(name, (Sym(label, ()),)), (Sym() as point,), ()), law)) if name in _DENSITIES:
            return _mixture(point, label, law, "")
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
    return _mixture(point, label, _at(law, point) if isinstance(law, Call) else law, weight.name)


def _entry_of(node: Node, label: str, place: tuple[Node, ...]) -> Node | None:
    """Entry l of what is written for one place, or for all: s_{kl}² of s_{k1}², of s_k²."""
    shown = (Sym(label), *place)
    entry = (Sym(label), Sym(ENTRY))
    found = transform(node, lambda n: Sym(n.name, entry) if isinstance(n, Sym) and n.index == shown else n)
    return None if found == node or label == ENTRY else found


def _diagonal(label: str, spread: Node | None) -> Mixture | None:
    """`Σ_k = diag(s_{k1}², …, s_{kd}²)`: entries are independent within a component."""
    if spread is None:
        return None
    entry = Sym(ENTRY)
    point, mean = Sym("x", (Sym(SAMPLE), entry)), Sym("mu", (Sym(label), entry))
    return _mixture(point, label, _product(entry, Call(Sym("Normal"), (point,), (), (mean, spread))), "")


def _diagonal_in_words(line: str, step: str) -> Mixture | None:
    """`diagonal covariances`, and a step that speaks of σ_{kj}²."""
    shown = _SPREAD.search(step) if _DIAGONAL.search(line) else None
    if shown is None:
        return None
    letter = Sym(shown["letter"].lstrip("\\").replace("σ", "sigma"), (Sym(LABEL), Sym(ENTRY)))
    return _diagonal(LABEL, Apply("pow", (letter, num(2))) if shown["square"] else letter)


def _label(node: Node) -> str | None:
    """The k of `z_i = k`, of a bare `k`."""
    match node:
        case Rel(("=",), (Sym("z" | "c" | "y" | "Z"), Sym(name, ()))):
            return name
        case Sym("k" | "j" as name, ()):
            return name
    return None


def _at(law: Call, point: Sym) -> Node:
    """A family at its point; parameters without one stand for it."""
    return law if law.args or not law.params else Call(law.fn, (point,), law.given, law.params)


def _minus(node: Node) -> Node:
    return Apply("add", (num(1), Apply("neg", (node,))))


def _product(var: Sym, body: Node) -> Node:
    return Bound("prod", (Binder(var),), body)


def _mixture(point: Sym, label: str | None, law: Node, weight: str) -> Mixture | None:
    """The mixture in the letters i and k; None where its law is not one of component k, or is the problem's own."""
    if label is None:
        return None
    products = [n for n in walk(law) if isinstance(n, Bound) and n.op == "prod"]
    entries = [b.var.name for n in products for b in n.binders if isinstance(b.var, Sym)]
    samples = [i.name for i in point.index if isinstance(i, Sym) and i.name not in entries]
    if len(set(entries)) > 1 or len(samples) > 1 or any(not isinstance(i, Sym) for i in point.index):
        return None
    swap = {label: LABEL, **dict.fromkeys(samples, SAMPLE), **dict.fromkeys(entries, ENTRY)}
    if len(swap) < 1 + len(samples) + len(set(entries)):
        return None
    law = transform(law, lambda n: _renamed(n, swap) if isinstance(n, Sym) else n)
    if not any(isinstance(n, Sym) and Sym(LABEL) in n.index for n in walk(law)) or point.name not in names(law):
        return None
    covariates = {n.name for n in walk(law) if isinstance(n, Sym) and n.index[:1] == (Sym(SAMPLE),)} - {point.name}
    transposed = any(isinstance(n, Apply) and n.op == "T" for n in walk(law))
    if len(covariates) > 1 or (transposed and not covariates) or _is_gaussian_of_vectors(law):
        return None
    found = Mixture(point.name, law, ENTRY if entries else "", min(covariates, default=""), weight)
    calls = {n.fn.name for n in walk(law) if isinstance(n, Call)}
    return found if found.parameters and calls <= _KNOWN_CALLS else None


_KNOWN_CALLS = frozenset(
    [
        "Normal",
        "Poisson",
        "Exponential",
        "Geometric",
        "Bern",
        "Gamma",
        "Laplace",
        "Binomial",
        "Beta",
        "factorial",
        "exp",
    ]
)


def _is_gaussian_of_vectors(law: Node) -> bool:
    """What the problem itself has: N(x; μ_k, Σ_k), N(x; μ_k, σ_k² I)."""
    if not (isinstance(law, Call) and law.fn.name == "Normal" and len(law.params) == 2):
        return False
    mean, spread = law.params
    return isinstance(mean, Sym) and (isinstance(spread, Sym) or "I" in names(spread) or "diag" in names(spread))


def _renamed(node: Sym, swap: dict[str, str]) -> Node:
    """A running letter by its new name, where it is an index or runs itself."""
    index = tuple(_renamed(i, swap) if isinstance(i, Sym) else i for i in node.index)
    return Sym(swap.get(node.name, node.name) if not index else node.name, index)


def _says_no_more(clause: Clause, mixture: Mixture) -> bool:
    """Whether a clause beside the law only names weights and responsibilities, or says where samples lie."""
    match clause.node:
        case Sym(_, (_, *_)):
            return True
        case Rel(("=",), (Sym(_, (_, Sym())), Call(Sym("p" | "P"), (Rel(),), (_, *_)))):
            return True  # γ_ik = P(z_i = k | x_i)
        case Rel((">" | ">=" | "∈",), (Sym(name), _)):
            return name == mixture.data
        case Rel(("=",), (Sym("z" | "c", _), Sym())):
            return True
        case Rel(("=",), (Bound("sum", _, Sym(_, (_,))), Num(value=1))):
            return True
    return False
