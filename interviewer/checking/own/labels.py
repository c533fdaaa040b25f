"""Scripts that are labels and no indices: `W₁`, `m_N`, `d_k` are names of their own."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.checking.own.study import differentiated
from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.world import key_of
from interviewer.notation.tree import Bound, Call, Node, Num, Rel, Sym, num, transform, walk

_SIZES = frozenset(["d", "D"])


def numbered(nodes: Iterable[Node]) -> dict[str, bool]:
    """Names whose scripts are labels: `W₁`, `m_N`, `d_k` throughout (True), or beside the bare letter, `μ₀`, `μ_N` (False)."""
    nodes = list(nodes)
    lost = differentiated(nodes)  # E_n, the error of one sample
    scripts: dict[str, set[tuple[Node, ...]]] = {}
    running: dict[Node, set[str]] = {}
    for node in nodes:
        head = node.operands[0] if isinstance(node, Rel) else node
        arguments = head.args if isinstance(head, Call) else ()  # the z of σ(z) = …, beside z_1
        for n in walk(node):
            if isinstance(n, Sym) and not (n in arguments and not n.index):
                scripts.setdefault(n.name, set()).add(n.index)
                for item in n.index:
                    running.setdefault(item, set()).add(n.name)
            elif isinstance(n, Bound):
                for binder in n.binders:
                    running.setdefault(binder.var, set()).update(["bound", "twice"])
    out: dict[str, bool] = {}
    for name, found in scripts.items():
        below = Sym(name) in running and names_apart(nodes, name)  # the k of d_k, beside k_1
        if all(index and all(map(is_label, index)) for index in (found - {()} if below else found)):
            out[name] = True
        elif name in _SIZES and all(len(index) < 2 and running.get(index[0]) == {name} for index in found if index):
            out[name] = True  # d_k and d_v beside d
        elif () in found and len(found) > 1 and all(_is_mark(i, running) for index in found for i in index):
            out[name] = False
        elif _marks(found, running, name):
            out[name] = True
        elif name in _COUNTED and () in found and all(isinstance(i, Num) for index in found for i in index):
            out[name] = False  # N = N_0 + N_1
        elif len(found) == 1 and len(index := next(iter(found))) == 1 and isinstance(script := index[0], Sym):
            alone = len(running[script]) == 1 and (script not in _SAMPLES or name in lost)
            if alone or _tells_apart(script, running[script], scripts):
                out[name] = True  # a script that nothing else bears, or the a of W_a, U_a and v_a
    return out


_COUNTED = frozenset(["N", "n", "M", "m"])


_LAST = (Sym("N"), Sym("M"))  # after all the data


_SAMPLES = (Sym("i"), Sym("j"), Sym("n"))  # xᵢ runs, whatever else a line mentions


def _is_mark(item: Node, running: dict[Node, set[str]]) -> bool:
    """The 0 of μ_0, the N of μ_N, and the p that μ_p and σ_p share; no c of a unit vector e_c."""
    shared = isinstance(item, Sym) and item.name not in RUNNING and len(running[item]) > 1
    shared = shared and not running[item] & {"bound", "e"}
    return item == num(0) or item in _LAST or (shared and item not in _SAMPLES)


def _marks(found: set[tuple[Node, ...]], running: dict[Node, set[str]], name: str) -> bool:
    """Whether the v and m of σ_v and σ_m tell two numbers apart: letters that no sum runs over, not all of a kind that may run."""
    letters = {i for index in found for i in index if isinstance(i, Sym) and not i.index}
    others = {i for index in found for i in index} - letters
    plain = all(len(index) == 1 for index in found) and len(found) > 1 and all(map(is_label, others))
    alone = all(running[i] == {name} or (i.name not in RUNNING and "bound" not in running[i]) for i in letters)
    return plain and alone and not letters & {*_SAMPLES} and any(i.name not in RUNNING for i in letters)


def _tells_apart(script: Sym, bearers: set[str], scripts: dict[str, set[tuple[Node, ...]]]) -> bool:
    """Whether a letter that never runs is all that some names ever bear."""
    letter = script.name not in RUNNING and scripts.get(script.name) == {()}
    return letter and all(scripts.get(b) == {(script,)} for b in bearers)


def fused(node: Node, literal: dict[str, bool]) -> Node:
    """The node with such letters as single names."""
    return transform(node, lambda n: Sym(key_of(n)) if isinstance(n, Sym) and n.index and n.name in literal else n)


def names_apart(nodes: Iterable[Node], name: str) -> bool:
    """Whether a name that bears scripts stands without one in nothing but scripts: the k of d_k beside k_1, k_2."""
    bare = inside = scripted = 0
    for node in nodes:
        for n in walk(node):
            if isinstance(n, Sym):
                bare += n == Sym(name)
                scripted += n.name == name and bool(n.index)
                inside += sum(i == Sym(name) for i in n.index)
    return scripted > 0 and bare <= inside


def is_label(item: Node) -> bool:
    """A script that is a number or a capital."""
    return isinstance(item, Num) or (isinstance(item, Sym) and not item.index and item.name.isupper())
