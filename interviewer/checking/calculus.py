"""Derivatives, differentials and optima by evaluation: the true value, whatever way the formula is written.

In double precision a first derivative is a complex step (exact to rounding), a nested one a five-point stencil around it;
in high precision both are stencils; in exact arithmetic expressions are differentiated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking import arrays
from interviewer.checking.exact.calculus import Substitution
from interviewer.checking.exact.calculus import derivative as derivative_by
from interviewer.checking.exact.field import ExactField
from interviewer.checking.exact.tower import Tower
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.layouts import DENOMINATOR
from interviewer.checking.points import taken_at
from interviewer.checking.world import BUILTIN_FUNCTIONS
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Node, Num, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.evaluation.environment import Env

FEW_STATES = "only a few states in this reading"
_STEP = 1e-30  # complex step: far below rounding, so its square vanishes
_STENCIL = ((-2, 1 / 12), (-1, -8 / 12), (1, 8 / 12), (2, -1 / 12))


def derivative(ev: Evaluator, node: Deriv, env: Env) -> Value:
    """∂body/∂wrt: a gradient has the shape of its variable, a Jacobian is laid out by `ev.layout`."""
    point = taken_at(ev, node, env)
    if point is not None:
        node, env = point
    wrt = tuple(_default(ev, w, node.body) for w in node.wrt)
    body = node.body
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
        return Sym(next((v for v in variables if depends(ev, body, v)), variables[0]))
    return wrt


def _is_component(ev: Evaluator, node: Node, env: Env) -> bool:
    try:
        return not is_array(ev.value(node, env))
    except (IllTyped, IndexError):
        return False


class _Place:
    """Where a variable lives: the base it is part of, its value there, and how to put another value in."""

    def __init__(self, ev: Evaluator, wrt: Node, env: Env) -> None:
        if isinstance(wrt, Apply) and wrt.op == "index" and isinstance(wrt.args[0], Sym):
            wrt = Sym(wrt.args[0].name, (*wrt.args[0].index, *wrt.args[1:]))
        if isinstance(wrt, Call):
            wrt = wrt.fn
        if isinstance(wrt, Apply) and wrt.op in ("T", "prime") and isinstance(wrt.args[0], Sym):
            wrt = wrt.args[0]
        if not isinstance(wrt, Sym):
            raise Unsupported("a derivative with respect to an expression; give it a name first")
        wrt = _unaliased(ev, wrt)
        letter = ev.scope.letter(wrt.name)
        if letter is not None and letter.kind == "variable":
            raise Unsupported(f"a derivative by {wrt.name}, which has {FEW_STATES}")
        self.ev, self.env = ev, env
        self.lifted: dict[int, Any] = {}
        self.name = wrt.name
        self.bound = wrt.name in env.bound and not wrt.index
        full = ev.indices(wrt.index, env)
        self.prefix, self.component = full, ()
        if self.bound:
            self.base = ev.value(wrt, env)
            return
        self.base: Any = None
        parent = ev.scope.world.row_families.get(wrt.name)
        if parent is not None and full and wrt.name not in (*ev.scope.types, *ev.model.assumed, *ev.scope.own):
            self.name, self.prefix, self.component = parent, (), full  # w_k is a row of W before it is an entry of w
            self.base = ev.lookup(parent, (), env)
            return
        members = [len(d.index) for d in ev.scope.definitions(wrt.name) if not d.is_call]
        for cut in range(min(len(full), *members) if members else 0, len(full) + 1):  # o_t by itself, not all of o
            head = tuple(Num_(i) for i in full[:cut])
            try:
                value = ev.lookup(wrt.name, head, env)
            except (Unsupported, IllTyped):
                continue
            if is_array(value) and len(full) - cut <= 2 and (cut == len(full) or _fits(value, full[cut:])):
                if cut < len(full) or True:
                    self.prefix, self.component, self.base = full[:cut], full[cut:], value
                    break
            elif cut == len(full):
                self.prefix, self.base = full, value
                break
        if self.base is None:
            raise Unsupported(f"a derivative with respect to {wrt.name}")

    @property
    def target(self) -> Value:
        return arrays.pick(self.base, self.component)

    def put(self, position: tuple[int, int] | None, delta: Any) -> Env:
        """The environment in which the component at `position` of the target is moved by `delta`."""
        value = self.base
        if is_array(value):
            value, at = value.copy(), self.at(position)
            value[at] = value[at] + delta
        else:
            value = value + delta
        return self.holding(value)

    def at(self, position: tuple[int, int] | None) -> tuple[int, int]:
        """Where in the base a component of the target stands."""
        if not self.component:
            return position or (0, 0)
        if len(self.component) == 1 and self.base.shape[1] > 1:
            return self.component[0] - 1, position[0] if position else 0
        return self.component[0] - 1, (self.component[1] - 1) if len(self.component) > 1 else 0

    def free(self, tower: Tower) -> tuple[Env, dict[tuple[int, int] | None, tuple[int, Any]]]:
        """The environment with new letters for the target's components; each with what stood there."""
        target, letters = self.target, {}
        positions = list(np.ndindex(target.shape)) if is_array(target) else [None]
        value = self.base.copy() if is_array(self.base) else self.base
        for position in positions:
            letter = tower.fresh()
            at = self.at(position)
            letters[position] = letter, value[at] if is_array(value) else value
            if is_array(value):
                value[at] = tower.element(letter)
        (first, _), *_ = letters.values()
        return self.holding(value if is_array(value) else tower.element(first)), letters

    def holding(self, value: Value) -> Env:
        """The environment with this value in the place of the base."""
        if self.bound:
            return self.env.bind_all({self.name: value})
        return self.env.override({(self.name, self.prefix): value})


def _unaliased(ev: Evaluator, wrt: Sym) -> Sym:
    """ŷ that is only another name for a^{(L)} is differentiated as such."""
    for _ in range(4):
        plain = [d for d in ev.scope.definitions(wrt.name) if not d.params and not d.index]
        if wrt.index or not plain or not isinstance(plain[0].body, Sym) or plain[0].body.name == "zeros":
            return wrt
        wrt = plain[0].body
    return wrt


def _in_terms_of(ev: Evaluator, body: Node, name: str) -> Node | None:
    """Another form of what a name stands for that mentions the variable: p as σ(z) beside p as σ(wᵀx), L with its slacks."""
    if not isinstance(body, Sym) or body.index:
        return None
    forms = [f for d in ev.scope.definitions(body.name) if not d.index for f in d.alternatives]
    return next((f for f in forms if name in {n.name for n in walk(f) if isinstance(n, Sym)}), None)


def _through_letter(ev: Evaluator, body: Node, wrt: Node, env: Env) -> Value | None:
    """∂f/∂v of a name v = g(σ) of the candidate's own that f is not written in: (∂f/∂σ)/(∂v/∂σ), one number by another."""
    if not isinstance(wrt, Sym) or not ev.scope.own.get(wrt.name):
        return None
    found = ev.scope.own[wrt.name][0]
    if found.is_call or len(found.index) != len(wrt.index):
        return None
    at = dict(zip(found.index, wrt.index, strict=True))
    letters = {
        Sym(n.name, tuple(at.get(i.name, i) if isinstance(i, Sym) else i for i in n.index))
        for n in walk(found.body)
        if isinstance(n, Sym) and ev.scope.letter(n.name) is not None and n.name not in at
    }
    if len(letters) != 1:
        return None
    letter = next(iter(letters))
    if not depends(ev, body, letter.name):
        return None
    above, below = derivative(ev, Deriv(body, (letter,)), env), derivative(ev, Deriv(wrt, (letter,)), env)
    return None if is_array(above) or is_array(below) else above / below


def depends(ev: Evaluator, body: Node, name: str) -> bool:
    """Whether a body depends on a name through definitions and rows."""
    from interviewer.checking.sampling import dependencies

    found = dependencies(ev.scope, body)
    rows = ev.scope.world.row_families
    return name in found or any(rows.get(n) == name for n in found) or rows.get(name) in found or not found


def Num_(i: int) -> Num:
    from interviewer.notation.tree import num

    return num(i)


def _fits(value: np.ndarray, index: tuple[int, ...]) -> bool:
    return all(1 <= i <= s for i, s in zip(index, value.shape, strict=False)) and (
        len(index) <= 1 or value.shape[1] > 1
    )


def slope(ev: Evaluator, body: Node, place: _Place, position: tuple[int, int] | None, env: Env) -> Value:
    """d body / d component, a value of the body's shape."""
    if isinstance(ev.field, ExactField):
        return _exact_slope(ev, ev.field, body, place, position)
    if ev.field.name == "float":
        already = ev.stepping
        if not already:
            ev.stepping = True
            try:
                value = ev.value(body, place.put(position, 1j * _STEP))
            finally:
                ev.stepping = False
            imag = value.imag / _STEP
            return imag.astype(complex) if is_array(imag) else complex(imag)
        h: Any = 1e-3
        total: Value = None
        for k, weight in _STENCIL:
            term = ev.value(body, place.put(position, k * h)) * (weight / h)
            total = term if total is None else total + term
        return total
    mp = ev.field.mp  # type: ignore[attr-defined]
    h = mp.mpf(10) ** -8
    total = None
    for k, weight in ((-2, mp.mpf(1) / 12), (-1, -mp.mpf(8) / 12), (1, mp.mpf(8) / 12), (2, -mp.mpf(1) / 12)):
        term = ev.value(body, place.put(position, k * h)) * (weight / h)
        total = term if total is None else total + term
    return total


def _exact_slope(
    ev: Evaluator, field: ExactField, body: Node, place: _Place, position: tuple[int, int] | None
) -> Value:
    """The body is evaluated once with free letters in the place, differentiated, and the letters given their values."""
    tower = field.tower
    found = place.lifted.get(id(body))
    if found is None or found[0] is not body:
        env, letters = place.free(tower)
        back = Substitution(tower, {k: field.lift(x) for k, x in letters.values()})
        found = place.lifted[id(body)] = body, ev.value(body, env), letters, back
    _, value, letters, back = found
    by = letters[position][0]

    def slope_of(x: Any) -> Any:
        return back(derivative_by(tower, field.lift(x), by))

    if is_array(value):
        out = np.empty(value.shape, dtype=object)
        for k, x in enumerate(value.flat):
            out.flat[k] = slope_of(x)
        return out
    return slope_of(value)


def _first(ev: Evaluator, body: Node, wrt: Node, env: Env, style: str) -> Value:
    place = _Place(ev, wrt, env)
    if place.name != "argument!" and not depends(ev, body, place.name):
        body = _in_terms_of(ev, body, place.name) or body
    if place.name != "argument!" and not depends(ev, body, place.name):
        through = _through_letter(ev, body, wrt, env)
        if through is not None:
            return through
        raise Unsupported(f"a derivative by {place.name.replace('.', ' ')} of something that does not mention it")
    target = place.target
    if not is_array(target):
        return slope(ev, body, place, None, env)
    rows, cols = target.shape
    parts = [[slope(ev, body, place, (i, j), env) for j in range(cols)] for i in range(rows)]
    first = parts[0][0]
    if not is_array(first):
        return np.array(parts, dtype=ev.field.dtype)
    if first.shape[1] == 1 and cols == 1:
        jacobian = np.hstack([parts[i][0] for i in range(rows)])
        return jacobian if ev.layout != DENOMINATOR and style != "grad" else jacobian.T
    if first.shape[0] == 1 and cols == 1:  # a row by a column: the row is laid along
        jacobian = np.vstack([parts[i][0] for i in range(rows)])
        return jacobian if ev.layout == DENOMINATOR else jacobian.T
    raise Unsupported("a derivative of a matrix by an array; write it for one entry")


def _hessian(ev: Evaluator, body: Node, first: Node, second: Node, env: Env) -> Value:
    """Rows by the first variable, columns by the second; numbers when both are components."""
    outer, inner = _Place(ev, first, env), _Place(ev, second, env)
    a, b = outer.target, inner.target
    if (is_array(a) and a.shape[1] != 1) or (is_array(b) and b.shape[1] != 1):
        raise Unsupported("a second derivative by a matrix")
    positions_a = [(i, 0) for i in range(a.shape[0])] if is_array(a) else [None]
    positions_b = [(i, 0) for i in range(b.shape[0])] if is_array(b) else [None]
    rows = []
    for p in positions_a:
        gradient = Deriv(body, (second,))
        value = slope(ev, gradient, outer, p, env)
        if is_array(value):
            rows.append(list(value.flat))
        else:
            rows.append([value])
    del positions_b
    from interviewer.checking.fields import settle

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


# -- differentials -------------------------------------------------------------------------------------------------


def written_differential(ev: Evaluator, node: Apply, env: Env) -> Value:
    """`dL` or `dw` standing alone; a bare ∂ is no value."""
    body, _, style = node.args
    if not isinstance(style, Sym) or style.name != "total":
        raise Unsupported("a lone ∂")
    return differential(ev, body, env)


def differential(ev: Evaluator, body: Node, env: Env) -> Value:
    """d(body) along the directions of the line: an arbitrary increment for each letter whose differential occurs."""
    if isinstance(body, Sym) and body.name in ev.differentials and not body.index:
        return ev.differentials[body.name]
    if not ev.differentials:
        raise Unsupported("a lone differential")
    total: Value = None
    for name, direction in ev.differentials.items():
        place = _Place(ev, Sym(name), env)
        target = place.target
        positions = (
            [(i, j) for i in range(target.shape[0]) for j in range(target.shape[1])] if is_array(target) else [None]
        )
        for p in positions:
            step = direction[p] if is_array(direction) and p is not None else direction
            term = slope(ev, body, place, p, env) * step
            total = term if total is None else total + term
    return total


# -- optima --------------------------------------------------------------------------------------------------------


def optimise(ev: Evaluator, node: Bound, env: Env) -> Value:
    """max/min over an index range by listing, over smooth variables by Newton's method from the model's point."""
    from interviewer.checking.probability.names import support_of

    if node.op in ("max", "min") and not node.binders:
        values = ev.value(node.body, env)
        return ev.extreme(node.op, [values])
    names = [b.var for b in node.binders]
    if len(names) == 1:
        binder = node.binders[0]
        listed = None
        letter = ev.scope.letter(binder.var.name)
        try:
            if letter is not None and letter.kind in ("scalar", "positive", "unit", "vector", "matrix"):
                raise Unsupported("an optimum over a continuous variable")
            listed = [(c.bound[binder.var.name], c) for c in ev.assignments(node.binders, node.body, env)]
        except Unsupported:
            states = support_of(ev, binder.var.name, env)
            if states is not None:
                listed = [(s, env.bind_all({binder.var.name: s})) for s in states]
        if listed:
            values = [(ev.field.real(ev.value(node.body, c)), k, s, c) for k, (s, c) in enumerate(listed)]
            best = max(values) if node.op.endswith("max") else min(values)
            if node.op in ("max", "min"):
                return ev.value(node.body, best[3])
            return ev.field.number(best[2], 1) if isinstance(best[2], int) else best[2]
    return stationary(ev, node, env)


def stationary(ev: Evaluator, node: Bound, env: Env) -> Value:
    """An unconstrained optimum by Newton's method; its curvature must have the right sign."""
    if ev.field.name != "float":
        raise Unsupported("an optimum in high precision")
    if not node.binders or any(b.condition is not None for b in node.binders):
        raise Unsupported("an optimum under a condition, or that does not say over what")
    places = [_Place(ev, b.var, env) for b in node.binders]
    shapes = [p.base.shape if is_array(p.base) else None for p in places]
    point = np.concatenate(
        [np.atleast_1d(p.base.real.ravel() if is_array(p.base) else np.array([p.base.real])) for p in places]
    )

    def env_at(x: np.ndarray) -> Env:
        values, at = {}, 0
        for p, shape in zip(places, shapes, strict=True):
            size = int(np.prod(shape)) if shape else 1
            part = x[at : at + size]
            at += size
            values[p.name, p.prefix] = part.reshape(shape).astype(complex) if shape else complex(part[0])
        return env.override(values)

    variables = [b.var for b in node.binders]

    def gradient(x: np.ndarray) -> np.ndarray:
        here = env_at(x)
        return np.concatenate(
            [np.atleast_1d(np.asarray(derivative(ev, Deriv(node.body, (v,)), here)).real.ravel()) for v in variables]
        )

    best: tuple[float, np.ndarray] | None = None
    problem = "no optimum was found"
    for start in (point, 0.1 * point, -point, 0.4 * point[::-1]):
        try:
            x = _newton(gradient, start, node.op.endswith("min"))
        except Unsupported as error:
            problem = str(error)
            continue
        value = ev.field.real(ev.value(node.body, env_at(x)))
        if best is None or (value < best[0]) == node.op.endswith("min"):
            best = value, x
        if len(point) > 1:
            break
    if best is None:
        raise Unsupported(problem)
    x = best[1]
    here = env_at(x)
    if node.op in ("max", "min"):
        return ev.value(node.body, here)
    if len(variables) > 1:
        raise Unsupported("an argmin over several variables; write one at a time")
    return ev.value(variables[0], here)


def _newton(gradient: Callable[[np.ndarray], np.ndarray], start: np.ndarray, minimise: bool) -> np.ndarray:
    """A stationary point whose curvature has the right sign."""
    x, hessian = start, np.eye(len(start))
    for _ in range(30):
        g = gradient(x)
        h = 1e-4
        columns = []
        for k in range(len(x)):
            e = np.zeros(len(x))
            e[k] = h
            columns.append(
                (gradient(x - 2 * e) - 8 * gradient(x - e) + 8 * gradient(x + e) - gradient(x + 2 * e)) / (12 * h)
            )
        hessian = np.array(columns).T
        if np.max(np.abs(g)) < 1e-11:
            break
        try:
            step = np.linalg.solve(hessian, g)
        except np.linalg.LinAlgError:
            raise Unsupported("the optimum is not unique") from None
        length = np.max(np.abs(step))
        x = x - step * min(1.0, 2.0 / length if length > 0 else 1.0)
    else:
        raise Unsupported("no optimum was found")
    curvature = np.linalg.eigvalsh((hessian + hessian.T) / 2) if len(x) else np.ones(1)
    wanted = curvature if minimise else -curvature
    if np.any(wanted < -1e-7):
        raise Unsupported("the stationary point found is no optimum")
    if len(x) and np.max(np.abs(curvature)) < 1e-7:
        raise Unsupported("the function is flat where an optimum was sought")
    return x
