"""`A_12 = ¾`, `γ₂₁ = 0`: two digits below what has two indices are both of them, no index twelve."""

from __future__ import annotations

from interviewer.checking.problem.aliases import targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Node, Num, Sym, num, transform


def with_digits_apart(node: Node, scope: Scope) -> Node:
    """A formula with such pairs as two indices."""

    def apart(n: Node) -> Node:
        match n:
            case Sym(name, (Num(k),)) if 10 < k < 100 and k % 10 and _has_two(scope, name):
                return Sym(name, (num(int(k) // 10), num(int(k) % 10)))
        return n

    return transform(node, apart)


def _has_two(scope: Scope, name: str) -> bool:
    """Whether a name is of entries that two indices tell apart."""
    for target in dict.fromkeys((name, *targets_of(scope, name))):
        found = scope.definitions(target)
        letter = scope.letter(target)
        if target in scope.world.row_families or (letter is not None and letter.kind == "matrix"):
            return True
        if (
            found
            and not (found[0].is_call or found[0].sense)
            and (len(found[0].index) == 2 or (target.isupper() and not found[0].index))
        ):
            return True  # γ_ik, and A as a whole
    return False
