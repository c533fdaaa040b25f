"""A mixture as what it is made of: the law of a component at a sample, in the letters i and k."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.notation.tree import Apply, Binder, Bound, Call, Node, Sym, names, transform, walk

LABEL, SAMPLE, ENTRY = "k", "i", "l"


@dataclass(frozen=True)
class Mixture:
    """The law of component k at sample i, of the candidate's own letters; `entry` runs over the entries of a sample."""

    data: str
    law: Node
    entry: str = ""
    vectors: bool = False  # samples as a whole
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


def product_over(var: Sym, body: Node) -> Node:
    return Bound("prod", (Binder(var),), body)


def mixture_of(point: Sym, label: str | None, law: Node, weight: str) -> Mixture | None:
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
    law = transform(law, lambda n: Sym(swap.get(n.name, n.name)) if isinstance(n, Sym) and not n.index else n)
    if not any(isinstance(n, Sym) and Sym(LABEL) in n.index for n in walk(law)) or point.name not in names(law):
        return None
    covariates = {n.name for n in walk(law) if isinstance(n, Sym) and n.index[:1] == (Sym(SAMPLE),)} - {point.name}
    transposed = any(isinstance(n, Apply) and n.op == "T" for n in walk(law))
    if len(covariates) > 1 or (transposed and not covariates) or _is_gaussian_of_vectors(law):
        return None
    found = Mixture(point.name, law, ENTRY if entries else "", given=min(covariates, default=""), weight=weight)
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
