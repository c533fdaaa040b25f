"""Conditions that solve for a letter become its definition, exactly; the others are left to the solver."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.moments_of_data import moment_of_data
from interviewer.checking.models.undeclared import undeclared
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Call,
    Deriv,
    Divergence,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    children,
    names,
    num,
    transform,
    walk,
)
from interviewer.notation.written_numbers import in_numbers


def substituted(scope: Scope, conditions: tuple[Rel, ...]) -> tuple[Scope, tuple[Rel, ...]]:
    """Conditions that solve for a letter become its definition, exactly; the others are left to the solver."""
    rest: list[Rel] = []
    solved: set[str] = set()
    for condition in (_of_equals(scope, c) for c in conditions):
        definition = _solved(scope, condition)
        if definition is None or definition.name in solved:  # a second equation for b is one for the rest of it
            rest.append(condition)
        else:
            solved.add(definition.name)
            rest += _sign_kept(scope, definition)
            scope = _with_zeros(scope, definition)
    return scope, tuple(rest)


_SIGNED = frozenset(["positive", "nonneg", "unit", "small"])


def _sign_kept(scope: Scope, definition: Definition) -> list[Rel]:
    """α_i ≥ 0 where α_i = C − r_i takes its place: what is solved for is no freer than it was."""
    letter = scope.letter(definition.name)
    if letter is None or definition.is_call or not _SIGNED & {letter.kind, letter.of} or scope.own.get(definition.name):
        return []
    return [Rel((">=",), (Sym(definition.name, tuple(map(Sym, definition.index))), ZERO))]


def _solved(scope: Scope, condition: Rel) -> Definition | None:
    """`w = Σᵢ αᵢyᵢxᵢ` as the definition of w, `q(Z) = p(Z|X)` as that of q."""
    if condition.ops != ("=",):
        return None
    head = condition.operands[0]
    if isinstance(head, Divergence) and condition.operands[1] == num(0) and _of_equals(scope, condition) != condition:
        condition = Rel(("=",), (head.first, head.second))  # a divergence vanishes where both are the same
        head = head.first
    if isinstance(head, Call) and head.fn.index:
        condition = _of_each(head, condition)
        head = condition.operands[0]
    if (
        isinstance(head, Call)
        and head.fn.name in scope.world.distributions
        and head.args
        and not scope.definitions(head.fn.name)
        and (shifted := _from_its_index(head.fn, condition.operands[1])) is not None
    ):
        index, body = shifted
        if all(isinstance(a, Sym) and not a.index for a in (*head.args, *head.given)) and head.fn.name not in {
            n.name for n in walk(condition.operands[1]) if isinstance(n, Sym)
        }:
            return Definition(
                head.fn.name,
                body,
                tuple(a.name for a in head.args if isinstance(a, Sym)),
                index,
                given=tuple(g.name for g in head.given if isinstance(g, Sym)),
                is_call=True,
                fixed=False,
            )
    moment = moment_of_data(scope, condition)
    if moment is not None:
        return moment
    for left, right in ((s, o) for s, o in _isolated(condition) if isinstance(s, Sym)):
        found = [d for d in scope.definitions(left.name) if left.index or not d.index]  # ε_t is no ε
        if any(d.fixed for d in found):
            continue
        letter = scope.letter(left.name)
        chosen = next(iter(found), None)
        if left.name in scope.own and isinstance(right, Num):
            continue  # D = 0 of his own D: what it is made of has to move
        if chosen is not None and not chosen.params and not set(names(right)) & {left.name}:
            index = tuple(i.name for i in left.index if isinstance(i, Sym))
            if len(index) == len(left.index) == len(chosen.index):
                return Definition(left.name, right, (), index, fixed=False)
        if (
            chosen is not None
            or letter is None
            or (letter.kind in ("variable", "noise", "random") and not _is_draw(letter, right))
            or letter.of in ("sign", "binary", "class")
        ):
            continue
        if any(isinstance(i, Sym) and i.name in scope.world.sizes for i in left.index):
            continue  # W^{(L)} = 0 says nothing of the other layers
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
        if right == ZERO and letter.shape and len(letter.shape) <= 2 and not index:
            right = _zeros(*letter.shape)  # w = 0, W_K = 0
        return Definition(left.name, right, (), index, fixed=False)
    return None


def _is_draw(letter: Letter, value: Node) -> bool:
    """ε = −1 is one draw of the noise."""
    return letter.kind != "variable" and in_numbers(value)


def _with_zeros(scope: Scope, definition: Definition) -> Scope:
    """The scope with a definition; `W^{(l)} = 0` of each member of a family is a zero of the member's own shape."""
    letter = scope.letter(definition.name)
    if definition.body != ZERO or not definition.index or letter is None or not letter.shape or letter.index is None:
        return scope.with_definition(definition)
    free = f"{definition.name}.free"
    like = Sym(free, tuple(map(Sym, definition.index)))
    return scope.with_type(replace(letter, name=free)).with_definition(
        replace(definition, body=apply("mul", ZERO, like))
    )


def _zeros(rows: str, columns: str | None = None) -> Node:
    """The zero vector, or the zero matrix as a product of two."""
    column = Sym("zeros", (Sym(rows),))
    return column if columns is None else apply("mul", column, apply("T", Sym("zeros", (Sym(columns),))))


def _of_each(head: Call, condition: Rel) -> Rel:
    """`q_i(z_i) = p(z_i|x_i)` as q_i(z) = p(z|x_i): the argument is whatever variable q_i is of."""
    same = {a for a in head.args if isinstance(a, Sym) and a.index and set(a.index) <= set(head.fn.index)}

    def bare(n: Node) -> Node:
        return Sym(n.name) if isinstance(n, Sym) and n in same else n

    return Rel(condition.ops, tuple(transform(o, bare) for o in condition.operands)) if same else condition


def _of_equals(scope: Scope, condition: Rel) -> Rel:
    """A divergence is zero between equals alone, where it has a double root that no solver finds: `KL(p‖q) = 0` as p = q.

    Of laws given by formulas the letters have to move.
    """
    if condition.ops == ("=",):
        for side, other in (condition.operands, condition.operands[::-1]):
            if isinstance(side, Divergence) and other == ZERO:
                first = side.first.fn if isinstance(side.first, Call) else side.first
                if isinstance(first, Sym) and scope.definitions(first.name):
                    return condition
                return Rel(("=",), (side.first, side.second))
    return condition


def _from_its_index(symbol: Sym, body: Node) -> tuple[tuple[str, ...], Node] | None:
    """`q_{t+1} = f(t)` as q_t = f(t − 1); None for an index that is no letter, shifted or not."""
    names_in: list[str] = []
    for item in symbol.index:
        letter = item
        if isinstance(item, Apply) and item.op == "add" and len(item.args) == 2 and isinstance(item.args[0], Sym):
            letter = item.args[0]
            back = Apply("add", (letter, apply("neg", item.args[1])))
            body = transform(body, lambda n, letter=letter, back=back: back if n == letter else n)
        if not isinstance(letter, Sym) or letter.index:
            return None
        names_in.append(letter.name)
    return tuple(names_in), body


def _isolated(condition: Rel) -> list[tuple[Node, Node]]:
    """The equation solved for whatever symbol stands alone on a side or as one of its terms: `w − Σ… = 0` for w."""
    first, second = condition.operands
    found = [(first, second), (second, first)]
    for side, other in ((first, second), (second, first)):
        if isinstance(side, Apply) and side.op == "pow" and side.args[1] == num(2) and isinstance(side.args[0], Sym):
            found.append((side.args[0], apply("sqrt", other)))  # σ² = … for a positive σ
    for side, other in ((first, second), (second, first)):
        if isinstance(side, Apply) and side.op == "add":
            for k, term in enumerate(side.args):
                rest = [apply("neg", a) for j, a in enumerate(side.args) if j != k]
                if isinstance(term, Sym):
                    found.append((term, Apply("add", (other, *rest))))
                elif isinstance(term, Apply) and term.op == "neg" and isinstance(term.args[0], Sym):
                    found.append((term.args[0], apply("neg", Apply("add", (other, *rest)))))
    return found


def isolated(scope: Scope, left: Node, right: Node) -> Definition | None:
    """An equation that mentions one unknown name, once, solved for it: `p(x) = f(x)/Z` gives f(x) = p(x) Z."""

    if any(isinstance(n, Moment) for side in (left, right) for n in walk(side)):
        return None  # E[q] = μ says of q what it is like
    bound = set(free_indices(scope, (left, right)))
    values, functions = undeclared(scope, (left, right), bound)
    functions = functions or values
    if len(functions) != 1:
        return None
    (name,) = functions
    places = [n for side in (left, right) for n in _values_of(side) if _is_named(n, name)]
    if len(places) != 1:
        return None
    target = places[0]
    arguments = target.args if isinstance(target, Call) else target.index if isinstance(target, Sym) else ()
    if not all(isinstance(a, Sym) and not a.index for a in arguments):
        return None
    for inside, value in ((left, right), (right, left)):
        if any(_is_array(scope, n) for n in _values_of(inside)):
            continue  # no dividing by a vector or a matrix
        body = unwound(inside, target, value)
        if body is not None:
            plain = tuple(a.name for a in arguments if isinstance(a, Sym))
            if not {*free_indices(scope, (body,))} <= {*plain}:
                return None  # the c of `‖k_j‖ = c for all j` is one number
            called = isinstance(target, Call)
            return Definition(name, body, plain if called else (), () if called else plain, is_call=called, fixed=False)
    return None


def _is_array(scope: Scope, node: Node) -> bool:
    letter = scope.letter(node.name) if isinstance(node, Sym) and not node.index else None
    return letter is not None and bool(letter.shape) and letter.kind not in ("variable", "label", "simplex", "list")


def _is_named(node: Node, name: str) -> bool:
    return (isinstance(node, Sym) and node.name == name) or (isinstance(node, Call) and node.fn.name == name)


def _values_of(node: Node) -> list[Node]:
    """Sub-trees that stand as values: a call, not the name it calls."""

    out = [node]
    for child in children(node):
        if not (isinstance(node, Call) and child is node.fn):
            out += _values_of(child)
    return out


def unwound(inside: Node, target: Node, value: Node) -> Node | None:
    """The value of `target` for which `inside` equals `value`, through sums, products, quotients, squares and exponentials."""
    if inside == target:
        return value
    if not isinstance(inside, Apply):
        return None
    args = inside.args
    k = next((k for k, a in enumerate(args) if target in _values_of(a)), None)
    if k is None:
        return None
    others = [a for j, a in enumerate(args) if j != k]
    match inside.op:
        case "neg":
            return unwound(args[0], target, apply("neg", value))
        case "add":
            return unwound(args[k], target, Apply("add", (value, *(apply("neg", o) for o in others))))
        case "mul":
            return unwound(
                args[k], target, apply("div", value, Apply("mul", tuple(others)) if len(others) > 1 else others[0])
            )
        case "div":
            return unwound(args[k], target, apply("mul", value, args[1]) if k == 0 else apply("div", args[0], value))
        case "pow" if k == 0 and args[1] == num(2):
            return unwound(args[0], target, apply("sqrt", value))
        case "sqrt":
            return unwound(args[0], target, apply("pow", value, num(2)))
        case "exp" | "log":
            return unwound(args[0], target, apply("log" if inside.op == "exp" else "exp", value))
    return None
