"""Values that a set-up gives letters of the problem: `σ₁ = σ₂ = σ`, `μ_j = 0 for all j`, `Σ_k = s_k² I`, `π_1 = π_2 = ½`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from interviewer.checking.problem.aliases import has, knows_somewhere
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.size_equations import at_sizes, sizes_set
from interviewer.checking.problem.world import Definition, Letter, World, key_of
from interviewer.checking.reading.shared_members import SHARED, in_shared, with_shared
from interviewer.checking.told.counts_meant import repeated, with_counts_meant
from interviewer.checking.told.value_letters import indices_of_value, letters_of_value
from interviewer.notation.clause import Clause
from interviewer.notation.dots import without_dots
from interviewer.notation.tree import ONE, Apply, Bound, Cases, Node, Num, Rel, Sym, apply, names, num, walk

_PLAIN = frozenset(["add", "mul", "div", "neg", "pow", "sqrt", "inv", "diag"])
_NUMBERS = frozenset(["scalar", "positive", "unit", "real", "nonneg", "small"])
_FAMILIES = frozenset(["scalar", "positive", "unit", "vector", "spd", "simplex", "real", "nonneg", "small"])
MOST_MEMBERS = 16


def with_told_values(scope: Scope, clauses: Iterable[Clause]) -> tuple[Scope, bool]:
    """The scope after a line of which some clauses are such equations, and whether all are: others are left to be judged."""
    whole = True
    members: dict[str, dict[int, Node]] = {}
    clauses = tuple(clauses)
    few = any(isinstance(c.node, Rel) and chooses_label(scope, c.node) for c in clauses)  # an example of two points
    for clause in clauses:
        node, before, known = without_dots(clause.node), scope, sum(map(len, members.values()))
        if isinstance(node, Rel) and chooses_label(scope, node):
            scope = replace(scope, filters=(*scope.filters, node))
            continue
        if few and (sizes := sizes_set(scope, node)):
            scope = at_sizes(scope, sizes)
            continue
        if clause.role in ("claim", "let", "assume", "reason") and isinstance(node, Rel) and set(node.ops) == {"="}:
            value = node.operands[-1]
            if clause.role == "let" and isinstance(value, Sym) and "." in value.name:
                whole = False  # b denotes ŵ: a name, no value
                continue
            if _is_value(value) and _of_numbers(scope, value):
                for head in node.operands[:-1]:
                    scope = _told(scope, head, value, members)
        running = clause.role == "quantify" and not isinstance(node, Rel)
        whole = whole and (running or scope is not before or sum(map(len, members.values())) > known)
    for name, values in members.items():
        scope = _listed(scope, name, values)
    return scope, whole


def with_entries(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Scope, tuple[Clause, ...]]:
    """`if σ_j = 1 for all j` in a reading of the problem where σ is a vector: all of it is 1."""
    kept: list[Clause] = []
    for clause in clauses:
        told = _of_entries(scope, clause)
        if told is None:
            kept.append(clause)
        else:
            scope = scope.with_condition(told)
    return scope, tuple(kept)


def _of_entries(scope: Scope, clause: Clause) -> Rel | None:
    """`μ_j = 0` of every j as `μ = 0`; None of anything but the entries of a vector."""
    match clause.node:
        case Rel(("=",), (Apply("pow", (Sym(name) as base, Num() as two)), value)) if two == num(2):
            letter = scope.letter(name)  # σ_j² = 1 of positive numbers
            if letter is not None and letter.of == "positive":
                clause = replace(clause, node=Rel(("=",), (base, apply("sqrt", value))))
    match clause:
        case Clause("assume" | "reason" | "quantify", Rel(("=",), (Sym(name, (Sym(index, ()),)), value))):
            letter = scope.letter(name)
            runs = index.islower() and index not in scope.world.letters and index not in names(value)
            if letter is not None and letter.kind == "vector" and not letter.index and runs and _is_value(value):
                return Rel(("=",), (Sym(name), value))
    return None


def labels_supposed(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with `y_c = 1` of a one-hot label as what the others suppose, wherever it stands."""
    chosen = [isinstance(c.node, Rel) and chooses_label(scope, c.node) and _is_class(c.node) for c in clauses]
    if not any(chosen) or not any(c.role == "claim" and not k for c, k in zip(clauses, chosen, strict=True)):
        return clauses
    return tuple(replace(c, role="assume") if k else c for c, k in zip(clauses, chosen, strict=True))


def _is_class(node: Rel) -> bool:
    head = node.operands[0]
    return isinstance(head, Sym) and isinstance(head.index[0], Sym)


def chooses_label(scope: Scope, node: Rel) -> bool:
    """`with y_1 = +1 and y_2 = −1`: labels of numbered samples are as one likes."""
    match node:
        case Rel(("=",), (Sym(name, (Num(),)), Num())):
            letter = scope.letter(name)
            return letter is not None and letter.of in ("sign", "binary") and name not in scope.world.unknowns
        case Rel(("=",), (Sym(name, (Sym(_, ()),)), Num(value=1))):  # the class c of a label with y_c = 1
            return (letter := scope.letter(name)) is not None and letter.kind == "onehot"
        case Rel(("=",), (Sym(name, (Num(),)), Apply("neg", (Num(),)))):
            return chooses_label(scope, Rel(("=",), (node.operands[0], num(1))))
    return False


def _is_value(node: Node) -> bool:
    """Numbers and bare letters under arithmetic, the unit matrix, a diagonal."""
    return all(
        isinstance(n, Num | Sym | Bound) or (isinstance(n, Apply) and n.op in _PLAIN) for n in walk(node)
    ) and not any(isinstance(n, Bound) and n.op != "collect" for n in walk(node))


def _of_numbers(scope: Scope, value: Node) -> bool:
    """Whether the letters of a value are numbers of the problem or new: `y = Xβ + ε` tells no value; a bare letter may."""
    if isinstance(value, Sym):
        return value.name not in scope.own
    for n in letters_of_value(value):
        for w in (scope.world, *scope.world.variants):
            letter = w.letters.get(n.name) or w.letters.get(key_of(n))
            shaped = letter is not None and (letter.shape or letter.kind not in _NUMBERS) and not letter.index
            if (shaped and not n.index) or n.name in w.row_families or n.name in scope.own:
                return False
            if letter is None and w.definitions.get(n.name):
                return False
    return True


def _told(scope: Scope, head: Node, value: Node, members: dict[str, dict[int, Node]]) -> Scope:
    """The scope after `head = value`: what becomes of it depends on which reading of the problem has the letter."""
    for named, made in ((head, value), (value, head)):  # λ = τ²/σ², τ² = λ
        if isinstance(named, Sym) and not named.index and _is_set_by_him(scope, named.name) and _is_value(made):
            return scope.with_definition(Definition(named.name, made, fixed=False))
    match head:
        case Apply("pow", (Sym() as base, Num() as two)) if two == num(2):
            head, value = base, _root(value)  # σ_k² = s² of positive numbers
    if not isinstance(head, Sym) or head in walk(value):
        return scope
    key = key_of(head)
    everywhere = (scope.world, *scope.world.variants)
    for world in everywhere:
        if any(not has(world, n) and any(has(w, n) for w in everywhere) for n in names(value)):
            continue  # β = 1/σ² is not of the reading that has a Beta prior and no σ
        for name in dict.fromkeys((key if head.index else head.name, head.name)):
            for target in (name, *world.aliases.get(name, ())):
                letter = world.letters.get(target)
                if letter is None or world.definitions.get(target) or target in scope.own:
                    continue
                told = _by_letter(
                    scope,
                    world,
                    letter,
                    head if target in (head.name, *world.aliases.get(head.name, ())) else Sym(key),
                    value,
                    members,
                )
                if told is not None:
                    return told
    return scope


def _root(value: Node) -> Node:
    return (
        value.args[0]
        if isinstance(value, Apply) and (value.op, *value.args[1:]) == ("pow", num(2))
        else apply("sqrt", value)
    )


def _is_set_by_him(scope: Scope, name: str) -> bool:
    """A parameter that readings of the problem set in several fair ways, as λ is by σ and τ."""
    found = [d for w in (scope.world, *scope.world.variants) for d in w.definitions.get(name, ())]
    plain = all(not (d.is_call or d.index or d.params or d.sense) and _is_value(d.body) for d in found)
    return bool(found) and plain and scope.letter(name) is None and name not in scope.own


def _by_letter(
    scope: Scope, world: World, letter: Letter, head: Sym, value: Node, members: dict[str, dict[int, Node]]
) -> Scope | None:
    """What an equation with a letter of one reading of the problem leaves in force; None where it does not fit it."""
    number = all(isinstance(n, Num | Sym | Apply) for n in walk(value))
    if letter.kind == "simplex" and not head.index and (same := repeated(value)) is not None:
        return _family(scope, world, letter, "i", same)
    if not head.index:
        fits = letter.kind in _NUMBERS or letter.kind == "vector" or (letter.kind == "spd" and isinstance(value, Sym))
        if letter.kind == "small" and letter.index and number and not indices_of_value(value) and value != head:
            return _family(scope, world, letter, letter.index, value)  # β = 0.02 at all times
        if letter.index or not fits or not number:
            return None
        return _introducing(scope, value, letter).with_condition(Rel(("=",), (head, value)))
    (item, *more) = head.index
    if more:
        return None
    if isinstance(item, Num):
        if letter.kind in _FAMILIES and (letter.index or letter.kind == "simplex") and not indices_of_value(value):
            members.setdefault(letter.name, {})[int(item.value)] = value
            return scope
        return None
    if not isinstance(item, Sym) or not item.name.islower() or item.name in world.letters:
        return None
    if letter.kind == "vector" and not letter.index and not {item.name, head.name} & names(value):
        scope = _introducing(scope, value, replace(letter, shape=()))  # y_i = c for all i, of one number c
        value = value if isinstance(value, Num) else apply("mul", value, Sym("ones", (Sym(letter.shape[0]),)))
        return scope.with_condition(Rel(("=",), (Sym(head.name), value)))
    if letter.kind == "small" and indices_of_value(value):
        return None  # σ_t² = β̃_t sets one quantity of the problem by another
    if letter.kind in _FAMILIES and (letter.index or letter.kind == "simplex"):
        if letter.kind == "simplex" and isinstance(value, Sym) and value.name == letter.name:  # p_1 = … = p_K
            return _family(scope, world, letter, item.name, apply("div", ONE, Sym(letter.shape[0])))
        if isinstance(value, Sym) and not value.index and value.name not in world.sizes and letter.kind != "simplex":
            return _shared(scope, letter, item.name, value)
        return _family(scope, world, letter, item.name, value)
    return None


def _family(scope: Scope, world: World, letter: Letter, index: str, value: Node) -> Scope:
    """`Σ_k = s_k² I`: the family is made of another."""
    scope = with_counts_meant(scope, letter, value := in_shared(scope, value))  # the one σ of all σ_k
    for n in letters_of_value(value):
        if n.name in {*world.sizes, *scope.own} or n == Sym(index):
            continue
        known = scope.letter(n.name) or world.letters.get(n.name)
        running = [i for i in n.index if i == Sym(index)]
        alike = known is not None and bool(known.index) == bool(running) and len(n.index) < 2
        if known is not None and (alike or known.kind not in _NUMBERS):
            continue
        if len(n.index) == 2 and running and letter.shape:
            made = replace(
                parse_letter(n.name, f"vector {letter.shape[0]} of positive"), index=letter.index, reach=letter.reach
            )
        elif running:
            made = replace(parse_letter(n.name, "positive"), index=letter.index, reach=letter.reach)
        else:
            made = parse_letter(n.name, "small" if letter.kind == "small" else "positive")
        scope = scope.with_type(made)
    return scope.with_definition(Definition(letter.name, value, (), (index,), fixed=False))


def _shared(scope: Scope, letter: Letter, index: str, value: Sym) -> Scope:
    """`Σ_k = Σ`, `Σ_k = S`: one for all; the bare letter is that one from now on."""
    name = f"{letter.name}{SHARED}" if value.name in (letter.name, *_called(scope, letter.name)) else value.name
    return with_shared(scope, letter, index, name, value)


def _called(scope: Scope, name: str) -> list[str]:
    return [a for a in scope.world.other_names(name) if a in scope.spoken]


def _introducing(scope: Scope, value: Node, letter: Letter) -> Scope:
    """The scope with the new letters of a value: the σ of σ₁ = σ₂ = σ is as they are."""
    for n in letters_of_value(value):
        if not knows_somewhere(scope, n.name) and not n.index:
            alike = replace(letter, name=n.name) if value == n and letter.shape else None
            number = "positive" if "positive" in (letter.kind, letter.of) else "scalar"
            scope = scope.with_type(alike or parse_letter(n.name, number))
    return scope


def _listed(scope: Scope, name: str, values: dict[int, Node]) -> Scope:
    """`μ_1 = 0, μ_2 = 2`: where all are told, there are so many."""
    count = len(values)
    if not 1 < count <= MOST_MEMBERS or sorted(values) != list(range(1, count + 1)):
        for k, value in values.items():
            scope = scope.with_condition(Rel(("=",), (Sym(name, (num(k),)), value)))
        return scope
    size = next(
        (
            s
            for w in scope.world.variants
            for t in [w.letters.get(name)]
            if t
            for s in (*t.reach[-1:], *t.shape[:1])
            if s in w.sizes
        ),
        None,
    )
    branches = tuple((v, Rel(("=",), (Sym("k"), num(k)))) for k, v in sorted(values.items()))
    body = (
        next(iter(values.values()))
        if len(set(values.values())) == 1
        else Cases((*branches[:-1], (branches[-1][0], None)))
    )
    scope = scope.with_definition(Definition(name, body, (), ("k",), fixed=False))
    return at_sizes(scope, {size: count}) if size else scope
