"""What a run of letters is: a name, an operator, several names side by side, or a word of prose."""

from __future__ import annotations

import re

from interviewer.notation.lexing import joined, prose
from interviewer.notation.lexing.letters import named
from interviewer.notation.lexing.scan import Scan

_DIVERGENCES = frozenset(["KL", "JS"])  # functions of two laws, whatever else they may name
_NETWORK = re.compile(r"(?:[A-Z][a-z]{2,3}|enc|dec|net|MLP|NN|CNN)$")  # `Enc(x)`: no product of letters
_OPTIMUM = re.compile(r"\s*\\?(?:max|min)")  # arg max
_BEFORE_OPERAND = frozenset("=+-·≤≥")
_OF = re.compile(r"\s+(?:of|over)\b")
_UNITS = frozenset("nat nats bit bits".split())  # of information, behind a number
_EQUALS = re.compile(r"\s*=")
_OF_NOTHING = re.compile(r"\s*(?:[)\],;+*/−-]|$)")


def word(scan: Scan, text: str, rest: str, plain: bool = False) -> None:
    """Read a run of letters; `rest` is the line behind it, `plain` says that it was set upright."""
    if _is_behind_dot(scan) and _method(scan, text):
        return
    if len(text) == 1:
        _single(scan, text, rest)
    elif text == "integral" and scan.last("op") and scan.out[-1].text in _BEFORE_OPERAND and not _OF.match(rest):
        named(scan, "int")
    elif joined.is_label(scan, text):
        joined.label(scan, text)
    elif text in joined.ACCENTS and rest[:1] in ("(", "{"):
        scan.emit("accent", text)
    elif prose.names_kind(scan, text, rest) or prose.is_noun(scan, text, rest):
        scan.emit("word", text)
    elif _is_known(scan, text):
        scan.emit("name", text, plain)
    elif name := _symbol(scan, text, rest):
        scan.emit("name", name)
    elif _is_network(scan, text, rest) or joined.names_function(scan, text, rest):
        scan.emit("name", text, True)
    elif prose.names_law(scan, text, rest):
        scan.emit("word", text.lower())
    elif prose.is_operator_in_words(scan, text, rest):
        scan.emit("word", text)
    elif text in scan.tables.big_operators or text in scan.tables.functions:
        named(scan, text)
    else:
        _unknown(scan, text, rest, plain)


def _unknown(scan: Scan, text: str, rest: str, plain: bool) -> None:
    """Letters that no table lists."""
    scripted = bool(scan.script()) or rest[:1] in ("_", "^", "(", "[") or rest[:1] in scan.tables.subscripts
    slope = text == "do" and rest.startswith("/d")  # do/dw of an output o
    if (prose.is_stopword(scan, text, scripted) and not slope) or (text in _UNITS and scan.last("num")):
        scan.emit("word", text.lower())
    elif parts := joined.accented(scan, text):
        accent, letter = parts
        scan.emit("accent", accent)
        scan.emit("name", letter)
    elif joined.is_differential(scan, text):
        scan.emit("name", "d")
        word(scan, text[1:], rest)
    elif prose.abbreviates(scan, text, rest, scripted):
        scan.emit("word", text.lower())
    elif plain:
        scan.emit("name", text, True)
    elif len(text) > 2 and text.islower() and rest[:1] == "(":
        scan.emit("name", text, True)  # a function that nobody has introduced, no product
    elif len(text) <= 4 and not prose.is_short_word(scan, text, rest):
        joined.product(scan, text)
    elif scripted and text[0] not in "dD":
        scan.emit("name", text, True)
    else:
        scan.emit("word", text.lower())


def _is_behind_dot(scan: Scan) -> bool:
    return scan.last("op") and scan.out[-1].text == "." and not scan.spaced


def _method(scan: Scan, text: str) -> bool:
    """Take the dot back: `X.T` transposes, which is read here, `w.x` is a product, and `x.sum` as if there were none."""
    scan.out.pop()
    if text in ("T", "t"):
        scan.emit("op", "^")
        scan.emit("name", "T")
        return True
    if (len(text) == 1 or text in scan.tables.names) and scan.last("name", "close"):
        scan.emit("op", "·")
    return False


def _single(scan: Scan, text: str, rest: str) -> None:
    """A letter is a name, but for `a` and `I` in prose."""
    if (text == "a" and prose.is_article(scan, rest)) or (text == "A" and prose.is_opening_article(scan, rest)):
        scan.emit("word", "a")
    elif text == "I" and prose.is_pronoun(scan, rest):
        scan.emit("word", "we")
    else:
        scan.emit("name", text)


def _is_known(scan: Scan, text: str) -> bool:
    """A Greek letter, or a name of the problem's that is no divergence."""
    t = scan.tables
    return text in t.greek or (text in scan.known and t.functions.get(text) not in _DIVERGENCES)


def _symbol(scan: Scan, text: str, rest: str) -> str | None:
    """The name that a word stands for: `eps`, `grad`, `-inf`, `std = …`."""
    behind = bool(scan.out) and (scan.out[-1].text in ("-", "+", "→", "^") or scan.script_opened())
    if text == "inf" and (behind or rest.lstrip()[:1] in (")", "]")):
        return "infty"
    if text in scan.tables.argument_names and _is_argument(scan, rest):
        return scan.tables.argument_names[text]
    if text == "arg" and _OPTIMUM.match(rest):
        return text
    if text in ("std", "sd", "var") and (_EQUALS.match(rest) or _OF_NOTHING.match(rest)):
        return text
    if text in scan.tables.objectives and scan.last("name") and scan.out[-1].text in ("d", "partial", "nabla"):
        return scan.tables.objectives[text]
    return scan.tables.variants.get(text) or scan.tables.ascii_names.get(text)


def _is_argument(scan: Scan, rest: str) -> bool:
    """The last of `eps(x, t, null)`."""
    return bool(scan.out) and scan.out[-1].text in ("(", ",", ";", "|") and rest.lstrip(" }")[:1] in (")", ",")


def _is_network(scan: Scan, text: str, rest: str) -> bool:
    return rest[:1] == "(" and text not in scan.tables.functions and bool(_NETWORK.match(text))
