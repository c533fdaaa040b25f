"""What a step supposes in formulas beside its claim, as lines before it: `∂L/∂W = (ŷ − y)hᵀ, where ŷ = Wh + b`, `A ⇒ B`.

A model of the candidate's own is the same whether he writes it in lines before or within the step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.world import World
from interviewer.notation.clause import Clause
from interviewer.notation.show import show
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Apply, Call, Deriv, Node, Rel, Sym, names, walk
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.words.objectives import program_of
from interviewer.notation.words.restricting import said_besides

ARROW = re.compile(r"⇒|⟹|=>|\\(?:Rightarrow|implies|Longrightarrow)\b")
_SO = re.compile(
    r"(?:,|;)\s*(?:and\s+)?(?:so|hence|thus|therefore|then)\b(?:\s+that)?,?(?=\s)"
)  # with a pause before it
_TIGHT = frozenset(
    ["tight", "iff", "equality", "attained"]
)  # what stands behind says where, and is supposed nowhere else
_JOINED = {"": ", ", "and": ", ", "implies": " ⇒ ", "iff": " ⇔ "}


def premises_apart(text: str, problem: World) -> tuple[list[str], str] | None:
    """The names that a line defines for its claim, each as a line, and the claim; None of any other line."""
    try:
        line = read_line(text, problem.vocabulary)
    except Unreadable:
        return None
    clauses = line.clauses
    leads = next((k for k, c in enumerate(clauses) if c.link == "implies"), 0)
    supposed = [k for k, c in enumerate(clauses) if c.role in ("assume", "reason") or k < leads]
    supposed = supposed or [k for k, c in enumerate(clauses) if c.role == "quantify"] or _behind(clauses)
    claimed = [c for k, c in enumerate(clauses) if k not in supposed]
    if not supposed or not claimed or said_besides(line, claimed[-1].after) or _TIGHT & {*line.words}:
        return None
    if not all(_defines(clauses[k].node) for k in supposed) or not all(_claims(c) for c in claimed):
        return None
    return [show(node) for node in _in_order([clauses[k].node for k in supposed])], _joined(claimed)


def objective_apart(text: str, problem: World) -> tuple[list[str], str] | None:
    """What a line optimises, by itself before its claims: `Σ_k N_k log π_k + λ(Σ_k π_k − 1), set to zero: λ = −n`, `min_β … ⇒ …`."""
    try:
        line = read_line(text, problem.vocabulary)
    except Unreadable:
        return None
    (first, *rest) = line.clauses or (None,)
    if first is None or first.role != "claim" or not rest:
        return None
    program = program_of(first.node) is not None
    bare = program or (isinstance(first.node, Apply) and first.node.op == "add")
    if not bare or not all(map(_claims, rest)) or said_besides(line, rest[-1].after):
        return None
    return [show(first.node) if program else f"L = {show(first.node)}"], _joined(rest)


def at_arrow(text: str) -> tuple[str, str] | None:
    """What stands before the one arrow of a line, or its one `so`, and what behind it; of A ⇒ B ⇒ C the middle is claimed."""
    found = [*ARROW.finditer(text)] or [*_SO.finditer(text)]
    if len(found) != 1:
        return None
    premise, claim = text[: found[0].start()].strip(" ,.;"), text[found[0].end() :].strip()
    return (premise, claim) if premise and claim else None


def in_turn(text: str, problem: World) -> tuple[list[str], bool]:
    """The statements that a line makes one after another, each as a line, and whether they are all that it says.

    None where it says under what they hold, in formulas or in words.
    """
    try:
        line = read_line(text, problem.vocabulary)
    except Unreadable:
        return [], False
    clauses = line.clauses
    if len(clauses) < 2 or any(c.role not in ("claim", "let") for c in clauses) or said_besides(line, None):
        return [], False
    stated = [(k, c) for k, c in enumerate(clauses) if isinstance(c.node, Rel)]
    if any(isinstance(c.node, Rel) and "≈" in c.node.ops for c in clauses):  # what samples are drawn from stands first
        stated.sort(key=lambda told: not (isinstance(told[1].node, Rel) and told[1].node.ops == ("~",)))
    whole = len(stated) == len(clauses) and all(c.link in ("", "and") for c in clauses)
    return [("" if k or c.role != "let" else "let ") + show(c.node) for k, c in stated], whole


def self_contained(premises: Sequence[str], claim: str, problem: World) -> bool:
    """Whether a claim is about derivatives of what its premises define, by names that are not the problem's own."""
    own = {*problem.letters, *problem.definitions} - {"L", "f"}  # everybody's names of a loss and a function
    try:
        defined = {_head(c.node) for p in premises for c in read_line(p, problem.vocabulary).clauses}
        nodes = [n for c in read_line(claim, problem.vocabulary).clauses for n in walk(c.node)]
    except Unreadable:
        return False
    slopes = [n for n in nodes if isinstance(n, Deriv)]
    return bool(slopes) and not defined & own and all(_head(n.body) in defined for n in slopes)


def _behind(clauses: Sequence[Clause]) -> list[int]:
    """The clauses at the end that define what those before speak of: `f(w + h) = …, f(w) = ‖Xw − y‖²`."""
    first = len(clauses)
    while first > 1 and clauses[first - 1].link in ("", "and") and _defines(clauses[first - 1].node):
        used = frozenset[str]().union(*(names(c.node) for c in clauses[: first - 1]))
        anew = {_head(c.node) for c in clauses[: first - 1]}
        if _head(clauses[first - 1].node) not in used - anew:
            break
        first -= 1
    return list(range(first, len(clauses)))


def _in_order(definitions: Sequence[Node]) -> list[Node]:
    """Each behind those it is in terms of: `ŷ = Wh + b, h = σ(Vx)` the other way round."""
    waiting, out = list(definitions), list[Node]()
    while waiting:
        heads = {_head(n) for n in waiting}
        free = next((n for n in waiting if not (names(n) - {_head(n)}) & heads), waiting[0])
        waiting.remove(free)
        out.append(free)
    return out


def _head(node: Node) -> str:
    head = node.operands[0] if isinstance(node, Rel) else node
    named = head.fn if isinstance(head, Call) else head
    return named.name if isinstance(named, Sym) else ""


def _defines(node: Node) -> bool:
    """`ŷ = W h + b`, `f(x) = wᵀx`: a name, alone on its side, is set to a formula."""
    sets = isinstance(node, Rel) and node.ops in (("=",), (":=",)) and not isinstance(node.operands[1], Sym)
    return sets and bool(_head(node))


def _claims(clause: Clause) -> bool:
    return clause.role == "claim" and clause.link in _JOINED and isinstance(clause.node, Rel)


def _joined(claimed: Sequence[Clause]) -> str:
    return "".join((_JOINED[c.link] if k else "") + show(c.node) for k, c in enumerate(claimed))
