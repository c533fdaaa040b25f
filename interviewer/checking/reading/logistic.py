"""Where data are binary, `σ(a_i)` is a probability and no standard deviation times anything."""

from __future__ import annotations

from interviewer.checking.problem.world import World
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym, transform


def binary_data(world: World) -> str:
    """The binary data of a reading of the problem whose decoder is a product over them."""
    for name, letter in world.letters.items():
        laws = (d for ds in world.definitions.values() for d in ds if d.params == (name,) and d.given)
        if letter.of == "binary" and any(isinstance(d.body, Bound) for d in laws):
            return name
    return ""


def with_sigmoid(node: Node) -> Node:
    """σ before brackets, or before a network, is no standard deviation."""

    def change(n: Node) -> Node:
        match n:
            case Call(Sym("sigma", ()), (argument,)) | Apply("mul", (Sym("sigma", ()), Call() as argument)):
                return Apply("sigmoid", (argument,))
        return n

    return transform(node, change)
