"""`SNR(t) = …, which falls with t`: verbs by which a formula varies, as the properties that they say."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token

_RISING = frozenset("increases grows rises".split())
_FALLING = frozenset("decreases shrinks falls decays declines diminishes drops".split())
_HOW = frozenset("strictly monotonically monotonously always steadily".split())  # says no more of it
_BY = frozenset(["with", "in"])
_AHEAD = frozenset(["which", "and", "that", "it"])
_BEYOND = "varying"  # what no property says: `grows linearly with n`, `falls as σ → 1`


def with_verbs_of_varying(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with `… is increasing in t` for a formula that `increases with t`."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        verb = _first(tokens, k, _HOW)
        if tokens[k].kind == "word" and _varies(tokens, verb) and _is_said_of_formula(out):
            by = _first(tokens, verb + 1, _HOW)
            known = _is_by_name(tokens, by)
            said = _BEYOND if not known else "increasing" if tokens[verb].text in _RISING else "decreasing"
            place = tokens[verb].pos
            out += [Token("word", "is", place, True), Token("word", said, place, True)]
            out += [Token("word", "in", place, True)] if known else []
            k = by + 1 if known else verb + 1
        else:
            out.append(tokens[k])
            k += 1
    return out


def _first(tokens: Sequence[Token], start: int, idle: frozenset[str]) -> int:
    """The place of the first token that is none of these words."""
    return next((k for k in range(start, len(tokens)) if tokens[k].text not in idle), len(tokens))


def _varies(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].kind == "word" and tokens[k].text in _RISING | _FALLING


def _is_said_of_formula(before: Sequence[Token]) -> bool:
    """Whether a formula stands before the verb, or before the `, which` that it follows."""
    last = len(before) - 1
    while last >= 0 and before[last].text in _AHEAD | {","}:
        last -= 1
    return last >= 0 and before[last].kind not in ("word", "end")


def _is_by_name(tokens: Sequence[Token], k: int) -> bool:
    """`with t`, `in d_k`: a letter, and nothing after it that belongs to it."""
    if k + 1 >= len(tokens) or tokens[k].text not in _BY or tokens[k + 1].kind != "name":
        return False
    end = k + 2
    while end + 1 < len(tokens) and tokens[end].text == "_":
        end += 2
    return end >= len(tokens) or tokens[end].kind in ("word", "end") or tokens[end].text in (",", ";", ".")
