"""Is a line a formula or a sentence? Decided by what the line is made of, not by what it is about.

A line is cut into prose words, relation signs and everything else (letters, numbers, operators: "maths"). A formula
relates maths to maths; words may lead up to it ("so", "setting the gradient to zero gives") or trail it ("for all i"),
as long as they do not outweigh it. In doubt it is prose: a sentence judged as a formula would do its writer wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "maths", "relation", "space"]

MAX_LEAD = 10  # words before a formula; "Setting the derivative with respect to w to zero gives" has 10
SHORT_LEAD = 2  # words before which even the shortest formula is one: "so w = 0", "we get w = 0"
SUBSTANTIAL = 6  # pieces of maths that make a formula after a longer lead
FEWEST_REASON = 3  # words that say why a formula before them holds
WORDS_COST = 3  # pieces of maths that one word after the formula's start outweighs

_RELATION_COMMANDS = (
    r"le|leq|leqslant|ge|geq|geqslant|lt|gt|ne|neq|approx|simeq|cong|propto|sim|equiv|in|notin|to|rightarrow|Rightarrow|"
    r"implies|iff|Leftrightarrow|longrightarrow|mapsto|succ|succeq|prec|preceq|coloneqq|triangleq|subset|subseteq|ll|gg"
)
_TOKEN = re.compile(
    rf"""(?P<text>\\(?:text|mathrm|textrm|operatorname|textbf|mbox)\*?\s*\{{[^{{}}]*\}})
    |(?P<relation>\\(?:{_RELATION_COMMANDS})(?![A-Za-z])|<=>|==>|:=|<=|>=|!=|=>|->|<-|\\?[=<>~≤≥⩽⩾≦≧≠≈≃≅∼∝≡≜≝≔∈∉⊂⊆→⟶←↦⇒⟹⇔⟺↔⪰≽≻⪯≼≺])
    |(?P<command>\\(?:[A-Za-z]+|.))
    |(?P<word>[A-Za-zÀ-ÖØ-öø-žА-я]+(?:['’-][A-Za-zÀ-ÖØ-öø-žА-я]+)*|[\u3040-\u9fff\uac00-\ud7a3])
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<space>\s+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_NAME_WORDS = """
sin cos tan tanh exp log ln max min argmax argmin sup inf lim tr trace diag det rank sqrt sum prod int grad norm dot
softmax sigmoid relu vec var cov std sgn sign kl js elbo mse bce const concat attention head alpha beta gamma delta
epsilon eps zeta eta theta kappa lambda lam mu nu xi pi rho sigma tau phi chi psi omega st iid hess nabla partial ones
eye elu gelu erf abs mod inv transpose softplus unif bern cat
"""  # names of functions and letters: never prose
_TWO_LETTER_WORDS = """
so is we of to in it as by at an if be or on do my no up us he me go hi ok am
"""  # other pairs of letters are products or names: `Xw`, `dw`
_LOGIC_WORDS = """
for all every each any where and or else otherwise subject to with
"""  # trail a formula without making it prose
_NAMES, _SHORT_WORDS, _LOGIC = (frozenset(words.split()) for words in (_NAME_WORDS, _TWO_LETTER_WORDS, _LOGIC_WORDS))
_PROGRAM = re.compile(r"\\?(?:arg)?(?:min|max)(?:imi[sz]e)?$|\\operatorname\*?\{arg(?:min|max)\}$", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•–]\s+(?=\S)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|\(\d{1,2}\)\s*)")
_LABEL = re.compile(r"\s*[A-Za-z][A-Za-z0-9 ()'’/-]{0,60}?:(?![=A-Za-z/])\s*(?=\S)")
_NEGATION = re.compile(
    r"\b(?:not|no|never|unless|cannot|neither|nor|false|wrong|isn['’]?t|doesn['’]?t|don['’]?t)\b", re.I
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|where|unless|under|for|with|given|let|assum\w*|suppos\w*|provided|except)\b", re.IGNORECASE
)  # a lead that says when the formula holds is judged with it
_INTRODUCING = frozenset("define set put write denote call take".split())  # `we now define r = …`: how it is meant
_REASONS = frozenset("because since as so hence thus by via".split())
_PUNCTUATION = frozenset(".,;:!?'\"“”‘’`…—")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    text: str
    start: int


def formula_in(line: str) -> str | None:
    """The part of a line that states a formula, without bullet, label and a longer lead of words; None for prose."""
    body = line.replace("$", " ").strip().strip("`").strip()
    for prefix in (_BULLET, _LABEL):
        found = prefix.match(body)
        body = body[found.end() :] if found else body
    pieces = _pieces(body)
    content = [piece for piece in pieces if piece.kind != "space"]
    if _is_bare_expression(content):
        return body
    first = _start_of_formula(pieces)
    if first is None:
        return None
    lead = [piece for piece in content if piece.kind == "word" and piece.start < first]
    rest = [piece for piece in content if piece.start >= first]
    said = _commentary(rest) if len(lead) <= SHORT_LEAD else len(rest)
    if not _outweighs_words(rest[:said]):
        return None
    if len(lead) <= SHORT_LEAD:
        return body
    if len(lead) > MAX_LEAD or len(rest) < SUBSTANTIAL or _NEGATION.search(body[:first]):
        return None
    if _CONDITION.search(body[:first]):
        return body
    meant = lead[-1].text.lower() in _INTRODUCING and body[lead[-1].start : first].strip() == lead[-1].text
    return body[lead[-1].start if meant else first :].strip()


def lead_of(line: str) -> str:
    """The words before the formula of a line that are no part of it; "" where it has no longer lead."""
    before = line[: _place(line, formula_in(line) or line)]
    words = [piece for piece in _pieces(before) if piece.kind == "word"]
    return before.strip(" $\t") if len(words) > SHORT_LEAD else ""


def tail_of(line: str) -> str:
    """The words behind a formula that opens its line and that say why it holds or what it is for; "" where there are none."""
    pieces = _pieces(line)
    first = _start_of_formula(pieces)
    rest = [piece for piece in pieces if piece.kind != "space" and first is not None and piece.start >= first]
    lead = [piece for piece in pieces if piece.kind == "word" and first is not None and piece.start < first]
    said = _commentary(rest) if len(lead) <= SHORT_LEAD else len(rest)
    return line[rest[said].start :].strip() if said < len(rest) else ""


def _commentary(rest: list[_Piece]) -> int:
    """Where the words behind a formula turn to why it holds or what it is for; the end where they do not, or state more."""
    related = next((at for at, piece in enumerate(rest) if piece.kind == "relation"), len(rest))
    for at in range(related + 2, len(rest)):
        piece, behind = rest[at], rest[at:]
        turns = piece.text.lower() in _REASONS or rest[at - 1].text == ","
        if piece.kind != "word" or not turns or _CONDITION.match(piece.text):
            continue
        words = [p for p in behind if p.kind == "word"]
        plain = not any(p.kind == "relation" for p in behind) and not _NEGATION.match(piece.text)
        return at if plain and len(words) >= FEWEST_REASON else len(rest)
    return len(rest)


def _place(line: str, formula: str) -> int:
    return max(0, line.replace("$", " ").find(formula))


def has_relation(text: str) -> bool:
    """Whether the text states something: `a = b`, not only `a`."""
    return any(piece.kind == "relation" for piece in _pieces(text))


def opens_with_relation(text: str) -> bool:
    """Whether a line goes on from the one before: `= …`, `≤ …`."""
    content = [piece for piece in _pieces(text.replace("&", " ")) if piece.kind != "space"]
    return bool(content) and content[0].kind == "relation"


def last_relation(text: str) -> int | None:
    """Where, outside brackets, what follows the last relation sign begins; None when there is no relation."""
    return _relation_bounds(text, -1)


def first_relation(text: str) -> int | None:
    """Where, outside brackets, the first relation sign stands; None when there is no relation."""
    return _relation_bounds(text, 0)


def only_equalities(text: str) -> bool:
    """Whether every relation in the text is an equality, so that its first side equals its last."""
    return all(piece.text in ("=", ":=", "≔", "≡", "\\equiv") for piece in _pieces(text) if piece.kind == "relation")


def _relation_bounds(text: str, which: int) -> int | None:
    pieces = _pieces(text)
    found = [
        piece for piece, depth in zip(pieces, _depths(pieces), strict=True) if piece.kind == "relation" and depth == 0
    ]
    if not found:
        return None
    return found[-1].start + len(found[-1].text) if which else found[0].start


def _pieces(text: str) -> list[_Piece]:
    pieces = [_Piece(_kind(match, text), match.group(), match.start()) for match in _TOKEN.finditer(text)]
    return [_settled(pieces, at) for at in range(len(pieces))]


def _kind(match: re.Match[str], text: str) -> Kind:
    if match["relation"]:
        return "relation"
    if match["space"] or match["text"]:
        return "space"
    if not match["word"]:
        return "maths"
    return "word" if _is_word(match["word"], text[match.end() : match.end() + 1]) else "maths"


def _is_word(word: str, following: str) -> bool:
    """Prose words are written in small letters (or with one capital in front, or as acronyms) and stand free."""
    if following in tuple("(_^[") or word.lower() in _NAMES:
        return False
    if len(word) == 1:
        return False
    if len(word) == 2:
        return word.lower() in _SHORT_WORDS
    if word.isupper():
        return len(word) > 3 or word in ("MAP", "MLE", "KKT", "SVM", "VAE", "GMM", "AND", "THE", "NOT")
    parts = re.split(r"['’-]", word)
    if len(parts) > 1:  # `mode-seeking` and `don't` are words, `y-Xw` is not
        return len(parts[0]) > 1 and all(part[1:].islower() or len(part) == 1 for part in parts)
    return word[1:].islower()


def _settled(pieces: list[_Piece], at: int) -> _Piece:
    """A free-standing "a" or "I" is a word between words; a lone word beside a relation sign is a name (`loss = …`)."""
    piece = pieces[at]
    before = _neighbour(pieces, at, -1)
    after = _neighbour(pieces, at, 1)
    if piece.text in ("a", "A", "I") and piece.kind == "maths":
        joined = (after is not None and after.kind == "word") and (before is None or before.kind == "word")
        return _Piece("word", piece.text, piece.start) if joined else piece
    if piece.kind == "word" and before is None and after is not None and after.kind == "relation":
        return _Piece("maths", piece.text, piece.start)
    return piece


def _neighbour(pieces: list[_Piece], at: int, step: int) -> _Piece | None:
    at += step
    while 0 <= at < len(pieces) and pieces[at].kind == "space":
        at += step
    return pieces[at] if 0 <= at < len(pieces) else None


def _start_of_formula(pieces: list[_Piece]) -> int | None:
    """Where the run of maths begins that holds the first relation, or else the first `min` or `max`."""
    anchors = [at for at, piece in enumerate(pieces) if piece.kind == "relation"]
    anchors += [at for at, piece in enumerate(pieces) if _PROGRAM.match(piece.text)]
    if not anchors:
        return None
    first = anchors[0]
    depths = _depths(pieces)
    while first > 0 and pieces[first - 1].kind != "word":
        if pieces[first - 1].text in (",", ";", ":") and depths[first - 1] <= min(0, depths[anchors[0]]):
            break  # a comma within brackets, as in `min_{w,b}`, ends nothing
        first -= 1
    while pieces[first].kind == "space":
        first += 1
    return pieces[first].start


def _depths(pieces: list[_Piece]) -> list[int]:
    """How many brackets are open at each piece."""
    depth, depths = 0, []
    for piece in pieces:
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(piece.text, 0)
        depths.append(depth)
    return depths


def _outweighs_words(rest: list[_Piece]) -> bool:
    """Whether, from its start on, a formula is more than the words around it, with maths right of its relation."""
    maths = [piece.kind != "word" and piece.text not in _PUNCTUATION for piece in rest]
    words = sum(piece.kind == "word" and piece.text.lower() not in _LOGIC for piece in rest)
    if words * WORDS_COST > sum(maths):
        return False
    at = next((at for at, piece in enumerate(rest) if piece.kind == "relation"), None)
    if at is None:
        return sum(maths) >= SUBSTANTIAL - 1
    return any(maths[at + 1 : at + 3])


def _is_bare_expression(content: list[_Piece]) -> bool:
    """An expression alone, with no word in it and at least one operator."""
    operators = sum(piece.text in "+-−*/·⋅×^_∑Σ∏√½‖|" or piece.text.startswith("\\") for piece in content)
    return len(content) >= SUBSTANTIAL - 1 and operators > 0 and all(piece.kind == "maths" for piece in content)
