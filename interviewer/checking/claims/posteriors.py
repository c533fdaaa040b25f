"""A Gaussian posterior up to its normaliser: `p(θ|D) = N(θ; m, S)`, `E[θ|D]` and `Cov(θ|D)` where the evidence is only named."""

from __future__ import annotations

from interviewer.checking.probability.names import DENSITIES, base_name
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Call, Deriv, Moment, Node, Sym, apply, names, transform, walk

_DENSITY = "p"


def as_proportional(scope: Scope, left: Node, right: Node) -> bool:
    """Whether two sides are densities of one variable of which one has a normaliser that is only named: p(D|θ)p(θ)/Z."""
    for said, law in ((left, right), (right, left)):
        if isinstance(said, Call) and isinstance(law, Call) and law.fn.name in DENSITIES and said.fn.name == _DENSITY:
            same = [base_name(a) for a in said.args] == [base_name(a) for a in law.args]
            if same and len(said.args) == 1 and _posterior(scope, said) is not None:
                return True
    return False


def posterior_moments(scope: Scope, node: Node) -> Node:
    """The node with mean and covariance of the posterior where that is Gaussian: θ + S ∇log p(θ|D) and S = (−∇²log p)⁻¹."""
    if not any(isinstance(n, Moment) for n in walk(node)):
        return node
    return transform(node, lambda n: _moment(scope, n) if isinstance(n, Moment) else n)


def _moment(scope: Scope, node: Moment) -> Node:
    variable = node.args[0] if len(set(node.args)) == 1 else None
    if node.op not in ("E", "Cov", "Var") or not isinstance(variable, Sym) or variable.index:
        return node
    given, over = node.given, node.over
    if isinstance(over, Call) and over.fn.name == _DENSITY and over.args == (variable,):
        given, over = over.given, None
    density = Call(Sym(_DENSITY), (variable,), given)
    letter = scope.letter(variable.name)
    if over is not None or letter is None or letter.kind != "vector" or not _gaussian(scope, density):
        return node
    log = apply("log", density)
    spread = apply("inv", apply("neg", Deriv(log, (variable, variable), "grad")))
    if node.op != "E":
        return spread
    return apply("add", variable, apply("mul", spread, Deriv(log, (variable,), "grad")))


def _gaussian(scope: Scope, density: Call) -> bool:
    """Whether the posterior is one of a Gaussian prior and the problem's own likelihood, that is Gaussian too."""
    if _posterior(scope, density) is None:
        return False
    unknown = base_name(density.args[0])
    own = [d for d in scope.own.get(_DENSITY, ()) if unknown in {*d.params, *d.given}]
    priors = [d for d in scope.definitions(_DENSITY) if d.params == (unknown,) and not d.given]
    plain = all(d.params == (unknown,) and not d.given for d in own)
    normal = bool(priors) and isinstance(priors[0].body, Call) and priors[0].body.fn.name == "Normal"
    likelihoods = [d for d in scope.definitions(_DENSITY) if unknown in d.given and d.params != (unknown,)]
    return plain and normal and bool(likelihoods) and not any(_open(scope, d) for d in likelihoods)


def _open(scope: Scope, likelihood: Definition) -> bool:
    """Whether a function that nobody has said is in it."""
    letters = (scope.letter(n) for n in names(likelihood.body))
    return any(letter is not None and letter.is_function for letter in letters)


def _posterior(scope: Scope, call: Call) -> Definition | None:
    """The definition of a density by what it is proportional to, over an evidence that does not depend on its variable."""
    of, given = tuple(base_name(a) for a in call.args), {base_name(g) for g in (*call.given, *call.params)}
    for d in scope.definitions(_DENSITY):
        if d.params == of and given and set(d.given) <= given and d.given:
            match d.body:
                case Apply("div", (_, evidence)) if not set(of) & names(evidence):
                    return d
    return None
