"""Names that a line gives a meaning: which letters are free for it, and in what form the meaning may be written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from interviewer.checking.models.free_indices import free_indices
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import key_of
from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Bound, Call, Node, Num, Rel, Sym, apply, names, transform, walk


def is_no_size(scope: Scope, left: Node, right: Node) -> bool:
    """`m = S Xᵀy/σ²`: a name that the problem knows for a size only is free for what is made of its letters."""
    left = left.fn if isinstance(left, Call) else left  # nor is the D of `D(a, b) = …`
    if not isinstance(left, Sym) or scope.knows(left.name) or not _is_labelled(left):
        return False
    targets = scope.world.aliases.get(left.name, ())
    letters = {n for n in names(right) if n in scope.own or n in scope.types or scope.world.letters.get(n)}
    only = all(t in scope.world.sizes and t not in scope.world.definitions for t in targets)  # L is a loss, too
    return bool(targets) and only and bool(letters - set(scope.world.sizes))


def takes_anew(scope: Scope, left: Node, right: Node) -> bool:
    """`b = Xᵀy`, `W = diag(p)` in a set-up: a free number of the problem's, or a matrix that it makes nothing of, is not meant."""
    if not scope.trusting or not isinstance(left, Sym) or left.index or left.name in names(right):
        return False
    letter = scope.world.letters.get(left.name)
    free = letter is not None and not letter.shape and letter.kind in ("scalar", "positive", "unit", "real", "nonneg")
    free = free or (letter is not None and bool(letter.shape) and not _leaned_on(scope, left.name))
    sought = left.name in scope.world.unknowns or bool(scope.world.definitions.get(left.name))
    return free and not sought and left.name not in scope.own


def runs_beyond(scope: Scope, left: Node, right: Node) -> bool:
    """`c = √ᾱ_t`: what is said for every t is no equation for one number of the problem's."""
    return isinstance(left, Sym) and not left.index and bool(free_indices(scope, (right,)))


def spelt(scope: Scope, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with `S⁻¹ = …` as what S is, and `m_N = …` of a new name with a label as one name."""
    labels: dict[Node, Sym] = {}
    out: list[Clause] = []
    known = [n for c in clauses for n in walk(c.node) if isinstance(n, Sym) and scope.knows(n.name)]
    runs = {i.name for n in known for i in n.index if isinstance(i, Sym)}
    counts = {*scope.world.sizes} - runs  # the n of S_n, where no x_n is spoken of
    for clause in clauses:
        node = clause.node
        if isinstance(node, Rel) and node.ops[:1] in (("=",), (":=",)):
            head, right = node.operands[0], node.operands[1]
            inverse = isinstance(head, Apply) and head.op == "inv"
            symbol = head.args[0] if isinstance(head, Apply) and inverse else head
            if isinstance(symbol, Sym) and _is_new(scope, symbol, counts):
                if symbol.index:
                    labels[symbol] = Sym(key_of(symbol))
                if inverse and len(node.ops) == 1:
                    clause = replace(clause, node=Rel(node.ops, (symbol, apply("inv", right))))
        out.append(clause)
    if not labels:
        return tuple(out)
    return tuple(replace(c, node=transform(c.node, lambda n: labels.get(n, n))) for c in out)


def _is_new(scope: Scope, symbol: Sym, counts: Collection[str]) -> bool:
    if _labels_noise(scope, symbol) and not scope.knows(key_of(symbol)):
        return True
    if symbol.index and all(_is_parameter(scope, i) for i in symbol.index):
        return not scope.knows(key_of(symbol))
    known = scope.knows(symbol.name) or scope.knows(key_of(symbol) or symbol.name) or _is_entry(scope, symbol)
    return not known and _is_labelled(symbol, counts)


def _is_entry(scope: Scope, symbol: Sym) -> bool:
    """The a_1 of weights that others call a: an entry of a vector of the problem's, which a line does not set by naming it."""
    if not (symbol.index and all(isinstance(i, Num) and i.value > 0 for i in symbol.index)):
        return False
    targets = scope.world.aliases.get(symbol.name, ())
    found = [scope.world.definitions[t][0] for t in targets if t in scope.world.definitions]
    letters = [letter for t in targets if (letter := scope.world.letters.get(t)) is not None]
    return any(d.index or not (d.is_call or d.sense) for d in found) or any(t.shape for t in letters)


def _is_parameter(scope: Scope, item: Node) -> bool:
    """The λ of `H_λ = X(XᵀX + λI)⁻¹Xᵀ`: a number of the problem's, and nothing that runs."""
    letter = scope.world.letters.get(item.name) if isinstance(item, Sym) and not item.index else None
    return letter is not None and letter.kind in ("positive", "scalar", "nonneg") and letter.index is None


def _is_labelled(symbol: Sym, counts: Collection[str] = ()) -> bool:
    """Whether no index runs: it is a number, a capital, or how many there are in all."""
    plain = [i.name for i in symbol.index if isinstance(i, Sym) and not i.index]
    numbers = sum(isinstance(i, Num) for i in symbol.index)
    return len(plain) + numbers == len(symbol.index) and all(n.isupper() or n in counts for n in plain)


def _labels_noise(scope: Scope, symbol: Sym) -> bool:
    """The ε_c of `ε_c = ε_θ(x_t, c)`: a condition as the script of a noise counts nothing."""
    letter = scope.world.letters.get(symbol.name)
    noise = letter is not None and letter.kind == "noise" and letter.index is None
    known = [scope.world.letters.get(i.name) for i in symbol.index if isinstance(i, Sym) and not i.index]
    return noise and len(known) == len(symbol.index) > 0 and all(t is not None and t.kind == "scalar" for t in known)


def _leaned_on(scope: Scope, name: str) -> bool:
    """Whether anything of this reading of the problem is made of a letter."""
    world = scope.world
    bodies = [b for ds in world.definitions.values() for d in ds for b in (d.body, *d.alternatives)]
    bodies += [c for group in (*world.conditions.values(), world.constraints) for c in group]
    rows = {*world.row_families, *world.row_families.values()}
    return name in rows or any(name in names(b) for b in bodies)


def is_optimum_of_rest(scope: Scope, left: Node, right: Node) -> bool:
    """`θ(α) = min_w L`, where θ is another name of w: a function of what is left, of which the problem has none by that name."""
    if not (isinstance(left, Call) and isinstance(right, Bound) and right.op in ("min", "max")):
        return False
    sought, args = {b.var.name for b in right.binders}, {a.name for a in left.args if isinstance(a, Sym)}
    targets = scope.world.aliases.get(left.fn.name, ())
    params = {p for t in targets for d in scope.world.definitions.get(t, ()) for p in d.params}
    return bool(sought and args) and not args & (sought | params) and not scope.knows(left.fn.name)
