"""Laws told in words: `q(x|z) is Gaussian with mean m and variance v` is `q(x|z) = N(m, v)`, `p is Poisson with rate a` `p = Poisson(a)`."""

from __future__ import annotations

from interviewer.notation.tokens import Token

_VERBS = frozenset(["is", "are", "be", "being", "follows"])
LAWS = frozenset(["gaussian", "normal", "normally"])
_FILLERS = frozenset(
    "a an also again itself conditionally then multivariate univariate isotropic distribution law density".split()
)
_BESIDE = _FILLERS | {"distributed", "random", "variable", "vector"}
_ONE_PARAMETER = {  # the families of one number, and what that number may be called
    "Poisson": ({"poisson"}, {"rate", "rates", "parameter", "parameters", "intensity", "mean", "means"}),
    "Exponential": ({"exponential", "exponentially"}, {"rate", "rates", "parameter", "parameters"}),
    "Bern": ({"bernoulli"}, {"parameter", "parameters", "probability", "probabilities", "mean", "means"}),
    "Geometric": ({"geometric", "geometrically"}, {"parameter", "parameters", "probability", "probabilities"}),
}
_PAIR = frozenset(["distributions", "laws", "densities", "variables", "random"])
_SPREADS = frozenset(["variance", "covariance"])
_LEADS = frozenset(["and", "a", "the", "its", "matrix", ",", "with"])
_DENSITIES = frozenset("pqPQ")
UNSAID = "variance!"  # what is not told of a law


def with_normal_laws(tokens: list[Token]) -> list[Token]:
    """Tokens with each such phrase as the formula it says."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        if (pair := _pair(tokens, k)) is not None:
            made, k = pair
            out += made
            continue
        verb = bool(out) and _is(tokens[k], _VERBS)
        elided = bool(out) and not verb and out[-1].kind == "name" and _family(tokens[k]) and _elides(out)
        found = _law(tokens, k if verb else k - 1) if verb or elided else None
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
    if (family := _family(tokens[k])) is not None:
        return _of_one_number(tokens, k, family)
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


def _family(token: Token) -> str | None:
    """The family of one parameter that a word names."""
    return next((name for name, (said, _) in _ONE_PARAMETER.items() if _is(token, frozenset(said))), None)


def _of_one_number(tokens: list[Token], k: int, family: str) -> tuple[list[Token], int] | None:
    """`exponential with rate a`, from its family on."""
    k = _past(tokens, k + 1, _BESIDE)
    if not _is(tokens[k], frozenset(["with", "of"])):
        return None
    k = _past(tokens, k + 1, _FILLERS | {"success"})
    if tokens[k].text not in _ONE_PARAMETER[family][1]:
        return None
    value, k = formula_from(tokens, k + 1)
    return (_called(family, value), k) if value else None


def _called(family: str, value: list[Token]) -> list[Token]:
    at = value[0].pos
    return [Token("fn", family, at), Token("open", "(", at), *value, Token("close", ")", at)]


def _elides(before: list[Token]) -> bool:
    """`p is … and q exponential with rate b`: the verb is the first one's."""
    return before[-1].text in _DENSITIES and len(before) > 2 and before[-2].text in ("and", ",")


def _pair(tokens: list[Token], k: int) -> tuple[list[Token], int] | None:
    """`for two exponential distributions with rates a and b`: p and q of a problem of two laws."""
    start = k
    if not _is(tokens[k], frozenset(["for"])):
        return None
    k = _past(tokens, k + 1, frozenset(["two", "the", "a", "pair", "of"]))
    family = _family(tokens[k])
    if family is None or not _is(tokens[k + 1], _PAIR):
        return None
    k = _past(tokens, k + 1, _PAIR)
    names = [Token("name", n, tokens[start].pos) for n in "pq"]
    if not _is(tokens[k], frozenset(["with", "of"])) or tokens[k + 1].text not in _ONE_PARAMETER[family][1]:
        return None
    first, k = formula_from(tokens, k + 2)
    if not first or tokens[k].text != "and":
        return None
    second, k = formula_from(tokens, k + 1)
    if not second:
        return None
    mark = lambda kind, text: Token(kind, text, tokens[start].pos, True)  # noqa: E731
    made = [mark("word", "with")]
    for name, value in zip(names, (first, second), strict=True):
        made += [name, mark("op", "="), *_called(family, value), mark("op", ",")]
    return made, k + (tokens[k].text in (",", ":"))


def formula_from(tokens: list[Token], k: int) -> tuple[list[Token], int]:
    """What stands up to the next word, or the next comma outside brackets."""
    start, depth = k, 0
    while tokens[k].kind not in ("end", "word") and not (
        depth == 0 and tokens[k].text in (",", ";", ":", ".", "=", "~")
    ):
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
