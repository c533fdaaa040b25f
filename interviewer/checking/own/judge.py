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
from interviewer.checking.own.borrowed import slopes_named, with_errors
from interviewer.checking.own.by_what import by_what_is_sought
from interviewer.checking.own.densities import LAWS
from interviewer.checking.own.doubts import doubt, flattened, is_factored
from interviewer.checking.own.equations import as_slope_at_zero
from interviewer.checking.own.first_members import with_first
from interviewer.checking.own.gradients import of_nothing_told, with_gradients, with_loss_named, with_open_losses
from interviewer.checking.own.lines import Lines, Step, letters_apart, read_step, written_alike
from interviewer.checking.own.log_densities import log_densities_named
from interviewer.checking.own.moments_told import Law
from interviewer.checking.own.normalisation import with_statistics
from interviewer.checking.own.objective import Objective, told_objective
from interviewer.checking.own.objective_data import counted
from interviewer.checking.own.posterior import judge_belief
from interviewer.checking.own.random import componentwise, laws_in, statement, without_laws
from interviewer.checking.own.study import Study, as_factor
from interviewer.checking.own.told_data import with_told_data
from interviewer.checking.own.units import with_layers
from interviewer.checking.own.units_apart import with_units_apart
from interviewer.checking.own.vacuous import is_vacuous
from interviewer.checking.own.worked_weights import with_worked_weights
from interviewer.checking.own.worlds import world_for
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter, World
from interviewer.checking.reading.preparing import prepare
from interviewer.notation.clause import Clause, Line
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Moment, Node, Rel, Sym, names, transform, walk
from interviewer.notation.words.objectives import speaks_of_optimum


def judge_own(
    setup: Sequence[str], text: str, clock: Clock, problem: World | None = None
) -> tuple[Line, Result, str] | None:
    """The verdict on a step under the candidate's own set-up, None when that does not ground it.

    What `problem` says of a name that he does not define is said of his own quantities. The last item says what the set-up
    is: a whole Bayesian `model`, a `prior` alone, or plain definitions (empty).

    Raises OutOfTime.
    """
    step = read_step(setup, text, problem)
    if step is None:
        return None
    lines = written_alike(step, problem)
    slopes = slopes_named(problem)
    network = with_layers(lines.told, lines.claims, slopes) or with_units_apart(lines.told, lines.claims, slopes)
    lines = Lines(*network) if network is not None else lines
    before, claims = log_densities_named(lines.before, lines.claims)
    lines, objective = _with_objective(replace(lines, before=before, claims=claims), step, problem)
    before, mean = with_open_losses(with_loss_named(lines.before, lines.claims), lines.claims)
    flow = with_gradients([*before, *lines.assumed], lines.claims, mean)
    lines = Lines(*flow) if flow is not None else replace(lines, before=before)
    belief, plain, laws = _model_of(lines, step, objective is not None, problem)
    if belief is not None:
        belief, plain, nodes = with_told_data(belief, plain, [c.node for c in lines.claims])
        lines = replace(lines, claims=[replace(c, node=n) for c, n in zip(lines.claims, nodes, strict=True)])
    study = with_first(with_biases(Study(whole=step.whole, context=" ".join((*step.setup, step.text))).taking(plain)))
    if not study.definitions and belief is None and not laws and objective is None:
        return None
    if any(of_nothing_told(c.node, study) for c in lines.claims):
        return None
    study, claimed = _as_meant(study, lines.claims, belief, objective, problem)
    nodes = [node for node, _ in claimed]
    scope = world_for(study, nodes, belief, laws)
    if scope is None:
        return None
    if objective is not None:
        if (met := objective.is_met(scope, nodes, clock)) is not None:
            return (step.line, met, "objective") if not flattened(scope, nodes, problem) else None
        scope = objective.imposed(scope)
    claimed = [(componentwise(node, laws, {**scope.types, **_drawn(scope, laws)}), lead) for node, lead in claimed]
    result = _judged(claimed, scope, belief, clock, laws)
    if result is not None and result.kind == "refuted" and objective is None:
        nodes = [node for node, _ in claimed]
        result = as_slope_at_zero(lines.before, nodes, scope, clock, problem, belief) or result
    shapes = result is not None and result.witness is not None and "shapes" in result.witness.values
    if result is not None and result.kind == "refuted":
        why = doubt(study, claimed, scope, belief, objective is not None, problem, shapes)
        result = Result("undecided", scope, why) if why else result
    if result is not None and result.kind == "refuted" and objective is not None:
        if shapes or is_factored(study):
            result = Result("undecided", scope, result.message)  # what nobody declared is guessed
    if result is None or (result.kind == "verified" and flattened(scope, nodes, problem)):
        return None
    if objective is not None:
        return step.line, result, "objective"
    whole_model = network is not None or (belief is not None and not belief.open)
    return step.line, result, "model" if whole_model else "prior" if belief is not None else ""


def _with_objective(lines: Lines, step: Step, problem: World | None) -> tuple[Lines, Objective | None]:
    """The lines in letters that are told apart, and without the objective they set up, where the claims are about one."""
    optimal = speaks_of_optimum(step.line.words)
    found = None
    if step.told is None or step.told.open:
        found = told_objective(lines.told, lines.claims, optimal, problem)
    if found and any(
        (names(law) - names(found[0].value)) & names(c.node) for law in _laws_of(lines) for c in lines.claims
    ):
        found = None  # λ = σ²/b is of the prior, which no objective tells
    asked = frozenset[str]().union(*(names(c.node) for c in lines.claims))
    if found and found[0].sense == "max" and _laws_of(lines) and any(n.endswith(".MAP") for n in asked):
        found = None  # a likelihood that he names beside a prior is not what the posterior is
    if found is not None:
        lines = Lines.of(counted(replace(lines, claims=found[2]).parts))
    lines = letters_apart(lines)
    if found is not None:  # again, in the letters as they now are
        found = told_objective(lines.told, lines.claims, optimal, problem, found[0].marked)
    return (Lines(found[1], lines.claims), found[0]) if found is not None else (lines, None)


def _laws_of(lines: Lines) -> list[Rel]:
    """The laws that the lines before the step state, `θ ~ N(0, b)` or `p(θ) = …`."""
    relations = [c.node for c in lines.before if isinstance(c.node, Rel)]
    return [r for r in relations if r.ops == ("~",) or _is_density(r.operands[0])]


def _is_density(node: Node) -> bool:
    return isinstance(node, Call) and node.fn.name in LAWS


def _model_of(
    lines: Lines, step: Step, seeks: bool, problem: World | None
) -> tuple[Belief | None, list[Clause], dict[str, Law]]:
    """The Bayesian model that the lines describe, the clauses beside it, and the laws of the numbers they draw."""
    belief, plain = belief_of(lines.told, estimated(c.node for c in lines.claims), sought_in(problem))
    if seeks or _differentiates_law(lines):
        return None, lines.told, {}  # the f(θ) that is to be minimised, and one that is differentiated, is no density
    laws = laws_in(step.setup) if belief is None or belief.open else {}
    running = index_names(tuple(c.node for c in (*lines.before, *lines.claims)))
    told_by = {belief.unknown} if belief is not None else set[str]()  # its density says more
    laws = {n: law for n, law in laws.items() if n not in told_by | running}
    if laws:  # random numbers of which no parameter is asked
        return None, without_laws(lines.told, laws), laws
    return belief, plain, laws


def _differentiates_law(lines: Lines) -> bool:
    """`f'(x) = f(x)(1 − f(x))` after `f(x) = 1/(1 + e^{−x})`: a function, whatever it looks like."""
    heads = {r.operands[0].fn.name for r in _equations(lines.told) if isinstance(r.operands[0], Call)}
    primed = {n.fn.name for c in lines.claims for n in walk(c.node) if isinstance(n, Call) and n.primes}
    return bool(heads & primed)


def _equations(clauses: list[Clause]) -> list[Rel]:
    return [c.node for c in clauses if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=")]


def _as_meant(
    study: Study, claims: list[Clause], belief: Belief | None, objective: Objective | None, problem: World | None
) -> tuple[Study, list[tuple[Node, bool]]]:
    """The claims as formulas of the study, each with whether it leads to the next, and the study with what they speak of."""
    leads = [k + 1 < len(claims) and claims[k + 1].link in ("implies", "iff") for k in range(len(claims))]
    asked = [by_what_is_sought(c.node, study, problem) for c in claims]
    claimed = [(prepare(node, study.scope), lead) for node, lead in zip(asked, leads, strict=True)]
    study = with_statistics(study) if belief is None else study
    claimed = [(transform(node, lambda n: as_factor(n, study.definitions)), lead) for node, lead in claimed]
    if belief is None and objective is None:
        study, claimed = of_any_member(study, claimed)
    study = with_activation(study, [node for node, _ in claimed], problem)
    study, claimed = _with_new_names(study, claimed)
    if problem is not None and belief is None:
        study, nodes = with_errors(study, [node for node, _ in claimed], problem)
        claimed = [(node, lead) for node, (_, lead) in zip(nodes, claimed, strict=True)]
    nodes = [node for node, _ in claimed]
    if objective is not None:
        study = objective.taken_in(study, nodes)
    return with_worked_weights(study, nodes, problem) if belief is None else study, claimed


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
