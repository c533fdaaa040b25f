"""Operators and named functions, with the shapes they ask for."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import numpy as np

from interviewer.checking.evaluation import arrays, chain, logs
from interviewer.checking.evaluation.core import Core
from interviewer.checking.evaluation.differentials import written_differential
from interviewer.checking.evaluation.environment import Env
from interviewer.checking.evaluation.factors import FACTORS, factor_of
from interviewer.checking.evaluation.layouts import layouts
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.probability import families
from interviewer.checking.problem.named_sets import set_named
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Letter
from interviewer.notation.tree import (
    MAX_REMEMBERED,
    Apply,
    Bound,
    Call,
    Deriv,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
    walk,
)

_ONES = Sym("ones")
_ONES_ROW = Apply("T", (_ONES,))


class Operators(Core):
    """Operators and named functions, with the shapes they ask for."""

    def apply(self, node: Apply, env: Env) -> Value:
        op, args = node.op, node.args
        if op == "add":
            return self.sum_terms(args, env)
        if op == "neg":
            return -self.value(args[0], env)
        if op == "T":
            return arrays.transpose(self.value(args[0], env))
        if (
            op in chain.PRODUCTS
            and chain.may_begin(args[0])
            and (links := chain.links_of(node, layouts(self.scope.context)))
        ):
            value = chain.through(self, links, env)
            if value is not None:
                return value
        if op == "mul":
            return self.product(args, env)
        f = self.field
        match op:
            case "times":
                return arrays.times(self.value(args[0], env), self.value(args[1], env))
            case "dot":
                return arrays.dot(self.value(args[0], env), self.value(args[1], env))
            case "hadamard":
                return self.hadamard_product(args, env)
            case "inner":
                left, right = self.value(args[0], env), self.value(args[1], env)
                if is_array(left) and is_array(right):
                    if left.shape != right.shape:
                        raise IllTyped(f"{arrays.describe(left)} and {arrays.describe(right)} have no inner product")
                    return sum((a * b for a, b in zip(left.flat, right.flat, strict=True)), 0 * left.flat[0])
                return left * right
            case "at":
                place = args[1]
                assert isinstance(place, Rel)
                variable, point = place.operands
                assert isinstance(variable, Sym)
                there = {(variable.name, self.indices(variable.index, env)): self.value(point, env)}
                return self.value(args[0], env.override(there))
            case "div":
                divisor = self.value(args[1], env)
                if isinstance(args[1], Moment) and args[1].op == "Var":
                    divisor = arrays.spherical(divisor)  # the precision 1/Var where Cov = v I
                if divisor is not None and not is_array(divisor) and divisor == 0:
                    share = logs.share_of(self, args[0], args[1], env)
                    if share is not None:
                        return share
                return arrays.divide(self.value(args[0], env), divisor)
            case "pow":
                return self.power(args[0], args[1], env)
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
                members = set_named(self.scope, args[0])
                if members is not None:
                    return self.size_of_set(members, env)
                value = self.value(args[0], env)
                if is_array(value) and value.shape[0] == value.shape[1]:
                    return f.det(value)
                return arrays.norm(f, value, "2") if is_array(value) else f.functions["abs"](value)
            case _ if op in FACTORS:
                return factor_of(f, op, self.value(args[0], env))
            case "log" if len(args) == 1:
                return logs.log_of(self, args[0], env)
            case "concat" if len(args) == 1 and isinstance(args[0], Bound) and args[0].op == "collect":
                parts = [self.value(args[0].body, e) for e in self.assignments(args[0].binders, args[0].body, env)]
                return self.named_function(op, parts, args, env)
            case "diag" if len(args) == 1 and isinstance(args[0], Apply) and args[0].op == "mul":
                return arrays.diag(f, self.entrywise(args[0].args, env))
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
                return written_differential(self, node, env)
            case "factorial":
                value = self.value(args[0], env)
                if not is_array(value) and f.name != "exact" and abs(f.real(value) % 1) > 1e-9:
                    return families.gamma(f, value + 1)  # of a generic number
                n = self.index(args[0], env)
                if not 0 <= n <= 170:
                    raise Unsupported("a factorial too large")  # for a double
                out = 1
                for k in range(2, n + 1):
                    out *= k
                return f.number(out, 1)
            case "logsumexp":
                value = self.value(args[0], env)
                return f.functions["log"](sum(f.map("exp", value).flat)) if is_array(value) else value
            case "dim" if arrays.is_column(column := self.value(args[0], env)):
                return f.number(column.shape[0], 1)
            case "layernorm" | "vecop" | "program" | "eig" | "null" | "span" | "dim" | "binom":
                raise Unsupported(f"'{op}' is not read as a value")
            case "kron":
                left, right = self.value(args[0], env), self.value(args[1], env)
                if arrays.is_column(left) and arrays.is_column(right):
                    return left @ right.T
                return np.kron(left, right)
        return self.named_function(op, [self.value(a, env) for a in args], args, env)

    def sum_terms(self, terms: tuple[Node, ...], env: Env) -> Value:
        late = not self.is_plain(terms)
        values = self.terms(terms, env) if late else [self.value(t, env) for t in terms]
        total: Value = None
        for term, value in zip(terms, values, strict=True):
            if total is None:
                total = value
            elif type(total) is complex and type(value) is complex:
                total += value
            else:
                if is_array(total) != is_array(value):
                    total, value = self.expand_identity(terms, term, total, value, env)
                elif is_array(total) and total.shape != value.shape:
                    total, value = spread_ones(terms[: terms.index(term)], (term,), total, value)
                total = arrays.add(total, value)
        return total

    def terms(self, terms: tuple[Node, ...], env: Env) -> list[Value]:
        """Their values; a unit vector among them is as long as the others."""
        late = [t for t in terms if self.unit_vector(_bare(t))]
        values = {t: self.value(t, env) for t in terms if t not in late}
        like = next((v for v in values.values() if is_array(v)), None)
        for term in late:
            values[term] = self.with_basis(term, like.shape[0] if like is not None else None, env)
        return [values[t] for t in terms]

    def with_basis(self, node: Node, size: int | None, env: Env) -> Value:
        """The value of a node in which a unit vector has this length."""
        if size is None:
            return self.value(node, env)
        before, self.basis = self.basis, size
        try:
            return self.value(node, env)
        finally:
            self.basis = before

    def expand_identity(
        self, terms: tuple[Node, ...], term: Node, total: Value, value: Value, env: Env
    ) -> tuple[Value, Value]:
        """`XᵀX + λI`, where I was evaluated as the number 1 for want of a size."""
        if is_array(value) and _mentions_identity(terms[: terms.index(term)]) and value.shape[0] == value.shape[1]:
            return total * self.field.eye(value.shape[0]), value
        if is_array(total) and _mentions_identity((term,)) and total.shape[0] == total.shape[1]:
            return total, value * self.field.eye(total.shape[0])
        return total, value

    def is_plain(self, parts: tuple[Node, ...]) -> bool:
        """Whether no part is a unit vector or a column of ones, whose length the others tell."""
        found = self.plain.get(id(parts))
        if found is None or found[0] is not parts:
            if len(self.plain) > MAX_REMEMBERED:
                self.plain.clear()
            special = any(p in (_ONES, _ONES_ROW) or self.unit_vector(_bare(p)) for p in parts)
            found = self.plain[id(parts)] = parts, not special
        return found[1]

    def hadamard_product(self, factors: tuple[Node, ...], env: Env) -> Value:
        """`Wᵀδ ⊙ σ′(z) xᵀ` takes the factor next to the sign where the whole product on the right does not fit."""
        left, right = factors
        value = self.value(left, env)
        try:
            return arrays.hadamard(value, self.value(right, env))
        except IllTyped:
            if not (isinstance(right, Apply) and right.op == "mul"):
                raise
            first, *rest = right.args
            value = arrays.hadamard(value, self.value(first, env))
            return arrays.mul(value, self.product(tuple(rest), env) if len(rest) > 1 else self.value(rest[0], env))

    def product(self, factors: tuple[Node, ...], env: Env) -> Value:
        total: Value = None
        if self.is_plain(factors):
            for factor in factors:
                value = self.value(factor, env)
                if total is None:
                    total = value
                elif type(total) is complex and type(value) is complex:
                    total *= value
                else:
                    total = self.times_next(factors, total, value)
            return total
        for k, factor in enumerate(factors):
            if (
                factor.__class__ is Apply
                and factor == _ONES_ROW
                and k + 1 < len(factors)
                and is_array(after := self.value(factors[k + 1], env))
            ):
                value = self.field.array([[1] * after.shape[0]])
            elif factor.__class__ is Sym and is_array(total) and factor == _ONES:
                value = self.field.array([[1]] * total.shape[1])
            elif self.unit_vector(_bare(factor)):
                after = self.value(factors[k + 1], env) if factor != _bare(factor) and k + 1 < len(factors) else None
                size = arrays.length_of_unit(after, total)
                value = self.with_basis(factor, size, env)
            else:
                value = self.value(factor, env)
            total = value if total is None else self.times_next(factors, total, value)
        return total

    def times_next(self, factors: tuple[Node, ...], total: Value, value: Value) -> Value:
        """The product so far by the next factor. Derivatives that do not fit may be laid out the other way."""
        try:
            return arrays.mul(total, value)
        except IllTyped as error:
            open_layout = len(layouts(self.scope.context)) > 1
            if not open_layout or sum(isinstance(n, Deriv) for f in factors for n in walk(f)) < 2:
                raise
            raise Unsupported(f"{error}; the layout of these derivatives is open, write them by components") from error

    def entrywise(self, factors: tuple[Node, ...], env: Env) -> Value:
        """The product on a diagonal: of columns it is taken entry by entry, diag(p(1 − p))."""
        values = [self.value(factor, env) for factor in factors]
        columns = [v for v in values if is_array(v)]
        if len(columns) < 2 or any(not arrays.is_column(v) or v.shape != columns[0].shape for v in columns):
            return self.product(factors, env)
        return reduce(lambda a, b: a * b, values)

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
        if isinstance(self.field, ExactField) and len(values) == 2:
            gap = values[0] - values[1]
            return (values[0] + values[1] + (1 if op == "max" else -1) * self.field.map("abs", gap)) / 2
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
                if isinstance(nodes[0], Sym) and not is_array(value) and not self.scope.definitions(nodes[0].name):
                    raise IllTyped("the diagonal matrix of a number, of no size")  # S = diag(s) weighs samples
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
            case "λ_max" | "λ_min":
                return f.eigenvalues(value)[-1 if name == "λ_max" else 0] if is_array(value) else value
            case "mean" | "std":
                if not is_array(value):
                    raise Unsupported("the mean of a number")
                mean = sum(value.flat) / value.size
                if name == "mean":
                    return mean
                return f.functions["sqrt"](sum((x - mean) ** 2 for x in value.flat) / value.size)
            case "concat":
                if not all(is_array(v) for v in values):
                    return self.stack(values)
                return np.vstack(values) if all(map(arrays.is_column, values)) else np.hstack(values)
            case "Attention":
                if len(values) == 1 and self.scope.definitions("Attn"):
                    return self.call(Call(Sym("Attn"), nodes), env)  # Attention(X) is of the tokens to themselves
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


def _bare(node: Node) -> Node:
    """A term without its sign and transpose."""
    while isinstance(node, Apply) and node.op in ("neg", "T"):
        node = node.args[0]
    return node


def _norm_order(node: Node) -> str:
    if isinstance(node, Num):
        return {Fraction(1): "1", Fraction(0): "0"}.get(node.value, "2")
    if isinstance(node, Sym):
        return {"one": "1", "infty": "inf", "op": "op", "two": "op"}.get(node.name, "2")
    return "2"


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
