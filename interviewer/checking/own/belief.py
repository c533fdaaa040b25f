"""A Bayesian model in a candidate's own words: what he says of a parameter before the data, and of the data given it.

`θ ~ Beta(a, b)`, `p(θ) ∝ …`, `y_i ~ N(wᵀx_i, σ²)` and `p(D|θ) = …` are factors; the one quantity that has a density and
conditions another is the parameter. Posterior, evidence and estimates follow from the product.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer.checking.own.densities import LAWS, Factor, replaced
from interviewer.checking.own.linear_gaussian import is_linear_gaussian
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.world import Definition
from interviewer.notation.products import OF_NUMBERS, factors_of
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Binder,
    Bound,
    Call,
    Deriv,
    Moment,
    Node,
    Rel,
    Sym,
    apply,
    names,
    num,
    rebuild,
    transform,
    walk,
)

PRIOR, LIKELIHOOD, JOINT, EVIDENCE = "prior!", "likelihood!", "joint!", "evidence!"
OPEN = "unsaid!"  # the logarithm of a likelihood of which nothing is said
SCORE = {o: f"{o}score" for o in (LIKELIHOOD, JOINT)}  # the gradient of its logarithm, as a function of the parameter
LABELS = {"MAP": JOINT, "MLE": LIKELIHOOD, "ML": LIKELIHOOD}


@dataclass(frozen=True)
class Belief:
    """A parameter with its prior (None where there is none) and the likelihood of the data."""

    unknown: str
    prior: Node | None
    likelihood: Node | None
    sample: Factor | None
    data: frozenset[str]
    fixed: frozenset[str]
    called: frozenset[str] = frozenset()  # names that he defines himself: his θ̂ is no estimate of ours

    @property
    def open(self) -> bool:
        """Nothing is said of the data: any likelihood."""
        return self.likelihood is None

    @property
    def definitions(self) -> list[Definition]:
        """The densities of the model, its evidence and its scores, by names that no candidate writes."""
        prior = self.prior if self.prior is not None else ONE
        unsaid = apply("exp", Call(Sym(OPEN), (Sym(self.unknown),)))
        likelihood = self.likelihood if self.likelihood is not None else unsaid
        joint = apply("mul", prior, likelihood)
        return [
            Definition(PRIOR, prior),
            Definition(LIKELIHOOD, likelihood),
            Definition(JOINT, joint),
            Definition(EVIDENCE, Bound("int", (Binder(Sym(self.unknown)),), joint)),
            *(
                Definition(name, Deriv(apply("log", Sym(o)), (Sym(self.unknown),)), (self.unknown,), is_call=True)
                for o, name in SCORE.items()
            ),
        ]

    @property
    def _bodies(self) -> list[Node]:
        """Prior and likelihood, of one sample where there are several."""
        return [f.body if isinstance(f, Bound) else f for f in (self.prior, self.likelihood) if f is not None]

    @property
    def gaussian(self) -> bool:
        """A number with a Gaussian prior that Gaussian data are linear in: its posterior is Gaussian."""
        bodies = self._bodies
        return len(bodies) == 2 and all(is_linear_gaussian(b, self.unknown) for b in bodies)

    @property
    def of_vector(self) -> bool:
        """Whether the joint density is Gaussian in a vector."""
        bodies = self._bodies
        return len(bodies) == 2 and all(is_linear_gaussian(b, self.unknown, of_vector=True) for b in bodies)

    @property
    def many(self) -> bool:
        """Whether its prior is of several numbers, `N(θ; 0, τ²I)`."""
        laws = [n for n in walk(self.prior or ONE) if isinstance(n, Call) and n.fn.name == "Normal"]
        return any(Sym("I") in walk(p) for law in laws for p in law.params)

    @property
    def _slope_and_spread(self) -> tuple[Node, Node]:
        unknown, log = Sym(self.unknown), apply("log", Sym(JOINT))
        return Deriv(log, (unknown,), "grad"), apply("inv", apply("neg", Deriv(log, (unknown, unknown), "grad")))

    @property
    def _mode(self) -> Node:
        """Where a joint density that is Gaussian in a vector is largest: θ + A⁻¹s, at any θ."""
        slope, spread = self._slope_and_spread
        return apply("add", Sym(self.unknown), apply("mul", spread, slope))

    @property
    def evidence_of_vector(self) -> Definition | None:
        """∫ of a joint density that is Gaussian in a vector, from its slope s and bend A at any point: joint e^{sᵀA⁻¹s/2} √|2πA⁻¹|."""
        if not self.of_vector:
            return None
        slope, spread = self._slope_and_spread
        raised = apply("exp", apply("div", apply("mul", apply("T", slope), spread, slope), num(2)))
        volume = apply("sqrt", apply("det", apply("mul", num(2), Sym("circle"), spread)))
        return Definition(EVIDENCE, apply("mul", Sym(JOINT), raised, volume), fixed=False)

    def _at_mode(self, node: Call) -> Node | None:
        """`p(D|θ_MAP)`, `p(θ_MAP)`: a density where a Gaussian joint density is largest, at θ + A⁻¹s."""
        modes = [n for n in (*node.args, *node.given) if self.objective_of(n) == JOINT]
        if len(modes) != 1 or not self.of_vector:
            return None
        here = transform(node, lambda n: Sym(self.unknown) if n == modes[0] else n)
        density = self._density(here) if isinstance(here, Call) else None
        inside = {n.name for n in walk(density) if isinstance(n, Sym)} if density is not None else set()
        if density is None or not inside <= {PRIOR, LIKELIHOOD, JOINT, EVIDENCE}:
            return None
        prior, likelihood = (
            transform(f or ONE, lambda n: self._mode if n == Sym(self.unknown) else n)
            for f in (self.prior, self.likelihood)
        )
        there = {PRIOR: prior, LIKELIHOOD: likelihood, JOINT: apply("mul", prior, likelihood)}
        return transform(density, lambda n: there.get(n.name, n) if isinstance(n, Sym) else n)

    @property
    def scales(self) -> frozenset[str]:
        """The b of `1/(2b) e^{−|θ|/b}`: what a density is multiplied or divided by is positive."""
        return frozenset(
            n.name
            for body in self._bodies
            for n in factors_of(body, (*OF_NUMBERS, "div"))
            if isinstance(n, Sym) and not n.index
        )

    # -- reading a claim with it --------------------------------------------------------------------------------

    def read(self, node: Node) -> Node:
        """The node with densities, likelihoods and estimates in terms of the model."""
        found: Node | None = None
        match node:
            case Call():
                found = self._at_mode(node) or self._density(node)
            case Moment():
                found = self._moment(node)
            case Sym():
                found = self._estimate(node)
        return rebuild(node, self.read) if found is None else found

    def _moment(self, node: Moment) -> Node | None:
        """`E[θ]`, `E[θ|D]`, `E_{p(θ|D)}[θ]`: under the prior or the posterior."""
        if self.unknown not in {x for a in node.args for x in names(a)}:
            return None
        given = node.given
        if isinstance(node.over, Call) and self.unknown in {base_name(a) for a in node.over.args}:
            given = node.over.given
        elif node.over is not None:
            return None
        over = JOINT if self._given_data(given) else PRIOR
        if over == JOINT and self.gaussian and node.args == (Sym(self.unknown),) and node.op in ("E", "Var"):
            return gaussian_moment(node.op)
        return Moment(node.op, node.args, Rel(("~",), (Sym(self.unknown), Sym(over))))

    def _estimate(self, node: Sym) -> Node | None:
        """`θ_MAP`, `θ̂`: where a density is largest."""
        objective = self.objective_of(node)
        if objective == JOINT and self.of_vector:
            return self._mode
        if objective:
            return Bound("argmax", (Binder(Sym(self.unknown)),), apply("log", Sym(objective)))
        stem = self._estimated_with(node)
        return Sym(stem, node.index) if stem else None

    def _estimated_with(self, node: Sym) -> str:
        """The w of σ²_ML = ‖y − Xw_ML‖²/n: the likelihood is stationary in σ at any w, so also at its estimate."""
        stem, *marks = node.name.split(".")
        other = stem != self.unknown and node.name not in self.called and self.prior is None
        return stem if other and set(marks) & {*LABELS, "hat"} and stem in names(self.likelihood or ONE) else ""

    def objective_of(self, node: Node) -> str:
        """What an estimate of the parameter maximises; empty for anything else."""
        if not isinstance(node, Sym) or node.name in self.called:
            return ""
        stem, *marks = node.name.split(".")
        if stem != self.unknown or not marks:
            return ""
        label = next((LABELS[m] for m in marks if m in LABELS), "")
        if not label and set(marks) & {"hat", "star", "opt"}:
            label = JOINT if self.prior is not None else LIKELIHOOD
        return "" if label == JOINT and self.prior is None else label

    def _given_data(self, given: Iterable[Node]) -> bool:
        return any(base_name(g) not in self.fixed for g in given)

    def is_density(self, node: Node) -> str:
        """`prior!` or `joint!` when the node is a density of the parameter alone."""
        if not isinstance(node, Call) or node.fn.name not in LAWS or len(node.args) != 1:
            return ""
        if base_name(node.args[0]) != self.unknown or (isinstance(node.args[0], Sym) and node.args[0].index):
            return ""
        return JOINT if self._given_data((*node.given, *node.params)) else PRIOR

    def _density(self, node: Call) -> Node | None:
        """A density that a claim speaks of in those of the model; None for one that the model does not settle."""
        if node.fn.name not in LAWS or node.primes or not (node.args or node.given):
            return None
        of = {base_name(a) for a in node.args}
        beyond = {base_name(g) for g in (*node.given, *node.params)} - self.fixed
        density = self.is_density(node)
        if density == PRIOR and self.prior is not None:
            return Sym(PRIOR)
        if density == JOINT:
            return apply("div", Sym(JOINT), Sym(EVIDENCE))
        if self.unknown in of:
            return Sym(JOINT) if not beyond and len(of) > 1 else None
        if not of or not all(of):
            return None
        if self.unknown in beyond:
            indexed = [a for a in node.args if isinstance(a, Sym) and a.index]
            if indexed and self.sample is not None and self.sample.each:
                at = indexed[0].index[0]  # type: ignore[union-attr]
                return replaced(self.sample.body, self.sample.each, at)
            return Sym(LIKELIHOOD) if not indexed else None
        return Sym(EVIDENCE) if not beyond else None


def gaussian_moment(op: str) -> Node:
    """Mean and variance where the score is linear, c₀ + c₁θ: −c₀/c₁ and −1/c₁."""
    at_zero, at_one = (Call(Sym(SCORE[JOINT]), (p,)) for p in (ZERO, ONE))
    fall = apply("add", at_zero, apply("neg", at_one))
    return apply("div", at_zero if op == "E" else ONE, fall)
