"""Sums, products and optima, and how far their indices run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np

from interviewer.checking.evaluation import limits
from interviewer.checking.evaluation.core import Core
from interviewer.checking.evaluation.layouts import NUMERATOR, ROWS
from interviewer.checking.evaluation.optimisation import optimise
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.probability import integrals
from interviewer.checking.probability import names as distributions
from interviewer.checking.problem.named_sets import unfolded
from interviewer.checking.problem.world import Definition
from interviewer.checking.values import arrays
from interviewer.checking.values.environment import Env, Expensive
from interviewer.notation.dotted_products import RUNS
from interviewer.notation.tree import Apply, Binder, Bound, Group, Node, Rel, Sym, names, walk

_NUMBERS = ("scalar", "real", "positive", "unit", "integer")  # an x_i of them is one of the samples


class Binding(Core):
    """Sums, products and optima, and how far their indices run."""

    def bound(self, node: Bound, env: Env) -> Value:
        if node.op == "int" or (node.op in ("sum",) and any(self.is_variable(b, node.body) for b in node.binders)):
            return integrals.integrate(self, node, env)
        if node.op == "collect":
            items = [self.value(node.body, child) for child in self.assignments(node.binders, node.body, env)]
            if items and all(is_array(x) and x.shape[0] == items[0].shape[0] for x in items):
                return np.hstack(items)  # [head_1, …, head_h], side by side
            return np.array([[x] for x in items], dtype=self.field.dtype)
        if node.op == "sum":
            total: Value = None
            for child in self.assignments(node.binders, node.body, env):
                value = self.value(node.body, child)
                total = value if total is None else arrays.add(total, value)
            entrywise = isinstance(node.body, Apply) and node.body.op in ("hadamard", "pow")
            if not node.binders and is_array(total) and (total.shape[1] == 1 or entrywise):
                return sum(total.flat)  # np.sum(v), np.sum(A * B): of its entries
            return self.field.number(0, 1) if total is None else total
        if node.op == "prod":
            return self.multiplied(node, env)
        if node.op in ("max", "min", "argmax", "argmin"):
            return optimise(self, node, env)
        if node.op == "lim":
            return limits.limit(self, node, env)
        raise Unsupported(f"{node.op} is not evaluated")

    def multiplied(self, node: Bound, env: Env) -> Value:
        """A product; of matrices in the order that fits, and of Jacobians the last one stands first."""
        values = [self.value(node.body, child) for child in self.assignments(node.binders, node.body, env)]
        if not values:
            return self.empty_product(node, env)
        if node.binders[0].var == RUNS:
            return reduce(arrays.mul, values)  # dots tell the order
        values = values[::-1] if self.layout in (NUMERATOR, ROWS) else values
        try:
            return reduce(arrays.mul, values)
        except IllTyped:
            return reduce(arrays.mul, values[::-1])

    def empty_product(self, node: Bound, env: Env) -> Value:
        """One, or the unit matrix; of matrices none is meant to run backwards."""
        one = self.field.number(1, 1)
        binder = node.binders[0]
        if len(node.binders) != 1 or binder.low is None or binder.high is None or binder.condition is not None:
            return one
        low, high = self.index(binder.low, env), self.index(binder.high, env)
        if binder.var == RUNS and high < low - 1:
            raise IndexError("factors before the dots that are not there")
        try:
            factor = self.value(node.body, env.bind_all({binder.var.name: high}))
        except (Unsupported, IllTyped, IndexError):
            return one
        if not is_array(factor) or factor.shape[0] != factor.shape[1]:
            return one
        if high < low - 1:
            raise IndexError("a product of matrices that runs backwards")
        return self.field.eye(factor.shape[0])

    def is_variable(self, binder: Binder, body: Node) -> bool:
        """Whether a sum runs over the states of a random variable instead of an index."""
        if binder.low is not None or binder.high is not None:
            return False
        return distributions.runs_over_states(self, binder, body)

    def assignments(self, binders: tuple[Binder, ...], body: Node, env: Env) -> Iterator[Env]:
        """Environments for every value of the bound indices that meets the conditions."""
        if not binders:
            yield env
            return
        binder, rest = binders[0], binders[1:]
        conditions: list[Rel] = []
        if isinstance(binder.condition, Rel):
            conditions += unfolded(self.scope, binder.condition)
        low, high = self.bounds(binder, binders, body, env)
        if high - low > 400:
            raise Expensive("a sum with too many terms")
        if high < low - 1 and binder.low is not None and names(binder.low):
            raise IndexError("a sum that runs backwards")  # from l to L − 1: meant where l ≤ L
        for k in range(low, high + 1):
            child = env.bind_all({binder.var.name: k})
            if all(self.truth(_without_range(c), child) for c in conditions if not _is_membership(c)):
                yield from self.assignments(rest, body, child)

    def within_reach(self, name: str, body: Node, env: Env) -> None:
        """Raises IndexError where what `name` indexes does not exist, as layer L + 1 of the network."""
        for n in walk(body):
            if isinstance(n, Sym) and len(n.index) > 1 and Sym(name) in n.index[1:]:
                try:
                    self.lookup(n.name, n.index[:1], env)
                except (Unsupported, IllTyped):
                    continue

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
        if size is None and name in ("t", "s") and name in names(body) and "T" in self.scope.world.sizes:
            if self.scope.world.chains:
                size = self.model.size("T")  # Σ_{t>1} over the steps of a chain
        if size is None and name not in names(body):
            size = self.count or self.common_range(body, env)  # Σᵢ 1 counts what the line sums over
        if size is None:
            self.within_reach(name, body, env)
            raise Unsupported(f"the range of {name} is not clear; write Σ_{{{name}=1}}^n")
        return low, size

    def common_range(self, body: Node, env: Env) -> int | None:
        """How far the indices run that `body` has: the j of Σ_j exp(z_i), if they all run as far."""
        named = {i.name for n in walk(body) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)}
        ranges = {self.range_of(name, body, env) for name in named} - {None}
        return ranges.pop() if len(ranges) == 1 else None

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
            elif isinstance(n, Rel) and n.ops == ("=",) and n.operands[1] == Sym(name):  # p(z = k)
                states = distributions.support_of(self, distributions.base_name(n))
                if states is not None:
                    return len(states)
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

    def range_of_index(self, definition: Definition, position: int, env: Env) -> int | None:
        """How far an index of a definition runs; a recursion does not tell by itself."""
        if position < len(definition.ranges):
            return self.model.size(definition.ranges[position])
        place = (definition.name, id(definition.body), position)
        if place in self.sizing:
            return None
        self.sizing.add(place)
        try:
            return self.range_of(definition.index[position], definition.body, env)
        finally:
            self.sizing.discard(place)

    def position_size(self, symbol: Sym, position: int, env: Env) -> int | None:
        name = symbol.name
        if name in env.bound and is_array(env.bound[name]):
            shape = env.bound[name].shape
            return shape[position] if position < len(shape) else None
        for (over, prefix), value in env.overrides.items():
            if over == name and not prefix and is_array(value):
                return value.shape[position] if position < 2 else None
        family = self.scope.types.get(name) or self.model.letter(name)
        members = family is not None and bool(family.reach)  # w_1 is moved for a derivative, and the others are there
        members = members or any(d.index and not d.params for d in self.scope.definitions(name))
        draws = [prefix[0] for over, prefix in env.overrides if over == name and len(prefix) == 1]
        if draws and not position and not members:
            return max(draws)
        known = self.scope.definitions(name)
        for definition in sorted(known, key=lambda d: position >= len(d.index)):  # L_i tells more of i than L
            if definition.is_call and definition.given:
                continue
            if position < len(definition.index):
                found = self.range_of_index(definition, position, env)
                if found is not None:
                    return found
                continue
            if not definition.params or definition.is_call:
                try:
                    head = symbol.index[: len(definition.index)]
                    told = {*env.bound, *self.scope.world.sizes}  # the L of a^{(L)} is the last layer
                    running = {i.name: 1 for i in head if isinstance(i, Sym) and i.name not in told}
                    value = self.lookup(name, head, env.bind_all(running))
                except (Unsupported, IllTyped, IndexError, RecursionError):
                    return None
                return _extent(value, position - len(definition.index))
        rows = self.scope.world.row_families.get(name)
        letter = self.scope.types.get(name) or self.model.letter(name)
        if (
            rows is not None
            and name not in self.scope.types
            and (letter is None or len(symbol.index) > 1 or letter.kind in ("vector", "random", *_NUMBERS))
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
            except (KeyError, Unsupported):
                return None
            return shape[position - 1] if position - 1 < len(shape) else None
        shape = self.model.shape(letter, ())
        if letter.kind in ("symmetric", "spd", "psd", "diagonal", "permutation", "orthogonal", "lower", "upper"):
            shape = (shape[0], shape[0])
        if letter.kind == "list":
            return shape[0] if position == 0 else None
        if letter.reach and position == 0:
            return self.model.size(letter.reach[1])
        if letter.kind == "variable" and position == 0:
            return shape[0]  # as many samples x_i as x has states
        if letter.kind == "label" and position == 0:  # one of each sample, however many classes there are
            return self.model.size("n") if "n" in self.scope.world.sizes else None
        if letter.kind in ("real", "integer", "scalar"):
            return None
        versions = max(0, len(symbol.index) - len(shape))
        at = position - versions
        return shape[at] if 0 <= at < len(shape) else None


def _extent(value: Value, position: int) -> int | None:
    """How far an index of a value runs; none runs across a column, so that p_ij is no entry of a vector p."""
    shape = value.shape if is_array(value) else ()
    return shape[position] if position < len(shape) and (position == 0 or shape[position] > 1) else None


def _is_membership(node: Rel) -> bool:
    return node.ops[-1] in ("∈", "∉")


def _without_range(node: Rel) -> Rel:
    return node
