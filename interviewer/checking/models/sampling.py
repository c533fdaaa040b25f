"""Models to try a relation on: drawn, moved until the conditions hold, filtered by the side conditions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from interviewer.checking.clock import MAX_PARDON, Clock
from interviewer.checking.evaluation.evaluate import Env, Evaluator
from interviewer.checking.evaluation.layouts import UNASKED
from interviewer.checking.evaluation.model import EXTREME, REST, Model
from interviewer.checking.evaluation.tangents import TANGENTS
from interviewer.checking.fields import Field, FloatField, HighField, IllTyped, OutOfDomain, Unsupported
from interviewer.checking.models import assume
from interviewer.checking.models.facts import facts_of
from interviewer.checking.models.moved import Moved, moved_before
from interviewer.checking.models.ordering import both_sides, holds, residuals
from interviewer.checking.models.solve import Equation, Inconsistent, solve
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter, World
from interviewer.notation.tree import MAX_REMEMBERED, Apply, Bound, Call, Deriv, Node, Num, Rel, Sym, names, walk

FLOAT = FloatField()


_high: list[HighField] = []


MODELS = 4
DEGENERATE = 2  # one in so many models has a multiplier that is zero on its bound: strict complementarity is no theorem
MANY_DRAWS, FEW_DRAWS = 25, 4  # models in a row that a restriction may turn down


MAX_FAILURES = 6  # models in a row that cannot be made to meet the conditions


NO_MODEL = "no model meets the conditions of the lines before"


MAX_INDEX_CHOICES = 8
FAR = 1  # numbers beyond are seldom drawn
MAX_VERSIONS = 12


def high_field() -> HighField:
    if not _high:
        _high.append(HighField())
    return _high[0]


@dataclass
class Sample:
    """One model with its evaluator and one choice of the free indices."""

    evaluator: Evaluator
    env: Env
    model: Model


def free_indices(scope: Scope, nodes: tuple[Node, ...]) -> list[str]:
    """Index names that no sum binds, in order of appearance."""
    known = scope.follows("free", dict)
    key = tuple(map(id, nodes))
    found = known.get(key)
    if found is None or any(a is not b for a, b in zip(found[0], nodes, strict=True)):
        if len(known) > MAX_REMEMBERED:
            known.clear()
        found = known[key] = nodes, _free_indices(scope, nodes)
    return list(found[1])


def _free_indices(scope: Scope, nodes: tuple[Node, ...]) -> list[str]:
    found: list[str] = []

    def visit(node: Node, bound: frozenset[str]) -> None:
        match node:
            case Sym(name, index):
                for item in index:
                    for x in walk(item):
                        if (
                            isinstance(x, Sym)
                            and x.name not in bound
                            and x.name not in found
                            and not x.index
                            and _is_index(scope, x.name)
                        ):
                            found.append(x.name)
                if (
                    not index
                    and name in _INDEX_LETTERS
                    and name not in bound
                    and not scope.knows(name)
                    and name in mentioned
                    and name not in found
                ):
                    found.append(name)
            case Bound(_, binders, body):
                inner = bound | {b.var.name for b in binders}
                for b in binders:
                    for part in (b.low, b.high, b.condition):
                        if part is not None:
                            visit(part, inner)
                visit(body, inner)
            case Apply("index", args):
                visit(args[0], bound)
                for item in args[1:]:
                    for x in walk(item):
                        if (
                            isinstance(x, Sym)
                            and x.name not in bound
                            and x.name not in found
                            and _is_index(scope, x.name)
                        ):
                            found.append(x.name)
            case _:
                from interviewer.notation.tree import children

                for child in children(node):
                    visit(child, bound)

    mentioned = assume.index_names(nodes) | _timed(scope, nodes) | _states(nodes)
    for node in nodes:
        visit(node, frozenset())
    if any(spec.get("chain") for spec in scope.world.distributions.values()):
        for name in sorted(frozenset[str]().union(*(names(n) for n in nodes)) & scope.own.keys()):
            found += [i for i in _left_open(scope, name) if i not in found and i in _TIMES]
    return found


_TIMES = frozenset("ts")


def _left_open(scope: Scope, name: str) -> list[str]:
    """The time of `ε_c = ε_θ(x_t, t, c)`, which a line that speaks of ε_c alone does not show."""
    known = scope.follows("left open", dict)
    if name not in known:
        known[name] = []  # a definition that speaks of itself adds nothing
        bodies = tuple(d.body for d in scope.own.get(name, ()) if not (d.index or d.is_call or d.params))
        known[name] = free_indices(scope, bodies) if bodies else []
    return known[name]


def _states(nodes: tuple[Node, ...]) -> set[str]:
    """The k of p(z = k)."""
    events = (a for node in nodes for n in walk(node) if isinstance(n, Call) for a in (*n.args, *n.given))
    values = (e.operands[1] for e in events if isinstance(e, Rel) and e.ops == ("=",))
    return {v.name for v in values if isinstance(v, Sym) and not v.index}


def _timed(scope: Scope, nodes: tuple[Node, ...]) -> set[str]:
    """Arguments at which a quantity is asked that takes them as an index: the t of SNR(t)."""
    found: set[str] = set()
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Call):
                for d in scope.definitions(n.fn.name)[:1]:
                    indices = assume.index_names((d.body,)) if d.is_call else set()
                    for param, argument in zip(d.params, n.args, strict=False):
                        if param in indices and isinstance(argument, Sym) and not argument.index:
                            found.add(argument.name)
    return found


_INDEX_LETTERS = frozenset("ijklmnstcrpqu")


def _is_index(scope: Scope, name: str) -> bool:
    if name in ("colon", "ellipsis", "before", "upto", "after", "from", "dot", "theta", "phi", "psi"):
        return False
    letter = scope.letter(name)
    if letter is not None and (letter.kind in ("variable", "label") or (len(name) > 1 and letter.kind != "integer")):
        return False  # the θ of p_θ is a parameter
    called = {d.body.name for d in scope.own.get(name, ()) if isinstance(d.body, Sym)}  # p, where X ∈ ℝ^{n×p}
    return not ({name} | called) & set(scope.world.sizes)


class Sampler:
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
        self.scope, self.nodes, self.clock = scope, nodes, clock
        self.assumed = assumed
        self.moved: Moved | None = None  # values that meet the conditions, by seed
        self.touching: dict[str, Letter] = {}  # the assumed letters that the conditions lean on
        self.asked: set[str] = set()  # the letters whose assumed types its models have been asked for
        everywhere = tuple(f for f in filters if self._holds_everywhere(f))
        self.conditions = (*conditions, *everywhere)
        self.filters = tuple(f for f in filters if f not in everywhere)
        # numbers drawn do not happen to be equal: a few models tell that; indices do
        self.exacting = any("=" in f.ops and not _of_indices(f) for f in self.filters)
        self.free: dict[tuple[int, ...], tuple[tuple[Node, ...], list[str]]] = {}
        self.facts = facts_of(scope, nodes)
        self.bound = False  # an inequality that is not strict is tried where q is the posterior, too
        self.layout = UNASKED
        self.coarse: bool | None = None  # whether expectations are taken at few points; None until it is known

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

    def model(self, seed: int) -> Model:
        model = Model(self.scope.world, seed, dict(self.assumed), asked=self.asked)
        if self.conditions:
            self.impose(model)
        return model

    def impose(self, model: Model) -> None:
        """Move the model until the conditions hold. Every line of a problem shares the moved values."""
        if self.moved is None:
            self.touching, self.moved = moved_before(self.scope, self.conditions, self.assumed)
        self.asked |= self.touching.keys()
        if model.seed not in self.moved:
            shared = set(self.conditions) <= set(problem_conditions(self.scope.world))
            started = time.thread_time()
            clock = Clock.of(MAX_PARDON) if shared else self.clock
            self.moved[model.seed] = self.solved(Model(model.world, model.seed, dict(self.touching)), clock)
            if shared:
                self.clock.pardon(time.thread_time() - started)
        moved = self.moved[model.seed]
        if moved is None:
            raise Inconsistent
        model.fixed.update(moved)

    def solved(self, model: Model, clock: Clock) -> dict[Any, Any] | None:
        """Values that meet the conditions, by letter and index; None when none are found. Raises OutOfTime."""
        sampler = Sampler(self.scope, self.conditions, clock, model.assumed)
        ev, carrying = sampler.evaluator(model, FLOAT), sampler.evaluator(model, TANGENTS)
        letters = letters_in(self.scope, self.conditions, model)
        keyed = [(letter, index) for letter in letters for index in indices_of(letter, self.conditions, model)]
        touched = {condition: frozenset(dependencies(self.scope, condition)) for condition in self.conditions}

        conditions = tuple(c for c in self.conditions if not self.same_version(c, model))

        def equation(condition: Rel, env: Env, degenerate: bool) -> Equation:
            def residual(at: Env, carried: bool) -> list[Any]:
                clock.check()
                by = carrying if carried else ev
                by.steps = 0
                return residuals(by, condition, at.bind_all(env.bound), degenerate)

            families = {self.scope.world.row_families.get(n, n) for n in touched[condition]}

            def pair(at: Env, carried: bool) -> tuple[list[Any], list[Any]]:
                by = carrying if carried else ev
                by.steps = 0
                return both_sides(by, condition, at.bind_all(env.bound))

            analytic = not any(isinstance(n, Deriv) for n in walk(condition))
            related = pair if condition.ops == ("⊥",) and not degenerate else None
            exact = set(condition.ops) == {"="} or degenerate
            return Equation(residual, touched[condition] | families, analytic, related, exact)

        places = [(c, env) for c in conditions for env in self.environments(ev, (c,))]
        slack = list(dict.fromkeys(c for c, _ in places if "⊥" in c.ops)) if model.seed % 4 == DEGENERATE else []
        zero = [[p for p in places if p[0] is c][k : k + 1] for k, c in enumerate(slack)]  # each at a place of its own
        equations = [equation(*p, degenerate=[p] in zero) for p in places]

        def moved() -> None:
            ev.forget()
            carrying.forget()

        try:
            # what a line says of a letter of its own is no word on the data: XᵀXv = 0 leaves X its rank
            first = frozenset((*self.scope.world.unknowns, *self.scope.world.multipliers, *model.assumed))
            written = frozenset[str]().union(*(names(c) for c in conditions))
            solve(model, keyed, equations, first, moved, written)
        except (Inconsistent, OutOfDomain):
            return None
        return dict(model.fixed)

    def same_version(self, condition: Rel, model: Model) -> bool:
        """`θ = θ_t`: the versions of the parameters take the value of the parameters themselves, and that is all it says."""
        sides = condition.operands
        plain = [s for s in sides if isinstance(s, Sym) and not s.index and s.name in self.scope.world.unknowns]
        marked = [s for s in sides if isinstance(s, Sym) and s.index and plain and s.name == plain[0].name]
        letter = self.scope.letter(plain[0].name) if plain else None
        if condition.ops != ("=",) or len(marked) != 1 or letter is None:
            return False
        for k in range(MAX_VERSIONS):
            model.fixed[letter.name, (k,)] = model.draw(letter, ())
        return True

    def environments(self, ev: Evaluator, nodes: tuple[Node, ...]) -> Iterator[Env]:
        """One environment for each choice of the free indices of `nodes`."""
        key = tuple(map(id, nodes))
        if key not in self.free:
            self.free[key] = nodes, free_indices(self.scope, nodes)
        names = self.free[key][1]
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

    def samples(self, count: int = MODELS, start: int = 0) -> Iterator[Sample]:
        made, seed, failures = 0, start, 0
        while made < count:
            self.clock.check()
            try:
                model = self.model(seed)
            except Inconsistent:
                failures += 1
                seed += 1
                if failures > MAX_FAILURES:
                    return
                continue
            seed += 1
            ev = self.evaluator(model, FLOAT)
            used = False
            for env in self.environments(ev, (*self.nodes, *self.filters)):
                try:
                    if not all(holds(ev, f, env) for f in self.filters):
                        continue
                except IndexError:
                    continue
                used = True
                yield Sample(ev, env, model)
            if used:
                made += 1
            else:
                failures += 1
                if failures > (FEW_DRAWS if self.exacting else MANY_DRAWS):
                    return


def _of_indices(relation: Rel) -> bool:
    """`j = i`, `y_i = 1`: between few whole numbers, which meet by chance."""
    return all(isinstance(o, Num | Sym) or (isinstance(o, Apply) and o.op in ("add", "neg")) for o in relation.operands)


def problem_conditions(world: World) -> list[Node]:
    """What the problem itself sets: the same for all lines of it."""
    return [*world.constraints, *(c for group in world.conditions.values() for c in group)]


def _indexing_letter(scope: Scope, model: Model, node: Node, name: str) -> Letter | None:
    for n in walk(node):
        if isinstance(n, Sym) and n.index and isinstance(n.index[0], Sym) and n.index[0].name == name:
            letter = scope.types.get(n.name) or model.letter(n.name)
            if letter is not None and letter.reach:
                return letter
    return None


def letters_in(scope: Scope, nodes: tuple[Node, ...], model: Model) -> list[Letter]:
    """The drawn letters that nodes depend on, through definitions and rows."""
    out: dict[str, Letter] = {}
    seen: set[str] = set()

    def visit(node: Node) -> None:
        for n in walk(node):
            name = n.name if isinstance(n, Sym) else None
            if name is None or name in seen:
                continue
            seen.add(name)
            rows = scope.world.row_families.get(name)
            for definition in scope.definitions(name)[:1]:
                visit(definition.body)
            if rows is not None:
                visit(Sym(rows))
            letter = scope.types.get(name) or model.letter(name)
            if letter is not None and not letter.is_function and not scope.definitions(name):
                out[name] = letter

    for node in nodes:
        visit(node)
    return list(out.values())


def indices_of(letter: Letter, nodes: tuple[Node, ...], model: Model) -> list[tuple[int, ...]]:
    if letter.index is not None and letter.reach:
        return [(k,) for k in range(model.size(letter.reach[0]), model.size(letter.reach[1]) + 1)]
    return [()]
