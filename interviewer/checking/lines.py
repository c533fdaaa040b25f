"""A candidate's line to a verdict, and what it leaves in force for the lines after it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interviewer.checking.assume import index_names
from interviewer.checking.claims.conditions import names_quantity
from interviewer.checking.claims.definitions import only_by_alias
from interviewer.checking.claims.disjunctions import either
from interviewer.checking.claims.limits import as_limits
from interviewer.checking.claims.membership import declarations
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.result import Result
from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.optimality import optimality
from interviewer.checking.own.random import laws_in, modelled
from interviewer.checking.sampling import dependencies, free_indices
from interviewer.checking.scope import Held, Scope, prepare
from interviewer.checking.shapes import transposes_numbers
from interviewer.checking.verdict import Verdict
from interviewer.checking.world import BUILTIN_FUNCTIONS, Definition, World, key_of, parse_letter
from interviewer.notation.parsing.words import said_besides
from interviewer.notation.statements import Clause, Line, read_line
from interviewer.notation.tokens import Unreadable, tokenize
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Group, Moment, Node, Num, Rel, Sym, names, walk
from interviewer.notation.vocabulary import Options, Vocabulary

MAX_UNREAD = 400  # characters; what is longer is no set-up
MAX_WORDS = 1  # of a refuted line's own that carry meaning: more of them say something that was not understood
FIT_SECONDS = 0.2  # for an earlier line in another reading of the problem
WORDS_NOT_UNDERSTOOD = (
    "the formula alone does not hold, and its words may say more than I understand; write them as formulas"
)
NOT_UNDERSTOOD = "an earlier line that speaks of the same letters was not understood; write it as formulas"
_RANK = {"verified": 0, "given": 1, "refuted": 2, "undecided": 3}


def _rank(judged: Judged) -> int:
    """Which of two outcomes stands: a refutation by shapes alone yields to a reading that could not be judged."""
    by_shape = (
        judged.kind == "refuted"
        and judged.result is not None
        and judged.result.witness is not None
        and "shapes" in judged.result.witness.values
    )
    if judged.kind == "undecided" and judged.result is not None and judged.result.weak:
        return 5
    return 4 if by_shape else _RANK[judged.kind]


@dataclass(frozen=True)
class Judged:
    """The outcome of a line in one reading with the scope it leaves."""

    kind: str
    result: Result | None
    scope: Scope
    line: Line | None = None
    message: str = ""
    nodes: tuple[Node, ...] = ()
    read_in: Scope | None = None


def readings_of(text: str, scope: Scope) -> Iterator[Line]:
    """The line in each way its spacing leaves open, the likeliest first. Raises Unreadable when there is none."""
    vocabulary = scope.vocabulary
    first: Line | None = None
    problem: Unreadable | None = None
    try:
        first = read_line(text, vocabulary)
        yield first
    except Unreadable as error:
        problem = error
    for choice, options in (("slash", Options(tight_slash=True)), ("function", Options(greedy_functions=False))):
        if first is not None and choice not in first.ambiguous:
            continue
        try:
            line = read_line(text, vocabulary, options)
        except Unreadable:
            continue
        if any("hole" in names(c.node) for c in line.clauses):
            continue  # an operator left without what it acts on
        if first is None or line.clauses != first.clauses:
            problem = None
            yield line
    if first is None and problem is not None:
        raise problem


_settings: dict[int, tuple[World, tuple[World, ...]]] = {}


def worlds(world: World) -> tuple[World, ...]:
    """The problem and its variants, each of which knows of the others; the same objects every time."""
    found = _settings.get(id(world))
    if found is None or found[0] is not world:
        found = world, (world, *(replace(v, variants=world.variants) for v in world.variants))
        _settings[id(world)] = found
    return found[1]


def worlds_for(scope: Scope, text: str) -> list[World]:
    """The readings of the problem that a line leaves open, the settled one first.

    Words may call for some (`soft margin`, `causal mask`): then the others are out.
    """
    base, *variants = worlds(scope.world)
    folded = f"{scope.context} {text}".casefold()
    called = [v for v in variants if any(word in folded for word in v.words)]
    open_to = called or [base, *(v for v in variants if not v.words)]
    return sorted(open_to, key=lambda w: w is not scope.setting)


def judge_line(scope: Scope, text: str, clock: Clock) -> Judged:
    """The best verdict over all sensible readings: a line is right if one of them is."""
    best: Judged | None = None
    flat: Judged | None = None
    try:
        for line in readings_of(text, scope):
            touched = _touched(line, scope)
            quantified = _leaning_on_quantified(line, scope)
            for world in worlds_for(scope, text):
                if world.changed and not world.changed & touched and best is not None:
                    continue
                if world.changed & quantified:
                    continue  # said of every activation: no output without one
                shown = not world.only_with or any(_shows(line, sign, scope) for sign in world.only_with)
                if _sizeless(line, scope, world):
                    continue
                if _contradicts(scope, world) or not (shown or world is scope.setting):
                    continue
                here = scope.with_world(world)
                if not _has_room(line, here, clock):
                    continue
                named = here.readings(tuple(c.node for c in line.clauses), _introduced(line, here))
                for k, nodes in enumerate(named):
                    if _made_trivial(line, nodes) or (k and best is not None and best.kind == "given"):
                        continue
                    clauses = tuple(replace(c, node=prepare(n, here)) for c, n in zip(line.clauses, nodes, strict=True))
                    judged = _named_in_words(judge_clauses(here, clauses, clock), line)
                    judged = replace(
                        judged,
                        line=line,
                        nodes=tuple(c.node for c in clauses),
                        read_in=here,
                        scope=judged.scope.with_world(scope.world),
                    )
                    assumed = (judged.result.assumed if judged.result is not None else None) or {}
                    if transposes_numbers(here, nodes, assumed):
                        flat = flat or judged  # stands only where no reading has vectors there
                        continue
                    if best is not None and best.kind == "refuted" and _names_spoken_of(judged, scope):
                        continue  # what an earlier line speaks of is not defined anew by a reading that does not know it
                    if best is not None and judged.kind == "undecided" and (k or world is not scope.world):
                        continue  # letters or a variant of the problem that do not fit say nothing
                    if judged.kind in ("verified", "given") and not _fits(scope, world, clock):
                        break
                    if best is None or _rank(judged) < _rank(best) or _aside(best, scope):
                        best = judged
                    if best.kind == "verified" or (judged is best and best.kind == "given" and not k):
                        return best  # what only introduces a name known in the problem may say more in another reading
                if world is scope.setting and world.changed & touched and best is not None and _rank(best) == 2:
                    return best
    except Unreadable as error:
        return Judged("undecided", None, scope, None, str(error))
    except OutOfTime:
        if best is None or best.kind == "undecided":
            return Judged(
                "undecided", None, scope, None, "this takes too long to check; split the line into smaller steps"
            )
        return (
            replace(best, kind="undecided", message="this takes too long to check; split the line into smaller steps")
            if best.kind == "refuted"
            else best
        )
    except RecursionError:
        return Judged("undecided", None, scope, None, "the formula is nested too deeply")
    return best or flat or Judged("undecided", None, scope, None, "there is no formula in this line")


def _names_spoken_of(judged: Judged, scope: Scope) -> bool:
    """Whether the line came out as the definition of a name that earlier lines use."""
    if judged.kind != "given" or judged.result is None or judged.result.message != "a definition":
        return False
    heads = [n.operands[0] for n in judged.nodes if isinstance(n, Rel)]
    heads += [d for name, ds in judged.scope.own.items() if scope.own.get(name) != ds for d in [Sym(name)]]
    named = {h.fn.name if isinstance(h, Call) else h.name for h in heads if isinstance(h, Call | Sym)}
    return bool(named & scope.remember("spoken", lambda: _spoken(scope)))


def _spoken(scope: Scope) -> frozenset[str]:
    try:
        return frozenset(t.text for t in tokenize(scope.context[-MAX_UNREAD:], scope.vocabulary.words))
    except Unreadable:
        return frozenset()


def _fits(scope: Scope, world: World, clock: Clock) -> bool:
    """Whether a reading of the problem bears the candidate's earlier lines: none that was accepted is refuted in it."""
    return all(
        line.world is world or line.world.stage != world.stage or not _refuted_in(line, world, clock)
        for line in scope.held
    )


def _refuted_in(held: Held, world: World, clock: Clock) -> bool:
    """Whether an accepted line fails in another reading of the problem; one that cannot be judged there does not."""

    def failing() -> bool:
        here, failed = held.before.with_world(world), False
        for line in readings_of(held.text, here):
            if not (world.changed | held.world.changed) & _touched(line, held.before):
                return False
            for nodes in here.readings(tuple(c.node for c in line.clauses), _introduced(line, here)):
                clauses = tuple(replace(c, node=prepare(n, here)) for c, n in zip(line.clauses, nodes, strict=True))
                kind = judge_clauses(here, clauses, within).kind
                if kind in ("verified", "given"):
                    return False
                failed = failed or kind == "refuted"
        return failed

    within = Clock.of(FIT_SECONDS, within=clock)
    try:
        return held.before.remember(f"fails {id(world)} {held.text}", failing)
    except (OutOfTime, Unreadable):
        return False


def _leaning_on_quantified(line: Line, scope: Scope) -> frozenset[str]:
    """What the problem defines by a function that the line speaks of in general, `for every activation σ`."""
    functions = scope.vocabulary.functions
    bare = {c.node.name for c in line.clauses if c.role == "quantify" and isinstance(c.node, Sym)} & functions
    if not bare:
        return frozenset()
    named = bare | {t for n in bare for t in scope.world.aliases.get(n, ())}
    definitions = scope.world.definitions.items()
    return frozenset(
        n for n, ds in definitions if named & {x.name for d in ds for x in walk(d.body) if isinstance(x, Sym)}
    )


def _has_room(line: Line, here: Scope, clock: Clock) -> bool:
    """`with x ∈ ℝᵈ`: readings of the problem in which x is a number are out."""
    for clause in line.clauses:
        node = clause.node
        if not (isinstance(node, Rel) and node.ops == ("∈",)):
            continue
        beside = Sym("Reals") in walk(node.operands[1]) and any(
            c.role == "claim" and not (isinstance(c.node, Rel) and c.node.ops == ("∈",)) for c in line.clauses
        )
        if beside or clause.role in ("quantify", "let"):
            mapped = next(iter(here.readings((node,))))[0]
            letter = mapped.operands[0] if isinstance(mapped, Rel) else None
            if isinstance(letter, Sym) and not letter.index and here.letter(letter.name) is not None:
                if judge_relation(here, mapped, clock).kind == "refuted":
                    return False
    return True


def _sizeless(line: Line, scope: Scope, world: World) -> bool:
    """`… for d > 1`: a reading of the problem in which nothing has d entries is out when another has."""
    if world is scope.world or world is scope.setting:
        return False
    spoken = frozenset[str]().union(*(names(c.node) for c in line.clauses)) & set(world.sizes)
    shaped = {s for w in (scope.world, *scope.world.variants) for letter in w.letters.values() for s in letter.shape}
    here = {s for letter in world.letters.values() for s in letter.shape}
    return bool(spoken & shaped - here)


def _made_trivial(line: Line, nodes: tuple[Node, ...]) -> bool:
    """`ℓ(θ*) ≥ ℓ(θ)` says something; in a reading where both names mean the same letter it does not."""
    return any(
        isinstance(after, Rel)
        and isinstance(clause.node, Rel)
        and any(
            after.operands[k] == after.operands[k + 1] and clause.node.operands[k] != clause.node.operands[k + 1]
            for k in range(len(after.ops))
        )
        for clause, after in zip(line.clauses, nodes, strict=True)
    )


def _supposes_in_words(line: Line) -> bool:
    """`if all scores of row i are equal then …`: what is supposed is no formula."""
    supposed = [c.node for c in line.clauses if c.role == "assume"]
    stated = any(isinstance(n, Rel) or (isinstance(n, Apply) and n.op == "property") for n in supposed)
    return bool({"if", "when", "suppose"} & set(line.words)) and bool(supposed) and not stated


def confirmed(judged: Judged, before: Scope) -> Judged:
    """A refutation that fifty digits do not confirm is none, nor one that leans on a line we did not understand."""
    if judged.line is not None and before.unread and judged.kind != "undecided":
        spoken = frozenset[str]().union(*(names(c.node) for c in judged.line.clauses)) & before.unread
        spoken -= index_names(judged.nodes)
        unknown = {
            name for name in spoken if not before.knows(name) and name in frozenset().union(*map(names, judged.nodes))
        }
        present = frozenset[str]().union(*(names(c.node) for c in judged.line.clauses))
        parts = {n for n in present if n.islower() and n.upper() in before.unread}  # the uⱼ of a U
        if unknown or ((spoken or parts) and judged.kind == "refuted"):
            return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)
    if judged.kind in ("verified", "given") and judged.line is not None and before.unsettled:
        if before.unsettled & frozenset[str]().union(*(names(c.node) for c in judged.line.clauses)):
            return replace(judged, kind="undecided", message=NOT_UNDERSTOOD)
    if judged.kind == "refuted" and judged.line is not None and _supposes_in_words(judged.line):
        return replace(judged, kind="undecided", message=WORDS_NOT_UNDERSTOOD)
    if judged.kind == "refuted" and judged.line is not None and said_besides(judged.line.words) > MAX_WORDS:
        return replace(judged, kind="undecided", message=WORDS_NOT_UNDERSTOOD)
    witness = judged.result.witness if judged.result else None
    if judged.kind != "refuted" or judged.result is None or witness is None or witness.confirm is None:
        return judged
    again = witness.confirm()
    if again.outcome != "fails":
        return replace(judged, kind="undecided", message=again.reason)
    return replace(judged, result=replace(judged.result, witness=again.witness))


def _introduced(line: Line, scope: Scope) -> frozenset[str]:
    """Names that `let` clauses introduce: they are the candidate's own, whatever the problem calls by them."""
    found: set[str] = set()
    for clause in line.clauses:
        if isinstance(clause.node, Apply) and clause.node.op == "property" and clause.node.args[1:] == (Sym("square"),):
            found |= {clause.node.args[0].name} if isinstance(clause.node.args[0], Sym) else set()
        defined = clause.node.operands[0] if isinstance(clause.node, Rel) and clause.node.ops[0] == "=" else None
        defined = defined.fn if isinstance(defined, Call) else defined
        if isinstance(defined, Sym) and only_by_alias(scope, defined):
            found.add(defined.name)
        if clause.role == "quantify" and isinstance(clause.node, Sym) and _KINDS & set(line.words):
            found |= set() if scope.knows(clause.node.name) else {clause.node.name}
        if clause.role == "let" and any(
            w in ("let", "define", "denote", "introduce", "set", "call") for w in line.words
        ):
            left = clause.node.operands[0] if isinstance(clause.node, Rel) else clause.node
            left = left.args[0] if isinstance(left, Apply) and left.op == "property" else left
            symbol = left.fn if isinstance(left, Call) else left
            if isinstance(symbol, Sym) and not scope.knows(symbol.name):
                found.add(symbol.name)
    return frozenset(found)


_KINDS = frozenset(["square", "symmetric", "invertible", "matrices", "matrix", "vectors", "scalars", "orthogonal"])
_NAMES = frozenset(
    [
        "gradient",
        "derivative",
        "hessian",
        "solution",
        "minimum",
        "minimiser",
        "maximiser",
        "optimum",
        "optimal",
        "dual",
        "lagrangian",
        "likelihood",
        "posterior",
        "prior",
        "loss",
        "update",
        "bound",
        "elbo",
        "step",
        "estimate",
        "estimator",
        "mle",
        "marginal",
        "evidence",
    ]
)


def _named_in_words(judged: Judged, line: Line) -> Judged:
    """`g = … is the gradient` claims something in words that the formula alone only introduces."""
    if (
        judged.kind == "given"
        and judged.result is not None
        and judged.result.message == "a definition"
        and _NAMES & set(line.words)
    ):
        return replace(
            judged,
            kind="undecided",
            message="the words name what this is meant to be; write that as a formula, such as ∂L/∂w = …",
        )
    return judged


def _touched(line: Line, scope: Scope) -> set[str]:
    """Every name a line leans on, as written and through the problem's definitions."""
    found: set[str] = set()
    for clause in line.clauses:
        for nodes in scope.readings((clause.node,)):
            found |= dependencies(scope, nodes[0])
        found |= {key_of(n) or n.name for n in walk(clause.node) if isinstance(n, Sym)} | {
            n.name for n in walk(clause.node) if isinstance(n, Sym)
        }
        found |= {n.fn.name for n in walk(clause.node) if isinstance(n, Call)}
    rows = scope.world.row_families
    return found | {rows[n] for n in found if n in rows}


def _shows(line: Line, sign: Node, scope: Scope) -> bool:
    """Whether a line holds the expression that a reading of the problem is meant for, such as `log L`."""

    if isinstance(sign, Sym):
        symbols = [n for c in line.clauses for n in walk(c.node) if isinstance(n, Sym)]
        runs = bool(sign.index) and isinstance(sign.index[-1], Sym)
        if runs:
            return any(sign.index[-1] in n.index for n in symbols)
        return any(n == sign if sign.index else n.name == sign.name for n in symbols)
    if isinstance(sign, Moment):
        return any(isinstance(n, Moment) for c in line.clauses for n in walk(c.node))
    if isinstance(sign, Call):
        name = sign.fn.name
        called = {n.fn.name for c in line.clauses for n in walk(c.node) if isinstance(n, Call)}
        called |= {n.fn.name for ds in scope.own.values() for d in ds for n in walk(d.body) if isinstance(n, Call)}
        return any(name == c or name in scope.world.aliases.get(c, ()) for c in called)

    def head(node: Node) -> object:
        inner = node.args[0] if isinstance(node, Apply) else node
        return (
            node.op if isinstance(node, Apply) else "",
            inner.fn.name if isinstance(inner, Call) else inner.name if isinstance(inner, Sym) else None,
        )

    return any(isinstance(n, Apply) and n.args and head(n) == head(sign) for c in line.clauses for n in walk(c.node))


def _contradicts(scope: Scope, world: World) -> bool:
    """A world of finite tables does not fit a candidate who has given a variable a continuous density."""
    for definitions in scope.own.values():
        for d in definitions:
            if (
                d.is_call
                and not any(isinstance(n, Call) and n.fn.name in world.distributions for n in walk(d.body))
                and any(isinstance(n, Sym) and n.name in d.params for n in walk(d.body))
            ):
                named = {t for p in d.params for t in (p, *world.aliases.get(p, ()))}
                if any((letter := world.letters.get(p)) is not None and letter.kind == "variable" for p in named):
                    return True
    return False


def judge_clauses(scope: Scope, clauses: tuple[Clause, ...], clock: Clock) -> Judged:
    """Assumptions and definitions first, then each claim under what came before it."""
    clauses = _ranges(scope, _names_first(scope, as_limits(clauses)))
    filters: list[Rel] = list(scope.filters)
    kinds: list[str] = []
    last: Result | None = None
    for clause in clauses:
        if clause.role in ("assume", "reason", "quantify", "let"):
            scope, filters, result = absorb_clause(scope, clause, filters, clock)
            if result is not None:
                if result.kind in ("refuted", "undecided") and clause.role in _STATED:
                    return Judged(result.kind, result, scope, message=result.message)
                kinds.append("given")
    clauses = _disjunctions(clauses)
    for k, clause in enumerate(clauses):
        if clause.role != "claim":
            continue
        following = next((c for c in clauses[k + 1 :] if c.role == "claim"), None)
        sets = following is not None and following.link in ("implies", "iff") and _can_be_assumed(clause)
        follows = clause.link in ("implies", "iff") and k > 0 and _is_stationarity(clauses[k - 1].node)
        result = judge_relation(scope, clause.node, clock, tuple(filters), sets=sets, follows=follows)
        if result.kind in ("refuted", "undecided"):
            return Judged(result.kind, result, scope, message=result.message)
        if clause.link == "iff" and k:
            back = _converse(scope, clauses[k - 1], clause, clock)
            if back is not None:
                return back
        inequality = (
            isinstance(clause.node, Rel)
            and sets
            and (
                any(op in _ORDER for op in clause.node.ops)
                or (result.kind == "given" and bool(free_indices(scope, (clause.node,))))
            )
        )
        if inequality and isinstance(clause.node, Rel):
            filters.append(clause.node)
        else:
            scope = result.scope
        kinds.append(result.kind)
        last = result if result.kind == "verified" or last is None else last
    if not kinds:
        return Judged("undecided", None, scope, message="there is no statement to judge in this line")
    return Judged("verified" if "verified" in kinds else "given", last, scope, message=last.message if last else "")


_STATED = ("let", "reason")  # what is introduced or said to be so must hold; what is supposed need not


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
    """`L = … g_i …, g_i = …`: what a later clause only introduces is taken in before the claims that use it."""
    out: list[Clause] = []
    for k, clause in enumerate(clauses):
        node = clause.node
        left = node.operands[0] if isinstance(node, Rel) and node.ops in (("=",), (":=",)) else None
        symbol = left.fn if isinstance(left, Call) else left
        introduces = (
            k > 0
            and clause.role == "claim"
            and clause.link in ("", "and")
            and isinstance(symbol, Sym)
            and (not scope.knows(symbol.name) or only_by_alias(scope, symbol))
            and any(symbol.name in {n.name for n in walk(c.node) if isinstance(n, Sym)} for c in clauses[:k])
        )
        if (
            k > 0
            and clause.role == "claim"
            and clause.link in ("", "and")
            and isinstance(node, Rel)
            and node.ops == ("∈",)
        ):
            declared = node.operands[0]
            introduces = isinstance(declared, Sym) and not declared.index and not scope.knows(declared.name)
        out.append(replace(clause, role="let") if introduces else clause)
    return tuple(out)


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

    marked = tuple(replace(c, role="assume") if c.role == "claim" and limits(c.node) else c for c in clauses)
    return marked if any(c.role == "claim" for c in marked) else clauses


_ORDER = frozenset(["<=", ">=", "<", ">", "!=", "⪰", "≻", "⪯", "≺"])


def _can_be_assumed(clause: Clause) -> bool:
    """An antecedent that is a condition: an inequality or an equation to zero or between symbols."""
    node = clause.node
    return (
        isinstance(node, Rel)
        and (len(node.ops) == 1 or all(op in _ORDER for op in node.ops))
        and not (isinstance(node.operands[0], Deriv) and not _is_zero(node.operands[-1]))
    )


def _is_stationarity(node: Node) -> bool:
    return isinstance(node, Rel) and isinstance(node.operands[0], Deriv) and _is_zero(node.operands[-1])


def _is_zero(node: object) -> bool:
    from interviewer.notation.tree import Num

    return isinstance(node, Num) and node.value == 0


def _converse(scope: Scope, before: Clause, clause: Clause, clock: Clock) -> Judged | None:
    """The way back of an `iff`: the second part assumed, the first must follow."""
    if not isinstance(clause.node, Rel) or not isinstance(before.node, Rel):
        return Judged("undecided", None, scope, message="I do not judge this equivalence; write the two implications")
    bare = replace(scope, conditions=tuple(c for c in scope.conditions if c.operands != before.node.operands))
    if any(op in _ORDER for op in clause.node.ops):
        result = judge_relation(bare, before.node, clock, (*scope.filters, clause.node))
    else:
        result = judge_relation(bare.with_condition(clause.node), before.node, clock, scope.filters)
    if result.kind in ("refuted", "undecided"):
        return Judged(result.kind, result, scope, message=f"the converse does not follow: {result.message}")
    return None


def _free_of(scope: Scope, subject: Node, of: Node) -> bool:
    """Whether a function that the problem leaves open, or a letter, leans on something in no way."""
    head = subject.fn if isinstance(subject, Call) else subject
    known = isinstance(head, Sym) and head.name not in scope.world.distributions and isinstance(of, Sym)
    return known and not names(of) & dependencies(scope, head) and not scope.definitions(head.name)


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
        if node.args[1].name == "square" and scope.world.sizes:
            size = scope.world.sizes[0]
            typed = replace(scope, fresh=scope.fresh | {name}).with_type(parse_letter(name, f"matrix {size} {size}"))
            return typed, filters, Result("given", scope, "an assumption")
        if node.args[1].name == "symmetric":
            return (
                replace(scope, symmetric=scope.symmetric | {name}, fresh=scope.fresh | {name}),
                filters,
                Result("given", scope, "an assumption"),
            )
        if node.args[1].name == "independent" and len(node.args) == 3 and _free_of(scope, node.args[0], node.args[2]):
            return scope, filters, Result("given", scope, "an assumption")
        return scope, filters, None
    if not isinstance(node, Rel):
        return scope, filters, None
    members = scope.unfolded(node)
    if members != [node]:
        return scope, [*filters, *members], Result("given", scope)
    if clause.role == "quantify" and (
        node.ops == ("∈",)
        or (
            isinstance(node.operands[0], Sym)
            and len(node.operands[0].name) == 1
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
    if any(op not in ("=", "≡", ":=", "~", "∈") for op in node.ops):
        return scope, [*filters, node], Result("given", scope)
    result = judge_relation(scope, node, clock, sets=clause.role != "reason")
    if result.kind in ("verified", "given"):
        return result.scope, filters, result
    return scope, filters, result if clause.role == "reason" and result.kind == "refuted" else None


def absorb_line(scope: Scope, text: str, clock: Clock) -> Scope:
    """The scope after an earlier line of the candidate, whether that line was right or wrong."""
    pieces = _optima_apart(scope, text)
    if len(pieces) > 1:
        for piece in pieces:
            scope = absorb_line(scope, piece, clock)
        return scope
    optimal = _optimum_of(scope, text)
    if optimal:
        return replace(scope, filters=(*scope.filters, *optimal), context=f"{scope.context} {text}")
    specified = _specified(scope, text)
    before = replace(_described(specified, text), trusting=True)
    described = before.types != specified.types or before.own != specified.own
    judged = judge_line(before, text, clock)
    after = _absorbed(before, judged, clock)
    letters = letters_of(text, scope.vocabulary)
    if after is before:
        unread = frozenset[str]() if described else letters_of(text, scope.vocabulary, words=2)
        after = replace(before, unread=scope.unread | unread)
    elif judged.kind in ("refuted", "undecided") or (
        judged.line is not None and said_besides(judged.line.words) > MAX_WORDS
    ):
        spoken = letters - index_names(judged.nodes)
        spoken -= frozenset[str]().union(*(names(d.body) for ds in after.own.values() for d in ds))
        after = replace(after, unread=after.unread | {n for n in spoken if not after.knows_somewhere(n)})
    own_objective = any(d.carried and d.sense for n, ds in after.own.items() if ds != scope.own.get(n) for d in ds)
    clash = scope.clash or (judged.kind in ("refuted", "undecided") and not own_objective)
    held = scope.held
    if judged.kind in ("verified", "given") and judged.read_in is not None:
        held = (*held, Held(text, scope, judged.read_in.world))
    context = f"{scope.context} {text}"
    return replace(after, context=context, clash=clash, spoken=scope.spoken | letters, held=held, trusting=False)


def _optimum_of(scope: Scope, text: str) -> tuple[Rel, ...]:
    """What a line says that sets a letter to the optimum of an objective."""
    if "arg" not in text:
        return ()
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return ()
    return tuple(f for c in next(iter(scope.readings(tuple(c.node for c in line.clauses)))) for f in optimality(c))


def _optima_apart(scope: Scope, text: str) -> list[str]:
    """A list of definitions of which one is an optimum, one by one: `F(q,θ) = …, θ_new = argmax_θ F(q,θ)`."""
    if "arg" not in text or not _optimum_of(scope, text):
        return [text]
    depth, pieces = 0, [""]
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        if c in ",;" and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += c
    return pieces if all("=" in p for p in pieces) else [text]


def letters_of(text: str, vocabulary: Vocabulary, words: int = 0) -> frozenset[str]:
    """The names of which a line says something, with so many words at least."""
    if len(text) > MAX_UNREAD:
        return frozenset()
    try:
        tokens = tokenize(text, vocabulary.words)
    except Unreadable:
        return frozenset()
    if sum(t.kind == "word" for t in tokens) < words:
        return frozenset()
    return frozenset(t.text for t in tokens if t.kind in ("name", "accent"))


def _aside(best: Judged, scope: Scope) -> bool:
    """Whether all there is so far is a reading of the problem that could not judge the line."""
    return best.kind == "undecided" and best.read_in is not None and best.read_in.world is not scope.world


def _described(scope: Scope, text: str) -> Scope:
    """`q, k independent with mean 0 and variance σ²` says what the problem's random numbers are."""
    laws = laws_in([text])
    random = {n: t for n in laws if (t := scope.world.letters.get(n)) is not None and t.kind in ("random", "noise")}
    model = modelled({n: replace(laws[n], mean=ZERO) for n in random}, random)
    if model is None or any(laws[n].variance is None for n in random):
        return scope
    for definition in model[0].values():
        scope = scope.with_definition(definition)
    for letter in model[1].values():
        scope = scope.with_type(letter)
    return scope


def _specified(scope: Scope, text: str) -> Scope:
    """`σ(u) = 1/(1 + e^{−u})` or `σ = tanh` before the step settles a function that the problem leaves open."""
    try:
        line = read_line(text, scope.vocabulary)
    except Unreadable:
        return scope
    for nodes in scope.readings(tuple(c.node for c in line.clauses)):
        for node in nodes:
            if isinstance(node, Rel) and node.ops[0] in ("=", ":=", "≡"):
                scope = _with_specified(scope, node.operands[0], prepare(node.operands[1], scope))
        break
    return scope


def _with_specified(scope: Scope, head: Node, body: Node) -> Scope:
    symbol = head.fn if isinstance(head, Call) else head
    letter = scope.world.letters.get(symbol.name) if isinstance(symbol, Sym) and not symbol.index else None
    if letter is None or not letter.is_function or letter.name in scope.own:
        return scope
    if isinstance(head, Call) and len(head.args) == 1 and not head.primes:
        argument = head.args[0]
        if not isinstance(argument, Sym) or argument.index or letter.name in names(body):
            return scope
    elif isinstance(head, Sym) and isinstance(body, Sym) and body.name in BUILTIN_FUNCTIONS:
        argument = Sym("u")
        body = Apply(body.name, (argument,))
    else:
        return scope
    return scope.with_definition(Definition(letter.name, body, (argument.name,), is_call=True, fixed=False))


def _absorbed(scope: Scope, judged: Judged, clock: Clock) -> Scope:
    """The same scope when the line leaves nothing that could be understood."""
    bounds = tuple(
        n for n in judged.nodes if isinstance(n, Rel) and all(op in ("<", ">", "<=", ">=", "!=") for op in n.ops)
    )
    if bounds and len(bounds) == len(judged.nodes):
        if judged.kind == "verified" and judged.read_in is not None and judged.read_in.world is scope.world:
            return replace(scope)  # it follows from what is in force: what comes after it loses nothing
        return replace(scope, filters=(*scope.filters, *bounds))  # an inequality restricts what comes after it
    if judged.kind in ("verified", "given"):
        settled = judged.read_in.world if judged.read_in is not None else scope.world
        if settled is scope.world or _fits_another(scope, judged, settled, clock):
            return judged.scope
        return replace(judged.scope, setting=settled)
    if judged.kind == "undecided" and judged.scope.own != scope.own:
        return judged.scope  # what the line introduced before it went beyond us
    if judged.kind in ("refuted", "undecided") and judged.nodes and judged.read_in is not None:
        declared = declarations(scope, judged.nodes)
        if declared is not None:
            return declared
    if judged.kind in ("refuted", "undecided") and len(judged.nodes) > 1:
        taken = _clause_by_clause(scope, judged, clock)
        if taken is not None:
            return taken
    if judged.kind == "refuted" and judged.line is not None:
        carried = _carry_forward(scope, judged, clock)
        if carried is not scope:
            return carried
        restricted = _as_restriction(scope, judged)
        if restricted is not scope:
            return restricted
    from interviewer.checking.assumptions import assumed

    after = assumed(scope, judged, clock)
    return after if after is not scope or judged.kind == "undecided" else replace(scope)


def _fits_another(scope: Scope, judged: Judged, settled: World, clock: Clock) -> bool:
    """`p = N(μ₁, Σ₁)` may be set in one dimension or in several: it settles neither reading."""
    if judged.line is None:
        return False
    touched = _touched(judged.line, scope)
    for world in worlds(scope.world)[1:]:
        if world is settled or not world.changed & touched:
            continue
        here = scope.with_world(world)
        nodes = next(iter(here.readings(tuple(c.node for c in judged.line.clauses))))
        clauses = (replace(c, node=prepare(n, here)) for c, n in zip(judged.line.clauses, nodes, strict=True))
        if not _contradicts(scope, world) and judge_clauses(here, tuple(clauses), clock).kind in ("given", "verified"):
            return True
    return False


def _clause_by_clause(scope: Scope, judged: Judged, clock: Clock) -> Scope | None:
    """What stands of a line of which a part did not: each of its clauses taken by itself; None when none does."""
    here = judged.read_in
    if here is None or judged.line is None or len(judged.line.clauses) != len(judged.nodes):
        return None
    before = here
    for clause, node in zip(judged.line.clauses, judged.nodes, strict=True):
        if clause.role != "quantify" and clause.link in ("", "and"):
            part = judge_clauses(here, (replace(clause, role="claim", node=node, link=""),), clock)
            accepted = part.kind in ("verified", "given")
            here = part.scope if accepted else _restricted(here, part, node) if part.kind == "refuted" else here
    return here.with_world(scope.world) if here is not before else None


def _restricted(scope: Scope, part: Judged, node: Node) -> Scope:
    """A part that does not hold by itself gives a quantity another form, or restricts the letters it speaks of."""
    carried = _carried(scope, node)
    return carried if carried is not scope else _as_restriction(scope, replace(part, nodes=(node,)))


def _as_restriction(scope: Scope, judged: Judged) -> Scope:
    """An equation that does not hold by itself restricts the letters it speaks of: `wᵀx₊ + b = 1`."""
    node = judged.nodes[0] if len(judged.nodes) == 1 else None
    by_value = (
        judged.result is not None and judged.result.witness is not None and "shapes" not in judged.result.witness.values
    )
    if isinstance(node, Rel) and node.ops == ("=",) and by_value and not names_quantity(scope, node.operands):
        return scope.with_condition(node)
    return scope


def _carry_forward(scope: Scope, judged: Judged, clock: Clock) -> Scope:
    """A wrong definition stays the candidate's: later lines are consistent with it or not."""
    assert judged.line is not None
    for nodes in (judged.nodes, *scope.readings(tuple(c.node for c in judged.line.clauses))):
        carried = _carried(scope, nodes[0]) if nodes else scope
        if carried is not scope:
            return carried
    return scope


def _carried(scope: Scope, node: Node) -> Scope:
    from interviewer.checking.world import Definition

    if not isinstance(node, Rel) or node.ops[0] not in ("=", ":="):
        return scope
    left, right = node.operands[0], prepare(node.operands[1], scope)
    name = left.name if isinstance(left, Sym) and not left.index else ""
    if isinstance(left, Call) and not left.given:
        name = left.fn.name
    index: tuple[str, ...] = ()
    if isinstance(left, Sym) and left.index and all(isinstance(i, Sym) and not i.index for i in left.index):
        name, index = left.name, tuple(i.name for i in left.index if isinstance(i, Sym))
    if not name or name not in scope.world.definitions or name in {n.name for n in _symbols(right)}:
        return scope
    old = scope.world.definitions[name][0]
    if len(index) != len(old.index):
        return scope
    called = old.is_call and (isinstance(left, Call) or bool(old.sense))  # h = σ(Xθ) is a value beside h(x)
    params = old.params if called else ()
    arguments = tuple(a.name for a in left.args if isinstance(a, Sym)) if isinstance(left, Call) else ()
    if isinstance(left, Call) and arguments and len(arguments) == len(left.args) and set(arguments) <= names(right):
        params, called = arguments, True  # J(β) = …, K(x, z) = …
    made = Definition(name, right, params, index, fixed=False, is_call=called, sense=old.sense, carried=True)
    return scope.with_definition(made)


def _symbols(node: Node) -> Iterator[Sym]:
    from interviewer.notation.tree import walk

    return (n for n in walk(node) if isinstance(n, Sym))


def verdict_of(judged: Judged, started: float) -> Verdict:
    """The judged line as the plain value the outside sees."""
    ms = round((time.perf_counter() - started) * 1000, 2)
    result = judged.result
    witness = result.witness if result else None
    message = judged.message or (result.message if result else "")
    if judged.kind == "verified":
        return Verdict("verified", "numeric", None, message or "follows", None, ms=ms)
    if judged.kind == "given":
        return Verdict("given", "none", None, message or "nothing to prove", None, ms=ms)
    if judged.kind == "refuted":
        values = dict(witness.values) if witness else {}
        if witness is not None and witness.left is not None:
            values |= {"left": witness.left, "right": witness.right}
        return Verdict("refuted", "numeric", None, message, values or {"note": message}, ms=ms)
    return Verdict("undecided", "none", None, message or "I cannot judge this line", None, ms=ms)
