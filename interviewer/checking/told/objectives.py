"""Objectives without a name: `weighted loss Σᵢ cᵢ(yᵢ − wᵀxᵢ)²`, `minimise f`, `adding λ‖w‖²` put them in place of the problem's."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.clock import Clock
from interviewer.checking.fields import IllTyped, Unsupported, is_array
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.own_objective import NAME
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.reading.preparing import prepare
from interviewer.checking.readings import readings_of
from interviewer.checking.told.penalties import with_named_penalty
from interviewer.notation.clause import Clause, Line
from interviewer.notation.merging import claims
from interviewer.notation.tree import Apply, Bound, Call, Node, Rel, Sym, apply, names
from interviewer.notation.unreadable import Unreadable

_ADDING = frozenset(
    "add adds adding added plus penalty penalties penalised penalized penalise penalize penalises penalizes regulariser "
    "regularizer regularise regularize regularised regularized regularises regularizes regularisation "
    "regularization".split()
)
_OPTIMISING = frozenset(
    "loss objective cost criterion least-squares slack slacks minimise minimize minimises minimizes minimised minimized "
    "minimising minimizing least".split()
)


_ITSELF = (Sym("loss"), Sym("cost"), Sym("objective"))  # what is added to


def with_told_objective(scope: Scope, line: Line, clock: Clock) -> tuple[Scope, Line]:
    """The scope with the objective that the line only mentions, and the line without it."""
    bare = [c for c in line.clauses if _is_bare(c)]
    words = {w.casefold() for w in line.words} | {n for c in line.clauses for n in names(c.node) & _OPTIMISING}
    opening = {w.casefold() for w in line.words[:3]}
    if not bare and opening & _ADDING:
        return with_named_penalty(scope, line, _main(scope, "min"), words), line
    mentions = opening & _ADDING or (scope.trusting and words & (_OPTIMISING | _ADDING))
    if len(bare) != 1 or not (mentions or _is_called_loss(scope, line, bare[0])):
        return scope, line
    known = _main(scope, "min")
    if known is None:
        return scope, line
    whole = _unnamed(bare[0].node)
    if words & _ADDING:
        before = next(iter(scope.own.get(known.name, ())), known)
        whole = apply("add", before.body, whole)
    made = _made(scope, known, whole, clock)
    if made is None:
        return scope, line
    rest = tuple(c for c in line.clauses if c is not bare[0] and c.node not in _ITSELF)
    return scope.with_definition(made), replace(line, clauses=rest)


def _is_called_loss(scope: Scope, line: Line, bare: Clause) -> bool:
    """`so for the loss ½‖a − y‖² we have …`, where the problem leaves open which loss it is."""
    before = line.words[bare.after - 1 : bare.after] if bare.after else ()
    return not scope.world.unknowns and {w.casefold() for w in before} <= _LOSSES and bool(before)


_LOSSES = frozenset(["loss", "cost", "error"])


def _unnamed(node: Node) -> Node:
    """`loss ½‖a − y‖²`, where the noun stands before the formula like a factor."""
    if not (isinstance(node, Apply) and node.op == "mul" and node.args[0] in _ITSELF):
        return node
    rest = node.args[1:]
    return rest[0] if len(rest) == 1 else Apply("mul", rest)


def set_by(scope: Scope, text: str, clock: Clock) -> tuple[Scope, bool]:
    """The scope with the objective that an earlier line only mentions, and whether that line says nothing else."""
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return scope, False
    told, rest = with_told_objective(replace(scope, trusting=True), line, clock)
    told = replace(told, trusting=scope.trusting)
    program = next((c.node for c in line.clauses if _program(c.node) is not None), None)
    if program is not None and len(line.clauses) > 1:  # alone it is judged as any line
        mapped = tuple(prepare(n, told) for n in next(iter(alias_readings(told, (program,)))))
        strange = undeclared(told, mapped, set())[0] - index_names(mapped)
        if strange or judge_relation(told, mapped[0], clock).kind == "refuted":
            own = optimised(told, mapped, clock)
            told = told.with_definition(own) if own is not None else told
    return told, not rest.clauses


def optimised(scope: Scope, nodes: tuple[Node, ...], clock: Clock) -> Definition | None:
    """The objective of a program that is not the problem's."""
    for node in nodes:
        inner = _program(node)
        if inner is not None and inner.op in ("min", "argmin"):
            known = _main(scope, "min")
            return _made(scope, known, inner.body, clock) if known is not None else None
    return None


def _program(node: Node) -> Bound | None:
    inner = node.args[0] if isinstance(node, Apply) and node.op == "program" else node
    return inner if isinstance(inner, Bound) and inner.op in ("min", "max", "argmin", "argmax") else None


def objective_of(scope: Scope, node: Rel, clock: Clock) -> Definition | None:
    """`J(w) = Σᵢ cᵢ(yᵢ − wᵀxᵢ)²`: an objective of his own under the name of the problem's."""
    head = node.operands[0].fn if isinstance(node.operands[0], Call) else node.operands[0]
    known = scope.world.definitions.get(head.name, ()) if isinstance(head, Sym) and not head.index else ()
    if not known or not known[0].sense or known[0].name in names(node.operands[1]):
        return None
    if not set(scope.world.unknowns) & dependencies(scope, node.operands[1]):
        return None
    if not _is_number(scope, node.operands[1], clock):
        return None
    return replace(known[0], body=node.operands[1], index=(), alternatives=(), fixed=False, carried=True)


def _is_number(scope: Scope, node: Node, clock: Clock) -> bool:
    """Whether a formula has the value of an objective in this reading of the problem: `k log θ` has none for a vector θ."""
    for assumed in assignments(scope, (node,), set(free_indices(scope, (node,)))):
        try:
            sample = next(iter(Sampler(scope, (node,), clock, assumed).samples(1)))
            return not is_array(sample.evaluator.value(node, sample.env))
        except (Unsupported, IllTyped, IndexError, KeyError, ArithmeticError, ValueError, StopIteration):
            continue
    return False


def _main(scope: Scope, sense: str) -> Definition | None:
    """The first objective of that sense that the problem has."""
    found = (d for ds in scope.world.definitions.values() for d in ds[:1] if d.sense == sense and not d.index)
    return next((d for d in found if not d.given), None)


def _made(scope: Scope, known: Definition, body: Node, clock: Clock) -> Definition | None:
    """What stands in the place of a known objective, named or not; None where a formula is no objective of the problem's letters."""
    mapped = next(iter(alias_readings(scope, (body,))))[0]
    terms = mapped.args if isinstance(mapped, Apply) and mapped.op == "add" else ()
    if any(
        (t.fn if isinstance(t, Call) else t) == Sym(known.name) for t in terms
    ):  # L + (λ/2)‖w‖² is another one than L
        return Definition(NAME, mapped, fixed=False, sense=known.sense)
    if not scope.world.unknowns:  # a loss of all the weights
        shaped = {n for n, letter in scope.world.letters.items() if letter.shape}
        if not names(mapped) & shaped:
            return None
        return replace(known, body=mapped, index=(), alternatives=(), fixed=False, carried=True)
    return objective_of(scope, Rel(("=",), (Sym(known.name), mapped)), clock)


def _is_bare(clause: Clause) -> bool:
    claimed = clause.role in ("claim", "assume", "reason")
    return (
        isinstance(clause.node, Apply | Bound) and not claims(clause.node) and claimed and clause.node.op != "property"
    )
