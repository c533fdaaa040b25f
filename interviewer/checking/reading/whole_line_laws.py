"""`ELBO(q) = ∫ q(z) log (p(x,z)/q(z)) dz`, `p_model(x|z)`: laws of the problem's that a line writes shorter or longer than it does."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.problem.dependencies import dependencies
from interviewer.checking.problem.scope import Scope
from interviewer.notation.tree import Bound, Call, Moment, Node, Rel, Sym, names, transform, walk


def with_whole_laws(node: Node, scope: Scope) -> Node:
    """The node with such laws as the problem has them."""
    if not scope.world.distributions:
        return node
    node = _without_label(node, scope)
    for name, spec in scope.world.distributions.items():
        if spec.get("given") and name not in scope.own and _leaves_out(node, name, spec["given"], scope):
            of, given = tuple(map(Sym, spec["of"])), tuple(map(Sym, spec["given"]))
            short, full = Call(Sym(name), of), Call(Sym(name), of, given)
            node = transform(node, lambda n, short=short, full=full: full if n == short else n)
    return node


def _leaves_out(node: Node, name: str, given: list[str], scope: Scope) -> bool:
    """Whether q(z) is the q(z|x) of what else the line speaks of: a bound by its name, no mean over the data."""
    laws = [n for n in walk(node) if isinstance(n, Call) and n.fn.name == name]
    if not laws or any(n.given for n in laws):
        return False
    defined = {n for n in names(node) if n in scope.world.definitions} - scope.world.distributions.keys()
    if not any(name in dependencies(scope, Sym(n)) for n in defined):
        return False
    return not any(_averages(n, given) for n in walk(node))


def _averages(node: Node, given: list[str]) -> bool:
    match node:
        case Bound(_, binders):
            return any(b.var.name in given for b in binders)
        case Moment(_, _, Call(_, args)):
            return any(isinstance(a, Sym) and a.name in given for a in args)
        case Moment(_, _, Rel(_, (Sym(name), *_))):
            return name in given
    return False


_MODELS = frozenset(["model", "gen", "vae", "joint", "decoder", "encoder"])  # p_data, p̂ and p_θ are something else


def _without_label(node: Node, scope: Scope) -> Node:
    """The line where one such word stands at each p of it: no other distribution than the problem's."""
    for name in scope.world.distributions.keys() - scope.own.keys():
        heads = {n.fn for n in walk(node) if isinstance(n, Call) and n.fn.name.split(".")[0] == name}
        if len(labels := {_label(h, name) for h in heads}) == 1 and labels <= _MODELS:
            plain = Sym(name)
            node = transform(node, lambda n, heads=heads, plain=plain: replace(n, fn=plain) if _headed(n, heads) else n)
    return node


def _headed(node: Node, heads: set[Sym]) -> bool:
    return isinstance(node, Call) and node.fn in heads


def _label(head: Sym, name: str) -> str:
    """The word at a name, `model` of p_model."""
    match head:
        case Sym(_, (Sym(label, ()),)) if head.name == name:
            return label
        case Sym(full, ()) if full.startswith(f"{name}."):
            return full.removeprefix(f"{name}.")
    return ""
