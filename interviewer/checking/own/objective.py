"""An objective of the candidate's own and what he seeks in it: claims about an optimum are judged where its gradient vanishes.

`minimise Σ_i (y_i − a − b x_i)²`, then `b̂ = …`: b is where ∂/∂a and ∂/∂b are zero. Equations that constrain it come in with
multipliers (Lagrange). A step `w ← w − …` runs along its gradient.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from interviewer.checking.claims.result import Result
from interviewer.checking.claims.stationary import stationary_value
from interviewer.checking.clock import Clock
from interviewer.checking.own.losses import expanded, loss_defined
from interviewer.checking.own.objective_data import counts_unsaid, means_of, totals_of
from interviewer.checking.own.study import Study
from interviewer.checking.problem.own_objective import NAME
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, World
from interviewer.notation.clause import Clause
from interviewer.notation.tree import (
    ZERO,
    Apply,
    Bound,
    Call,
    Deriv,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    transform,
    walk,
)
from interviewer.notation.words.objectives import constraints_of, program_of

_MARKS = frozenset("hat star opt min max MAP MLE ML ridge OLS LS new".split())
_PLAIN = frozenset(["I", "ones", "zeros"])
_RATES = frozenset(["eta", "alpha", "gamma", "epsilon", "rho"])  # how long a step is
STATIONARY = "the objective is stationary there"
STEPS = frozenset(["←", ":=", "→"])


@dataclass(frozen=True)
class Objective:
    """What is optimised, over which letters, under which equations."""

    value: Node
    sense: str
    sought: tuple[str, ...]
    constraints: tuple[Rel, ...] = ()
    at_optimum: bool = True  # else it is only stepped along
    marked: frozenset[str] = frozenset()
    index: tuple[str, ...] = ()  # of the one sample that it is the error of

    def taken_in(self, study: Study, nodes: list[Node]) -> Study:
        """The study that knows the objective, and the means of the data that the claims speak of."""
        whole = self.value
        for k, constraint in enumerate(self.constraints):
            short = apply("add", constraint.operands[0], apply("neg", constraint.operands[1]))
            whole = apply("add", whole, apply("mul", Sym(multiplier(k)), short))
        made = {NAME: Definition(NAME, whole, (), self.index, fixed=False, sense=self.sense)}
        made |= {**means_of(self.value, nodes, study), **totals_of(self.value, nodes, study)}
        study = replace(study, definitions={**study.definitions, **made})
        if self.at_optimum:
            return study
        rates = frozenset().union(*map(names, nodes)) - names(self.value) - study.definitions.keys() - _PLAIN
        positive = tuple(Rel((">",), (Sym(name), ZERO)) for name in sorted(rates - study.mentioned))
        return replace(study, mentioned=study.mentioned | rates, filters=(*study.filters, *positive))

    def is_met(self, scope: Scope, claims: list[Node], clock: Clock) -> Result | None:
        """Verified where the one claim gives a value at which the gradient vanishes, along the constraints; else None."""
        if not (self.at_optimum and len(claims) == 1 and isinstance(claims[0], Rel) and claims[0].ops == ("=",)):
            return None
        if any(not (isinstance(c.operands[0], Bound) and c.operands[0].op == "sum") for c in self.constraints):
            return None  # along those the gradient has a part of its own
        left, right = claims[0].operands
        head = _head(left)
        if head is None or head.name not in self.sought or head.name in names(right):
            return None
        bare = Definition(NAME, self.value, fixed=False, sense=self.sense)
        plain = replace(scope, own={n: ds for n, ds in scope.own.items() if NAME not in names(ds[0].body)})
        plain = plain.with_definition(bare)
        plain = replace(plain, conditions=self.constraints, world=replace(plain.world, unknowns=self.sought))
        found = stationary_value(plain, left, right, clock, scope.filters)
        held = found is not None and found.outcome == "holds"
        return Result("verified", scope, STATIONARY, pair=("=", left, right)) if held else None

    def imposed(self, scope: Scope) -> Scope:
        """The scope in which the letters sought are where the gradient vanishes."""
        multipliers = tuple(multiplier(k) for k in range(len(self.constraints)))
        here = replace(scope, world=replace(scope.world, unknowns=(*self.sought, *multipliers)))
        if not self.at_optimum:
            return here
        slopes = (Rel(("=",), (Deriv(Sym(NAME), (Sym(name),), "grad"), ZERO)) for name in self.sought)
        return here.with_condition(*slopes, *self.constraints)


def multiplier(k: int) -> str:
    return f"multiplier!{k}"


def _sets_slope_to_zero(claims: list[Clause]) -> bool:
    """`∇J = 0 ⇒ θ = …`: what follows is meant at the optimum."""
    match claims:
        case [Clause("claim" | "assume", Rel(("=",), (Deriv(), zero))), Clause("claim") as after, *_]:
            return zero == ZERO and after.link in ("implies", "iff")
    return False


def told_objective(
    before: list[Clause],
    claims: list[Clause],
    optimal: bool,
    problem: World | None,
    marked: frozenset[str] = frozenset(),
) -> tuple[Objective, list[Clause], list[Clause]] | None:
    """The objective that the lines set up and the claims are about, the lines without it, and the claims about its letters.

    `optimal` says that the step speaks of an optimum in words, `marked` are letters that bore a hat or a star before.
    """
    programs = [c.node for c in before if program_of(c.node) is not None]
    found = _of_program(programs[-1], before) if programs else loss_defined(before, problem)
    if found is None:
        return None
    claims, optimal = (claims[1:], True) if _sets_slope_to_zero(claims) else (claims, optimal)
    if any(isinstance(n, Deriv) for c in claims for n in walk(c.node)):
        return None  # a gradient is meant everywhere
    value, sense, told, constraints = found
    value = transform(value, lambda n: ZERO if n == Sym("const") else n)
    free = names(value)
    heads = [name for name in free if name in marked or name.split("_")[0] in marked]
    hatted: set[str] = set()

    defined = _defined(before)

    def bare(n: Node) -> Node:
        if isinstance(n, Sym) and n.name not in free | defined:
            base, *marks = n.name.split(".")
            if base in free and marks and all(m in _MARKS or _abbreviates(m) for m in marks):
                hatted.add(base)
                return Sym(base, n.index)
        return n

    claims = [replace(c, node=transform(_as_step(c.node, free), bare)) for c in claims]
    stepped = False
    for node in (c.node for c in claims):
        head = _head(node.operands[0]) if isinstance(node, Rel) else None
        if isinstance(node, Rel) and head is not None and head.name in free - defined:
            name = head.name
            stepped = stepped or node.ops[0] in STEPS
            if stepped or name not in frozenset().union(*map(names, node.operands[1:])):
                heads.append(name)
    allowed = set(told) or {n for n in free if _may_be_sought(n, problem)}
    allowed = allowed or {n for n in free if problem is not None and _is_number(n, problem)}
    vanishing = any(isinstance(c.node, Rel) and ZERO in c.node.operands[-1:] for c in claims)
    if (optimal or vanishing) and told and not heads:
        heads = [name for c in claims for name in told if name in names(c.node)]
    heads = [h for h in dict.fromkeys([*heads, *sorted(hatted)]) if h in allowed or h in hatted or h in marked]
    if not heads or any(_only_multiplies(h, value) for h in heads):
        return None  # where it vanishes by λ says nothing of λ
    if stepped and problem is not None and _leans_on_data(claims, free | defined, problem):
        return None
    sought = tuple(dict.fromkeys([*heads, *told]))
    if counts_unsaid(claims, value, defined):
        return None
    running = {i.name for n in walk(value) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym)}
    running -= {b.var.name for n in walk(value) if isinstance(n, Bound) for b in n.binders}
    if running and not stepped:
        return None  # the error of one sample has an optimum of its own
    objective = Objective(
        value, sense, sought, constraints, not stepped, frozenset(hatted) | marked, tuple(sorted(running))
    )
    return objective, [c for c in before if program_of(c.node) is None], claims


def _only_multiplies(name: str, value: Node) -> bool:
    """The λ of `f + λ(g − c)`: a factor of terms that do not have it otherwise."""
    terms = value.args if isinstance(value, Apply) and value.op == "add" else (value,)
    terms = tuple(t.args[0] if isinstance(t, Apply) and t.op == "neg" else t for t in terms)
    holding = [t for t in terms if name in names(t)]
    return bool(holding) and all(
        isinstance(t, Apply)
        and t.op in ("mul", "times")
        and Sym(name) in t.args
        and sum(name in names(a) for a in t.args) == 1
        and any(isinstance(n, Apply) and n.op == "add" for a in t.args for n in walk(a))
        for t in holding
    )


def _abbreviates(mark: str) -> bool:
    """The WLS of θ̂_WLS."""
    return len(mark) > 1 and mark.isupper()


def _head(left: Node) -> Sym | None:
    """What an equation gives the value of: the s of `s² = …`, `1/s = …`, `S⁻¹ = …`."""
    match left:
        case Sym():
            return left
        case (
            Apply("pow", (Sym() as head, Num())) | Apply("inv", (Sym() as head,)) | Apply("div", (Num(), Sym() as head))
        ):
            return head
    return None


_LATER, _EARLIER = frozenset(["new", "next", "+"]), frozenset(["old", "prev", "cur"])


def _as_step(node: Node, free: frozenset[str]) -> Node:
    """`u_{t+1} = u_t − …`, `u^{(τ+1)} = u^{(τ)} − …`, `u_new = u − …` as `u ← u − …`."""
    match node:
        case Rel(ops, (Apply("pow", (Sym() as base, Apply("add", (Sym() as step, Num())) as later)), right)) if Sym(
            base.name, (step,)
        ) in walk(right):
            node = Rel(ops, (Sym(base.name, (later,)), right))
    match node:
        case Rel(("=" | ":=" | "←",), (Sym() as after, Apply("add", _) as right)):
            base, *marks = after.name.split(".")
            versions = [n for n in walk(right) if isinstance(n, Sym) and n.name.split(".")[0] == base]
            late = (
                bool(marks) and set(marks) <= _LATER and all(set(v.name.split(".")[1:]) <= _EARLIER for v in versions)
            )
            match after.index:
                case (Apply("add", (Sym(), Num())) as later,) if not marks:
                    late = all(v.name == base and v.index and v.index[0] in later.args for v in versions)
            if base in free and versions and late:
                current = transform(right, lambda n: Sym(base) if n in versions else n)
                return Rel(("←",), (Sym(base), current))
    return node


def _defined(before: list[Clause]) -> set[str]:
    heads = [c.node.operands[0] for c in before if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=")]
    return {h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym)}


def _may_be_sought(name: str, problem: World | None) -> bool:
    """Whether the problem does not know a letter as data of its own."""
    if problem is None:
        return True
    known = {name, *problem.aliases.get(name, ())}
    free = {*problem.unknowns, *problem.multipliers}
    return bool(known & free) or not known & (problem.letters.keys() | problem.row_families.keys())


def _leans_on_data(claims: list[Clause], told: Collection[str], problem: World) -> bool:
    """Whether a step is made of the problem's X and p, of which the objective `L(w) + λ‖w‖²` says nothing."""
    spoken = frozenset[str]().union(*(names(c.node) for c in claims)) - set(told) - _PLAIN - _RATES
    data = (
        n for n in spoken for t in (n, *problem.aliases.get(n, ())) if t in problem.definitions or t in problem.letters
    )
    return any(not _is_number(n, problem) for n in data)


def _is_number(name: str, problem: World) -> bool:
    """Whether a letter is one of the problem's numbers, none of its data: sought where nothing else can be."""
    known = (problem.letters.get(n) for n in (name, *problem.aliases.get(name, ())))
    return any(letter is not None and not letter.shape and letter.index is None for letter in known)


def _of_program(node: Node, before: list[Clause]) -> tuple[Node, str, tuple[str, ...], tuple[Rel, ...]] | None:
    """What a program optimises, its sense, its variables and its equations; None where bounds may be active."""
    best = program_of(node)
    assert best is not None
    told = tuple(b.var.name for b in best.binders)
    value, params = expanded(best.body, before)
    within = [c for c in constraints_of(node) if isinstance(c, Rel)]
    if any(c.ops != ("=",) and not _is_sign(c) for c in within):
        return None  # bounds that may be active
    equations = tuple(c for c in within if c.ops == ("=",))
    return value, best.op.removeprefix("arg"), told or params, equations


def _is_sign(bound: Rel) -> bool:
    """`r_i > 0`: of what is given, or met where a logarithm is taken."""
    return len(bound.ops) == 1 and ZERO in bound.operands and bound.ops[0] in ("<", ">", "<=", ">=")
