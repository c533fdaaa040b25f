"""A candidate's line to clauses: what is claimed, what is assumed, what is introduced.

Prose between formulas matters only where it changes the logic: `let`, `since`, `if`, `for all`, `iff`. Words that would
turn a claim round ("not", "unless") make the line unreadable rather than wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from interviewer.notation.parser import Parser
from interviewer.notation.parsing.words import RELATIONS
from interviewer.notation.tokens import Token, Unreadable, tokenize
from interviewer.notation.tree import Apply, Bound, Call, Cases, Group, Node, Num, Rel, Sym, apply
from interviewer.notation.vocabulary import Options, Vocabulary

ClauseRole = Literal["claim", "let", "assume", "reason", "quantify"]
Link = Literal["", "implies", "iff", "or", "and"]

_LET = {
    "let",
    "where",
    "define",
    "denote",
    "set",
    "put",
    "writing",
    "write",
    "call",
    "defined",
    "introduce",
    "note",
    "setting",
    "with",
    "here",
}
_ASSUME = {
    "as",
    "if",
    "when",
    "given",
    "assume",
    "assuming",
    "suppose",
    "provided",
    "whenever",
    "st",
    "for",
    "subject",
    "where",
}
_PLACES = {"at", "under"}  # they govern the formula that follows at once: `at w = 0`, not `at the optimum w = 0`
_NAMED_FACTS = {"constraint", "constraints", "condition", "conditions", "assumption", "point"}
_SUPPOSING = _LET | {"assume", "assuming", "suppose", "provided", "st", "subject", "where"}
_REASON = {"since", "because", "recall", "recalling", "by", "due", "via", "from", "using"}
_THEN = {
    "then",
    "so",
    "hence",
    "thus",
    "therefore",
    "gives",
    "give",
    "get",
    "implies",
    "yields",
    "yield",
    "means",
    "obtain",
    "becomes",
    "ie",
    "giving",
}
_NEGATIONS = {
    "not",
    "no",
    "never",
    "unless",
    "neither",
    "nor",
    "cannot",
    "false",
    "except",
    "without",
    "fails",
    "isn't",
    "doesn't",
    "non",
}
_PROPERTIES = {
    "symmetric": "symmetric",
    "invertible": "invertible",
    "nonsingular": "invertible",
    "singular": "singular",
    "convex": "convex",
    "concave": "concave",
    "orthogonal": "orthogonal",
    "diagonal": "diagonal",
    "psd": "psd",
    "independent": "independent",
    "iid": "iid",
    "constant": "constant",
    "semidefinite": "psd",
    "definite": "pd",
    "semi-definite": "psd",
    "nonnegative": "nonnegative",
    "non-negative": "nonnegative",
    "positive": "positive",
    "negative": "negative",
    "zero": "zero",
    "odd": "odd",
    "even": "even",
    "increasing": "increasing",
}


_SHAPE = re.compile(  # `X is n × d`, `Q, K are n x d_k matrices`, `W: m by n`, as candidates note shapes
    r"(?:\s(?:is|are|(?:has|have|is of|are of|with) (?:the )?(?:shape|size|dimensions?))(?: an?)?|:)\s*"
    r"(?P<bracket>\()?(?P<rows>[A-Za-z]\w*|\d+)(?:\s*(?:×|\\times)\s*|\s+(?:x|by)\s+)(?P<columns>[A-Za-z]\w*|\d+)"
    r"(?(bracket)\))(?:[ -](?:matrix|matrices|vectors?))?(?![\w^({\[+*/=-])"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One formula of a line with the part it plays; `link` says how it hangs on the clause before it."""

    role: ClauseRole
    node: Node
    link: Link = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line read in one way. `ambiguous` names the choices that another reading could make differently."""

    clauses: tuple[Clause, ...]
    text: str
    words: tuple[str, ...] = ()
    ambiguous: frozenset[str] = field(default_factory=frozenset)


@dataclass(slots=True)
class _Segment:
    tokens: list[Token]
    words: list[str]
    link: Link


def read_line(text: str, vocabulary: Vocabulary | None = None, options: Options | None = None) -> Line:
    """Read one line. Raises Unreadable with a message that says what to write differently."""
    vocabulary = vocabulary or Vocabulary()
    tokens = tokenize(_SHAPE.sub(r" ∈ ℝ^{\g<rows>×\g<columns>}", text), vocabulary.words)
    segments = _segments(tokens)
    clauses: list[Clause] = []
    words: list[str] = []
    ambiguous: set[str] = set()
    role: ClauseRole = "claim"
    apart = False  # prose stands between this formula and the one before
    for segment in segments:
        words += segment.words
        free_of = {"not", "depend"} <= set(segment.words) and bool(clauses) and not _claims(clauses[-1].node)
        if free_of and segment.words[-1] == "on" and any(t.kind != "op" for t in segment.tokens):
            parser = Parser([*segment.tokens, Token("end", "", 0)], vocabulary, options)
            subject = clauses.pop()
            spoken = apply("property", subject.node, Sym("independent"), _parse_segment(parser))
            clauses.append(Clause("assume", spoken, subject.link))
            continue
        if _NEGATIONS & set(segment.words):
            raise Unreadable("the line says something negative in words; write it as a formula with ≠, < or >")
        role = _role(segment, role)
        adjective = _adjective(segment.words)
        described = adjective is not None and bool(clauses) and not _claims(clauses[-1].node)
        before = clauses[-1] if clauses else None
        if described and adjective is not None and before is not None:
            clauses[-1] = Clause(before.role, apply("property", before.node, Sym(adjective)), before.link)
        if not any(t.kind != "op" for t in segment.tokens):
            apart = True
            continue
        parser = Parser([*segment.tokens, Token("end", "", 0)], vocabulary, options)
        node = _parse_segment(parser)
        ambiguous |= parser.ambiguous
        if (
            described and adjective and before and not _claims(node) and segment.words[-1] in ("in", "of")
        ):  # convex in w
            clauses[-1] = Clause(before.role, apply("property", before.node, Sym(adjective), node), before.link)
            continue
        if role == "claim" and clauses and segment.words and not _claims(node) and not _THEN & set(segment.words):
            role = clauses[-1].role  # words go on about what they spoke of: "where X has rows xᵢᵀ"
        apart = apart or bool(set(segment.words) - {"and", "both"})
        link: Link = "" if apart and segment.link == "and" else segment.link
        apart = False
        last = clauses[-1].node if clauses else None
        listed = isinstance(last, Apply) and last.args[1:] == (Sym("square"),) and not segment.words
        if role == "quantify" and isinstance(node, Sym) and ("square" in segment.words or listed):
            node = apply("property", node, Sym("square"))  # for all square A, B
        clauses.append(Clause(_settle(role, node), node, link))
    clauses = _with_claim(_by_cases(_merge(_written_for(clauses, segments))), words)
    if not clauses:
        raise Unreadable("there is no formula in this line")
    return Line(tuple(clauses), text, tuple(words), frozenset(ambiguous))


def _with_claim(clauses: list[Clause], words: list[str]) -> list[Clause]:
    """`for all i, α_i = 0` and `if A, B` claim what stands last, though only the comma says so.

    After `for` the letters, their ranges and one restriction come first: `for x > 0, log x ≤ x − 1`.
    """
    if len(clauses) < 2 or _SUPPOSING & set(words) or any(c.role == "claim" for c in clauses):
        return clauses
    stated = [k for k, c in enumerate(clauses) if _claims(c.node) and not _is_range(c.node)]
    if not stated or stated[-1] == 0:
        return clauses
    general = clauses[0].role == "quantify"
    claimed = stated if general and stated[0] > 0 else stated[1:] if general else stated[-1:]
    return [replace(c, role="claim") if k in claimed else c for k, c in enumerate(clauses)]


def _is_range(node: Node) -> bool:
    return isinstance(node, Rel) and (node.ops == ("∈",) or Sym("ellipsis") in node.operands)


_STATES = frozenset(["is", "are", "equals", "becomes", "gives", "reads"])
_NAMING = frozenset(["write", "denote", "abbreviate", "use", "writing", "denoting"])


def _written_for(clauses: list[Clause], segments: list[_Segment]) -> list[Clause]:
    """`write a_t for ᾱ_t`, `denote by r the residual y − Xw`: the first name is defined as what follows it."""
    if len(clauses) < 2 or len([s for s in segments if s.tokens]) != len(clauses):
        return clauses
    first, second = [s for s in segments if s.tokens][:2]
    name, meaning = clauses[0].node, clauses[1].node
    joined = second.words[:1] == ["for"] or "by" in first.words
    if not (_NAMING & set(first.words) and joined and isinstance(name, Sym | Call)) or _claims(meaning):
        return clauses
    return [Clause("let", Rel(("=",), (name, meaning)), clauses[0].link), *clauses[2:]]


def _claims(node: Node) -> bool:
    """Whether a formula says something; a lone symbol or expression among words is only mentioned."""
    return (
        isinstance(node, Rel)
        or (isinstance(node, Apply) and node.op in ("program", "property"))
        or (isinstance(node, Bound) and node.op in ("min", "max", "argmin", "argmax"))
    )


def _adjective(words: list[str]) -> str | None:
    """The property that words before any `so` ascribe; `positive definite` is one, not two."""
    text: list[str] = []
    for word in words:
        if word in _THEN:
            break
        text += word.replace("semi-", "semi ").split()
    joined = " ".join(text).replace("semi definite", "semidefinite")
    for sign, prefix in (("negative", "n"), ("positive", "p")):
        for kind, suffix in (("semidefinite", "sd"), ("definite", "d")):
            if f"{sign} {kind}" in joined:
                return prefix + suffix
    if "strictly convex" in joined or "strongly convex" in joined:
        return "strictly convex"
    return next((_PROPERTIES[w] for w in joined.split() if w in _PROPERTIES), None)


def read_expression(text: str, vocabulary: Vocabulary | None = None) -> Node:
    """Read a single expression or relation without prose, as catalogue files hold them."""
    vocabulary = vocabulary or Vocabulary()
    parser = Parser(tokenize(text, vocabulary.words), vocabulary)
    node = parser.chain()
    if parser.token.kind != "end":
        raise Unreadable(f"unexpected '{parser.token.text}' at column {parser.token.pos + 1}")
    return node


def _parse_segment(parser: Parser) -> Node:
    node = parser.chain()
    while parser.at(".", ":", ",", ";"):
        parser.take()
    if parser.token.kind == "end":
        return node
    rest = parser.token
    if isinstance(node, Rel) and rest.kind == "open" and rest.text == "(":
        remark = _remark(parser)
        if remark:
            return node
    raise Unreadable(
        f"I cannot read on from '{rest.text}' (column {rest.pos + 1}); write the formula on a line of its own"
    )


def _remark(parser: Parser) -> bool:
    """A bracketed remark after a formula, `(normal equations)`, is prose."""
    mark = parser.i
    depth = 0
    while parser.token.kind != "end":
        token = parser.take()
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
    if depth == 0:
        return True
    parser.i = mark
    return False


def _segments(tokens: list[Token]) -> list[_Segment]:
    """Cut at depth 0 at words, commas between statements, arrows of implication and line breaks."""
    out: list[_Segment] = []
    current = _Segment([], [], "")
    depth = 0
    in_matrix = 0
    bars = 0

    def close(link: Link = "") -> None:
        nonlocal current
        if current.tokens or current.words or current.link:
            out.append(current)
        current = _Segment([], [], link)

    for k, token in enumerate(tokens[:-1]):
        if token.kind == "matrix":
            in_matrix += 1
        elif token.kind == "close" and token.text == "matrix":
            in_matrix = max(0, in_matrix - 1)
        elif token.kind in ("open", "close"):
            depth = max(0, depth + (1 if token.kind == "open" else -1))
        if depth == 0 and token.text == "‖":
            bars ^= 1
        top = depth == 0 and not in_matrix and not bars
        if top and token.kind == "op" and token.text in ("⇒", "⇔"):
            close("implies" if token.text == "⇒" else "iff")
        elif top and token.kind == "op" and token.text in (",", ";", "\\\\", "∧"):
            if token.text == "\\\\" and _continues(tokens, k):
                continue
            if token.text == "," and _conditions_follow(current.tokens, tokens[k + 1 :]):
                current.tokens.append(token)
                continue
            close("and")
        elif token.kind == "op" and token.text == ":" and top:
            if not _has_relation(current.tokens):
                current = _Segment([], current.words, current.link)  # a title before a colon
                while out and all(t.kind == "name" for t in out[-1].tokens):
                    out.pop()  # and the names it speaks of: `u depends on x through a and b: u = g(a, b)`
            else:
                close("implies")  # "for p = N(0, s²) and q = N(0, 1): KL(p‖q) = …"
        elif top and token.text == "forall" and token.kind == "name":
            close("and")
            current.words.append("for")
        elif top and token.kind == "word" and token.text == "equals" and _formula_before(current.tokens):
            current.tokens.append(Token("op", "=", token.pos, token.spaced))
        elif top and token.kind == "word" and not _inline_word(tokens, k):
            link: Link = (
                "iff"
                if token.text == "iff"
                else "or"
                if token.text == "or"
                else "implies"
                if token.text in _THEN
                else "and"
                if token.text == "and"
                else ""
            )
            if current.tokens:
                close(link)
            elif link and not current.link:
                current.link = link
            current.words.append(token.text)
        else:
            current.tokens.append(token)
    close()
    return _bracketed_quantifiers(out)


def _formula_before(tokens: list[Token]) -> bool:
    """`ELBO equals log p(x)`: the word stands between two sides."""
    return bool(tokens) and tokens[-1].kind in ("name", "close", "num") and not _has_relation(tokens)


def _bracketed_quantifiers(segments: list[_Segment]) -> list[_Segment]:
    """`(∀i)`, `(i = 1,…,n)` and `(for v ≠ 0)` at the end of a formula become segments of their own."""
    out: list[_Segment] = []
    for segment in segments:
        tokens = segment.tokens
        if tokens and tokens[-1].kind == "close" and tokens[-1].text == ")":
            depth = 0
            for k in range(len(tokens) - 1, -1, -1):
                depth += {"close": 1, "open": -1}.get(tokens[k].kind, 0)
                if depth == 0:
                    break
            inner = tokens[k + 1 : -1]
            if k and any(t.text == "forall" or t.kind == "word" for t in inner):
                out.append(_Segment(tokens[:k], segment.words, segment.link))
                content = [t for t in inner if t.kind != "word" and t.text != "forall"]
                words = ["for", *[t.text for t in inner if t.kind == "word"]]
                if _has_relation(content) or any(t.text == "forall" for t in inner):
                    out.append(_Segment(content, words, "and"))
                continue
        out.append(segment)
    return out


def _has_relation(tokens: list[Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in RELATIONS:
            return True
    return False


def _conditions_follow(before: list[Token], after: list[Token]) -> bool:
    """`y | x, w ~ N(…)`: the comma stands among what the variable is conditioned on."""
    if [t.text for t in before if t.kind == "op" and t.text not in ("_", "^")].count("|") != 1 or _has_relation(before):
        return False
    until = next((k for k, t in enumerate(after) if t.kind == "op" and t.text == "~"), None)
    return until is not None and all(
        t.kind in ("name", "accent", "open", "close", "num") or t.text in "_^,…" for t in after[:until]
    )


def _continues(tokens: list[Token], k: int) -> bool:
    """A line break inside an aligned formula: the next row starts with a relation or operator."""
    after = tokens[k + 1]
    before = tokens[k - 1] if k else after
    return (after.kind == "op" and (after.text in RELATIONS or after.text in "+-*/⊙")) or (
        before.kind == "op" and (before.text in RELATIONS or before.text in "+-*/⊙")
    )


def _inline_word(tokens: list[Token], k: int) -> bool:
    """`+ const` and `= const` are part of the formula."""
    return (
        tokens[k].text in ("const", "constant", "terms")
        and k > 0
        and tokens[k - 1].kind == "op"
        and tokens[k - 1].text in ("+", "-")
    )


def _role(segment: _Segment, before: ClauseRole) -> ClauseRole:
    words = [
        w
        for w in segment.words
        if w
        not in (
            "we",
            "the",
            "that",
            "is",
            "it",
            "are",
            "of",
            "a",
            "an",
            "now",
            "also",
            "all",
            "every",
            "any",
            "each",
            "some",
            "have",
            "to",
            "be",
            "not",
        )
    ]
    if not words and {"is", "are", "has"} & set(segment.words) and _has_relation(segment.tokens):
        return "claim"  # `at t = 2 the variance is β = …`
    if before in ("assume", "quantify") and segment.words[:1] and segment.words[0] in _STATES:
        return "claim"  # "the variance at t = 2 is …"
    if not words:
        return before if segment.link in ("and", "or") or not segment.link else "claim"
    for word in words:
        if word in _THEN:
            return "claim"
    if words[0] == "for":
        return "quantify"
    if words[-1] in ("st", "where", "with") or (words[0] in _LET and words[0] not in ("write", "note")):
        return "let"
    if _REASON & set(words):
        return "reason"
    places = [w for w in words if w in _PLACES]
    if any(w in _ASSUME for w in words) or (places and words[-1] in _PLACES | _NAMED_FACTS):
        return "assume"
    if (segment.link in ("and", "or") and words == ["and"]) or words == ["or"]:
        return before
    if words == ["and"]:
        return before
    return "claim"


def _settle(role: ClauseRole, node: Node) -> ClauseRole:
    """A bare symbol or a range is a quantifier whatever stands before it."""
    if isinstance(node, Rel) and node.ops == ("∈",) and role == "quantify":
        return "quantify"
    return role


def _merge(clauses: list[Clause]) -> list[Clause]:
    """Put pieces that commas cut apart together again: `i = 1, …, n`, `x, y ∈ ℝᵈ`, `α, β ≥ 0`, `min f s.t. g`."""
    out: list[Clause] = []
    k = 0
    while k < len(clauses):
        clause = clauses[k]
        node = clause.node
        follow = clauses[k + 1].node if k + 1 < len(clauses) else None
        if isinstance(node, Rel) and node.ops == ("=",) and follow == Sym("ellipsis"):
            out.append(Clause("quantify", node, clause.link))
            k += 2
            while k < len(clauses) and not isinstance(clauses[k].node, Rel) and clauses[k].link == "and":
                k += 1
            continue
        if isinstance(node, Rel) and follow is not None and isinstance(follow, Sym) and follow.name == "ellipsis":
            k += 2
            out.append(clause)
            continue
        if isinstance(node, Sym) and not isinstance(follow, Rel) and clause.role == "quantify":
            out.append(clause)
            k += 1
            continue
        if (
            isinstance(node, Sym)
            and isinstance(follow, Rel)
            and clauses[k + 1].link == "and"
            and clauses[k + 1].role == clause.role != "quantify"
        ):
            run = [node]
            j = k + 1
            while j < len(clauses) and isinstance(clauses[j].node, Sym):
                run.append(clauses[j].node)  # type: ignore[arg-type]
                j += 1
            if j < len(clauses) and isinstance(clauses[j].node, Rel):
                relation = clauses[j].node
                assert isinstance(relation, Rel)
                for symbol in [*run, relation.operands[0]]:
                    out.append(
                        Clause(clauses[k].role, Rel(relation.ops, (symbol, *relation.operands[1:])), clause.link)
                    )
                k = j + 1
                continue
        out.append(clause)
        k += 1
    return _optimisation(out)


_CONDITIONS = frozenset(["<", ">", "<=", ">=", "!=", "="])


def _by_cases(clauses: list[Clause]) -> list[Clause]:
    """`A_ij = 0 for j > i and A_ij = S_ij for j ≤ i` says one thing by cases; a last claim without condition is the rest."""
    head = clauses[0].node.operands[0] if clauses and isinstance(clauses[0].node, Rel) else None
    parts: list[tuple[Node, Node | None]] = []
    k = 0
    while k < len(clauses) and (value := _value_for(head, clauses[k])) is not None:
        after = clauses[k + 1] if k + 1 < len(clauses) else None
        stated = after is not None and after.role in ("assume", "quantify") and isinstance(after.node, Rel)
        condition = after.node if stated and after is not None and _CONDITIONS.issuperset(after.node.ops) else None  # type: ignore[union-attr]
        if condition is None and (not parts or k + 1 < len(clauses)):
            break
        parts.append((value, condition))
        k += 2 if condition is not None else 1
    if len(parts) < 2 or head is None or clauses[0].role not in ("claim", "let"):
        return clauses
    return [replace(clauses[0], node=Rel(("=",), (head, Cases(tuple(parts))))), *clauses[k:]]


def _value_for(head: Node | None, clause: Clause) -> Node | None:
    """What a clause says of the head: `A_ij = 0`, or `0` alone where it goes on about it."""
    if isinstance(clause.node, Rel):
        same = clause.node.ops == ("=",) and clause.node.operands[0] == head
        return clause.node.operands[1] if same else None
    return clause.node if isinstance(clause.node, Num | Apply) and not _claims(clause.node) else None


def _optimisation(clauses: list[Clause]) -> list[Clause]:
    """`min f  s.t.  g ≥ 1, h ≥ 0` becomes one program; its constraints are no claims of their own."""
    for k, clause in enumerate(clauses):
        objective = clause.node.operands[-1] if isinstance(clause.node, Rel) else clause.node
        if isinstance(objective, Bound) and objective.op in ("min", "max", "argmin", "argmax"):
            constraints = [
                c.node
                for c in clauses[k + 1 :]
                if c.role in ("let", "assume", "reason", "quantify") and isinstance(c.node, Rel)
            ]
            if constraints:
                program = apply("program", objective, Group("constraints", tuple(constraints)))
                node: Node = program
                if isinstance(clause.node, Rel):
                    node = Rel(clause.node.ops, (*clause.node.operands[:-1], program))
                kept = [
                    c
                    for c in clauses[k + 1 :]
                    if not (c.role in ("let", "assume", "reason", "quantify") and isinstance(c.node, Rel))
                ]
                return [*clauses[:k], Clause(clause.role, node, clause.link), *kept]
    return clauses


def is_program(node: Node) -> bool:
    """Whether the node is an optimisation with constraints."""
    return isinstance(node, Apply) and node.op == "program"
