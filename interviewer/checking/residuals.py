"""What is left of an equation in a formal model: left − right with some quantities hidden, that is, free values of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import FLOAT, IllTyped, Unsupported, is_array
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.ordering import difference, sides
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.models.solve import Inconsistent
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Call, Deriv, Divergence, Moment, Node, Sym

Key = tuple[Any, ...]
Pair = tuple[str, Node, Node]
ROUGHLY = 1e-4  # what is further from a multiple of the reference than this is none, whatever comes after
Part = tuple[int, list[complex]]  # which way of typing what is undeclared, and the values at one choice of the indices


class _NoValue(Exception):
    """A pair that no way of typing gives a value."""


class Growing:
    """A residual that is evaluated at one choice of its indices after the other, as long as somebody asks."""

    def __init__(self, parts: Iterator[Part]) -> None:
        self.parts, self.values, self.way = parts, list[complex](), 0
        self.open, self.found = True, False

    def grow(self) -> bool:
        """Whether there was more to find out."""
        if not self.open:
            return False
        try:
            way, values = next(self.parts)
        except (StopIteration, _NoValue) as end:
            self.open, self.found = False, isinstance(end, StopIteration)
            return False
        if way != self.way:
            self.way, self.values = way, []
        self.values += values
        return True

    def whole(self) -> np.ndarray | None:
        while self.grow():
            pass
        return np.array(self.values, complex) if self.found else None


def proportional(values: list[complex], wanted: np.ndarray) -> bool:
    """Whether the values so far are a multiple of as many wanted ones, by far as well as the whole will have to be."""
    mine, like = np.array(values, complex), wanted[: len(values)]
    if len(mine) < 2 or np.max(np.abs(like)) < ROUGHLY:
        return True
    factor = (mine @ like.conj()) / (like @ like.conj())
    return bool(np.max(np.abs(mine - factor * like)) <= ROUGHLY * max(float(np.max(np.abs(mine))), 1e-6))


def key_of(node: Node) -> Key | None:
    """What a side names: a letter, a quantity called with its arguments, a derivative."""
    match node:
        case Sym(name, index):
            return ("S", name, len(index))
        case Call(fn, _, ()) if fn.name[:1] not in "pq":
            return ("S", fn.name, len(fn.index))
        case Call(fn, args, given):
            return ("P", fn.name, tuple(key_of(a) for a in args), tuple(key_of(a) for a in given))
        case Deriv(body, wrt):
            return ("D", key_of(body), tuple(key_of(w) for w in wrt if w != Sym("default")))
        case Moment(op, args):
            return ("M", op, tuple(key_of(a) for a in args))
        case Divergence(op, first, second):
            return ("K", op, key_of(first), key_of(second))
        case Apply(op, args) if op == "log":
            return ("A", op, tuple(key_of(a) for a in args))
    return None


_KINDS: dict[str, tuple[type, ...]] = {
    "S": (Sym, Call),
    "P": (Call,),
    "D": (Deriv,),
    "M": (Moment,),
    "K": (Divergence,),
    "A": (Apply,),
}


def residual(scope: Scope, pair: Pair, hidden: frozenset[Key], clock: Clock, seed: int) -> Iterator[Part]:
    """left − right with the hidden quantities free, on one model at one index choice after the other. Raises _NoValue."""
    _, left, right = pair
    kinds = {kind for key in hidden for kind in _KINDS[key[0]]}
    letters = {key[1] for key in hidden if key[0] == "S"}
    ways = assignments(scope, (left, right), set(free_indices(scope, (left, right))))[:3]
    for way, assumed in enumerate(ways):
        try:
            sampler = Sampler(scope, (left, right), clock, assumed)
            clock.check()
            model = sampler.model(seed)
            ev = sampler.evaluator(model, FLOAT)
            plain = sampler.evaluator(model, FLOAT)

            def opaque(node: Node, env: Env, plain: Any = plain, model: Any = model) -> Any:
                if node.__class__ not in kinds or (node.__class__ is Sym and node.name not in letters):
                    return None
                key = key_of(node)
                if key is None or key not in hidden:
                    return None
                value = plain.value(node, env)
                rng = model.rng(
                    "opaque",
                    key,
                    tuple(sorted((k, v) for k, v in env.bound.items() if isinstance(v, int)))
                    if key[0] == "S" and key[2]
                    else (),
                )
                return (
                    rng.uniform(0.5, 2, value.shape).astype(complex)
                    if is_array(value)
                    else complex(rng.uniform(0.5, 2))
                )

            ev.opaque = opaque
            for env in sampler.environments(ev, (left, right)):
                try:
                    a, b = sides(ev, left, right, env)
                    here = difference(a, b)
                except IndexError:
                    continue
                yield way, here
            return
        except (Unsupported, IllTyped, IndexError, Inconsistent, ArithmeticError, KeyError, TypeError, ValueError):
            continue
    raise _NoValue
