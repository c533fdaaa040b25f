"""Flat priors: `p(θ) = const` says that every state is as likely as another."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.checking.scope import Scope
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ONE, Apply, Call, Node, Rel, Sym

_WORDS = re.compile(
    r"\b(?:flat|uniform|constant)\s+(?:\S+\s+)?prior|prior\s+(?:\S+\s+)?is\s+(?:flat|uniform|constant)", re.I
)
_SAID = (Sym("constant"), Sym("uniform"), Sym("flat"))


def flat_in_words(scope: Scope, text: str) -> Scope:
    """The scope after `for a uniform prior`."""
    if not _WORDS.search(text):
        return scope
    random = {v for spec in scope.world.distributions.values() for v in spec.get("of", ())}
    return replace(scope, flat=scope.flat | (random & set(scope.world.unknowns)))


def with_flat(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Scope, tuple[Clause, ...]]:
    """The scope with the variables that supposing clauses say are uniform, and the other clauses."""
    kept: list[Clause] = []
    flat: set[str] = set()
    for k, clause in enumerate(clauses):
        variable = _flat(scope, clause.node)
        supposed = clause.role != "claim" or scope.trusting or any(c.link == "implies" for c in clauses[k + 1 : k + 2])
        if variable and supposed:
            flat.add(variable)
        else:
            kept.append(clause)
    return (replace(scope, flat=scope.flat | flat), tuple(kept)) if flat else (scope, clauses)


def has_prior(scope: Scope) -> bool:
    """Whether this reading of the problem gives a density that is said to be flat a form of its own."""
    for name in scope.flat:
        letter = scope.letter(name)
        given = any(d.params == (name,) and not d.given for d in scope.world.definitions.get("p", ()))
        if letter is None or letter.kind != "variable" or given:
            return True
    return False


def _flat(scope: Scope, node: Node) -> str:
    """The variable of which a clause says that its density is constant; empty for any other clause."""
    if isinstance(node, Apply) and node.op == "property" and len(node.args) == 2 and node.args[1] in _SAID:
        return _prior(scope, node.args[0])
    if isinstance(node, Rel) and len(node.ops) == 1 and node.ops[0] in ("=", "∝", "≡"):
        left, right = node.operands
        unsaid = isinstance(right, Sym) and right.name in ("c", "C") and right.name not in scope.own
        if right == Sym("const") or (node.ops == ("∝",) and right == ONE) or (unsaid and node.ops == ("=",)):
            return _prior(scope, left)
    return ""


def _prior(scope: Scope, node: Node) -> str:
    plain = isinstance(node, Call) and node.fn.name in scope.world.distributions and not node.given
    if (
        plain
        and isinstance(node, Call)
        and len(node.args) == 1
        and isinstance(node.args[0], Sym)
        and not node.args[0].index
    ):
        return node.args[0].name
    return ""
