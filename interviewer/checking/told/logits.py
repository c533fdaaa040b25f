"""`q = softmax(v)` of a distribution that the problem has as a list: v has as many entries, and T of softmax(v/T) is a positive number."""

from __future__ import annotations

from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.laws_by_use import tabled
from interviewer.notation.statements import clauses_read
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, walk


def with_logits(scope: Scope, text: str) -> Scope:
    """The scope with the letters of a softmax that nobody knows, after a line that makes one a distribution."""
    model = tabled(scope.world) if "softmax" in text else None
    if model is None:
        return scope
    clauses = clauses_read(text, scope.vocabulary)
    for clause in clauses:
        match clause.node:
            case Rel(
                ("=" | ":=" | "≡",), (Sym() | Call(), Call(Sym("softmax"), (inside,)) | Apply("softmax", (inside,)))
            ):
                scope = _typed(scope, inside, model.shape[0])
    return scope


def _typed(scope: Scope, inside: Node, size: str) -> Scope:
    """The one letter that nobody knows as a list of so many numbers, and what it is divided by as positive."""
    below = {n.args[1] for n in walk(inside) if isinstance(n, Apply) and n.op == "div"}
    letters = [n for n in walk(inside) if isinstance(n, Sym) and not n.index]
    worlds = (scope.world, *scope.world.variants)
    known = any(scope.knows(n.name) or any(n.name in w.letters for w in worlds) for n in letters if n not in below)
    if known or len({*letters} - below) != 1:
        return scope  # Wx + b is not a list of logits by itself
    for letter in letters:
        kind = "positive" if letter in below else f"vector {size}"
        scope = scope.with_type(parse_letter(letter.name, kind)) if not scope.knows(letter.name) else scope
    return scope
