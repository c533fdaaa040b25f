"""A candidate's line to a verdict: the best over all sensible readings, confirmed before it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from interviewer.checking.claims.concluded import CONCLUDED, with_other_conclusion
from interviewer.checking.claims.quadratic_forms import with_definiteness
from interviewer.checking.claims.result import DEFINITION
from interviewer.checking.claims.weights import with_form
from interviewer.checking.claims.whole_programs import OTHERWISE, as_program
from interviewer.checking.clause_order import under_laws
from interviewer.checking.clauses import judge_clauses
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.confirming import UNKNOWN
from interviewer.checking.idle_readings import ends_nowhere, made_trivial, sets_letter
from interviewer.checking.judged import REFUTED, UNDECIDED, Judged, rank
from interviewer.checking.models.comparison import APPROXIMATED
from interviewer.checking.models.increments import moves_freely
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.named_in_words import with_words_heard
from interviewer.checking.names_of_lines import introduced, leaning_on_quantified, names_touched
from interviewer.checking.open_worlds import by_acquaintance, is_exact, is_open_to, worlds_for
from interviewer.checking.own.columns import with_parts
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.assigned_states import with_assigned_states
from interviewer.checking.reading.at_optimum import speaks_of_optimum
from interviewer.checking.reading.bare_objectives import with_objectives_in_full
from interviewer.checking.reading.capital_laws import with_densities_alone
from interviewer.checking.reading.common_members import with_common_members
from interviewer.checking.reading.estimates import at_estimate
from interviewer.checking.reading.guessing import given_in, guessed, parameters_guessed
from interviewer.checking.reading.idle_arguments import IDLE, argument_idle
from interviewer.checking.reading.independent_laws import with_independence
from interviewer.checking.reading.kronecker import with_kronecker
from interviewer.checking.reading.laws_by_formula import with_laws_by_name
from interviewer.checking.reading.laws_of_data import with_densities_of_data
from interviewer.checking.reading.merged_names import MERGED, merges
from interviewer.checking.reading.named_on_the_way import without_named_middles
from interviewer.checking.reading.numbered_laws import with_numbered_laws
from interviewer.checking.reading.other_sizes import at_other_sizes
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.reading.reassigned import with_reassigned
from interviewer.checking.reading.shapes import squares_samples, transposes_numbers
from interviewer.checking.reading.taken_steps import with_steps
from interviewer.checking.reading.vanishing_differentials import with_gradients_at_zero
from interviewer.checking.readings import readings_of, with_claim, without_bare_samples
from interviewer.checking.told.activations import with_activation
from interviewer.checking.told.additive_noise import noise_in, where_noise_is
from interviewer.checking.told.named_laws import with_named_laws
from interviewer.checking.told.objectives import with_told_objective
from interviewer.checking.told.priors import flat_in_words
from interviewer.checking.told.spaces import declared_anew, elsewhere, has_room
from interviewer.checking.weighing import assumed_in, fits, forgets, has_stages, outranks, passed_over
from interviewer.notation.clause import Line
from interviewer.notation.tree import Call, Node, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.passing import without_mentions

GRADIENT_UNSAID = "I cannot tell what these differentials are along; say of what they are derivatives, as in dW = ∂L/∂W"
TOO_LONG = "this takes too long to check; split the line into smaller steps"
_OF_ANY = re.compile(r"\(\s*(?:·|\.|\\cdot)\s*(?:\||∣|\\mid)")  # q(·|x)
EVENT_IN_WORDS = "the event of this probability is told in words; write it as a formula, such as P(z = 1 | x)"
TOLD_IN_WORDS = "what is said of a formula in words I cannot judge; write it as an equation"


@dataclass(frozen=True)
class _Heard:
    """A line as it is judged, and what its words leave open."""

    line: Line
    told: bool  # they say something of a formula that is no equation
    cut: bool  # mere mentions are left out


@dataclass
class _Best:
    """The best verdict so far; beside it those of readings that transpose numbers or square samples, for where no other can be."""

    judged: Judged | None = None
    flat: Judged | None = None
    squared: Judged | None = None

    def last(self) -> Judged | None:
        decided = self.judged is not None and self.judged.kind != "undecided"
        return self.judged if decided else self.squared or self.judged or self.flat


def judge_line(scope: Scope, text: str, clock: Clock) -> Judged:
    """The best verdict over all sensible readings: a line is right if one of them is."""
    found = _Best()
    scope = with_form(with_activation(flat_in_words(scope, text), text), text)
    scope = replace(scope, about=scope.world.spoken_of(f"{scope.context} {text}"))
    try:
        read = with_reassigned(with_common_members(readings_of(text, scope), scope))
        for line in with_assigned_states(with_kronecker(read, scope), scope):
            if _event_in_words(line, text):
                return Judged("undecided", None, scope, line, EVENT_IN_WORDS)
            scope, heard = _heard(scope, line, clock)
            if _over_worlds(scope, heard, text, found, clock):
                break
    except Unreadable as error:
        return Judged("undecided", None, scope, None, str(error))
    except OutOfTime:
        return _out_of_time(scope, found.last())
    except RecursionError:
        return Judged("undecided", None, scope, None, "the formula is nested too deeply")
    return found.last() or Judged("undecided", None, scope, None, "there is no formula in this line")


def _out_of_time(scope: Scope, best: Judged | None) -> Judged:
    """What was accepted stands; that every reading fails is not known."""
    if best is None or best.kind == "undecided":
        return Judged("undecided", None, scope, None, TOO_LONG)
    return replace(best, kind="undecided", message=TOO_LONG) if best.kind == "refuted" else best


def _event_in_words(line: Line, text: str) -> bool:
    """`P(it rains | x)`: a law of nothing that is written."""
    nodes = (n for c in line.clauses for n in walk(c.node))
    return not _OF_ANY.search(text) and any(
        isinstance(n, Call) and bool(n.given) and not (n.args or n.params) for n in nodes
    )


def _heard(scope: Scope, line: Line, clock: Clock) -> tuple[Scope, _Heard]:
    """The line with what its words tell as formulas, and the scope with what they put in force."""
    clauses = with_densities_of_data(under_laws(scope, with_independence(line.clauses)), scope)
    clauses = with_laws_by_name(clauses, scope)
    clauses = with_gradients_at_zero(with_numbered_laws(with_objectives_in_full(clauses)))
    clauses = without_named_middles(clauses, scope)
    line = replace(line, clauses=with_densities_alone(clauses, scope))
    line = line if scope.trusting else at_other_sizes(scope, with_claim(without_bare_samples(line)))
    scope, line = noise_in(*with_named_laws(*with_parts(scope, line)))
    scope = where_noise_is(scope, (c.node for c in line.clauses))
    if scope.trusting:  # the rest has been taken in already
        return scope, _Heard(line, told=False, cut=False)
    scope, whole = at_estimate(*with_told_objective(scope, line, clock))
    line, told = without_mentions(whole)
    return scope, _Heard(line, told, cut=line is not whole)


def _over_worlds(scope: Scope, heard: _Heard, text: str, found: _Best, clock: Clock) -> bool:
    """Judge the line in each reading of the problem; True once the best verdict is settled."""
    line = heard.line
    touched, quantified = names_touched(line, scope), leaning_on_quantified(line, scope)
    waiting = by_acquaintance(worlds_for(scope, text), line, scope)
    while waiting:
        world, foreign = waiting.pop(0)
        if foreign and found.judged is not None and rank(found.judged) < UNDECIDED:
            continue
        if world.changed and not world.changed & touched and found.judged is not None:
            continue
        if world.changed & quantified or not is_open_to(scope, world, line):
            continue  # said of every activation: no output without one
        here = replace(with_world(scope, world), optimal=speaks_of_optimum(line, world, scope.context))
        here = declared_anew(line, here, clock)
        if not has_room(line, here, clock):
            continue
        if _over_names(scope, here, heard, foreign, found, clock):
            return True
        settled = world is scope.setting and world.changed & touched and not has_stages(scope)
        if (settled or is_exact(world)) and found.judged is not None and rank(found.judged) == REFUTED:
            return True
        if found.judged is not None and found.judged.message == APPROXIMATED:
            waiting.sort(key=lambda w: not is_exact(w[0]))  # the same with networks of which expectations are exact
    return False


def _over_names(scope: Scope, here: Scope, heard: _Heard, foreign: bool, found: _Best, clock: Clock) -> bool:
    """Judge the line in each way its names may be the problem's; True once the best verdict is settled."""
    line, world = heard.line, here.world
    apart = introduced(line, here) | elsewhere(line, here, clock)
    seen: set[tuple[Node, ...]] = set()
    for k, nodes in enumerate(alias_readings(here, tuple(c.node for c in line.clauses), apart)):
        best = found.judged
        if nodes in seen or made_trivial(line, nodes):
            continue  # other names, the same formula
        seen.add(nodes)
        if k and best is not None and (best.kind == "given" or ends_nowhere(nodes, here)):
            continue
        judged = _judged(scope, here, heard, nodes, foreign, clock)
        if _not_his(scope, here, judged, nodes, best):
            continue  # what earlier lines say of a letter holds for it, whatever the problem calls it
        if judged.kind == "given" and judged.message == DEFINITION and sets_letter(line, nodes, here):
            continue
        if transposes_numbers(here, nodes, assumed_in(judged)):
            found.flat = found.flat or judged
            continue
        if squares_samples(here, nodes):
            found.squared = found.squared or judged
            continue
        if best is not None and passed_over(judged, best, scope, world, line, k > 0 or foreign):
            continue
        if judged.kind in ("verified", "given") and not fits(scope, world, clock):
            break
        elsewhere_set = best is not None and best.kind == "undecided" and scope.setting not in (None, world)
        if judged.kind == "refuted" and elsewhere_set and not fits(scope, world, clock):
            break  # nor does what fails where an earlier line fails as well
        if best is None or outranks(judged, best, scope):
            found.judged = best = judged
        if best.kind == "verified" or (judged is best and best.kind == "given" and not k):
            return True  # what only introduces a name known in the problem may say more in another reading
    return False


def _judged(scope: Scope, here: Scope, heard: _Heard, nodes: tuple[Node, ...], foreign: bool, clock: Clock) -> Judged:
    """The verdict in one reading of the problem and of the line's names."""
    line = heard.line
    clauses = tuple(
        replace(c, node=with_steps(here, prepare(n, here))) for c, n in zip(line.clauses, nodes, strict=True)
    )
    if argument_idle(nodes, here):
        return Judged("undecided", None, scope, line, IDLE, tuple(c.node for c in clauses), here)
    try:
        judged = judge_clauses(here, clauses, clock)
        if judged.kind == "verified" and not scope.trusting and (definite := with_definiteness(clauses)) != clauses:
            again = judge_clauses(here, definite, clock)
            judged = again if again.kind == "refuted" else judged
        accepted = judged.kind in ("verified", "given") and not scope.trusting
        if accepted and (program := as_program(clauses, line.words, here)):
            again = judge_clauses(here, program, clock)
            sure = again.kind == "refuted" or (again.kind == "undecided" and here.world is not scope.world)
            judged = replace(again, message=OTHERWISE if again.kind == "refuted" else again.message) if sure else judged
    except RecursionError:  # what defines itself in this reading may not in another
        judged = Judged("undecided", None, here, message="a definition that refers to itself without end")
    judged = judged if scope.trusting else with_words_heard(judged, line)
    if judged.kind == "verified" and not scope.trusting and (other := with_other_conclusion(line, clauses, here)):
        if judge_clauses(here, other, clock).kind in ("verified", "given"):
            judged = replace(judged, kind="undecided", message=CONCLUDED)  # whatever the value is
    if (heard.told and judged.kind == "verified") or (heard.cut and judged.kind == "given"):
        judged = replace(judged, kind="undecided", message=TOLD_IN_WORDS)
    after = with_world(judged.scope, scope.world)
    judged = replace(judged, line=line, nodes=tuple(c.node for c in clauses), read_in=here, scope=after)
    assumed = assumed_in(judged)
    if judged.kind == "refuted" and not scope.trusting and any(moves_freely(c.node, here) for c in clauses):
        unsaid = replace(judged.result, kind="undecided", message=GRADIENT_UNSAID, weak=True) if judged.result else None
        return replace(judged, kind="undecided", message=GRADIENT_UNSAID, result=unsaid)
    by_guess = judged.kind == "refuted" and not scope.trusting
    if by_guess and merges(line, nodes):
        return replace(judged, kind="undecided", message=MERGED)
    if by_guess and (letters := parameters_guessed(judged.nodes, assumed)):
        return replace(judged, kind="undecided", message=UNKNOWN.format(min(letters)))
    if by_guess and guessed(scope, here, assumed, given_in(nodes) if foreign else None):
        return replace(judged, kind="undecided", message=UNKNOWN.format(min(assumed)))
    return judged


def _not_his(scope: Scope, here: Scope, judged: Judged, nodes: tuple[Node, ...], best: Judged | None) -> bool:
    """Whether the verdict takes for a new letter what earlier lines call one of the problem's."""
    bare = judged.kind == "given" and bool(scope.spoken) and not scope.trusting
    unknown = undeclared(here, nodes, index_names(nodes))[0] if bare else set[str]()
    lost = judged.kind == "refuted" and best is not None and best.kind == "undecided"
    return (judged.kind in ("verified", "given") or lost) and forgets(scope, {*assumed_in(judged), *unknown})
