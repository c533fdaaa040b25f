"""What a clause that claims nothing puts in force: a definition, an assumption, a range, a size."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.constants import CONST
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.variants import proportional
from interviewer.checking.clock import Clock
from interviewer.checking.fields import IllTyped, Unsupported
from interviewer.checking.models.assume import assignments
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.sampling import Sampler
from interviewer.checking.models.square_matrices import SQUARE, square_matrix
from interviewer.checking.models.undeclared import index_names, undeclared
from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.indices import renamed
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.named_sets import unfolded
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS
from interviewer.checking.told.intervals import within
from interviewer.checking.told.values import chooses_label
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Call, Moment, Node, Num, Rel, Sym, apply, names

GENERAL_SIZE = "I check this for sizes in general; write the values of the letters instead"
MAX_SIZE = 7
PINNING, SAME = 3, 1e-5  # models at which a letter has one value
CONTRARY = "this supposes something else than the problem says; write it as a model of your own, in lines before"
STATED = ("let", "reason")  # what is introduced or said to be so must hold; what is supposed need not


def absorb_clause(
    scope: Scope, clause: Clause, filters: list[Rel], clock: Clock
) -> tuple[Scope, list[Rel], Result | None]:
    """Take in a definition, an assumption or a range."""
    node = clause.node
    if isinstance(node, Apply):
        after = _with_property(scope, node, clause.role == "quantify")
        if after is not None:
            return after, filters, Result("given", scope, "an assumption")
        wrong = judge_relation(scope, node, clock) if clause.role == "reason" and _of_formula(node) else None
        return scope, filters, wrong if wrong is not None and wrong.kind == "refuted" else None
    if not isinstance(node, Rel):
        return scope, filters, None
    members = unfolded(scope, node)
    if members != [node]:
        return scope, [*filters, *members], Result("given", scope)
    if clause.role in ("quantify", "assume") and (between := within(node)) is not None:
        return scope, [*filters, *between], Result("given", scope)
    if clause.role == "quantify" and node.ops == ("∈",) and node.operands[1] == Sym("Reals"):
        scope = _of_either_sign(scope, node.operands[0])
    if clause.role == "quantify" and (node.ops == ("∈",) or _ranges(scope, node)):
        return scope, filters, Result("given", scope)
    if clause.role == "let" and not any(op in ("<=", ">=", "<", ">", "!=") for op in node.ops):
        result = judge_relation(scope, node, clock, introduces=True)
        if result.kind in ("verified", "given"):
            return result.scope, filters, result
        return scope, filters, result
    said = clause.role == "reason"
    if (said or clause.role == "assume") and chooses_label(scope, node):
        return scope, [*filters, node], Result("given", scope)
    if said and (positive := _where_tight(scope, node, clock)) is not None:
        return scope, [*filters, positive], Result("given", scope)
    if any(op not in ("=", "≡", ":=", "~", "∈") for op in node.ops):
        wrong = judge_relation(scope, node, clock, tuple(filters)) if said and not _bounds_letter(node) else None
        lasting = scope.trusting and said and _bounds_letter(node) and node not in scope.filters
        after = replace(scope, filters=(*scope.filters, node)) if lasting else scope  # with a_i > 0
        holds = wrong is None or wrong.kind in ("verified", "given")
        return after, [*filters, node], Result("given", after) if holds else wrong
    head = node.operands[0].fn if isinstance(node.operands[0], Call) else node.operands[0]
    valued = isinstance(head, Sym) and any(head.name in names(d.body) for ds in scope.own.values() for d in ds)
    new = (said or scope.trusting or valued) and isinstance(head, Sym) and not scope.knows(head.name)
    result = judge_relation(scope, node, clock, tuple(filters) if said else (), introduces=new, sets=not said)
    if result.kind in ("verified", "given"):
        told = said and node.ops == ("=",) and isinstance(head, Sym) and head == node.operands[0]
        told = told and head.name in scope.world.unknowns
        after = result.scope.with_condition(node) if told and result.kind == "verified" else result.scope
        return after, filters, result  # `RSS = …, where w = (XᵀX)⁻¹Xᵀy` is said of that w
    named = isinstance(node.operands[0], Apply) and node.operands[0].op == "differential"  # `where dS = ∂L/∂S`
    return scope, filters, result if said and not (named and result.kind == "undecided") else None


def _with_property(scope: Scope, node: Apply, of_any: bool) -> Scope | None:
    """The scope in which letters are `symmetric`, or constant in one another; None where that cannot be taken in."""
    match node:
        case Apply("property", (Sym(name) as subject, Sym(what), *rest)):
            pass
        case _:
            return None
    if what == "square" and scope.world.sizes and of_any:
        typed = scope.with_type(parse_letter(name, square_matrix("", scope.world.sizes[0])))
        return replace(typed, fresh=scope.fresh | {name})
    if what in SQUARE and (what == "symmetric" or not scope.knows(name) or of_any):
        return replace(scope, traits={**scope.traits, name: what}, fresh=scope.fresh | {name})
    if what != "independent" or len(rest) != 1:
        return None
    (of,) = rest
    if subject == CONST and isinstance(of, Sym):
        return replace(scope, constant_in=(*scope.constant_in, of))
    return scope if _free_of(scope, subject, of) else None


def _of_formula(node: Node) -> bool:
    """`XᵀX is singular`: a property that is no matter of choice, as one of a letter may be."""
    match node:
        case Apply("property", (Apply() | Call() | Sym() as said, Sym(what), *_)):
            chosen = isinstance(said, Sym) and said.name not in BUILTIN_FUNCTIONS
            return not chosen and not what.startswith(("exact.", "order."))
    return False


def _ranges(scope: Scope, node: Rel) -> bool:
    """`i = 1, …, n`: an index that runs, no letter's value."""
    head = node.operands[0]
    return isinstance(head, Sym) and head.name in RUNNING and node.ops == ("=",) and not scope.knows(head.name)


def _where_tight(scope: Scope, node: Rel, clock: Clock) -> Rel | None:
    """`because y_s(wᵀx_s + b) = 1`, at a sample of its own letter: the multiplier of that constraint is positive there."""
    indices = free_indices(scope, (node,))
    if node.ops != ("=",) or len(indices) != 1 or indices[0] in _ALL_OF_THEM:
        return None
    short = apply("add", node.operands[0], apply("neg", node.operands[1]))
    for condition in dict.fromkeys(c for group in scope.world.conditions.values() for c in group):
        if isinstance(condition, Rel) and condition.ops == ("⊥",):
            running = dict.fromkeys(free_indices(scope, (condition,)), indices[0])
            multiplier, slack = (renamed(side, running) for side in condition.operands)
            if proportional(scope, short, slack, clock, exact=False):
                return Rel((">",), (multiplier, ZERO))
    return None


_ALL_OF_THEM = "ijkn"


def _of_either_sign(scope: Scope, named: Node) -> Scope:
    """`for all c ∈ ℝ` frees a letter of the candidate's own from what letters of its name usually are."""
    if not isinstance(named, Sym) or named.index or scope.knows(named.name):
        return scope
    return replace(scope.with_type(parse_letter(named.name, "scalar")), fresh=scope.fresh | {named.name})


def at_told_size(scope: Scope, node: Node) -> Scope | str | None:
    """`with d = 1` fits a reading of the problem in which nothing has d entries, too. None of anything but a size."""
    if not isinstance(node, Rel) or node.ops != ("=",) or not isinstance(node.operands[1], Num):
        return None
    size, value = node.operands[0], node.operands[1].value
    if not isinstance(size, Sym) or size.index or size.name not in scope.world.sizes or scope.letter(size.name):
        return None
    if any(size.name in letter.shape for letter in scope.world.letters.values()) and value in range(1, MAX_SIZE):
        sizes = {**scope.world.size_values, size.name: int(value)}
        return replace(scope, world=replace(scope.world, size_values=sizes))
    if value != 1:
        return GENERAL_SIZE
    return scope


def _free_of(scope: Scope, subject: Node, of: Node) -> bool:
    """Whether a function that the problem leaves open, or a letter, leans on something in no way."""
    head = subject.fn if isinstance(subject, Call) else subject
    known = isinstance(head, Sym) and head.name not in scope.world.distributions and isinstance(of, Sym)
    return known and not names(of) & dependencies(scope, head) and not scope.definitions(head.name)


def _bounds_letter(node: Rel) -> bool:
    """`since x > 0` supposes it of a letter; `since xᵀAx ≥ 0` says that it is so."""
    return all(isinstance(o, Num | Sym) for o in node.operands)


def is_contrary(scope: Scope, node: Node, clock: Clock) -> bool:
    """`with A = softmax(KQᵀ/√d_k), …` and `if XᵀX is singular, …` suppose of what the problem defines that it is something else."""
    if _of_formula(node):
        return judge_relation(scope, node, clock).kind == "refuted"
    if isinstance(node, Rel) and {*node.ops} == {"="} and any(isinstance(o, Moment) for o in node.operands):
        if any(undeclared(scope, (o,), index_names((o,)))[0] for o in node.operands if not isinstance(o, Moment)):
            return True  # `Var(q_i) = s²` where the problem says what it is
    if not isinstance(node, Rel) or node.ops != ("=",) or isinstance(node.operands[1], Num):
        return False
    head = node.operands[0].fn if isinstance(node.operands[0], Call) else node.operands[0]
    if not isinstance(head, Sym) or head.name in scope.own:
        return False
    if not any(d.fixed for d in scope.world.definitions.get(head.name, ())):
        return False
    if head.name in scope.world.distributions and undeclared(scope, node.operands[1:], index_names(node.operands))[0]:
        return True  # `p(z) = N(m, s²)`, too
    return judge_relation(scope, node, clock).kind == "refuted"


def pins(before: Scope, after: Scope, clock: Clock) -> bool:
    """Whether the problem bears what has been supposed at one value of a letter alone: `p(x|z) = N(x; f(z), c I)` at c = 1."""
    made = tuple(c for c in after.conditions if c not in before.conditions)
    letters, functions = undeclared(before, made, set())
    if not letters or functions:
        return False
    values: dict[str, list[complex]] = {name: [] for name in letters}
    try:
        sampler = Sampler(after, made, clock, next(iter(assignments(after, made, set()))), (), made)
        for sample in sampler.samples(PINNING):
            for name, found in values.items():
                found.append(complex(sample.evaluator.value(Sym(name), sample.env)))
    except (Unsupported, IllTyped, IndexError, ArithmeticError, TypeError, StopIteration):
        return False
    return any(len(v) > 1 and max(abs(x - v[0]) for x in v) < SAME for v in values.values())
