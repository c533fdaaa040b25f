"""The y of a cross-entropy −Σ_k y_k log p_k with a softmax p: shares that sum to one, as one-hot labels do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from interviewer.checking.own.categories import onehot
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import Apply, Bound, Call, Node, Sym, walk


def with_targets(
    letters: Mapping[str, Letter], nodes: Iterable[Node], definitions: Mapping[str, Definition], text: str
) -> dict[str, Letter]:
    """The letters with those that are targets, and those that words call one-hot, as what they are; by rows in a matrix."""
    out = dict(letters)
    shares = {name for node in nodes for n in walk(node) if (name := _weighs_log(n, definitions))}
    for name, letter in letters.items():
        if letter.index is not None or letter.kind not in ("vector", "matrix"):
            continue
        if letter.kind == "vector" and onehot(name, text):
            out[name] = replace(letter, kind="onehot", of="")
        elif name in shares or (letter.kind == "matrix" and onehot(name, text)):
            out[name] = replace(letter, kind="simplex" if letter.kind == "vector" else "stochastic", of="")
    return out


def _weighs_log(node: Node, definitions: Mapping[str, Definition]) -> str:
    """The y of `y_k log p_k` and `yᵀ log p`, where p is a softmax."""
    match node:
        case Apply("mul", (*_, Apply("T", (Sym(name, at),)), Apply("log", (Sym(of, index),)))) if at == index:
            made = definitions.get(of)
            return name if made is not None and _is_softmax(made.body) else ""
        case Apply("mul", (*_, Sym(name, (_, *_) as at), Apply("log", (Sym(of, index),)))) if at == index:
            made = definitions.get(of)
            return name if made is not None and _is_softmax(made.body) else ""
    return ""


def _is_softmax(body: Node) -> bool:
    match body:
        case Apply("softmax") | Call(Sym("softmax")):
            return True
        case Apply("div", (Apply("exp"), Bound("sum", _, Apply("exp")))):
            return True
        case Apply("div", (Apply("pow", (Sym("e"), _)), Bound("sum", _, Apply("pow", (Sym("e"), _))))):
            return True
    return False
