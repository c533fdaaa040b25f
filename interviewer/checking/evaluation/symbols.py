"""Names to values: definitions, rows of a family, drawn letters, constants."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from interviewer.checking.evaluation import arrays
from interviewer.checking.evaluation.environment import COUNTS, MAX_NESTING, Env
from interviewer.checking.evaluation.memory import Memory
from interviewer.checking.exact.field import ExactField
from interviewer.checking.fields import Absent, Endless, Unsupported, Value, is_array
from interviewer.checking.problem.aliases import needs_index
from interviewer.checking.problem.dependencies import running_in
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, Letter
from interviewer.notation.tree import Apply, Call, Node, Num, Sym, names, num

NO_WHOLE_NUMBER = "an index that is no whole number"


class Symbols(Memory):
    """Names to values: definitions, rows of a family, drawn letters, constants."""

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
            raise Unsupported(NO_WHOLE_NUMBER)
        return round(number)

    def symbol(self, node: Sym, env: Env) -> Value:
        name = node.name
        if self.basis is not None and self.unit_vector(node):
            return self.field.eye(self.basis)[:, self.index(node.index[0], env) - 1 :][:, :1]
        if name in env.bound and not (node.index and self.is_version(name, node.index)):
            value = env.bound[name]
            if node.index:
                return arrays.pick(value, self.indices(node.index, env))
            return self.field.number(value, 1) if isinstance(value, int) else value
        return self.lookup(name, node.index, env)

    def unit_vector(self, node: Node) -> bool:
        """`e_k` where e is no quantity of the problem."""
        return isinstance(node, Sym) and node.name == "e" and len(node.index) == 1 and not self.scope.knows("e")

    def indices(self, items: tuple[Node, ...], env: Env) -> tuple[int, ...]:
        bound, found = env.bound, []
        for item in items:
            if item.__class__ is Sym and not item.index and type(k := bound.get(item.name)) is int:
                found.append(k)
            else:
                found.append(self.index(item, env))
        return tuple(found)

    def lookup(self, name: str, items: tuple[Node, ...], env: Env) -> Value:
        """The value of a name at its indices; remembered, as sums and gradients ask again and again."""
        index = self.indices(items, env) if items else ()
        if self.asked is not None:
            return self.found_by_digits(name, items, index, env)
        known = self.known if env.known is None else env.known
        among = self.runnings.get(name)
        if among is None:
            among = running_in(self.scope, name)
        key = (name, index, self.running(among, env) if (among and env.bound) or self.opaque is not None else ())
        value = known.get(key, self)
        if value is self:
            if env.known is not None and self.opaque is None and self.untouched(name, env):
                value = self.afresh(key, items, env)
            else:
                value = self.found_by_digits(name, items, index, env)
            known[key] = value
        return value

    def found_by_digits(self, name: str, items: tuple[Node, ...], index: tuple[int, ...], env: Env) -> Value:
        """The value of a name; the index of `A_{11}` is two wherever both have a place, as no model has eleven rows."""
        digits = tuple(map(int, str(index[0]))) if len(index) == 1 and isinstance(items[0], Num) else ()
        if len(digits) == 2 and 0 not in digits:
            try:
                return self.found(name, tuple(map(num, digits)), digits, env)
            except (IndexError, Unsupported):
                pass
        return self.found(name, items, index, env)

    def afresh(self, key: tuple[str, tuple[int, ...], Any], items: tuple[Node, ...], env: Env) -> Value:
        """The value of a name on which what is bound here has no bearing."""
        if key not in self.known:
            stepping, self.stepping = self.stepping, False
            plain = Env({k: v for k, v in env.bound.items() if type(v) is int}, depth=env.depth)
            try:
                self.known[key] = self.found(key[0], items, key[1], plain)
            finally:
                self.stepping = stepping
        return self.known[key]

    def found(self, name: str, items: tuple[Node, ...], index: tuple[int, ...], env: Env) -> Value:
        beyond: IndexError | None = None
        overrides = env.overrides
        if overrides:
            for cut in range(len(index), -1, -1):
                if (name, index[:cut]) in overrides:
                    value = overrides[name, index[:cut]]
                    if not cut and self.is_version(name, items):
                        continue  # θ_t beside θ
                    return arrays.pick(value, index[cut:])
        if self.asked is not None:
            self.asked.add((name, index))
        definitions = self.scope.definitions(name)
        if len(definitions) > 1:  # a value first, then a function's; γ_i before γ
            named = needs_index(self.scope, name)
            indexed = any(d.index and len(d.index) == len(index) for d in definitions)
            definitions = sorted(
                definitions,
                key=lambda d: (bool(d.params or d.given), bool(index) and not d.index and (named or indexed)),
            )
        for definition in definitions:
            if definition.params or definition.given:
                if definition.is_call and definition.params[1:] == ("t",) and not items:
                    return self.function_value(name, env)
                if definition.is_call and not definition.given and not items:
                    column = self.over_states(definition, env)
                    return self.body(definition, {}, env) if column is None else column
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
        if letter is not None and letter.index is None and self.is_version(name, items):
            return self.base(letter, index)
        if letter is not None:
            return self.letter(letter, index, env)
        if beyond is not None:
            raise beyond
        return self.constant(name, index, env)

    def over_states(self, definition: Definition, env: Env) -> Value | None:
        """The column of `u(x) = 1/K` over the states of x, beside a distribution that is one; None of anything else."""
        variable = self.scope.letter(definition.params[0]) if len(definition.params) == 1 else None
        simple = any(letter.kind == "simplex" for letter in self.scope.world.letters.values())
        if variable is None or variable.kind != "variable" or variable.reach or not simple:
            return None
        states = self.model.support(variable.name, self.model.shape(variable, ())[0])
        values = [self.body(definition, {}, env.override({(variable.name, ()): self.lift(s)})) for s in states]
        return None if any(map(is_array, values)) else np.array([[v] for v in values], dtype=self.field.dtype)

    def is_version(self, name: str, items: tuple[Node, ...]) -> bool:
        """`θ_t`, `θ_{t+1}`: what is optimised over at a step, as a whole, and no component of it."""
        return len(items) == 1 and name in self.scope.world.unknowns and "t" in names(items[0])

    def body(self, definition: Definition, binding: dict[str, int], env: Env) -> Value:
        if env.depth > MAX_NESTING:
            raise Endless
        mine = frozenset() if definition.index or definition.params else running_in(self.scope, definition.name)
        bound = {k: v for k, v in env.bound.items() if k in mine or type(v) is not int} if env.bound else {}
        return self.value(definition.body, env.inside_with(bound, binding))

    def family(self, name: str, definition: Definition, env: Env) -> Value:
        """An indexed definition used as a whole: `p` for the column of all pᵢ."""
        size = self.range_of_index(definition, 0, env)
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
        depth = {
            "vector": 1,
            "matrix": 2,
            "symmetric": 2,
            "spd": 2,
            "psd": 2,
            "diagonal": 2,
            "simplex": 1,
            "onehot": 1,
            "stochastic": 2,
            "orthogonal": 2,
            "permutation": 2,
            "lower": 2,
            "upper": 2,
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

    def constant(self, name: str, index: tuple[int, ...], env: Env | None) -> Value:
        if name in self.scope.world.sizes:
            return self.field.number(self.model.size(name), 1)
        if name in COUNTS and self.count is not None:
            return self.field.number(self.count, 1)
        match name:
            case "pi" | "circle":
                if self.field.name == "high":
                    return +self.field.mp.pi  # type: ignore[attr-defined]
                if isinstance(self.field, ExactField):
                    return self.field.tower.letter("pi", positive=True)
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
        chain = next((s["chain"] for s in self.scope.world.distributions.values() if s.get("chain")), None)
        if chain is not None and isinstance(env.bound.get("t"), int):  # a network: ε_θ for ε_θ(x_t, t)
            return self.call(Call(Sym(name), (Sym(chain, (Sym("t"),)), Sym("t"))), env)
        if self.default_argument is None:
            raise Unsupported(f"{name} without an argument")
        return self.call(Call(Sym(name), (Sym(self.default_argument),)), env)
