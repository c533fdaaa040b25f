"""From a move to words without a model: varied wordings, filled from the catalogue, no sentence said twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

from interviewer.agent.moves import (
    AcceptApproach,
    AskWhy,
    Bridge,
    Clarify,
    Close,
    Comment,
    Elaborate,
    FollowUp,
    Give,
    Hint,
    Listen,
    Move,
    MoveOn,
    Nod,
    Nudge,
    Pose,
    Probe,
    Prompt,
    Remark,
    TimeReminder,
)
from interviewer.agent.script import Script
from interviewer.agent.text import clean

LONGEST_QUOTE = 120  # characters of the candidate's own line that are quoted back

SHORTEST_FIXED = 6  # characters; shorter pieces of a wording are found anywhere

Slots = dict[str, str]

_NEEDLESS = (Nod, Nudge, Remark, Elaborate)  # once all their words are said, silence serves as well


def phrase(move: Move, script: Script, said: Sequence[str], *, seed: str, n: int) -> str:
    """The words for a move; "" for silence. `said` are the texts spoken so far, `seed` varies the choice over
    interviews, `n` is the number of the turn answered. No sentence of the result stands in `said`."""
    if isinstance(move, Listen):
        return ""
    heard = {sentence for text in said for sentence in sentences(text)}
    key, choices = _content(move, script)
    wordings = _wordings(key, script.mode)
    start = crc32(f"{seed}:{key}:{n}".encode()) % len(wordings)
    turned = wordings[start:] + wordings[:start]
    before = "\n".join(said)
    for slots in choices:
        for wording in sorted(turned, key=lambda wording: _is_worn(wording, before)):
            text = _fill(wording, slots)
            if text and heard.isdisjoint(sentences(text)):
                return text
    return "" if isinstance(move, _NEEDLESS) else _last(key, choices[0], heard, n)


def _is_worn(wording: str, before: str) -> bool:
    """Whether what is fixed in a wording was said before, around other words."""
    fixed = [part for part in re.split(r"\{\w+\}", wording) if len(part) >= SHORTEST_FIXED]
    return bool(fixed) and all(part in before for part in fixed)


def _last(key: str, slots: Slots, heard: set[str], n: int) -> str:
    template = _phrases().get(f"{key}.last") or _phrases().get(f"{_family(key)}.last", "")
    assert isinstance(template, str)
    text = _fill(template, {**slots, "n": str(n)})
    fresh = [sentence for sentence in _split(text) if _plain(sentence) not in heard]
    return " ".join(fresh)


def sentences(text: str) -> set[str]:
    """The sentences of a text, plain enough to compare: case, spaces and closing marks left out."""
    return {plain for part in _split(text) if (plain := _plain(part))}


def _split(text: str) -> list[str]:
    # A full stop inside a formula ("0.5") or a quotation does not end a sentence: only one before a space does.
    return [part.strip() for part in re.split(r"(?<=[.?!])\s+|\n+", text) if part.strip()]


def _plain(sentence: str) -> str:
    return " ".join(sentence.casefold().split()).rstrip(".?! ")


def _fill(template: str, slots: Slots) -> str:
    text = re.sub(r"\{(\w+)\}", lambda match: slots.get(match[1], ""), template)
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _content(move: Move, script: Script) -> tuple[str, list[Slots]]:
    """The key of a move's wordings and its fillings, the preferred one first."""
    match move:
        case Pose():
            return "pose", [{"opening": text, "statement": script.statement} for text in script.opening]
        case Probe(line=line, angle=angle, values=values, question=question):
            return f"probe-{angle}", [{"line": _quote(line), "values": values, "question": question}]
        case Clarify(line=line, message=message):
            return "clarify", [{"line": _quote(line), "message": text} for text in (_sentence(message), "")]
        case AskWhy(milestone=name, again=again):
            step = script.step(name)
            return "ask-why" + "-again" * again, [{"title": step.title, "question": text} for text in step.why]
        case Prompt(milestone=name, words=words):
            return "prompt" + "-words" * words, [{"title": script.step(name).title}]
        case Hint(milestone=name, rung=rung):
            step = script.step(name)
            return "hint", [{"title": step.title, "hint": step.hints[rung - 1]}]
        case Give(milestone=name):
            step = script.step(name)
            return "give", [{"title": step.title, "formula": step.formulas[0]}]
        case AcceptApproach(milestone=name, write=write):
            return "accept-approach" + "-write" * write, [{"title": script.step(name).title}]
        case Comment(level=level, reply=reply, teaches=teaches):
            key = "teach" if teaches else "add" if level == "partial" and reply else level
            return f"comment-{key}", [{"reply": _ended(reply)}]
        case FollowUp(point=point, level=level, index=index):
            return f"follow-up-{level}", _questions(script, point, level, index)
        case Bridge(index=index):
            link = script.links[index]
            return "bridge", [{"question": link.question}]
        case Remark(on=topic):
            return f"remark-{topic}", [{}]
        case MoveOn(reason=reason) | Close(reason=reason):
            return f"{move.kind}-{reason}", [{}]
        case TimeReminder(share=share):
            return f"time-reminder-{share}", [{}]
        case _:
            return move.kind, [{}]


def _questions(script: Script, point: str, level: str, index: int) -> list[Slots]:
    topic = script.topic(point)
    pool: Sequence[str] = {"deeper": topic.deeper, "simpler": topic.simpler}.get(level, topic.questions)
    return [{"question": pool[(index + shift) % len(pool)]} for shift in range(len(pool))]


def _quote(line: str) -> str:
    flat = " ".join(clean(line).split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"


def _sentence(message: str) -> str:
    text = _ended(message)
    return text[:1].upper() + text[1:]


def _ended(message: str) -> str:
    text = clean(message).strip()
    return text + ("" if not text or text[-1] in ".?!" else ".")


def _wordings(key: str, mode: str) -> list[str]:
    found = (mode == "interview" and _phrases().get(f"{key}.interview")) or _phrases()[key]
    assert isinstance(found, list)
    return found


def _family(key: str) -> str:
    """ "probe-sign" falls back on "probe", "accept-approach-write" on "accept-approach"."""
    while "-" in key and f"{key}.last" not in _phrases():
        key = key.rpartition("-")[0]
    return key


@cache
def _phrases() -> dict[str, list[str] | str]:
    import yaml

    return yaml.safe_load(Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8"))
