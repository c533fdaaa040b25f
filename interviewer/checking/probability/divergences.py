"""KL and JS divergences, entropy, mutual information."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.probability.chains import chain_call, states_law
from interviewer.checking.probability.families import gaussian_parameters
from interviewer.checking.probability.gaussians import Law as GaussianLaw
from interviewer.checking.probability.gaussians import stacked
from interviewer.checking.probability.laws import Law, cross_entropy, law_of, relative_entropy
from interviewer.checking.probability.names import base_name, cells_of, is_variable
from interviewer.checking.probability.nodes import call_on, gaussian_form, nodes_of, variables_under
from interviewer.checking.probability.tables import table_value
from interviewer.notation.tree import ZERO, Apply, Call, Divergence, Node, Sym, apply, num, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

SIZE = "d"  # of a vector that nothing else tells


def divergence(ev: Evaluator, node: Divergence, env: Env) -> Value:
    """KL(first ‖ second) or JS of the two."""
    if node.op == "JS":
        half = ev.field.number(1, 2)
        tables = table_value(ev, node.first, env), table_value(ev, node.second, env)
        if tables[0] is None or tables[1] is None:
            laws = [law_of(ev, side, env) for side in (node.first, node.second)]
            middle = law_of(ev, apply("div", apply("add", node.first, node.second), num(2)), env)
            if laws[0] is None or laws[1] is None or middle is None:
                raise Unsupported("the Jensen–Shannon divergence of these distributions")
            return half * (relative_entropy(ev, laws[0], middle) + relative_entropy(ev, laws[1], middle))
        p, q = tables[0] or [], tables[1] or []
        m = [(a + b) * half for a, b in zip(p, q, strict=True)]
        return half * (_kl(ev, p, m) + _kl(ev, q, m))
    states = [states_law(ev, *found, env) if (found := chain_call(ev, side, env)) else None for side in _sides(node)]
    if states[0] is not None and states[1] is not None and len(states[0].mean) == len(states[1].mean) == 1:
        return _of_one_state(ev, states[0], states[1])
    chained = [None if law is None else stacked(ev, law) for law in states]
    if chained[0] is not None or chained[1] is not None:
        return gaussian_kl(ev, *_both_gaussian(ev, node, chained, env))
    first, second = gaussian_form(ev, node.first), gaussian_form(ev, node.second)
    if first and second:
        like = _like(ev, (first, second), env)
        a = gaussian_parameters(ev, first[0], env, like)
        b = gaussian_parameters(ev, second[0], env, a[0] if is_array(a[0]) else like)
        if is_array(b[0]) and not is_array(a[0]):
            a = gaussian_parameters(ev, first[0], env, b[0])
        return gaussian_kl(ev, a, b)
    joint = factor_variables(ev, node.first)
    if joint:
        return _pointwise(ev, node.first, node.second, joint, env)
    pointwise = isinstance(node.first, Call) and len(node.first.args) > 1 and isinstance(node.second, Apply)
    p, q = (None, None) if pointwise else (table_value(ev, node.first, env), table_value(ev, node.second, env))
    if p is not None and q is not None:
        if len(p) != len(q):
            if isinstance(node.first, Sym) != isinstance(node.second, Sym):
                raise Unsupported("say which law is meant by its bare name, as in KL(q(z) ‖ p(z))")
            raise IllTyped("the two distributions are over different spaces")
        return _kl(ev, p, q)
    laws = _laws(ev, (node.first, node.second), env)
    if laws is not None:
        return relative_entropy(ev, *laws)
    law, variables = _law_of_side(ev, node.first, node.second)
    other = node.second if not isinstance(node.second, Sym) else call_on(ev, node.second, variables)
    if isinstance(other, Call) and other.fn.name == "Normal" and not other.args:
        other = Call(other.fn, (variables[0],), (), other.params)
    if isinstance(law, Call) and law.fn.name == "Normal" and not law.args:
        law = Call(law.fn, (variables[0],), (), law.params)
    return _pointwise(ev, law, other, variables, env)


def _sides(node: Divergence) -> tuple[Node, Node]:
    return node.first, node.second


def _like(ev: Evaluator, laws: Sequence[tuple[Node, str | None]], env: Env) -> Value:
    """A vector of the space that normal laws are in: what they are of, or with I and means that tell no size one of d entries."""
    for _, name in laws:
        letter = ev.scope.letter(name or "")
        if letter is not None and letter.kind == "vector":
            return ev.value(Sym(name or ""), env)
    params = [law.params for law, _ in laws if isinstance(law, Call) and len(law.params) == 2]
    plain = all(mean == ZERO for mean, _ in params) and any(Sym("I") in walk(spread) for _, spread in params)
    return ev.field.array([[0]] * ev.model.size(SIZE)) if plain and SIZE in ev.scope.world.sizes else None


def _of_one_state(ev: Evaluator, first: GaussianLaw, second: GaussianLaw) -> Value:
    """KL between laws of one state, all of whose coordinates have the same variance."""
    variances, gap = (first.cov[0, 0], second.cov[0, 0]), second.mean[0] - first.mean[0]
    square = (gap.T @ gap)[0, 0] if is_array(gap) else gap * gap
    ratio = variances[0] / variances[1]
    spread = first.width * (ratio - 1 - ev.field.functions["log"](ratio))
    return ev.field.number(1, 2) * (spread + square / variances[1])


def _pointwise(ev: Evaluator, law: Node, other: Node, variables: list[Node], env: Env) -> Value:
    """Σ law log(law/other) over the states of the variables."""
    log, total = ev.field.functions["log"], None
    for child, weight in nodes_of(ev, law, variables, env):
        term = (log(ev.value(law, child)) - log(ev.value(other, child))) * weight
        total = term if total is None else total + term
    return total


def factor_variables(ev: Evaluator, node: Node) -> list[Node]:
    """The variables of `p(x) p(y|x)`, a distribution written as its factors; none where it is not."""
    if not isinstance(node, Apply) or node.op not in ("mul", "times", "dot"):
        return []
    variables: list[Node] = []
    for factor in node.args:
        inner = factor_variables(ev, factor)
        if not inner and isinstance(factor, Call) and factor.args:
            if all(isinstance(a, Sym) and is_variable(ev, base_name(a)) for a in factor.args):
                inner = list(factor.args)
        if not inner or set(inner) & set(variables):
            return []
        variables += inner
    return variables


def chain_parameters(ev: Evaluator, node: Node, env: Env) -> tuple[Value, Value] | None:
    """Mean and covariance of the states of a chain that a side is the law of."""
    found = chain_call(ev, node, env)
    return None if found is None else stacked(ev, states_law(ev, *found, env))


def _both_gaussian(
    ev: Evaluator, node: Divergence, chained: Sequence[tuple[Value, Value] | None], env: Env
) -> list[tuple[Value, Value]]:
    """The parameters of both sides where one is of a chain and the other may be a normal law written out."""
    like = next(c[0] for c in chained if c is not None)
    out = []
    for side, parameters in zip((node.first, node.second), chained, strict=True):
        if parameters is None:
            form = gaussian_form(ev, side)
            if form is None:
                raise Unsupported("the divergence of these distributions")
            parameters = gaussian_parameters(ev, form[0], env, like)
        out.append(parameters)
    return out


def _laws(ev: Evaluator, sides: tuple[Node, Node], env: Env) -> tuple[Law, Law] | None:
    first, second = (law_of(ev, side, env) for side in sides)
    return (first, second) if first is not None and second is not None else None


def _law_of_side(ev: Evaluator, first: Node, second: Node) -> tuple[Node, list[Node]]:
    if isinstance(first, Sym):
        variables = (
            list(second.args) if isinstance(second, Call) and second.args else variables_under(ev, first, (second,))
        )
        return call_on(ev, first, variables), variables
    if isinstance(first, Call) and first.args:
        return first, list(first.args)
    if isinstance(first, Call) and isinstance(second, Call) and second.args:
        return first, [second.args[0]]
    raise Unsupported("the divergence of these distributions; write KL(q(z) ‖ p(z))")


def _kl(ev: Evaluator, p: list[Any], q: list[Any]) -> Any:
    log = ev.field.functions["log"]
    return sum((a * (log(a) - log(b)) for a, b in zip(p, q, strict=True) if _weighs(ev, a)), 0 * p[0])


def _weighs(ev: Evaluator, share: Any) -> bool:
    """Whether a state has any weight: 0 log 0 is taken for 0."""
    return is_array(share) or not bool(share == ev.field.number(0, 1))


def gaussian_kl(ev: Evaluator, first: tuple[Value, Value], second: tuple[Value, Value]) -> Value:
    """KL between Gaussians in closed form (Kullback 1959, ch. 9)."""
    (m0, s0), (m1, s1) = first, second
    f = ev.field
    half = f.number(1, 2)
    if not is_array(m0):
        return half * (s0 / s1 + (m1 - m0) ** 2 / s1 - 1 + f.functions["log"](s1 / s0))
    inverse = f.inv(s1)
    diff = m1 - m0
    quadratic = (diff.T @ inverse @ diff)[0, 0]
    return half * ((inverse @ s0).trace() + quadratic - m0.shape[0] + f.functions["log"](f.det(s1) / f.det(s0)))


def entropy(ev: Evaluator, node: Call, env: Env) -> Value:
    """H(p), H(p, q), H(X), H(X | Y) over tables; H of a Gaussian in closed form."""
    log = ev.field.functions["log"]
    args = tuple(replace(a, args=()) if isinstance(a, Call) and a.args == (Sym("dot"),) else a for a in node.args)
    if len(args) == 2 and all(base_name(a).split(".")[0] in ev.scope.world.unknowns for a in args):
        raise Unsupported("the entropy of parameters; say what H is of them")
    if len(args) == 2 and not any(is_variable(ev, base_name(a)) and isinstance(a, Sym) for a in args):
        p, q = table_value(ev, args[0], env), table_value(ev, args[1], env)
        if p is None or q is None or len(p) != len(q):
            return _cross_entropy(ev, (args[0], args[1]), env)
        return log(_cell(ev, args[1])) - sum((a * log(b) for a, b in zip(p, q, strict=True)), 0 * p[0])
    if all(isinstance(a, Sym) and is_variable(ev, base_name(a)) for a in (*args, *node.given)) and args:
        joint = Call(Sym("p"), args, node.given)
        everything = [*args, *node.given]
        total: Value = None
        weight_law = Call(Sym("p"), tuple(everything))
        for child, weight in nodes_of(ev, weight_law, list(everything), env):
            term = -log(ev.value(joint, child)) * weight
            total = term if total is None else total + term
        return total
    if node.given:
        raise Unsupported("the conditional entropy of these")
    found = gaussian_form(ev, args[0]) if len(args) == 1 else None
    chained = chain_parameters(ev, args[0], env) if len(args) == 1 else None
    gaussian = chained or (gaussian_parameters(ev, found[0], env, _like(ev, [found], env)) if found else None)
    if gaussian is not None:
        mean, cov = gaussian
        two_pi_e = 2 * ev.constant("pi", (), env) * ev.constant("e", (), env)
        d = mean.shape[0] if is_array(mean) else 1
        det = ev.field.det(cov) if is_array(cov) else cov
        return (d * log(two_pi_e) + log(det)) / 2
    p = table_value(ev, args[0], env) if len(args) == 1 else None
    law = law_of(ev, args[0], env) if p is None and len(args) == 1 else None
    if law is not None:
        return cross_entropy(ev, law, law)
    if p is None:
        if len(args) == 1 and not is_array(value := ev.value(args[0], env)):
            return -value * log(value) - (1 - value) * log(1 - value)
        raise Unsupported("the entropy of this")
    return log(_cell(ev, args[0])) - sum((a * log(a) for a in p if _weighs(ev, a)), 0 * p[0])


def _cell(ev: Evaluator, law: Node) -> Value:
    """The measure of a state of a tabled distribution, by which its probabilities are more than its density."""
    if isinstance(law, Call) and any(isinstance(a, Sym) and is_variable(ev, base_name(a)) for a in law.args):
        return cells_of(ev, law.args)
    name = law.fn.name if isinstance(law, Call) else law.name if isinstance(law, Sym) else ""  # q(·|x) as q
    told = ev.table_variables.get(name, ())
    given = (ev.scope.world.distributions.get(name) or {}).get("given") or ()
    return cells_of(ev, [Sym(v) for v in told if v not in given])


def _cross_entropy(ev: Evaluator, sides: tuple[Node, Node], env: Env) -> Value:
    """−E_p[log q] of two laws of a number, or in closed form of two Gaussians."""
    laws = _laws(ev, sides, env)
    if laws is not None:
        return cross_entropy(ev, *laws)
    if all(gaussian_form(ev, side) for side in sides):
        return divergence(ev, Divergence("KL", *sides), env) + entropy(ev, Call(Sym("H"), sides[:1]), env)
    raise Unsupported("the cross-entropy of these distributions")


def mutual_information(ev: Evaluator, node: Call, env: Env) -> Value:
    """I(X; Y) = Σ p(x,y) log p(x,y)/(p(x)p(y))."""
    if node.fn.index:
        raise Unsupported("say what q(z) is, as in q(z) = E_{p(x)}[q(z|x)]; then I know what this information is")
    a, b = list(node.args), list(node.params)
    if not b and len(a) == 2:
        a, b = a[:1], a[1:]
    if not a or not b:
        raise Unsupported("mutual information takes two variables: I(X;Y)")
    log = ev.field.functions["log"]
    joint = Call(Sym("p"), (*a, *b))
    total: Value = None
    for child, weight in nodes_of(ev, joint, [*a, *b], env):
        term = (
            log(ev.value(joint, child))
            - log(ev.value(Call(Sym("p"), tuple(a)), child))
            - log(ev.value(Call(Sym("p"), tuple(b)), child))
        ) * weight
        total = term if total is None else total + term
    return total
