"""Models to try a relation on: drawn, moved until the conditions hold, filtered by the side conditions."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from interviewer.checking.clock import MAX_PARDON, Clock
from interviewer.checking.evaluation.evaluate import Env, Evaluator
from interviewer.checking.fields import FLOAT
from interviewer.checking.models.evaluators import Evaluators
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.meeting import values_meeting
from interviewer.checking.models.moved import Moved, moved_before
from interviewer.checking.models.ordering import holds
from interviewer.checking.models.solve import Inconsistent
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.model import Model
from interviewer.notation.tree import Apply, Node, Num, Rel, Sym

MODELS = 4
MANY_DRAWS, FEW_DRAWS = 25, 4  # models in a row that a restriction may turn down
MAX_FAILURES = 6  # models in a row that cannot be made to meet the conditions
NO_MODEL = "no model meets the conditions of the lines before"
FAR = 1  # numbers beyond are seldom drawn


@dataclass
class Sample:
    """One model with its evaluator and one choice of the free indices."""

    evaluator: Evaluator
    env: Env
    model: Model


class Sampler(Evaluators):
    """Samples for a set of nodes under a scope: models, index choices, conditions met, side conditions filtered."""

    def __init__(
        self,
        scope: Scope,
        nodes: tuple[Node, ...],
        clock: Clock,
        assumed: dict[str, Letter],
        filters: tuple[Rel, ...] = (),
        conditions: tuple[Rel, ...] = (),
    ) -> None:
        super().__init__(scope, nodes, clock, assumed)
        self.moved: Moved | None = None  # values that meet the conditions, by seed
        self.touching: dict[str, Letter] = {}  # the assumed letters that the conditions lean on
        self.asked: set[str] = set()  # the letters whose assumed types its models have been asked for
        everywhere = tuple(f for f in filters if self._holds_everywhere(f))
        self.conditions = (*conditions, *everywhere)
        self.filters = tuple(f for f in filters if f not in everywhere)
        # numbers drawn do not happen to be equal: a few models tell that; indices do
        self.exacting = any("=" in f.ops and not _of_indices(f) for f in self.filters)

    def _holds_everywhere(self, restriction: Rel) -> bool:
        """`yᵢ(wᵀxᵢ + b) > 1` beside a claim without i is meant for every i: models are moved to meet it."""
        indices = set(free_indices(self.scope, (restriction,)))
        ordered = all(op in ("<", ">", "<=", ">=") for op in restriction.ops)
        far = any(isinstance(o, Num) and abs(o.value) > FAR for o in restriction.operands)
        if ordered and far and all(isinstance(o, Num) or self._is_drawn(o) for o in restriction.operands):
            return True  # n ≥ 2, where numbers are drawn about one
        return ordered and bool(indices) and not indices & set(free_indices(self.scope, self.nodes))

    def _is_drawn(self, node: Node) -> bool:
        letter = self.assumed.get(node.name) if isinstance(node, Sym) and not node.index else None
        return letter is not None and letter.kind in ("scalar", "real", "positive")

    def model(self, seed: int) -> Model:
        """A model, moved until the conditions hold. Raises Inconsistent when they cannot be met."""
        model = Model(self.scope.world, seed, dict(self.assumed), asked=self.asked)
        if self.conditions:
            moved = self._moved(seed)
            if moved is None:
                raise Inconsistent
            model.fixed.update(moved)
        return model

    def _moved(self, seed: int) -> dict[Any, Any] | None:
        """Values that meet the conditions. Every line of a problem shares them."""
        if self.moved is None:
            self.touching, self.moved = moved_before(self.scope, self.conditions, self.assumed)
        self.asked |= self.touching.keys()
        if seed not in self.moved:
            shared = set(self.conditions) <= set(self.scope.world.own_conditions)
            started = time.thread_time()
            clock = Clock.of(MAX_PARDON) if shared else self.clock
            model = Model(self.scope.world, seed, dict(self.touching))
            self.moved[seed] = values_meeting(self.scope, self.conditions, model, clock)
            if shared:
                self.clock.pardon(time.thread_time() - started)
        return self.moved[seed]

    def samples(self, count: int = MODELS, start: int = 0) -> Iterator[Sample]:
        """So many models at their choices of indices; fewer where too many in a row are turned down."""
        made = failures = 0
        for seed in itertools.count(start):
            if made >= count:
                return
            self.clock.check()
            try:
                model = self.model(seed)
            except Inconsistent:
                failures += 1
                if failures > MAX_FAILURES:
                    return
                continue
            used = False
            for sample in self._samples_of(model):
                used = True
                yield sample
            made, failures = made + used, failures + (not used)
            if not used and failures > (FEW_DRAWS if self.exacting else MANY_DRAWS):
                return

    def _samples_of(self, model: Model) -> Iterator[Sample]:
        ev = self.evaluator(model, FLOAT)
        for env in self.environments(ev, (*self.nodes, *self.filters)):
            try:
                if all(holds(ev, f, env) for f in self.filters):
                    yield Sample(ev, env, model)
            except IndexError:
                continue


def _of_indices(relation: Rel) -> bool:
    """`j = i`, `y_i = 1`: between few whole numbers, which meet by chance."""
    return all(isinstance(o, Num | Sym) or (isinstance(o, Apply) and o.op in ("add", "neg")) for o in relation.operands)
