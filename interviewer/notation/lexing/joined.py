"""Letters written together: labels and indices in scripts, `yhat`, `dL`, and products such as `XTXw`."""

from __future__ import annotations

import re

from interviewer.notation.lexing.scan import Scan

LABELS = frozenset(
    ["old", "new", "MAP", "MLE", "ML", "opt", "next", "prev", "ridge", "OLS"]
)  # raised, they are no power
_SAMPLES = frozenset(["TRUE", "TEST", "TRAIN"])
ACCENTS = ("hat", "bar", "tilde")
_DEFINED = re.compile(r"\([^()=]*\)\s*:?=")
_OF_TWO = re.compile(r"\(\s*\w\s*(?:,|‖|\|\|?|\\\||;)\s*\w\s*\)")
_DIFFERENTIAL = re.compile(r"(?<![A-Za-z\\])d[A-Za-zα-ω](?![A-Za-z])|\\(?:mathrm|text)\{d\}|[′']|prime")
_BEGINNINGS = frozenset(["", "word", ",", ";", ":", "⇒"])
_INDICES = frozenset("ijklmntsdx")
_SIZES = frozenset(["n", "d", "N"])


def is_label(scan: Scan, word: str) -> bool:
    """A run in a script that is a label or several indices: below always, above where it can be no product."""
    mark = scan.script_opened()
    if not mark or word in scan.tables.names or word in scan.known:
        return False
    transposed = word[0] == "T" and word not in _SAMPLES and bool(scan.script())  # the ᵀA of A^TA, the ᵀQR of Q^TQR
    return mark == "_" or word in LABELS or (word.isupper() and not transposed)


def label(scan: Scan, word: str) -> None:
    """`w_jk` has two indices, `w_ridge` a label."""
    braced = scan.out[-1].text == "{"
    base = scan.out[-3 if braced else -2 :][0]
    fan = word == "in" and base.text in _SIZES  # n_in beside n_out
    if len(word) > 3 or not set(word) <= _INDICES or fan or word == "min":
        scan.emit("name", word, True)
        return
    if not braced:
        scan.emit("open", "{")
    for letter in word:
        scan.emit("name", letter)
    if not braced:
        scan.emit("close", "}")


def accented(scan: Scan, word: str) -> tuple[str, str] | None:
    """Accent and letter of `yhat`, `alphabar`, `hatw`; None of other words."""
    names = scan.tables.names
    if word == "abar":
        return "bar", "alpha"
    for accent in ACCENTS:
        for stem in (word.removesuffix(accent), word.removeprefix(accent)):
            if stem != word and (len(stem) == 1 or stem in names):
                return accent, names.get(stem, stem)
    return None


def is_differential(scan: Scan, word: str) -> bool:
    """`dL`, `dsigma`, `dyhat`; `dd` is none."""
    of = word[1:]
    if word[0] != "d" or of == "d":
        return False
    accented_letter = any(len(of) == 1 + len(accent) and of.endswith(accent) for accent in ACCENTS)
    return (
        len(of) == 1 or of in scan.tables.objectives or of in scan.tables.names or of in scan.known or accented_letter
    )


def names_function(scan: Scan, word: str, rest: str) -> bool:
    """`odds(x) = …`, `df(λ) = …`: letters that a formula defines at its beginning as a function, where it is of no differentials.
    Capitals before two letters, `BC(p, q)`, are one anywhere: no product has a comma behind it."""
    known = word in scan.tables.functions or word in scan.tables.big_operators
    if not known and word.isupper() and _OF_TWO.match(rest):
        return True
    if known or not _DEFINED.match(rest) or scan.before() not in _BEGINNINGS:
        return False
    return (word[0] == "d" or len(word) > 2) and word.islower() and not _DIFFERENTIAL.search(rest)


def product(scan: Scan, word: str) -> None:
    """A run of letters that is no word: `Xw`, `yx`, `xTx`. A `T` between letters transposes."""
    for k, letter in enumerate(word):
        transposes = letter == "T" and k > 0 and (k + 1 < len(word) or word[k - 1] != "T")
        if transposes and "T" not in scan.known:
            scan.emit("op", "^")
        scan.emit("name", letter)
