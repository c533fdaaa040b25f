"""`log p(x|z) = Σ_i …` of which a step takes the derivative by something else, as by the logits: a quantity like any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.notation.clause import Clause
from interviewer.notation.tree import Apply, Call, Deriv, Node, Rel, Sym, names, transform, walk


def log_densities_named(before: Sequence[Clause], claims: Sequence[Clause]) -> tuple[list[Clause], list[Clause]]:
    """The lines with a name for each such log density, the same where no step differentiates one."""
    heads = {c.node.operands[0] for c in before if isinstance(c.node, Rel) and c.node.ops[0] in ("=", ":=")}
    logs = {h for h in heads if isinstance(h, Apply) and h.op == "log" and isinstance(h.args[0], Call)}
    derivatives = [n for c in claims for n in walk(c.node) if isinstance(n, Deriv)]
    by = {
        log: {w.name for d in derivatives if log in walk(d.body) for w in d.wrt if isinstance(w, Sym)} for log in logs
    }
    named: dict[Node, Sym] = {log: Sym(f"log{k}!") for k, log in enumerate(logs) if by[log] - names(log)}
    if not named:
        return list(before), list(claims)

    def change(part: Sequence[Clause]) -> list[Clause]:
        return [replace(c, node=transform(c.node, lambda n: named.get(n, n))) for c in part]

    return change(before), change(claims)
