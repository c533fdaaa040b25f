"""Clauses made ready to be judged: names before their use, ranges as ranges, alternatives as one relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewer.checking.claims.disjunctions import either
from interviewer.checking.claims.laws import is_standard_normal, may_be_noise
from interviewer.checking.claims.other_names import only_by_alias
from interviewer.checking.implications import ORDER
from interviewer.checking.models.undeclared import index_names
from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_bounds import by_sizes
from interviewer.notation.clause import Clause
from interviewer.notation.tree import (
    ONE,
    Apply,
    Call,
    Deriv,
    Group,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
    transform,
    walk,
)
from interviewer.notation.unreadable import Unreadable


def is_property(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "property"


_BUILT_IN = frozenset(["H", "MI", "I", "N"])  # functionals of distributions that no line introduces


def statements(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """A set-up without the names it only mentions: `samples x_1, …, x_n, N_k = Σ_i γ_ik`."""
    kinds = {c.node.args[0] for c in clauses if isinstance(c.node, Apply) and is_property(c.node)}
    sets = [c for c in clauses if isinstance(c.node, Rel) and c.node.ops == ("∈",) and c.node.operands[0] in kinds]
    told = [c for c in clauses if is_property(c.node) and scope.trusting and _has_trait(scope, c.node)]
    clauses = (
        tuple(c for c in clauses if c not in sets and c not in told) or clauses
    )  # P ∈ {0,1}^{n×n} is a permutation
    stated = tuple(c for c in clauses if isinstance(c.node, Rel) or is_property(c.node))
    return stated if scope.trusting and stated else clauses


def _has_trait(scope: Scope, node: Node) -> bool:
    """Whether a property has been taken in as what a letter is."""
    match node:
        case Apply("property", (Sym(name, ()), Sym(what, ()))):
            return scope.traits.get(name) == what
    return False


def under_laws(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`Cov(x_{t−1}|x_t) = σ_t² I under p_θ`: the moments are taken over that law."""
    laws = [
        c
        for c in clauses
        if c.role == "assume" and isinstance(c.node, Sym) and c.node.name.split("_")[0] in scope.world.distributions
    ]
    if len(laws) != 1 or len(clauses) == 1:
        return clauses

    def over(n: Node) -> Node:
        return replace(n, over=laws[0].node) if isinstance(n, Moment) and n.over is None else n

    return tuple(replace(c, node=transform(c.node, over)) for c in clauses if c is not laws[0])


def _is_given(before: Sequence[Clause], head: Node | None) -> bool:
    """Whether a clause before says what a name is: `α₁ = α₂ =: a, a = ½` claims the rest."""
    return any(c.role == "let" and isinstance(c.node, Rel) and c.node.operands[0] == head for c in before)


def names_first(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`L = … g_i …, g_i = …`: what a later clause only introduces is taken in before the clauses that use it."""
    out: list[Clause] = []
    clauses = tuple(part for k, c in enumerate(clauses) for part in _named_and_claimed(scope, c, clauses[:k]))
    for k, clause in enumerate(clauses):
        node = clause.node
        stated = clause.role in ("claim", "reason") and clause.link in ("", "and") and isinstance(node, Rel)
        if k == 0 or not stated or not isinstance(node, Rel):
            out.append(clause)
            continue
        left = node.operands[0] if node.ops in (("=",), (":=",)) else None
        symbol = left.fn if isinstance(left, Call) else left
        leads = any(c.link in ("implies", "iff") for c in clauses[k + 1 : k + 2])  # z = 0 ⇒ … supposes it
        using = next((i for i, c in enumerate(out) if isinstance(symbol, Sym) and symbol.name in names(c.node)), None)
        declared = node.operands[0] if clause.role == "claim" and node.ops == ("∈",) else None
        if isinstance(declared, Sym) and not declared.index and not scope.knows(declared.name):
            out.append(replace(clause, role="let"))
        elif (drawn := _used_by(scope, out, node)) is not None:
            out.insert(drawn, replace(clause, role="let"))  # x_t = a x_0 + b η, η ~ N(0, I)
        elif using is not None and isinstance(symbol, Sym) and _new_name(scope, symbol) and not _is_given(out, left):
            out.insert(using, replace(clause, role="let"))
        elif (
            isinstance(symbol, Sym) and not leads and (about := _about_objective(scope, out, symbol, node)) is not None
        ):
            out.insert(about, clause)  # ∇L = 2Xᵀ(Xw − y), L = ½‖y − Xw‖²
        elif using is not None and isinstance(left, Sym) and not leads and _in_several_forms(scope, left):
            if out[using].role != "claim":  # for the loss F the weight is λ = …
                out.append(clause)
                continue
            out.insert(using, replace(clause, role="reason"))  # min … + λ‖w‖², λ = σ²/τ²
        else:
            out.append(clause)
    return tuple(out)


def _named_and_claimed(scope: Scope, clause: Clause, before: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`…, m_N = F = θ_MAP` of a new name that the line has used: what it is, and what is claimed of it."""
    match clause:
        case Clause("claim", Rel((first, *ops), (Sym() as head, made, *rest)), "" | "and") if ops and first == "=":
            if _new_name(scope, head) and any(head.name in names(c.node) for c in before):
                claimed = Rel(tuple(ops), (head, *rest))
                return replace(clause, node=Rel(("=",), (head, made))), replace(clause, node=claimed, link="and")
    return (clause,)


def _used_by(scope: Scope, clauses: list[Clause], law: Rel) -> int | None:
    """Where a noise by a name of the candidate's comes in, of which a clause tells the law."""
    match law:
        case Rel(("~",), (Sym(name, ()), right)) if may_be_noise(scope, name) and is_standard_normal(right):
            return next((i for i, c in enumerate(clauses) if name in names(c.node)), None)
    return None


def _about_objective(scope: Scope, clauses: Sequence[Clause], symbol: Sym, node: Node) -> int | None:
    """Where a line begins to speak of the slope of an objective that a later clause says which form of it is meant."""
    if symbol.index or not any(d.sense for d in scope.world.definitions.get(symbol.name, ())):
        return None
    if symbol in map(_head, clauses):
        return None  # a further form of what the line has said
    used = names(node)
    for place, clause in enumerate(clauses):
        if symbol.name in dependencies(scope, clause.node) and _speaks_of_slope(scope, clause.node):
            later = [h for h in map(_head, clauses[place:]) if h is not None]
            return place if not any(h.name in used for h in later) else None
    return None


def _head(clause: Clause) -> Sym | None:
    """The name that a clause relates to something."""
    first = clause.node.operands[0] if isinstance(clause.node, Rel) else None
    named = first.fn if isinstance(first, Call) else first
    return named if isinstance(named, Sym) else None


def _speaks_of_slope(scope: Scope, node: Node) -> bool:
    """Whether a formula has a derivative, or a name for one, as the δ of a layer is."""
    bodies = [d.body for name in names(node) for d in scope.definitions(name)]
    return any(isinstance(n, Deriv) for part in (node, *bodies) for n in walk(part))


def _in_several_forms(scope: Scope, symbol: Sym) -> bool:
    """A number that the problem allows in several forms, as λ is σ²/τ² or 1/τ²: which it is must fit the rest of the line."""
    found = scope.world.definitions.get(symbol.name, ())
    return not symbol.index and any(d.alternatives and not (d.sense or d.is_call or d.index) for d in found)


def _new_name(scope: Scope, symbol: Sym) -> bool:
    return symbol.name not in _BUILT_IN and (not scope.knows(symbol.name) or only_by_alias(scope, symbol))


def uniform_as_shares(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`u is uniform` says u(x) = 1/K of a variable with K states."""
    variable = next((t for t in scope.world.letters.values() if t.kind == "variable" and t.shape[0].isalpha()), None)
    if variable is None:
        return clauses
    size = variable.shape[0]
    share = Apply("div", (ONE, Sym(size)))

    def said(clause: Clause) -> Iterator[Clause]:
        match clause.node:
            case Apply("property", (Sym(_, ()) as law, Sym("uniform"), *on)):
                if (count := _how_many(on)) is not None and not scope.knows(count.name):
                    yield Clause("let", Rel(("=",), (count, Sym(size))))
                yield replace(clause, node=Rel(("=",), (Call(law, (Sym(variable.name),)), share)))
            case _:
                yield clause

    return tuple(c for clause in clauses for c in said(clause))


def _how_many(on: list[Node]) -> Sym | None:
    """The m of a law that is uniform on {1, …, m}, or on m points."""
    match on:
        case [Group("{", (Num(value=1), *_, Sym("ellipsis"), Sym(_, ()) as last))] | [Sym(_, ()) as last]:
            return last
    return None


def with_ranges(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`…, t ≥ 2`: an order between a running index and numbers or sizes says where the line is meant."""
    indices = index_names(tuple(c.node for c in clauses))

    def limits(node: Node) -> bool:
        return (
            isinstance(node, Rel)
            and all(op in ORDER for op in node.ops)
            and any(isinstance(o, Sym) and o.name in indices for o in node.operands)
            and all(
                isinstance(o, Num)
                or (isinstance(o, Sym) and not o.index and (o.name in indices or o.name in scope.world.sizes))
                for o in node.operands
            )
            and not any(isinstance(o, Sym) and scope.letter(o.name) is not None for o in node.operands)
        )

    def sign(node: Node) -> bool:
        """`the step of rate lr > 0 is …`: nothing but words of a number that nobody has introduced."""
        if not isinstance(node, Rel) or not all(op in ORDER for op in node.ops):
            return False
        spoken = [o for o in node.operands if not isinstance(o, Num)]
        return all(isinstance(o, Sym) and not o.index and not scope.knows(o.name) for o in spoken)

    marked = tuple(
        replace(c, role="assume") if c.role == "claim" and (limits(c.node) or sign(c.node)) else c for c in clauses
    )
    marked = marked if any(c.role == "claim" for c in marked) else clauses
    return tuple(replace(c, node=by_sizes(scope, c.node, indices)) for c in marked)


def disjunctions(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`A or B` as one relation between numbers: equations by their product, others by the larger slack."""
    out: list[Clause] = []
    for clause in clauses:
        before = out[-1] if out else None
        if clause.link == "or" and before is not None and before.role == clause.role == "claim":
            joined = either(before.node, clause.node)
            if joined is None:
                raise Unreadable("I do not judge this 'or'; write the cases as separate lines")
            out[-1] = replace(before, node=joined)
        else:
            out.append(clause)
    return tuple(out)
