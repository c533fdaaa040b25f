"""Names to values: definitions, rows of a family, drawn letters, constants."""

from __future__ import annotations

import math
from typing import Any

from interviewer.checking.evaluation.constants import Constants
from interviewer.checking.evaluation.defined import Defined
from interviewer.checking.evaluation.drawn import Drawn
from interviewer.checking.evaluation.memory import Memory
from interviewer.checking.fields import Unsupported, Value, is_array
from interviewer.checking.problem.aliases import needs_index
from interviewer.checking.problem.dependencies import running_in
from interviewer.checking.problem.world import Definition
from interviewer.checking.values import arrays
from interviewer.checking.values.environment import Env
from interviewer.notation.tree import Apply, Node, Num, Sym, names, num

NO_WHOLE_NUMBER = "an index that is no whole number"


class Symbols(Memory, Defined, Drawn, Constants):
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
                    and self.made_of_entries(name, definition)
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

    def made_of_entries(self, name: str, definition: Definition) -> bool:
        """Whether all entries make up the whole: of a vector that `w_j = …` determines, as of a name that is nobody's."""
        letter = self.scope.letter(name)
        entries = letter is not None and letter.kind == "vector" and letter.index is None and len(letter.shape) == 1
        return letter is None or (entries and not definition.fixed and not letter.of)

    def is_version(self, name: str, items: tuple[Node, ...]) -> bool:
        """`θ_t`, `θ_{t+1}`: what is optimised over at a step, as a whole, and no component of it."""
        return len(items) == 1 and name in self.scope.world.unknowns and "t" in names(items[0])
