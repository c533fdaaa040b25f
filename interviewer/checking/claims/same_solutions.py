"""Conditions that say the same near a point that meets them: equal row spaces of their Jacobians."""

from __future__ import annotations

import numpy as np

from interviewer.checking.clock import Clock
from interviewer.checking.fields import FLOAT, IllTyped, Unsupported, is_array
from interviewer.checking.models.drawn_letters import indices_of, letters_in
from interviewer.checking.models.moving import Inconsistent, movable
from interviewer.checking.models.ordering import residuals
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.model import Model
from interviewer.notation.tree import Node, Rel, Sym


def equivalents(
    scope: Scope, left: Node, right: Node, equations: tuple[Rel, ...], clock: Clock, assumed: dict[str, Letter]
) -> tuple[Rel, ...]:
    """The conditions that say the same as the line near a point that meets them: equal row spaces of the Jacobians."""
    line = Rel(("=",), (left, right))
    nodes = (left, right)
    solved = all(isinstance(e.operands[0], Sym) and scope.letter(e.operands[0].name) is not None for e in equations)
    conditions = scope.conditions if solved else (*scope.conditions, *equations)
    try:
        sampler = Sampler(scope, (*nodes, *equations), clock, assumed, (), conditions)
        for seed in range(3):
            try:
                model = sampler.model(seed)
            except Inconsistent:
                continue
            if solved:
                _put_in(sampler, model, equations)
            one = next((e for e in equations if _same_row_space(sampler, model, line, (e,))), None)
            if one is not None:
                return (one,)
            return equations if len(equations) > 1 and _same_row_space(sampler, model, line, equations) else ()
    except (Unsupported, IllTyped, IndexError, ArithmeticError, np.linalg.LinAlgError):
        return ()
    return ()


def _put_in(sampler: Sampler, model: Model, equations: tuple[Rel, ...]) -> None:
    """Give each letter that an equation is solved for its value, in turn: no search, and positive definite ones have none."""
    ev = sampler.evaluator(model, FLOAT)
    for equation in equations:
        head, value = equation.operands[0], equation.operands[-1]
        assert isinstance(head, Sym)
        for env in sampler.environments(ev, (equation,)):
            index = tuple(int(ev.value(i, env).real) for i in head.index)
            model.fixed[head.name, index] = ev.value(value, env)
        ev.forget()


def _same_row_space(sampler: Sampler, model: Model, line: Rel, equations: tuple[Rel, ...]) -> bool:

    ev = sampler.evaluator(model, FLOAT)
    letters = letters_in(sampler.scope, (line, *equations), model)
    places = movable([(letter, i) for letter in letters for i in indices_of(letter, model)])
    places += [
        (letter, key) for key in model.fixed if (letter := model.letter(key[0])) is not None and letter.kind == "spd"
    ]

    def jacobian(conditions: tuple[Rel, ...]) -> np.ndarray:
        rows: list[list[complex]] = []
        for _letter, key in places:
            base = model.fixed.get(key)
            value = model.draw(_letter, key[1])
            size = value.size if is_array(value) else 1
            for k in range(size):
                if is_array(value):
                    moved = value.copy()
                    moved.flat[k] += 1e-30j
                else:
                    moved = value + 1e-30j
                model.fixed[key] = moved
                column: list[complex] = []
                ev.forget()
                for c in conditions:
                    for env in sampler.environments(ev, (c,)):
                        column += residuals(ev, c, env)
                rows.append([complex(x).imag / 1e-30 for x in column])
            if base is None:
                model.fixed.pop(key, None)
            else:
                model.fixed[key] = base
        return np.array(rows).T.real

    a, b = jacobian((line,)), jacobian(equations)
    rank = np.linalg.matrix_rank
    ra, rb = rank(a, tol=1e-7), rank(b, tol=1e-7)
    return ra == rb > 0 and rank(np.vstack([a, b]), tol=1e-7) == ra


def _equivalent(
    scope: Scope, left: Node, right: Node, equations: tuple[Rel, ...], clock: Clock, assumed: dict[str, Letter]
) -> bool:
    return bool(equivalents(scope, left, right, equations, clock, assumed))
