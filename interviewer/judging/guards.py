# ruff: noqa: E501  (patterns are clearer unbroken)
"""What may not count in an answer: orders to the judge, piles of keywords; and what lowers it: "I don't remember"."""

from __future__ import annotations

import re
import unicodedata

from interviewer.judging.spelling import corrected
from interviewer.judging.words import lists

_INJECTION = re.compile(
    r"\bignore (?:all|any|your|everything|previous|prior|above|what|the (?:above|previous|prior|rubric|question|instructions?|rules|prompt|system|task|criteria|answer))\b|\bdisregard\b|\bsystem\s*(?:prompt|message|note|override|:|>|\])|<\|?[/\w]+\|?>|\[\[|\]\]|\[/?(?:inst|system)\]|⟦|⟧|"
    r"\byou are (?:now )?(?:an? |the )?(?:lenient|generous|helpful|different|ai\b|grader|judge|assistant)|\b(?:as|you are) an? (?:ai|language model)\b|"
    r"\b(?:award|give|grant|assign|rate|score|grade|mark|return|output|reply|answer|respond|treat|count|counts|accept|set)\b[^.\n]{0,60}\b(?:full(?:y)?(?: (?:marks?|points?|credit|score|level|grade))|as full|level full|full(?=[.!?\"'\s]*$)|full for|maximum (?:score|points|level)|top marks|perfect score|100 ?%|all (?:points|marks))|"
    r"[\"'](?:level|verdict|label|evidence|claims_met|rationale)[\"']\s*[:=]|\b(?:verdict|claims_met|rationale)\s*[:=]|\b(?:verdict|grade|grader|judge|level|score)\s*[:=]\s*[\"']?(?:full|perfect|excellent|100|10/10)|</?(?:system|assistant|user|rubric|answer)|^\s*#+\s*(?:interviewer|system|candidate|assistant|grader|judge)|"
    r"^\s*\[?(?:assistant|system|user|grader|judge|evaluator|examiner|interviewer)\]?\s*:|\bfull marks?\b|\bend of (?:candidate|grading|answer|transcript)|\b(?:jailbreak|prompt injection|developer mode|answer key)\b|"
    r"\b(?:this|the|following|above|candidate'?s?) (?:answer|text|response|transcript)\b[^.\n]{0,80}\b(?:is (?:complete|correct|full|perfect|assumed)|meets|satisfies|should be|must be|covers|contains|mentions|states)|"
    r"\b(?:the )?candidate (?:has|is|states|stated|explained|verified|covers|mentions|answered)\b|\ball (?:claims|criteria|points) (?:are |is )?(?:met|satisfied|covered)|"
    r"\b(?:the )?(?:grader|judge|examiner|evaluator|interviewer|rubric|assessment)\b[^.\n]{0,60}\b(?:should|must|confirmed|agreed|please|note|verified|has been|is complete|updated|instruction|already|said)|\bnote to (?:the )?(?:grader|judge|examiner|evaluator|interviewer)|\bevidence: see\b|\bdo not evaluate\b|\bprevious evaluator\b|\b(?:proceed to|skip to) the next question\b|<<\/?sys>>|\bnew instructions?\b|\boverrid(?:e|es|ing) (?:the|your|all|any|previous)\b|"
    r"\b(?:please )?(?:mark|consider|regard|accept|treat|count) (?:this|it|the answer|my answer|the above)(?: answer| response)?(?: as)? (?:fully |completely |entirely )?(?:correct|complete|full|perfect|answered|satisfied|sufficient)\b|"
    r"\bthis (?:question|point|item|criterion) (?:is|has been|was) (?:already )?(?:fully |completely )?(?:answered|satisfied|covered|met|passed)\b|\byou (?:must|should|will|have to) (?:now )?(?:output|respond|reply|grade|award|score|give|rate|mark)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HEDGE = re.compile(
    r"(?:\bi |^|[.;,] |\bbut |\band )(?:do not|don'?t|can ?not|can'?t|couldn'?t|didn'?t) (?:really |quite |exactly |fully |precisely |actually )?(?:know|remember|recall|derive|prove|recollect|get|write|do the|list|reproduce|recite|state|spell|tell you|say|explain|justify|show)\b|\b(?:i(?:'m| am) (?:not|un)\s?(?:really |quite |entirely |completely )?(?:sure|certain)|"
    r"i(?:'ve| have)? ?(?:always )?(?:forg(?:o|e)t(?:ten)?)|i (?:always )?(?:mix|confuse)|(?<!you've )(?<!you have )(?<!it has )(?<!has )(?<!having )no idea|not sure|my memory|would have to look|i(?:'d| would) (?:have to )?look|don'?t have (?:a |the )?(?:\w+ )?(?:proof|formulas?|derivation|details?|expressions?|statement)\b|not (?:sure|certain) (?:why|how|about)|"
    r"something like|i guess|i vaguely|off the top of my head|by heart|escapes? me|slips? my mind|i (?:only )?(?:remember|know) (?:only )?(?:that|one))\b",
    re.IGNORECASE,
)
_EVASION = re.compile(
    r"\b(?:no idea|(?:can|could|may|shall) we (?:skip|move|come back)|skip this|pass on this|next question|look (?:it|that) up|look that up|google|good question|great question|hard to say|depends on (?:the|your|what|which) (?:\w+ )?(?:problem|data|case|situation|setting|task|context)|it depends on|as (?:everyone|we all) knows?|well known|"
    r"never (?:cared|had to|looked|used|needed)|i(?:'d| would) (?:rather|just|simply|(?:simply |just )?(?:tune|leave|trust|let|go with))\b|not something i|everybody (?:uses|knows)|the default|i (?:just|simply|would just|usually|typically|normally|always) (?:use|call|leave|choose|trust|tune|set|put|take|train|pick|go)|i suppose|in my experien\w+|in my experiments|i have never seen|i(?:'ve| have) never (?:seen|had)|(?:could|can) you (?:please )?(?:rephrase|repeat)|(?:are|do|did|were|have) you\b[^.?!]*\?|if i may ask|i(?:'d| would) (?:need|have) to (?:work|check|read|look)|i trust|(?:go|move|carry|get) on (?:to|with)|(?:have to|let me) think about (?:it|that)|(?:years?|a while|some time|long time) (?:ago|since|back)|people (?:found|tried)|libraries? (?:do|does|handle)|handles? (?:this|that|it) (?:for|auto))\b",
    re.IGNORECASE,
)
_MISTAKE = (
    r"misconception|mistake to|common mistake|(?:is|are|be|were) (?:wrong|false|a mistake)|wrong to|one might think|people (?:often )?(?:think|say)|"
    r"contrary|not true|isn'?t true"
)
NAMED_WRONG = re.compile(rf"\b(?:{_MISTAKE})\b", re.IGNORECASE)
CORRECTED = re.compile(
    rf"\b(?:{_MISTAKE}|would(?:n'?t)?|(?<!\bi)(?<!\bwe)(?<!you)'d|otherwise|could|if (?:i|we|you|one) (?:instead )?"
    r"(?:did|didn'?t|used|divided|masked|zeroed|set|put|had|took|chose|applied|were))\b",
    re.IGNORECASE,
)  # what is only supposed, or named as a mistake, is no belief
_OPERATOR = re.compile(r"[=≈+−√∏∑Σ∫<>≤≥→⇒∝‖]|(?<=\s)-(?=\s)|\b(?:iff|equals|plus|minus|times)\b|\\[a-z]+")
_RELATION = re.compile(r"[=≈≤≥<>→⇒∝]|\\[a-z]+|:(?=\s|$)")
_SMALL_FORMULA = re.compile(r"\s*\S{1,3}(?:\s*[=<>≤≥→]\s*\S{1,3}){1,2}\s*$")  # "η = 0" in a pile states nothing
_BRACKETS = re.compile(
    r"\((?:[^()\s,−+|‖]|,\ ?|\ ?[−+|‖]\ ?|\([^()\s]*\)){1,40}\)"
)  # of a formula, as in N(x_n|μ_k, Σ_k)
MAX_ITEM = 5  # words of a bare item
LIST = 6  # items of a list
BARE = 0.8  # share of bare items in a pile
_SEPARATOR = r"[,;|•·\n/]|\.(?=\s+[A-Z\d]|\s*$)"


def harmless(answer: str) -> str:
    """The answer with invisible and direction-changing characters as spaces: same length, so places stay places."""
    return "".join(
        " " if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in "\n\t" else c for c in answer
    )


def is_order(sentence: str) -> bool:
    """Whether a sentence speaks to the judge, or plays one, instead of answering."""
    return bool(_INJECTION.search(sentence) or _INJECTION.search(corrected(sentence)))


def is_hedged(answer: str) -> bool:
    """Whether the candidate says that he does not know all of it."""
    return bool(_HEDGE.search(corrected(answer)))


def is_evasion(answer: str) -> bool:
    """Whether the candidate talks around the question."""
    return bool(_EVASION.search(corrected(answer)))


def is_pile(answer: str) -> bool:
    """Keywords without statements: hardly a function word or a formula among many items."""
    rest = _without_lists(answer)
    return _is_bare(answer) or (rest != answer and len(_words(rest)) < 8)


def bare_items(answer: str) -> list[tuple[int, int]]:
    """Where bare items stand in an answer that is mostly a list of them: they name something and state nothing."""
    spans = _item_spans(answer)
    bare = [(a, b) for a, b in spans if _is_item(answer[a:b])]
    return bare if len(spans) >= LIST and len(bare) > len(spans) / 2 else []


def _item_spans(text: str) -> list[tuple[int, int]]:
    """The places between separators; those inside brackets, as in p(x|z), separate nothing."""
    inside = [m.span() for m in _BRACKETS.finditer(text)]
    ends = [m.start() for m in re.finditer(_SEPARATOR, text) if not any(a < m.start() < b for a, b in inside)]
    spans = zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True)
    return [(a, b) for a, b in spans if text[a:b].strip()]


def _items(text: str) -> list[str]:
    return [text[a:b] for a, b in _item_spans(text)]


def _words(text: str) -> list[str]:
    return [w.lower() for w in re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)]


def _is_bare(text: str) -> bool:
    words = _words(text)
    if len(words) < 5:
        return False
    items = [t for t in _items(text) if not _SMALL_FORMULA.match(t)]
    bare = sum(_is_item(t) for t in items)
    if (
        len(items) >= 4
        and bare > BARE * len(items)
        and 2 * sum(len(_words(t)) for t in items if _is_item(t)) > len(words)
    ):
        return True
    share = sum(w in lists()["function"] for w in words) / len(words)
    statements = len(_OPERATOR.findall(text)) + len(re.findall(r"[:;.](?=\s)", text))
    return share < 0.1 and statements < 2


def _is_item(text: str) -> bool:
    """A word or a term, and nothing that would make a statement of it."""
    states = lists()["function"] - lists()["modifiers"] - lists()["prepositions"]
    count = len(text.split())
    stated = _RELATION.search(text) or (count > 1 and any(word in states for word in _words(text)))
    return count <= MAX_ITEM and not stated


def _without_lists(answer: str) -> str:
    """The answer without its runs of five or more bare items between separators."""
    texts = _items(answer)
    bare = [_is_item(t) for t in texts]
    out, k = [], 0
    while k < len(texts):
        end = k
        while end < len(texts) and bare[end]:
            end += 1
        if end - k >= 5:
            k = end
        else:
            out.append(texts[k])
            k += 1
    return ", ".join(out) if len(out) < len(texts) else answer
