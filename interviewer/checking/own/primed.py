"""`p' = softmax(z + b 1)` beside p: what an equation says of a primed letter is of another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.checking.reading.primed_values import only_letter
from interviewer.notation.clause import Clause
from interviewer.notation.parsing.trees import primed
from interviewer.notation.tree import Apply, Call, Node, Rel, Sym, names, transform, walk

_FUNCTIONS = frozenset(["f", "g", "h", "sigma", "phi", "psi", "varphi", "rho", "act"])


def primes_apart(parts: Sequence[Sequence[Clause]]) -> list[list[Clause]]:
    """The clauses with each letter that is defined with a prime, and is no function, as a name of its own."""
    nodes = [c.node for part in parts for c in part]
    called = {n.fn.name for node in nodes for n in walk(node) if isinstance(n, Call)} | _FUNCTIONS
    heads = {n.operands[0] for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":=", "≡")}
    named = {h.args[0].name for h in heads if _is_primed(h) and isinstance(h, Apply) and isinstance(h.args[0], Sym)}
    named -= called | {n for n in named if _slope_said(n, nodes)}
    if not named:
        return [list(part) for part in parts]

    def apart(node: Node) -> Node:
        if isinstance(node, Apply) and _is_primed(node) and isinstance(node.args[0], Sym):
            return primed(node) if node.args[0].name in named else node
        return node

    return [[replace(c, node=transform(c.node, apart)) for c in part] for part in parts]


def _slope_said(name: str, nodes: Sequence[Node]) -> bool:
    """Whether `s′ = s(1 − s)` says what the derivative of an `s = σ(z)` is: by nothing but s and z."""
    equations = [n.operands for n in nodes if isinstance(n, Rel) and n.ops[0] in ("=", ":=", "≡")]
    letter = next((only_letter(value) for head, value, *_ in equations if head == Sym(name)), "")
    said = [v for head, *values in equations if _is_primed(head) and Sym(name) in walk(head) for v in values]
    return bool(letter) and all(names(v) <= {name, letter, "sigma", "e"} for v in said)


def _is_primed(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "prime" and isinstance(node.args[0], Sym)
