"""`a = b is larger than c`: a verb right behind a statement says of its formula what `a = b, which is larger than c` says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from interviewer.notation.parsing.words import NOUNS, RELATIONS
from interviewer.notation.tokens import Token

COPULAS = frozenset(["is", "are"])
AUXILIARIES = frozenset("does do can cannot will must may might should would never".split())
ASCRIBING = frozenset(  # finite verbs that say something of a formula; `gives`, `holds`, `follows` lead on to the next
    "sum sums add adds integrate integrates go goes tend tends diverge diverges approach approaches vanish "
    "vanishes exceed exceeds satisfy satisfies violate violates attain attains reach reaches lie lies stay stays remain remains "
    "depend depends dominate dominates explode explodes saturate saturates blow blows peak peaks range ranges preserve preserves "
    "act acts behave behaves scale scales".split()
)
SAYING = COPULAS | AUXILIARIES | ASCRIBING
_NAMING = NOUNS | {"the", "its", "our"}
_PRONOUN = ["and", "it"]
_STATING = frozenset("so hence thus therefore then that have get obtain find see consequently indeed".split())


def with_predicates_related(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with `, which` in front of each verb that stands right behind a statement, also for an `and it`.

    `G = … is the gradient` names what it is, and stays.
    """
    out: list[Token] = []
    for k, (token, behind) in enumerate(pairwise([*tokens, tokens[-1]])):
        if token.kind == "word" and token.text in COPULAS and _is_equated(tokens, k):
            out.append(Token("op", "⇔", token.pos))
            continue
        if token.kind == "word" and token.text in SAYING and not (token.text in COPULAS and behind.text in _NAMING):
            aside = len(_PRONOUN) if [t.text for t in out[-len(_PRONOUN) :]] == _PRONOUN else 0
            before = out[: len(out) - aside - bool(aside and out[-aside - 1].text == ",")]
            if _is_statement(before):
                out = [*before, Token("op", ",", token.pos), Token("word", "which", token.pos, True)]
        out.append(token)
    return out


def _is_equated(tokens: Sequence[Token], k: int) -> bool:
    """Whether a copula joins two statements: `the boundary p = 1/2 is wᵀx = 0`."""
    return _relates(tokens[:k][::-1]) and _relates(tokens[k + 1 :])


def _relates(tokens: Sequence[Token]) -> bool:
    """Whether the formula that these tokens begin with relates something."""
    formula = takewhile(lambda t: t.kind not in ("word", "end") and t.text not in (",", ";", ":"), tokens)
    depth, related = 0, False
    for token in formula:
        depth += {"close": -1, "open": 1}.get(token.kind, 0)
        related = related or (depth == 0 and token.text in RELATIONS)
    return related


def _is_statement(before: Sequence[Token]) -> bool:
    """Whether the tokens end with a formula that relates something, and that no words lead up to as a part of theirs."""
    depth, related = 0, False
    for token in reversed(before):
        depth += {"close": 1, "open": -1}.get(token.kind, 0)
        if depth == 0 and (token.kind == "word" or token.text in (",", ";", ":")):
            return related and (token.kind != "word" or token.text in _STATING)
        related = related or (depth == 0 and token.text in RELATIONS)
    return related and depth == 0
