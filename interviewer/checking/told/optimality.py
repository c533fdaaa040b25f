"""`θ⁽ᵗ⁺¹⁾ = argmax_θ F(q_t, θ)` as what it says of the other values that a line may speak of: none of them does better."""

from __future__ import annotations

from interviewer.notation.tree import Apply, Bound, Node, Num, Rel, Sym, num, transform, walk


def optimality(node: Node) -> tuple[Rel, ...]:
    """The objective at the optimum against the objective at the bare letter and at its versions before."""
    if not (isinstance(node, Rel) and node.ops in (("=",), (":=",)) and isinstance(node.operands[0], Sym)):
        return ()
    best, right = node.operands
    if not (isinstance(right, Bound) and right.op in ("argmax", "argmin") and len(right.binders) == 1):
        return ()
    varied = right.binders[0].var
    if not isinstance(best, Sym) or best.name.split(".")[0] != varied.name or best == varied:
        return ()
    others = {varied, *_before(best, varied.name)}
    others |= {n for n in walk(right.body) if isinstance(n, Sym) and n.name.startswith(f"{varied.name}.")}
    op = ">=" if right.op == "argmax" else "<="
    at = lambda value: transform(right.body, lambda n: value if n == varied else n)  # noqa: E731
    return tuple(Rel((op,), (at(best), at(other))) for other in sorted(others - {best}, key=str))


def _before(best: Sym, name: str) -> list[Sym]:
    """θ⁽ᵗ⁾ before θ⁽ᵗ⁺¹⁾, θ_old before θ_new."""
    if best.name == f"{name}.new":
        return [Sym(f"{name}.old", best.index)]
    last = best.index[-1] if best.index else None
    if isinstance(last, Apply) and last.op == "add" and len(last.args) == 2 and num(1) in last.args:
        return [Sym(best.name, (*best.index[:-1], next(a for a in last.args if a != num(1))))]
    if isinstance(last, Num) and last.value >= 1:
        return [Sym(best.name, (*best.index[:-1], Num(last.value - 1)))]
    if isinstance(last, Sym):
        return [Sym(best.name, (*best.index[:-1], Apply("add", (last, num(-1)))))]
    return []
