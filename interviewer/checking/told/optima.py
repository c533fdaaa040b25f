"""`L has a minimiser ŵ`, `ŵ denotes the maximiser of ℓ`, `ŵ minimises L`: the words of an earlier line that make a letter an optimum.

The gradient of the objective vanishes there. Only of a problem without constraints, and of a letter that it does not know.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.problem.scope import Scope
from interviewer.checking.readings import MAX_UNREAD
from interviewer.notation.lexer import tokenize
from interviewer.notation.parsing.words import is_plain
from interviewer.notation.tokens import Token
from interviewer.notation.tree import ZERO, Call, Deriv, Rel, Sym
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.roles import OPTIMA

_SAYING = frozenset("let be is denote denotes with where at for write call".split())
_ATTAINING = frozenset("minimises minimizes maximises maximizes".split())


def with_optimum(scope: Scope, text: str) -> Scope:
    """The scope in which the gradient vanishes at the letter that a line calls an optimum."""
    folded = text.casefold()
    if scope.world.multipliers or not any(word in folded for word in OPTIMA | _ATTAINING):
        return scope
    try:
        tokens = tokenize(text[:MAX_UNREAD], scope.vocabulary.words)
    except Unreadable:
        return scope
    said = [(k, t.text.casefold()) for k, t in enumerate(tokens) if t.kind == "word"]
    found, word = next(((k, w) for k, w in said if w in OPTIMA | _ATTAINING), (0, ""))
    before, after = tokens[:found], tokens[found + 1 :]
    subject = _formula(before) if word in _ATTAINING else _subject(before)
    letter = _letter(scope, subject) or (None if word in _ATTAINING else _letter(scope, after))
    objective = _objective(scope, word.startswith("max"), tokens)
    if letter is None or objective is None or scope.knows(letter.name) or letter.name in scope.world.aliases:
        return scope
    return scope.with_condition(Rel(("=",), (Deriv(Call(objective, (letter,)), (Sym("default"),), "grad"), ZERO)))


def _subject(before: Sequence[Token]) -> Sequence[Token]:
    """The formula that the words right before lead back to: the ŵ of `ŵ is the unique`, of `let ŵ be a`."""
    end = len(before)
    while end and before[end - 1].kind == "word" and is_plain(before[end - 1].text.casefold()):
        end -= 1
    return _formula(before[:end]) if {t.text.casefold() for t in before[end:]} & _SAYING else ()


def _formula(before: Sequence[Token]) -> Sequence[Token]:
    """The formula that tokens end with."""
    start = len(before)
    while (
        start and before[start - 1].kind in ("accent", "name", "open", "close", "op") and before[start - 1].text != ","
    ):
        start -= 1
    return before[start:]


def _letter(scope: Scope, tokens: Sequence[Token]) -> Sym | None:
    """The ŵ that tokens begin with, of an unknown of the problem."""
    if len(tokens) < 2 or tokens[0].kind != "accent":
        return None
    name = next((t.text for t in tokens[1:3] if t.kind == "name"), "")
    known = {name, *scope.world.aliases.get(name, ())} & set(scope.world.unknowns)
    return Sym(f"{name}.{tokens[0].text}") if known else None


def _objective(scope: Scope, varying: bool, tokens: Sequence[Token]) -> Sym | None:
    """The objective that is named, or the problem's own."""
    senses = {n: d.sense for n, ds in scope.world.definitions.items() for d in ds if d.sense}
    spoken = [t.text for t in tokens if t.kind == "name"]
    named = next((n for n in spoken if {n, *scope.world.aliases.get(n, ())} & senses.keys()), None)
    named = named or next((n for n, sense in senses.items() if sense == ("max" if varying else "min")), None)
    return Sym(named) if named else None
