"""What only the tokens around it tell of a token: Π as a name, R as a set, < as a bracket."""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.lexing.joined import LABELS
from interviewer.notation.tokens import Token

INDICES = frozenset("ijkltsmn")


def in_context(tokens: list[Token], known: frozenset[str]) -> list[Token]:
    """The tokens of a whole line, each as its neighbours have it."""
    return _angles(_reals(_capital_pi(_joint_indices(_primed_indices(tokens), known), known)))


def _joint_indices(tokens: list[Token], known: frozenset[str]) -> list[Token]:
    """The nc of `γ_nc` beside x_n and m_c: two indices and no label, whatever letters they are."""
    below = [k for k in range(2, len(tokens)) if tokens[k].kind == "name" and _stands_below(tokens, k)]
    single = {tokens[k].text for k in below if len(tokens[k].text) == 1}
    pairs = [c for k in below if len(tokens[k].text) == 2 for c in tokens[k].text]
    if single & set(pairs):
        single |= {c for c in pairs if pairs.count(c) > 1}  # the v of a_uv = … s_uv beside a Σ_u
    joint = {k for k in below if _is_joint(tokens[k].text, single, known)}
    if not joint:
        return tokens
    out: list[Token] = []
    for k, token in enumerate(tokens):
        letters = [replace(token, text=c, plain=False) for c in token.text] if k in joint else [token]
        bare = k in joint and tokens[k - 1].text == "_"
        out += [Token("open", "{", token.pos), *letters, Token("close", "}", token.pos)] if bare else letters
    return out


def _stands_below(tokens: list[Token], k: int) -> bool:
    """Whether a token opens a subscript, in braces or bare."""
    return tokens[k - 1].text == "_" or (tokens[k - 1].text == "{" and tokens[k - 2].text == "_")


def _is_joint(text: str, single: set[str], known: frozenset[str]) -> bool:
    """Whether a subscript is made of letters that index something in the line, one of them at least."""
    letters = set(text)
    named = text in known or text in LABELS or not (1 < len(text) < 4 and text.islower() and text.isascii())
    return not named and bool(letters & single) and letters <= single | INDICES and len(letters) == len(text)


def _primed_indices(tokens: list[Token]) -> list[Token]:
    """`Σⱼ′ exp(kⱼ′)`, `sum_j' S_ij'`: a prime behind an index that a sign binds primed belongs to the index, not to the letter."""
    bound = {letter for k, t in enumerate(tokens) if t.kind == "big" and (letter := _bound_primed(tokens, k + 1))}
    if not bound:
        return tokens
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        if token.text != "'" or len(out) < 3:
            continue
        if out[-2].text in bound and out[-3].text == "_":  # k_j'
            out[-2:] = [Token("open", "{", token.pos), *out[-2:], Token("close", "}", token.pos)]
        elif out[-2].text == "}" and out[-3].text in bound and _is_subscript(out[:-1]):  # kⱼ′
            out[-2:] = [out[-1], out[-2]]
    return out


def _bound_primed(tokens: list[Token], k: int) -> str:
    """The j of `_j'`, `_{j}'` and `_{j'}`; "" where nothing primed is bound."""
    texts = [t.text for t in tokens[k : k + 5]]
    match texts:
        case ["_", "{", letter, "'", *_] | ["_", "{", letter, "}", "'"] | ["_", letter, "'", *_]:
            return letter
    return ""


def _is_subscript(tokens: list[Token]) -> bool:
    """Whether the brace that closes last is that of a subscript."""
    depth = 0
    for k in range(len(tokens) - 1, 0, -1):
        depth += {"close": 1, "open": -1}.get(tokens[k].kind, 0)
        if depth == 0:
            return tokens[k - 1].text == "_"
    return False


def _capital_pi(tokens: list[Token], known: frozenset[str]) -> list[Token]:
    """`Π is a permutation`, `ΠSΠᵀ`: a Π with nothing behind it to multiply is a name, and so are the others of its line."""

    def bare(k: int) -> bool:
        transposed = [t.text for t in tokens[k + 1 : k + 4]] in (["^", "{", "T"], ["^", "T"])
        after = tokens[k + 1]
        return transposed or after.kind in ("word", "close", "end") or after.text in ("=", ",", ";", "∈")

    products = [k for k, t in enumerate(tokens) if t.kind == "big" and t.text == "prod"]
    if not products or not ("Pi" in known or any(map(bare, products))):
        return tokens
    named = {k for k in products if tokens[k + 1].text != "_"}
    return [replace(t, kind="name", text="Pi") if k in named else t for k, t in enumerate(tokens)]


def _reals(tokens: list[Token]) -> list[Token]:
    """`w ∈ R^d`: the R of ASCII after ∈ is the set of real numbers."""
    return [
        replace(token, text="Reals")
        if token.kind == "name"
        and token.text == "R"
        and (before.text == "∈" or (before.kind == "word" and before.text in ("on", "in", "over")))
        and (after.kind in ("end", "word") or after.text in "^,;⇒")
        else token
        for before, token, after in zip([tokens[-1], *tokens], tokens, [*tokens[1:], tokens[-1]], strict=False)
    ]


def _angles(tokens: list[Token]) -> list[Token]:
    """`<a, b>` set tight is an inner product, not two comparisons."""
    for k, token in enumerate(tokens):
        if token.kind == "op" and token.text == "<" and not tokens[k + 1].spaced:
            closing = _closing_angle(tokens, k)
            if closing is not None:
                tokens[k] = Token("open", "⟨", token.pos, token.spaced)
                tokens[closing] = Token("close", "⟩", tokens[closing].pos)
    return tokens


def _closing_angle(tokens: list[Token], opening: int) -> int | None:
    """Where `<a, b>` ends; None when it does not, or holds no comma."""
    depth, comma = 0, False
    for j in range(opening + 1, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[j].kind, 0)
        if depth < 0 or (depth == 0 and tokens[j].text in ("=", "<=", ">=", "<", ";")):
            return None
        comma = comma or (depth == 0 and tokens[j].text == ",")
        if depth == 0 and tokens[j].text == ">":
            return j if comma and not tokens[j].spaced else None
    return None
