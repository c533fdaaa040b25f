"""A candidate's line to clauses: what is claimed, what is assumed, what is introduced.

Prose between formulas matters only where it changes the logic: `let`, `since`, `if`, `for all`, `iff`. Words that would
turn a claim round ("not", "unless") make the line unreadable rather than wrong.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from interviewer.notation.by_cases import by_cases
from interviewer.notation.clause import Clause, Line
from interviewer.notation.constrained import reaching_on, with_constraints
from interviewer.notation.diagonals import DIAGONAL_WORDS, told_by_entries
from interviewer.notation.dots import numbered_to_the_end
from interviewer.notation.forms import with_products
from interviewer.notation.formula_clauses import read_formula
from interviewer.notation.gradients_of import with_what_they_are_of
from interviewer.notation.lexer import tokenize
from interviewer.notation.line_reading import LineReading
from interviewer.notation.merging import beyond_letters, claims, concluded, merge, of_claimed, with_claim
from interviewer.notation.named_formulas import written_for
from interviewer.notation.pairs import over_pairs
from interviewer.notation.parsing.words import CONDITIONS, REASONS, asserts_besides
from interviewer.notation.positive_parts import with_positive_parts
from interviewer.notation.primes import others_primed
from interviewer.notation.remarks import relations_apart
from interviewer.notation.segments import Segment, cut_apart, has_relation
from interviewer.notation.sigmas import letter_sigmas, with_letter_sigma
from interviewer.notation.spelling import in_one_spelling
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Apply, Bound, Group, Node, Num, Rel, Sym
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.values_sought import over_variables
from interviewer.notation.vocabulary import Options, Vocabulary
from interviewer.notation.words.about import with_about_values
from interviewer.notation.words.adjectives import as_adjectives
from interviewer.notation.words.bare_conclusions import left_unjudged, with_unit_variance
from interviewer.notation.words.constraining import with_constraints_named
from interviewer.notation.words.convergence import converging
from interviewer.notation.words.counts import COUNT, count_of, counted
from interviewer.notation.words.denials import denies
from interviewer.notation.words.equalities import with_equality_told
from interviewer.notation.words.loosely import with_constants
from interviewer.notation.words.noise_laws import with_noise_told
from interviewer.notation.words.normal_laws import with_normal_laws
from interviewer.notation.words.nouns import named
from interviewer.notation.words.optimising import with_optima_told
from interviewer.notation.words.passing import equality_where, says_when_equal, without_conclusions
from interviewer.notation.words.phrases import spelt_out
from interviewer.notation.words.predicates import with_predicates_related
from interviewer.notation.words.programs import with_binders
from interviewer.notation.words.properties import adjective as adjective_of
from interviewer.notation.words.properties import attributed, said_to_be
from interviewer.notation.words.quantities import said_of
from interviewer.notation.words.roles import IMPERATIVES, part_of
from interviewer.notation.words.row_sums import with_row_sums
from interviewer.notation.words.smallness import with_small_letters
from interviewer.notation.words.stationarity import with_optimum_equations
from interviewer.notation.words.titles import with_titles_behind
from interviewer.notation.words.unit_moments import with_moments_behind
from interviewer.notation.words.varying import with_verbs_of_varying
from interviewer.notation.words.wordings import described, read_words

MAX_LINES = 2_000  # as read under some vocabulary


def _defined_here(tokens: list[Token]) -> tuple[frozenset[str], frozenset[str]]:
    """The ζ of `L = Σ ζ(…), ζ(u) = log(1 + e^u)`: a function wherever it stands in the line; and those that words name.

    `let s(x_t) = …` and `r(w) = y − Xw` name a function whatever else the problem calls s and r.
    """
    found: set[str] = set()
    named: set[str] = set()
    for k in range(len(tokens) - 4):
        name, opening, argument = tokens[k : k + 3]
        if name.kind != "name" or opening.text != "(" or opening.spaced or argument.kind != "name":
            continue
        end = next((j for j in range(k + 3, len(tokens) - 1) if tokens[j].text == ")"), k)
        scripted = all(t.kind in ("name", "num") or t.text in ("_", "{", "}") for t in tokens[k + 3 : end])
        if end == k or not scripted or tokens[end + 1].text not in ("=", ":="):
            continue
        if end == k + 3:
            found.add(name.text)
        after = tokens[end + 2]
        optimum = after.kind == "big" and after.text in ("min", "max")  # θ(α) = min_w L: a function of what is left
        imperative = k and tokens[k - 1].kind == "word" and tokens[k - 1].text in IMPERATIVES
        heads = k == 0 or (tokens[k - 1].kind == "word" or tokens[k - 1].text in (",", ";", "⇒"))
        if optimum or imperative or (heads and end == k + 3 and argument.text in _names_from(tokens, end + 2)):
            named.add(name.text)
    return frozenset(found), frozenset(named)


def _names_from(tokens: list[Token], start: int) -> set[str]:
    """The names in the formula that begins at `start`."""
    formula = takewhile(lambda t: t.kind not in ("word", "end") and t.text not in (",", ";", "⇒"), tokens[start:])
    return {t.text for t in formula if t.kind == "name"}


def _laws_here(tokens: list[Token]) -> frozenset[str]:
    """The μ and ν of `D(μ ‖ ν)`: distributions, so that μ(x) is no product."""
    found: set[str] = set()
    for k in range(len(tokens) - 5):
        head, opening, first, bars, second, closing = tokens[k : k + 6]
        shaped = [t.text for t in (opening, bars, closing)] == ["(", "‖", ")"] and head.kind in ("fn", "name")
        if shaped and first.kind == second.kind == "name":
            found |= {first.text, second.text}
    return frozenset(found)


def _matrices_here(tokens: list[Token]) -> frozenset[str]:
    """The C of `J = (Xw − y)ᵀC(Xw − y), C = diag(c)`: a matrix that multiplies, also ahead of where the line says so."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return frozenset(a.text for a, b, c in triples if a.kind == "name" and b.text in ("=", ":=") and c.text == "diag")


def read_line(text: str, vocabulary: Vocabulary | None = None, options: Options | None = None) -> Line:
    """Read one line. Raises Unreadable with a message that says what to write differently."""
    found = _read_once(text, vocabulary or Vocabulary(), options)
    if isinstance(found, str):
        raise Unreadable(found)
    return found


def clauses_read(text: str, vocabulary: Vocabulary) -> tuple[Clause, ...]:
    """The clauses of a line, none of one that cannot be read."""
    found = _read_once(text, vocabulary, None)
    return () if isinstance(found, str) else found.clauses


@lru_cache(maxsize=MAX_LINES)
def _read_once(text: str, vocabulary: Vocabulary, options: Options | None) -> Line | str:
    """The line, or why it cannot be read: asked again for each view that is taken of it."""
    try:
        return _read(text, vocabulary, options)
    except Unreadable as error:
        return str(error)
    except RecursionError:  # read, but its tree is deeper than what is done to trees reaches
        return "the formula is nested too deeply; introduce a name for an inner part"


def _read(text: str, vocabulary: Vocabulary, options: Options | None) -> Line:
    tokens = with_constants(with_about_values(tokenize(in_one_spelling(text, vocabulary), vocabulary.words)))
    tokens = with_predicates_related(with_verbs_of_varying(with_titles_behind(tokens)))
    tokens = with_equality_told(with_row_sums(with_moments_behind(with_normal_laws(with_noise_told(tokens)))))
    defined, named_so = _defined_here(tokens)
    if functions := (defined - vocabulary.values | named_so) - vocabulary.functions:
        vocabulary = replace(
            vocabulary, functions=vocabulary.functions | functions, values=vocabulary.values - named_so
        )
    if laws := _laws_here(tokens):
        vocabulary = replace(vocabulary, functions=vocabulary.functions | laws, values=vocabulary.values - laws)
    if matrices := _matrices_here(tokens) & vocabulary.functions:
        vocabulary = replace(vocabulary, functions=vocabulary.functions - matrices, values=vocabulary.values | matrices)
    nouns = dict(vocabulary.nouns)
    apart = relations_apart(tokens, vocabulary.functions)
    pieces = cut_apart(
        spelt_out(as_adjectives(with_binders(with_constraints_named(with_products(with_positive_parts(apart))))))
    )
    line = LineReading(
        said_of(with_optima_told(with_optimum_equations(counted(pieces, nouns.keys()), nouns.keys())), nouns),
        vocabulary,
        options,
        nouns,
    )
    for k, segment in enumerate(line.segments):
        if k > line.done:
            _read_segment(line, k, segment)
    clauses = _whole(line)
    ambiguous, pauses = frozenset(line.ambiguous), tuple(line.pauses.items())
    return Line(tuple(clauses), text, tuple(line.words), ambiguous, pauses, line.unjudged)


def _read_segment(line: LineReading, k: int, segment: Segment) -> None:
    """Read a formula with the words before it."""
    line.begin(segment)
    if converging(line, k, segment):
        return
    ahead = segment.words[: segment.words.index("iff")] if "iff" in segment.words and line.clauses else []
    if asserts_besides(ahead) or {"both", "zero"} <= set(ahead):  # of which formulas, no clause tells
        raise Unreadable("what this is equivalent to is said in words; write it as a formula")
    if denies(line, k, segment):
        return
    if segment.words[:1] == ["ie"] and has_relation(segment.tokens) and line.clauses and _is_property(line.clauses[-1]):
        line.clauses.pop()  # `the residual is orthogonal to the columns, i.e. Xᵀr = 0`: the formula says it again
    if says_when_equal(segment.words) and line.clauses and segment.tokens:
        line.clauses = equality_where(line, k)
        line.understood()
        return
    opening = not any(c.role == "claim" for c in line.clauses)
    line.role = "assume" if k in line.spelled else part_of(segment, line.role, opening)
    if segment.head is not None and line.role == "quantify" and len(segment.words) > 1 and not segment.said:
        line.role = "claim"  # for ridge regression the minimiser is …: `for` leads up to no verb
    before = line.clauses[-1] if line.clauses else None
    adjective = adjective_of(segment.words)
    ahead = attributed(segment.words) and {"a", "an", "matrix"} & set(segment.words) and segment.tokens
    if adjective is not None and before is not None and not claims(before.node) and not ahead:
        line.describe(before.node, adjective)  # and not: a vector m and a diagonal matrix S
    elif line.role in ("assume", "reason") and segment.tokens:  # … is positive definite as n > d
        described(line, [*takewhile(lambda w: w not in REASONS | CONDITIONS, segment.words)], adjective)
    if segment.head is not None and segment.said == COUNT:
        line.add(Clause("claim", count_of(segment, line.nouns, line.parse), "", len(line.words)))
    elif segment.head is not None and segment.said:
        if line.role == "quantify":  # as it is the sentence that states this
            after = line.segments[k + 1] if k + 1 < len(line.segments) else None
            if after is not None and after.tokens and not after.words and not after.link:
                return  # and what stands behind its colon says so as a formula
            line.role = "claim"
        ascribed = said_to_be(named(segment.head, line.nouns, line.parse), segment.said)
        line.add(Clause(line.role, ascribed, segment.link, len(line.words)))
    elif any(t.kind != "op" for t in segment.tokens):
        read_formula(line, k, segment, before)
    else:
        read_words(line, k, segment)


def _is_property(clause: Clause) -> bool:
    return clause.role == "claim" and isinstance(clause.node, Apply) and clause.node.op == "property"


def _whole(line: LineReading) -> list[Clause]:
    """The clauses of a line that is read: without mere mentions, with what commas cut apart together, with a claim."""
    clauses = with_unit_variance(line.clauses, line.words)
    if line.unsaid and not any(c.role == "claim" for c in clauses):
        raise Unreadable("what follows from this is said in words; write it as a formula")
    if any(c.role == "claim" and isinstance(c.node, Rel | Bound) and c not in line.mentioned for c in clauses):
        clauses = [c for c in clauses if not any(c is m for m in line.mentioned)]
    clauses = concluded(with_what_they_are_of(clauses, line.words), line.words)
    heard = without_conclusions(clauses, line.words, line.pauses, line.related)
    line.unjudged = left_unjudged(clauses, heard, line.words)
    heard = [replace(c, node=reaching_on(c.node)) for c in written_for(heard, line.segments)]
    merged = with_constraints(merge(heard), line.words)
    entries = told_by_entries(merged)
    if entries != merged:  # these words are understood, and say nothing more
        line.words = ["the" if w in DIAGONAL_WORDS else w for w in line.words]
    clauses = of_claimed(beyond_letters(with_claim(by_cases(entries), line.words)), line.words)
    if not clauses:
        raise Unreadable("there is no formula in this line")
    clauses, line.words = with_small_letters(clauses, line.words)
    if clauses[0].link == "iff" and clauses[0].role == "claim":
        raise Unreadable("what this is equivalent to is said in words; write it as a formula")
    if matrices := letter_sigmas(c.node for c in clauses):
        clauses = [replace(c, node=with_letter_sigma(c.node, matrices)) for c in clauses]
    return [
        replace(c, node=_bounded(_law_named(over_variables(over_pairs(numbered_to_the_end(c.node))))))
        for c in others_primed(clauses)
    ]


def _bounded(node: Node) -> Node:
    """`α_i ∈ [0, C]` says 0 ≤ α_i ≤ C; between numbers the interval may declare a letter."""
    match node:
        case Rel(("∈",), (value, Group("[", (low, high)))) if not (isinstance(low, Num) and isinstance(high, Num)):
            return Rel(("<=", "<="), (low, value, high))
        case Rel(("∈",), (_, Bound("argmin" | "argmax"))):
            return Rel(("=",), node.operands)  # one of those where it is least
    return node


def _law_named(node: Node) -> Node:
    """`x ~ p = N(μ, σ²)` says what p is."""
    if isinstance(node, Rel) and node.ops[:2] == ("~", "=") and isinstance(node.operands[1], Sym):
        return Rel(node.ops[1:], node.operands[1:])
    return node
