"""A candidate's line to clauses: what is claimed, what is assumed, what is introduced.

Prose between formulas matters only where it changes the logic: `let`, `since`, `if`, `for all`, `iff`. Words that would
turn a claim round ("not", "unless") make the line unreadable rather than wrong.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.notation.adjectives import ACTIVATIONS, as_adjectives
from interviewer.notation.appositions import beside_noun
from interviewer.notation.clause import Clause, ClauseRole, Line, Link
from interviewer.notation.counts import COUNT, count_of, counted
from interviewer.notation.diagonals import DIAGONAL_WORDS, told_by_entries
from interviewer.notation.exceptions import is_thin, leaves_out
from interviewer.notation.forms import with_products
from interviewer.notation.lexer import tokenize
from interviewer.notation.merging import DOTS, by_cases, claims, merge, with_claim, written_for
from interviewer.notation.normal_laws import with_normal_laws
from interviewer.notation.nouns import named, stated
from interviewer.notation.pairs import over_pairs
from interviewer.notation.parser import Parser
from interviewer.notation.parsing.words import RELATIONS, asserts_besides, consequence
from interviewer.notation.passing import equality_where, without_conclusions
from interviewer.notation.phrases import spelt_out
from interviewer.notation.primes import others_primed
from interviewer.notation.programs import with_binders
from interviewer.notation.properties import PROPERTIES, attributed, said_to_be
from interviewer.notation.properties import adjective as adjective_of
from interviewer.notation.quantities import said_of
from interviewer.notation.ranges import as_range, end_of_range
from interviewer.notation.roles import IMPERATIVES, OPTIMA, STATES, part_of, settle
from interviewer.notation.segments import THEN, Segment, cut_apart, has_relation
from interviewer.notation.spelling import in_one_spelling
from interviewer.notation.supposing import spelt_out_until_then
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Bound, Call, Divergence, Node, Rel, Sym, apply
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.verbs import goes_on, said_to_be_so
from interviewer.notation.vocabulary import Options, Vocabulary

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


def _defined_here(tokens: list[Token]) -> frozenset[str]:
    """The ζ of `L = Σ ζ(…), ζ(u) = log(1 + e^u)`: a function wherever it stands in the line."""
    found: set[str] = set()
    for k in range(len(tokens) - 4):
        name, opening, argument, closing, equals = tokens[k : k + 5]
        shaped = (opening.text, closing.text) == ("(", ")") and argument.kind == "name"
        if name.kind == "name" and shaped and not opening.spaced and equals.text in ("=", ":="):
            found.add(name.text)
    return frozenset(found)


def read_line(text: str, vocabulary: Vocabulary | None = None, options: Options | None = None) -> Line:
    """Read one line. Raises Unreadable with a message that says what to write differently."""
    vocabulary = vocabulary or Vocabulary()
    tokens = with_normal_laws(tokenize(in_one_spelling(text, vocabulary), vocabulary.words))
    if functions := _defined_here(tokens) - vocabulary.values - vocabulary.functions:
        vocabulary = replace(vocabulary, functions=vocabulary.functions | functions)
    nouns = dict(vocabulary.nouns)
    pieces = cut_apart(spelt_out(as_adjectives(with_binders(with_products(tokens)))))
    segments = said_of(counted(pieces, nouns.keys()), nouns)

    def read(part: tuple[Token, ...]) -> Node:
        return _parse_segment(Parser([*part, Token("end", "", 0)], vocabulary, options))

    clauses: list[Clause] = []
    words: list[str] = []
    ambiguous: set[str] = set()
    mentioned: list[Clause] = []
    role: ClauseRole = "claim"
    unsaid = False  # words alone say what follows: `…, then the bound is tight`
    apart = False  # prose stands between this formula and the one before
    spelled: set[int] = set()  # formulas that spell out what is supposed in words
    ranged = -1  # the last piece of a range that is read already
    for k, segment in enumerate(segments):
        if k <= ranged:
            continue
        unused = len(words)
        words += segment.words
        if "iff" in segment.words and clauses and asserts_besides(segment.words[: segment.words.index("iff")]):
            raise Unreadable("what this is equivalent to is said in words; write it as a formula")
        free_of = {"not", "depend"} <= set(segment.words) and bool(clauses) and not claims(clauses[-1].node)
        if free_of and segment.words[-1] == "on" and any(t.kind != "op" for t in segment.tokens):
            parser = Parser([*segment.tokens, Token("end", "", 0)], vocabulary, options)
            subject = clauses.pop()
            spoken = apply("property", subject.node, Sym("independent"), _parse_segment(parser))
            clauses.append(Clause("assume", spoken, subject.link))
            del words[unused:]  # all of them are understood
            continue
        if {"not", "depend"} <= set(segment.words) and any(c.role == "claim" and claims(c.node) for c in clauses):
            del words[unused:]  # `…, where the last term does not depend on θ`
            continue
        if leaves_out(segment):
            parser = Parser([*segment.tokens, Token("end", "", 0)], vocabulary, options)
            if is_thin(_parse_segment(parser)):
                del words[unused:]
                continue
        if _NEGATIONS & set(segment.words):
            claimed = next((c.after for c in reversed(clauses) if c.role == "claim" and claims(c.node)), None)
            turn = consequence(words, claimed) if claimed is not None else None
            if turn is not None and not _NEGATIONS & set(words[:turn]):  # `…, so the order does not matter`: prose
                if any(has_relation(s.tokens) for s in segments[k:]):
                    raise Unreadable(
                        "what follows is said in words and in formulas; write the formulas on a line of their own"
                    )
                clauses = [c for c in clauses if c.after is None or c.after <= turn]
                break
            raise Unreadable("the line says something negative in words; write it as a formula with ≠, < or >")
        if "equality" in segment.words and clauses and segment.tokens:
            parser = Parser([*segment.tokens, Token("end", "", 0)], vocabulary, options)
            clauses += equality_where(clauses, _parse_segment(parser), segment)
            del words[unused:]  # all of them are understood
            continue
        role = "assume" if k in spelled else part_of(segment, role, opening=not any(c.role == "claim" for c in clauses))
        adjective = adjective_of(segment.words)
        described = adjective is not None and bool(clauses) and not claims(clauses[-1].node)
        before = clauses[-1] if clauses else None
        if described and adjective is not None and before is not None:
            clauses[-1] = Clause(before.role, apply("property", before.node, Sym(adjective)), before.link)
        if segment.head is not None and segment.said == COUNT:
            clauses.append(Clause("claim", count_of(segment, nouns, read), "", len(words)))
            continue
        if segment.head is not None and segment.said:
            ascribed = said_to_be(named(segment.head, nouns, read), segment.said)
            clauses.append(Clause(role, ascribed, segment.link, len(words)))
            continue
        if not any(t.kind != "op" for t in segment.tokens):
            if adjective is not None and before is not None and _goes_on_about(before, segment.words):
                assert isinstance(before.node, Rel)
                whole = before.node.operands[0 if before.node.ops == ("∈",) else -1]
                clauses.append(Clause("claim", apply("property", whole, Sym(adjective)), "and"))
                del words[unused:]  # all of them are understood
                continue
            if not segment.words and not segment.tokens:
                continue  # a comma at the end
            if not segment.words:
                clauses.append(Clause(role, DOTS, segment.link))  # of `i = 1, …, n`
                continue
            apart = True
            if THEN & set(segment.words) and not any(c.role == "claim" for c in clauses):
                unsaid = True
            supposes = role == "assume" and segment.words[0] in ("if", "when", "suppose", "assume")
            if supposes and (spelt := spelt_out_until_then(segments, k)):
                spelled |= spelt  # if all keys are the same, k_j = k for all j, then …
            role = role if IMPERATIVES & set(segment.words) else "claim"  # `with a uniform prior, …`
            continue
        opening = segment.tokens[0]  # `…, which is ≤ 1/4` goes on with the side before
        goes = (
            before is not None and isinstance(before.node, Rel) and opening.kind == "op" and opening.text in RELATIONS
        )
        parser = Parser([*segment.tokens[goes:], Token("end", "", 0)], vocabulary, options)
        node = _parse_segment(parser)
        if goes and before is not None and isinstance(before.node, Rel):
            sides, ops = (node.operands, node.ops) if isinstance(node, Rel) else ((node,), ())
            node = Rel((opening.text, *ops), (before.node.operands[-1], *sides))
        ambiguous |= parser.ambiguous
        node = stated(segment.head, node, nouns, read) if segment.head is not None else node
        if (spelt := beside_noun(segment, node, nouns)) is not None:
            node, role = spelt, "assume"
        if isinstance(node, Sym) and segment.words and segment.words[-1] in ACTIVATIONS:
            continue  # for the logistic σ
        if isinstance(node, Sym) and (kind := attributed(segment.words)) is not None:
            node = apply("property", node, Sym(kind))  # for an orthogonal matrix Q
        member = isinstance(node, Rel) and node.ops == ("∈",) and isinstance(node.operands[0], Sym)
        if (
            member
            and isinstance(node, Rel)
            and (kind := attributed(segment.words)) is not None
            and kind != "independent"
        ):
            clauses.append(Clause(role, apply("property", node.operands[0], Sym(kind)), segment.link, len(words)))
        spaced = isinstance(node, Rel) and len(node.ops) > 1 and node.ops[-1] == "∈" and _is_space(node.operands[-1])
        if (
            spaced
            and isinstance(node, Rel)
            and isinstance(node.operands[0], Divergence) | isinstance(node.operands[-2], Call)
        ):
            node = Rel(node.ops[:-1], node.operands[:-1])  # `q = N(μ, Σ) in ℝᵈ`
        if clauses and segment.words and _is_space(node):
            apart = True
            continue  # `p = N(a, S) on ℝᵈ`
        end = end_of_range(segments, k)
        if end is not None:
            last = _parse_segment(Parser([*segments[end].tokens, Token("end", "", 0)], vocabulary, options))
            within = as_range(node, last)
            if within is not None:
                clauses.append(Clause("quantify", within, segment.link))
                ranged = end
                continue
        if (
            described and adjective and before and not claims(node) and segment.words[-1] in ("in", "of", "on", "over")
        ):  # convex in w
            clauses[-1] = Clause(before.role, apply("property", before.node, Sym(adjective), node), before.link)
            continue
        if role == "claim" and clauses and segment.words and not claims(node) and not THEN & set(segment.words):
            role = clauses[-1].role  # words go on about what they spoke of: "where X has rows xᵢᵀ"
        running = isinstance(node, Sym) and node.name in vocabulary.indices  # x_ij is component j of x_i
        if not running and not _within(segments[k - 1]) and (said := said_to_be_so(segment, clauses, node)):
            clauses[-1] = Clause("claim", said, clauses[-1].link)
            continue
        if before is not None and before.role == "claim" and (said := goes_on(segment.words, before.node, node)):
            clauses.append(Clause("claim", said, "and", before.after))
            del words[unused:]  # all of them are understood
            continue
        if role == "quantify" and isinstance(node, Sym) and OPTIMA & set(segment.words) and clauses:
            del words[unused:]  # `… for the minimiser w` says what the problem's unknown is there
            continue
        apart = apart or bool(set(segment.words) - {"and", "both"})
        link: Link = "" if apart and segment.link == "and" else segment.link
        apart = False
        last = clauses[-1].node if clauses else None
        listed = isinstance(last, Apply) and last.op == "property" and not segment.words
        if role == "quantify" and isinstance(node, Sym) and ("square" in segment.words or listed):
            node = apply(
                "property", node, last.args[1] if listed and isinstance(last, Apply) else Sym("square")
            )  # for all square A, B
        if segment.head is not None and role == "assume":
            role = "reason"  # setting the gradient G to zero
        clauses.append(Clause(settle(role, node), node, link, len(words)))
        vocabulary = vocabulary.after(node)
        if role == "claim" and segment.words and _only_mentioned(node, segment.words[-1]):
            mentioned.append(clauses[-1])
    if unsaid and not any(c.role == "claim" for c in clauses):
        raise Unreadable("what follows from this is said in words; write it as a formula")
    if any(c.role == "claim" and isinstance(c.node, Rel | Bound) and c not in mentioned for c in clauses):
        clauses = [c for c in clauses if not any(c is m for m in mentioned)]
    whole = merge(written_for(without_conclusions(clauses, words), segments))
    entries = told_by_entries(whole)
    if entries != whole:  # these words are understood, and say nothing more
        words = ["the" if w in DIAGONAL_WORDS else w for w in words]
    clauses = with_claim(by_cases(entries), words)
    if not clauses:
        raise Unreadable("there is no formula in this line")
    if clauses[0].link == "iff" and clauses[0].role == "claim":
        raise Unreadable("what this is equivalent to is said in words; write it as a formula")
    clauses = [replace(c, node=over_pairs(c.node)) for c in others_primed(clauses)]
    return Line(tuple(clauses), text, tuple(words), frozenset(ambiguous))


def _is_space(node: Node) -> bool:
    base = node.args[0] if isinstance(node, Apply) and node.op == "pow" else node
    return base == Sym("Reals")


def _within(segment: Segment) -> bool:
    """`the size of X`, `the gradient at w`: what stands after a preposition is not what the verb is about."""
    return bool(segment.words) and segment.words[-1] in _PREPOSITIONS | _NUMBERED


_NUMBERED = frozenset(  # the parameters of layer l are …
    "layer layers unit units neuron neurons sample samples point points head heads row rows column columns class classes "
    "component components cluster clusters state step time iteration token tokens position node index example epoch".split()
)
_PREPOSITIONS = frozenset("of at in by to for with from on under over wrt".split())


_DESCRIBING = frozenset(PROPERTIES) | frozenset(
    "which that is it a an and hence so thus always matrix function strictly".split()
)


_SETS = frozenset("hyperplane hyperplanes boundary line plane set region surface half-space ball sphere points".split())


def _only_mentioned(node: Node, word: str) -> bool:
    """`the step on L`, `the boundary is the hyperplane wᵀx = 0`: a name, or the equation of a set, that claims nothing."""
    name = isinstance(node, Sym) or (
        isinstance(node, Call) and bool(node.args) and all(isinstance(a, Sym) for a in node.args)
    )
    value = isinstance(node, Bound) and node.op in ("min", "max") and bool(node.binders)
    return word not in STATES if name or value else isinstance(node, Rel) and word in _SETS


def _goes_on_about(before: Clause, words: list[str]) -> bool:
    """`H = 2XᵀX, which is positive definite`: nothing but a property, of what was claimed to be so."""
    equated = isinstance(before.node, Rel) and set(before.node.ops) in ({"="}, {"∈"})
    return before.role == "claim" and equated and _DESCRIBING.issuperset(words)


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
