"""Derivatives by evaluation: gradients, Jacobians and Hessians, their true values whatever way the formula is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.evaluation.layouts import DENOMINATOR, ROWS
from interviewer.checking.evaluation.places import Place
from interviewer.checking.evaluation.points import taken_at
from interviewer.checking.evaluation.slopes import slope, slopes_at_once
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array, settle
from interviewer.checking.problem.dependencies import depends
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.checking.values import arrays
from interviewer.notation.tree import Apply, Call, Deriv, Node, Num, Sym, names, transform, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


def derivative(ev: Evaluator, node: Deriv, env: Env) -> Value:
    """∂body/∂wrt: a gradient has the shape of its variable, a Jacobian is laid out by `ev.layout`."""
    point = taken_at(ev, node, env)
    if point is not None:
        node, env = point
    body = node.body
    if _at_number(ev, node, env) and isinstance(body, Call):
        return function_derivative(ev, replace(body, primes=body.primes + 1), env)
    wrt = tuple(_default(ev, w, body) for w in node.wrt)
    if any(_parameter_elsewhere(ev, w, body) for w in wrt):
        raise Unsupported("the densities here have parameters of their own; differentiate by those")
    if isinstance(body, Deriv) and node.style == body.style == "grad" and len(wrt) == len(body.wrt) == 1:
        return derivative(ev, Deriv(body.body, (*wrt, _default(ev, body.wrt[0], body.body)), "grad"), env)  # ∇∇E
    if (isinstance(body, Sym) and ev.is_function(body.name)) or (
        isinstance(body, Sym) and body.name in BUILTIN_FUNCTIONS
    ):
        body = Call(body, (wrt[0],))
    if len(wrt) == 1 and isinstance(wrt[0], Apply) and wrt[0].op == "pow" and isinstance(wrt[0].args[0], Sym):
        root = wrt[0].args[0]  # by σ²: the chain rule through σ
        inner = _first(ev, wrt[0], root, env, node.style)
        return arrays.divide(_first(ev, body, root, env, node.style), inner)
    if len(wrt) == 1:
        return _first(ev, body, wrt[0], env, node.style)
    if len(wrt) > 2:
        raise Unsupported("a derivative of third order")
    outer, inner = wrt
    if outer == inner or not _is_component(ev, outer, env):
        if _is_component(ev, inner, env) and outer == inner:
            return _first(ev, Deriv(body, (inner,), node.style), outer, env, node.style)
        return _hessian(ev, body, outer, inner, env)
    return _first(ev, Deriv(body, (inner,), node.style), outer, env, node.style)


def _at_number(ev: Evaluator, node: Deriv, env: Env) -> bool:
    """`∇f(μ + σε)` of a function that the problem leaves open: its slope there."""
    match node:
        case Deriv(Call(Sym(name, ()), (argument,), (), ()), (Sym("default"),)) if not isinstance(argument, Sym):
            unspecified = ev.is_function(name) and not ev.scope.definitions(name)
            return unspecified and not is_array(ev.value(argument, env))
    return False


def _parameter_elsewhere(ev: Evaluator, wrt: Node, body: Node) -> bool:
    """θ in a reading whose densities have parameters of their own, μ_k and Σ_k: they do not show that they depend on it."""
    if not isinstance(wrt, Sym) or wrt.name.split(".")[0] in ev.scope.world.unknowns:
        return False
    told = [
        n for n in walk(body) if isinstance(n, Call) and ev.scope.world.distributions.get(n.fn.name, {}).get("of") == []
    ]
    return any(wrt in (*n.given, *n.params) or Sym(wrt.name) in (*n.given, *n.params) for n in told)


def _default(ev: Evaluator, wrt: Node, body: Node) -> Node:
    """∇ without a variable runs over the argument written, `∇W(α)`, else over the problem's unknown."""
    if wrt == Sym("default"):
        if isinstance(body, Call) and len(body.args) == 1 and isinstance(body.args[0], Sym):
            return body.args[0]
        world = ev.scope.world
        variables = (*world.unknowns, *world.multipliers)
        if not variables:
            raise Unsupported("∇ without a variable; write ∇_w")
        return Sym(next((v for v in variables if depends(ev.scope, body, v)), variables[0]))
    return wrt


def _is_component(ev: Evaluator, node: Node, env: Env) -> bool:
    try:
        return not is_array(ev.value(node, env))
    except (IllTyped, IndexError):
        return False


def _in_terms_of(ev: Evaluator, body: Node, name: str) -> Node | None:
    """What a name stands for, so that it mentions the variable: p as σ(z) beside p as σ(wᵀx), ‖y − Xw‖² as ‖r‖²."""
    known = ev.scope.definitions(body.fn.name if isinstance(body, Call) else body.name if isinstance(body, Sym) else "")
    if isinstance(body, Call):
        known = tuple(d for d in known if body.args == tuple(map(Sym, d.params)) and not (body.given or body.params))
    elif not isinstance(body, Sym):
        return None
    if (
        isinstance(body, Sym) and body.index and (whole := _in_terms_of(ev, Sym(body.name), name)) is not None
    ):  # an entry of P = softmax(S)
        return Apply("index", (whole, *body.index))
    known = tuple(d for d in known if not d.index) if not (isinstance(body, Sym) and body.index) else ()
    forms = [f for d in known for f in d.alternatives if name in names(f)]
    if forms or not known:
        return forms[0] if forms else None
    parts = {
        b: Sym(name, tuple(map(Sym, d.index))) for d in ev.scope.definitions(name) for b in (d.body, *d.alternatives)
    }
    seen = transform(known[0].body, lambda n: parts.get(n, n))
    return seen if name in names(seen) else None


def _through_letter(ev: Evaluator, body: Node, wrt: Node, env: Env) -> Value | None:
    """∂f/∂v of a name v = g(σ) of the candidate's own that f is not written in: (∂f/∂σ)/(∂v/∂σ), one number by another."""
    if not isinstance(wrt, Sym) or not ev.scope.own.get(wrt.name):
        return None
    found = ev.scope.own[wrt.name][0]
    entry = wrt.index if not found.index and _is_elementwise(found.body) else ()  # logvar_j of a logvar = log σ²
    if found.is_call or len(found.index) != len(wrt.index) - len(entry):
        return None
    at = dict(zip(found.index, wrt.index[len(entry) :], strict=True))
    letters = {
        Sym(n.name, (*(at.get(i.name, i) if isinstance(i, Sym) else i for i in n.index), *entry))
        for n in walk(found.body)
        if isinstance(n, Sym) and ev.scope.letter(n.name) is not None and n.name not in at
    }
    if len(letters) != 1:
        return None
    letter = next(iter(letters))
    if not depends(ev.scope, body, letter.name):
        return None
    above, below = derivative(ev, Deriv(body, (letter,)), env), derivative(ev, Deriv(wrt, (letter,)), env)
    return None if is_array(above) or is_array(below) else above / below


def _is_elementwise(body: Node) -> bool:
    """`log σ²` and `½ log σ²`: of numbers, or of each entry."""
    return all(
        isinstance(n, Sym | Num) or (isinstance(n, Apply) and n.op in ("log", "exp", "pow", "mul", "div", "neg"))
        for n in walk(body)
    )


def _first(ev: Evaluator, body: Node, wrt: Node, env: Env, style: str) -> Value:
    place = Place(ev, wrt, env)
    if place.name != "argument!" and not depends(ev.scope, body, place.name):
        body = _in_terms_of(ev, body, place.name) or body
    again = isinstance(body, Deriv) and body.wrt == (wrt,)  # ∂²f/∂s² of an s that f does not mention
    mentioned = depends(ev.scope, body.body if again and isinstance(body, Deriv) else body, place.name)
    if place.name != "argument!" and not mentioned:
        through = _through_letter(ev, body, wrt, env)
        if through is not None:
            return through
        raise Unsupported(f"a derivative by {place.name.replace('.', ' ')} of something that does not mention it")
    target = place.target
    if not is_array(target):
        return slope(ev, body, place, None)
    rows, cols = target.shape
    parts = slopes_at_once(ev, body, place) if ev.stepping or target.size > 4 else None
    parts = parts or [[slope(ev, body, place, (i, j)) for j in range(cols)] for i in range(rows)]
    first = parts[0][0]
    if not is_array(first):
        gradient = np.array(parts, dtype=ev.field.dtype)
        return gradient.T if ev.layout == ROWS and cols == 1 else gradient
    if first.shape[1] == 1 and cols == 1:
        jacobian = np.hstack([parts[i][0] for i in range(rows)])
        return jacobian if ev.layout != DENOMINATOR and style != "grad" else jacobian.T
    if first.shape[0] == 1 and cols == 1:  # a row by a column: the row is laid along
        jacobian = np.vstack([parts[i][0] for i in range(rows)])
        return jacobian if ev.layout == DENOMINATOR else jacobian.T
    raise Unsupported("a derivative of a matrix by an array; write it for one entry")


def _hessian(ev: Evaluator, body: Node, first: Node, second: Node, env: Env) -> Value:
    """Rows by the first variable, columns by the second; numbers when both are components."""
    outer, inner = Place(ev, first, env), Place(ev, second, env)
    a, b = outer.target, inner.target
    if (is_array(a) and a.shape[1] != 1) or (is_array(b) and b.shape[1] != 1):
        raise Unsupported("a second derivative by a matrix")
    positions_a = [(i, 0) for i in range(a.shape[0])] if is_array(a) else [None]
    rows = []
    for p in positions_a:
        gradient = Deriv(body, (second,))
        value = slope(ev, gradient, outer, p)
        if is_array(value):
            rows.append(list(value.flat))
        else:
            rows.append([value])
    return settle(np.array(rows, dtype=ev.field.dtype))


def function_derivative(ev: Evaluator, node: Call, env: Env) -> Value:
    """`σ'(z)`, elementwise over an array, first or second order."""
    if len(node.args) != 1 or node.primes > 2:
        raise Unsupported("a derivative of a function of several arguments; write ∂")
    value = ev.value(node.args[0], env)

    def at(x: Any) -> Any:
        plain = Call(node.fn, (Sym("argument!"),), node.given, node.params)
        inner: Node = plain
        if node.primes == 2:
            inner = Deriv(plain, (Sym("argument!"),))
        return derivative(ev, Deriv(inner, (Sym("argument!"),)), env.bind_all({"argument!": x}))

    if not is_array(value):
        return at(value)
    out = np.empty(value.shape, dtype=ev.field.dtype)
    for k, x in enumerate(value.flat):
        out.flat[k] = at(x)
    return out
