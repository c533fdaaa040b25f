"""A step under the candidate's own model: his definitions alone, on models typed for them.

Only what his lines ground is judged here: a step that leans on anything else belongs to the problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.result import Result, together
from interviewer.checking.clock import Clock
from interviewer.checking.models.undeclared import index_names
from interviewer.checking.own.activation import with_activation
from interviewer.checking.own.any_member import of_any_member
from interviewer.checking.own.belief import Belief
from interviewer.checking.own.belief_from_densities import belief_of, estimated, sought_in
from interviewer.checking.own.biases import with_biases
from interviewer.checking.own.borrowed import slopes_named, with_errors, with_latent
from interviewer.checking.own.called_functions import of_calls
from interviewer.checking.own.densities import LAWS
from interviewer.checking.own.doubts import doubt, is_factored
from interviewer.checking.own.equations import as_slope_at_zero
from interviewer.checking.own.first_members import with_first
from interviewer.checking.own.gradients import of_nothing_told, with_gradients, with_loss_named, with_open_losses
from interviewer.checking.own.labels import fused, numbered
from interviewer.checking.own.laplace import exactly
from interviewer.checking.own.log_densities import log_densities_named
from interviewer.checking.own.moments_told import Law
from interviewer.checking.own.normalisation import with_statistics
from interviewer.checking.own.objective import told_objective
from interviewer.checking.own.objective_data import counted
from interviewer.checking.own.one_layer import of_one_layer
from interviewer.checking.own.parts import parts_of, set_first
from interviewer.checking.own.posterior import judge_belief
from interviewer.checking.own.primed import primes_apart
from interviewer.checking.own.random import componentwise, laws_in, statement, without_laws
from interviewer.checking.own.shares import counts_apart, totals_apart
from interviewer.checking.own.spoken import as_claim, as_formulas
from interviewer.checking.own.study import Study, as_factor, read_setup
from interviewer.checking.own.units import with_layers
from interviewer.checking.own.vacuous import is_vacuous
from interviewer.checking.own.worked_weights import with_lists_named, with_worked_weights
from interviewer.checking.own.worlds import world_for
from interviewer.checking.own.written import as_listed, as_weights, scores_by_e
from interviewer.checking.problem.indices import circle_apart
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter, World
from interviewer.checking.reading.adjoints import adjoint_told, follows_from, unaccented
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.clause import Clause, Line
from interviewer.notation.statements import read_line
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Call,
    Deriv,
    Moment,
    Node,
    Rel,
    Sym,
    names,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.objectives import speaks_of_optimum, with_programs
from interviewer.notation.words.set_names import names_set


def judge_own(
    setup: Sequence[str], text: str, clock: Clock, problem: World | None = None
) -> tuple[Line, Result, str] | None:
    """The verdict on a step under the candidate's own set-up, None when that does not ground it.

    What `problem` says of a name that he does not define is said of his own quantities. The last item says what the set-up
    is: a whole Bayesian `model`, a `prior` alone, or plain definitions (empty).

    Raises OutOfTime.
    """
    *setup, text = with_lists_named((*setup, text), problem)
    setup, text = as_formulas(setup, text), exactly(setup, text)
    before, whole = read_setup(setup)
    before = with_latent(before, problem) if problem is not None else before
    told, _ = belief_of(before, frozenset())
    text = as_claim(text, told) if told is not None else text
    try:
        line = read_line(text, Study(named=names_set(setup)).taking(before).scope.vocabulary)
    except Unreadable:
        return None
    assumed, claims = parts_of(with_programs(line))
    if not setup:
        assumed, claims = set_first(assumed, claims)
    if not claims:
        return None
    before, assumed, claims = (
        [replace(c, node=transform(c.node, as_listed)) for c in part] for part in (before, assumed, claims)
    )
    before, assumed, claims = primes_apart([before, assumed, claims])
    claims = [replace(c, node=of_calls(c.node, (b.node for b in before))) for c in claims]
    if (adjoint := adjoint_told(setup, Study().scope.vocabulary.words)) is not None:
        before, assumed, claims = (
            [replace(c, node=unaccented(c.node, *adjoint)) for c in part] for part in (before, assumed, claims)
        )
        before = [c for c in before if not follows_from(c.node, adjoint[1])]
    before, assumed, claims = of_one_layer(
        [before, assumed, claims], problem.vocabulary.indexed if problem is not None else ()
    )
    if (network := with_layers([*before, *assumed], claims, slopes_named(problem))) is not None:
        before, claims = network
        assumed = []
    before, claims = log_densities_named(before, claims)
    optimal = speaks_of_optimum(line.words)
    seeking = told_objective([*before, *assumed], claims, optimal, problem) if told is None or told.open else None
    told_laws = [
        c.node for c in before if isinstance(c.node, Rel) and (c.node.ops == ("~",) or _is_density(c.node.operands[0]))
    ]
    if seeking and any((names(law) - names(seeking[0].value)) & names(c.node) for law in told_laws for c in claims):
        seeking = None  # λ = σ²/b is of the prior, which no objective tells
    if seeking is not None:
        claims = seeking[2]
        before, assumed, claims = counted([before, assumed, claims])
    before, assumed, claims = totals_apart([before, assumed, claims])
    literal = numbered([c.node for c in (*before, *assumed, *claims)])
    apart = any(
        n.name == "pi" and n.index for c in (*before, *assumed, *claims) for n in walk(c.node) if isinstance(n, Sym)
    )
    circled = circle_apart if apart else tuple[Node, ...]  # π_k beside 2π
    scores = scores_by_e(c.node for c in (*before, *assumed, *claims))
    fuse = lambda clauses: [  # noqa: E731
        replace(c, node=as_weights(node, scores))
        for c, node in zip(clauses, circled(tuple(fused(c.node, literal) for c in clauses)), strict=True)
    ]
    before, assumed, claims = counts_apart([fuse(before), fuse(assumed), fuse(claims)])
    if seeking is not None:  # again, in the letters as they now are
        seeking = told_objective([*before, *assumed], claims, optimal, problem, seeking[0].marked)
    if seeking is not None:
        before, assumed = seeking[1], []
    before, mean = with_open_losses(with_loss_named(before, claims), claims)
    if (flow := with_gradients([*before, *assumed], claims, mean)) is not None:
        before, claims = flow
        assumed = []
    belief, plain = belief_of([*before, *assumed], estimated(c.node for c in claims), sought_in(problem))
    if seeking is not None:
        belief, plain = None, [*before, *assumed]  # the f(θ) that is to be minimised is no density
    laws = laws_in(setup) if (belief is None or belief.open) and seeking is None else {}
    running = index_names(tuple(c.node for c in (*before, *claims)))
    told_by = {belief.unknown} if belief is not None else set[str]()  # its density says more
    laws = {n: law for n, law in laws.items() if n not in told_by | running}
    if laws:  # random numbers of which no parameter is asked
        belief, plain = None, without_laws([*before, *assumed], laws)
    study = with_first(with_biases(Study(whole=whole, context=" ".join((*setup, text))).taking(plain)))
    if not study.definitions and belief is None and not laws and seeking is None:
        return None
    if any(of_nothing_told(c.node, study) for c in claims):
        return None
    leads = [k + 1 < len(claims) and claims[k + 1].link in ("implies", "iff") for k in range(len(claims))]
    prepared = [(prepare(c.node, study.scope), lead) for c, lead in zip(claims, leads, strict=True)]
    study = with_statistics(study) if belief is None else study
    prepared = [(transform(node, lambda n: as_factor(n, study.definitions)), lead) for node, lead in prepared]
    study, prepared = of_any_member(study, prepared) if belief is None and seeking is None else (study, prepared)
    study = with_activation(study, [node for node, _ in prepared], problem)
    study, prepared = _with_new_names(study, prepared)
    if problem is not None and belief is None:
        study, nodes = with_errors(study, [node for node, _ in prepared], problem)
        prepared = [(node, lead) for node, (_, lead) in zip(nodes, prepared, strict=True)]
    objective = seeking[0] if seeking is not None else None
    if objective is not None:
        study = objective.taken_in(study, [node for node, _ in prepared])
    study = with_worked_weights(study, [node for node, _ in prepared], problem) if belief is None else study
    scope = world_for(study, [node for node, _ in prepared], belief, laws)
    if scope is None:
        return None
    if objective is not None:
        if (met := objective.is_met(scope, [node for node, _ in prepared], clock)) is not None:
            return line, met, "objective"
        scope = objective.imposed(scope)
    prepared = [(componentwise(node, laws, {**scope.types, **_drawn(scope, laws)}), lead) for node, lead in prepared]
    result = _judged(prepared, scope, belief, clock, laws)
    if result is not None and result.kind == "refuted" and objective is None:
        result = as_slope_at_zero(before, [node for node, _ in prepared], scope, clock, problem) or result
    if result is not None and result.kind == "refuted":
        why = doubt(study, prepared, scope, belief, objective is not None, problem)
        result = Result("undecided", scope, why) if why else result
    ground = "model" if network is not None else "" if belief is None else "prior" if belief.open else "model"
    if objective is not None:
        ground = "objective"
        shapes = result is not None and result.witness is not None and "shapes" in result.witness.values
        if result is not None and result.kind == "refuted" and (shapes or is_factored(study)):
            result = Result("undecided", scope, result.message)  # what nobody declared is guessed
    return (line, result, ground) if result is not None else None


def _is_density(node: Node) -> bool:
    return isinstance(node, Call) and node.fn.name in LAWS


def _drawn(scope: Scope, laws: dict[str, Law]) -> dict[str, Letter]:
    """The random names with the shape of their noise."""
    noises = {name: scope.types[f"{name}.noise"] for name in laws if f"{name}.noise" in scope.types}
    return {name: replace(noise, shape=() if noise.shape == ("1",) else noise.shape) for name, noise in noises.items()}


def _judged(
    claims: list[tuple[Node, bool]], scope: Scope, belief: Belief | None, clock: Clock, laws: dict[str, Law]
) -> Result | None:
    """The claims one after the other; one that leads to the next may be supposed. None when nothing is claimed."""
    last: Result | None = None
    found: list[Result] = []
    for node, leads in claims:
        chosen = statement(node, laws)
        if chosen is not None and chosen[1] == "variance" and laws[chosen[0]].variance is None:
            scope = scope.with_definition(Definition(f"{chosen[0]}.var", chosen[2], fixed=False))
            continue  # a variance that is open may be chosen
        result = _claim(node, scope, belief, clock)
        if result.kind == "given" and not (isinstance(node, Rel) and node.ops == ("∈",)):
            return None
        if laws and leads and result.kind != "verified":
            return None  # a condition on moments
        supposed = _supposed(node, scope, belief, clock) if result.kind != "verified" else None
        if supposed is not None and not leads and _is_score_at_zero(node):
            scope, last = scope.with_condition(supposed), Result("verified", scope, "a stationarity condition")
            found.append(last)
        elif supposed is not None and leads:
            scope = scope.with_condition(supposed)
        elif result.kind != "verified":
            return result
        else:
            scope, last = result.scope, result
            found.append(result)
    return replace(last, equations=together(found)) if last is not None else None


def _claim(node: Node, scope: Scope, belief: Belief | None, clock: Clock) -> Result:
    if belief is not None:
        return judge_belief(scope, belief, node, clock)
    result = judge_relation(scope, node, clock, scope.filters)
    if result.kind == "verified" and is_vacuous(node, scope, clock):
        return Result("undecided", scope, "what this says is zero already in the smallest model of your lines")
    return result


def _supposed(node: Node, scope: Scope, belief: Belief | None, clock: Clock) -> Rel | None:
    """`∂ℓ/∂θ = … = 0 ⇒`: what is set to hold, once the rest of its chain has been shown to."""
    if not isinstance(node, Rel) or node.ops[-1] not in ("=", "≡"):
        return None
    values = all(isinstance(n, Sym) for n in node.operands[:-1])  # a = b = 2
    to_zero = node.operands[-1] == ZERO
    if not values and not to_zero:
        return None
    supposed = node if values else Rel(("=",), node.operands[-2:])
    if supposed != node:
        before = Rel(node.ops[:-1], node.operands[:-1])
        if _claim(before, scope, belief, clock).kind != "verified":
            return None
    return supposed if belief is None else Rel(supposed.ops, tuple(belief.read(n) for n in supposed.operands))


def _is_score_at_zero(node: Node) -> bool:
    """`∂ℓ/∂θ = h/θ − t/(1 − θ) = 0`, also where nothing is drawn from it: it holds of the estimate."""
    head = node.operands[0] if isinstance(node, Rel) and len(node.ops) > 1 else None
    return isinstance(head, Deriv) or (isinstance(head, Call) and bool(head.primes))


def _with_new_names(study: Study, claims: list[tuple[Node, bool]]) -> tuple[Study, list[tuple[Node, bool]]]:
    """`θ|D ~ N(m, S), S⁻¹ = …, m = …`: what a later formula of the line defines is taken in, the rest is claimed."""
    kept: list[tuple[Node, bool]] = []
    before = study.mentioned
    for k, (node, leads) in enumerate(claims):
        head = node.operands[0] if isinstance(node, Rel) else None
        head = head.args[0] if isinstance(head, Apply) and head.op == "inv" else head
        new = (
            isinstance(head, Sym)
            and "." not in head.name
            and head.name not in before | set(study.definitions)
            and any(head.name in names(other) for other, _ in claims[:k])
        )
        if new:
            study = study.taking([Clause("let", node)])
        else:
            kept.append((_without_mere_names(node, before | set(study.definitions)), leads))
    return study, kept


def _without_mere_names(node: Node, known: frozenset[str] | set[str]) -> Node:
    """`μ_MAP = μ_N = …`: a name that only stands in the middle of a chain says nothing."""
    if not isinstance(node, Rel) or len(node.ops) < 2 or set(node.ops) != {"="}:
        return node
    first, *middle, last = node.operands
    if not isinstance(first, Moment) and not (isinstance(first, Sym) and "." in first.name):
        return node  # α = β = 1
    rest = [n for n in middle if not (isinstance(n, Sym) and not n.index and "." not in n.name and n.name not in known)]
    return Rel(("=",) * (len(rest) + 1), (first, *rest, last))
