"""What the lines before a step leave in force, judged once for all steps that share them."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from derivations import Derivation
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.earlier.absorbing import absorb_line
from interviewer.checking.earlier.his_loss import with_his_loss, without_his_loss
from interviewer.checking.earlier.whole_lines import gives_values
from interviewer.checking.problem.scope import Apart, Scope
from interviewer.checking.problem.world_building import world_of
from interviewer.checking.reading.row_vectors import with_rows
from interviewer.checking.readings import readings_of
from interviewer.checking.told.spoken_letters import letters_of
from interviewer.checking.told.worked import example_letters
from interviewer.notation.tree import Call, Rel, Sym
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.set_names import names_set

LINE_SHARE = 0.5  # of the set-up's time that one of its lines may take
MAX_REMEMBERED = 128  # beginnings of derivations; an interview has some thirty lines

_Key = tuple[int, tuple[str, ...], Apart]
_remembered: OrderedDict[_Key, tuple[Derivation, Scope]] = OrderedDict()
_lock = Lock()


def scope_after(derivation: Derivation, setup: Sequence[str], clock: Clock, apart: Apart = frozenset()) -> Scope:
    """The problem's world with everything the earlier lines put in force; `apart` are names that do not stand for its numbers."""
    lines = tuple(setup)
    share = (LINE_SHARE if len(lines) > 1 else 1) * clock.left()
    for known in range(len(lines), 0, -1):
        found = _recall(derivation, lines[:known], apart)
        if found is not None:
            scope = found
            break
    else:
        known, scope = 0, with_rows(Scope(world_of(derivation), apart=apart), lines)
    for k in range(known, len(lines)):
        whole = clock.left() >= share
        part = Clock.of(share, within=clock)
        scope = _absorbed(with_names_set(scope, lines[: k + 1]), lines[k], part)
        if not part.ended or (whole and part.left() <= 0):  # not what a busy machine has cut short
            _remember(derivation, lines[: k + 1], apart, scope)
    return scope


def with_names_set(scope: Scope, lines: Sequence[str]) -> Scope:
    """The scope in which words that stand alone before an equals sign are names: `out = w2*h`."""
    found = {n for n in names_set(lines) if not scope.knows(n)} - scope.named
    return replace(scope, named=scope.named | found) if found else scope


def with_names_used(scope: Scope, text: str) -> Scope:
    """The same of a step for what it says more of: `err = X @ w - y; grad = 2 * X.T @ err`; nouns of the problem are no names."""
    nouns = {word for noun, _ in scope.vocabulary.nouns for word in noun.split()}
    used = [n for n in names_set([text]) - nouns if len(re.findall(rf"(?<![A-Za-z]){n}(?![A-Za-z])", text)) > 1]
    found = {n for n in used if not scope.knows(n)} - scope.named
    return replace(scope, named=scope.named | found) if found else scope


def _absorbed(scope: Scope, text: str, clock: Clock) -> Scope:
    his = with_his_loss(scope, text)
    try:
        after, whole = without_his_loss(absorb_line(his, text, clock), his, scope), True
    except (OutOfTime, RecursionError):
        after, whole = scope, False
    whole_example = after.conditions != scope.conditions and gives_values(scope, text)
    if after.own == scope.own and not whole_example and (example := example_letters(scope, text)):
        after = replace(after, unread=after.unread | example)
    if whole and not clock.ended:
        return after
    # what it says is not known for sure: nothing that speaks of the same letters is refuted, nothing of its heads accepted
    unread = after.unread | letters_of(text, scope.vocabulary, words=0)
    return replace(after, unread=unread, unsettled=after.unsettled | _heads(scope, text))


def _heads(scope: Scope, text: str) -> frozenset[str]:
    """The names that a line says something of on the left of its relations."""
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return frozenset()
    lefts = [c.node.operands[0] for c in line.clauses if isinstance(c.node, Rel)]
    return frozenset(h.fn.name if isinstance(h, Call) else h.name for h in lefts if isinstance(h, Call | Sym))


def _recall(derivation: Derivation, lines: tuple[str, ...], apart: Apart) -> Scope | None:
    key = id(derivation), lines, apart
    with _lock:
        found = _remembered.get(key)
        if found is None or found[0] is not derivation:
            return None
        _remembered.move_to_end(key)
        return found[1]


def _remember(derivation: Derivation, lines: tuple[str, ...], apart: Apart, scope: Scope) -> None:
    with _lock:
        _remembered[id(derivation), lines, apart] = derivation, scope
        while len(_remembered) > MAX_REMEMBERED:
            _remembered.popitem(last=False)
