"""Expectations, variances and covariances over such points."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.exact.expectation import Expectation, gaussian, jointly, standardised
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.checking.probability.chains import chain_call, forward_chain
from interviewer.checking.probability.copies import drawn_apart, mean_of_sums
from interviewer.checking.probability.expectations import chain_nodes, over_all, over_chain
from interviewer.checking.probability.formula import nodes_of_formula
from interviewer.checking.probability.gaussians import cubature
from interviewer.checking.probability.names import base_name, is_variable
from interviewer.checking.probability.nodes import MAX_NODES, hermite, law_and_variables, nodes_of
from interviewer.checking.probability.quadratic import has_density
from interviewer.checking.problem.world import Letter
from interviewer.checking.values import arrays
from interviewer.notation.tree import Apply, Binder, Bound, Call, Group, Moment, Node, Rel, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env

NOT_RANDOM = "an expectation of something that is not random here; say over what, as in E_{x~p}"


MAX_GRID = 13  # random numbers on a grid: two values each, in all combinations


def moment(ev: Evaluator, node: Moment, env: Env) -> Value:
    """E, Var, Cov and std of expressions in random variables."""
    integral = _as_integral(ev, node, env)
    if integral is not None:
        return ev.value(integral, env)
    mean = mean_of_sums(ev, node, env)
    if mean is not None:
        return mean
    nodes = moment_nodes(ev, node, env)
    args = node.args
    if node.op == "E":
        if len(args) != 1:
            raise Unsupported("an expectation takes one expression")
        return _mean(ev, args[0], nodes)
    if node.op == "Corr" and len(args) == 2:
        return _correlation(ev, node, env)
    first = args[0]
    second = args[1] if node.op == "Cov" and len(args) > 1 else first
    mean_a, mean_b = _mean(ev, first, nodes), _mean(ev, second, nodes)
    total: Value = None
    for child, weight in nodes:
        a, b = ev.value(first, child), ev.value(second, child)
        da, db = (arrays.add(a, -mean_a), arrays.add(b, -mean_b)) if is_array(a) else (a - mean_a, b - mean_b)
        term = (arrays.mul(da, arrays.transpose(db)) if is_array(da) else da * db) * weight
        total = term if total is None else total + term
    return ev.field.functions["sqrt"](total) if node.op == "std" else total


def _as_integral(ev: Evaluator, node: Moment, env: Env) -> Node | None:
    """E_{x~q}[p(… | x)] over the states of a chain: a density under an expectation is integrated with its own."""
    over = node.over
    if node.op != "E" or len(node.args) != 1 or not has_density(node.args[0]):
        return None
    law = over.operands[1] if isinstance(over, Rel) and over.ops == ("~",) else over
    if isinstance(law, Sym) and isinstance(over, Rel):
        law = Call(law, (over.operands[0],))
    if not isinstance(law, Call) or chain_call(ev, law, env) is None:
        return None
    binders = tuple(Binder(a) for a in law.args if isinstance(a, Sym))
    return Bound("int", binders, Apply("mul", (law, node.args[0])))


def _correlation(ev: Evaluator, node: Moment, env: Env) -> Value:
    """Corr(a, b) of numbers, or of each coordinate of vectors with the same law in every coordinate."""
    a, b = node.args

    def covariance(*pair: Node) -> Any:
        value = ev.value(replace(node, op="Cov", args=pair), env)
        return value[0, 0] if is_array(value) else value

    return covariance(a, b) / ev.field.functions["sqrt"](covariance(a, a) * covariance(b, b))


def _mean(ev: Evaluator, body: Node, nodes: list[tuple[Env, Any]]) -> Value:
    total: Value = None
    for child, weight in nodes:
        term = ev.value(body, child) * weight
        total = term if total is None else arrays.add(total, term)
    return total


def moment_nodes(ev: Evaluator, node: Moment, env: Env) -> list[tuple[Env, Any]]:
    chained = chain_nodes(ev, node, env)
    if chained is not None:
        return chained
    apart = drawn_apart(ev, node, env)
    if apart is not None:
        return apart
    overs = list(node.over.items) if isinstance(node.over, Group) else [node.over] if node.over is not None else []
    out = [(env, ev.field.number(1, 1))]
    together = over_all(ev, overs, env)
    if together is not None:
        out, overs = together
    elif not overs:
        given = {base_name(g) for g in node.given}  # of those it is no mean
        random = random_letters(ev, node.args, given)
        if random:
            return _letter_nodes(ev, random, env)
        spoken = {n.name for a in node.args for n in walk(a) if isinstance(n, Sym)} - given
        variables = [v for v in sorted(spoken) if is_variable(ev, v)]
        if not variables:
            raise Unsupported(NOT_RANDOM)
        law = Call(Sym("p"), tuple(Sym(v) for v in variables), tuple(node.given))
        return nodes_of(ev, law, [Sym(v) for v in variables], env)
    for over in overs:
        step: list[tuple[Env, Any]] = []
        bound = [(over_chain(ev, over, node.args, child), weight) for child, weight in out]
        if all(inner is not None for inner, _ in bound):
            out = [(child, jointly(weight, w)) for inner, weight in bound for child, w in inner or []]
            if len(out) > MAX_NODES:
                raise Unsupported("an expectation over too many variables")
            continue
        if isinstance(over, Rel) and isinstance(over.operands[1], Sym) and over.operands[1].name.endswith("!"):
            return nodes_of_formula(ev, over.operands[0], over.operands[1], env)
        if (
            isinstance(over, Sym)
            and (letter := ev.scope.letter(over.name)) is not None
            and letter.kind in ("noise", "random")
        ):
            expanded = lambda child: _letter_nodes(ev, [(over.name, ())], child)  # noqa: E731, B023
        else:
            law, variables = law_and_variables(ev, over, node.args)
            expanded = lambda child, law=law, variables=variables: nodes_of(ev, law, variables, child)  # noqa: E731
        for child, weight in out:
            step += [(inner, jointly(weight, w)) for inner, w in expanded(child)]
        if len(step) > MAX_NODES:
            raise Unsupported("an expectation over too many variables")
        out = step
    return out


def random_letters(ev: Evaluator, nodes: tuple[Node, ...], given: set[str]) -> list[tuple[str, tuple[int, ...]]]:
    """The noise letters that expressions depend on, through definitions."""
    found: list[tuple[str, tuple[int, ...]]] = []
    seen: set[str] = set()

    def visit(node: Node) -> None:
        for n in walk(node):
            if isinstance(n, Sym):
                if n.name in given:
                    continue
                letter = ev.scope.types.get(n.name) or ev.model.letter(n.name)
                if letter is not None and letter.kind in ("noise", "random") and n.name not in ev.scope.own:
                    index: tuple[int, ...] = ()
                    if (n.name, index) not in found:
                        found.append((n.name, index))
                elif n.name not in seen:
                    seen.add(n.name)
                    for definition in ev.scope.definitions(n.name)[:1]:
                        visit(definition.body)

    for node in nodes:
        visit(node)
    return found


def _letter_nodes(ev: Evaluator, letters: list[tuple[str, tuple[int, ...]]], env: Env) -> list[tuple[Env, Any]]:
    known = [ev.scope.types.get(name) or ev.model.letter(name) for name, _ in letters]
    widths = [ev.model.shape(letter, ())[0] for letter in known if letter is not None]
    if isinstance(ev.field, ExactField):
        return [_exact_letters(ev.field, letters, [letter for letter in known if letter is not None], widths, env)]
    normal = all(letter is not None and letter.kind == "noise" for letter in known)
    if not normal and sum(widths) > MAX_GRID:
        raise Unsupported("an expectation over so many random numbers; write it for a general size")
    if normal and (len(letters) > 1 or widths[0] > 3 or forward_chain(ev)) and sum(widths) > 1:
        spread = cubature(ev, sum(widths))
    elif 2 ** sum(widths) > MAX_NODES:
        raise Unsupported("an expectation over too many random numbers")
    elif len(letters) == 1:
        ev.approximated = ev.approximated or normal
        drawn = hermite(widths[0], ev.turned) if normal else _skewed(widths[0])
        spread = [(ev.field.array(x)[:, 0], w) for x, w in drawn]
    else:
        spread = [
            (ev.field.array(np.vstack([x for x, _ in part]))[:, 0], float(np.prod([w for _, w in part])))
            for part in product(
                *(
                    _small_hermite(d) if letter and letter.kind == "noise" else _skewed(d)
                    for d, letter in zip(widths, known, strict=True)
                )
            )
        ]
    if len(spread) > MAX_NODES:
        raise Unsupported("an expectation over too many random numbers")
    out = []
    for z, weight in spread:
        values, k = {}, 0
        for key, d in zip(letters, widths, strict=True):
            values[key] = z[k : k + d].reshape(-1, 1) if d > 1 else z[k]
            k += d
        out.append((env.override(values), ev.lift(complex(weight))))
    return out


def _exact_letters(
    field: ExactField, names: list[tuple[str, tuple[int, ...]]], letters: list[Letter], widths: list[int], env: Env
) -> tuple[Env, Any]:
    """The random letters as letters of the field, and the expectation over all of them as the weight."""
    values: dict[tuple[str, tuple[int, ...]], Any] = {}
    weight = Expectation()
    for key, letter, d in zip(names, letters, widths, strict=True):
        if letter.kind == "noise":
            drawn, over = gaussian(field.tower, [field.number(0, 1)] * d, field.eye(d))
        else:
            drawn, over = standardised(field.tower, letter.name, d)
        values[key] = np.array(drawn, dtype=object).reshape(-1, 1) if d > 1 else drawn[0]
        weight = jointly(weight, over)
    return env.override(values), weight


def _small_hermite(d: int) -> list[tuple[np.ndarray, float]]:
    r = 3**0.5
    single = [(-r, 1 / 6), (0.0, 2 / 3), (r, 1 / 6)]
    return [
        (np.array([x for x, _ in p]).reshape(-1, 1), float(np.prod([w for _, w in p])))
        for p in product(single, repeat=d)
    ]


def _skewed(d: int) -> list[tuple[np.ndarray, float]]:
    """Independent components with mean 0 and variance 1 that are not Gaussian: −½ with 4/5, 2 with 1/5."""
    single = [(-0.5, 0.8), (2.0, 0.2)]
    return [
        (np.array([x for x, _ in p]).reshape(-1, 1), float(np.prod([w for _, w in p])))
        for p in product(single, repeat=d)
    ]
