"""Normal laws told in words: `q(x|z) is Gaussian with mean m and variance v` is `q(x|z) = N(m, v)`."""

from __future__ import annotations

from interviewer.notation.tokens import Token

_VERBS = frozenset(["is", "are", "be", "being", "follows"])
LAWS = frozenset(["gaussian", "normal", "normally"])
_FILLERS = frozenset(
    "a an also again itself conditionally then multivariate univariate isotropic distribution law density".split()
)
_BESIDE = _FILLERS | {"distributed", "random", "variable", "vector"}
_SPREADS = frozenset(["variance", "covariance"])
_LEADS = frozenset(["and", "a", "the", "its", "matrix", ",", "with"])
_DENSITIES = frozenset("pqPQ")
UNSAID = "variance!"  # what is not told of a law


def with_normal_laws(tokens: list[Token]) -> list[Token]:
    """Tokens with each such phrase as the formula it says."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        found = _law(tokens, k) if _is(tokens[k], _VERBS) and out else None
        if found is None:
            out.append(tokens[k])
            k += 1
            continue
        made, k = found
        at = tokens[k - 1].pos
        out += [Token("op", "=" if _is_density(out) else "~", at, True), *made]
    return out


def _law(tokens: list[Token], k: int) -> tuple[list[Token], int] | None:
    """The law that the words from a verb on tell, and where the line goes on."""
    k = _past(tokens, k + 1, _FILLERS)
    if not _is(tokens[k], LAWS):
        return None
    k = _past(tokens, k + 1, _BESIDE)
    if not _is(tokens[k], frozenset(["with", "of"])):
        return None
    k = _past(tokens, k + 1, _FILLERS)
    if tokens[k].text != "mean" or tokens[k].kind not in ("word", "fn"):
        return None
    mean, k = formula_from(tokens, k + 1)
    if not mean:
        return None
    after = _past(tokens, k, _LEADS)
    spread = [Token("name", UNSAID, tokens[k].pos)]
    if _is(tokens[after], _SPREADS):
        told, end = formula_from(tokens, _past(tokens, after + 1, _LEADS))
        if not told:
            return None
        spread, k = told, end
    mark = lambda kind, text: Token(kind, text, tokens[k - 1].pos)  # noqa: E731
    return [mark("name", "N"), mark("open", "("), *mean, mark("op", ","), *spread, mark("close", ")")], k


def formula_from(tokens: list[Token], k: int) -> tuple[list[Token], int]:
    """What stands up to the next word, or the next comma outside brackets."""
    start, depth = k, 0
    while tokens[k].kind not in ("end", "word") and not (depth == 0 and tokens[k].text in (",", ";", ".", "=", "~")):
        depth += {"open": 1, "close": -1}.get(tokens[k].kind, 0)
        k += 1
    return (tokens[start:k], k) if depth == 0 else ([], start)


def _past(tokens: list[Token], k: int, which: frozenset[str]) -> int:
    while tokens[k].text in which and tokens[k].kind in ("word", "op"):
        k += 1
    return k


def _is(token: Token, which: frozenset[str]) -> bool:
    return token.kind == "word" and token.text in which


def _is_density(before: list[Token]) -> bool:
    """Whether what is said to be normal is a density, `p(x|z)` or a bare q, and no variable."""
    if before[-1].text != ")":
        return before[-1].text in _DENSITIES
    depth = 0
    for k in range(len(before) - 1, 0, -1):
        depth += {"close": 1, "open": -1}.get(before[k].kind, 0)
        if depth == 0:
            k -= 2 if before[k - 2].text in "_^" else 0
            return before[k - 1].text in _DENSITIES
    return False
