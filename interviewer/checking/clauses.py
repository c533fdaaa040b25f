"""The clauses of a line in one reading: assumptions and definitions taken in, each claim judged under what came before it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.assume import SQUARE, index_names, square_matrix, undeclared
from interviewer.checking.canonical import RUNNING, canonical
from interviewer.checking.claims.conventions import without_conventions
from interviewer.checking.claims.definitions import only_by_alias
from interviewer.checking.claims.disjunctions import either
from interviewer.checking.claims.everywhere import beyond_optimum
from interviewer.checking.claims.gaps import as_vanishing_gap
from interviewer.checking.claims.limits import as_limits
from interviewer.checking.claims.new_names import spelt
from interviewer.checking.claims.pointwise import judge_pointwise
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.result import Result, together
from interviewer.checking.clock import Clock
from interviewer.checking.dependencies import dependencies
from interviewer.checking.intervals import within
from interviewer.checking.judged import Judged
from interviewer.checking.law_parameters import with_parameters
from interviewer.checking.laws_by_use import with_laws
from interviewer.checking.letter_types import parse_letter
from interviewer.checking.named_sets import unfolded
from interviewer.checking.own.factors import factors_in
from interviewer.checking.preparing import prepare
from interviewer.checking.priors import has_prior, with_flat
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.sampling import free_indices
from interviewer.checking.scope import Scope
from interviewer.checking.size_equations import at_sizes, sizes_set
from interviewer.checking.sizes import of_sizes, sized
from interviewer.checking.through import seen_through, with_mask
from interviewer.checking.told import with_entries, with_told_values
from interviewer.checking.world import Definition
from interviewer.notation.clause import Clause
from interviewer.notation.merging import claims
from interviewer.notation.tree import ONE, Apply, Bound, Call, Deriv, Group, Moment, Node, Num, Rel, Sym, names, walk
from interviewer.notation.tree import relations as relations_in
from interviewer.notation.unreadable import Unreadable

GENERAL_SIZE = "I check this for sizes in general; write the values of the letters instead"
MAX_SIZE = 7
CONTRARY = "this supposes something else than the problem says; write it as a model of your own, in lines before"


def judge_clauses(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Assumptions and definitions first, then each claim under what came before it, at the sizes that are told."""
    clauses = without_conventions(clauses)
    named = with_parameters(with_laws(scope, (c.node for c in clauses)), (c.node for c in clauses))
    if named is not scope:
        scope = named
        clauses = tuple(replace(c, node=prepare(canonical(scope, c.node, {}), scope)) for c in clauses)
    factors = factors_in(scope, (c.node for c in clauses))
    for definition in factors.values():
        scope = scope.with_definition(definition)
    if factors:  # let X = UDVᵀ: it is the factors that are new
        clauses = tuple(replace(c, role="reason") if c.role == "let" else c for c in clauses)
    told = tuple(f for f in (*scope.filters, *scope.conditions) if of_sizes(scope, f))
    last = max((k for k, c in enumerate(clauses) if c.role == "claim"), default=0)
    here = [c for k, c in enumerate(clauses) if of_sizes(scope, c.node) and (c.role != "claim" or k < last)]
    relations = relations_in((*told, *(c.node for c in here)))
    made = sized(scope, relations) if relations else None
    if made is None:
        return _judge(scope, clauses, clock)
    kept = {"filters": tuple(f for f in scope.filters if f not in told)}
    inner = replace(made, conditions=tuple(c for c in scope.conditions if c not in told), **kept)
    judged = _judge(inner, tuple(c for c in clauses if c not in here), clock)
    return replace(judged, scope=replace(judged.scope, filters=(*judged.scope.filters, *relations)))


def _judge(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Each claim under what came before it."""
    before = scope
    scope, clauses = with_mask(*with_flat(scope, _statements(scope, clauses)))
    scope = seen_through(scope, (c.node for c in clauses))
    if has_prior(scope):
        return Judged("undecided", None, scope, message="this reading of the problem has a prior of its own")
    if (pointwise := judge_pointwise(scope, clauses, clock)) is not None:
        return Judged(pointwise.kind, pointwise, scope, message=pointwise.message)
    scope, clauses = with_entries(scope, clauses)
    clauses = _ranges(scope, _names_first(scope, spelt(scope, as_limits(_uniform(scope, clauses)))))
    leads = scope.trusting or any(c.role == "claim" for c in clauses[1:])
    if leads and clauses[0].role == "claim" and _is_condition(scope, clauses[0].node):
        clauses = (replace(clauses[0], role="assume"), *clauses[1:])
    filters: list[Rel] = list(scope.filters)
    kinds: list[str] = ["given"] if scope is not before else []
    last: Result | None = None
    results: list[Result] = []
    for clause in clauses:
        if clause.role in ("assume", "reason", "quantify", "let"):
            if isinstance(clause.node, Rel) and "→" in clause.node.ops:
                raise Unreadable("I cannot tell what this limit is of; write it as lim_{n→∞} … = …")
            if clause.role != "let" and (sizes := sizes_set(scope, clause.node)):
                scope = at_sizes(scope, sizes)
                kinds.append("given")
                continue
            sized = _sized(scope, clause.node)
            if sized is not None:
                if isinstance(sized, str):
                    return Judged("undecided", None, scope, message=sized)
                scope = sized
                continue
            if clause.role == "quantify" and isinstance(clause.node, Apply | Bound) and not is_property(clause.node):
                raise Unreadable("I cannot tell what a part of this line says; write it as an equation")
            if clause.role == "assume" and _contrary(scope, clause.node, clock):
                return Judged("undecided", None, scope, message=CONTRARY)
            before = scope
            scope, filters, result = absorb_clause(scope, clause, filters, clock)
            if result is not None:
                if result.kind in ("refuted", "undecided") and clause.role in _STATED:
                    return Judged(result.kind, result, scope, message=result.message, after=clause.after)
                kinds.append("given")
                results += [result] if clause.role in _STATED else []
                verified = clause.role == "let" and result.kind == "verified"
                if verified and (missed := beyond_optimum(before, clauses, clause.node, filters, clock)):
                    return Judged(missed.kind, missed, scope, message=missed.message, after=clause.after)
    clauses = tuple(c for c in _disjunctions(clauses) if not (len(clauses) > 1 and _is_law(c.node)))
    whole = clauses
    while len(clauses) > 1 and isinstance(clauses[-1].node, Sym | Num) and claims(clauses[-2].node):
        clauses = clauses[:-1]  # `with t uniform on 1, …, T`
    before = alone = scope  # the scope without what the clause before put in force
    for k, clause in enumerate(clauses):
        if clause.role != "claim":
            continue
        before, alone = alone, scope
        following = next((c for c in clauses[k + 1 :] if c.role == "claim"), None)
        sets = following is not None and following.link in ("implies", "iff") and _can_be_assumed(clause)
        sets = sets or (_fixes_letter(clause.node) and _before_implication(clauses[k + 1 :]))
        middle = sets and k > 0 and clause.link == "implies"  # A ⇒ B ⇒ C claims B, too
        sizes = sizes_set(scope, clause.node) if sets else None
        if sizes:  # n = 1 ⇒ …
            scope = at_sizes(scope, sizes)
            kinds.append("given")
            continue
        if sets and not middle and (function := _function_set(scope, clause.node)) is not None:
            scope = scope.with_definition(function)  # f(t) = t log t ⇒ …
            kinds.append("given")
            continue
        if sets and not middle and _equates_letters(clause.node):  # σ₁ = σ₂ = σ ⇒ …
            told_so, whole_told = with_told_values(scope, (clause,))
            if whole_told:
                scope = told_so
                kinds.append("given")
                continue
        follows = clause.link in ("implies", "iff") and k > 0 and _is_stationarity(clauses[k - 1].node)
        follows = follows or (clause.link == "iff" and k > 0 and not scope.world.multipliers)
        result = judge_relation(scope, clause.node, clock, tuple(filters), sets=sets and not middle, follows=follows)
        if middle and result.kind == "undecided":
            result = judge_relation(scope, clause.node, clock, tuple(filters), sets=True, follows=follows)
        if result.kind in ("refuted", "undecided"):
            return Judged(result.kind, result, scope, message=result.message, after=clause.after)
        if clause.link == "iff" and k:
            beside = [
                c.node for c in clauses[k + 1 :] if c.role == "claim" and c.link == "and" and isinstance(c.node, Rel)
            ]
            back = _converse(before.with_condition(*beside), clauses[k - 1], clause, clock)
            if back is not None:
                return back
            result = replace(result, equations=None)
        defined = result.message == "a definition"
        missed = None if defined else beyond_optimum(scope, whole, clause.node, filters, clock)
        if missed is not None and (missed.kind == "refuted" or result.message):
            return Judged(missed.kind, missed, scope, message=missed.message, after=clause.after)
        inequality = (
            isinstance(clause.node, Rel)
            and sets
            and (
                any(op in _ORDER for op in clause.node.ops)
                or (
                    result.kind == "given"
                    and bool(free_indices(scope, (clause.node,)))
                    and not _with_multiplier(scope, clause.node)
                )
            )
        )
        if inequality and isinstance(clause.node, Rel):
            filters.append(clause.node)
        else:
            scope = result.scope
        kinds.append(result.kind)
        results.append(result)
        last = result if result.kind == "verified" or last is None else last
    if not kinds:
        return Judged("undecided", None, scope, message="there is no statement to judge in this line")
    kind, message = "verified" if "verified" in kinds else "given", last.message if last else ""
    return Judged(kind, last, scope, message=message, equations=together(results))


def is_property(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "property"


def _statements(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
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


_STATED = ("let", "reason")  # what is introduced or said to be so must hold; what is supposed need not


def _sized(scope: Scope, node: Node) -> Scope | str | None:
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


def _is_law(node: Node) -> bool:
    """`p = N(m, S) and N(0, I)` mentions a law beside."""
    return isinstance(node, Call) and node.fn.name in DENSITIES and not node.args


def _disjunctions(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
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


def _names_first(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`L = … g_i …, g_i = …`: what a later clause only introduces is taken in before the clauses that use it."""
    out: list[Clause] = []
    for k, clause in enumerate(clauses):
        node = clause.node
        stated = clause.role in ("claim", "reason") and clause.link in ("", "and") and isinstance(node, Rel)
        if k == 0 or not stated or not isinstance(node, Rel):
            out.append(clause)
            continue
        left = node.operands[0] if node.ops in (("=",), (":=",)) else None
        symbol = left.fn if isinstance(left, Call) else left
        using = next((i for i, c in enumerate(out) if isinstance(symbol, Sym) and symbol.name in names(c.node)), None)
        declared = node.operands[0] if clause.role == "claim" and node.ops == ("∈",) else None
        if isinstance(declared, Sym) and not declared.index and not scope.knows(declared.name):
            out.append(replace(clause, role="let"))
        elif using is not None and isinstance(symbol, Sym) and _new_name(scope, symbol):
            out.insert(using, replace(clause, role="let"))
        elif using is not None and isinstance(left, Sym) and _in_several_forms(scope, left):
            out.insert(using, replace(clause, role="reason"))  # min … + λ‖w‖², λ = σ²/τ²
        else:
            out.append(clause)
    return tuple(out)


def _in_several_forms(scope: Scope, symbol: Sym) -> bool:
    """A number that the problem allows in several forms, as λ is σ²/τ² or 1/τ²: which it is must fit the rest of the line."""
    found = scope.world.definitions.get(symbol.name, ())
    return not symbol.index and any(d.alternatives and not d.sense and not d.is_call for d in found)


def _new_name(scope: Scope, symbol: Sym) -> bool:
    return symbol.name not in _BUILT_IN and (not scope.knows(symbol.name) or only_by_alias(scope, symbol))


_BUILT_IN = frozenset(["H", "MI", "I", "N"])  # functionals of distributions that no line introduces


def _uniform(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`u is uniform` says u(x) = 1/K of a variable with K states."""
    variable = next((t for t in scope.world.letters.values() if t.kind == "variable" and t.shape[0].isalpha()), None)
    if variable is None:
        return clauses
    share = Apply("div", (ONE, Sym(variable.shape[0])))

    def said(clause: Clause) -> Clause:
        node = clause.node
        if isinstance(node, Apply) and node.op == "property" and node.args[1] == Sym("uniform"):
            if isinstance(node.args[0], Sym) and not node.args[0].index:
                return replace(clause, node=Rel(("=",), (Call(node.args[0], (Sym(variable.name),)), share)))
        return clause

    return tuple(map(said, clauses))


def _ranges(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """`…, t ≥ 2`: an order between a running index and numbers or sizes says where the line is meant."""
    indices = index_names(tuple(c.node for c in clauses))

    def limits(node: Node) -> bool:
        return (
            isinstance(node, Rel)
            and all(op in _ORDER for op in node.ops)
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
        if not isinstance(node, Rel) or not all(op in _ORDER for op in node.ops):
            return False
        spoken = [o for o in node.operands if not isinstance(o, Num)]
        return all(isinstance(o, Sym) and not o.index and not scope.knows(o.name) for o in spoken)

    marked = tuple(
        replace(c, role="assume") if c.role == "claim" and (limits(c.node) or sign(c.node)) else c for c in clauses
    )
    return marked if any(c.role == "claim" for c in marked) else clauses


_ORDER = frozenset(["<=", ">=", "<", ">", "!=", "⪰", "≻", "⪯", "≺"])


def _can_be_assumed(clause: Clause) -> bool:
    """An antecedent that is a condition: an inequality or an equation to zero or between symbols."""
    node = clause.node
    return (
        isinstance(node, Rel)
        and (len(node.ops) == 1 or all(op in _ORDER for op in node.ops) or _equates_letters(node))
        and not (isinstance(node.operands[0], Deriv) and not _is_zero(node.operands[-1]))
    )


def _function_set(scope: Scope, node: Node) -> Definition | None:
    """The function that an antecedent chooses for one that the lines before leave open."""
    match node:
        case Rel(("=",), (Call(Sym(name, ()), (Sym(argument, ()),), (), (), 0), body)):
            open_still = not scope.knows(name) and any(name in names(d.body) for ds in scope.own.values() for d in ds)
            if open_still and argument in names(body) and name not in names(body):
                return Definition(name, body, (argument,), is_call=True, fixed=False)
    return None


def _equates_letters(node: Node) -> bool:
    """`σ₁ = σ₂ = σ`: letters are given one value."""
    if not isinstance(node, Rel) or len(node.ops) < 2 or set(node.ops) != {"="}:
        return False
    return all(isinstance(o, Sym | Num) for o in node.operands)


def _fixes_letter(node: Node) -> bool:
    """`μ₂ = 0`"""
    return (
        isinstance(node, Rel)
        and node.ops == ("=",)
        and isinstance(node.operands[0], Sym)
        and isinstance(node.operands[1], Sym | Num)
    )


def _is_condition(scope: Scope, node: Node) -> bool:
    """`N_k/π_k + λ = 0, so …` with a multiplier that is free: not claimed of all weights."""
    return isinstance(node, Rel) and node.ops == ("=",) and _is_zero(node.operands[1]) and _with_multiplier(scope, node)


def _with_multiplier(scope: Scope, node: Rel) -> bool:
    """An equation for each member of a family that is sought, and a free number of either sign: it holds of all members."""
    free = (n.name for n in walk(node) if isinstance(n, Sym) and not n.index and not scope.definitions(n.name))
    letters = [t for n in free if (t := scope.letter(n)) is not None]
    members = (n for n in walk(node) if isinstance(n, Sym) and n.index and n.name in scope.world.unknowns)
    running = any(isinstance(i, Sym) and i.name in free_indices(scope, (node,)) for n in members for i in n.index)
    return running and any(t.kind == "scalar" and not t.index for t in letters)


def _before_implication(rest: tuple[Clause, ...]) -> bool:
    """`μ₂ = 0, σ₂ = 1 ⇒ …`: nothing but further letters fixed comes before the implication."""
    for clause in rest:
        if clause.role == "claim" and clause.link in ("implies", "iff"):
            return True
        if clause.role != "claim" or clause.link not in ("", "and") or not _fixes_letter(clause.node):
            return False
    return False


def _is_stationarity(node: Node) -> bool:
    return isinstance(node, Rel) and isinstance(node.operands[0], Deriv) and _is_zero(node.operands[-1])


def _is_zero(node: object) -> bool:
    return isinstance(node, Num) and node.value == 0


def _converse(scope: Scope, before: Clause, clause: Clause, clock: Clock) -> Judged | None:
    """The way back of an `iff`: the second part assumed, the first must follow."""
    if not isinstance(clause.node, Rel) or not isinstance(before.node, Rel):
        return Judged("undecided", None, scope, message="I do not judge this equivalence; write the two implications")
    if any(op in _ORDER for op in clause.node.ops):
        result = judge_relation(scope, before.node, clock, (*scope.filters, clause.node))
    else:
        supposed = as_vanishing_gap(scope, clause.node, clock)
        result = judge_relation(scope.with_condition(supposed), before.node, clock, scope.filters)
    if result.kind in ("refuted", "undecided"):
        return Judged(result.kind, result, scope, message=f"the converse does not follow: {result.message}")
    return None


def _free_of(scope: Scope, subject: Node, of: Node) -> bool:
    """Whether a function that the problem leaves open, or a letter, leans on something in no way."""
    head = subject.fn if isinstance(subject, Call) else subject
    known = isinstance(head, Sym) and head.name not in scope.world.distributions and isinstance(of, Sym)
    return known and not names(of) & dependencies(scope, head) and not scope.definitions(head.name)


def _bounds_letter(node: Rel) -> bool:
    """`since x > 0` supposes it of a letter; `since xᵀAx ≥ 0` says that it is so."""
    return all(isinstance(o, Num | Sym) for o in node.operands)


def _contrary(scope: Scope, node: Node, clock: Clock) -> bool:
    """`with A = softmax(KQᵀ/√d_k), …` supposes of what the problem defines that it is something else."""
    if isinstance(node, Rel) and {*node.ops} == {"="} and any(isinstance(o, Moment) for o in node.operands):
        if any(undeclared(scope, (o,), set())[0] for o in node.operands if not isinstance(o, Moment)):
            return True  # `Var(q_i) = s²` where the problem says what it is
    if not isinstance(node, Rel) or node.ops != ("=",) or isinstance(node.operands[1], Num):
        return False
    head = node.operands[0].fn if isinstance(node.operands[0], Call) else node.operands[0]
    if not isinstance(head, Sym) or head.name in scope.own:
        return False
    if not any(d.fixed for d in scope.world.definitions.get(head.name, ())):
        return False
    return judge_relation(scope, node, clock).kind == "refuted"


def absorb_clause(
    scope: Scope, clause: Clause, filters: list[Rel], clock: Clock
) -> tuple[Scope, list[Rel], Result | None]:
    """Take in a definition, an assumption or a range."""
    node = clause.node
    if (
        isinstance(node, Apply)
        and node.op == "property"
        and isinstance(node.args[0], Sym)
        and isinstance(node.args[1], Sym)
    ):
        name = node.args[0].name
        what = node.args[1].name
        if what == "square" and scope.world.sizes and clause.role == "quantify":
            typed = scope.with_type(parse_letter(name, square_matrix("", scope.world.sizes[0])))
            return replace(typed, fresh=scope.fresh | {name}), filters, Result("given", scope, "an assumption")
        if what in SQUARE and (what == "symmetric" or not scope.knows(name) or clause.role == "quantify"):
            after = replace(scope, traits={**scope.traits, name: what}, fresh=scope.fresh | {name})
            return after, filters, Result("given", scope, "an assumption")
        if node.args[1].name == "independent" and len(node.args) == 3 and _free_of(scope, node.args[0], node.args[2]):
            return scope, filters, Result("given", scope, "an assumption")
        return scope, filters, None
    if not isinstance(node, Rel):
        return scope, filters, None
    members = unfolded(scope, node)
    if members != [node]:
        return scope, [*filters, *members], Result("given", scope)
    if clause.role in ("quantify", "assume") and (between := within(node)) is not None:
        return scope, [*filters, *between], Result("given", scope)
    if clause.role == "quantify" and (
        node.ops == ("∈",)
        or (
            isinstance(node.operands[0], Sym)
            and node.operands[0].name in RUNNING
            and node.ops == ("=",)
            and not scope.knows(node.operands[0].name)
        )
    ):
        if isinstance(node.operands[1], Group) or clause.role == "quantify":
            return scope, filters, Result("given", scope)
    if clause.role == "let" and not any(op in ("<=", ">=", "<", ">", "!=") for op in node.ops):
        result = judge_relation(scope, node, clock, introduces=True)
        if result.kind in ("verified", "given"):
            return result.scope, filters, result
        return scope, filters, result
    said = clause.role == "reason"
    if any(op not in ("=", "≡", ":=", "~", "∈") for op in node.ops):
        wrong = judge_relation(scope, node, clock, tuple(filters)) if said and not _bounds_letter(node) else None
        refuted = wrong is not None and wrong.kind == "refuted"
        return scope, [*filters, node], wrong if refuted else Result("given", scope)
    head = node.operands[0].fn if isinstance(node.operands[0], Call) else node.operands[0]
    new = said and isinstance(head, Sym) and not scope.knows(head.name)
    result = judge_relation(scope, node, clock, introduces=new, sets=not said)
    if result.kind in ("verified", "given"):
        told = said and node.ops == ("=",) and isinstance(head, Sym) and head == node.operands[0]
        told = told and head.name in scope.world.unknowns
        after = result.scope.with_condition(node) if told and result.kind == "verified" else result.scope
        return after, filters, result  # `RSS = …, where w = (XᵀX)⁻¹Xᵀy` is said of that w
    named = isinstance(node.operands[0], Apply) and node.operands[0].op == "differential"  # `where dS = ∂L/∂S`
    return scope, filters, result if said and not (named and result.kind == "undecided") else None
