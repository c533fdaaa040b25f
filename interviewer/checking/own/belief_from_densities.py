"""Which model the densities in a candidate's clauses make together: the parameter, its prior, the likelihood of the data."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TypeGuard

from interviewer.checking.own.belief import JOINT, LABELS, Belief, gaussian_moment
from interviewer.checking.own.densities import LAWS, Factor, densities_in, whole
from interviewer.checking.own.noise import as_likelihood
from interviewer.checking.probability.names import base_name
from interviewer.checking.problem.world import World
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Call, Deriv, Moment, Node, Rel, Sym, apply, names, num, walk


def belief_of(
    clauses: list[Clause], hints: frozenset[str], sought: frozenset[str] = frozenset()
) -> tuple[Belief | None, list[Clause]]:
    """The model that clauses describe, and the clauses that are not part of it.

    `hints` names what the step estimates, `sought` what the problem asks for.
    """
    clauses = as_likelihood(clauses)
    factors, rest = densities_in(clauses)
    unknown = (_prior_alone(factors, sought) or _unknown(factors, hints)) if factors else ""
    if not unknown:
        return None, clauses
    own = [f for f in factors if f.of == {unknown}]
    others = [f for f in factors if f.of != {unknown} and unknown in f.leans_on]
    data = frozenset(x for o in others for x in o.of) - {"ellipsis"}
    others = [f for f in others if f.each or not any(g.each and g.of == f.of for g in others)]  # x₁ before xₙ
    posteriors = [f for f in own if f.given & data or (len(own) > 1 and f.given - names(f.body))]  # the X of x₁, …, x_N
    prior = next((f for f in own if f not in posteriors), None)
    likelihood = reduce(lambda a, b: apply("mul", a, b), map(whole, others)) if others else None
    if likelihood is None and prior is not None and len(posteriors) == 1 and not _is_normal(posteriors[0].body):
        # p(θ|D) ∝ …: the data are told by the posterior alone
        likelihood = apply("div", posteriors[0].body, prior.body)
        data, posteriors = frozenset(posteriors[0].given), []
    if prior is None and likelihood is None:
        return None, clauses
    if prior is not None and any(_hides(f, unknown, rest) for f in others):
        return None, clauses
    mentioned = frozenset(x for f in (*others, *([prior] if prior else [])) for x in names(f.body))
    belief = Belief(
        unknown,
        prior=whole(prior) if prior else None,
        likelihood=likelihood,
        sample=others[0] if len(others) == 1 else None,
        data=data,
        fixed=mentioned - data - {unknown} | (prior.given if prior else frozenset()),
        called=_estimates_defined(rest),
    )
    return belief, [*rest, *(clause for f in posteriors for clause in _moments_named(f.body, belief))]


def _hides(law: Factor, unknown: str, clauses: list[Clause]) -> bool:
    """Whether data lean on the unknown through a function of which nobody has said how: the h of `p(t|x, w) = N(t; h(x), s)`."""
    said = names(law.body)
    equations = [c.node for c in clauses if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=", "~")]
    made = (n for n in equations if names(n.operands[0]) & said)
    return unknown not in said.union(*map(names, made))


def _estimates_defined(clauses: list[Clause]) -> frozenset[str]:
    """The θ̂ of `θ̂ = …`."""
    heads = [c.node.operands[0] for c in clauses if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=")]
    return frozenset(h.name for h in heads if isinstance(h, Sym) and "hat" in h.name)


def _is_normal(body: Node) -> TypeGuard[Call]:
    return isinstance(body, Call) and body.fn.name == "Normal"


def _moments_named(posterior: Node, belief: Belief) -> list[Clause]:
    """`p(w|t) = N(w; m, S)` names the mean and the covariance of the posterior."""
    if not _is_normal(posterior):
        return []
    law = Rel(("~",), (Sym(belief.unknown), Sym(JOINT)))
    out: list[Clause] = []
    for op, name in zip(("E", "Var"), posterior.params, strict=False):
        value = gaussian_moment(op) if belief.gaussian else Moment(op, (Sym(belief.unknown),), law)
        if isinstance(name, Apply) and name.op == "pow" and name.args[1] == num(2):
            name, value = name.args[0], apply("sqrt", value)  # N(μ_N, σ_N²)
        if isinstance(name, Sym):
            out.append(Clause("let", Rel(("=",), (name, value))))
    return out


def _prior_alone(factors: list[Factor], sought: frozenset[str]) -> str:
    """The w of `p(w|α) = N(w; 0, I/α)`: a law of what is sought, given what is not, is no likelihood."""
    (first, *more) = factors
    alone = not more and len(first.of) == 1 and first.of <= sought and not (first.leans_on - first.of) & sought
    return next(iter(first.of)) if alone and _is_normal(first.body) and first.given else ""


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
    (first, *more) = factors
    asked = hints if first.each else hints | first.of
    return next(iter(first.of)) if not more and len(first.of) == 1 and first.of <= asked else ""


def sought_in(problem: World | None) -> frozenset[str]:
    """Whatever the problem's unknowns are called."""
    if problem is None:
        return frozenset()
    unknowns = frozenset(problem.unknowns)
    return unknowns | {name for name, targets in problem.aliases.items() if unknowns & {*targets}}


def estimated(nodes: Iterable[Node]) -> frozenset[str]:
    """Stems of what the nodes estimate or differentiate by: θ of θ_MAP, μ of ∂/∂μ."""
    out: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Sym) and set(n.name.split(".")[1:]) & {*LABELS, "hat", "star"}:
                out.add(n.name.split(".")[0])
            if isinstance(n, Deriv):
                out |= {w.name for w in n.wrt if isinstance(w, Sym)}
            if isinstance(n, Call) and n.fn.name in LAWS:
                out |= {base_name(g) for g in (*n.given, *n.params, *n.args)} - {""}
    return frozenset(out)
