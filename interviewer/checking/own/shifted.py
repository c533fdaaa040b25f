"""`(L(w + h) − L(w − h))/(2h) = ∂L/∂w + O(h²)`: a loss taken at arguments of its own is there any smooth function."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Letter, World
from interviewer.checking.told.spoken_letters import tokens_claim
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Apply, Sym, names, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary


def scope_of_shifts(setup: Sequence[str], text: str, problem: World) -> Scope | None:
    """A world that knows of nothing but the function; None where the line takes none at two arguments, or others say more."""
    if any(tokens_claim(line, problem.vocabulary) for line in setup):
        return None
    try:
        line = read_line(text, problem.vocabulary)
    except Unreadable:
        return None
    objectives = {n for n, ds in problem.definitions.items() if any(d.sense for d in ds)}
    letters: dict[str, Letter] = {}
    found: set[str] = set()
    for node in (n for c in line.clauses for n in walk(c.node)):
        match node:
            case Apply("mul", (Sym(name, ()), Apply("add", (Sym(), *_)) as argument)):
                if {name, *problem.aliases.get(name, ())} & objectives:
                    found.add(name)
                    letters |= {n: parse_letter(n, "scalar") for n in names(argument)}
    if not found:
        return None
    letters |= {name: parse_letter(name, "function") for name in found}
    return Scope(World(letters=letters, vocabulary=Vocabulary(functions=frozenset(found))))
