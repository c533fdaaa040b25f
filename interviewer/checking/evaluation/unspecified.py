"""Functions of which nothing is said: smooth ones, whose values are drawn with the model."""

from __future__ import annotations

from typing import Any

import numpy as np

from interviewer.checking.evaluation.core import Core
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.environment import Env

FIELDS = ("field", "affine")


class Unspecified(Core):
    """Functions of which nothing is said: smooth ones, whose values are drawn with the model."""

    def generic_function(
        self, name: str, letter: Letter | None, values: list[Value], env: Env, index: tuple[int, ...] = ()
    ) -> Value:
        """An unspecified smooth function: elementwise in one argument, a number in several."""
        kind = letter.of if letter else ""
        if not kind and self.scope.world.chains:
            kind = "field"
        if isinstance(self.field, ExactField):
            return self.exact_function(self.field, name, letter, kind, values, env, index)
        key = (f"{name}{index}", kind)
        if key not in self.parameters:
            self.parameters[key] = [self.lift(x) for x in self.model.function_parameters(*key)]
        p = self.parameters[key]
        for j, delta in enumerate(self.moved(letter, env) if letter is not None else []):
            p = [x + (2 + (k + j) % 3) * delta / 5 for k, x in enumerate(p)]
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

        if kind in FIELDS:
            return self.vector_field(p, values, bent=kind == "field")
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

    def exact_function(
        self,
        field: ExactField,
        name: str,
        letter: Letter | None,
        kind: str,
        values: list[Value],
        env: Env,
        index: tuple[int, ...],
    ) -> Value:
        """The same as any function of its arguments, known by its name alone."""
        if letter is not None:
            self.moved(letter, env)
        flat = tuple(field.lift(x) for v in values for x in (v.flat if is_array(v) else [v]))
        if kind == "map" or (kind in FIELDS and is_array(values[0])):
            rows = self.model.size(letter.shape[0]) if letter is not None and kind == "map" else values[0].shape[0]
            if kind != "map" and values[0].shape[1] != 1:
                raise Unsupported("a field of matrices is not proved symbolically")
            return np.array([[field.tower.unknown((name, index, i), flat)] for i in range(rows)], dtype=object)
        if len(values) == 1 and kind != "loss" and is_array(values[0]):
            out = np.empty(values[0].shape, dtype=object)
            for k, x in enumerate(flat):
                out.flat[k] = field.tower.unknown((name, index), (x,))
            return out
        return field.tower.unknown((name, index), flat)

    def vector_field(self, p: list[Any], values: list[Value], bent: bool) -> Value:
        """A network of the same shape as its first argument: a polynomial in it whose coefficients the others set."""
        f = self.field
        flat = [x for v in values[1:] for x in (v.flat if is_array(v) else [v])]
        phase = f.number(0, 1)
        for k, x in enumerate(flat):
            phase = phase + x * p[k % 6] * (1 + p[(k + 1) % 6] / (k + 2))
        slope, shift = p[0] + f.functions["sin"](phase) / 2, p[1] + f.functions["sin"](phase * p[2] + p[3])
        bend = p[4] * f.functions["sin"](phase + p[5]) / 2 + p[2] / 3 if bent else f.number(0, 1)

        def at(x: Any, k: int) -> Any:
            return shift * (1 + p[5] * k) + slope * x + bend * x * x

        if not is_array(values[0]):
            return at(values[0], 0)
        entries = [at(x, k) for k, x in enumerate(values[0].flat)]
        return np.array(entries, dtype=f.dtype).reshape(values[0].shape)
