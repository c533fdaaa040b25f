"""Named families: Normal, Bernoulli, Laplace, categorical …, as densities at a point."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.fields import Field, IllTyped, OutOfDomain, Unsupported, Value, is_array
from interviewer.checking.values import arrays, powers
from interviewer.notation.tree import Apply, Call, Node, Num, Sym, walk

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


def family_point(ev: Evaluator, node: Call, env: Env) -> Value:
    if node.args:
        return ev.value(node.args[0], env)
    raise Unsupported("a distribution without its variable; write N(x; μ, Σ)")


def density_of_family(ev: Evaluator, node: Call, env: Env, point: Value = None) -> Value:
    """The density of a named family at its point; Γ(a) of one number is the function."""
    if node.fn.name == "Gamma" and not node.args and len(node.params) == 1 and point is None:
        return gamma(ev.field, ev.value(node.params[0], env))
    x = family_point(ev, node, env) if point is None else point
    f = ev.field
    two_pi = 2 * ev.constant("pi", (), env)
    match node.fn.name:
        case "Normal":
            mean, cov = gaussian_parameters(ev, node, env, x)
            diff = arrays.add(x, -mean) if is_array(x) or is_array(mean) else x - mean
            if not is_array(diff):
                return f.functions["exp"](-diff * diff / (2 * cov)) / f.functions["sqrt"](two_pi * cov)
            inverse, det = f.inv(_as_covariance(cov)), f.det(cov)
            quadratic = (diff.T @ inverse @ diff)[0, 0]
            d = diff.shape[0]
            return f.functions["exp"](-quadratic / 2) / f.functions["sqrt"](two_pi**d * det)
        case "Bern":
            (p,) = parameters(ev, node, env, 1)
            if is_array(x) or is_array(p):
                raise Unsupported("a Bernoulli vector")
            return (
                powers.scalar_power(f, p, x) * powers.scalar_power(f, 1 - p, 1 - x)
                if _near_int(f, x)
                else f.functions["exp"](x * f.functions["log"](p) + (1 - x) * f.functions["log"](1 - p))
            )
        case "Laplace":
            mean, scale = parameters(ev, node, env, 2)
            values = (x - mean).flat if is_array(x) else [x - mean]
            out = f.number(1, 1)
            for v in values:
                out = out * f.functions["exp"](-f.functions["abs"](v) / scale) / (2 * scale)
            return out
        case "Beta":
            a, b = parameters(ev, node, env, 2)
            return power(f, x, a - 1) * power(f, 1 - x, b - 1) * gamma(f, a + b) / (gamma(f, a) * gamma(f, b))
        case "Gamma":
            a, rate = parameters(ev, node, env, 2)
            return power(f, rate, a) * power(f, x, a - 1) * f.functions["exp"](-rate * x) / gamma(f, a)
        case "Exponential":
            (rate,) = parameters(ev, node, env, 1)
            return rate * f.functions["exp"](-rate * x)
        case "Poisson":
            (rate,) = parameters(ev, node, env, 1)
            return power(f, rate, x) * f.functions["exp"](-rate) / gamma(f, x + 1)
        case "Uniform":
            low, high = parameters(ev, node, env, 2)
            inside = not any(map(is_array, (x, low, high))) and f.real(low) <= f.real(x) <= f.real(high)
            return f.number(1, 1) / (high - low) if inside else f.number(0, 1)
        case "Binomial":
            n, p = parameters(ev, node, env, 2)
            ways = gamma(f, n + 1) / (gamma(f, x + 1) * gamma(f, n - x + 1))
            return ways * power(f, p, x) * power(f, 1 - p, n - x)
        case "Geometric":
            (p,) = parameters(ev, node, env, 1)
            return p * power(f, 1 - p, x - 1)
        case "Dirichlet":
            (alpha,) = parameters(ev, node, env, 1)
            if not is_array(x) or not is_array(alpha) or alpha.shape != x.shape:
                raise IllTyped("a Dirichlet needs as many parameters as probabilities")
            out = gamma(f, sum(alpha.flat))
            for v, a in zip(x.flat, alpha.flat, strict=True):
                out = out * power(f, v, a - 1) / gamma(f, a)
            return out
    raise Unsupported(f"the density of {node.fn.name}")


def _as_covariance(cov: Value) -> Value:
    """The matrix; α⁻¹I of a negative α is no covariance, although its determinant may be positive."""
    if any(isinstance(v, complex) and v.real <= 0 for v in cov.diagonal()):
        raise OutOfDomain("a variance that is not positive")
    return cov


def log_normal(ev: Evaluator, node: Call, env: Env) -> Value:
    """log N(x; μ, Σ) without the detour through the density, which a double cannot hold far out."""
    f = ev.field
    x = family_point(ev, node, env)
    mean, cov = gaussian_parameters(ev, node, env, x)
    diff = arrays.add(x, -mean) if is_array(x) or is_array(mean) else x - mean
    two_pi = 2 * ev.constant("pi", (), env)
    half = f.number(1, 2)
    if not is_array(diff):
        return -diff * diff / (2 * cov) - half * f.functions["log"](two_pi * cov)
    quadratic = (diff.T @ f.inv(_as_covariance(cov)) @ diff)[0, 0]
    return -half * (quadratic + diff.shape[0] * f.functions["log"](two_pi) + f.functions["log"](f.det(cov)))


def power(f: Field, base: Value, exponent: Value) -> Value:
    if is_array(base) or is_array(exponent):
        raise Unsupported("a density of this family at a vector")
    return powers.scalar_power(f, base, exponent)


def gamma(f: Field, x: Value) -> Value:
    """Γ(x) for a number."""
    if is_array(x):
        raise Unsupported("the gamma function of a vector")
    if f.name == "high":
        return f.mp.gamma(x)
    if f.name == "exact":
        raise Unsupported("the gamma function is not proved symbolically")
    if complex(x).imag or complex(x).real <= 0:
        raise OutOfDomain("the gamma function outside the positive numbers")
    return complex(math.gamma(complex(x).real))


def _near_int(f: Any, x: Any) -> bool:
    r = f.real(x) if f.name != "exact" else 0.5
    return abs(r - round(r)) < 1e-12


def parameters(ev: Evaluator, node: Call, env: Env, count: int) -> list[Value]:
    if len(node.params) != count:
        raise Unsupported(f"{node.fn.name} takes {count} parameters")
    return [ev.value(p, env) for p in node.params]


def _names_number(mean: Node) -> bool:
    return isinstance(mean, Sym) and mean != Sym("zeros")  # a bold 0 is a vector of any length


def _is_multiple_of_unit(spread: Node) -> bool:
    """σ²I, and no xᵀ(A + I)x, which is a number."""
    match spread:
        case Apply("add" | "neg", terms):
            return any(map(_is_multiple_of_unit, terms))
        case Apply("mul" | "div", (*factors,)):
            return Sym("I") in factors
    return spread == Sym("I")


def _without_unit(ev: Evaluator, spread: Node, env: Env) -> Node:
    """`σ²I` of a vector σ is diag(σ²), as Kingma and Welling (2014) write it: the vector by itself."""
    match spread:
        case Apply("mul", (*factors, Sym("I", ()))) if len(factors) == 1:
            value = ev.value(factors[0], env)
            return factors[0] if is_array(value) and value.shape[1] == 1 and value.shape[0] > 1 else spread
    return spread


def gaussian_parameters(ev: Evaluator, node: Call, env: Env, like: Value = None) -> tuple[Value, Value]:
    """Mean and covariance; a number as covariance of a vector means that multiple of I, a vector its diagonal."""
    if len(node.params) == 2:
        node = replace(node, params=(node.params[0], _without_unit(ev, node.params[1], env)))
    mean, cov = parameters(ev, node, env, 2)
    if like is None and not is_array(mean) and not is_array(cov) and not isinstance(node.params[0], Num):
        if _is_multiple_of_unit(node.params[1]):
            raise IllTyped("a number has no covariance matrix")
    if is_array(like) and not is_array(mean) and _names_number(node.params[0]) and Sym("I") in walk(node.params[1]):
        raise IllTyped("a number as the mean of a vector")
    shape_giver = next((v for v in (like, mean) if is_array(v)), None)
    if shape_giver is None and is_array(cov):
        shape_giver = np.empty((cov.shape[0], 1))
    if shape_giver is not None:
        d = shape_giver.shape[0]
        if not is_array(mean):
            mean = np.array([[mean]] * d, dtype=ev.field.dtype)
        if not is_array(cov):
            cov = ev.field.eye(d) * cov
        elif cov.shape[1] == 1:
            cov = arrays.diag(ev.field, cov)
        if mean.shape[0] != d or cov.shape != (d, d):
            raise IllTyped("the mean and the covariance do not fit together")
    return mean, cov
