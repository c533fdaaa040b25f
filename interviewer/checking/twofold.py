"""A line judged twice: under the problem, and under the model the candidate has set up himself."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from derivations import Derivation
from interviewer.checking.claims.result import DEFINITION
from interviewer.checking.claims.updates import ASTRAY
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.confirming import NOT_UNDERSTOOD, confirmed
from interviewer.checking.earlier.his_loss import with_his_loss, with_problems_loss
from interviewer.checking.earlier.setup import scope_after, with_names_used
from interviewer.checking.judged import Judged, by_shapes
from interviewer.checking.lines import judge_line
from interviewer.checking.own.borrowed import is_kronecker
from interviewer.checking.own.defined_anew import of_names_lost
from interviewer.checking.own.judge import judge_own
from interviewer.checking.own.losses import leaves_loss
from interviewer.checking.own.shifted import scope_of_shifts
from interviewer.checking.own.untold_units import applied, networks_supposed, with_inputs
from interviewer.checking.problem.aliases import numbers_apart, targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.checking.problem.world_building import world_of
from interviewer.checking.reading.row_vectors import with_rows
from interviewer.checking.settling import explained_by_slip
from interviewer.checking.told.accented import with_accented
from interviewer.checking.told.amounts import with_told_amounts
from interviewer.checking.told.chosen import without_choice
from interviewer.checking.told.counted_outcomes import with_counts_as_sums
from interviewer.checking.told.equal_sizes import at_plain_size, counts_entries
from interviewer.checking.told.families import with_words
from interviewer.checking.told.freed import with_freed, with_scores
from interviewer.checking.told.logistic import with_logistic
from interviewer.checking.told.multipliers import with_multipliers_named
from interviewer.checking.told.one_coordinate import at_one_coordinate
from interviewer.checking.told.premises import ARROW
from interviewer.checking.told.prose import with_laws
from interviewer.checking.told.spoken_letters import letters_of
from interviewer.checking.told.spoken_sizes import with_spoken_sizes
from interviewer.checking.told.weights_apart import weights_apart
from interviewer.checking.told.written_arguments import with_spaces_written
from interviewer.checking.told.written_out import at_written_sizes
from interviewer.notation.clause import Clause
from interviewer.notation.lexer import within_bounds
from interviewer.notation.limits import MAX_CHARS
from interviewer.notation.show import show
from interviewer.notation.tree import Deriv, Num, Rel, Sym, names, num, transform, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.objectives import names_sense

OWN_SHARE, SETUP_SHARE = 0.4, 0.5  # of a line's time; what is left is for the line under the problem
TOO_LONG = "this takes too long to check; split the line into smaller steps"

_UNITS, TWO = frozenset("ijk"), num(2)
WHICH_SIZE = "this holds if all these vectors have as many entries; say which size is meant, as in q, k ∈ ℝ^d"
WHICH_LAYER = "I cannot tell which layer each letter is of; write the layer as a superscript, as in δ^{(l)}_j"


def judge_twofold(derivation: Derivation, setup: Sequence[str], text: str, clock: Clock) -> Judged:
    """The verdict on one line after the lines before it.

    His own model decides where it clashes with the problem's, where it says how data depend on a parameter, and where the
    problem has nothing to say.
    """
    try:
        within_bounds(text)
    except Unreadable as error:
        return Judged("undecided", None, Scope(World()), message=str(error))
    setup = [line for line in setup if len(line) <= MAX_CHARS]  # nobody's set-up: pasted noise
    setup = with_counts_as_sums(with_spaces_written(world_of(derivation), setup))
    whole = clock.left()
    part = Clock.of(OWN_SHARE * whole, within=clock)
    told = [with_laws(line, world_of(derivation).vocabulary) for line in setup]
    grounded = (
        bool(setup) or names_sense(text) or (ARROW.search(text) is not None and leaves_loss(world_of(derivation)))
    )
    own = _own(told, text, part, world_of(derivation)) if grounded else None
    if own is not None and (
        (own.ground and own.judged.kind == "verified")
        or (own.ground == "model" and own.judged.kind == "refuted" and not by_shapes(own.judged))
    ):
        return own.settled()
    scope = _scope_of(derivation, setup, text, SETUP_SHARE * whole, clock)
    scope = with_accented(with_names_used(scope, text), clock) if setup else with_names_used(scope, text)
    scope = with_multipliers_named(with_told_amounts(with_spoken_sizes(scope, text), text), text)
    scope, text = with_words(scope, text)
    if (
        own is not None
        and own.judged.kind == "refuted"
        and _layers_by_letters(own.judged, scope, _of_one_layer(own, scope))
    ):
        own = None
    first = own is not None and bool(scope.clash or own.ground)
    if own is not None and first and own.judged.kind == "verified":
        return own.settled()
    scope = with_rows(replace(scope, context=f"{scope.context} {text}"), [text])
    judged = _under_problem(scope, setup, text, clock)
    if judged.kind == "refuted" and setup and (weights := weights_apart(world_of(derivation), (*setup, text))):
        weighed = scope_after(derivation, setup, clock, weights)
        again = confirmed(judge_line(weighed, text, clock), weighed)
        judged = again if again.kind == "verified" else judged
    if judged.kind == "refuted" and (same := at_plain_size(scope, judged.nodes)) is not scope:
        if (again := judge_line(same, text, clock)).kind == "verified":
            told_so = counts_entries(same, judged.nodes)
            return again if told_so else replace(judged, kind="undecided", message=WHICH_SIZE)
    if judged.kind == "refuted":
        for sized in at_written_sizes(scope, judged.nodes):
            if (again := confirmed(judge_line(sized, text, clock), sized)).kind in ("verified", "given"):
                return again
    if own is None and judged.kind in ("refuted", "undecided") and _layers_by_letters(judged, scope):
        return _by_units(judged, told, text, scope, clock)
    if judged.kind == "refuted" and _layers_by_letters(judged, scope):
        told_apart = own is not None and own.judged.kind != "undecided" and not by_shapes(own.judged)
        return own.settled() if told_apart and own else replace(judged, kind="undecided", message=WHICH_LAYER)
    if (
        own is not None
        and (own.late or own.ground == "model")
        and judged.kind == "refuted"
        and not _borne(scope, setup)
    ):
        if own.judged.kind == "refuted":
            return own.settled()
        return replace(judged, kind="undecided", message=own.judged.message)  # his own model may bear it
    if own is None or own.judged.kind == "undecided":
        lost = of_names_lost(judged, scope, told)
        return replace(judged, kind="undecided", message=NOT_UNDERSTOOD) if lost else judged
    return _which_stands(own, judged, scope, first)


def _under_problem(scope: Scope, setup: Sequence[str], text: str, clock: Clock) -> Judged:
    """The verdict on a line under the problem; where it does not fit, with some of its letters free for what the line makes of them."""
    judged = confirmed(judge_line(scope, text, clock), scope)
    if judged.kind == "undecided" and (alone := scope_of_shifts(setup, text, scope.world)) is not None:
        judged = confirmed(judge_line(alone, text, clock), alone)
    if judged.kind in ("refuted", "undecided") and (one := at_one_coordinate(scope, judged)) is not scope:
        again = confirmed(judge_line(one, text, clock), one)
        judged = again if by_shapes(judged) or again.kind in ("verified", "refuted") else judged
    misfit = judged.message == ASTRAY or (judged.kind == "refuted" and by_shapes(judged))
    if misfit and (freed := with_scores(with_freed(scope, judged), judged)) is not scope:  # w_new = F(z), z = …
        judged = confirmed(judge_line(freed, text, clock), freed)
    if judged.result is not None and judged.result.kind == "refuted":
        for others in (with_freed, without_choice, with_logistic, lambda scope, _: with_problems_loss(scope, text)):
            other = others(scope, judged) if judged.kind not in ("verified", "given") else scope
            again = confirmed(judge_line(other, text, clock), other) if other is not scope else judged
            judged = again if again.kind in ("verified", "given") else judged
    return judged


def _which_stands(own: _Own, judged: Judged, scope: Scope, first: bool) -> Judged:
    """The verdict under his own model or that under the problem, where both can tell; `first` says that his comes first."""
    if own.judged.kind == "verified" and judged.kind == "refuted":
        return own.settled()  # what follows from his definitions alone holds, whatever else the letters mean
    if judged.kind == "verified" and own.judged.kind == "refuted" and by_shapes(own.judged):
        return own.settled() if _elementwise_by_guess(judged, own) else judged
    if judged.kind == own.judged.kind == "refuted" and by_shapes(judged):
        if not by_shapes(own.judged) or (explained_by_slip(own.judged) and not explained_by_slip(judged)):
            return own.settled()  # values of his own letters, where the problem's are of other shapes
    if judged.kind == "verified" and own.judged.kind == "refuted" and _of_his_loss(judged, own):
        return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)
    weak = judged.kind == "given" or scope.clash  # a line before says what the problem does not
    anew = judged.kind == "given" and judged.message == DEFINITION and not by_shapes(own.judged)
    first = first or anew  # what a line before defines is no new name
    if own.judged.kind == "refuted" and not by_shapes(own.judged) and _read_elsewhere(judged, scope):
        weak = True  # it holds in a reading of the problem other than the one that the lines before it have settled
    if judged.kind == "undecided" or (own.judged.kind == "refuted" and first and weak):
        return own.settled()
    return judged


def _by_units(judged: Judged, setup: Sequence[str], text: str, scope: Scope, clock: Clock) -> Judged:
    """The verdict where each unit's letter tells its layer, if all networks that may be meant agree in it."""
    nodes = [c.node for c in judged.line.clauses] if judged.line is not None else []
    pairs = {n.name for node in nodes for n in walk(node) if isinstance(n, Sym) and len(n.index) == 2}
    found = list[Judged]()
    grounds = [
        show(transform(c.node, applied))
        for c in (judged.line.clauses if judged.line is not None else ())
        if _says_what(c)
    ]
    for network in networks_supposed(nodes) if not pairs & scope.spoken else ():  # a line before says what those are
        for said in (*grounds, text):  # `where a_j = …` is no model of his own where the network says what a_j is
            share = Clock.of(OWN_SHARE * clock.left(), within=clock)
            own = _own([*network, *setup], with_inputs(said, network), share, scope.world)
            if own is not None and said is not text and own.judged.kind == "given":
                continue
            if own is None or own.ground != "model" or own.judged.kind not in ("verified", "refuted"):
                return replace(judged, kind="undecided", message=WHICH_LAYER)
            found.append(own.settled())
    if found and len({j.kind for j in found}) == 1:
        return found[0]
    return replace(judged, kind="undecided", message=WHICH_LAYER)


def _says_what(clause: Clause) -> bool:
    """`where a_j = Σ_i w_ji z_i`: an equation for the letter of a unit."""
    match clause:
        case Clause("reason", Rel(("=",), (Sym(_, (Sym(),)), value))) if not isinstance(value, Num):
            return True
    return False


def _scope_of(derivation: Derivation, setup: Sequence[str], text: str, seconds: float, clock: Clock) -> Scope:
    """What the lines before one put in force; time for them is their own, as in an interview they are judged before."""
    problem = world_of(derivation)
    lines = " ".join((*setup, text))
    written = frozenset[str]().union(*(letters_of(line, problem.vocabulary) for line in (*setup, text)))
    written = written.union(*(names(node) for noun, node in problem.vocabulary.nouns if noun in lines))
    apart = numbers_apart(problem, written)
    if not setup:
        return scope_after(derivation, setup, clock, apart)
    started = time.thread_time()
    scope = scope_after(derivation, setup, Clock.of(seconds), apart)
    clock.pardon(time.thread_time() - started)
    return with_his_loss(scope, text)


def _layers_by_letters(judged: Judged, scope: Scope, his: frozenset[str] = frozenset()) -> bool:
    """`δ_j = h'(a_j) Σ_k w_kj δ_k`: nothing but the letters of the indices tells which layer is meant, of names that are not `his`."""
    if judged.line is None:
        return False
    symbols = [n for c in judged.line.clauses for n in walk(c.node) if isinstance(n, Sym) and n.index]
    layered = scope.world.vocabulary.indexed - his
    other = {n.name for n in symbols if n.name not in his and layered & {*targets_of(scope, n.name)}}
    spoken = [n for n in symbols if n.name in layered | other and not is_kronecker(n)]
    if any(len(n.index) == 2 and all(isinstance(i, Sym) and i.name in _UNITS for i in n.index) for n in spoken):
        spoken = [n for n in spoken if not (len(n.index) == 2 and n.index[0] == TWO)]  # z_j² beside a w_kj
    found = {n.index for n in spoken}
    letters = {i for index in found for i in index}
    weighed = any(len(n.index) == 2 and not is_kronecker(n) for n in symbols)
    weighed = weighed or any(isinstance(n, Deriv) for c in judged.line.clauses for n in walk(c.node))
    return weighed and len(letters) > 1 and all(isinstance(i, Sym) and i.name in _UNITS for i in letters)


def _of_one_layer(own: _Own, scope: Scope) -> frozenset[str]:
    """What his own lines speak of, where no weight of theirs, w_kj beside w_ji, leads to several layers."""
    bodies = [d.body for ds in own.judged.scope.own.values() for d in ds]
    pairs = {(n.name, n.index) for b in bodies for n in walk(b) if isinstance(n, Sym) and len(n.index) == 2}
    return scope.spoken if len(pairs) == len({name for name, _ in pairs}) else frozenset()


def _elementwise_by_guess(judged: Judged, own: _Own) -> bool:
    """Whether functions that he has told the Jacobian of are taken for functions of single numbers: no transpose shows there."""
    guessed = judged.result.assumed if judged.result is not None else None
    return any(letter.kind == "function" and name in own.judged.scope.types for name, letter in (guessed or {}).items())


def _of_his_loss(judged: Judged, own: _Own) -> bool:
    """Whether a claim is about the slope of a loss that his own lines define, and fails there."""
    lost = {
        n.body.name for node in judged.nodes for n in walk(node) if isinstance(n, Deriv) and isinstance(n.body, Sym)
    }
    his = own.judged.scope
    told = frozenset(his.own).union(*(names(d.body) for ds in his.own.values() for d in ds))
    spoken = frozenset[str]().union(*map(names, judged.nodes))  # an n that no line of his has counts the problem's data
    return not by_shapes(own.judged) and bool(lost & his.own.keys()) and spoken <= told


def _read_elsewhere(judged: Judged, scope: Scope) -> bool:
    return scope.setting is not None and judged.read_in is not None and judged.read_in.world is not scope.setting


def _borne(scope: Scope, setup: Sequence[str]) -> bool:
    """Whether the problem bears all the lines before: then his model is the problem's."""
    return len(scope.held) >= len(setup) and not (scope.clash or scope.unread or scope.unsettled)


@dataclass(frozen=True)
class _Own:
    """The verdict under his own model, and what that model is."""

    judged: Judged
    ground: str
    late: bool = False

    def settled(self) -> Judged:
        try:
            return confirmed(self.judged, self.judged.scope)
        except OutOfTime:
            return replace(self.judged, kind="undecided", message=TOO_LONG)


def _own(setup: Sequence[str], text: str, clock: Clock, problem: World) -> _Own | None:
    try:
        found = judge_own(setup, text, clock, problem)
    except OutOfTime:
        return _Own(Judged("undecided", None, Scope(World()), message=TOO_LONG), "", late=True)
    if found is None:
        return None
    line, result, ground = found
    judged = Judged(result.kind, result, result.scope, line, result.message, equations=result.equations)
    return _Own(judged, ground)
