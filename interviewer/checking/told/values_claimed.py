"""`w_1 = (0.3, −0.4)` after lines in numbers: what comes out of an example is claimed, and no new name for any number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.claims.result import DEFINITION
from interviewer.checking.judged import Judged
from interviewer.checking.problem.aliases import knows_somewhere
from interviewer.checking.problem.world import key_of
from interviewer.checking.reading.as_meant import as_column
from interviewer.notation.show import show
from interviewer.notation.tree import ZERO, Node, Rel, Sym, apply
from interviewer.notation.written_numbers import in_numbers

UNFOUNDED = "I cannot tell what this value comes from; write the formula whose value it is"
_VALUE = re.compile(r"(?:=|∈|\bare\b|\bis\b|:)\s*[$\\({\[]*[-−]?\s*(?:\d|[½⅓¼¾⅔]|\\[td]?frac\{?\d|\\begin|\\binom)")

_DEFINING = frozenset([DEFINITION, "the problem's own, in a fair variant"])


def values_claimed(judged: Judged, setup: Sequence[str]) -> list[str]:
    """The values that a line was taken to define after an example in numbers, each as `name − value = 0`, which defines nothing."""
    if judged.kind not in ("given", "verified") or judged.line is None or not any(map(_VALUE.search, setup)):
        return []
    claims = [c.node for c in judged.line.clauses]
    if not all(isinstance(n, Rel) and {*n.ops} <= {"=", "≈"} and in_numbers(n.operands[-1]) for n in claims):
        return []
    anew = judged.kind == "verified" or judged.message not in _DEFINING
    claims = [n for n in claims if _is_known(judged, n) and (not anew or _is_defined(judged, n))]
    pairs = [
        (n.operands[0], as_column(value), op)
        for n in claims
        if isinstance(n, Rel)
        for value, op in zip(n.operands[1:], n.ops, strict=True)
    ]
    return [show(Rel((op,), (apply("add", head, apply("neg", value)), ZERO))) for head, value, op in pairs]


def _is_known(judged: Judged, claim: Node) -> bool:
    """Whether it is of a name that means something, as the det of `det = 6` does not."""
    head = claim.operands[0] if isinstance(claim, Rel) else claim
    scope = judged.read_in or judged.scope
    return not isinstance(head, Sym) or knows_somewhere(scope, head.name) or head.name in scope.spoken


def _is_defined(judged: Judged, claim: Node) -> bool:
    """Whether the line has left a value in numbers for the name before it, which had none."""
    if not isinstance(claim, Rel) or judged.read_in is None or not all(map(in_numbers, claim.operands[1:])):
        return False
    head = claim.operands[0]
    if not isinstance(head, Sym):
        return False
    name = head.name if not head.index else key_of(head)
    before, after = (s.own.get(name, ()) for s in (judged.read_in, judged.scope))
    return before != after and any(in_numbers(d.body) for d in after)
