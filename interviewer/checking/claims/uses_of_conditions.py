"""How a line leans on the problem's conditions: it speaks of the optimum, solves for an unknown, or has none left."""

from __future__ import annotations

from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import ZERO, Apply, Bound, Call, Deriv, Node, Rel, Sym, children, names, transform, walk

CONDITIONS = "under the problem's conditions"


def names_quantity(scope: Scope, nodes: tuple[Node, ...]) -> bool:
    """Whether the line speaks of an objective, a Lagrangian or a derivative: those are judged as identities."""
    for node in nodes:
        for n in walk(node):
            called = n.fn.name if isinstance(n, Call) else ""
            if isinstance(n, Deriv) or any(d.sense for d in scope.definitions(called)):
                return True
            if isinstance(n, Sym) and any(d.sense or _of_variables(scope, d) for d in scope.definitions(n.name)):
                return True
    return False


def _of_variables(scope: Scope, definition: Definition) -> bool:
    """A function of several arguments that depends on what is optimised over, as L(w, b, α) does and a kernel does not."""
    free = {*scope.world.unknowns, *scope.world.multipliers}
    return len(definition.params) > 1 and (not free or bool(free & (names(definition.body) | {*definition.params})))


def about_optimum(scope: Scope, left: Node, right: Node, filters: tuple[Rel, ...]) -> bool:
    """A relation between letters that speaks of multipliers is about the optimum; one about the Lagrangian itself is not."""
    present = {n.name for node in (left, right, *filters) for n in walk(node) if isinstance(n, Sym)}
    slacks = {u for u in scope.world.unknowns if (letter := scope.letter(u)) is not None and letter.of == "nonneg"}
    spoken = scope.optimal or not names_quantity(scope, (left, right))
    return (scope.optimal or bool(present & ({*scope.world.multipliers} | slacks))) and spoken


def solves(scope: Scope, left: Node, right: Node) -> bool:
    """`b = …` without any unknown on its right: a solution, however much was skipped on the way.

    Where complementary conditions hold at it, what one unknown is by the others can be said of the solution alone.
    """
    unknowns = set(scope.world.unknowns)
    settled = set().union(*(dependencies(scope, c) for c in scope.conditions)) if scope.conditions else set()
    used = unknowns & dependencies(scope, right)
    left_over = isinstance(left, Sym) and left.name in unknowns - settled
    return left_over and (
        not used or (isinstance(left, Sym) and left.name not in used and bool(scope.world.multipliers))
    )


def eliminates(scope: Scope, left: Node, right: Node) -> bool:
    """None of the variables optimised over is left, but as an argument: the condition was used, not presupposed."""
    unknowns = set(scope.world.unknowns)

    def mentions(node: Node) -> bool:
        match node:
            case Sym(name, index):
                return name in unknowns or any(mentions(i) for i in index)
            case Call(fn) if fn.name in scope.world.distributions:
                return True  # p(x) is that of the parameters, written or not
            case Call(fn, args, given, params) if scope.definitions(fn.name):
                return any(mentions(a) for a in (*args, *given, *params) if not isinstance(a, Sym))
            case Bound(op) if op in ("min", "max", "argmin", "argmax"):
                return False

        return any(mentions(c) for c in children(node))

    quantity = next(
        (n for n in (left, right) if isinstance(n, Sym | Call) or (isinstance(n, Bound) and n.op in ("min", "max"))),
        None,
    )
    return quantity is not None and not mentions(left) and not mentions(right)


def eliminates_some(scope: Scope, left: Node, right: Node) -> frozenset[str]:
    """`L = Σ_i α_i − ½‖w‖²`: what is optimised over and on the left depends on, but is not on the right.

    Or what stands with that in a condition: the x_i of `L = Σ_i α_i − ½‖w‖² − b Σ_i α_i y_i`.
    With its arguments, L(w, b, α), it must be something that the conditions settle: w, and no b that has been forgotten.
    """
    bare = isinstance(left, Sym) and not left.index
    called = isinstance(left, Call) and all(isinstance(a, Sym) and not a.index for a in left.args)
    depends = dependencies(scope, left)
    quantity = (bare or called) and names_quantity(scope, (left,))
    if not quantity and not (depends & {*scope.world.multipliers} and depends & {*scope.world.unknowns}):
        return frozenset()
    missing = depends - dependencies(scope, transform(right, _nothing))
    gone = missing & {*scope.world.unknowns}
    if scope.world.multipliers and not (gone and quantity):
        rows = scope.world.row_families  # the data that stood beside w, which w has taken up
        used = dependencies(scope, right)
        return frozenset(n for n in missing if n in scope.world.letters and not {n, rows.get(n, n)} & used)
    return gone if bare or gone & settled_names(scope) else frozenset()


def settled_names(scope: Scope) -> frozenset[str]:
    """What a condition of the problem says in terms of other letters."""
    heads = (c.operands[0] for group in scope.world.conditions.values() for c in group if isinstance(c, Rel))
    return frozenset(h.name for h in heads if isinstance(h, Sym))


def written_out(scope: Scope, right: Node, equations: tuple[Rel, ...], clock: Clock) -> frozenset[Rel]:
    """The conditions by which a term that stands in what a quantity is said to be vanishes: who writes b Σ_i α_i y_i has not used that it does."""
    found = set[Rel]()
    for condition in equations:
        if condition.ops != ("=",) or condition.operands[1] != ZERO:
            continue
        letters = frozenset(n for n in names(condition) if scope.letter(n) is not None)
        for term in right.args if isinstance(right, Apply) and right.op == "add" else (right,):
            if letters <= names(term) and compare(scope, "=", term, ZERO, clock, count=1).outcome == "fails":
                if compare(scope, "=", term, ZERO, clock, count=2, extra=(condition,)).outcome == "holds":
                    found.add(condition)
    return frozenset(found)


def _nothing(node: Node) -> Node:
    """The b · 0 of `½‖w‖² − ‖w‖² − b · 0 + Σ_i α_i`."""
    return ZERO if isinstance(node, Apply) and node.op in ("mul", "dot", "times") and ZERO in node.args else node
