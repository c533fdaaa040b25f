"""Gaussian models told in half prose: `prior N(w|m_0, S_0), noise precision β, design matrix Φ, posterior N(w|m_N, S_N)`.

Each phrase becomes the density that it names: a prior, a likelihood of targets that are linear in the parameter, a posterior.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NORMAL = re.compile(
    r"\$?(?:\\mathcal\s*\{?\s*N\s*\}?|\\(?:mathrm|operatorname|text|mathscr)\s*\{\s*(?:N|Normal)\s*\}|𝒩|(?<![\w\\])(?:Normal|N))\s*(?:\\left\s*)?\("
)
_SPLIT = re.compile(r"\\mid\b|\\vert\b|[|;,]")
_GREEK = r"(?:alpha|beta|gamma|lambda|sigma|tau|theta|mu|Phi|phi)(?![A-Za-z])"
_SCRIPT = r"_(?:\{(?:[^{}]|\{[^{}]*\})*\}|\w)"
_POWER = r"\^\{?[-−]?\d\}?|²|⁻¹"
_ACCENT = r"\\(?:bar|hat|tilde|overline)\s*\{?\s*[A-Za-z]\}?"
_QUANTITY = (
    rf"\$?((?:{_ACCENT}|\\[a-zA-Z]+|{_GREEK}|[^\W\d_][\u0300-\u036f]?(?![A-Za-z]))(?:{_SCRIPT})?(?:{_POWER})?)\$?"
)
_NOISE = re.compile(
    rf"(?:with\s+)?(?:Gaussian\s+|additive\s+|observation\s+|known\s+|i\.?i\.?d\.?\s+)*noise\s+(?:of\s+|with\s+|has\s+)?"
    rf"(?:the\s+|known\s+|a\s+)*(precision|variance)\s+(?:is\s+|=\s*)?{_QUANTITY}|"
    rf"(precision|variance)\s+of\s+the\s+noise\s+(?:is\s+)?{_QUANTITY}",
    re.I,
)
_NAMED = re.compile(
    rf"(?:the\s+)?(design\s+matrix|targets?(?:\s+vector)?|target\s+vector)\s+(?:is\s+)?{_QUANTITY}", re.I
)
_LETTER_FIRST = re.compile(  # β = 1/σ² for the noise precision and Φ for the design matrix
    rf"{_QUANTITY}(?P<value>\s*=\s*[^,;$]+\$?)?\s+(?:for|denotes?|is|are|be|as)\s+(?:the\s+|our\s+)?"
    rf"(?P<noun>design\s+matrix|(?:vector\s+of\s+)?targets?(?:\s+vector)?|noise\s+(?:precision|variance))\b(?!\s*=)",
    re.I,
)
_DRESS = re.compile(r"\\(?:mathbf|boldsymbol|bm|vec|mathsf|mathbfsf)\s*\{\s*(\\?[A-Za-z]+|[01])\s*\}")
_SAMPLE = re.compile(
    rf"{_QUANTITY}\s+(?:independent\s+|i\.?i\.?d\.?\s+|Gaussian\s+|normal\s+)*(?:observations|samples|data\s+points|measurements)\s+"
    rf"(?:each\s+)?(?:of|with)\s+(?:known\s+)?variance\s+{_QUANTITY}"
    rf"(?:\s+(?:and|with)\s+(?:the\s+)?(?:sample\s+|empirical\s+)?(?:mean|average)\s+{_QUANTITY})?",
    re.I,
)
_UNKNOWN = re.compile(r"\$?(\\[a-z]+|[^\W\d_])\$?\s*(?:~|∼|\\sim)\s*$")
_PARAMETERS = ("w", r"\theta", "θ", "theta", r"\mu", "μ", "mu", r"\beta", "β", "beta")
_UNKNOWN_LAW = re.compile(  # μ ~ N(…), p(w|α) = N(…)
    r"(?:~|∼|\\sim)\s*\$?(?:\\mathcal|\\mathrm|N|𝒩)|p\s*\([^()]*\)\s*=\s*(?:\\mathcal|N|𝒩)"
)
_WORDS = {"prior": r"\bprior\b", "posterior": r"\bposterior\b", "likelihood": r"\blikelihood\b"}
_PRODUCT = re.compile(r"(?:\\prod|Π|∏|prod)\s*_?\{?[^N𝒩\\]*$")
_RELATION = re.compile(r"[=~∼∝]|\\sim|\\propto")


@dataclass(frozen=True)
class _Law:
    """`N(point| mean, spread)` in a text, with the words before it."""

    start: int
    end: int
    point: str
    mean: str
    spread: str
    said: str


def gaussians_told(setup: Sequence[str], step: str) -> list[str]:
    """The set-up with such phrases as formulas; the same where it tells no such model."""
    everything = _DRESS.sub(r"\1", " ".join((*setup, step)))
    plain = [_LETTER_FIRST.sub(_noun_first, _DRESS.sub(r"\1", text)) for text in setup]
    if not _is_model(plain, everything):
        return list(setup)
    out: list[str] = []
    told = False
    for text, bare in zip(setup, plain, strict=True):
        formulas, rest = _told(bare, everything)
        told = told or bool(formulas)
        out += [*formulas, *([rest] if formulas and _RELATION.search(rest) else []), *([] if formulas else [text])]
    return out if told else list(setup)


def _noun_first(m: re.Match[str]) -> str:
    noun = "targets" if "target" in m["noun"].lower() else m["noun"]
    return f"{noun} ${m[1]}$" + (f", ${m[1]}{m['value'].rstrip('$')}$" if m["value"] else "")


def _is_model(setup: Sequence[str], everything: str) -> bool:
    """Whether the lines say both what a parameter is like and how data depend on it."""
    laws = [law for text in setup for law in _laws(text)]
    spoken = {law.point for law in laws if law.said in ("prior", "posterior") and law.point}
    parameters = all(p in _PARAMETERS for p in spoken) and any(_stands(p, everything) for p in _PARAMETERS)
    of_data = any(_NOISE.search(t) or _SAMPLE.search(t) for t in setup) or any(w.said == "likelihood" for w in laws)
    of_it = any(law.said in ("prior", "posterior") for law in laws) or any(_UNKNOWN_LAW.search(t) for t in setup)
    return parameters and of_data and of_it


def _told(text: str, everything: str) -> tuple[list[str], str]:
    """The formulas of a linear Gaussian model that a text tells, and what else it says."""
    laws = [law for law in _laws(text) if law.said]
    noise, sample = _NOISE.search(text), _SAMPLE.search(text)
    if not (noise or sample or laws):
        return [], text
    unknown = next((law.point for law in laws if law.said in ("prior", "posterior") and law.point), "") or _parameter(
        text, everything
    )
    called = {
        "matrix" if m[1].lower().startswith("design") else "target": re.sub(rf"(?:{_SCRIPT})$", "", m[2])
        for m in _NAMED.finditer(text)
    }
    target = called.get("target") or ("t" if re.search(r"(?<![A-Za-z\\])t(?![A-Za-z])", everything) else "y")
    design = called.get("matrix") or next((m for m in (r"\Phi", "Φ", "Phi", "X") if _stands(m, everything)), "")
    formulas: list[str] = []
    cut: list[tuple[int, int]] = []
    for law in laws:
        if law.said == "prior":
            formulas.append(f"p({unknown}) = N({unknown}; {law.mean}, {law.spread})")
        elif law.said == "posterior":
            formulas.append(f"p({unknown}|{target}) = N({unknown}; {law.mean}, {law.spread})")
        elif design:
            formulas.append(f"p({target}|{unknown}) = N({target}; {design} {unknown}, {_number(law.spread)} I)")
        else:
            formulas.append(f"p({law.point}|{unknown}) = N({law.point}; {law.mean}, {law.spread})")
        cut.append((law.start, law.end))
    if noise:
        kind, value = (noise[1], noise[2]) if noise[1] else (noise[3], noise[4])
        variance = f"{value}^{{-1}}" if kind.lower() == "precision" else value
        formulas.append(_likelihood(target, unknown, design, variance, everything))
        cut.append(noise.span())
    if sample:
        count, variance, mean = sample.groups()
        density = f"\\prod_{{i=1}}^{{{count}}} N(x_i; {unknown}, {variance})"
        formulas.append(f"p(x_1, ..., x_{count}|{unknown}) = {density}")
        if mean:
            formulas.append(f"{mean} = \\frac{{1}}{{{count}}} \\sum_{{i=1}}^{{{count}}} x_i")
        cut.append(sample.span())
    cut += [m.span() for m in _NAMED.finditer(text)]
    rest = text
    for start, end in sorted(cut, reverse=True):
        rest = rest[:start] + rest[end:]
    return [f for f in formulas if f], re.sub(r"^[\s,;:.$]+|(?:,\s*)+(?=,)|[\s,;:.]+$", "", rest)


def _likelihood(target: str, unknown: str, design: str, variance: str, everything: str) -> str:
    """Targets linear in the parameter, or by a model y(x, w) of which nothing is said."""
    if design:
        return f"p({target}|{unknown}) = N({target}; {design} {unknown}, {variance} I)"
    if re.search(rf"(?<![A-Za-z\\])y\s*\(\s*x(?:{_SCRIPT})?\s*,\s*{re.escape(unknown)}", everything):
        return f"p({target}_n|{unknown}) = N({target}_n; y(x_n, {unknown}), {variance})"
    features = r"\phi(x_n)" if re.search(r"(?:\\phi|φ|phi)\s*\(", everything) else "x_n"
    return f"p({target}_n|{unknown}) = N({target}_n; {unknown}^T {features}, {variance})"


def _laws(text: str) -> list[_Law]:
    """The normal laws in a text, each with the word that says which part of a model it is."""
    found: list[_Law] = []
    for m in _NORMAL.finditer(text):
        end = _closing(text, m.end())
        parts = _parts(text[m.end() : end - 1].replace(r"\right", "").replace(r"\left", ""))
        before = re.split(r"[,;.]|\band\b", text[: m.start()])[-1]
        said = next(
            (kind for kind in ("posterior", "likelihood", "prior") if re.search(_WORDS[kind], before, re.I)), ""
        )
        start = m.start() - (len(before) if said else 0)
        if len(parts) not in (2, 3) or _RELATION.search(_PRODUCT.sub("", before)):
            continue
        point, mean, spread = ("", *parts) if len(parts) == 2 else parts
        end += text[end : end + 1] == "$"
        found.append(_Law(start, end, point, mean, spread, said))
    return found


def _closing(text: str, at: int) -> int:
    depth = 1
    while at < len(text) and depth:
        depth += (text[at] in "([{") - (text[at] in ")]}")
        at += 1
    return at


def _parts(inside: str) -> list[str]:
    """What commas, bars and semicolons part at the top level of a pair of brackets."""
    parts, last, depth = [], 0, 0
    for m in re.finditer(rf"[(\[{{]|[)\]}}]|{_SPLIT.pattern}", inside):
        if m[0] in "([{":
            depth += 1
        elif m[0] in ")]}":
            depth -= 1
        elif not depth:
            parts.append(inside[last : m.start()].strip())
            last = m.end()
    return [*parts, inside[last:].strip()]


def _parameter(text: str, everything: str) -> str:
    """The letter with a law of its own before any other, else the usual one that is spoken of."""
    for m in _NORMAL.finditer(text):
        if (named := _UNKNOWN.search(text[: m.start()])) is not None:
            return named[1]
    return next((n for n in _PARAMETERS if _stands(n, everything)), "w")


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", text) is not None


def _number(spread: str) -> str:
    """A variance without the unit matrix beside it."""
    return re.sub(r"\s*(?:\\mathbf\{I\}|I)(?:_\w)?\s*$", "", spread)
