"""What complementary slackness says of one sample: `α_i = C ⇒ y_i f(x_i) ≤ 1`, `0 < α_i < C ⇒ ξ_i = 0`.

The conditions that bear the sample's index tie nothing but its own numbers: each complementary pair is zero on one side, on
the other, or on both. A claim about one sample holds when it does in each of these states that its premises allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, product

from interviewer.checking.claims.constraints import letters_of_problem
from interviewer.checking.claims.result import Result, failure_message
from interviewer.checking.clock import Clock
from interviewer.checking.models.compare import compare
from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.models.sampling import NO_MODEL
from interviewer.checking.models.trial import TINY
from interviewer.checking.problem.named_sets import unfolded
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes
from interviewer.notation.clause import Clause
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Bound,
    Deriv,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    rebuild,
    walk,
)

CONDITIONS = "under the problem's conditions"
_ORDERED = frozenset(["<", ">", "<=", ">=", "=", "!=", "⊥"])
_MARGIN = Num(Fraction(1, 1000))
_STATES = ("first", "second", "both")  # of a complementary pair: which side is zero
_TIGHT = {"first": (0,), "second": (1,), "both": (0, 1)}
_SLACK: dict[str, tuple[int, ...]] = {"first": (1,), "second": (0,), "both": ()}


@dataclass(frozen=True)
class _Case:
    """What is supposed of a sample, and what is claimed of it then."""

    premises: tuple[Rel, ...]
    claims: tuple[Rel, ...]


def judge_pointwise(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Result | None:
    """The verdict on a line that speaks of the state of one sample alone; None for any other line."""
    groups = _groups(scope)
    stated = [_by_state(scope, c) for c in clauses if not (c.role == "quantify" and isinstance(c.node, Sym))]
    stated = [c for c in stated if not (c.role == "quantify" and isinstance(c.node, Rel) and c.node.ops == ("∈",))]
    if not groups or not any(c.role == "claim" for c in stated):
        return None
    told = any(tells_state(scope, f) or {*f.ops} & {"<", ">"} for f in scope.filters if _local(scope, f))
    index = _index(scope, [c.node for c in stated], told)
    cases = _cases(stated) if index else None
    if not index or cases is None:
        return None
    about = frozenset[str]().union(*(names(c.node) for c in stated))
    beyond = [f for f in (*scope.filters, *scope.conditions) if not _local(scope, f)]
    held = tuple(_renamed(scope, f, index) for f in (*scope.filters, *scope.conditions) if f not in beyond)
    about = about.union(*map(names, held))
    last: Result | None = None
    for case in cases:
        result = _judged(scope, groups, replace(case, premises=(*held, *case.premises)), about, index, clock)
        if result is None or (result.kind != "verified" and beyond):
            return None
        if result.kind != "verified":
            return result
        last = result
    return last


def _by_state(scope: Scope, clause: Clause) -> Clause:
    """`i ∈ S` as the α_i > 0 that it says."""
    found = unfolded(scope, clause.node) if isinstance(clause.node, Rel) and {*clause.node.ops} <= {"∈", "∉"} else []
    if len(found) != 1:
        return clause
    role = "assume" if clause.role == "claim" and clause.link not in ("implies", "iff") else clause.role
    return replace(clause, node=found[0], role=role)


def tells_state(scope: Scope, node: Node) -> bool:
    """`α_i = C`, `ξ_i = 0`: in which state one sample is."""
    match node:
        case Rel(("=",), (Sym(_, (Sym(),)), Sym(_, ()) | Num())):
            return bool(_groups(scope)) and bool(_index(scope, [node]))
    return False


def _groups(scope: Scope) -> list[tuple[Rel, ...]]:
    """The complementary conditions of the problem, those of fewer letters first."""
    found = [tuple(c for c in g if isinstance(c, Rel)) for g in scope.world.conditions.values()]
    slack = [g for g in found if any("⊥" in c.ops for c in g)]
    return sorted(slack, key=lambda g: len(letters_of_problem(scope, g)))


def _index(scope: Scope, nodes: list[Node], told: bool = False) -> str:
    """The one index of a line of which each formula speaks of one sample; empty where there is none.

    Some formula speaks of its state, or earlier lines have told it.
    """
    found = free_indices(scope, tuple(nodes))
    if len(found) != 1 or not all(isinstance(n, Rel) and _local(scope, n) for n in nodes):
        return ""
    pairs = [c for g in _groups(scope) for c in g if "⊥" in c.ops]
    states = {s.name for c in pairs for o in c.operands if isinstance(s := o, Sym)}
    spoken = {n.name for node in nodes for n in walk(node) if isinstance(n, Sym) and n.index}
    return found[0] if told or spoken & states else ""


def _local(scope: Scope, node: Rel) -> bool:
    """Whether a relation orders numbers of one sample."""
    free = free_indices(scope, (node,))
    if not {*node.ops} <= _ORDERED or len(free) > 1 or any(_runs_over(n) for n in walk(node)):
        return False
    indexed = [n for n in walk(node) if isinstance(n, Sym) and n.index]
    if any(n.index != (Sym(free[0]),) for n in indexed if free):
        return False
    multipliers = [n for n in walk(node) if isinstance(n, Sym) and n.name in scope.world.multipliers]
    return all(n.index for n in multipliers) and not any(d.sense for n in names(node) for d in scope.definitions(n))


def _runs_over(node: Node) -> bool:
    """Sums, optima and expectations speak of more than one sample; max(0, 1 − y_i f(x_i)) does not."""
    return isinstance(node, Deriv | Moment) or (isinstance(node, Bound) and bool(node.binders))


def _renamed(scope: Scope, node: Rel, index: str) -> Rel:
    """What holds of every sample, of this one."""
    free = free_indices(scope, (node,))
    return _with_index(node, free[0], index) if free and free[0] != index else node


def _with_index(node: Rel, old: str, new: str) -> Rel:
    def change(n: Node) -> Node:
        if isinstance(n, Sym) and n.index:
            return Sym(n.name, tuple(Sym(new) if i == Sym(old) else change(i) for i in n.index))
        return rebuild(n, change)

    changed = change(node)
    return changed if isinstance(changed, Rel) else node


def _cases(clauses: list[Clause]) -> list[_Case] | None:
    """`A ⇒ B, C ⇒ D`, `if A then B, if C then D`, `A ⇔ B`; None where what belongs to what is not clear."""
    nodes = [(_is_claimed(c), c.link, c.node) for c in clauses if isinstance(c.node, Rel)]
    if any(link == "or" for _, link, _ in nodes) or len(nodes) != len(clauses):
        return None
    if any(link in ("implies", "iff") and claimed for claimed, link, _ in nodes):
        return _implications(nodes)
    supposed = [not claimed for claimed, _, _ in nodes]
    runs = [supposed[0], *(b for a, b in pairwise(supposed) if a != b)]
    if len(runs) <= 2:  # one list of premises, before or after the claims
        premises = tuple(n for claimed, _, n in nodes if not claimed)
        return [_Case(premises, tuple(n for claimed, _, n in nodes if claimed))]
    if len(runs) % 2:
        return None
    cases: list[_Case] = []
    for k, (claimed, _, node) in enumerate(nodes):
        if (
            k == 0
            or (claimed == supposed[0] is False)
            or (supposed[k] == supposed[0] and supposed[k - 1] != supposed[0])
        ):
            cases.append(_Case((), ()))
        case = cases[-1]
        cases[-1] = (
            replace(case, claims=(*case.claims, node)) if claimed else replace(case, premises=(*case.premises, node))
        )
    return cases


def _is_claimed(clause: Clause) -> bool:
    """`μ_i ξ_i = 0 with μ_i = C − α_i` says what μ_i is; `since α_i = C` supposes a state."""
    formula = isinstance(clause.node, Rel) and any(isinstance(o, Apply) for o in clause.node.operands)
    stated = clause.role in ("reason", "let") and isinstance(clause.node, Rel) and set(clause.node.ops) == {"="}
    return clause.role == "claim" or (stated and formula)


def _implications(nodes: Sequence[tuple[bool, str, Rel]]) -> list[_Case] | None:
    always = tuple(n for claimed, _, n in nodes if not claimed)
    rest = [(link, n) for claimed, link, n in nodes if claimed]
    cases: list[_Case] = []
    open_: list[Rel] = []  # what stands before an implication
    for k, (link, node) in enumerate(rest):
        if link not in ("implies", "iff"):
            leads = any(r[0] in ("implies", "iff") for r in rest[k + 1 :])
            if leads or not cases:
                open_.append(node)
            else:
                cases[-1] = replace(cases[-1], claims=(*cases[-1].claims, node))
            continue
        if not open_ and k:  # A ⇒ B ⇒ C; of `stationarity gives A` nothing stands before
            open_ = [rest[k - 1][1]]
        cases.append(_Case((*always, *open_), (node,)))
        if link == "iff":
            if len(open_) != 1 or (k + 1 < len(rest) and rest[k + 1][0] == "and"):
                return None
            cases.append(_Case((*always, node), (open_[0],)))
        open_ = []
    return None if open_ else cases


def _clearly(bound: Rel) -> list[Rel]:
    """A premise pair by pair; what is strict in it, by more than equations are met to."""
    return [
        Rel((op,), (a if op != "<" else apply("add", a, _MARGIN), b if op != ">" else apply("add", b, _MARGIN)))
        for op, a, b in zip(bound.ops, bound.operands, bound.operands[1:], strict=False)
    ]


def _judged(
    scope: Scope, groups: list[tuple[Rel, ...]], case: _Case, about: frozenset[str], index: str, clock: Clock
) -> Result | None:
    """A case under the fewest conditions that know what it speaks of, or more where none of those states meets its premises."""
    spoken = letters_of_problem(scope, (Sym(n) for n in about))
    known = frozenset[str]().union(*(letters_of_problem(scope, g) for g in groups))
    said = (spoken | scope.spoken | scope.about) & known
    for group in groups:
        more = [g for g in groups if letters_of_problem(scope, group) < letters_of_problem(scope, g)]
        if any(said & (letters_of_problem(scope, g) - letters_of_problem(scope, group)) for g in more):
            continue
        result = _in_each_state(scope, group, case, index, clock)
        if result is not None:
            return result
    return None


def _in_each_state(scope: Scope, group: tuple[Rel, ...], case: _Case, index: str, clock: Clock) -> Result | None:
    """None where no state meets the premises, or the claims cannot be evaluated."""
    ours = [_renamed(scope, c, index) for c in group if free_indices(scope, (c,))]
    pairs = [c.operands for c in ours if c.ops == ("⊥",)]
    plain = tuple(c for c in ours if c.ops != ("⊥",))
    letters = [
        t for n in dict.fromkeys(n for c in ours for n in sorted(names(c))) if (t := scope.letter(n)) is not None
    ]
    sizes = {s for t in letters if t.kind == "vector" and t.of for s in t.shape}
    signed = [Sym(t.name, (Sym(index),)) for t in letters if t.of == "sign"]  # of one sample, each label is to be seen
    one = replace(at_sizes(scope, dict.fromkeys(sizes, 1)), conditions=(), filters=())
    equations = (*plain, *(p for p in case.premises if set(p.ops) == {"="}))
    bounds = tuple(b for p in case.premises if set(p.ops) != {"="} for b in _clearly(p))
    for claim in case.claims:
        for k, op in enumerate(claim.ops):
            left, right, met = claim.operands[k], claim.operands[k + 1], False
            for state in product(*(_STATES for _ in pairs), *(("<", ">") for _ in signed)):
                tight = [Rel(("=",), (p[at], ZERO)) for p, s in zip(pairs, state, strict=False) for at in _TIGHT[s]]
                slack = [Rel((">",), (p[at], _MARGIN)) for p, s in zip(pairs, state, strict=False) for at in _SLACK[s]]
                signs = [Rel((s,), (y, ZERO)) for y, s in zip(signed, state[len(pairs) :], strict=True)]
                within = (*bounds, *slack, *signs)
                outcome = compare(one, op, left, right, clock, within, 2, (*equations, *tight))
                if outcome.outcome == "fails":
                    return Result("refuted", scope, failure_message(outcome), outcome.witness, (op, left, right))
                if outcome.outcome != "holds" and outcome.reason not in (NO_MODEL, TINY):  # 0 = 0 in some states
                    return None
                met = met or outcome.outcome == "holds"
            if not met:
                return None
    return Result("verified", scope, CONDITIONS)
