"""Models and claims told in words: `k heads in n tosses, prior Beta(a, b)`, `the posterior variance is …`, as formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from interviewer.checking.own.belief import Belief
from interviewer.checking.own.categories import categories_told
from interviewer.checking.own.laplace import laplace_told
from interviewer.checking.own.linear import gaussians_told
from interviewer.checking.own.noised import with_densities
from interviewer.checking.own.pieces import left_over, statements

MAX_SPOKEN = 600  # characters: searching takes the square of them, and no model is told in more

_LETTER = r"\\?[^\W\d_]+(?:_\{?\w+\}?)?\d?[₀-₉ₐ-ₜ]*"
_NAME = rf"\$?({_LETTER})\$?"
_TRIALS = r"(?:coin\s+)?(?:tosses|flips|trials|throws|draws)"
_SPELT = dict(zip("zero one two three four five six seven eight nine ten".split(), map(str, range(11)), strict=True))
_COUNT = rf"\$?(\d+|{'|'.join(_SPELT)}|(?:\\[a-z]+|[^\W\d_])(?:_\{{?\w+\}}?)?\d?[₀-₉ₐ-ₜ]*)\$?"  # no word
_TOSSED = r"(?:tossed|flipped|thrown|toss|flip|throw|tossing|flipping|throwing|repeated|repeat)"
_SUCCESSES = re.compile(
    rf"\b{_COUNT}\s+(?:(?:are|were|c[ao]me\s+up)\s+)?(?:heads?|success(?:es)?)\b(?!\s*(?:probab|rate))(?:\s+(?:in|out\s+of|from|among)\b)?"
)
_TRIED = re.compile(rf"\b{_COUNT}\s+{_TRIALS}\b|\b{_TOSSED}\b(?:\s+(?:a|the|this)\s+\w+)?\s+{_COUNT}\s+times\b")
_TAILS = re.compile(rf"(?:,|\band)?\s*\b{_COUNT}\s+(?:tails?|failures?)\b(?:\s+(?:are|were)\s+observed)?")
_FAMILY = "Beta|Gamma|Laplace|Exponential|Exp"
_PRIOR = re.compile(
    rf"(?:an?\s+)?(?:prior\s+)?\$?(?:\\(?:mathrm|text|operatorname)\{{(?P<macro>{_FAMILY})\}}|(?P<plain>{_FAMILY}))"
    r"\s*\((?P<shapes>[^()]*)\)\$?(?:\s+prior)?"
)
_FLAT = re.compile(
    rf"(?:a\s+)?(?:uniform|flat|constant)\s+prior(?:\s+(?:on|for|over)\s+{_NAME})?(?:\s+on\s+\[0\s*,\s*1\])?", re.I
)
_ON = re.compile(rf"\s*(?:on|for)\s+(?:the\s+)?{_NAME}")
_CHANCE = re.compile(
    rf"\s*,?\s*(?:with|where|and|,)?\s*(?:P|p|Pr)\s*\(\s*(?:heads?|H|success|1|x\s*=\s*1)\s*\)\s*=\s*{_NAME}|"
    rf"\s*,?\s*(?:with|each|and)\s+(?:a\s+)?(?:success\s+)?(?:probability|chance)(?:\s+of\s+(?:heads?|success))?\s+{_NAME}"
)
_FORMULA = re.compile(
    r"[pPf]\s*\([^()=~]*(?:\||\\mid)[^()=~]*\)\s*(?:=|∝|\\propto)|(?:~|∼|\\sim)\s*\$?\\?\w*\{?(?:Bin|Bern|Cat|Mult)"
)
_PARAMETERS = (
    "theta",
    r"\theta",
    "θ",
    r"\pi",
    "π",
    "pi",
    "p",
    "q",
    r"\mu",
    "μ",
    r"\phi",
    "φ",
    r"\lambda",
    "λ",
    "lambda",
)


def as_formulas(setup: Sequence[str], step: str) -> list[str]:
    """The set-up with models that its words tell written as formulas."""
    if any(len(text) > MAX_SPOKEN for text in (*setup, step)):
        return list(setup)
    setup = with_densities(setup, step)
    setup = laplace_told(gaussians_told([piece for text in setup for piece in statements(text)], step), step)
    if any(map(_FORMULA.search, setup)):
        return list(setup)  # the words only name what a formula says
    out: list[str] = []
    for text in setup:
        unknown = _parameter(setup, step)
        rest, told = _WORDS.sub(r" \1 ", text), list[str]()
        if experiment := _experiment(rest):
            successes, failures, rest = experiment
            seen = "D" if successes.isdigit() else successes  # of which the posterior is taken, p(θ|k)
            told.append(f"p({seen}|{unknown}) = {unknown}^{{{successes}}} (1-{unknown})^{{{failures}}}")
        if told and (match := _CHANCE.search(rest)):
            told = [t.replace(unknown, match[1] or match[2]) for t in told]
            unknown, rest = match[1] or match[2], rest[: match.start()] + rest[match.end() :]
        if (match := _PRIOR.search(rest)) and not re.search(r"(?:~|∼|=|\\sim)\s*\$?$", rest[: match.start()]):
            if "prior" in match.group() or told:
                on = _ON.match(rest, match.end())
                *of, shapes = re.split(r"\||\\mid\b|;", match["shapes"])  # Beta(θ | a, b)
                family = match["macro"] or match["plain"]
                told.append(f"{of[0] if of else on[1] if on else unknown} ~ {family}({shapes})")
                rest = rest[: match.start()] + rest[on.end() if on else match.end() :]
        if told and (match := _FLAT.search(rest)):
            told.append(f"p({match[1] or unknown}) ∝ 1")
            rest = rest[: match.start()] + rest[match.end() :]
        if not any("~ Gamma" in t or "~ Exp" in t or "~ Lap" in t for t in told):  # of no shares
            rest = categories_told(rest, unknown, told, any(unknown in t for t in (step, *setup)))
        out += told
        out += left_over(rest) if told else [text]
    return [t for t in out if t]


def _experiment(text: str) -> tuple[str, str, str] | None:
    """How often each outcome came: `k heads in n tosses`, `tossed n times … shows k heads`, `h heads and t tails`; and the rest."""
    successes = _SUCCESSES.search(text)
    others = [(p, m) for p in (_TAILS, _TRIED) if (m := p.search(text))]
    if successes is None or not others:
        return None
    pattern, match = others[0]
    heads, other = (next(_SPELT.get(g, g) for g in m.groups() if g) for m in (successes, match))
    failures = other if pattern is _TAILS else f"{other}-{heads}"
    for m in sorted((successes, match), key=lambda m: -m.start()):
        text = text[: m.start()] + text[m.end() :]
    return heads, failures, text


def _parameter(setup: Sequence[str], step: str) -> str:
    """The letter of which the step or the set-up speaks as the parameter."""
    for text in (step, *setup):
        for name in _PARAMETERS:
            marked = rf"(?<![A-Za-z\\]){re.escape(name)}(?:\s*_?\{{?\\?(?:mathrm|text)?\{{?MAP|_MLE|\^?hat|\s*\||\s+the\s+prob)"
            if re.search(marked, text) or f"hat{{{name}}}" in text or f"hat {name}" in text or f"hat{name}" in text:
                return name
    return next((n for n in _PARAMETERS[:6] for t in (step, *setup) if n in t), "θ")


_VERB = r"\s+(?:is|equals|becomes|=|reads)\s+(?!the\b|a\b|an\b|not\b)"
_OF = r"(?:\s+(?:of|for)\s+\$?\\?\w+\$?)?"
_WORDS = re.compile(r"\\(?:text|mathrm|mbox)\{([^{}]*\s[^{}]*)\}")
_LOG_POSTERIOR = re.compile(  # `log posterior: n log r − r(1 + Σ t_i) + const, so …`
    r"^\s*(?:the\s+)?(?P<sign>neg(?:\.|ative)\s+)?log[- ]posterior"
    r"(?:\s+(?:of\s+\$?\\?\w+\$?|up\s+to\s+(?:a\s+constant|constants)))?\s*:\s*"
    r"(?=[^=]*?(?:\+|-|−)[^=]*?(?:,|;|$|\bso\b|\bhence\b|⇒|=>))",
    re.I,
)
_SLOPE_ZERO = re.compile(
    r"^\s*(?:setting\s+)?(?:the\s+)?(?:log[- ]posterior\s+(?:derivative|gradient|slope)|"
    r"(?:derivative|gradient|slope)\s+of\s+the\s+log[- ]posterior)\s*(?:=|to)\s*(?:0|zero)\s*"
    r"(?:⇒|=>|\\Rightarrow|->|→|gives|yields|:)\s*",
    re.I,
)
_CLAIMS: tuple[tuple[re.Pattern[str], Callable[[str, str], str]], ...] = (
    (re.compile(rf"\b(?:the\s+)?posterior\s+variance{_OF}{_VERB}", re.I), lambda u, d: f"Var({u}|{d}) = "),
    (re.compile(rf"\b(?:the\s+)?posterior\s+precision{_OF}{_VERB}", re.I), lambda u, d: f"1/Var({u}|{d}) = "),
    (re.compile(rf"\b(?:the\s+)?posterior\s+(?:mean|expectation){_OF}{_VERB}", re.I), lambda u, d: f"E[{u}|{d}] = "),
    (re.compile(rf"\b(?:the\s+)?(?:MAP(?:\s+estimate)?|posterior\s+mode){_VERB}"), lambda u, d: f"{u}_MAP = "),
    (re.compile(rf"\b(?:the\s+)?(?:MLE|maximum[ -]likelihood\s+estimate){_VERB}"), lambda u, d: f"{u}_MLE = "),
    (
        re.compile(
            r"\b(?:the\s+)?posterior\s+(?:is|becomes)\s+(?:again\s+)?(?:a\s+)?(?=\$?\\?\w*\{?(?:Beta|N|Gamma|Dir)\b)"
        ),
        lambda u, d: f"{u}|{d} ~ ",
    ),
)


_IS_THE = re.compile(
    rf"{_NAME}(\^2|\^\{{2\}}|²)?\s+(?:is|denotes|being|be)\s+the\s+posterior\s+(variance|mean|precision)\b"
)
_MINIMISES = re.compile(  # w_MAP minimises …
    r"(?<=[}P\w)])\$?\s+(?:also\s+|is\s+the\s+)?(minimi[sz]e[sr]|maximi[sz]e[sr])(?:\s+of)?(?:\s+the)?\s*:?\s+(?=[$\\\w(½‖])",
    re.I,
)
_MOMENTS = {"variance": "Var({u}|{d})", "mean": "E[{u}|{d}]", "precision": "1/Var({u}|{d})"}


def as_claim(text: str, belief: Belief) -> str:
    """The step with what its words name about the model's posterior written as a formula."""
    if len(text) > MAX_SPOKEN:
        return text
    data = next(iter(sorted(belief.data)), "D")
    plain = _WORDS.sub(r" \1 ", text)
    text = plain if any(p.search(plain) for p in (_IS_THE, _MINIMISES, *(p for p, _ in _CLAIMS))) else text
    text = _IS_THE.sub(
        lambda m: f"{m[1]}{m[2] or ''} = {_MOMENTS[m[3]].format(u=belief.unknown, d=data)}", text
    )  # where σ_N² is the posterior variance
    text = _MINIMISES.sub(lambda m: f" = \\arg\\{m[1][:3].lower()}_{{{belief.unknown}}} ", text)
    text = _SLOPE_ZERO.sub("", text)
    text = _LOG_POSTERIOR.sub(lambda m: f"{'-' if m['sign'] else ''}log p({belief.unknown}|{data}) = ", text)
    for pattern, spelt in _CLAIMS:
        text = pattern.sub(lambda m, spelt=spelt: spelt(belief.unknown, data), text)
    return text
