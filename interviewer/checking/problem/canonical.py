"""Aliases and fixed labels replaced by single names: θ → w, `d_k` and `W_1`."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.checking.problem.aliases import knows_somewhere, targets_of
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import key_of
from interviewer.notation.tree import Apply, Node, Num, Sym, rebuild

RUNNING = frozenset("ijklmnst")


def canonical(scope: Scope, node: Node, mapping: Mapping[str, str]) -> Node:
    """Aliases and fixed labels replaced: θ → w, `d_k` and `W_1` as single names."""

    def change(n: Node) -> Node:
        if isinstance(n, Sym):
            key = key_of(n)
            if _labelled(scope, n) or _of_parameter(scope, n):
                return Sym(mapping.get(key, key))
            if n.index and key:
                if key in mapping:
                    return Sym(mapping[key])
                if scope.knows(key) and key != n.name:
                    return Sym(key)
            if len(n.index) == 2 and f"{n.name}_{key_of(Sym('', n.index[:1]))[1:]}" in scope.types:
                return Sym(f"{n.name}_{key_of(Sym('', n.index[:1]))[1:]}", n.index[1:])  # the m_{0j} of a vector m_0
            if n.name in mapping:
                return Sym(mapping[n.name], n.index)
            base = n.name.removesuffix(".prime")
            if base != n.name and base in mapping:
                return Sym(f"{mapping[base]}.prime", n.index)  # z′ beside z
        return n

    def deep(n: Node) -> Node:
        if isinstance(n, Apply) and n.op == "norm" and len(n.args) == 2 and n.args[1] == Sym("F"):
            return Apply("norm", (deep(n.args[0]), n.args[1]))  # the Frobenius norm, whatever else is called F
        if isinstance(n, Sym) and n.index:
            key = key_of(n)
            if key and (key in mapping or (scope.knows(key) and key != n.name)):
                return change(n)
        if isinstance(n, Sym):
            return change(rebuild(n, sized)) if n.index and not _is_own_label(scope, n) else change(n)
        return change(rebuild(n, deep))

    sizes = {
        k: v
        for k, v in mapping.items()
        if k not in RUNNING and (v in scope.world.sizes or (scope.letter(v) is not None and len(k) > 1))
    }

    def sized(n: Node) -> Node:
        """Inside an index only sizes have aliases: ℓ there is no loss."""
        return deep(n) if len(sizes) == len(mapping) else canonical(scope, n, sizes)

    return deep(node)


def _is_own_label(scope: Scope, symbol: Sym) -> bool:
    """The N of a posterior's S_N: a capital on a name that is nobody's is part of the name, and no number of samples."""
    capital = all(isinstance(i, Sym) and i.name.isupper() and not i.index for i in symbol.index)
    meant = set(targets_of(scope, symbol.name)) - set(scope.world.sizes)
    return capital and not scope.knows(symbol.name) and not meant


def _labelled(scope: Scope, symbol: Sym) -> bool:
    """`L_β`: an objective with a parameter as its script is one of its own, not a member of a family."""
    item = symbol.index[0] if len(symbol.index) == 1 else None
    if symbol.name not in ("L", "J", "F", "ELBO", "Loss") or not isinstance(item, Sym | Num):
        return False
    if any(d.index for d in scope.own.get(symbol.name, ())):
        return False  # of as many samples
    if isinstance(item, Num) or (item.name in scope.world.sizes and not item.index):  # L_1 ≤ L_K
        meant = (symbol.name, *targets_of(scope, symbol.name))
        known = [d for n in meant for d in scope.world.definitions.get(n, ())]
        return bool(known) and not any(d.index for d in known) and scope.letter(symbol.name) is None
    letter = scope.world.letters.get(item.name) if not item.index else None
    if letter is None and not (item.index or item.name in RUNNING or knows_somewhere(scope, item.name)):
        return scope.trusting or scope.knows(key_of(symbol))  # L_c(w) = Σ_i c_i (y_i − wᵀx_i)²
    return letter is not None and letter.kind in ("positive", "scalar") and letter.index is None


def _of_parameter(scope: Scope, symbol: Sym) -> bool:
    """`m_θ`: a name of the candidate's own with the parameter as its script is one name."""
    item = symbol.index[0] if len(symbol.index) == 1 else None
    if not isinstance(item, Sym) or item.index or item.name not in scope.world.unknowns:
        return False
    letter, key = scope.letter(item.name), key_of(symbol)
    return letter is not None and not any(scope.knows(n) or targets_of(scope, n) for n in (symbol.name, key))
