"""What moves freely where a line speaks of differentials: letters whose `dw` stands in it, or what its `dz` is made of."""

from __future__ import annotations

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Apply, Node, Rel, Sym, walk


def moving(scope: Scope, nodes: tuple[Node, ...]) -> tuple[Sym, ...]:
    """The letters with an increment of their own; of a family, `W^{(l)}`, the members named."""
    found = _differential_letters(scope, nodes)
    return tuple(dict.fromkeys(_moved(scope, found)))


def moves_freely(node: Node, scope: Scope) -> bool:
    """`dW = dz aᵀ` of a W that is made of nothing: no differential is made of others there, what is meant are gradients."""
    head = node.operands[0] if isinstance(node, Rel) and node.ops[0] in ("=", ":=") else None
    match head:
        case Apply("differential", (Sym(name), *_)):
            others = (n for o in node.operands[1:] for n in walk(o)) if isinstance(node, Rel) else ()
            return not scope.definitions(name) and any(isinstance(n, Apply) and n.op == "differential" for n in others)
    return False


def _differential_letters(scope: Scope, nodes: tuple[Node, ...]) -> tuple[Sym, ...]:
    """Whose differentials occur: the right-hand sides' `dw`, not the left-hand `dL`."""
    found: list[Sym] = []
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Apply) and n.op == "differential" and isinstance(n.args[0], Sym):
                member = Sym(n.args[0].name, n.args[0].index[: _family(scope, n.args[0].name)])
                if member not in found:
                    found.append(member)
    return tuple(found[1:] if len(found) > 1 else found)


def _family(scope: Scope, name: str) -> int:
    """How many indices tell the members of a layered family apart; none of a vector's entries do."""
    if name not in scope.world.vocabulary.indexed or name in scope.own:
        return 0
    letter = scope.letter(name)
    return max([int(letter is not None and bool(letter.index)), *(len(d.index) for d in scope.definitions(name))])


def _moved(scope: Scope, found: tuple[Sym, ...]) -> tuple[Sym, ...]:
    """The differential of what is defined follows, `dr = −X dw` of r = y − Xw."""
    free = tuple(n for n in found if not scope.definitions(n.name) or _is_letter(scope, n.name))
    behind = [_made_of(scope, n) for n in found if n.index and n not in free]
    free += tuple(n for members in behind if not set(members) & set(free) for n in members)
    if free or not found:
        return free
    leaning = frozenset[str]().union(*(dependencies(scope, n) for n in found))
    if {*scope.world.unknowns} <= {n.name for n in found}:  # in a world of his own letters all of them
        letters = [n for n in sorted(leaning) if (t := scope.letter(n)) is not None and not t.is_function]
        return tuple(map(Sym, letters)) or found
    return tuple(Sym(u) for u in scope.world.unknowns if u in leaning) or found


def _is_letter(scope: Scope, name: str) -> bool:
    return name not in scope.own and scope.letter(name) is not None


def _made_of(scope: Scope, member: Sym) -> tuple[Sym, ...]:
    """The W^{(l)} and b^{(l)} of z^{(l)}, and of a^{(l)}: what is of the same layer. A layer's increment may be any through its b."""
    names, waiting, out = {member.name}, [member.name], []
    while waiting:
        for d in scope.definitions(waiting.pop())[:1]:
            own = tuple(Sym(i) for i in d.index)
            for n in walk(d.body):
                if not (isinstance(n, Sym) and n.index == own and own) or n.name in names:
                    continue
                names.add(n.name)
                if scope.definitions(n.name):
                    waiting.append(n.name)
                elif scope.letter(n.name) is not None:
                    out.append(Sym(n.name, member.index))
    return tuple(out)
