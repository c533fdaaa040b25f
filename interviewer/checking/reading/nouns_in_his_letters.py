"""`log posterior = −½ Σ (y − Xw)²/σ² − …`: what the problem calls by a word, in the letter that the candidate has for what is sought."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.scope import Scope
from interviewer.notation.clause import Line
from interviewer.notation.lexer import tokenize
from interviewer.notation.tree import Node, Sym, names, transform, walk
from interviewer.notation.unreadable import Unreadable


def in_his_letters(line: Line, scope: Scope) -> Line:
    """The line with such words as quantities of his letter, where he writes one other name of the unknown and never its own."""
    sought = {*scope.world.unknowns}
    called = {node for _, node in scope.vocabulary.nouns if names(node) & sought}
    said = [n for c in line.clauses for n in walk(c.node) if n in called]
    if not said or not (written := _written(line.text, scope)):
        return line
    theirs = {n for node in said for n in names(node)} & sought - written
    defined = {n for w in (scope.world, *scope.world.variants) for n in w.definitions}  # H is a Hessian, no hypothesis
    free = [a for a in written - defined if not scope.knows(a)]
    others = {u: [a for a in free if u in scope.world.aliases.get(a, ())] for u in theirs}
    his = {u: Sym(names_of[0]) for u, names_of in others.items() if len(names_of) == 1}
    if not his:
        return line

    def renamed(node: Node) -> Node:
        return transform(node, lambda n: his.get(n.name, n) if isinstance(n, Sym) and not n.index else n)

    clauses = [replace(c, node=transform(c.node, lambda n: renamed(n) if n in called else n)) for c in line.clauses]
    return replace(line, clauses=tuple(clauses))


def _written(text: str, scope: Scope) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokenize(text, scope.vocabulary.words))
    except Unreadable:
        return frozenset()
