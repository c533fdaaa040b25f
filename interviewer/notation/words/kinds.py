"""Samples of a kind that the problem has a word for: `for any support vector x_s`, `s is a support vector` say α_s > 0."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = r"\$?(?:\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*)?[xX]\}?\s*(?:_\s*\{?\s*([a-z])(?:\s*\})?|\^\{?\(([a-z])\)\}?|([ᵢⱼₖₛₘₙₜ]))\$?"
_SUBSCRIPTS = dict(zip("ᵢⱼₖₛₘₙₜ", "ijksmnt", strict=True))
_WHICH = r"(?:(?:let|take|pick|choose|consider)\s+)?(?:(?:any|every|each|all|some|a|an|the|one)\s+)*"
_INDEX = re.compile(r"[A-Za-zαξ]\}?(?:_\{?([i-nst])\b|([ᵢⱼₖₛₘₙₜ])|\^\{?\(([i-n])\))")
_LABEL = r"(?:\s*(?:,\s*)?(?:with|having|of)\s+(?:label|target)s?\s+\$?[a-z]_?\{?[a-z]?\}?[ᵢⱼₖₛₘₙₜ]?\$?)?"
_VERB = r"\s+(?:satisfy|satisfies|have|has|obey|obeys|fulfil|fulfils)\b"


def with_kinds(text: str, kinds: Mapping[str, str]) -> str:
    """The text with such phrases as the conditions they stand for; `i` in a condition is the sample's index."""
    for noun in sorted(kinds, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, noun.split())) + "s?"
        if not re.search(words, text, re.I):
            continue
        said = re.compile(
            rf"(?P<let>\blet\s+)?{_NAME}\s+(?:is\s+|be\s+|are\s+|denotes?\s+)?(?:an?|any|some|one|every|each)\s+{words}\b{_LABEL}",
            re.I,
        )
        text = said.sub(lambda m, kind=kinds[noun]: _condition(kind, m.groups()[1:]), text)
        named = re.compile(
            rf"\b(?:(for|at|on|from|with|if)\s+)?{_WHICH}{words}(\s*\}}?)\s*{_NAME}{_LABEL}({_VERB})?", re.I
        )

        def put(m: re.Match[str], kind: str = kinds[noun]) -> str:
            condition = _condition(kind, m.groups()[2:-1])
            return f"{m[1] or 'for'}{m[2]} {condition}{', ' if m.groups()[-1] else ''}"

        text = named.sub(put, text)
        index = r"\$?\b([i-nst])\b\$?"
        numbered = re.compile(
            rf"{index}\s+(?:is|be)\s+(?:the\s+index\s+of\s+)?(?:an?|any|some|one)\s+{words}\b|{_WHICH}{words}\s+{index}(?=\s*(?:,|;|\(|$))",
            re.I,
        )
        text = numbered.sub(lambda m, kind=kinds[noun]: _condition(kind, m.groups()), text)
        alone = re.compile(rf"^\s*{_WHICH}{words}{_VERB}\s+", re.I)
        text = alone.sub(f"{kinds[noun]} ⇒ ", text)
        every = re.compile(rf"\b(for|at|on)\s+{_WHICH}{words}(\s*\}}?)(?=\s*(?:[,.;:)$]|$|and\b))", re.I)
        runs = _INDEX.search(text)
        if runs is not None:  # of the samples that the line speaks of
            condition = _condition(kinds[noun], runs.groups())
            text = every.sub(lambda m, said=condition: f"{m[1]}{m[2]} {said}", text)
    return text


def _condition(kind: str, scripts: tuple[str | None, ...]) -> str:
    found = next((s for s in scripts if s), "i")
    index = _SUBSCRIPTS.get(found, found)
    return re.sub(r"_i\b", f"_{index}", kind)
