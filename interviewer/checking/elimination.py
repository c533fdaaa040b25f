"""Conditions that solve for a letter become its definition, exactly; the others are left to the solver."""

from __future__ import annotations

from interviewer.checking.sampling import dependencies, free_indices
from interviewer.checking.scope import Scope
from interviewer.checking.world import Definition
from interviewer.notation.tree import Apply, Call, Deriv, Node, Rel, Sym, apply, names, walk


def substituted(scope: Scope, conditions: tuple[Rel, ...]) -> tuple[Scope, tuple[Rel, ...]]:
    """Conditions that solve for a letter become its definition, exactly; the others are left to the solver."""
    rest: list[Rel] = []
    for condition in conditions:
        definition = _solved(scope, condition)
        if definition is None:
            rest.append(condition)
        else:
            scope = scope.with_definition(definition)
    return scope, tuple(rest)


def _solved(scope: Scope, condition: Rel) -> Definition | None:
    """`w = Σᵢ αᵢyᵢxᵢ` as the definition of w, `q(Z) = p(Z|X)` as that of q."""
    if condition.ops != ("=",):
        return None
    head = condition.operands[0]
    if (
        isinstance(head, Call)
        and head.fn.name in scope.world.distributions
        and head.args
        and not scope.definitions(head.fn.name)
    ):
        if all(isinstance(a, Sym) and not a.index for a in (*head.args, *head.given)) and head.fn.name not in {
            n.name for n in walk(condition.operands[1]) if isinstance(n, Sym)
        }:
            return Definition(
                head.fn.name,
                condition.operands[1],
                tuple(a.name for a in head.args if isinstance(a, Sym)),
                (),
                given=tuple(g.name for g in head.given if isinstance(g, Sym)),
                is_call=True,
                fixed=False,
            )
    for left, right in _isolated(condition):
        if not isinstance(left, Sym) or scope.definitions(left.name):
            continue
        letter = scope.letter(left.name)
        if letter is None or letter.kind in ("variable", "noise", "random") or letter.of in ("sign", "binary", "class"):
            continue
        names_right = names(right)
        depends = dependencies(scope, right)
        index = tuple(i.name for i in left.index if isinstance(i, Sym))
        if (
            left.name in names_right | depends
            or set(free_indices(scope, (right,))) - set(index)
            or len(index) != len(left.index)
            or len(index) > 1
            or bool(index) != (letter.index is not None or (bool(index) and letter.kind in ("vector", "simplex")))
        ):
            continue
        if scope.world.row_families.get(left.name) or any(isinstance(n, Deriv) for n in walk(right)):
            continue
        return Definition(left.name, right, (), index, fixed=False)
    return None


def _isolated(condition: Rel) -> list[tuple[Node, Node]]:
    """The equation solved for whatever symbol stands alone on a side or as one of its terms: `w − Σ… = 0` for w."""
    first, second = condition.operands
    found = [(first, second), (second, first)]
    for side, other in ((first, second), (second, first)):
        if isinstance(side, Apply) and side.op == "add":
            for k, term in enumerate(side.args):
                rest = [apply("neg", a) for j, a in enumerate(side.args) if j != k]
                if isinstance(term, Sym):
                    found.append((term, Apply("add", (other, *rest))))
                elif isinstance(term, Apply) and term.op == "neg" and isinstance(term.args[0], Sym):
                    found.append((term.args[0], apply("neg", Apply("add", (other, *rest)))))
    return found
