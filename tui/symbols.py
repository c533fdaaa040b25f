"""What was typed as it is meant: `\\alpha`, `alpha_i`, `sum_i`, `X^T`, `<=` as α, αᵢ, Σᵢ, Xᵀ, ≤. Typed text is never changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import SimpleNamespace

import yaml

from interviewer.notation.tables import tables

LONGEST = 2_000  # characters; a longer line is shown as typed, for typing must never wait
MOST_INDICES = 2  # letters behind `_` that are indices, `x_ij`; a longer word is a label

_TOKEN = re.compile(
    r"""(?P<font>\\(?P<style>mathbb|mathcal)\{(?P<letter>[A-Z])\})
    |\\(?P<command>[A-Za-z]+|[|{}])
    |(?P<transpose>\^(?:\{\s*(?:T|\\top|\\intercal|ᵀ)\s*\}|T(?![A-Za-z])|\\top(?![A-Za-z])|ᵀ))
    |(?P<low>_(?:\{[^{}]*\}|\\[A-Za-z]+|[A-Za-z]+(?![A-Za-z_])|\d+|[^\W_]))
    |(?P<high>\^(?:\{[^{}]*\}|\\[A-Za-z]+|[^\W_]))
    |(?P<relation><=>|=>|<=|>=|!=|->|\|\|)
    |(?P<word>(?<![A-Za-z\\])[A-Za-z]+)""",
    re.VERBOSE,
)


@cache
def _data() -> SimpleNamespace:
    data = yaml.safe_load(files("tui").joinpath("symbols.yaml").read_text("utf-8"))
    t = tables()
    greek = {name: char for char, name in reversed(t.letters.items()) if name in t.greek}  # σ before its final form ς
    data["commands"] = {"Pi": "Π", "Sigma": "Σ"} | greek | data["commands"]
    data["low"] = {v: k for k, v in t.subscripts.items() if len(v) == 1}
    data["high"] = {v: k for k, v in t.superscripts.items() if len(v) == 1} | {"T": "ᵀ"}
    data["words"] = {word: data["commands"].get(word, {"eps": "ε"}.get(word, word)) for word in data["words"]}
    return SimpleNamespace(**data)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is shown. `starts[c]` is the place in `text` of the typed column c; it has one entry more than the
    line has characters."""

    text: str
    starts: tuple[int, ...]

    def typed(self, index: int) -> int:
        """The typed column that a place in the shown text belongs to."""
        return min(bisect_left(self.starts, index), len(self.starts) - 1)


def show_line(line: str, cursor: int | None = None) -> Shown:
    """The line with names, scripts and relations as Unicode. The token that the cursor stands inside stays as typed, so
    that it can be edited; what has no such form stays as typed too."""
    if len(line) > LONGEST:
        return Shown(line, tuple(range(len(line) + 1)))
    out: list[str] = []
    starts: list[int] = []
    length = at = 0
    for start, end, shown in _tokens(line):
        if cursor is not None and start < cursor < end:
            continue
        starts.extend(range(length, length + start - at))
        length += start - at
        out += (line[at:start], shown)
        starts.extend([length] + [length + len(shown)] * (end - start - 1))
        length += len(shown)
        at = end
    starts.extend(range(length, length + len(line) - at + 1))
    out.append(line[at:])
    return Shown("".join(out), tuple(starts))


def pretty(text: str) -> str:
    """The text as it is shown."""
    return show_line(text).text


def _tokens(line: str) -> list[tuple[int, int, str]]:
    """Start, end and replacement of each token that is shown otherwise than typed."""
    bare = not reads_as_prose(line)
    found = []
    for match in _TOKEN.finditer(line):
        shown = _replacement(match, bare)
        if shown is not None and shown != match[0]:
            found.append((match.start(), match.end(), shown))
    return found


def _replacement(match: re.Match[str], bare: bool) -> str | None:
    data = _data()
    whole = match[0]
    match match.lastgroup:
        case "letter" | "style" | "font":
            return data.fonts[match["style"]].get(match["letter"])
        case "command":
            return data.commands.get(match["command"])
        case "transpose":
            return "ᵀ"
        case "low" | "high" as place:
            inner = whole[1:].removeprefix("{").removesuffix("}")
            if whole[1] not in "{\\" and inner.isascii() and inner.isalpha() and len(inner) > MOST_INDICES:
                return _named(whole[0], inner)  # `x_train` is a label
            return _script(inner, getattr(data, place)) or _named(whole[0], inner)
        case "relation":
            return data.relations[whole]
    scripted = match.string[match.end() : match.end() + 1] in ("_", "^")
    if not (bare or scripted):
        return None
    differential = data.words.get(whole[1:]) if whole[0] == "d" and whole[1:] in tables().greek else None  # dsigma
    return data.words.get(whole) or (f"d{differential}" if differential else None)


def _script(inner: str, table: dict[str, str]) -> str | None:
    if "\\" in inner or inner.isalpha():
        names = _data().commands | _data().words
        inner = re.sub(r"\\?([A-Za-z]+)", lambda m: names.get(m[1], m[0]) if len(m[1]) > 1 else m[0], inner)
    inner = inner.replace(" ", "").replace("−", "-")
    return "".join(table[c] for c in inner) if inner and all(c in table for c in inner) else None


def _named(mark: str, inner: str) -> str | None:
    """`_theta` has no raised or lowered form, but a letter: `_θ`."""
    name = inner.removeprefix("\\")
    return mark + _data().commands[name] if len(name) > 1 and name in _data().commands else None


_PROSE = re.compile(r"(?<![A-Za-z\\_^{])[A-Za-z]{3,}(?![A-Za-z(_^{])")


def reads_as_prose(line: str) -> bool:
    """Whether bare words on this line are words: two or more of them are no names of letters or functions."""
    known = _data().words
    return sum(word not in known and word not in _data().functions for word in _PROSE.findall(line)) >= 2


@cache
def completable() -> dict[str, tuple[str, str, bool]]:
    """Names that completion offers: how each looks, what it inserts (a bar marks the cursor in a template with braces),
    and whether it is offered without a backslash."""
    data = _data()
    names = {name: (char, f"\\{name}", name in data.words) for name, char in data.commands.items() if name.isalpha()}
    return names | {name: (shown, template, False) for name, (shown, template) in data.snippets.items()}
