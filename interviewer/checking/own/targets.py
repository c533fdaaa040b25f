"""The y of a cross-entropy −Σ_k y_k log p_k with a softmax p: shares that sum to one, as one-hot labels do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeGuard

from interviewer.checking.own.categories import onehot
from interviewer.checking.problem.world import Definition, Letter
from interviewer.notation.tree import ZERO, Apply, Binder, Bound, Call, Node, Sym, apply, walk


def with_targets(
    letters: Mapping[str, Letter], nodes: Iterable[Node], definitions: Mapping[str, Definition], text: str
) -> dict[str, Letter]:
    """The letters with those that are targets, and those that words call one-hot, as what they are; by rows in a matrix."""
    out = dict(letters)
    shares = shares_in(nodes, definitions)
    for name, letter in letters.items():
        if letter.index is not None or letter.kind not in ("vector", "matrix"):
            continue
        if letter.kind == "vector" and onehot(name, text):
            out[name] = replace(letter, kind="onehot", of="")
        elif name in shares or (letter.kind == "matrix" and onehot(name, text)):
            out[name] = replace(letter, kind="simplex" if letter.kind == "vector" else "stochastic", of="")
    return out


def shares_in(nodes: Iterable[Node], definitions: Mapping[str, Definition]) -> set[str]:
    """Such targets, and what they are smoothed from: the y of ỹ = (1 − ε) y + ε/K."""
    found = {name for node in nodes for n in walk(node) if (name := _weighs_log(n, definitions))}
    return found | {y for name in found if (made := definitions.get(name)) and (y := _smoothed(made.body)[0])}


def classes_counted(shares: set[str], definitions: Mapping[str, Definition]) -> dict[str, Definition]:
    """The K of ε/K there, as how many classes there are."""
    out: dict[str, Definition] = {}
    for name in sorted(shares & definitions.keys()):
        y, count = _smoothed(definitions[name].body)
        if y and count and count not in definitions:
            ones = apply("pow", Sym(y, (Sym("k"),)), ZERO)
            out[count] = Definition(count, Bound("sum", (Binder(Sym("k")),), ones), fixed=False)
    return out


def _smoothed(body: Node) -> tuple[str, str]:
    """The y and the K of `(1 − ε) y + (ε/K) 1` and `(1 − ε) y_k + ε/K`; empty names where it is nothing of the kind."""
    terms = body.args if isinstance(body, Apply) and body.op == "add" else ()
    counts = {c.name for t in terms for n in walk(t) if _is_share(n) and isinstance(c := n.args[1], Sym)}
    kept = [
        t.args for t in terms if isinstance(t, Apply) and t.op in ("mul", "times") and not any(map(_is_share, walk(t)))
    ]
    if len(terms) != 2 or len(counts) != 1 or len(kept) != 1:
        return "", ""
    return (kept[0][-1].name, counts.pop()) if isinstance(kept[0][-1], Sym) else ("", "")


def _is_share(node: Node) -> TypeGuard[Apply]:
    match node:
        case Apply("div", (Sym(), Sym(_, ()))):
            return True
    return False


def _weighs_log(node: Node, definitions: Mapping[str, Definition]) -> str:
    """The y of `y_k log p_k` and `yᵀ log p`, where p is a softmax."""
    match node:
        case Apply("mul" | "times", (*_, Apply("T", (Sym(name, at),)), Apply("log", (Sym(of, index),)))) if at == index:
            made = definitions.get(of)
            return name if made is not None and _is_softmax(made.body) else ""
        case Apply("mul" | "times", (*_, Sym(name, (_, *_) as at), Apply("log", (Sym(of, index),)))) if at == index:
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
