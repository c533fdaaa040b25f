"""Where a variable that a formula is differentiated by lives, and how another value is put there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.checking.exact.tower import Tower
from interviewer.checking.fields import IllTyped, Unsupported, Value, is_array
from interviewer.checking.values import arrays
from interviewer.notation.tree import Apply, Call, Node, Sym, num

if TYPE_CHECKING:
    from interviewer.checking.evaluation.core import Core as Evaluator
    from interviewer.checking.values.environment import Env


FEW_STATES = "only a few states in this reading"


class Place:
    """Where a variable lives: the base it is part of, its value there, and how to put another value in."""

    def __init__(self, ev: Evaluator, wrt: Node, env: Env) -> None:
        if isinstance(wrt, Apply) and wrt.op == "index" and isinstance(wrt.args[0], Sym):
            wrt = Sym(wrt.args[0].name, (*wrt.args[0].index, *wrt.args[1:]))
        if isinstance(wrt, Call):
            wrt = wrt.fn
        if isinstance(wrt, Apply) and wrt.op in ("T", "prime") and isinstance(wrt.args[0], Sym):
            wrt = wrt.args[0]
        if not isinstance(wrt, Sym):
            raise Unsupported("a derivative with respect to an expression; give it a name first")
        wrt = _unaliased(ev, wrt)
        letter = ev.scope.letter(wrt.name)
        if letter is not None and letter.kind == "variable":
            raise Unsupported(f"a derivative by {wrt.name}, which has {FEW_STATES}")
        self.ev, self.env = ev, env
        self.lifted: dict[int, Any] = {}
        self.name = wrt.name
        self.bound = wrt.name in env.bound and not wrt.index
        full = ev.indices(wrt.index, env)
        self.prefix, self.component = full, ()
        if self.bound:
            self.base = ev.value(wrt, env)
            return
        self.base: Any = None
        parent = ev.scope.world.row_families.get(wrt.name)
        if parent is not None and full and wrt.name not in (*ev.scope.types, *ev.model.assumed, *ev.scope.own):
            self.name, self.prefix, self.component = parent, (), full  # w_k is a row of W before it is an entry of w
            self.base = ev.lookup(parent, (), env)
            return
        members = [len(d.index) for d in ev.scope.definitions(wrt.name) if not d.is_call]
        for cut in range(min(len(full), *members) if members else 0, len(full) + 1):  # o_t by itself, not all of o
            head = tuple(num(i) for i in full[:cut])
            try:
                value = ev.lookup(wrt.name, head, env)
            except (Unsupported, IllTyped):
                continue
            if is_array(value) and len(full) - cut <= 2 and (cut == len(full) or _fits(value, full[cut:])):
                self.prefix, self.component, self.base = full[:cut], full[cut:], value
                break
            elif cut == len(full):
                self.prefix, self.base = full, value
                break
        if self.base is None:
            raise Unsupported(f"a derivative with respect to {wrt.name}")

    @property
    def target(self) -> Value:
        return arrays.pick(self.base, self.component)

    def put(self, position: tuple[int, int] | None, delta: Any) -> Env:
        """The environment in which the component at `position` of the target is moved by `delta`."""
        value = self.base
        if is_array(value):
            value, at = value.copy(), self.at(position)
            value[at] = value[at] + delta
        else:
            value = value + delta
        return self.holding(value)

    def at(self, position: tuple[int, int] | None) -> tuple[int, int]:
        """Where in the base a component of the target stands."""
        if not self.component:
            return position or (0, 0)
        if len(self.component) == 1 and self.base.shape[1] > 1:
            return self.component[0] - 1, position[0] if position else 0
        return self.component[0] - 1, (self.component[1] - 1) if len(self.component) > 1 else 0

    def free(self, tower: Tower) -> tuple[Env, dict[tuple[int, int] | None, tuple[int, Any]]]:
        """The environment with new letters for the target's components; each with what stood there."""
        target, letters = self.target, {}
        positions = list(np.ndindex(target.shape)) if is_array(target) else [None]
        value = self.base.copy() if is_array(self.base) else self.base
        for position in positions:
            letter = tower.fresh()
            at = self.at(position)
            letters[position] = letter, value[at] if is_array(value) else value
            if is_array(value):
                value[at] = tower.element(letter)
        (first, _), *_ = letters.values()
        return self.holding(value if is_array(value) else tower.element(first)), letters

    def holding(self, value: Value) -> Env:
        """The environment with this value in the place of the base."""
        if self.bound:
            return self.env.bind_all({self.name: value})
        return self.env.override({(self.name, self.prefix): value})


def _unaliased(ev: Evaluator, wrt: Sym) -> Sym:
    """ŷ that is only another name for a^{(L)} is differentiated as such."""
    for _ in range(4):
        plain = [d for d in ev.scope.definitions(wrt.name) if not d.params and not d.index]
        if wrt.index or not plain or not isinstance(plain[0].body, Sym) or plain[0].body.name == "zeros":
            return wrt
        wrt = plain[0].body
    return wrt


def _fits(value: np.ndarray, index: tuple[int, ...]) -> bool:
    return all(1 <= i <= s for i, s in zip(index, value.shape, strict=False)) and (
        len(index) <= 1 or value.shape[1] > 1
    )
