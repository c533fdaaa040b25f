"""`α_ij = softmax(e_ij)`, `Σ_j softmax(q_iᵀk_j) v_j`: a softmax of numbers that indices tell apart runs over the last of them."""

from __future__ import annotations

from interviewer.checking.fields import Unsupported
from interviewer.checking.values.environment import Env
from interviewer.notation.parsing.trees import along
from interviewer.notation.tree import Apply, Node, Sym, walk


def over_last_index(body: Node, env: Env) -> Node:
    """The share of one number among those that differ in the last index. Raises Unsupported where none is the last."""
    places = [i.name for n in walk(body) if isinstance(n, Sym) for i in n.index if isinstance(i, Sym) and not i.index]
    running = [i for i in dict.fromkeys(places) if isinstance(env.bound.get(i), int)]
    if not running or running[-1] != max(running):
        raise Unsupported("a softmax of a number; say over which index, as in softmax_j")
    shared = along(Apply("softmax", (body,)), [Sym(running[-1])])
    if shared is None:
        raise Unsupported("a softmax of a number; say over which index, as in softmax_j")
    return shared
