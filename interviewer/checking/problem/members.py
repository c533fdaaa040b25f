"""Samples as a whole: a letter of type `all of x` stands for the members x_1, …, x_n."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Sym

UPTO = Sym("upto")


def member_of(scope: Scope, name: str) -> str:
    """The letter whose values a sample consists of; empty for any other letter."""
    return members_of_samples(scope).get(name, "")


def members_of_samples(scope: Scope) -> dict[str, str]:
    """The members of every whole sample of the problem: of `all of x` and of the rows that p generates."""

    def found() -> dict[str, str]:
        generated = {p for d in scope.world.definitions.get("p", ()) if d.given for p in d.params}
        letters = {**scope.world.letters, **scope.types}
        out = {n: t.of for n, t in letters.items() if t.kind == "all"}
        rows = {n: t.rows for n, t in letters.items() if t.rows in generated and t.kind in ("matrix", "vector")}
        return out | {n: r for n, r in rows.items() if r and not scope.definitions(n)}

    return scope.follows("members", found)
