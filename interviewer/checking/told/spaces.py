"""What a line says a letter is of, `with x ∈ ℝᵈ`, `for all A ∈ ℝ^{d×d}`, `t ∈ [0, 1]`: which readings it leaves, which names apart."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.claims.membership import declarations
from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.clock import Clock
from interviewer.checking.models.domains import domains
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import World
from interviewer.checking.problem.worlds import worlds
from interviewer.checking.reading.alias_readings import alias_readings
from interviewer.checking.readings import readings_of
from interviewer.notation.clause import Line
from interviewer.notation.tree import Apply, Group, Node, Num, Rel, Sym, names, walk
from interviewer.notation.unreadable import Unreadable

_ANY = frozenset(["vector", "scalar"])  # kinds of which the entries may have either sign


def has_room(line: Line, here: Scope, clock: Clock) -> bool:
    """`with x ∈ ℝᵈ`: readings of the problem in which x is a number are out."""
    for clause in line.clauses:
        node = clause.node
        if not (isinstance(node, Rel) and node.ops == ("∈",)):
            continue
        beside = Sym("Reals") in walk(node.operands[1]) and any(
            c.role == "claim" and not (isinstance(c.node, Rel) and c.node.ops == ("∈",)) for c in line.clauses
        )
        if beside or clause.role in ("quantify", "let"):
            if _only_alias(node, here):
                continue
            mapped = next(iter(alias_readings(here, (node,))))[0]
            letter = mapped.operands[0] if isinstance(mapped, Rel) else None
            if isinstance(letter, Sym) and not letter.index and here.letter(letter.name) is not None:
                if judge_relation(here, mapped, clock).kind == "refuted" and _fits_elsewhere(node, here, clock):
                    return False
    return True


def _fits_elsewhere(node: Rel, here: Scope, clock: Clock) -> bool:
    """Whether a letter lies in that space in another reading of the problem, or none knows it: else it is the space that is wrong."""
    known = False
    for world in worlds(here.world):
        there = with_world(here, world)
        mapped = next(iter(alias_readings(there, (node,))))[0]
        letter = mapped.operands[0] if isinstance(mapped, Rel) else None
        if world.letters is not here.world.letters and isinstance(letter, Sym) and letter.name in world.letters:
            known = True
            if judge_relation(there, mapped, clock).kind != "refuted":
                return True
    return not known


def declared_anew(line: Line, here: Scope, clock: Clock) -> Scope:
    """The scope in which `for any v ∈ ℝⁿ` gives the type of a letter on which nothing of the problem leans."""
    used = here.remember("used", lambda: _used(here.world))
    for clause in line.clauses:
        node = clause.node
        member = isinstance(node, Rel) and node.ops == ("∈",) and clause.role in ("quantify", "let")
        if member and isinstance(node, Rel) and isinstance(head := node.operands[0], Sym):
            counted = _is_counted(node.operands[1])
            known = head.name in here.world.letters
            free = head.name not in here.types.keys() | here.own.keys() and (head.name not in used or counted)
            if free and ((known and judge_relation(here, node, clock).kind == "refuted") or (counted and not known)):
                here = declarations(here, (node,)) or here
    return _where_defined(line, here, used)


def _where_defined(line: Line, here: Scope, used: frozenset[str]) -> Scope:
    """The a and b of `Σ_i a_i log(a_i/b_i)` are positive, where nothing of the problem leans on them and a reading has any numbers."""
    letters = here.world.letters
    free = {
        n for c in line.clauses for n in names(c.node) if n in letters and letters[n].kind in _ANY and not letters[n].of
    } - used
    if here.trusting or not free - here.types.keys() - here.own.keys():
        return here  # an earlier line need not have been read as it was meant
    for name, domain in domains(c.node for c in line.clauses).items():
        if name in free and domain == "positive" and name not in here.types and name not in here.own:
            vector = letters[name].kind == "vector"
            letter = replace(letters[name], of=domain) if vector else replace(letters[name], kind=domain)
            here = here.with_type(letter)
    return here


def _used(world: World) -> frozenset[str]:
    """The letters that the problem's definitions and conditions speak of."""
    bodies = [d.body for ds in world.definitions.values() for d in ds]
    bodies += [c for group in (*world.conditions.values(), world.constraints) for c in group]
    rows = frozenset(world.row_families) | frozenset(world.row_families.values())
    return frozenset[str]().union(rows, world.unknowns, world.multipliers, *map(names, bodies))


def with_spaces(scope: Scope, text: str) -> Scope:
    """The scope in which `x, z ∈ ℝ²`, said among other things, gives the letters that many entries."""
    try:
        line = next(readings_of(text, scope))
    except Unreadable:
        return scope
    members = [c.node for c in line.clauses if isinstance(c.node, Rel) and c.node.ops == ("∈",)]
    if len(members) == len(line.clauses):
        return scope  # alone they are judged as any line
    for node in members:
        if _is_counted(node.operands[1]):
            scope = declarations(scope, (next(iter(alias_readings(scope, (node,))))[0],)) or scope
    return scope


def _is_counted(space: Node) -> bool:
    """ℝ², which says how many entries there are where ℝᵈ names a size of the problem."""
    match space:
        case Apply("pow", (Sym("Reals"), Num())):
            return True
    return False


def _only_alias(node: Rel, here: Scope) -> bool:
    """Whether what is said to be of a set is no letter of the problem's by that name."""
    head = node.operands[0]
    return isinstance(head, Sym) and not head.index and not here.knows(head.name)


def _in_interval(node: Node, here: Scope) -> bool:
    """Whether a letter that is no number is said to be between two numbers."""
    letter = here.letter(node.operands[0].name) if isinstance(node, Rel) and isinstance(node.operands[0], Sym) else None
    among = node.operands[1] if isinstance(node, Rel) else None
    return letter is not None and bool(letter.shape) and isinstance(among, Group) and among.kind in ("[", "(")


def elsewhere(line: Line, here: Scope, clock: Clock) -> frozenset[str]:
    """Names that stand for themselves: the A of `for all A ∈ ℝ^{d×d}` is not the problem's X, nor t ∈ [0, 1] its y."""
    found: set[str] = set()
    for clause in line.clauses:
        node = clause.node
        if clause.role in ("quantify", "let", "assume") and isinstance(node, Rel) and node.ops == ("∈",):
            if _only_alias(node, here) and isinstance(head := node.operands[0], Sym):
                mapped = next(iter(alias_readings(here, (node,))))[0]
                if mapped != node and (
                    _in_interval(mapped, here) or judge_relation(here, mapped, clock).kind == "refuted"
                ):
                    found.add(head.name)
    return frozenset(found)
