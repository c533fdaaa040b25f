"""Numbers that carry their derivatives: the slopes are those that complex steps find, and none is lost unsaid."""

import numpy as np
import pytest

from interviewer.checking.evaluation.evaluate import Env, Evaluator
from interviewer.checking.evaluation.tangents import TANGENTS, Tangent, imaginary, seeds, slopes_of
from interviewer.checking.fields import FloatField
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter, World
from interviewer.checking.values.model import Model
from interviewer.notation.formulas import read_expression
from interviewer.notation.tree import Deriv, Sym

FLOAT, STEP = FloatField(), 1e-30


def by_steps(formula, x: np.ndarray) -> np.ndarray:
    columns = []
    for k in range(len(x)):
        moved = x.astype(complex)
        moved[k] += 1j * STEP
        columns.append(complex(formula(FLOAT, list(moved))).imag / STEP)
    return np.array(columns)


@pytest.mark.parametrize("name", sorted(FLOAT.functions.keys() - {"sign"}))
def test_functions(name: str) -> None:
    x = np.array([0.37, 1.42])

    def formula(f, v):
        return f.functions[name](v[0] * v[1]) / (v[1] - v[0]) + v[0] ** 3 - 2 / v[1] + v[1] ** v[0]

    assert np.allclose(slopes_of([formula(TANGENTS, seeds(x))], 2), by_steps(formula, x), atol=1e-12)


def test_inverse_and_determinant() -> None:
    x = np.array([2.0, 0.3, -0.4, 1.5])

    def formula(f, v):
        m = f.array([[v[0], v[1]], [v[2], v[3]]])
        return (f.inv(m) @ m @ f.inv(m))[0, 1] * f.det(m) + f.inv(m)[1, 1]

    assert np.allclose(slopes_of([formula(TANGENTS, seeds(x))], 4), by_steps(formula, x), atol=1e-12)


def test_a_complex_step_inside_gives_second_derivatives() -> None:
    x, y = seeds(np.array([0.7, 1.1]))
    stepped = (x + 1j * STEP) * (x + 1j * STEP) * y
    slope = imaginary(stepped) / STEP  # 2xy
    assert np.allclose(slopes_of([slope], 2), [[2 * 1.1, 2 * 0.7]])


def test_a_hessian_within_a_step_is_exact() -> None:
    model = Model(World(), 0)
    ev = Evaluator(Scope(World(), types={"v": Letter("v", "vector", ("3",))}), model, FLOAT)
    hessian = Deriv(read_expression("exp(v_1 v_2) + log(v_3^2) v_1"), (Sym("v"), Sym("v")))
    a, b, c = (complex(x) for x in model.draw(Letter("v", "vector", ("3",)), ()).flat)
    e = np.exp(a * b)
    expected = [[b * b * e, (1 + a * b) * e, 2 / c], [(1 + a * b) * e, a * a * e, 0], [2 / c, 0, -2 * a / c**2]]
    assert np.allclose(ev.value(hessian, Env()), expected, rtol=1e-13, atol=1e-13)


def test_a_derivative_is_not_lost_unsaid() -> None:
    (x,) = seeds(np.array([0.5]))
    assert isinstance(x * np.array([[1.0, 2.0]]), np.ndarray)
    with pytest.raises(TypeError):
        complex(x)
    with pytest.raises(TypeError):
        np.array([x, 1.0]).astype(complex)
    assert isinstance(np.complex128(2) * x, Tangent)
