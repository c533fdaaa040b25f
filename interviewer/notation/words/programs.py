"""Programs told in words: `minimise over w, b: f` and `minimise f over w, b subject to …` as `min_{w, b} f …`."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.notation.tokens import Token

_SENSE = {"minimise": "min", "minimize": "min", "maximise": "max", "maximize": "max"}
_OVER = frozenset(["over", "wrt", "with", "respect", "to", "in", "all"])
_PLACED = frozenset(["over", "wrt", "respect"])  # one of these says that variables follow
_NOUNS = frozenset("of the a our this loss objective cost function error quantity dual primal sum criterion".split())
_SUCH = frozenset(["with", "subject", "to", "st", "such", "that", "under"])
_STOPS = frozenset([".", ",", ";"])
_BOUNDS = frozenset([">=", "<=", ">", "<", ","])


def with_binders(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with what is optimised over below the operator."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        op = _SENSE.get(tokens[k].text) if tokens[k].kind == "word" else tokens[k].text
        is_operator = op in ("min", "max") and tokens[k].kind in ("word", "big")
        if is_operator and (k + 1 == len(tokens) or tokens[k + 1].kind == "end" or tokens[k + 1].text in _STOPS):
            out.append(Token("word", f"{op}imised", tokens[k].pos, tokens[k].spaced))  # …, which we maximise
            k += 1
            continue
        if is_operator and tokens[k].plain and _names_objective(tokens, k + 1):
            out.append(Token("word", f"{op}imise", tokens[k].pos, tokens[k].spaced))  # we minimise J(w) = …
            k += 1
            continue
        before = _before(tokens, k + 1) if is_operator else None
        if before is not None:
            at, (variables, k) = tokens[k], before
            out += _operator(at, op or "", variables)
            continue
        told = _conditioned(tokens, k + 1) if is_operator else None
        if told is not None:
            variables, condition, start, end = told
            out += [
                *_operator(tokens[k], op or "", variables),
                *tokens[start:end],
                Token("word", "st", tokens[k].pos, True),
            ]
            out += condition
            k = end
            continue
        if is_operator and k and tokens[k - 1].text in _STOPS and tokens[k + 1].text in _PLACED:
            out.append(Token("word", f"{op}imised", tokens[k].pos, tokens[k].spaced))  # L = …, max over α ≥ 0
            k += 1
            continue
        after = _after(tokens, k + 1) if is_operator and tokens[k].kind == "big" else None
        if after is not None:
            variables, start, end = after
            out += [*_operator(tokens[k], op or "", variables), *tokens[k + 1 : start]]
            k = end
            continue
        upright = is_operator and tokens[k].kind == "word" and tokens[k + 1].kind not in ("word", "end", "op")
        if upright and _SUBJECT & {t.text for t in tokens[k:]} and not _names_objective(tokens, k + 1):
            out.append(Token("big", op or "", tokens[k].pos, tokens[k].spaced, True))  # set as text: f under g
            k += 1
            continue
        out.append(tokens[k])
        k += 1
    return out


def _names_objective(tokens: Sequence[Token], k: int) -> bool:
    """`J(w) = …` and no constraints: what is optimised is called so, and its optimum is not what stands behind the sign."""
    depth, start = 0, k
    while k < len(tokens) and (depth or tokens[k].kind in ("name", "accent", "open") or tokens[k].text in ("_", "^")):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        k += 1
    return start < k < len(tokens) and tokens[k].text in ("=", ":=") and not any(t.text in _SUBJECT for t in tokens[k:])


_SUBJECT = frozenset(["st", "subject"])


def _operator(at: Token, op: str, variables: Sequence[Token]) -> list[Token]:
    mark = lambda kind, text: Token(kind, text, at.pos)  # noqa: E731
    variables = [mark("op", ",") if t.text == "and" else t for t in variables if t.text not in ("(", ")")]
    return [Token("big", op, at.pos, True, True), mark("op", "_"), mark("open", "{"), *variables, mark("close", "}")]


def _variables(tokens: Sequence[Token], k: int) -> int:
    """Where a list of names with their bounds ends."""
    if k < len(tokens) and tokens[k].text == "(":  # over (w, b)
        inner = _variables(tokens, k + 1)
        return inner + 1 if k + 1 < inner < len(tokens) and tokens[inner].text == ")" else k
    depth = 0
    while k < len(tokens):
        t = tokens[k]
        depth += {"open": 1, "close": -1}.get(t.kind, 0) if t.text in "{}" else 0
        listed = t.kind in ("name", "accent") or t.text in ("_", "^", "{", "}") or t.text in _BOUNDS
        if tokens[k].text == "and" and not depth and k + 1 < len(tokens) and tokens[k + 1].kind in ("name", "accent"):
            k += 1  # over w and b
            continue
        if not (listed or (t.kind == "num" and (depth or t.text == "0"))):
            break
        k += 1
    return k


def _words(tokens: Sequence[Token], k: int, known: frozenset[str]) -> int:
    while k < len(tokens) and tokens[k].kind == "word" and tokens[k].text in known:
        k += 1
    return k


def _before(tokens: Sequence[Token], k: int) -> tuple[Sequence[Token], int] | None:
    """`over w, b: f` and `over w the loss f`: the variables, and where the formula begins."""
    start = _words(tokens, k, _OVER)
    if not _PLACED & {t.text for t in tokens[k:start]}:
        return None
    end = _variables(tokens, start)
    if end == start or end >= len(tokens):
        return None
    if tokens[end].text == ":":
        return tokens[start:end], end + 1
    formula = _words(tokens, end, _NOUNS)
    begins = end < formula < len(tokens) and tokens[formula].kind not in ("word", "end")
    return (tokens[start:end], formula) if begins else None


def _conditioned(tokens: Sequence[Token], k: int) -> tuple[Sequence[Token], Sequence[Token], int, int] | None:
    """`over α ≥ 0 with Σ αᵢyᵢ = 0 of f`: the variables, the condition, and where the formula begins and ends."""
    start = _words(tokens, k, _OVER)
    end = _variables(tokens, start)
    if not _PLACED & {t.text for t in tokens[k:start]} or end == start:
        return None
    condition = _words(tokens, end, _SUCH)
    if condition == end:
        return None
    of = next((j for j in range(condition, len(tokens)) if tokens[j].kind == "word"), len(tokens))
    if of >= len(tokens) or tokens[of].text != "of":
        return None
    formula = _words(tokens, of, _NOUNS)
    depth, stop = 0, formula
    while stop < len(tokens) and not (
        depth == 0 and (tokens[stop].kind in ("word", "end") or tokens[stop].text in (",", ";"))
    ):
        depth += {"open": 1, "close": -1}.get(tokens[stop].kind, 0)
        stop += 1
    return (tokens[start:end], tokens[condition:of], formula, stop) if stop > formula else None


def _after(tokens: Sequence[Token], k: int) -> tuple[Sequence[Token], int, int] | None:
    """`f over w, b`: the variables, and where their words begin and end."""
    if k >= len(tokens) or tokens[k].text == "_":
        return None
    depth = 0
    for j in range(k, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[j].kind, 0)
        if depth == 0 and tokens[j].kind == "word":
            start = _words(tokens, j, _OVER)
            if j == k or not _PLACED & {t.text for t in tokens[j:start]}:
                return None
            end = _variables(tokens, start)
            while end > start and tokens[end - 1].text == ",":
                end -= 1
            closed = end < len(tokens) and (tokens[end].kind in ("word", "end") or tokens[end].text in (",", ";", "."))
            return (tokens[start:end], j, end) if end > start and closed else None
    return None
