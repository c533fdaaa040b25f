"""The judge that works everywhere: deterministic, offline, a few milliseconds an answer.

It looks for the claims of the rubric sentence by sentence, minds negation and direction, and gives nothing for a pile of
keywords. A misconception stated with conviction outweighs right words beside it.
"""

from __future__ import annotations

import re

from interviewer.judging import patterns, text
from interviewer.judging.protocol import Judgement, Question, level_of
from rubrics import Claim, Point

MAX_QUOTE = 300
_CORRECTED = re.compile(
    r"\b(?:misconception|mistake to|wrong to|one might think|people (?:often )?(?:think|say)|unlike|contrary|not true that)\b",
    re.IGNORECASE,
)


class BuiltinJudge:
    """Judges by the rubric's patterns and formulas."""

    name = "builtin"

    def judge(self, question: Question) -> Judgement:
        """The level of one answer with a verbatim quote for each claim met."""
        answer = text.harmless(question.answer)
        if not answer.strip():
            return Judgement("none", rationale="there is no answer")
        if text.is_pile(answer):
            return Judgement("none", rationale="keywords without a statement")
        found = text.sentences(answer)
        wrong = _misconception(question.point, found)
        met = _claims(question, found)
        if text.is_injection(answer) and not wrong:
            return Judgement("none", rationale="the answer speaks to the judge instead of the question")
        if wrong is not None:
            name, reply, quote = wrong
            return Judgement("none", (), (), name, reply, f"a misconception: “{quote.strip()[:120]}”")
        level = level_of(question.point, len(met))
        if level == "full" and text.is_evasion(answer):
            level = "partial"
        missing = [c.text for c in question.point.claims if c.id not in met]
        rationale = _rationale(question.point, met, missing)
        quotes = tuple(dict.fromkeys(_verbatim(question.answer, q) for q in met.values()))
        return Judgement(level, tuple(q for q in quotes if q), tuple(met), None, "", rationale)


def _misconception(point: Point, found: list[text.Sentence]) -> tuple[str, str, str] | None:
    for misconception in point.misconceptions:
        for pattern in misconception.says:
            for sentence in found:
                if _CORRECTED.search(sentence.text):
                    continue
                for clause in text.clauses(sentence):
                    match = patterns.find(pattern, [clause])
                    if match is not None and not match.negated and not _denied(clause):
                        return misconception.id, misconception.reply, sentence.text
    return None


def _denied(sentence: text.Sentence) -> bool:
    """A negation anywhere in a short sentence turns a misconception into its denial."""
    words = [t.text.lower() for t in sentence.tokens]
    return any(
        w
        in (
            "not",
            "never",
            "isn't",
            "doesn't",
            "don't",
            "cannot",
            "nor",
            "neither",
            "without",
            "no",
            "rather",
            "instead",
            "unlike",
            "wasn't",
            "aren't",
            "can't",
            "wouldn't",
            "whereas",
        )
        for w in words
    )


def _claims(question: Question, found: list[text.Sentence]) -> dict[str, str]:
    """Claims met, each with the sentence that meets it."""
    met: dict[str, str] = {}
    for claim in question.point.claims:
        quote = _claim(claim, found) or _formula(question, claim, found)
        if quote:
            met[claim.id] = quote
    return met


def _claim(claim: Claim, found: list[text.Sentence]) -> str | None:
    share = 0.5 if claim.id.startswith("reason-") else 1.0
    for pattern in claim.says:
        match = patterns.find(pattern, found, share)
        if match is not None and not match.negated:
            return match.sentence.text
    return None


def _formula(question: Question, claim: Claim, found: list[text.Sentence]) -> str | None:
    """A formula in the answer that the algebra verifies and that stands for the claim."""
    if not claim.formulas:
        return None
    from interviewer.checking import check

    for sentence in found:
        for part in re.findall(r"\$([^$]+)\$|([^\s,;:]+(?:\s*[=≈]\s*)[^,;]+)", sentence.text):
            formula = (part[0] or part[1]).strip(" .")
            if "=" not in formula or len(formula) > 300:
                continue
            wanted = {_left(f) for f in claim.formulas}
            if _left(formula) in wanted and check(question.derivation, [], formula, seconds=0.3).verdict in (
                "verified",
                "given",
            ):
                return sentence.text
    return None


def _left(formula: str) -> str:
    return re.sub(r"[\s{}\\]", "", formula.partition("=")[0])


def _verbatim(answer: str, quote: str) -> str:
    """The quote as it stands in the answer, shortened at its end."""
    quote = quote.strip()[:MAX_QUOTE].rstrip()
    return quote if quote in answer else ""


def _rationale(point: Point, met: dict[str, str], missing: list[str]) -> str:
    said = [c.text for c in point.claims if c.id in met]
    if not said:
        return "none of the expected ideas was stated"
    text_said = "said: " + "; ".join(said)
    return text_said if len(met) >= point.full else f"{text_said}. Missing, for example: {missing[0]}"
