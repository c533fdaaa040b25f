"""Operators and named functions, with the shapes they ask for."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from interviewer.checking.evaluation import chain, logs
from interviewer.checking.evaluation.differentials import written_differential
from interviewer.checking.evaluation.factors import FACTORS, factor_of
from interviewer.checking.evaluation.layouts import layouts
from interviewer.checking.evaluation.named_functions import NamedFunctions
from interviewer.checking.evaluation.products import Products
from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.checking.probability import families
from interviewer.checking.problem.named_sets import set_named
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Letter
from interviewer.checking.values import arrays, powers
from interviewer.checking.values.environment import Env
from interviewer.notation.products import PRODUCTS
from interviewer.notation.tree import (
    Apply,
    Bound,
    Call,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
)


class Operators(Products, NamedFunctions):
    """Operators and named functions, with the shapes they ask for."""

    def apply(self, node: Apply, env: Env) -> Value:
        op, args = node.op, node.args
        if op == "add":
            return self.sum_terms(args, env)
        if op == "neg":
            return -self.value(args[0], env)
        if op == "T":
            return arrays.transpose(self.value(args[0], env))
        if op in PRODUCTS and chain.may_begin(args[0]) and (links := chain.links_of(node, layouts(self.scope.context))):
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
                return arrays.inner(self.value(args[0], env), self.value(args[1], env))
            case "at":
                return self.at(args[0], args[1], env)
            case "div":
                return self.quotient(args[0], args[1], env)
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
                return self.size(args[0], env)
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
                return self.factorial(args[0], env)
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

    def at(self, body: Node, place: Node, env: Env) -> Value:
        """What stands before a bar with `θ = θ_t` below it."""
        assert isinstance(place, Rel)
        variable, point = place.operands
        assert isinstance(variable, Sym)
        there = {(variable.name, self.indices(variable.index, env)): self.value(point, env)}
        return self.value(body, env.override(there))

    def quotient(self, above: Node, below: Node, env: Env) -> Value:
        divisor = self.value(below, env)
        if isinstance(below, Moment) and below.op == "Var":
            divisor = arrays.spherical(divisor)  # the precision 1/Var where Cov = v I
        if divisor is not None and not is_array(divisor) and divisor == 0:
            share = logs.share_of(self, above, below, env)
            if share is not None:
                return share
        return arrays.divide(self.value(above, env), divisor)

    def size(self, node: Node, env: Env) -> Value:
        """Between bars: how many members a set has, a determinant, a length, an absolute value."""
        members = set_named(self.scope, node)
        if members is not None:
            return self.size_of_set(members, env)
        value = self.value(node, env)
        if is_array(value) and value.shape[0] == value.shape[1]:
            return self.field.det(value)
        return arrays.norm(self.field, value, "2") if is_array(value) else self.field.functions["abs"](value)

    def factorial(self, node: Node, env: Env) -> Value:
        value = self.value(node, env)
        if not is_array(value) and self.field.name != "exact" and abs(self.field.real(value) % 1) > 1e-9:
            return families.gamma(self.field, value + 1)  # of a generic number
        n = self.index(node, env)
        if not 0 <= n <= 170:
            raise Unsupported("a factorial too large")  # for a double
        return self.field.number(math.factorial(n), 1)

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
        return powers.power(self.field, value, top)

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


def _norm_order(node: Node) -> str:
    if isinstance(node, Num):
        return {Fraction(1): "1", Fraction(0): "0"}.get(node.value, "2")
    if isinstance(node, Sym):
        return {"one": "1", "infty": "inf", "op": "op", "two": "op"}.get(node.name, "2")
    return "2"
