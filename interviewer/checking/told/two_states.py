"""`one binary Z: q(Z=1) = s`, `p(x, z=1) = a, p(x, z=0) = b`: a variable of the problem that takes two values, 0 and 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.told.models.processes import only_bounds
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import ONE, ZERO, Call, Node, Rel, Sym, walk

_TWO = re.compile(r"\bbinary\b|=\s*0\b|\{\s*0\s*,\s*1\s*\\?\}", re.I)

_TEXT = re.compile(r"\\text\{([^{}]*)\}")
_BINARY = (
    r"(?:(?:one|a|the|single|let)\s+)*(?:binary\s+(?:(?:latent|hidden)\s+)?(?:variable\s+)?\$?\\?[A-Za-z]\$?|"
    r"\$?[A-Za-z]\$?\s+(?:is\s+)?binary|\$?[A-Za-z]\s*(?:∈|\\in|in)\s*\\?\{\s*0\s*,\s*1\s*\\?\}\$?)"
)
_TOLD = re.compile(  # one binary z: …; …, z binary
    rf"^\s*{_BINARY}\s*(?:[:,;]|with\b|and\b)?\s*(?:\\[ ,;:])*\s*|[,;]?\s*(?:(?:and|with|for)\s+)?(?<![\w\\]){_BINARY}\s*$",
    re.I,
)


def with_two_states(scope: Scope, text: str) -> tuple[Scope, str]:
    """The scope in which the variables whose events a line speaks of take 0 and 1 alone, where it says so, and what else it says."""
    if not _TWO.search(text):
        return scope, text
    after, plain = scope, _TOLD.sub("", _TEXT.sub(r"\1", text)) if _TOLD.search(_TEXT.sub(r"\1", text)) else text
    for clause in clauses_read(plain, scope.vocabulary):
        for name in _in_events(clause.node, scope):
            if _is_finite(scope, name):
                after = after.with_type(parse_letter(name, "variable 2"))
    return (after, plain) if after is not scope else (scope, text)


def with_probabilities(scope: Scope, text: str) -> Scope:
    """The scope in which letters stand for the probabilities of events, where a line says nothing else: `q(Z=1) = s, s ∈ (0, 1)`."""
    values: list[Rel] = []
    for clause in clauses_read(text, scope.vocabulary):
        match clause.node:
            case Rel(("=",), (Call(), Sym(_, ()))) as told if any(
                _is_finite(scope, n) for n in _in_events(told, scope)
            ):
                values.append(told)
            case _ if not only_bounds(clause):
                return scope
    taken = [v.operands[1].name for v in values if isinstance(v.operands[1], Sym)]
    if len({*taken}) < len(values) or {*taken} & scope.world.distributions.keys():
        return scope
    for value, name in zip(values, taken, strict=True):
        read = next(iter(alias_readings(scope, (value.operands[0],), frozenset(taken))))[0]
        scope = scope.with_definition(Definition(name, prepare(read, scope), fixed=False))
    return replace(scope, setting=scope.world) if values else scope


def _is_finite(scope: Scope, name: str) -> bool:
    """A variable of which nobody says that its states stand for a continuum: laws of such a one are told by their families."""
    letter = scope.letter(name)
    return letter is not None and letter.kind == "variable" and not letter.of and not letter.reach


def _in_events(node: Node, scope: Scope) -> Iterator[str]:
    """The problem's letters for the z of p(x, z = 1)."""
    laws = [n for n in walk(node) if isinstance(n, Call) and n.fn.name in scope.world.distributions]
    for event in (a for law in laws for a in (*law.args, *law.given)):
        match event:
            case Rel(("=",), (Sym(name, ()), value)) if value in (ZERO, ONE):
                yield from (name, *scope.world.aliases.get(name, ()))
