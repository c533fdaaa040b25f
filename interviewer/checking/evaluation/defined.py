"""What a definition comes to: at its indices, or as a whole, as `p` is the column of all pᵢ."""

from __future__ import annotations

import numpy as np

from interviewer.checking.evaluation.core import Core
from interviewer.checking.fields import Endless, Unsupported, Value, is_array
from interviewer.checking.problem.dependencies import running_in
from interviewer.checking.problem.world import Definition
from interviewer.checking.values.environment import MAX_NESTING, Env
from interviewer.notation.tree import num


class Defined(Core):
    """What a definition comes to: at its indices, or as a whole, as `p` is the column of all pᵢ."""

    def body(self, definition: Definition, binding: dict[str, int], env: Env) -> Value:
        if env.depth > MAX_NESTING:
            raise Endless
        mine = frozenset() if definition.index or definition.params else running_in(self.scope, definition.name)
        bound = {k: v for k, v in env.bound.items() if k in mine or type(v) is not int} if env.bound else {}
        return self.value(definition.body, env.inside_with(bound, binding))

    def family(self, name: str, definition: Definition, env: Env) -> Value:
        """An indexed definition used as a whole: `p` for the column of all pᵢ."""
        letter = self.scope.letter(name)
        whole = letter is not None and len(letter.shape) == 1
        size = self.model.size(letter.shape[0]) if letter and whole else self.range_of_index(definition, 0, env)
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
        rows, cols = (self.range_of_index(definition, k, env) for k in (0, 1))
        if rows is None and cols is None and self.scope.world.sizes:
            rows = cols = self.model.size(self.scope.world.sizes[0])  # a mask: all pairs
        if rows is None or cols is None or rows * cols > 400:
            raise Unsupported(f"{name} needs its indices")
        i, j = definition.index
        values = [[self.body(definition, {i: r, j: c}, env) for c in range(1, cols + 1)] for r in range(1, rows + 1)]
        if any(is_array(v) for row in values for v in row):
            raise Unsupported(f"{name} needs its indices")
        return np.array(values, dtype=self.field.dtype)

    def over_states(self, definition: Definition, env: Env) -> Value | None:
        """The column of `u(x) = 1/K` over the states of x, beside a distribution that is one; None of anything else."""
        variable = self.scope.letter(definition.params[0]) if len(definition.params) == 1 else None
        simple = any(letter.kind == "simplex" for letter in self.scope.world.letters.values())
        if variable is None or variable.kind != "variable" or variable.reach or not simple:
            return None
        states = self.model.support(variable.name, self.model.shape(variable, ())[0])
        values = [self.body(definition, {}, env.override({(variable.name, ()): self.lift(s)})) for s in states]
        return None if any(map(is_array, values)) else np.array([[v] for v in values], dtype=self.field.dtype)
