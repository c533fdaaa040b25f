"""How names occur in the formulas of a line: called, indexed, differentiated, as what a sum runs up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.world import key_of
from interviewer.notation.tree import Apply, Bound, Call, Deriv, Node, Num, Rel, Sym, walk


@dataclass
class Occurrences:
    """Names by how they occur."""

    called: set[str] = field(default_factory=set)
    densities: set[str] = field(default_factory=set)  # called with something given
    arities: dict[str, set[int]] = field(default_factory=dict)  # with how many arguments a function is called
    taken_at: dict[str, set[Node]] = field(default_factory=dict)  # what a function of one argument is called with
    differentiated: set[str] = field(default_factory=set)
    bases: set[Node] = field(default_factory=set)  # of powers
    ends: set[str] = field(default_factory=set)  # what a sum runs up to
    indices: set[str] = field(default_factory=set)  # what stands as an index
    scripted: set[str] = field(default_factory=set)  # called, or with an index
    indexed: set[str] = field(default_factory=set)  # with an index that runs
    numbered: set[str] = field(default_factory=set)  # with a number for an index
    bare: set[str] = field(default_factory=set)  # without an index
    depth: dict[str, int] = field(default_factory=dict)  # with how many indices at most
    bound: set[str] = field(default_factory=set)  # by sums and products, as an index
    heads: set[str] = field(default_factory=set)  # what an equation is for
    parts: set[str] = field(default_factory=set)  # of which there is a multiple or a part, `D/2`
    arrays: set[str] = field(default_factory=set)  # what is transposed or measured, or a factor of that: no number


def occurrences(nodes: Iterable[Node]) -> Occurrences:
    """How each name occurs in the nodes."""
    found = Occurrences()
    for node in nodes:
        if isinstance(node, Rel) and node.ops[0] in ("=", ":=") and isinstance(head := node.operands[0], Sym | Call):
            found.heads.add(head.fn.name if isinstance(head, Call) else head.name)
        for n in walk(node):
            match n:
                case Sym():
                    _symbol(found, n)
                case Call():
                    found.called.add(n.fn.name)
                    if len(n.args) == 1:
                        found.taken_at.setdefault(n.fn.name, set()).add(n.args[0])
                    if n.given:
                        found.densities.add(n.fn.name)
                    else:
                        takes = found.arities.setdefault(n.fn.name, set())
                        takes |= {len(n.args), len(n.args) + len(n.params)}  # ELBO(x; q, θ)
                case Deriv(Sym(name)):
                    found.differentiated.add(name)
                case Apply("mul" | "div", args) if any(isinstance(a, Num) for a in args):
                    found.parts |= {a.name for a in args if isinstance(a, Sym)}
                case Apply("pow", (base, *_)):
                    found.bases.add(base)
                case Apply("T" | "norm", (argument, *_)):
                    found.arrays |= _factors(argument)
                case Bound():
                    found.ends |= {b.high.name for b in n.binders if isinstance(b.high, Sym)}
                    found.bound |= _run_as_indices(n) if n.op in ("sum", "prod") else set()
    found.scripted |= found.called
    return found


def _factors(node: Node) -> set[str]:
    """The F and t of `t − F β`: what begins a term."""
    match node:
        case Sym(name, ()):
            return {name}
        case Apply("add", terms):
            return set[str]().union(*map(_factors, terms))
        case Apply("neg", (term,)):
            return _factors(term)
        case Apply("mul", (Sym(name, ()), Sym(), *_)):
            return {name}
    return set()


def _symbol(found: Occurrences, symbol: Sym) -> None:
    inside = {i.name for i in symbol.index if isinstance(i, Sym)}
    found.indices |= inside
    found.depth[symbol.name] = max(found.depth.get(symbol.name, 0), len(symbol.index))
    if not symbol.index:
        found.bare.add(symbol.name)
    if symbol.index:
        found.scripted |= {symbol.name, key_of(symbol)}
    if any(isinstance(i, Num) for i in symbol.index):
        found.numbered.add(symbol.name)
    if inside & RUNNING:
        found.indexed.add(symbol.name)


def _run_as_indices(node: Bound) -> set[str]:
    """Names bound by a sum or a product that run as indices."""
    inside = {
        x.name
        for s in walk(node.body)
        if isinstance(s, Sym)
        for item in s.index
        for x in walk(item)
        if isinstance(x, Sym)
    }
    return {b.var.name for b in node.binders if b.var.name in inside or b.low is not None}
