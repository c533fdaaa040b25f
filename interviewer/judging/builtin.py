"""The judge that works everywhere: deterministic, offline, some milliseconds an answer.

It looks for the claims of the rubric where the answer states them, minds negation and of what something is said, and
gives nothing for a pile of keywords or for words to the judge. A misconception stated with conviction outweighs right
words beside it. Who says that he does not remember can earn part of a point by a right approach, never all of it. What the
claims cannot see, the labelled answers to the same point may (`likeness`); they credit nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from interviewer.judging import (
    approach,
    asks,
    coverage,
    echo,
    enumerations,
    facts,
    foreign,
    guards,
    patterns,
    relevance,
    repetition,
    roles,
    universals,
)
from interviewer.judging import doc as docs
from interviewer.judging.counting import count_apart, worth
from interviewer.judging.doc import Doc
from interviewer.judging.formulas import formulas_said
from interviewer.judging.likeness import likeness
from interviewer.judging.patterns import Match, Place
from interviewer.judging.protocol import LEVELS, Judgement, Level, Question, level_of
from rubrics import Ask, Point, examples

MAX_READ = 200_000  # characters looked at; what is said again and again is left out before an answer is cut
MAX_QUOTE = 300
SIGNED = 4  # tokens of a formula in which a sign is all that is wrong
WRONG_REACH = 14  # words; a wrong belief is stated in one breath, wider would join what does not belong together
MIN_FULL = 12  # words and symbols; a full answer gives a statement and its reason, which takes that many
MAX_BESIDE = 4  # words beside a formula that says a claim: "Bayes: p(θ|D) = …"
MIN_FULL_PROSE = 20  # when no more claims than needed were found


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong belief: its id, the interviewer's reply, the sentences that state it, and its first and last token."""

    name: str
    reply: str
    quote: str
    place: Place | None = None


class BuiltinJudge:
    """Judges by the rubric's patterns and formulas."""

    name = "builtin"

    def __init__(self, by_example: bool = True) -> None:
        """Without `by_example` the claims decide alone."""
        self._by_example = by_example

    def judge(self, question: Question) -> Judgement:
        """The level of one answer with a verbatim quote for each claim met."""
        answer = guards.harmless(question.answer[:MAX_READ])
        if not answer.strip():
            return Judgement("none", rationale="there is no answer")
        spans = repetition.collapsed(answer, docs.MAX_CHARS)
        kept = [(a, b) for a, b in spans if not guards.is_order(answer[a:b])]
        said = "\n".join(answer[a:b] for a, b in kept)
        if len(said) < sum(b - a for a, b in spans) / 2 and len(kept) < len(spans):
            return Judgement("none", rationale="the answer speaks to the judge instead of the question")
        kept = [(a, b) for a, b in kept if not enumerations.only_lists(question, answer[a:b])]
        if not kept or (guards.is_pile(said) and not _is_statement(question, answer, kept)):
            return Judgement("none", rationale="keywords without a statement")
        labelled = examples(question.derivation, question.point.id) if self._by_example and question.asked else ()
        like = likeness(labelled, question.answer, said)
        found = self._by_claims(question, answer, kept, said, like is not None and like.is_surely_full)
        if like is None:
            return found
        left = asks.passed_over(question, docs.read(answer, kept), found.claims, like.excuse)
        lift = found.misconception is None and not guards.is_hedged(said) and not left
        answered = not left and asks.asks_for_something(question)
        spare = len(found.claims) - question.point.full if found.misconception is None else -1
        level = like.settled(found.level, spare, lift, answered, bool(left))
        if level == found.level:
            return found
        why = f"{_rationale(question.point, found.claims, level, [])}; answers like it were graded {like.level}"
        found = replace(found, level=level, rationale=found.rationale if found.misconception else why)
        return replace(found, evidence=(), claims=()) if level == "none" else found

    def _by_claims(
        self, question: Question, answer: str, kept: list[tuple[int, int]], said: str, excused: bool
    ) -> Judgement:
        """What the rubric's claims, facts and formulas make of an answer; `excused` looks for no misconceptions in words."""
        doc = docs.read(answer, kept)
        wrong = [w for w in _wrong(question, doc) if not excused or _is_formula(doc, w.place)]
        if len(wrong) > 1:
            return _mistaken(question, wrong, {}, "none")
        places = _stated(claims_met(question.point, doc), doc, guards.bare_items(answer))
        formulas = formulas_said(question, answer, kept)
        wrong += [Wrong("formula", "Try your formula on a small example.", said) for said in formulas.refuted.values()]
        met = {name: doc.quote(m.first, m.last) for name, m in places.items()} | formulas.met
        apart = count_apart(question.point, doc, places) + len(formulas.met.keys() - places.keys())
        level = self._level(question, doc, said, worth(question.point, met, apart), len(met))
        level = min(level, echo.highest(question, doc, formulas.met.keys()), key=LEVELS.index)
        if level == "partial" and coverage.is_loose(question.point, doc):
            level = "none"
        silent = asks.passed_over(question, doc, met) if level == "full" else []
        level = "partial" if silent else level
        if wrong:
            return _mistaken(question, wrong, met, level if _says_the_rest(question.point, doc, wrong[0]) else "none")
        quotes = tuple(dict.fromkeys(verbatim(question.answer, q) for q in met.values()))
        rationale = _rationale(question.point, met, level, silent)
        return Judgement(level, tuple(q for q in quotes if q), tuple(met), None, "", rationale)

    def _level(self, question: Question, doc: Doc, said: str, apart: float, met: int) -> Level:
        point = question.point
        level = level_of(point, apart)
        if level == "full" and len(doc.tokens) < (MIN_FULL if met > point.full else MIN_FULL_PROSE):
            level = "partial"
        if level == "partial" and guards.is_evasion(said):
            return "none"  # a word of the field on the way around the question
        if not guards.is_hedged(said):
            return level
        if level == "none" and not guards.is_evasion(said) and approach.is_approach(question, doc):
            return "partial"
        return "partial" if level == "full" else level


def _is_statement(question: Question, answer: str, kept: list[tuple[int, int]]) -> bool:
    """Whether an answer is hardly more than formulas that say claims: letters and brackets are no keywords."""
    rest = list(answer)
    for start, end in formulas_said(question, answer, kept).places:
        rest[start:end] = " " * (end - start)
    left = "".join(rest)
    return left != answer and len(re.findall(r"[A-Za-z]{2,}", left)) <= MAX_BESIDE


def _wrong(question: Question, doc: Doc) -> list[Wrong]:
    """All that an answer has wrong; explanations of its own and what it makes of each need the question."""
    return [*misconceptions(question.point, doc), *explained_otherwise(question, doc), *said_of_all(question, doc)]


def _is_formula(doc: Doc, place: Place | None) -> bool:
    """Whether it is a formula, where a wrong sign leaves an answer as like the right ones as before."""
    return place is not None and place[1] - place[0] < SIGNED and doc.tokens[(place[0] + place[1]) // 2].word in "+-="


def misconceptions(point: Point, doc: Doc) -> list[Wrong]:
    """The wrong beliefs stated, listed ones first; one sentence may be several."""
    return [*listed(point, doc), *mixed_up(point, doc), *denied_facts(point, doc), *made_idle(point, doc)]


def listed(point: Point, doc: Doc) -> Iterator[Wrong]:
    """Misconceptions of the rubric."""
    for wrong in point.misconceptions:
        for pattern in wrong.says:
            match = patterns.find(pattern, doc, point.subjects, reach=WRONG_REACH, breath=True)
            if (
                match is not None
                and not any(doc.averted(place, match.places) for place in match.places)
                and not guards.CORRECTED.search(doc.breath(match.first, match.last))
            ):
                yield Wrong(wrong.id, wrong.reply, doc.quote(match.first, match.last), (match.first, match.last))


def denied_facts(point: Point, doc: Doc) -> Iterator[Wrong]:
    """What the answer says against the facts of the point."""
    for fact, first, last in facts.contradicted(point, doc):
        excuse = guards.NAMED_WRONG if fact.given or fact.supposed else guards.CORRECTED
        if not excuse.search(doc.breath(first, last)):
            thing = (fact.of or (fact.given.of if fact.given else "") or point.title).split("/")[0]
            reply = f"Look again at what you said of {thing}: is it so?"
            yield Wrong("contradiction", reply, doc.quote(first, last), (first, last))


def made_idle(point: Point, doc: Doc) -> Iterator[Wrong]:
    """What plays a part and is denied it."""
    for first, last in relevance.idle(point, doc):
        if not guards.CORRECTED.search(doc.breath(first, last)):
            yield Wrong("irrelevant", f"Has it really no part in {point.title}?", doc.quote(first, last), (first, last))
            return


def explained_otherwise(question: Question, doc: Doc) -> Iterator[Wrong]:
    """The first mechanism that is foreign to the point: one explanation is one mistake, in however many terms."""
    for name, (first, last) in foreign.foreign(question, doc):
        if not guards.CORRECTED.search(doc.breath(first, last)):
            yield Wrong("foreign", f"What has {name} to do with it here?", doc.quote(first, last), (first, last))
            return


def said_of_all(question: Question, doc: Doc) -> Iterator[Wrong]:
    """What is said to be so whatever it hinges on."""
    for first, last in universals.whatever(question, doc):
        if not guards.NAMED_WRONG.search(doc.breath(first, last)):
            reply = "Is that so in every case, whatever it may depend on?"
            yield Wrong("universal", reply, doc.quote(first, last), (first, last))
            return


def mixed_up(point: Point, doc: Doc) -> Iterator[Wrong]:
    """What is true of one subject alone and said of another: "the M-step computes the responsibilities"."""
    for owner, other, place in roles.mixed_up(point, doc):
        if not guards.CORRECTED.search(doc.breath(*place)):
            first, second = (point.subjects[name].split("/")[0] for name in (owner, other))
            reply = f"Is that true of the {second}, or of the {first}?"
            yield Wrong(f"{owner}-{other}", reply, doc.quote(*place), place)


def claims_met(point: Point, doc: Doc) -> dict[str, Match]:
    """Claims met, each with the place that meets it."""
    met: dict[str, Match] = {}
    for claim in point.claims:
        for pattern in claim.says:
            match = patterns.find(pattern, doc, point.subjects, claim.share)
            if match is not None:
                met[claim.id] = match
                break
    return met


def _mistaken(question: Question, wrong: list[Wrong], met: dict[str, str], level: Level) -> Judgement:
    """A misconception outweighs right words beside it; but one slip, seen in one way alone, leaves a part of an answer that
    says everything without it."""
    name, reply, why = wrong[0].name, wrong[0].reply, f"a misconception: “{wrong[0].quote.strip()[:120]}”"
    if level != "full" or len(wrong) > 1:
        return Judgement("none", (), (), name, reply, why)
    quotes = (verbatim(question.answer, q) for q in met.values() if q != wrong[0].quote)
    return Judgement("partial", tuple(dict.fromkeys(q for q in quotes if q)), tuple(met), name, reply, why)


def _stated(places: dict[str, Match], doc: Doc, bare: list[tuple[int, int]]) -> dict[str, Match]:
    """Without the claims that only the bare items of a list are about."""
    return {
        name: match
        for name, match in places.items()
        if not all(
            any(a <= t.start < b for a, b in bare) for t in doc.tokens[match.first : match.last + 1] if t.word.isalnum()
        )
    }


def _says_the_rest(point: Point, doc: Doc, wrong: Wrong) -> bool:
    """Whether an answer says everything without the sentence that is wrong: then that was a slip, not the idea of it."""
    if wrong.place is None:
        return True
    rest = doc.without(*wrong.place)
    met = claims_met(point, rest)
    return worth(point, met, count_apart(point, rest, met)) >= point.full


def verbatim(answer: str, quote: str) -> str:
    """The quote as it stands in the answer, shortened at its end."""
    quote = quote.strip()[:MAX_QUOTE].rstrip()
    return quote if quote in answer else ""


def _rationale(point: Point, met: Collection[str], level: Level, silent: list[Ask]) -> str:
    said = [c.text for c in point.claims if c.id in met]
    asked = [name for ask in silent for name in ask.claims]
    missing = [c.text for c in sorted(point.claims, key=lambda c: c.id not in asked) if c.id not in met]
    if not said:
        return "an approach without its result" if level == "partial" else "none of the expected ideas was stated"
    text = "said: " + "; ".join(said)
    if level == "full" or not missing:
        return text
    return f"{text}. {'Asked for too' if asked else 'Missing, for example'}: {missing[0]}"
