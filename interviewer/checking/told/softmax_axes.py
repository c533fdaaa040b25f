"""Along what a softmax of scores runs: of each row, where neither words nor the candidate's convention say `of each column`.

`softmax_{col}(S)`, `softmax(S) column-wise`, `softmax over the queries`, `each column normalised`; where tokens are columns, scores kᵢᵀqⱼ are the
shares of a query down a column: an unsaid softmax runs over the keys, whichever of the two the scores name first. What an earlier line says of
the softmax itself, in words or as `softmax(S)ᵢⱼ = exp Sᵢⱼ/Σₗ exp Sₗⱼ`, holds for every later one of which nothing else is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.checking.problem.column_worlds import tells_columns
from interviewer.checking.problem.world import Shares, World
from interviewer.notation.lexing.axes import closing

_FONT = r"(?:\\(?:text|mathrm|operatorname\*?|mathsf|textrm|textsf|rm)\s*\{\s*)"
_LABEL = re.compile(
    rf"([Ss]oft[Mm]ax\s*\}}?)\s*_\s*(?:\{{\s*{_FONT}?[\w\s,-]*?(row|col)[\w\s-]*\}}?\s*\}}|(row|col)[a-z]*)"
)
_SOFTMAX = re.compile(
    r"(?<![A-Za-z])[Ss]oft[Mm]ax(?=\s*\}?\s*(?:\\[!,;]\s*)*(?:\\(?:left|[bB]ig+[lr]?)\s*)?(?P<open>[\[({]|\\\{))"
)
_EACH = r"(?:each|every|per|individual|single)\s+(?:individual\s+|single\s+)?"
_WISE = re.compile(r"\b(row|colum)n?[-\s]?wise\b|\b(row|column)\s+by\s+(?:row|column)\b", re.I)
_OF_EACH = re.compile(
    rf"\b(?:softmax|normali[sz]\w+|taken|applied|act(?:s|ing)|works|over|along|of|in|down|within|to|per|for)\s+(?:(?:is|it|the|over|along|to|on|of|in|within|for|scores)\s+)*"
    rf"(?:{_EACH}|(?<=per\s))(row|column)s?\b(?!\s+(?:index|of\s+(?:V|X|the\s+values?|values?)\b))",
    re.I,
)
_NORMALISED = re.compile(  # `each row of S normalised`, `columns normalised`, `normalised down the columns`
    r"\b(row|column)s?(?:\s+of\s+(?:the\s+\w+|\S{1,12}))?\s+(?:(?:is|are|being|each)\s+)*normali[sz]ed\b|\b(?:down)\s+(?:the\s+|its\s+)?(column)s\b",
    re.I,
)
_SUMMING = re.compile(  # what sums to one for it is a softmax: no claim
    r",?\s*(?:\\text\s*\{\s*)?(?:\(|\b(?:where|with|such\s+that))\s*(?:each|every|all|the)\s+(row|column)s?\s+sum(?:s|ming)?\s+(?:up\s+)?to\s+(?:1|one)\b\s*\)?(?:\s*\})?",
    re.I,
)
_OVER = re.compile(
    r"\b(?:over|along|across|by)\s+(?:the\s+|all\s+)?(row|column)s?\b(?!\s*(?:ind|dim|axis|[a-z]\b))", re.I
)
_SAID_OF_IT = re.compile(  # `…, with a column-wise softmax`, `where the softmax is taken over each column`
    r",?\s*(?:\(\s*)?(?:with|using|where|for)\s+(?:an?|the)\s+(?:row|column)[-\s]?wise\s+softmax\b(?!\s*[(\[{\\_])(?:\s*\))?",
    re.I,
)
_STACKING = re.compile(r"\b(?:concat|stack)\w*", re.I)
_BY_ENTRIES = re.compile(  # softmax(S)_{ij} = exp S_ij / Σ_l exp S_lj
    r"[Ss]oft[Mm]ax\}?\((?P<m>\w)\)[_\[]\{?(?P<i>\w),?(?P<j>\w)[\]}]?:?=[^;=]*?(?:Σ|∑|\\sum|\bsum)_?[{(]?(?P<l>\w)[^;=]*?(?P=m)[_\[]\{?(?P<at>\w,?\w)"
)
_SPACING = re.compile(r"\\(?:left|right|[bB]ig+[lr]?|limits|nolimits|[!,;: ])|\s+")
_CODED = re.compile(r"\b(?:axis|dim)\s*=")
_SET = re.compile(r"(?<![A-Za-z\\])([A-Z])\s*:?=(?!=)")


def with_axes(world: World, setup: Sequence[str], text: str) -> tuple[list[str], str]:
    """The lines with every softmax of each column called so."""
    lines = [*setup, text]
    if world.shares is None or not any(_SOFTMAX.search(line) or _LABEL.search(line) for line in lines):
        return list(setup), text
    turned = tells_columns(world, lines)
    out, convention = list[str](), ""
    for k, line in enumerate(lines):
        convention = _convention(line, world.shares, turned) or convention
        out.append(_labelled(line, world.shares, lines[: k + 1], turned, convention))
    return out[:-1], out[-1]


def _convention(line: str, shares: Shares, turned: bool) -> str:
    """Along what every softmax runs from this line on: by its entries, or in words about no one softmax."""
    if entries := _BY_ENTRIES.search(_SPACING.sub("", line)):
        i, j, runs, at = entries["i"], entries["j"], entries["l"], entries["at"].replace(",", "")
        return {runs + j: "column", i + runs: "row"}.get(at, "any")
    of_all = "softmax" in line.lower() and not (_SOFTMAX.search(line) or _LABEL.search(line))
    return _said(line, shares, turned) if of_all else ""


def _labelled(line: str, shares: Shares, so_far: Sequence[str], turned: bool, convention: str) -> str:
    """A line whose softmaxes say along what they run, by its words or by what stands in columns."""
    if _CODED.search(line):
        return line  # code says it itself
    line = _LABEL.sub(lambda m: f"{(m[2] or m[3]).lower()}{m[1].lower()}", line)
    said = _said(line, shares, turned) or convention
    out, at = "", 0
    for match in _SOFTMAX.finditer(line):
        end = closing(line, match.end("open"))
        inside = line[match.end("open") : end]
        down = said == "column" if said in ("row", "column") else turned and _keys_first(inside, shares, so_far)
        if said == "of":  # over what has the shares: the other way
            down = not down
        out += line[at : match.start()] + ("colsoftmax" if down else "anysoftmax" if said == "any" else match[0])
        at = match.end()
    out += line[at:]
    return _SAID_OF_IT.sub("", _SUMMING.sub("", out) if _SOFTMAX.search(line) else out)


def _said(line: str, shares: Shares, turned: bool) -> str:
    """What the line's words say that a softmax runs along or over."""
    if not _STACKING.search(line) and (wise := _WISE.search(line)):
        return "row" if (wise[1] or wise[2]).lower().startswith("row") else "column"
    for told in (_OF_EACH, _NORMALISED, _SUMMING):
        if each := told.search(line):
            return (each[1] or each[2]).lower()
    if over := _OVER.search(line):
        return (
            over[1].lower() if turned or over[1].lower() == "row" else "any"
        )  # down each column, or through all of them?
    for way, words in (("over", shares.words_over), ("of", shares.words_of)):
        if re.search(rf"\b(?:over|across)\s+(?:the\s+|all\s+)*(?:{'|'.join(map(re.escape, words))})\b", line, re.I):
            return way
    return ""


def _keys_first(scores: str, shares: Shares, so_far: Sequence[str]) -> bool:
    """Whether scores have the keys in their rows; those of a name as the last line has that sets it."""
    letters = rf"[{shares.over}{shares.of}{shares.over.lower()}{shares.of.lower()}]"
    found = re.search(rf"(?<![A-Za-z\\])(?:W\s*[_^]\s*\{{?\s*\(?({letters})|({letters.upper()}))(?![A-Za-z])", scores)
    if found:
        return (found[1] or found[2]).upper() == shares.over
    for name in re.findall(r"(?<![A-Za-z\\])([A-Z])(?![A-Za-z])", scores):
        for line in reversed(so_far):
            for match in _SET.finditer(line):
                body = re.split(r"[;=]|,\s", line[match.end() :], maxsplit=1)[0]
                if match[1] == name and name not in body:
                    return _keys_first(body, shares, ())
    return True
