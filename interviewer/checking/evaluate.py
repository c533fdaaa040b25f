"""Trees to values under one model and one arithmetic. The single place where notation gets its meaning.

`Evaluator.value(node, env)` returns a number or a two-dimensional array. It raises IllTyped when shapes do not fit,
IndexError when an index leaves its range, and Unsupported when the line means something we cannot evaluate.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from interviewer.checking import arrays, calculus, limits, logs
from interviewer.checking.fields import Field, IllTyped, Unsupported, Value, is_array, settle
from interviewer.checking.model import Model
from interviewer.checking.probability import divergences, families, integrals, moments, tables
from interviewer.checking.probability import names as distributions
from interviewer.checking.scope import Scope
from interviewer.checking.world import BUILTIN_FUNCTIONS, Definition, Letter
from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Cases,
    Deriv,
    Differential,
    Divergence,
    Group,
    Matrix,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
    num,
    walk,
)

MAX_STEPS = 60_000  # node visits a model may cost; beyond it the line is undecided, not the process stuck
MAX_NESTING = 60


COUNTS = frozenset(["n", "m", "N", "M", "B"])  # undeclared, they count what the line sums over


class Expensive(Unsupported):
    """The line costs more to evaluate than a check may take."""


@dataclass
class Env:
    """Bindings in force while a tree is walked. Children share the parent's bindings but not its cache."""

    bound: dict[str, Any] = field(default_factory=dict)
    overrides: dict[tuple[str, tuple[int, ...]], Any] = field(default_factory=dict)
    cache: dict[Any, Any] = field(default_factory=dict)
    depth: int = 0

    @cached_property
    def plain(self) -> bool:
        """Whether nothing but running indices is bound."""
        return not self.overrides and all(type(v) is int for v in self.bound.values())

    def bind(self, **values: Any) -> Env:
        return self.bind_all(values)

    def bind_all(self, values: dict[str, Any]) -> Env:
        return Env({**self.bound, **values}, self.overrides, {}, self.depth)

    def override(self, values: dict[tuple[str, tuple[int, ...]], Any]) -> Env:
        hidden = {name for name, _ in values}
        bound = {k: v for k, v in self.bound.items() if k not in hidden} if hidden & self.bound.keys() else self.bound
        return Env(bound, {**self.overrides, **values}, {}, self.depth)


class Evaluator:
    """Evaluates trees of one scope under one model in one field."""

    def __init__(self, scope: Scope, model: Model, arithmetic: Field, default_argument: str | None = None) -> None:
        self.scope = scope
        self.model = model
        self.field = arithmetic
        self.steps = 0
        self.default_argument = default_argument
        self.differentials: dict[str, Value] = {}
        self.layout = "numerator"
        self.opaque: Callable[[Node, Env], Value | None] | None = None
        self.symbols: dict[Any, Any] = {}
        self.known: dict[Any, Value] = {}
        self.lifted: dict[Any, Value] = {}
        self.parameters: dict[tuple[str, str], list[Any]] = {}
        self.tables: dict[Any, np.ndarray] = {}
        self.count: int | None = None
        self.stepping = False
        self.table_variables: dict[str, set[str]] = {}
        self.table_parameters: dict[str, tuple[Node, ...]] = {}
        self.supports: dict[str, list[Any] | None] = {}

    # -- entry ------------------------------------------------------------------------------------------------------

    def value(self, node: Node, env: Env) -> Value:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise Expensive("the line takes too long to evaluate; split it into smaller steps")
        if self.opaque is not None:
            seen = self.opaque(node, env)
            if seen is not None:
                return seen
        match node:
            case Num(v):
                return self.field.number(v.numerator, v.denominator)
            case Sym():
                return self.symbol(node, env)
            case Apply():
                return self.apply(node, env)
            case Call():
                return self.call(node, env)
            case Bound():
                return self.bound(node, env)
            case Deriv():
                return calculus.derivative(self, node, env)
            case Moment():
                return moments.moment(self, node, env)
            case Divergence():
                return divergences.divergence(self, node, env)
            case Matrix(rows):
                return self.matrix(rows, env)
            case Cases(branches):
                return self.cases(branches, env)
            case Differential(body):
                return calculus.differential(self, body, env)
            case Group(kind, items) if kind in ("(", "{", "\\{") and len(items) == 1 and not isinstance(items[0], Rel):
                return self.value(items[0], env)
            case Group(kind, items) if kind in ("(", "[") and items and not any(isinstance(i, Rel) for i in items):
                return self.stack([self.value(i, env) for i in items])
            case Rel():
                return self.field.number(int(self.truth(node, env)), 1)
        raise Unsupported("a part of the line is no value")

    def stack(self, parts: list[Value]) -> Value:
        """`(a, b, c)` and `[h₁, …, h_k]`: a column of numbers, or blocks side by side."""
        if all(not is_array(p) for p in parts):
            return (
                self.field.array([[p] for p in parts])
                if self.field.name != "exact"
                else np.array([[p] for p in parts], dtype=object)
            )
        if all(is_array(p) for p in parts) and len({p.shape[0] for p in parts}) == 1:
            return np.hstack(parts)
        raise Unsupported("a list of values of different shapes")

    # -- symbols ----------------------------------------------------------------------------------------------------

    def index(self, node: Node, env: Env) -> int:
        """An index as a whole number."""
        if isinstance(node, Sym) and not node.index:
            bound = env.bound.get(node.name)
            if isinstance(bound, int):
                return bound
            if bound is None and node.name in self.scope.world.sizes:
                return self.model.size(node.name)
        if isinstance(node, Apply) and node.op in ("add", "neg", "mul"):
            parts = [self.index(a, env) for a in node.args]
            if node.op == "neg":
                return -parts[0]
            return sum(parts) if node.op == "add" else math.prod(parts)
        value = self.value(node, env)
        if isinstance(value, int):
            return value
        if is_array(value):
            raise Unsupported("an index that is no number")
        number = self.field.real(value)
        if abs(number - round(number)) > 1e-9:
            raise Unsupported("an index that is no whole number")
        return round(number)

    def symbol(self, node: Sym, env: Env) -> Value:
        name = node.name
        if not node.index and name in env.bound:
            value = env.bound[name]
            return self.field.number(value, 1) if isinstance(value, int) else value
        key = (name, node.index) if not node.index else None
        if key is not None and key in env.cache:
            return env.cache[key]
        if name in env.bound and node.index:
            return arrays.pick(env.bound[name], tuple(self.index(i, env) for i in node.index))
        value = self.lookup(name, node.index, env)
        if key is not None:
            env.cache[key] = value
        return value

    def indices(self, items: tuple[Node, ...], env: Env) -> tuple[int, ...]:
        return tuple(self.index(i, env) for i in items)

    def lookup(self, name: str, items: tuple[Node, ...], env: Env) -> Value:
        """The value of a name at its indices; remembered where only indices are bound, as sums ask again and again."""
        index = self.indices(items, env) if items else ()
        if self.opaque is not None or not env.plain:
            return self.found(name, items, index, env)
        running = self.scope.running_in(name)
        key = (name, index, tuple([(k, v) for k, v in env.bound.items() if k in running]) if running else ())
        value = self.known.get(key, self)
        if value is self:
            value = self.known[key] = self.found(name, items, index, env)
        return value

    def forget(self) -> None:
        """Called when the model's values have changed."""
        self.steps = 0
        self.known.clear()

    def found(self, name: str, items: tuple[Node, ...], index: tuple[int, ...], env: Env) -> Value:
        beyond: IndexError | None = None
        overrides = env.overrides
        if overrides:
            for cut in range(len(index), -1, -1):
                if (name, index[:cut]) in overrides:
                    return arrays.pick(overrides[name, index[:cut]], index[cut:])
        definitions = self.scope.definitions(name)
        if len(definitions) > 1:  # a value first, then a function's
            definitions = sorted(definitions, key=lambda d: bool(d.params or d.given))
        for definition in definitions:
            if definition.params or definition.given:
                if definition.is_call and not definition.given and not items:
                    return self.body(definition, {}, env)
                continue
            depth = len(definition.index)
            if depth > len(index):
                if depth == 2 and not index:
                    return self.table(name, definition, env)
                if (
                    depth == 1
                    and not index
                    and self.scope.letter(name) is None
                    and not any(self.is_value(d) for d in self.scope.definitions(name))
                ):
                    return self.family(name, definition, env)
                continue
            if depth and index[0] < 1 and name in self.scope.types:
                continue  # a recursion starts from a value of its own, h₀
            try:
                value = self.body(definition, dict(zip(definition.index, index, strict=False)), env)
            except IndexError as error:
                if definition.fixed:
                    beyond = error  # a recursion's first member (a⁰ = x) may have a definition or draw of its own
                    continue
                raise
            return arrays.pick(value, index[depth:])
        rows = self.scope.world.row_families.get(name)
        if rows is not None and index and name not in self.model.assumed and name not in self.scope.types:
            matrix = self.lookup(rows, (), env)
            return arrays.pick(arrays.pick(matrix, index[:1]), index[1:])
        letter = self.scope.types.get(name) or self.model.letter(name)
        if letter is not None:
            return self.letter(letter, index, env)
        if beyond is not None:
            raise beyond
        return self.constant(name, index, env)

    def is_value(self, definition: Definition) -> bool:
        """Whether a definition says what its name is without index or argument; `L(w)` of the unknown does."""
        free = {*self.scope.world.unknowns, *self.scope.world.multipliers}
        return not (definition.index or definition.given) and set(definition.params) <= free

    def body(self, definition: Definition, binding: dict[str, Any], env: Env) -> Value:
        if env.depth > MAX_NESTING:
            raise Unsupported("a definition that refers to itself without end")
        key = (
            (id(definition), tuple(sorted(binding.items())))
            if all(isinstance(v, int) for v in binding.values())
            else None
        )
        if key is not None and key in env.cache:
            return env.cache[key]
        hidden = {k: v for k, v in env.bound.items() if not isinstance(v, int) or k in binding}
        if not definition.index and not definition.params and any(isinstance(v, int) for v in env.bound.values()):
            running = {k: v for k, v in env.bound.items() if isinstance(v, int) and k in names(definition.body)}
            binding, hidden = {**binding, **running}, {**hidden, **running}
            key = (id(definition), tuple(sorted(binding.items())))
            if key in env.cache:
                return env.cache[key]
        child = Env(
            {**hidden, **binding}, env.overrides, {} if binding else env.cache if not env.bound else {}, env.depth + 1
        )
        value = self.value(definition.body, child)
        if key is not None:
            env.cache[key] = value
        return value

    def family(self, name: str, definition: Definition, env: Env) -> Value:
        """An indexed definition used as a whole: `p` for the column of all pᵢ."""
        size = self.range_of(definition.index[0], definition.body, env)
        if size is None:
            raise Unsupported(f"{name} needs an index")
        items = [self.lookup(name, (num(i),), env) for i in range(1, size + 1)]
        if all(not is_array(i) for i in items):
            return np.array([[i] for i in items], dtype=self.field.dtype)
        if all(is_array(i) and i.shape[1] == 1 for i in items):
            if len({i.shape for i in items}) == 1:
                return np.hstack(items).T
        raise Unsupported(f"{name} needs an index")

    def table(self, name: str, definition: Definition, env: Env) -> Value:
        """A doubly indexed definition used as a whole: K for the matrix of all K_ij."""
        rows, cols = (self.range_of(i, definition.body, env) for i in definition.index)
        if rows is None or cols is None or rows * cols > 400:
            raise Unsupported(f"{name} needs its indices")
        i, j = definition.index
        values = [[self.body(definition, {i: r, j: c}, env) for c in range(1, cols + 1)] for r in range(1, rows + 1)]
        if any(is_array(v) for row in values for v in row):
            raise Unsupported(f"{name} needs its indices")
        return np.array(values, dtype=self.field.dtype)

    def letter(self, letter: Letter, index: tuple[int, ...], env: Env) -> Value:
        if letter.is_function:
            return self.function_value(letter.name, env)
        if letter.index is not None:
            if not index:
                raise Unsupported(f"{letter.name} needs an index")
            if letter.reach:
                low, high = (self.model.size(r) for r in letter.reach)
                if not low <= index[0] <= high:
                    raise IndexError(f"{letter.name} runs over {low}…{high}")
            return arrays.pick(self.base(letter, index[:1]), index[1:])
        depth = {
            "vector": 1,
            "matrix": 2,
            "symmetric": 2,
            "spd": 2,
            "simplex": 1,
            "onehot": 1,
            "stochastic": 2,
            "orthogonal": 2,
        }.get(letter.kind, 0)
        if letter.kind in ("noise", "random") and self.model.shape(letter, ())[0] > 1:
            depth = 1
        if len(index) <= depth:
            return arrays.pick(self.base(letter, ()), index)
        # more indices than components: the leading ones are versions (θ⁽ᵗ⁾, μ_k), each with values of its own
        versions = len(index) - depth if letter.kind != "list" else len(index)
        if versions == len(index) or depth == 0:
            return self.base(letter, index)
        return arrays.pick(self.base(letter, index[:versions]), index[versions:])

    def base(self, letter: Letter, index: tuple[int, ...]) -> Value:
        if self.field.name == "exact":
            return self.exact_letter(letter, index)
        value = self.model.draw(letter, index)
        if self.field.name == "float" or isinstance(value, int):
            return value
        key = (letter.name, index)
        if key not in self.lifted:
            self.lifted[key] = self.lift(value)
        return self.lifted[key]

    def lift(self, value: Any) -> Value:
        """A drawn value in this field."""
        if self.field.name == "float":
            return value
        if is_array(value):
            return value if value.dtype == object else self.field.array(value)
        if isinstance(value, complex | float):
            return self.field.array([[value]])[0, 0]
        return value

    def exact_letter(self, letter: Letter, index: tuple[int, ...]) -> Value:
        import sympy as sp

        key = (letter.name, index)
        if key in self.symbols:
            return self.symbols[key]
        if letter.kind not in (
            "scalar",
            "positive",
            "unit",
            "vector",
            "matrix",
            "symmetric",
            "real",
            "small",
            "negative",
            "variable",
        ) or letter.of in ("sign", "binary", "class"):
            if letter.kind == "integer":
                return self.model.draw(letter, index)
            raise Unsupported(f"{letter.name} is not proved symbolically")
        shape = self.model.shape(letter, index)
        label = "_".join([letter.name, *map(str, index)])
        positive = True if letter.kind in ("positive", "unit") or letter.of in ("positive", "unit") else None

        def symbol(suffix: str) -> Any:
            return sp.Symbol(f"{label}{suffix}", real=True, positive=positive)

        if letter.kind == "vector":
            value: Any = np.array([[symbol(f"_{i}")] for i in range(shape[0])], dtype=object)
        elif letter.kind == "matrix":
            value = np.array([[symbol(f"_{i}{j}") for j in range(shape[1])] for i in range(shape[0])], dtype=object)
        elif letter.kind == "symmetric":
            value = np.array(
                [[symbol(f"_{min(i, j)}{max(i, j)}") for j in range(shape[0])] for i in range(shape[0])], dtype=object
            )
        else:
            value = symbol("")
        self.symbols[key] = value
        return value

    def constant(self, name: str, index: tuple[int, ...], env: Env | None) -> Value:
        if name in self.scope.world.sizes:
            return self.field.number(self.model.size(name), 1)
        if name in COUNTS and self.count is not None:
            return self.field.number(self.count, 1)
        match name:
            case "pi":
                if self.field.name == "high":
                    return +self.field.mp.pi  # type: ignore[attr-defined]
                if self.field.name == "exact":
                    import sympy as sp

                    return sp.pi
                return complex(math.pi)
            case "e":
                return self.field.functions["exp"](self.field.number(1, 1))
            case "I":
                return self.field.eye(index[0]) if len(index) == 1 and index[0] < 50 else self.field.number(1, 1)
            case "ones" | "zeros" if len(index) == 1 and index[0] < 50:
                return self.field.array([[int(name == "ones")]] * index[0])
            case "zeros" | "ones":
                return self.field.number(int(name == "ones"), 1)
            case "infty":
                raise Unsupported("infinity as a number")
            case "delta" if len(index) == 2:
                return self.field.number(int(index[0] == index[1]), 1)
            case "const":
                raise Unsupported("a constant that is not named")
            case "ellipsis":
                raise Unsupported("the dots; write the sum with Σ")
        if name in BUILTIN_FUNCTIONS or self.is_function(name):
            return self.function_value(name, env or Env())
        raise Unsupported(
            f"I do not know what {name.replace('.', ' ')} is; introduce it with 'let {name.split('.')[0]} = …'"
        )

    def is_function(self, name: str) -> bool:
        letter = self.model.letter(name) or self.scope.letter(name)
        if letter is not None:
            return letter.is_function
        return any(
            d.is_call and len(d.params) == 1 and not d.sense and not d.given for d in self.scope.definitions(name)[:1]
        )

    def function_value(self, name: str, env: Env) -> Value:
        """A function written without its argument stands for its value at the line's running argument."""
        if self.default_argument is None:
            raise Unsupported(f"{name} without an argument")
        return self.call(Call(Sym(name), (Sym(self.default_argument),)), env)

    # -- operators --------------------------------------------------------------------------------------------------

    def apply(self, node: Apply, env: Env) -> Value:
        op, args = node.op, node.args
        f = self.field
        match op:
            case "add":
                return self.sum_terms(args, env)
            case "neg":
                return -self.value(args[0], env)
            case "mul":
                return self.product(args, env)
            case "times":
                return arrays.times(self.value(args[0], env), self.value(args[1], env))
            case "dot":
                return arrays.dot(self.value(args[0], env), self.value(args[1], env))
            case "hadamard":
                return arrays.hadamard(self.value(args[0], env), self.value(args[1], env))
            case "inner":
                left, right = self.value(args[0], env), self.value(args[1], env)
                if is_array(left) and is_array(right):
                    if left.shape != right.shape:
                        raise IllTyped(f"{arrays.describe(left)} and {arrays.describe(right)} have no inner product")
                    return sum((a * b for a, b in zip(left.flat, right.flat, strict=True)), 0 * left.flat[0])
                return left * right
            case "div":
                return arrays.divide(self.value(args[0], env), self.value(args[1], env))
            case "pow":
                return self.power(args[0], args[1], env)
            case "T":
                return arrays.transpose(self.value(args[0], env))
            case "pinv":
                return arrays.pseudo_inverse(f, self.value(args[0], env))
            case "inv":
                if isinstance(args[0], Sym) and args[0].name in ("sigmoid",):
                    raise Unsupported("an inverse function without its argument")
                return arrays.inverse(f, self.value(args[0], env))
            case "prime":
                return self.prime(args[0], env)
            case "norm":
                return arrays.norm(f, self.value(args[0], env), _norm_order(args[1]))
            case "abs":
                members = self.scope.set_named(args[0])
                if members is not None:
                    return self.size_of_set(members, env)
                value = self.value(args[0], env)
                if is_array(value) and value.shape[0] == value.shape[1]:
                    return f.det(value)
                return arrays.norm(f, value, "2") if is_array(value) else f.functions["abs"](value)
            case "log" if len(args) == 1:
                return logs.log_of(self, args[0], env)
            case "sqrt":
                return f.map("sqrt", self.value(args[0], env))
            case "index":
                return arrays.pick(self.value(args[0], env), self.indices(args[1:], env))
            case "indicator":
                if not isinstance(args[0], Rel):
                    raise Unsupported("an indicator without a condition")
                return self.indicator(args[0], env)
            case "max" | "min":
                return self.extreme(op, [self.value(a, env) for a in args])
            case "differential":
                return calculus.written_differential(self, node, env)
            case "factorial":
                n = self.index(args[0], env)
                if not 0 <= n <= 20:
                    raise Unsupported("a factorial too large")
                out = 1
                for k in range(2, n + 1):
                    out *= k
                return f.number(out, 1)
            case "logsumexp":
                value = self.value(args[0], env)
                return f.functions["log"](sum(f.map("exp", value).flat)) if is_array(value) else value
            case "layernorm" | "vecop" | "program" | "eig" | "null" | "span" | "dim" | "binom":
                raise Unsupported(f"'{op}' is not read as a value")
            case "kron":
                left, right = self.value(args[0], env), self.value(args[1], env)
                if arrays.is_column(left) and arrays.is_column(right):
                    return left @ right.T
                return np.kron(left, right)
        return self.named_function(op, [self.value(a, env) for a in args], args, env)

    def sum_terms(self, terms: tuple[Node, ...], env: Env) -> Value:
        total: Value = None
        total_literal = True
        for term in terms:
            value = self.value(term, env)
            literal = _is_literal(term)
            if total is None:
                total, total_literal = value, literal
                continue
            if is_array(total) != is_array(value):
                total, value = self.expand_identity(terms, term, total, value, env)
            elif is_array(total) and total.shape != value.shape:
                total, value = spread_ones(terms[: terms.index(term)], (term,), total, value)
            total = arrays.add(total, value, False)
            total_literal = total_literal and literal
        return total

    def expand_identity(
        self, terms: tuple[Node, ...], term: Node, total: Value, value: Value, env: Env
    ) -> tuple[Value, Value]:
        """`XᵀX + λI`, where I was evaluated as the number 1 for want of a size."""
        if is_array(value) and _mentions_identity(terms[: terms.index(term)]) and value.shape[0] == value.shape[1]:
            return total * self.field.eye(value.shape[0]), value
        if is_array(total) and _mentions_identity((term,)) and total.shape[0] == total.shape[1]:
            return total, value * self.field.eye(total.shape[0])
        return total, value

    def product(self, factors: tuple[Node, ...], env: Env) -> Value:
        total: Value = None
        for k, factor in enumerate(factors):
            if (
                factor == Apply("T", (Sym("ones"),))
                and k + 1 < len(factors)
                and is_array(after := self.value(factors[k + 1], env))
            ):
                value = self.field.array([[1] * after.shape[0]])
            elif factor == Sym("ones") and is_array(total):
                value = self.field.array([[1]] * total.shape[1])
            else:
                value = self.value(factor, env)
            total = value if total is None else arrays.mul(total, value)
        return total

    def power(self, base: Node, exponent: Node, env: Env) -> Value:
        if (
            isinstance(base, Sym)
            and base.name == "e"
            and not base.index
            and "e" not in env.bound
            and self.scope.letter("e") is None
        ):
            return self.field.map("exp", self.value(exponent, env))
        value = self.value(base, env)
        sizes = {n: self.model.size(n) for n in names(exponent) & set(self.scope.world.sizes) if n not in env.bound}
        top = self.value(exponent, env.bind_all(sizes) if sizes else env)  # the L of ¼ᴸ counts layers, it is no loss
        return arrays.power(self.field, value, top)

    def prime(self, inner: Node, env: Env) -> Value:
        """`f'` without an argument, `X'` for a transpose, `z'` for a second variable."""
        primes = 1
        while isinstance(inner, Apply) and inner.op == "prime":
            inner, primes = inner.args[0], primes + 1
        if isinstance(inner, Sym):
            if f"{inner.name}.prime" in env.bound:
                return self.symbol(Sym(f"{inner.name}.prime", inner.index), env)
            if self.is_function(inner.name) or inner.name in BUILTIN_FUNCTIONS:
                if self.default_argument is None:
                    raise Unsupported(f"{inner.name}' without an argument")
                return self.call(Call(Sym(inner.name), (Sym(self.default_argument),), primes=primes), env)
        if primes > 1:
            raise Unsupported("a double prime on a value")
        value = self.value(inner, env)
        if not is_array(value):
            if isinstance(inner, Sym):
                letter = self.scope.letter(inner.name)
                if letter is not None and letter.kind in ("variable", "real", "scalar"):
                    return self.lookup_version(letter, inner, env)
            raise Unsupported("a prime on a number")
        return value.T

    def lookup_version(self, letter: Letter, node: Sym, env: Env) -> Value:
        return self.base(letter, (*self.indices(node.index, env), 991))

    def extreme(self, op: str, values: list[Value]) -> Value:
        """max or min of the arguments, elementwise where one is an array."""
        if len(values) == 1 and is_array(values[0]):
            values = list(values[0].flat)
        choose = max if op == "max" else min
        array = next((v for v in values if is_array(v)), None)
        if array is None:
            return choose(values, key=self.field.real)
        out = np.empty(array.shape, dtype=array.dtype)
        for k in range(array.size):
            out.flat[k] = choose([v.flat[k] if is_array(v) else v for v in values], key=self.field.real)
        return out

    def named_function(self, name: str, values: list[Value], nodes: tuple[Node, ...], env: Env) -> Value:
        f = self.field
        if not values:
            raise Unsupported(f"{name} without an argument")
        value = values[0]
        match name:
            case "log2":
                return f.map("log", value) / f.functions["log"](f.number(2, 1))
            case "softmax":
                if len(values) > 1:
                    value = self.stack(values)
                return arrays.softmax(f, value)
            case "tr":
                return arrays.trace(value)
            case "det":
                if is_array(value) and value.shape[0] != value.shape[1]:
                    raise IllTyped(f"{arrays.describe(value)} has no determinant")
                return f.det(value) if is_array(value) else value
            case "diag":
                return arrays.diag(f, value if len(values) == 1 else self.stack(values))
            case "inv":
                return arrays.inverse(f, value)
            case "pinv":
                return arrays.pseudo_inverse(f, value)
            case "transpose":
                return arrays.transpose(value)
            case "logit":
                return f.map("log", value / (1 - value))
            case "rank":
                if f.name != "float" or not is_array(value):
                    raise Unsupported("a rank in exact arithmetic")
                return f.number(int(np.linalg.matrix_rank(value.real, tol=1e-8)), 1)
            case "mean" | "std":
                if not is_array(value):
                    raise Unsupported("the mean of a number")
                mean = sum(value.flat) / value.size
                if name == "mean":
                    return mean
                return f.functions["sqrt"](sum((x - mean) ** 2 for x in value.flat) / value.size)
            case "concat":
                return np.hstack(values) if all(is_array(v) for v in values) else self.stack(values)
            case "Attention":
                if len(values) != 3:
                    raise Unsupported("attention takes Q, K and V")
                q, k, v = values
                scores = arrays.divide(arrays.mul(q, arrays.transpose(k)), f.functions["sqrt"](f.number(k.shape[1], 1)))
                return arrays.mul(arrays.softmax(f, scores), v)
            case "norm":
                return arrays.norm(f, value, "2")
            case "Corr" | "erf" if name == "Corr":
                raise Unsupported("a correlation")
        if name in f.functions:
            return f.map(name, value)
        raise Unsupported(f"I do not know the function {name}")

    # -- calls ------------------------------------------------------------------------------------------------------

    def call(self, node: Call, env: Env) -> Value:
        name = node.fn.name
        if name in distributions.DENSITIES:
            return families.density_of_family(self, node, env)
        if name == "H":
            if not self.scope.definitions("H") and self.scope.letter("H") is None:
                return divergences.entropy(self, node, env)
        if name == "Gamma" and len(node.args) == 1 and not self.scope.knows(name):
            return families.gamma(self.field, self.value(node.args[0], env))
        if name == "MI":
            return divergences.mutual_information(self, node, env)
        definition, binding = self.match_definition(node, env)
        if node.primes:
            return calculus.function_derivative(self, node, env)
        if definition is not None:
            return self.call_definition(definition, node, binding, env)
        if distributions.is_distribution(self, node, env):
            return tables.density(self, node, env)
        if node.given or (node.params and not node.args):
            raise Unsupported(f"{name}(· | ·) is not known here; say what distribution it is")
        if name in BUILTIN_FUNCTIONS or name in self.field.functions:
            values = [self.value(a, env) for a in node.args]
            out = self.named_function(name, values, node.args, env)
            return arrays.pick(out, self.indices(node.fn.index, env)) if node.fn.index else out
        letter = self.scope.types.get(name) or self.model.letter(name)
        if letter is not None and not letter.is_function and len(node.args) == 1 and not node.params:
            own, argument = self.symbol(node.fn, env), self.value(node.args[0], env)
            if isinstance(node.args[0], Sym):
                return own  # μ(x) says on what μ depends
            return arrays.mul(own, argument)
        if (letter is not None and letter.is_function) or name not in self.scope.world.sizes:
            if letter is None and not self.scope.knows(name) and name not in self.model.assumed:
                raise Unsupported(f"I do not know the function {name}; introduce it with 'let {name}(…) = …'")
            values = [self.value(a, env) for a in node.args]
            return self.generic_function(name, letter, values, env, self.indices(node.fn.index, env))
        raise Unsupported(f"{name} is no function here")

    def match_definition(self, node: Call, env: Env) -> tuple[Definition | None, dict[str, Any]]:
        """The definition a call instantiates: by arguments and conditions for densities, by number for functions."""
        best: Definition | None = None
        definitions = self.scope.definitions(node.fn.name)
        generated = {p for d in definitions if distributions.names_density(d) for p in d.params}
        for definition in definitions:
            if definition.given or node.given:
                if (
                    definition.given
                    and _names_all(node.args, definition.params)
                    and (
                        _names_all(self.conditioning(node, definition), definition.given)
                        if node.given
                        else not generated & set(definition.given)
                    )
                ):
                    return definition, {}
                continue
            if definition.is_call and distributions.names_density(definition):
                if _base_names(node.args) == set(definition.params):
                    return definition, {}
                continue
            if definition.is_call and len(definition.params) == len(node.args):
                return definition, {}
            if len(node.args) and best is None and not distributions.names_density(definition):
                best = definition
        return best, {}

    def conditioning(self, node: Call, definition: Definition) -> tuple[Node, ...]:
        """What a density is conditioned on without its parameters: p(y|x, w) is p(y|x) at w."""
        return tuple(
            g
            for g in node.given
            if _base_name(g) in definition.given
            or not isinstance(g, Sym)
            or ((letter := self.scope.letter(g.name)) is None or letter.kind in ("variable", "label", "real"))
        )

    def call_definition(self, definition: Definition, node: Call, binding: dict[str, Any], env: Env) -> Value:
        overrides: dict[tuple[str, tuple[int, ...]], Any] = {}
        pairs = [*zip(definition.params, node.args, strict=False), *zip(definition.given, node.given, strict=False)]
        by_name = {_base_name(a): a for a in (*node.args, *node.given)}
        by_name |= {name.lower(): a for name, a in by_name.items() if isinstance(a, Rel)}
        by_names = definition.given or definition.sense or distributions.names_density(definition)
        if by_names and {p for p, _ in pairs} <= set(by_name):
            pairs = [(p, by_name[p]) for p in dict.fromkeys(p for p, _ in pairs)]
        local: dict[str, Any] = dict(binding)
        running = [i for a in node.args if isinstance(a, Sym) for i in a.index]
        arguments_run = bool(definition.index) and distributions.names_density(definition)
        for param, argument in pairs:
            if isinstance(argument, Rel):
                argument = argument.operands[1]
            if not param or (
                isinstance(argument, Sym) and argument.name == param and (not argument.index or arguments_run)
            ):
                if param and param in env.bound:
                    local[param] = env.bound[param]
                continue
            if isinstance(argument, Sym) and argument.name in ("ellipsis", "dot"):
                continue
            value = self.value(argument, env)
            if definition.index or not definition.params:
                overrides[param, ()] = value
            else:
                overrides[param, ()] = value
        if not definition.params and node.args:
            overrides.update(self.positional(node, env))
        for free, argument in zip(definition.index, running if arguments_run else node.fn.index, strict=False):
            local[free] = self.index(argument, env)
        keep = {
            k: v
            for k, v in env.bound.items()
            if (not isinstance(v, int) or k in names(definition.body)) and (k, ()) not in overrides
        }
        child = Env({**keep, **local}, {**env.overrides, **overrides}, {}, env.depth + 1)
        if env.depth > MAX_NESTING:
            raise Unsupported("a definition that refers to itself without end")
        value = self.value(definition.body, child)
        rest = node.fn.index[len(definition.index) :]
        return arrays.pick(value, self.indices(rest, env)) if rest and is_array(value) else value

    def positional(self, node: Call, env: Env) -> dict[tuple[str, tuple[int, ...]], Any]:
        """`L(w, b)` of a quantity defined without arguments: each argument that is a letter's other value overrides it."""
        out: dict[tuple[str, tuple[int, ...]], Any] = {}
        unknowns = self.scope.world.unknowns
        for k, argument in enumerate(node.args):
            if isinstance(argument, Sym) and not argument.index and self.scope.knows(argument.name):
                continue
            if k < len(unknowns):
                out[unknowns[k], ()] = self.value(argument, env)
        return out

    def generic_function(
        self, name: str, letter: Letter | None, values: list[Value], env: Env, index: tuple[int, ...] = ()
    ) -> Value:
        """An unspecified smooth function: elementwise in one argument, a number in several."""
        kind = letter.of if letter else ""
        if self.field.name == "exact":
            raise Unsupported(f"{name} is not proved symbolically")
        key = (f"{name}{index}", kind)
        if key not in self.parameters:
            self.parameters[key] = [self.lift(x) for x in self.model.function_parameters(*key)]
        p = self.parameters[key]
        fs = self.field.functions

        def smooth(x: Any) -> Any:
            if kind == "convex":
                return p[0] * x * x + fs["exp"](p[1] * x * self.field.number(1, 2)) - p[2] * x
            if kind == "concave":
                return -(p[0] * x * x + fs["exp"](p[1] * x * self.field.number(1, 2))) + p[2] * x
            if kind == "increasing":
                return p[0] * x + fs["tanh"](p[1] * x + p[2]) + p[3]
            if kind == "positive":
                return fs["exp"](fs["sin"](p[0] * x + p[1])) + p[2]
            return p[0] * x + fs["tanh"](p[1] * x + p[2]) + p[3] * fs["sin"](p[4] * x + p[5])

        if kind == "map":
            rows = self.model.size(letter.shape[0]) if letter is not None else 1
            flat = [x for v in values for x in (v.flat if is_array(v) else [v])]
            return self.field.array([[0]] * rows) + np.array(
                [
                    [sum(smooth(x * (1 + p[i % 6] * k) + i) * (1 + p[(i + k) % 6]) for k, x in enumerate(flat))]
                    for i in range(rows)
                ],
                dtype=self.field.dtype,
            )
        if len(values) == 1 and kind != "loss":
            value = values[0]
            if not is_array(value):
                return smooth(value)
            out = np.empty(value.shape, dtype=self.field.dtype)
            for k, x in enumerate(value.flat):
                out.flat[k] = smooth(x)
            return out
        flat = [x for v in values for x in (v.flat if is_array(v) else [v])]
        total = self.field.number(0, 1)
        for k, x in enumerate(flat):
            total = total + smooth(x + k * p[3]) * (1 + k * p[5] / 3) + p[4] * x * flat[(k + 1) % len(flat)]
        return total

    # -- binding operators ------------------------------------------------------------------------------------------

    def bound(self, node: Bound, env: Env) -> Value:
        if node.op == "int" or (node.op in ("sum",) and any(self.is_variable(b, node.body, env) for b in node.binders)):
            return integrals.integrate(self, node, env)
        if node.op == "collect":
            items = [self.value(node.body, child) for child in self.assignments(node.binders, node.body, env)]
            return np.array([[x] for x in items], dtype=self.field.dtype)
        if node.op in ("sum", "prod"):
            total: Value = None
            for child in self.assignments(node.binders, node.body, env):
                value = self.value(node.body, child)
                if total is None:
                    total = value
                elif node.op == "sum":
                    total = arrays.add(total, value)
                else:
                    total = arrays.mul(total, value)
            if total is None:
                return self.field.number(0 if node.op == "sum" else 1, 1)
            return total
        if node.op in ("max", "min", "argmax", "argmin"):
            return calculus.optimise(self, node, env)
        if node.op == "lim":
            return limits.limit(self, node, env)
        raise Unsupported(f"{node.op} is not evaluated")

    def is_variable(self, binder: Binder, body: Node, env: Env) -> bool:
        """Whether a sum runs over the states of a random variable instead of an index."""
        if binder.low is not None or binder.high is not None:
            return False
        return distributions.runs_over_states(self, binder, body, env)

    def assignments(self, binders: tuple[Binder, ...], body: Node, env: Env) -> Iterator[Env]:
        """Environments for every value of the bound indices that meets the conditions."""
        if not binders:
            yield env
            return
        binder, rest = binders[0], binders[1:]
        conditions: list[Rel] = []
        if isinstance(binder.condition, Rel):
            conditions += self.scope.unfolded(binder.condition)
        low, high = self.bounds(binder, binders, body, env)
        if high - low > 400:
            raise Expensive("a sum with too many terms")
        for k in range(low, high + 1):
            child = env.bind_all({binder.var.name: k})
            if all(self.truth(_without_range(c), child) for c in conditions if not _is_membership(c)):
                yield from self.assignments(rest, body, child)

    def size_of_set(self, members: Group, env: Env) -> Value:
        """How many indices a set such as {i : α_i > 0} holds."""
        variable, *conditions = members.items
        relations = [c for c in conditions if isinstance(c, Rel)]
        if not isinstance(variable, Sym) or not relations:
            raise Unsupported("the size of this set")
        size = next((s for c in relations if (s := self.range_of(variable.name, c, env)) is not None), None)
        if size is None:
            raise Unsupported("the range of this set's index is not clear")
        inside = [
            k for k in range(1, size + 1) if all(self.truth(c, env.bind_all({variable.name: k})) for c in relations)
        ]
        return self.field.number(len(inside), 1)

    def bounds(self, binder: Binder, all_binders: tuple[Binder, ...], body: Node, env: Env) -> tuple[int, int]:
        name = binder.var.name
        low = self.index(binder.low, env) if binder.low is not None else 1
        size = self.range_of(name, body, env)
        if size is None:
            for other in all_binders:
                for part in (other.condition, other.high, other.low):
                    if part is not None and size is None:
                        size = self.range_of(name, part, env)
        if binder.high is not None:
            try:
                return low, self.index(binder.high, env)
            except Unsupported:
                if isinstance(binder.high, Sym) and not binder.high.index and size is not None:
                    return low, size  # a size called by another name
                raise
        if binder.condition is not None and isinstance(binder.condition, Rel) and _is_membership(binder.condition):
            inside = binder.condition.operands[-1]
            if isinstance(inside, Group) and inside.items:
                ends = [i for i in inside.items if i != Sym("ellipsis")]
                if len(ends) >= 2 and Sym("ellipsis") in inside.items:
                    return self.index(ends[0], env), self.index(ends[-1], env)
        if size is None and name not in names(body):
            size = self.count  # Σᵢ 1 counts what the line sums over
        if size is None:
            raise Unsupported(f"the range of {name} is not clear; write Σ_{{{name}=1}}^n")
        return low, size

    def range_of(self, name: str, body: Node, env: Env) -> int | None:
        """How far an index runs, from the first place in `body` where it indexes something of known size."""
        sizes: list[int] = []
        for n in walk(body):
            if isinstance(n, Sym) and n.index:
                for position, item in enumerate(n.index):
                    if isinstance(item, Sym) and item.name == name and not item.index:
                        size = self.position_size(n, position, env)
                        if size is not None:
                            return size
            elif isinstance(n, Apply) and n.op == "index":
                for position, item in enumerate(n.args[1:]):
                    if isinstance(item, Sym) and item.name == name:
                        try:
                            value = self.value(n.args[0], env)
                        except (Unsupported, IllTyped, IndexError):
                            continue
                        if is_array(value) and position < 2:
                            return value.shape[position]
        return sizes[0] if sizes else None

    def position_size(self, symbol: Sym, position: int, env: Env) -> int | None:
        name = symbol.name
        if name in env.bound and is_array(env.bound[name]):
            shape = env.bound[name].shape
            return shape[position] if position < len(shape) else None
        for (over, prefix), value in env.overrides.items():
            if over == name and not prefix and is_array(value):
                return value.shape[position] if position < 2 else None
        for definition in self.scope.definitions(name):
            if definition.is_call and definition.given:
                continue
            if position < len(definition.index):
                found = self.range_of(definition.index[position], definition.body, env)
                if found is not None:
                    return found
                continue
            if not definition.params or definition.is_call:
                try:
                    head = symbol.index[: len(definition.index)]
                    value = self.lookup(
                        name,
                        head,
                        env.bind_all({i.name: 1 for i in head if isinstance(i, Sym) and i.name not in env.bound}),
                    )
                except (Unsupported, IllTyped, IndexError, RecursionError):
                    return None
                at = position - len(definition.index)
                return value.shape[at] if is_array(value) and at < 2 else None
        rows = self.scope.world.row_families.get(name)
        letter = self.scope.types.get(name) or self.model.letter(name)
        if (
            rows is not None
            and name not in self.scope.types
            and (letter is None or len(symbol.index) > 1 or letter.kind == "vector")
        ):
            parent = self.scope.letter(rows)
            if parent is not None and position < 2:
                return self.model.shape(parent, ())[position] if position < len(parent.shape) else None
            value = self.lookup(rows, (), env)
            return value.shape[position] if is_array(value) and position < 2 else None
        if letter is None:
            return None
        if letter.index is not None:
            if position == 0:
                return self.model.size(letter.reach[1]) if letter.reach else None
            try:
                version = self.index(symbol.index[0], env)
            except (Unsupported, IllTyped, IndexError, KeyError):
                version = 2
            try:
                shape = self.model.shape(letter, (version,))
            except KeyError:
                return None
            return shape[position - 1] if position - 1 < len(shape) else None
        shape = self.model.shape(letter, ())
        if letter.kind in ("symmetric", "spd", "orthogonal"):
            shape = (shape[0], shape[0])
        if letter.kind == "list":
            return shape[0] if position == 0 else None
        if letter.reach and position == 0:
            return self.model.size(letter.reach[1])
        if letter.kind in ("variable", "real", "integer", "scalar"):
            return None
        versions = max(0, len(symbol.index) - len(shape))
        at = position - versions
        return shape[at] if 0 <= at < len(shape) else None

    # -- truth ------------------------------------------------------------------------------------------------------

    def truth(self, node: Node, env: Env) -> bool:
        """Whether a relation between numbers holds; used for conditions under sums, in cases and indicators."""
        if not isinstance(node, Rel):
            raise Unsupported("a condition that is no relation")
        unfolded = self.scope.unfolded(node)
        if unfolded != [node]:
            return all(self.truth(c, env) for c in unfolded)
        for op, left, right in zip(node.ops, node.operands, node.operands[1:], strict=False):
            a, b = self.value(left, env), self.value(right, env)
            if is_array(a) or is_array(b):
                raise Unsupported("a condition on vectors")
            x, y = self.field.real(a), self.field.real(b)
            close = abs(x - y) < 1e-9
            result = {
                "=": close,
                "!=": not close,
                "<": x < y and not close,
                "<=": x <= y or close,
                ">": x > y and not close,
                ">=": x >= y or close,
            }.get(op)
            if result is None:
                raise Unsupported(f"the condition '{op}'")
            if not result:
                return False
        return True

    def indicator(self, node: Rel, env: Env) -> Value:
        """1 or 0; entry by entry where the condition compares an array, `1[z > 0]`."""
        array = self.value(node.operands[0], env)
        if not is_array(array) or len(node.ops) != 1:
            return self.field.number(int(self.truth(node, env)), 1)
        entries = [
            self.truth(Rel(node.ops, (Sym("entry!"), node.operands[1])), env.bind(**{"entry!": x})) for x in array.flat
        ]
        return self.field.array([[int(e)] for e in entries]).reshape(array.shape)

    def matrix(self, rows: tuple[tuple[Node, ...], ...], env: Env) -> Value:
        try:
            values = [[self.value(x, env) for x in row] for row in rows]
        except Unsupported as error:
            raise Unsupported("a matrix with dots or unknown entries") from error
        if any(is_array(x) for row in values for x in row):
            try:
                return np.block(
                    [[x if is_array(x) else np.array([[x]], dtype=self.field.dtype) for x in row] for row in values]
                )
            except ValueError:
                raise IllTyped("the blocks of the matrix do not fit together") from None
        if len({len(row) for row in values}) != 1:
            raise IllTyped("the rows of the matrix differ in length")
        return settle(np.array(values, dtype=self.field.dtype))

    def cases(self, branches: tuple[tuple[Node, Node | None], ...], env: Env) -> Value:
        for value, condition in branches:
            if condition is None or self.truth(condition, env):
                return self.value(value, env)
        raise Unsupported("no case applies")


# -- helpers -------------------------------------------------------------------------------------------------------


def _norm_order(node: Node) -> str:
    if isinstance(node, Num):
        return {Fraction(1): "1", Fraction(0): "0"}.get(node.value, "2")
    if isinstance(node, Sym):
        return {"one": "1", "infty": "inf", "op": "op", "two": "op"}.get(node.name, "2")
    return "2"


def _is_literal(node: Node) -> bool:
    return isinstance(node, Num) or (
        isinstance(node, Apply) and node.op in ("neg", "div") and all(_is_literal(a) for a in node.args)
    )


def spread_ones(before: tuple[Node, ...], after: tuple[Node, ...], total: Value, value: Value) -> tuple[Value, Value]:
    """`XW + 1bᵀ` and `WA + b1ᵀ`: a row or column multiplied by ones of no known length takes the length of the other term."""

    def spread(nodes: tuple[Node, ...], row: Value, like: Value) -> Value:
        if not any(n == Sym("ones") for node in nodes for n in walk(node)):
            return row
        if row.shape[0] == 1 and row.shape[1] == like.shape[1]:
            return np.repeat(row, like.shape[0], axis=0)
        if row.shape[1] == 1 and row.shape[0] == like.shape[0]:
            return np.repeat(row, like.shape[1], axis=1)
        return row

    return spread(before, total, value), spread(after, value, total)


def _mentions_identity(nodes: tuple[Node, ...]) -> bool:
    return any(isinstance(n, Sym) and n.name in ("I", "1.identity") for node in nodes for n in walk(node))


def _is_membership(node: Rel) -> bool:
    return node.ops[-1] in ("∈", "∉")


def _without_range(node: Rel) -> Rel:
    return node


def _base_name(node: Node) -> str:
    if isinstance(node, Rel):
        node = node.operands[0]
    if isinstance(node, Apply) and node.op == "prime":
        node = node.args[0]
    if isinstance(node, Sym):
        return node.name.removesuffix(".prime")
    return ""


def _names_all(nodes: tuple[Node, ...], wanted: tuple[str, ...]) -> bool:
    """Whether the nodes name just these; a random variable may be a capital, `P(Y = 1 | X = x)`."""
    found = {
        _base_name(n).lower() if isinstance(n, Rel) and _base_name(n) not in wanted else _base_name(n) for n in nodes
    }
    return found == set(wanted)


def _base_names(nodes: tuple[Node, ...]) -> set[str]:
    return {_base_name(n) for n in nodes}


__all__ = ["Env", "Evaluator", "Expensive", "product"]
