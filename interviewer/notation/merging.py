"""Pieces that commas cut apart, put together again: ranges, lists of names, cases, programs."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.segments import THEN
from interviewer.notation.tree import Apply, Bound, Call, Group, Moment, Node, Num, Rel, Sym, names
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.mentions import is_space
from interviewer.notation.words.restricting import restricting
from interviewer.notation.words.roles import CONSTRAINING, IMPERATIVES, WHY

DOTS = Sym("ellipsis")  # what a range leaves out


def with_claim(clauses: list[Clause], words: list[str]) -> list[Clause]:
    """`for all i, α_i = 0` and `if A, B` claim what stands last, though only the comma says so.

    After `for` the letters, their ranges and one restriction come first: `for x > 0, log x ≤ x − 1`.
    """
    clauses = _bound_apart(clauses)
    stated = [k for k, c in enumerate(clauses) if claims(c.node) and not _is_range(c.node)]
    while len(stated) > 1 and clauses[stated[-1]].role == "quantify" != clauses[stated[-2]].role:
        if _after_letters(clauses, stated[-1]):
            break
        stated.pop()  # `since a, b for all t ≥ 2`
    if not stated or any(c.role == "claim" for c in clauses):
        return clauses
    if CONSTRAINING & set(words):
        return [replace(c, role="claim") if k in stated else c for k, c in enumerate(clauses)]
    listed = [k for k in stated if k and clauses[k].role == "quantify" and clauses[k].link == "and"]
    if clauses[stated[-1]].role == "reason" and clauses[0].role == "quantify" and listed:
        return [replace(c, role="claim") if k in listed else c for k, c in enumerate(clauses)]  # for β ≥ 1, A, where B
    if clauses[stated[-1]].role == "reason":  # `by Bayes, …`: what is said to be so stands alone
        return [replace(c, role="claim") if k == stated[-1] else c for k, c in enumerate(clauses)]
    if IMPERATIVES & set(words):
        return clauses
    if stated[-1] == 0:
        return _in_passing(clauses, words)
    general = clauses[0].role == "quantify"
    said = [k for k in stated if clauses[k].role != "assume" or clauses[k].link]  # `for p with p_c = 1, …`
    claimed = said if general and stated[0] > 0 and said else stated[1:] if general else stated[-1:]
    return [replace(c, role="claim") if k in claimed else c for k, c in enumerate(clauses)]


def of_claimed(clauses: list[Clause], words: list[str]) -> list[Clause]:
    """`J = … with λ = σ²/τ², ∇J = …`: what speaks of the name that a claim has just given is no reason for it, but claimed too."""
    out: list[Clause] = []
    given: set[str] = set()
    for clause in clauses:
        between = words[(out[-1].after if out else 0) or 0 : clause.after]
        if clause.role == "reason" and out and not WHY & set(between) and given & names(clause.node):
            clause = replace(clause, role="claim", link=clause.link or "and")
        match clause.role, clause.node:
            case "claim", Rel(("=",) | (":=",), (Sym(name, ()) | Call(Sym(name)), _)):
                given.add(name)
        out.append(clause)
    return out


def beyond_letters(clauses: list[Clause]) -> list[Clause]:
    """`a = f(q) for one query q, o = V a`: an equation behind the letters that a claim is for is claimed too."""
    out: list[Clause] = []
    for clause in clauses:
        before = out[-1] if out else None
        match before, clause:
            case Clause("quantify", Sym() as letter), Clause("quantify", Rel(ops, (head, *_) as sides), "and"):
                stated = ops[0] == "=" and any(not isinstance(o, Sym | Num) for o in sides) and DOTS not in sides
                alone = not (isinstance(head, Sym) and (head == letter or letter in head.index))
                if stated and alone and clause.after == before.after and any(c.role == "claim" for c in out):
                    clause = replace(clause, role="claim")
        out.append(clause)
    return out


def concluded(clauses: list[Clause], words: list[str]) -> list[Clause]:
    """`A, so at x = 0, B` and `A, so at x = 0 B` claim B there, though at most a comma says so: A, x = 0 ⇒ B."""
    out: list[Clause] = []
    follows = False
    for k, clause in enumerate(clauses):
        if follows:
            clause, follows = replace(clause, role="claim", link="implies"), False
        ahead = words[(clauses[k - 1].after if k else 0) or 0 : clause.after]
        opened = bool(k and ahead) and clause.role in ("assume", "quantify") and ahead[0] in THEN
        if opened and len(apart := _bound_apart([clause])) > 1:
            out += [replace(apart[0], role="claim", link=""), apart[1]]
            continue
        out.append(clause)
        place, behind = out[-1].node, clauses[k + 1] if k + 1 < len(clauses) else None
        if not opened or behind is None or not isinstance(place, Rel) or set(place.ops) != {"="}:
            continue
        beside = behind.after == clause.after and k + 2 == len(clauses) and claims(behind.node)
        if follows := behind.role == "claim" or beside:
            out[-1] = replace(out[-1], role="claim", link="")
    return out


def _bound_apart(clauses: list[Clause]) -> list[Clause]:
    """`for β > 1 L ≤ M` without a comma: the bound ends with its number."""
    if len(clauses) != 1 or clauses[0].role not in ("quantify", "assume"):
        return clauses
    match clauses[0].node:
        case Rel((_, op), (letter, Apply("mul", (Num() as end, *others)), last)) if others:
            value = others[0] if len(others) == 1 else Apply("mul", tuple(others))
            bound = replace(clauses[0], node=Rel(clauses[0].node.ops[:1], (letter, end)))
            return [bound, replace(clauses[0], role="claim", link="implies", node=Rel((op,), (value, last)))]
    return clauses


def _after_letters(clauses: list[Clause], k: int) -> bool:
    """`if σ_j = 1 for all j, KL = ½‖μ‖²`: what stands behind the letters and a comma is the claim."""
    before, node = clauses[k - 1], clauses[k].node
    letters = before.role == "quantify" and isinstance(before.node, Sym) and bool(clauses[k].link)
    return letters and isinstance(node, Rel) and before.node not in node.operands


def _in_passing(clauses: list[Clause], words: list[str]) -> list[Clause]:
    """`with a causal mask A₁₁ = 1` claims what it states; what is called something else in words is not read."""
    before = words[: clauses[0].after]
    if before[:1] == ["for"]:  # for tanh units σ′ = 1 − σ²
        node = clauses[0].node
        of_letter = isinstance(node, Rel) and any(isinstance(o, Sym | Num) for o in node.operands[:1])
        return clauses if of_letter else [replace(clauses[0], role="claim"), *clauses[1:]]
    if clauses[0].role != "assume" or words[:1] not in (["with"], ["under"], ["in"], ["given"], ["at"]):
        return clauses
    if any(not isinstance(c.node, Sym) for c in clauses[1:]):
        raise Unreadable("what follows from this is said in words; write it as a formula")
    return [replace(clauses[0], role="claim"), *clauses[1:]] if restricting(before) else clauses


def _is_range(node: Node) -> bool:
    return isinstance(node, Rel) and (node.ops == ("∈",) or DOTS in node.operands)


def claims(node: Node) -> bool:
    """Whether a formula says something; a lone symbol or expression among words is only mentioned."""
    return (
        isinstance(node, Rel)
        or (isinstance(node, Apply) and node.op in ("program", "property"))
        or (isinstance(node, Bound) and node.op in ("min", "max", "argmin", "argmax"))
    )


def merge(clauses: list[Clause]) -> list[Clause]:
    """Put pieces that commas cut apart together again: `i = 1, …, n`, `x, y ∈ ℝᵈ`, `α, β ≥ 0`, `min f s.t. g`."""
    before = [None, *(c.node for c in clauses)]
    clauses = [c for c, node in zip(clauses, before, strict=False) if c.node != DOTS or isinstance(node, Rel)]
    out: list[Clause] = []
    k = 0
    while k < len(clauses):
        clause = clauses[k]
        node = clause.node
        follow = clauses[k + 1].node if k + 1 < len(clauses) else None
        if follow == DOTS and isinstance(node, Rel):
            ends: list[Node] = [node.operands[-1], DOTS]
            k += 2
            while k < len(clauses) and not isinstance(clauses[k].node, Rel) and clauses[k].link == "and":
                ends.append(clauses[k].node)
                k += 1
            among = Rel(("∈",), (node.operands[0], Group("{", tuple(ends))))  # i = 1, …, n
            out.append(replace(clause, role="quantify", node=among) if node.ops == ("=",) else clause)
            continue
        if (bounds := _bounded_pair(clause, clauses[k + 1] if follow is not None else None)) is not None:
            out += bounds
            k += 2
            continue
        if follow is not None and (value := _other_value(node, clauses[k + 1])) is not None:
            out.append(replace(clause, node=value))  # t is −1 or +1
            k += 2
            continue
        if isinstance(node, Rel) and _counts_on(clause, follow):
            out.append(replace(clause, role="quantify", node=Rel(("∈",), (node.operands[0], _from(node)))))
            k += 1
            while k < len(clauses) and isinstance(clauses[k].node, Num):
                k += 1
            continue
        if isinstance(node, Sym) and not isinstance(follow, Rel) and clause.role == "quantify":
            out.append(clause)
            k += 1
            continue
        if (
            isinstance(node, Sym)
            and isinstance(follow, Rel)
            and clauses[k + 1].link == "and"
            and clauses[k + 1].role == clause.role
            and (clause.role != "quantify" or _of_one_kind(node, follow))
            and not isinstance(follow.operands[0], Num)  # `x and y, 0 ≤ z ≤ 1` bounds z
            and (follow.ops[0] not in ("=", ":=") or isinstance(follow.operands[-1], Num))  # not `given D, θ = …`
        ):
            run = [node]
            j = k + 1
            while j < len(clauses) and isinstance(clauses[j].node, Sym):
                run.append(clauses[j].node)  # type: ignore[arg-type]
                j += 1
            relation = clauses[j].node if j < len(clauses) else None
            if isinstance(relation, Rel) and not isinstance(relation.operands[0], Num | Moment):
                for symbol in [*run, relation.operands[0]]:
                    out.append(
                        Clause(clauses[k].role, Rel(relation.ops, (symbol, *relation.operands[1:])), clause.link)
                    )
                k = j + 1
                continue
        out.append(clause)
        k += 1
    return out


def _of_one_kind(first: Sym, follow: Rel) -> bool:
    """`for x, z ∈ ℝ²` declares both; `for all i, x_i ∈ ℝ²` does not."""
    match follow:
        case Rel(("∈",), (Sym(_, index) as second, space)):
            return not (first.index or index) and is_space(space) and first != second
    return False


def _other_value(node: Node, after: Clause) -> Rel | None:
    """`t = −1 or +1` as t ∈ {−1, 1}."""
    match node, after.node:
        case Rel(("=",), (head, Num() | Apply("neg", (Num(),)) as first)), Num() | Apply("neg", (Num(),)) as second:
            return Rel(("∈",), (head, Group("\\{", (first, second)))) if after.link == "or" else None
    return None


def _bounded_pair(clause: Clause, following: Clause | None) -> list[Clause] | None:
    """`0 < a, b < 1` bounds both letters on both sides."""
    if following is None or following.link != "and" or following.after != clause.after:
        return None
    match clause.node, following.node:
        case Rel((op,), (low, Sym() as first)), Rel((other,), (Sym() as second, high)) if {op, other} <= {"<", "<="}:
            if first != second and not isinstance(low, Sym):
                both = [Rel((op, other), (low, letter, high)) for letter in (first, second)]
                return [replace(c, node=node) for c, node in zip((clause, following), both, strict=True)]
    return None


def _counts_on(clause: Clause, follow: Node | None) -> bool:
    """`k = 1, 2, …`"""
    match clause.node, follow:
        case Rel(("=",), (Sym(), Num(first))), Num(second):
            return second == first + 1
    return False


def _from(node: Rel) -> Group:
    return Group("{", (node.operands[1], DOTS))
