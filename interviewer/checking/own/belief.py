"""A Bayesian model in a candidate's own words: what he says of a parameter before the data, and of the data given it.

`θ ~ Beta(a, b)`, `p(θ) ∝ …`, `y_i ~ N(wᵀx_i, σ²)` and `p(D|θ) = …` are factors; the one quantity that has a density and
conditions another is the parameter. Posterior, evidence and estimates follow from the product.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewer.checking.own.noise import as_likelihood
from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Clause
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Group,
    Moment,
    Node,
    Num,
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
LAWS = frozenset(["p", "P", "f", "pi", "law", "q"])
_LABELS = {"MAP": JOINT, "MLE": LIKELIHOOD, "ML": LIKELIHOOD}


@dataclass(frozen=True)
class Factor:
    """One density: of which names, given which, as a formula; `each` is the index that runs over the samples."""

    of: frozenset[str]
    given: frozenset[str]
    body: Node
    each: str = ""

    @property
    def leans_on(self) -> frozenset[str]:
        return frozenset(names(self.body)) | self.given


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
    def gaussian(self) -> bool:
        """A number with a Gaussian prior that Gaussian data are linear in: its posterior is Gaussian."""
        factors = [f.body if isinstance(f, Bound) else f for f in (self.prior, self.likelihood) if f is not None]
        return len(factors) == 2 and all(_linear_gaussian(f, self.unknown) for f in factors)

    @property
    def of_vector(self) -> bool:
        """Whether the joint density is Gaussian in a vector."""
        factors = [f.body if isinstance(f, Bound) else f for f in (self.prior, self.likelihood) if f is not None]
        return len(factors) == 2 and all(_linear_in_vector(f, self.unknown) for f in factors)

    @property
    def _slope_and_spread(self) -> tuple[Node, Node]:
        unknown, log = Sym(self.unknown), apply("log", Sym(JOINT))
        return Deriv(log, (unknown,), "grad"), apply("inv", apply("neg", Deriv(log, (unknown, unknown), "grad")))

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
        slope, spread = self._slope_and_spread
        mode = apply("add", Sym(self.unknown), apply("mul", spread, slope))
        prior, likelihood = (
            transform(f or ONE, lambda n: mode if n == Sym(self.unknown) else n) for f in (self.prior, self.likelihood)
        )
        there = {PRIOR: prior, LIKELIHOOD: likelihood, JOINT: apply("mul", prior, likelihood)}
        return transform(density, lambda n: there.get(n.name, n) if isinstance(n, Sym) else n)

    @property
    def scales(self) -> frozenset[str]:
        """The b of `1/(2b) e^{−|θ|/b}`: what a density is multiplied or divided by is positive."""
        bodies = [f.body if isinstance(f, Bound) else f for f in (self.prior, self.likelihood) if f is not None]
        return frozenset(n.name for body in bodies for n in _factors(body) if isinstance(n, Sym) and not n.index)

    # -- reading a claim with it --------------------------------------------------------------------------------

    def read(self, node: Node) -> Node:
        """The node with densities, likelihoods and estimates in terms of the model."""
        if isinstance(node, Call):
            found = self._at_mode(node) or self._density(node)
            if found is not None:
                return found
        if isinstance(node, Moment) and self.unknown in {x for a in node.args for x in names(a)}:
            over = JOINT if self._given_data(node.given) else PRIOR
            if node.over is None or (
                isinstance(node.over, Call) and self.unknown in {base_name(a) for a in node.over.args}
            ):
                if isinstance(node.over, Call):
                    over = JOINT if self._given_data(node.over.given) else PRIOR
                if over == JOINT and self.gaussian and node.args == (Sym(self.unknown),) and node.op in ("E", "Var"):
                    return gaussian_moment(node.op)
                return Moment(node.op, node.args, Rel(("~",), (Sym(self.unknown), Sym(over))))
        if isinstance(node, Sym) and self.objective_of(node) == JOINT and self.of_vector:
            slope, spread = self._slope_and_spread
            return apply("add", Sym(self.unknown), apply("mul", spread, slope))
        if isinstance(node, Sym) and self.objective_of(node):
            return Bound("argmax", (Binder(Sym(self.unknown)),), apply("log", Sym(self.objective_of(node))))
        if isinstance(node, Sym) and (stem := self._estimated_with(node)):
            return Sym(stem, node.index)
        return rebuild(node, self.read)

    def _estimated_with(self, node: Sym) -> str:
        """The w of σ²_ML = ‖y − Xw_ML‖²/n: the likelihood is stationary in σ at any w, so also at its estimate."""
        stem, *marks = node.name.split(".")
        other = stem != self.unknown and node.name not in self.called and self.prior is None
        return stem if other and set(marks) & {*_LABELS, "hat"} and stem in names(self.likelihood or ONE) else ""

    def objective_of(self, node: Node) -> str:
        """What an estimate of the parameter maximises; empty for anything else."""
        if not isinstance(node, Sym) or node.name in self.called:
            return ""
        stem, *marks = node.name.split(".")
        if stem != self.unknown or not marks:
            return ""
        label = next((_LABELS[m] for m in marks if m in _LABELS), "")
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


def _factors(node: Node) -> Iterable[Node]:
    if isinstance(node, Apply) and node.op in ("mul", "div", "times"):
        for a in node.args:
            yield from _factors(a)
    else:
        yield node


def gaussian_moment(op: str) -> Node:
    """Mean and variance where the score is linear, c₀ + c₁θ: −c₀/c₁ and −1/c₁."""
    at_zero, at_one = (Call(Sym(SCORE[JOINT]), (p,)) for p in (ZERO, ONE))
    fall = apply("add", at_zero, apply("neg", at_one))
    return apply("div", at_zero if op == "E" else ONE, fall)


def _linear_gaussian(factor: Node, unknown: str) -> bool:
    """`N(x; aμ + b, s²)` with a mean that is linear in μ, as far as its form tells, or `N(μ; m, t²)`."""
    if not (isinstance(factor, Call) and factor.fn.name == "Normal" and len(factor.args) == 1):
        return False
    mean, *spread = factor.params or factor.args
    point = factor.args[0]
    if any(names(s) & {unknown, "I"} for s in spread):  # σ²I is of a vector
        return False
    if base_name(point) == unknown:
        return unknown not in names(mean) and not (isinstance(point, Sym) and point.index)
    plain = all(
        not isinstance(n, Call | Bound) and (not isinstance(n, Apply) or n.op in ("mul", "add", "neg", "times", "dot"))
        for n in walk(mean)
    )
    return plain and sum(n == Sym(unknown) for n in walk(mean)) == 1


def _linear_in_vector(factor: Node, unknown: str) -> bool:
    """`N(y; Xθ, Σ)` and `N(θ; m, S)`, as far as its form tells."""
    if not (isinstance(factor, Call) and factor.fn.name == "Normal" and len(factor.args) == 1):
        return False
    mean, *spread = factor.params or factor.args
    if any(unknown in names(s) for s in spread):
        return False
    if base_name(factor.args[0]) == unknown:
        return unknown not in names(mean) and not (isinstance(factor.args[0], Sym) and factor.args[0].index)
    plain = all(
        not isinstance(n, Call | Bound)
        and (not isinstance(n, Apply) or n.op in ("mul", "add", "neg", "times", "dot", "T") or unknown not in names(n))
        for n in walk(mean)
    )
    return plain and sum(n == Sym(unknown) for n in walk(mean)) == 1


def replaced(node: Node, name: str, by: Node) -> Node:
    """The node with a running index renamed."""

    def change(n: Node) -> Node:
        if isinstance(n, Sym):
            return by if n == Sym(name) else Sym(n.name, tuple(change(i) for i in n.index))
        return rebuild(n, change)

    return change(node)


# -- extraction ------------------------------------------------------------------------------------------------------


def belief_of(clauses: list[Clause], hints: frozenset[str]) -> tuple[Belief | None, list[Clause]]:
    """The model that clauses describe, and the clauses that are not part of it. `hints` names what the step estimates."""
    clauses = as_likelihood(clauses)
    factors: list[Factor] = []
    rest: list[Clause] = []
    listed = [c.node for c in clauses if not isinstance(c.node, Rel)]
    iid = {n.name for node in listed for n in walk(node) if isinstance(n, Sym) and (_runs(n) or _alike(node, n))}
    for k, clause in enumerate(clauses):
        factor = _factor(clause.node, iid)
        before = clauses[k - 1].node if k else None
        if factor is None and _bare_law(clause.node):  # x₁, …, xₙ iid N(μ, s²)
            inner = before.args[0] if isinstance(before, Apply) and before.op == "property" else before
            if isinstance(inner, Rel) and isinstance(inner.operands[-1], Group):
                inner = inner.operands[-1].items[-1]  # D = (x₁, …, xₙ) iid N(μ, s²)
            if isinstance(inner, Sym) and inner.index:
                factor = _of_law(inner, clause.node, ())
        if factor is None:
            rest.append(clause)
        else:
            factors.append(factor)
    if not factors:
        return None, clauses
    unknown = _unknown(factors, hints)
    if not unknown:
        return None, clauses
    priors = [f for f in factors if f.of == {unknown}]
    others = [f for f in factors if f.of != {unknown} and unknown in f.leans_on]
    data = frozenset(x for o in others for x in o.of) - {"ellipsis"}
    beyond = lambda f: bool(f.given - names(f.body)) and len(priors) > 1  # noqa: E731  # the X of x₁, …, x_N
    others = [f for f in others if f.each or not any(g.each and g.of == f.of for g in others)]  # x₁ before xₙ
    posterior = [f for f in priors if f.given & data or beyond(f)]
    prior = next((f for f in priors if f not in posterior), None)
    likelihood: Node | None = None
    for factor in others:
        whole = _whole(factor)
        likelihood = whole if likelihood is None else apply("mul", likelihood, whole)
    if likelihood is None and prior is not None and len(posterior) == 1 and not _named_moments_of(posterior[0]):
        likelihood = apply("div", posterior[0].body, prior.body)  # p(θ|D) ∝ …: the data are told by the posterior alone
        data, posterior = frozenset(posterior[0].given), []
    if prior is None and likelihood is None:
        return None, clauses
    bodies = [f.body for f in (*others, *([prior] if prior else []))]
    fixed = frozenset(x for b in bodies for x in names(b)) - data - {unknown} | (prior.given if prior else frozenset())
    sample = others[0] if len(others) == 1 else None
    heads = [c.node.operands[0] for c in rest if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=")]
    called = frozenset(h.name for h in heads if isinstance(h, Sym) and "hat" in h.name)
    belief = Belief(unknown, _whole(prior) if prior else None, likelihood, sample, data, fixed, called)
    for factor in posterior:
        rest += _named_moments(factor, belief)
    return belief, rest


def _whole(factor: Factor) -> Node:
    """The density of all samples, or of all components: `p(θ_j)` for each j."""
    return Bound("prod", (Binder(Sym(factor.each)),), factor.body) if factor.each else factor.body


def _named_moments_of(factor: Factor) -> bool:
    """Whether a posterior only names its moments: `N(w; m, S)`."""
    return isinstance(factor.body, Call) and factor.body.fn.name == "Normal"


def _named_moments(factor: Factor, belief: Belief) -> list[Clause]:
    """`p(w|t) = N(w; m, S)` names the mean and the covariance of the posterior."""
    if not (isinstance(factor.body, Call) and _named_moments_of(factor)):
        return []
    law = Rel(("~",), (Sym(belief.unknown), Sym(JOINT)))
    out: list[Clause] = []
    for op, name in zip(("E", "Var"), factor.body.params, strict=False):
        value = gaussian_moment(op) if belief.gaussian else Moment(op, (Sym(belief.unknown),), law)
        if isinstance(name, Apply) and name.op == "pow" and name.args[1] == num(2):
            name, value = name.args[0], apply("sqrt", value)  # N(μ_N, σ_N²)
        if isinstance(name, Sym):
            out.append(Clause("let", Rel(("=",), (name, value))))
    return out


def _unknown(factors: list[Factor], hints: frozenset[str]) -> str:
    """The name with a density of its own on which another density leans, else the one the step asks for."""
    modelled = frozenset[str]().union(*(f.of for f in factors))
    for factor in sorted(factors, key=lambda f: bool(f.leans_on & (modelled - f.of))):  # priors first
        if len(factor.of) == 1:
            (name,) = factor.of
            if any(name in other.leans_on for other in factors if name not in other.of):
                return name
    named = [h for h in sorted(hints) if any(h in f.leans_on and h not in f.of for f in factors)]
    if named:
        return named[0]
    if len(factors) > 1 and len({f.of for f in factors}) == 1 == len(factors[0].of) and any(f.given for f in factors):
        return next(iter(factors[0].of))  # its prior and its posterior
    alone = [g for f in factors for g in f.given if g in names(f.body)]
    if len(set(alone)) == 1:
        return alone[0]
    return (
        next(iter(factors[0].of))
        if len(factors) == 1
        and len(factors[0].of) == 1
        and factors[0].of <= hints | (frozenset() if factors[0].each else factors[0].of)
        else ""
    )


def _runs(symbol: Sym) -> bool:
    """`x_n` with the last index of `x₁, …, xₙ`."""
    return len(symbol.index) == 1 and symbol.index[0] in (Sym("n"), Sym("N"), Sym("m"), Sym("M"))


def _alike(node: Node, symbol: Sym) -> bool:
    """The x_i of `samples x_i iid`."""
    match node:
        case Apply("property", (said, Sym("iid", ()), *_)):
            return said == symbol and len(symbol.index) == 1
    return False


def _bare_law(node: Node) -> bool:
    return isinstance(node, Call) and node.fn.name in DENSITIES and not node.args and bool(node.params)


def _factor(node: Node, iid: set[str]) -> Factor | None:
    if not isinstance(node, Rel) or len(node.ops) != 1:
        return None
    left, right = node.operands
    if node.ops == ("~",):
        variable = left.args[0] if isinstance(left, Call) and left.fn.name == "law" and len(left.args) == 1 else left
        if isinstance(variable, Sym) and variable.name != "ellipsis":
            return _of_law(variable, right, left.given if isinstance(left, Call) else ())
        return None
    if node.ops[0] not in ("=", "∝") or not isinstance(left, Call) or left.fn.name not in LAWS or left.primes:
        return None
    of = frozenset(base_name(a) for a in left.args)
    if not of or not all(of) or any(isinstance(a, Rel) for a in left.args):
        return None
    given = frozenset(base_name(g) for g in (*left.given, *left.params))
    if any(isinstance(n, Call) and n.fn.name in LAWS for n in walk(right)):
        return None
    if (
        left.fn.name == "f"
        and node.ops == ("=",)
        and not given
        and (left.fn.index or {n.split("_")[0] for n in names(right)} <= of or not _may_be_density(right))
    ):
        return None  # f(x) = 1/(1 + e^{−x}), f(x) = cx²: any function
    body = ONE if right == Sym("const") else right
    if isinstance(body, Call) and body.fn.name in DENSITIES:
        body = _at(body, left.args[0])
    (first, *more) = left.args
    if not more and isinstance(first, Sym) and not first.index and first.name in iid:
        return Factor(of, given, _indexed(body, first.name), "i")  # p(x|λ) for each of x₁, …, xₙ
    each = _each(first) if not more else ""
    return Factor(of, given, body, each)


def _may_be_density(body: Node) -> bool:
    """Whether a formula has the looks of one: a law by name, or something exponential, as in λe^{−λx} and θ^x (1−θ)^{1−x}."""
    return any(
        (isinstance(n, Call) and n.fn.name in DENSITIES)
        or (isinstance(n, Apply) and (n.op == "exp" or (n.op == "pow" and not isinstance(n.args[1], Num))))
        for n in walk(body)
    )


def _of_law(variable: Sym, law: Node, given: tuple[Node, ...]) -> Factor | None:
    if not (isinstance(law, Call) and law.fn.name in DENSITIES):
        return None
    if _runs(variable):
        last, params = variable.index[0], tuple(law.params or law.args)
        if isinstance(last, Sym):
            law = Call(law.fn, (), (), tuple(replaced(p, last.name, Sym("i")) for p in params))
        variable = Sym(variable.name, (Sym("i"),))
    return Factor(
        frozenset([variable.name]), frozenset(base_name(g) for g in given), _at(law, variable), _each(variable)
    )


def _each(variable: Node) -> str:
    index = variable.index if isinstance(variable, Sym) else ()
    return index[0].name if len(index) == 1 and isinstance(index[0], Sym) else ""


def _at(law: Call, point: Node) -> Call:
    """The density at its point; `Poisson(λ)` carries its parameters as arguments."""
    params = law.params or law.args
    return Call(law.fn, (point,), (), tuple(params))


def _indexed(body: Node, name: str) -> Node:
    return transform(body, lambda n: Sym(name, (Sym("i"),)) if n == Sym(name) else n)


def estimated(nodes: Iterable[Node]) -> frozenset[str]:
    """Stems of what the nodes estimate or differentiate by: θ of θ_MAP, μ of ∂/∂μ."""
    out: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Sym) and set(n.name.split(".")[1:]) & {*_LABELS, "hat", "star"}:
                out.add(n.name.split(".")[0])
            if isinstance(n, Deriv):
                out |= {w.name for w in n.wrt if isinstance(w, Sym)}
            if isinstance(n, Call) and n.fn.name in LAWS:
                out |= {base_name(g) for g in (*n.given, *n.params, *n.args)} - {""}
    return frozenset(out)
