"""How the trees of a line are evaluated on a model: with an evaluator for each, at every choice of their free indices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import Env, Evaluator
from interviewer.checking.evaluation.layouts import UNASKED
from interviewer.checking.fields import Field, IllTyped, Unsupported
from interviewer.checking.models.facts import facts_of
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter
from interviewer.checking.values.model import EXTREME, REST, Model
from interviewer.notation.tree import Node, Sym, walk

MAX_INDEX_CHOICES = 8


class Evaluators:
    """Evaluators for a set of nodes under a scope, with types for what nobody declared."""

    def __init__(self, scope: Scope, nodes: tuple[Node, ...], clock: Clock, assumed: dict[str, Letter]) -> None:
        self.scope, self.nodes, self.clock = scope, nodes, clock
        self.assumed = assumed
        self.facts = facts_of(scope, nodes)
        self.bound = False  # an inequality that is not strict is tried where q is the posterior, too
        self.layout = UNASKED
        self.coarse: bool | None = None  # whether expectations are taken at few points; None until it is known

    def evaluator(self, model: Model, arithmetic: Field) -> Evaluator:
        facts = self.facts
        ev = Evaluator(self.scope, model, arithmetic, facts.argument)
        ev.layout, ev.clock = self.layout, self.clock
        ev.table_variables, ev.table_parameters = facts.tables, facts.parameters
        ev.counted, ev.integrated = facts.counted, facts.integrated
        ev.line = self.nodes
        ev.coarse = bool(self.coarse)
        ev.coincide = (self.bound and model.seed >= EXTREME and model.seed % 4 == 1) or model.seed >= REST
        ev.count = self.count_of(ev)
        for member in facts.differentials:
            letter = self.scope.types.get(member.name) or model.letter(member.name)
            if letter is None:
                raise Unsupported(f"the differential of {member.name}")
            kind = letter.kind if letter.kind in ("vector", "matrix", "symmetric") else "scalar"
            ev.differentials[member] = Letter(
                f"d.{letter.name}", kind, letter.shape, "", None, letter.index, letter.reach
            )
        return ev

    def count_of(self, ev: Evaluator) -> int | None:
        """How many things the line, or a definition it uses, sums over."""
        for n in self.facts.sums:
            try:
                found = ev.range_of(n.binders[0].var.name, n.body, Env())
            except (Unsupported, IllTyped, IndexError, KeyError):
                continue
            if found is not None:
                return found
        return None

    def environments(self, ev: Evaluator, nodes: tuple[Node, ...]) -> Iterator[Env]:
        """One environment for each choice of the free indices of `nodes`."""
        names = free_indices(self.scope, nodes)
        if not names:
            yield Env()
            return
        spaces = []
        base = Env()
        for name in names:
            size, low = None, 1
            for node in nodes:
                letter = _indexing_letter(self.scope, ev.model, node, name)
                if letter is not None and letter.reach:
                    low = ev.model.size(letter.reach[0])
                size = size or ev.range_of(name, node, base)
            spaces.append(list(range(low, (size or 3) + 1)))
        choices = list(product(*spaces))
        if len(choices) > MAX_INDEX_CHOICES:
            rng = ev.model.rng("indices", tuple(names))
            choices = [choices[int(k)] for k in rng.choice(len(choices), MAX_INDEX_CHOICES, replace=False)]
        for choice in choices:
            yield Env(bound=dict(zip(names, choice, strict=True)))


def _indexing_letter(scope: Scope, model: Model, node: Node, name: str) -> Letter | None:
    for n in walk(node):
        if isinstance(n, Sym) and n.index and isinstance(n.index[0], Sym) and n.index[0].name == name:
            letter = scope.types.get(n.name) or model.letter(n.name)
            if letter is not None and letter.reach:
                return letter
    return None
