"""Letters that are drawn, at their indices, and those that follow a parameter that has moved."""

from __future__ import annotations

from typing import Any

import numpy as np

from interviewer.checking.evaluation.core import Core
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Absent, Unsupported, Value, is_array
from interviewer.checking.problem.world import Letter
from interviewer.checking.values import arrays
from interviewer.checking.values.environment import Env
from interviewer.notation.tree import Sym

_INDICES = {  # of one entry
    **dict.fromkeys(["vector", "simplex", "onehot"], 1),
    **dict.fromkeys(["matrix", "symmetric", "spd", "psd", "diagonal", "stochastic", "orthogonal", "permutation"], 2),
    **dict.fromkeys(["lower", "upper"], 2),
}


class Drawn(Core):
    """Letters that are drawn, at their indices, and those that follow a parameter that has moved."""

    def letter(self, letter: Letter, index: tuple[int, ...], env: Env) -> Value:
        if letter.follows and not letter.is_function:
            return arrays.pick(self.followed(letter, self.base(letter, ()), env), index)
        if letter.is_function:
            return self.function_value(letter.name, env)
        if letter.kind == "all":
            raise Unsupported(f"{letter.name}, a whole sample, as a value")
        if letter.index is not None:
            if not index and letter.stacked:
                low, high = (self.model.size(r) for r in letter.reach)
                return np.vstack([self.base(letter, (k,)) for k in range(low, high + 1)])
            if not index:
                raise Unsupported(f"{letter.name} needs an index")
            if letter.reach:
                low, high = (self.model.size(r) for r in letter.reach)
                if not low <= index[0] <= high:
                    raise (IndexError if index[0] > high else Absent)(f"{letter.name} runs over {low}…{high}")
            return arrays.pick(self.base(letter, index[:1]), index[1:])
        depth = _INDICES.get(letter.kind, 0)
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
        if isinstance(self.field, ExactField):
            key = (letter.name, index)
            if key not in self.lifted:
                self.lifted[key] = self.field.letter(letter, index, self.model.shape(letter, index))
            return self.lifted[key]
        value = self.model.draw(letter, index)
        if self.field.as_drawn or isinstance(value, int):
            return value
        key = (letter.name, index)
        if key not in self.lifted:
            self.lifted[key] = self.lift(value)
        return self.lifted[key]

    def lift(self, value: Any) -> Value:
        """A drawn value in this field."""
        if self.field.as_drawn:
            return value
        if is_array(value):
            return value if value.dtype == object else self.field.array(value)
        if isinstance(value, complex | float):
            return self.field.array([[value]])[0, 0]
        return value

    def moved(self, letter: Letter, env: Env) -> list[Any]:
        """How far the parameter that a letter follows is from its value in the model, entry by entry."""
        if not letter.follows or not ((letter.follows, ()) in env.overrides or letter.follows in env.bound):
            return []
        source = self.scope.letter(letter.follows)
        if source is None:
            return []
        if isinstance(self.field, ExactField):
            raise Unsupported("how a letter follows its parameter is drawn, not known")
        now, model = self.symbol(Sym(letter.follows), env), self.base(source, ())
        return list((now - model).flat) if is_array(now) else [now - model]

    def followed(self, letter: Letter, value: Value, env: Env) -> Value:
        """A letter's value after its parameter has moved."""
        for j, delta in enumerate(self.moved(letter, env)):
            if is_array(value):
                slopes = [[(3 + (k + 2 * j) % 4) * delta / 5] for k in range(value.shape[0])]
                value = value + np.array(slopes, dtype=self.field.dtype)
            else:
                value = value + (3 + j) * delta / 5
        return value
