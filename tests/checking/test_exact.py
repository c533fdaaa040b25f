"""The exact arithmetic proves what is so, and never what is not."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.checking.exact.calculus import Substitution, derivative
from interviewer.checking.exact.expectation import gaussian, jointly, standardised
from interviewer.checking.exact.field import ExactField
from interviewer.checking.exact.number import Exact
from interviewer.checking.fields import FloatField, Unsupported

Case = Callable[[Any, Any, Any, Any], Any]

HOLDS: dict[str, Case] = {
    "a fraction in two forms": lambda f, x, y, a: 1 / (x + y) + 1 / (x - y) - 2 * x / (x * x - y * y),
    "exp of a sum": lambda f, x, y, a: f["exp"](x + y) - f["exp"](x) * f["exp"](y),
    "exp of a half": lambda f, x, y, a: f["exp"](x / 2) ** 2 - f["exp"](x),
    "log of a product": lambda f, x, y, a: f["log"](a * f["exp"](x)) - f["log"](a) - x,
    "exp of a log": lambda f, x, y, a: f["exp"](2 * f["log"](a)) - a * a,
    "sigmoid of minus x": lambda f, x, y, a: f["sigmoid"](x) + f["sigmoid"](-x) - 1,
    "tanh by sigmoid": lambda f, x, y, a: f["tanh"](x) - 2 * f["sigmoid"](2 * x) + 1,
    "log sigmoid": lambda f, x, y, a: f["log"](f["sigmoid"](x)) + f["softplus"](-x),
    "root of a product": lambda f, x, y, a: f["sqrt"](a * a * a) - a * f["sqrt"](a),
    "root of a square": lambda f, x, y, a: f["sqrt"](x * x) - f["abs"](x),
    "root below a line": lambda f, x, y, a: 1 / f["sqrt"](x * x + a) - f["sqrt"](x * x + a) / (x * x + a),
    "sine and cosine": lambda f, x, y, a: f["sin"](x) ** 2 + f["cos"](x) ** 2 - 1,
    "two sides of relu": lambda f, x, y, a: f["relu"](x) - f["relu"](-x) - x,
}
FAILS: dict[str, Case] = {
    "root of a square of any sign": lambda f, x, y, a: f["sqrt"](x * x) - x,
    "log of a sum": lambda f, x, y, a: f["log"](a + 1) - f["log"](a) - 1,
    "exp of a product": lambda f, x, y, a: f["exp"](x * y) - f["exp"](x) * f["exp"](y),
    "sigmoid squared": lambda f, x, y, a: f["sigmoid"](x) - f["sigmoid"](x) ** 2,
    "a sum under a line": lambda f, x, y, a: 1 / (x + y) - 1 / x - 1 / y,
    "a third for a half": lambda f, x, y, a: f["exp"](x / 3) ** 2 - f["exp"](x),
    "half a step": lambda f, x, y, a: f["relu"](x) - x / 2,
    "a tiny difference": lambda f, x, y, a: x * (10**12 + 1) / 10**12 - x,
}


def letters(field: ExactField) -> tuple[Exact, Exact, Exact]:
    tower = field.tower
    return tower.letter("x"), tower.letter("y"), tower.letter("a", positive=True)


@pytest.mark.parametrize("name", HOLDS)
def test_an_identity_vanishes(name: str):
    field = ExactField()
    assert field.tower.vanishes(HOLDS[name](field.functions, *letters(field)))


@pytest.mark.parametrize("name", FAILS)
def test_what_is_no_identity_does_not(name: str):
    field = ExactField()
    assert not field.tower.vanishes(FAILS[name](field.functions, *letters(field)))


def test_a_sign_squared_is_one_and_an_indicator_its_own_square():
    tower = ExactField().tower
    s, i, x = tower.sign("s"), tower.indicator("i"), tower.letter("x")
    assert tower.vanishes(s * s - 1)
    assert tower.vanishes(1 / s - s)
    assert tower.vanishes(i**3 - i)
    assert not tower.vanishes(s * x - x)
    assert tower.vanishes(tower.exp(i * x) - i * tower.exp(x) - (1 - i))


def test_of_several_indicators_exactly_one_is_one():
    tower = ExactField().tower
    found = tower.one_of(["i", "j", "k"])
    assert tower.vanishes(sum(found, tower.zero) - 1)
    assert all(tower.vanishes(a * b) for a in found for b in found if a is not b)
    assert not tower.vanishes(found[0] - found[1])


def test_numbers_below_one_leave_one_minus_them_positive():
    tower = ExactField().tower
    b, c = tower.letter("b", unit=True), tower.letter("c", unit=True)
    product = ((1 - b) * (1 - c)).whole()
    assert tower.vanishes(tower.root(product, 2) - tower.root(1 - b, 2) * tower.root(1 - c, 2))
    assert tower.is_positive(1 - product)
    assert not tower.is_positive(b - c)


def test_sums_under_a_logarithm_or_a_root_are_factored_on_demand():
    field = ExactField()
    tower = field.tower
    x, y, a = letters(field)
    tower.factoring = True
    product = ((x - y) * (x + 2 * y)).whole()
    assert tower.vanishes(tower.log(product) - tower.log(x - y) - tower.log(x + 2 * y))
    square = ((a + 1) * (a + 1) * (a * a + 3)).whole()
    assert tower.vanishes(tower.root(square, 2) - (a + 1) * tower.root(a * a + 3, 2))
    assert not tower.vanishes(tower.log(product) - tower.log(x - y) - tower.log(x + y))


SLOPES: dict[str, tuple[Case, Case]] = {
    "sigmoid": (
        lambda f, x, y, a: f["sigmoid"](x * y),
        lambda f, x, y, a: y * f["sigmoid"](x * y) * f["sigmoid"](-x * y),
    ),
    "log": (lambda f, x, y, a: f["log"](a + x * x), lambda f, x, y, a: 2 * x / (a + x * x)),
    "root": (lambda f, x, y, a: f["sqrt"](a + x * x), lambda f, x, y, a: x / f["sqrt"](a + x * x)),
    "power": (lambda f, x, y, a: a**x, lambda f, x, y, a: f["log"](a) * a**x),
    "relu": (lambda f, x, y, a: f["relu"](x * y), lambda f, x, y, a: y * f["step"](x * y)),
}


@pytest.mark.parametrize("name", SLOPES)
def test_derivatives_go_through_kernels(name: str):
    field = ExactField()
    x, y, a = letters(field)
    of, slope = SLOPES[name]
    found = derivative(field.tower, of(field.functions, x, y, a), field.tower.known["letter", "x"])
    assert field.tower.vanishes(found - slope(field.functions, x, y, a))


def test_an_unknown_function_is_told_by_its_name_and_its_argument():
    tower = ExactField().tower
    x, y = tower.letter("x"), tower.letter("y")
    f = lambda u, orders=(): tower.unknown("f", (u,), orders)  # noqa: E731
    assert tower.vanishes(f(x + y) - f(y + x))
    assert not tower.vanishes(f(x) - f(y))
    assert not tower.vanishes(f(x) - tower.unknown("g", (x,)))
    assert tower.vanishes(derivative(tower, f(x * y), tower.known["letter", "x"]) - y * f(x * y, (1,)))
    assert tower.vanishes(Substitution(tower, {tower.known["letter", "y"]: x})(f(y)) - f(x))


def test_gaussian_moments():
    tower = ExactField().tower
    m, v = tower.letter("m"), tower.letter("v", positive=True)
    (z,), mean = gaussian(tower, [m], np.array([[v]], dtype=object))
    assert tower.vanishes(z * z * mean - m * m - v)
    assert tower.vanishes((z - m) ** 4 * mean - 3 * v * v)
    with pytest.raises(Unsupported):
        _ = tower.exp(z) * mean


def test_later_draws_may_lean_on_earlier_ones():
    tower = ExactField().tower
    one = tower.one
    (x,), over_x = gaussian(tower, [tower.letter("m")], np.array([[one]], dtype=object))
    (y,), over_y = gaussian(tower, [x], np.array([[one]], dtype=object))
    assert tower.vanishes(y * y * jointly(over_x, over_y) - tower.letter("m") ** 2 - 2)


def test_further_moments_of_standardised_letters_stay_open():
    tower = ExactField().tower
    (x, y), mean = standardised(tower, "q", 2)
    assert tower.vanishes((x + y) ** 2 * mean - 2)
    assert not tower.vanishes(x**4 * mean - 3)


def test_what_is_rounded_is_refused():
    with pytest.raises(Unsupported):
        ExactField().lift(0.5)


def expressions() -> st.SearchStrategy[Any]:
    leaves = st.sampled_from(["x", "y", "a", 1, 2])
    grow = lambda inner: st.one_of(  # noqa: E731
        st.tuples(st.sampled_from("+-*/"), inner, inner),
        st.tuples(st.sampled_from(["exp", "sigmoid", "tanh", "square"]), inner),
    )
    return st.recursive(leaves, grow, max_leaves=5)


def value_of(tree: Any, functions: dict[str, Any], at: dict[Any, Any]) -> Any:
    match tree:
        case (op, left, right):
            a, b = value_of(left, functions, at), value_of(right, functions, at)
            return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[op]()
        case ("square", inner):
            inside = value_of(inner, functions, at)
            return inside * inside
        case (name, inner):
            return functions[name](value_of(inner, functions, at))
    return at[tree]


@settings(max_examples=150, deadline=None)
@given(expressions(), expressions())
def test_what_vanishes_agrees_in_numbers(left: Any, right: Any):
    field = ExactField()
    x, y, a = letters(field)
    exact = {"x": x, "y": y, "a": a, 1: field.number(1, 1), 2: field.number(2, 1)}
    try:
        values = [value_of(tree, field.functions, exact) for tree in (left, right)]
        same = field.tower.vanishes(values[0] - values[1])
        floats = FloatField().functions
        for point in ((0.3, -0.7, 1.1), (-0.4, 0.9, 0.6)):
            at = {**dict(zip("xya", map(complex, point), strict=True)), 1: 1 + 0j, 2: 2 + 0j}
            b, c = (value_of(tree, floats, at) for tree in (left, right))
            if not (cmath.isfinite(b) and cmath.isfinite(c)):
                return
            close = math.isclose(abs(b - c), 0, abs_tol=1e-7 * max(1, abs(b)))
            assert close or not same
    except (Unsupported, ArithmeticError):
        return
