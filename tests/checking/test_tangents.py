"""Numbers that carry their derivatives: the slopes are those that complex steps find, and none is lost unsaid."""

import numpy as np
import pytest

from interviewer.checking.evaluation.fields import FloatField
from interviewer.checking.evaluation.tangents import TANGENTS, Tangent, imaginary, seeds, slopes_of

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


def test_a_derivative_is_not_lost_unsaid() -> None:
    (x,) = seeds(np.array([0.5]))
    assert isinstance(x * np.array([[1.0, 2.0]]), np.ndarray)
    with pytest.raises(TypeError):
        complex(x)
    with pytest.raises(TypeError):
        np.array([x, 1.0]).astype(complex)
    assert isinstance(np.complex128(2) * x, Tangent)
