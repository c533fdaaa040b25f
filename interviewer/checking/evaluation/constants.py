"""Names that nobody defines or draws: sizes, counts, π and I, functions without their argument."""

from __future__ import annotations

import math

from interviewer.checking.evaluation.core import Core
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Unsupported, Value
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.checking.values.environment import COUNTS, Env
from interviewer.notation.tree import Call, Sym


class Constants(Core):
    """Names that nobody defines or draws: sizes, counts, π and I, functions without their argument."""

    def constant(self, name: str, index: tuple[int, ...], env: Env | None) -> Value:
        if name in self.scope.world.sizes:
            return self.field.number(self.model.size(name), 1)
        if name in COUNTS and not index and self.count is not None:
            return self.field.number(self.count, 1)
        match name:
            case "pi" | "circle" if not index:
                if self.field.name == "high":
                    return +self.field.mp.pi  # type: ignore[attr-defined]
                if isinstance(self.field, ExactField):
                    return self.field.tower.letter("pi", positive=True)
                return complex(math.pi)
            case "e" if not index:
                return self.field.functions["exp"](self.field.number(1, 1))
            case "I":
                return self.field.eye(index[0]) if len(index) == 1 and index[0] < 50 else self.field.number(1, 1)
            case "ones" | "zeros" if len(index) == 1 and index[0] < 50:
                return self.field.array([[int(name == "ones")]] * index[0])
            case "zeros" | "ones":
                return self.field.number(int(name == "ones"), 1)
            case "infty":
                raise Unsupported("infinity as a number")
            case "delta" | "kronecker" if len(index) == 2:
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
            d.is_call and len(d.params) in (1, 2 if d.params[1:] == ("t",) else 1) and not d.sense and not d.given
            for d in self.scope.definitions(name)[:1]
        )

    def function_value(self, name: str, env: Env) -> Value:
        """A function written without its argument stands for its value at the line's running argument."""
        chain = next(iter(self.scope.world.chains), None)
        if chain is not None and isinstance(env.bound.get("t"), int):  # a network: ε_θ for ε_θ(x_t, t)
            return self.call(Call(Sym(name), (Sym(chain, (Sym("t"),)), Sym("t"))), env)
        if self.default_argument is None:
            raise Unsupported(f"{name} without an argument")
        return self.call(Call(Sym(name), (Sym(self.default_argument),)), env)
