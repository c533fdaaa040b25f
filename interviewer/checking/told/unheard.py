"""Refutations of what a line does not say: of a name that its `where` defines and nobody heard, of a value it sets for its words."""

from __future__ import annotations

from dataclasses import replace

from interviewer.checking.judged import Judged
from interviewer.checking.problem.world import key_of
from interviewer.notation.tree import Num, Rel, Sym

_LEADS = frozenset(["gives", "yields", "recovers", "reduces", "is"])
DEFINED_HERE = "I did not understand how {0} is defined here; write that as a line before"
SAID_TO_LEAD = "what follows for this value is said in words; write it as an equation"


def without_unheard(judged: Judged) -> Judged:
    """The verdict, undecided where such a refutation is all there is."""
    if judged.kind != "refuted" or judged.result is None or judged.line is None:
        return judged
    heads = {
        key_of(c.node.operands[0]) or c.node.operands[0].name
        for c in judged.line.clauses
        if c.role in ("reason", "assume") and isinstance(c.node, Rel) and c.node.ops == ("=",)
        if isinstance(c.node.operands[0], Sym) and not isinstance(c.node.operands[1], Num)
    }
    if unheard := heads & (judged.result.assumed or {}).keys():
        return replace(judged, kind="undecided", message=DEFINED_HERE.format(min(unheard)), result=None)
    match judged.result.pair:
        case ("=", Sym(), Num()) if _LEADS & {*judged.line.words} and len(judged.line.clauses) > 1:
            return replace(judged, kind="undecided", message=SAID_TO_LEAD, result=None)
    return judged
