"""Relations between values: equality within a tolerance, order, definiteness; and how far a condition is from holding."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeGuard

import numpy as np

from interviewer.checking.evaluation.evaluate import Env, Evaluator
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.models.solve import fischer_burmeister
from interviewer.checking.values.arrays import describe, trace
from interviewer.notation.tree import Apply, Moment, Node, Num, Rel, Sym, names, walk

TOLERANCE = 1e-7
MAX_PLACES = 9  # decimals of a rounded number
FLOOR = {"float": 1e-3, "high": 1e-30}  # what is smaller counts as this large: rounding leaves no exact zeros
TINY = {"float": 1e-20, "high": 1e-60}  # what is smaller, and not zero, is no rounding: densities far out are as small


def residuals(ev: Evaluator, condition: Rel, env: Env, degenerate: bool = False) -> list[complex]:
    """How far an equation or complementarity is from holding; a `degenerate` one holds where both of its sides are zero."""
    out: list[complex] = []
    for op, left, right in zip(condition.ops, condition.operands, condition.operands[1:], strict=False):
        a, b = sides(ev, left, right, env)
        if op == "⊥" and degenerate:
            out += [*_flat(a), *_flat(b)]
        elif op == "⊥":
            out += [fischer_burmeister(x, y) for x, y in zip(_flat(a), _flat(b), strict=True)]
        elif op == "=":
            out += difference(a, b)
        elif op in ("<", "<=", ">", ">="):
            short = difference(a, b) if op in ("<", "<=") else difference(b, a)
            margin = 0.05 if op in ("<", ">") else 0.0
            out += [x + margin if x.real > -margin else 0 * x for x in short]
    return out


def both_sides(ev: Evaluator, condition: Rel, env: Env) -> tuple[list[Any], list[Any]]:
    """The numbers of which a complementarity says that one is zero."""
    a, b = sides(ev, *condition.operands, env)
    return _flat(a), _flat(b)


def _flat(value: Value) -> list[Any]:
    return list(value.flat) if is_array(value) else [value]


def difference(a: Value, b: Value) -> list[Any]:
    if is_array(a) and is_array(b):
        if a.shape != b.shape:
            raise IllTyped("the two sides have different shapes")
        return list((a - b).flat)
    if is_array(a) or is_array(b):
        array, number = (a, b) if is_array(a) else (b, a)
        return [x - number for x in array.flat]
    return [a - b]


def identity_fits(value: Value, node: Node, ev: Evaluator, shape: tuple[int, ...]) -> Value:
    """A side that mentions I was read as a number for want of a size; give it the other side's."""
    if not is_array(value) and len(shape) == 2 and 1 in shape and Sym("ones") in (parts := {*walk(node)}):
        if shape[0 if Apply("T", (Sym("ones"),)) in parts else 1] == 1:  # 𝟏ᵀA = 𝟏ᵀ
            return ev.field.array([[1] * shape[1]] * shape[0]) * value
    if (
        not is_array(value)
        and any(isinstance(n, Sym) and n.name == "I" for n in walk(node))
        and len(shape) == 2
        and shape[0] == shape[1]
    ):
        return ev.field.eye(shape[0]) * value
    return value


def _per_coordinate(ev: Evaluator, node: Node, value: Value, other: Value) -> Value:
    """`Var(x) = s` of a vector beside a number speaks of each coordinate: the s of s·I."""
    if is_array(value) and not is_array(other) and any(isinstance(n, Moment) and n.op != "E" for n in walk(node)):
        if value.shape[0] == value.shape[1] and value.shape[0] > 1:
            rest = value - value[0, 0] * ev.field.eye(value.shape[0])
            if all(abs(complex(x)) < 1e-9 for x in rest.flat):
                return value[0, 0]
    return value


_SIMPLE = frozenset(["div", "neg", "mul", "sqrt", "pow"])


def sides(ev: Evaluator, left: Node, right: Node, env: Env) -> tuple[Value, Value]:
    match left, right:
        case Apply("tr", (a,)), Apply("tr", (b,)):  # tr(Σ) = tr(I)
            first, second = sides(ev, a, b, env)
            return trace(first), trace(second)
    if ev.unit_vector(right):
        a = ev.value(left, env)
        b = ev.with_basis(right, a.shape[0] if is_array(a) else None, env)
    else:
        a, b = ev.value(left, env), ev.value(right, env)
    if is_array(a) != is_array(b):
        a, b = (v.item() if is_array(v) and v.size == 1 else v for v in (a, b))  # a state of one coordinate
        a, b = _per_coordinate(ev, left, a, b), _per_coordinate(ev, right, b, a)
        one = Num(Fraction(1))
        if one in (left, right) and any(n == Sym("ones") for side in (left, right) for n in walk(side)):
            left, right = (Sym("ones") if side == one else side for side in (left, right))  # A1 = 1
        a = identity_fits(a, left, ev, b.shape if is_array(b) else ())
        b = identity_fits(b, right, ev, a.shape if is_array(a) else ())
    return a, b


def _size(ev: Evaluator, pairs: list[tuple[Any, Any]]) -> float:
    """How large the values are that a difference is measured by."""
    sizes = [abs(complex(z)) for pair in pairs for z in pair]
    largest = max(sizes, default=0.0)
    return largest if sizes and min(sizes) > 0 and largest < TINY[ev.field.name] else max(FLOOR[ev.field.name], largest)


def relation_holds(
    ev: Evaluator, op: str, left: Node, right: Node, env: Env, tolerance: float = TOLERANCE
) -> tuple[bool, Value, Value]:
    """Whether `left op right`; raises IllTyped when the sides cannot be compared."""
    a, b = sides(ev, left, right, env)
    if op in ("⪰", "≻", "⪯", "≺"):
        return _definite(op, a, b), a, b
    if is_array(a) != is_array(b):
        number_node = right if is_array(a) else left
        number = b if is_array(a) else a
        if (
            op in ("=", "≡", ":=", "≈", "!=")
            and not is_zero(number_node)
            and not (ev.field.real(number) == 0 and isinstance(number_node, Num))
        ):
            raise IllTyped(f"{_describe(a)} on the left, {_describe(b)} on the right")
    if is_array(a) and is_array(b) and a.shape != b.shape:
        raise IllTyped(f"{_describe(a)} on the left, {_describe(b)} on the right")
    mixed = is_array(a) != is_array(b) and not _is_plain_number(right if is_array(a) else left)
    pairs = list(zip(_spread(a, b), _spread(b, a), strict=True))
    strict = slack = tolerance * _size(ev, pairs)
    rounded = rounding(op, left, right)
    if rounded and all(abs(complex(z)) > 4 * rounded for pair in pairs for z in pair):
        slack = max(slack, rounded)
    if ev.field.name == "high":
        strict = slack * 1e-25  # fifty digits tell σ(40) from 1

    def test(x: Any, y: Any) -> bool:
        dx = ev.field.real(x) - ev.field.real(y) if ev.field.name == "float" else x - y
        match op:
            case "=" | "≡" | ":=" | "≈":
                return abs(dx) <= slack
            case "!=":
                return abs(dx) > slack
            case "<=":
                return dx <= slack
            case ">=":
                return dx >= -slack
            case "<":
                return dx < -strict
            case ">":
                return dx > strict
        raise Unsupported(f"the relation {op}")

    for x, y in pairs:
        if not (np.isfinite(complex(x).real) and np.isfinite(complex(y).real)):
            raise Unsupported("a value that is not finite")
    agree = all(test(x, y) for x, y in pairs)
    if op == "≈" and not agree and not rounded:
        raise Unsupported("I do not judge how good an approximation is; write it as an equation with its error")
    if (
        not agree and mixed
    ):  # Σ_i a_i log(a_i/b_i) ≥ a log(a/b), where the sums are called by the letters of their terms
        raise Unsupported("one side is a number, the other a list of them; say what is meant for each entry")
    return agree, a, b


def _is_plain_number(node: Node) -> bool:
    """A bound for each entry, as C and ¼ are."""
    return all(isinstance(n, Num | Sym) or (isinstance(n, Apply) and n.op in _SIMPLE) for n in walk(node))


def rounding(op: str, left: Node, right: Node) -> float:
    """How far `KL(p‖q) ≈ 0.511` may be off: a decimal stands for what rounds, or is cut off, to it; 0 where none does."""
    found = []
    for side in (left, right):
        inner = side.args[0] if isinstance(side, Apply) and side.op == "neg" else side
        if isinstance(inner, Num) and op in ("≈", "="):
            places = next((k for k in range(MAX_PLACES) if inner.value * 10**k % 1 == 0), 0)
            if places > (0 if op == "≈" else 2):
                found.append(10.0**-places)
    return max(found, default=0.0) * (1.001 if op == "≈" else 0.501)


def vanishing(a: Value, b: Value, size: float = 1e-9) -> bool:
    """Whether both sides are so small that an absolute tolerance says nothing of them."""
    return all(abs(complex(z)) < size for side in (a, b) for z in (side.flat if is_array(side) else [side]))


def _spread(a: Value, b: Value) -> list[Any]:
    if is_array(a):
        return list(a.flat)
    return [a] * (b.size if is_array(b) else 1)


def is_zero(node: Node) -> bool:
    return (isinstance(node, Num) and node.value == 0) or node == Sym("zeros")


def is_constant(node: Node) -> bool:
    """`log 1`: no letter stands in it, so that its value is no accident of the model."""
    return not names(node)


def _describe(value: Value) -> str:

    return describe(value)


def _definite(op: str, a: Value, b: Value) -> bool:
    def matrix(v: Value, like: Value) -> np.ndarray:
        if is_array(v):
            return np.array([[complex(x).real for x in row] for row in v])
        size = like.shape[0] if is_array(like) else 1
        return np.eye(size) * complex(v).real if complex(v) != 0 else np.zeros((size, size))

    m = matrix(a, b) - matrix(b, a)
    if m.shape[0] != m.shape[1]:
        raise IllTyped("definiteness is a property of square matrices")
    if op in ("⪯", "≺"):
        m = -m
    if not np.allclose(m, m.T, atol=1e-8 * max(1, np.abs(m).max())):
        return False
    low = np.linalg.eigvalsh((m + m.T) / 2).min()
    scale = max(1e-3, float(np.abs(m).max()))
    return bool(low >= -1e-8 * scale) if op in ("⪰", "⪯") else bool(low > 1e-8 * scale)


def holds(ev: Evaluator, node: Rel, env: Env) -> bool:
    """Whether a whole chain holds."""
    return all(
        relation_holds(ev, op, left, right, env)[0]
        for op, left, right in zip(node.ops, node.operands, node.operands[1:], strict=False)
    )


def is_sign(node: Node) -> TypeGuard[Apply]:
    """Whether a side takes the values ±1 alone, so that a few models on which it agrees show nothing."""
    return isinstance(node, Apply) and node.op == "sign" and len(node.args) == 1
