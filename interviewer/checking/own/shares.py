"""Probabilities of K categories: counts n_k beside their total n, and estimates θ_k under Σ_k θ_k = 1."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.result import Result, of_comparison
from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.evaluate import COUNTS
from interviewer.checking.models.compare import compare
from interviewer.checking.own.belief import JOINT, SCORE, Belief
from interviewer.checking.own.study import Study
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Clause
from interviewer.notation.tree import (
    ONE,
    ZERO,
    Apply,
    Binder,
    Bound,
    Call,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    apply,
    names,
    num,
    transform,
    walk,
)

EACH = "each"  # n.each_k: how often category k was seen
_SIZES = ("K", "C", "M", "k")
_TOTALS = COUNTS | {"h", "c", "s"}


def counts_apart(clauses: list[list[Clause]]) -> list[list[Clause]]:
    """The clauses with the n of `n = Σ_k n_k` told from the n_k."""
    symbols = {n for part in clauses for c in part for n in walk(c.node) if isinstance(n, Sym)}
    both = {s.name for s in symbols if s.name in _TOTALS and _runs(s)}
    both &= {s.name for s in symbols if not s.index}  # the h_t of a recursion have no total
    both -= {a.name for part in clauses for c in part for a in _as_vectors(c.node)}  # nor have the c_i of diag(c)

    def change(n: Node) -> Node:
        if isinstance(n, Call) and n.fn.name == "Dirichlet":  # Dir(α + n) has the counts in it, not their total
            args, params = (tuple(transform(p, listed) for p in part) for part in (n.args, n.params))
            return replace(n, args=args, params=params)
        return Sym(f"{n.name}.{EACH}", n.index) if isinstance(n, Sym) and n.name in both and _runs(n) else n

    def listed(n: Node) -> Node:
        return Sym(f"{n.name}.{EACH}") if isinstance(n, Sym) and n.name in both and not n.index else n

    return [[replace(c, node=transform(c.node, change)) for c in part] for part in clauses] if both else clauses


_OF_VECTORS = frozenset(["diag", "softmax", "T", "norm", "norm2", "logsumexp"])


def _as_vectors(node: Node) -> list[Sym]:
    applied = [n for n in walk(node) if isinstance(n, Apply)]
    taken = [a for n in applied if n.op in _OF_VECTORS for a in n.args]
    taken += [a for n in applied if n.op in ("hadamard", "times") for a in walk(n)]  # exp(s/2) ⊙ ε
    return [a for a in taken if isinstance(a, Sym) and not a.index]


def totals_apart(clauses: list[list[Clause]]) -> list[list[Clause]]:
    """The clauses with `α_0 = Σ_k α_k` as a letter of its own beside the α_k."""
    equations = [c.node for part in clauses for c in part if isinstance(c.node, Rel) and c.node.ops == ("=",)]
    heads = [n.operands[0] for n in equations if not isinstance(n.operands[1], Num)]  # s_0 = 0 is where s_t begins
    symbols = {n for part in clauses for c in part for n in walk(c.node) if isinstance(n, Sym)}
    summed = {h for h in heads if isinstance(h, Sym) and h.index == (ZERO,)}
    apart = {h for h in summed if any(s.name == h.name and _runs(s) for s in symbols)}
    if not apart:
        return clauses

    def change(n: Node) -> Node:
        return Sym(f"{n.name}_0") if isinstance(n, Sym) and n in apart else n

    return [[replace(c, node=transform(c.node, change)) for c in part] for part in clauses]


def _runs(symbol: Sym) -> bool:
    return len(symbol.index) == 1 and isinstance(symbol.index[0], Sym) and symbol.index[0].name.islower()


def of_categories(belief: Belief) -> bool:
    """Whether the likelihood is a product of powers `Π_k θ_k^{n_k}` or the prior a Dirichlet."""
    bodies = [b for b in (belief.prior, belief.likelihood) if b is not None]
    return any(
        isinstance(b, Bound)
        and b.op == "prod"
        and any(
            isinstance(n, Apply) and n.op == "pow" and isinstance(n.args[0], Sym) and n.args[0].name == belief.unknown
            for n in walk(b.body)
        )
        and len([n for n in walk(b.body) if isinstance(n, Sym) and n.name == belief.unknown]) == 1
        for b in bodies
    )


def totals(belief: Belief, nodes: list[Node], study: Study) -> list[Definition]:
    """The n that a claim has beside the n_k of the model, and the number K of categories."""
    if not of_categories(belief):
        return []
    bodies = [b for b in (belief.prior, belief.likelihood) if b is not None]
    present = {x for node in (*nodes, *bodies) for x in names(node)}
    spoken = {x for node in nodes for x in names(node)} - set(study.definitions)
    over, k = (Binder(Sym("k")),), Sym("k")
    out = [
        Definition(name, Bound("sum", over, Sym(f"{name}.{EACH}", (k,))), fixed=False)
        for name in sorted(spoken)
        if f"{name}.{EACH}" in present
    ]
    sizes = [s for s in _SIZES if s in {x for n in nodes for x in _bare(n)} - set(study.definitions)]
    if sizes:
        entries = Bound("sum", over, apply("pow", Sym(belief.unknown, (k,)), ZERO))
        out.append(Definition(sizes[0], entries, fixed=False))
    return out


def _bare(node: Node) -> set[str]:
    """Names that stand for values, not as an index."""
    bound = {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
    inside = {i for n in walk(node) if isinstance(n, Sym) for item in n.index for i in names(item)}
    return {n.name for n in walk(node) if isinstance(n, Sym) and not n.index} - bound - inside


def judge_share(
    scope: Scope, belief: Belief, objective: str, left: Sym, value: Node, clock: Clock, pair: tuple[str, Node, Node]
) -> Result:
    """`θ_k = (n_k + α_k − 1)/(n + Σ_j α_j − K)`: sums to one, and no share gains by another's loss."""
    (index,) = left.index
    if not isinstance(index, Sym):
        return Result("undecided", scope, "write the share of any category, such as θ_k")
    over = (Binder(index),)
    whole = compare(scope, "=", Bound("sum", over, _spanning(value, belief, index)), ONE, clock, scope.filters)
    if whole.outcome != "holds":
        return of_comparison(scope, whole, pair)
    score = _score(objective, Bound("collect", over, _spanning(value, belief, index)))
    return of_comparison(
        scope,
        compare(scope, "=", Apply("index", (score, index)), Apply("index", (score, num(1))), clock, scope.filters),
        pair,
    )


def mean_share(belief: Belief, node: Moment) -> Node | None:
    """`E[θ_k|D]` where the posterior is a Dirichlet: with θ_k ∂/∂θ_k log p = c_k it is (c_k + 1)/Σ_j (c_j + 1)."""
    argument = node.args[0] if len(node.args) == 1 else None
    if node.op != "E" or not isinstance(argument, Sym) or argument.name != belief.unknown or len(argument.index) != 1:
        return None
    one = apply("pow", Sym(belief.unknown), ZERO)
    score = _score(JOINT, one)
    weight = lambda k: apply("add", Apply("index", (score, k)), ONE)  # noqa: E731
    return apply("div", weight(argument.index[0]), Bound("sum", (Binder(Sym("j")),), weight(Sym("j"))))


def _score(objective: str, point: Node) -> Node:
    return Call(Sym(SCORE[objective]), (point,))


def _spanning(value: Node, belief: Belief, index: Node) -> Node:
    """The value with the range of its index told by the parameter's entries."""
    return apply("mul", value, apply("pow", Sym(belief.unknown, (index,)), ZERO))
