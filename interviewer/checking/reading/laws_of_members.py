"""`q(z_i)`, a law of one member of a sample: what `q(Z) = p(Z|X; θ)` says of it, or the q_i(z_i) of `q_i(z) = p(z|x_i; θ)`."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Call, Node, Rel, Sym, transform


def at_members(node: Node, scope: Scope) -> Node:
    """The node with laws of single members as a condition sets them, of all at once or of each."""
    heads = [(c, h) for c in scope.conditions if c.ops == ("=",) and isinstance(h := c.operands[0], Call)]
    of_all = {h.fn: c for c, h in heads if _is_whole(scope, h, c.operands[1])}
    of_each = {h.fn.name for _, h in heads if h.fn.index and not h.given}
    if not (of_all or of_each) or not isinstance(node, Rel) or node in scope.conditions:
        return node

    def change(n: Node) -> Node:
        match n:
            case Call(fn, (Sym(name, (Sym() as number,)) as member,), (), ()):
                pass
            case _:
                return n
        law = of_all.get(fn)
        if law is None:
            own = fn.name in of_each and not fn.index and bool((z := scope.letter(name)) and z.reach)
            return Call(Sym(fn.name, (number,)), n.args) if own else n
        head, body = law.operands
        whole = head.args[0] if isinstance(head, Call) else head
        letter = scope.letter(whole.name) if isinstance(whole, Sym) else None
        if letter is None or name != letter.of:
            return n
        return transform(body, lambda m: member if m == whole else m)

    return transform(node, change)


def law_of_each(node: Rel, free: set[Sym], scope: Scope) -> Rel | None:
    """`q_i(z_i) = p(z_i|x_i)`, `q(z_i) = p(z_i|x_i)`: that q_i(z) = p(z|x_i), a law for each of many samples. None of other lines."""
    many = {n for n in free if (letter := scope.letter(n.name)) is not None and letter.reach}
    head = node.operands[0]
    if node.ops[0] not in ("=", ":=") or not isinstance(head, Call) or head.given or len(head.args) != 1:
        return None
    (argument,) = head.args
    number = argument.index[-1:] if argument in many and isinstance(argument, Sym) else head.fn.index[-1:]
    others = {n for n in many if n != argument and n.index == number}
    if not number or not others or not isinstance(argument, Sym):
        return None
    index = head.fn.index if head.fn.index[-1:] == number else (*head.fn.index, *number)
    set_ = Call(Sym(head.fn.name, index), (Sym(argument.name),), (), head.params)
    rest = (transform(o, lambda n: Sym(argument.name) if n == argument else n) for o in node.operands[1:])
    return Rel(node.ops, (set_, *rest))


def _is_whole(scope: Scope, head: Call, law: Node) -> bool:
    """Whether a condition sets the law of a whole sample: of one argument, equal to another law of the same."""
    match head, law:
        case Call(_, (Sym(name, ()) as whole,), ()), Call(_, args) if whole in args:
            letter = scope.letter(name)
            return letter is not None and letter.kind == "all"
    return False
