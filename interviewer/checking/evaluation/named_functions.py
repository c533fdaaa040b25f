"""Functions by their names: softmax, tr, det, mean, Attention, …"""

from __future__ import annotations

import numpy as np

from interviewer.checking.evaluation.core import Core
from interviewer.checking.evaluation.shares import over_last_index
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.values import arrays
from interviewer.checking.values.environment import Env
from interviewer.notation.tree import Call, Node, Sym, walk


class NamedFunctions(Core):
    """Functions by their names: softmax, tr, det, mean, Attention, …"""

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
                elif not is_array(value):
                    return self.value(over_last_index(nodes[0], env), env)
                return arrays.softmax(f, value)
            case "tr":
                if not is_array(value) and any(n == Sym("I") for n in walk(nodes[0])):
                    raise Unsupported("the trace of I, of no size; write I_d")
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
                turned = bool(self.scope.world.in_columns)
                q, k, v = map(arrays.transpose, values) if turned else values
                scores = arrays.divide(arrays.mul(q, arrays.transpose(k)), f.functions["sqrt"](f.number(k.shape[1], 1)))
                out = arrays.mul(arrays.softmax(f, scores), v)
                return arrays.transpose(out) if turned else out
            case "norm":
                return arrays.norm(f, value, "2")
            case "Corr":
                raise Unsupported("a correlation")
        if name in f.functions:
            return f.map(name, value)
        raise Unsupported(f"I do not know the function {name}")

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
