"""A line before it is cut: what code, accents in words, ranges and ordinals say, in the spelling the lexer reads."""

from __future__ import annotations

import re
import unicodedata

from interviewer.notation.cleaning import clean
from interviewer.notation.lexing.arraycode import as_formulas
from interviewer.notation.lexing.slices import without_slices
from interviewer.notation.lexing.statements_of_code import spelt_out

_MODULE = re.compile(
    r"\b(?:torch|np|numpy|scipy|tf|jnp|math|F(?=\.softmax))\.(?:(?:linalg|special|nn|functional)\.)*(?=[a-z])"
)  # `torch.sum(logvar.exp())`: code for Σ exp
_POWER = re.compile(r"\b(\w+)\.pow\((\d)\)")
_METHOD = re.compile(r"\b(\w+)\.(exp|log|sum|sqrt|abs)\(\)")
_HESSIAN = re.compile(  # of a function
    r"\\operatorname\{[Hh]ess\}|\\mathrm\{[Hh]ess\}|(?<![A-Za-z\\])[Hh]ess(?=_|\s*[(A-Zℒ\\ℓ])"
)
_ACCENT = re.compile(r"(?<![A-Za-z\\])([A-Za-z]+)(?:_?(\d+)_?|_)(tilde|hat|bar)(?![A-Za-z])")
_ACCENT_FIRST = re.compile(r"(?<![\w\\])(tilde|hat|bar)_([A-Za-z]+)(?=_|\b)")  # tilde_beta_t
_WHOLE_FLOAT = re.compile(r"(?<![\w.])(\d+)\.(?=\s*[-+*/)])")  # (1. - beta)
_PREDICTED = re.compile(  # `x0_pred`, `pred_x0`
    r"(?<![A-Za-z\\_])([A-Za-z])_?(\d)_pred(?![A-Za-z_])|(?<![A-Za-z\\_])pred_([A-Za-z])_?(\d)(?![\w])"
)
_LOGARITHM = (
    re.compile(  # `log_prior = …`, `neg_log_lik = …`: names in code for the logarithms of the problem's quantities
        r"(?<![\w\\])(?:(neg(?:ative)?|minus)_)?log_(post(?:erior)?|prior|lik(?:e(?:lihood)?)?|evidence)(?![\w(])"
    )
)
_WHOLE = {"post": "posterior", "lik": "likelihood", "like": "likelihood"}
_RANGE = re.compile(r"(?<![\w{])([a-z])\s*=\s*1\s*(?:…|\.\.\.?|\\[ld]?dots\b)\s*([A-Za-z])(?!\w)")  # i = 1…n
_LOGLIK = re.compile(r"(?<![\w\\])log_(?=(?:lik(?:elihood)?|var)(?![A-Za-z]))")  # no logarithm
_ENTROPY = re.compile(r"(?<![\w\\.])(?:cross_?)?entropy\(\s*(?=[pqPQ]\w*\s*[,)])")  # entropy(p), cross_entropy(p, q)
_UNIFORM = re.compile(r"^\s*\$?([a-z])\$?\s+(uniform\s+(?:on|over)\s+[^:=]*):\s")  # q uniform on K states: …

_ORDINAL = re.compile(  # the `j-th`, `j'th` or `j^{th}` component is a word, not j − θ; (1-th) is no ordinal
    r"\$?(?<![A-Za-z\\])(?![1-3]-th\b|(?<=\()\w-th\s*[)^*/+])([A-Za-z0-9])\$?(?:[-–'’]|\^\{?(?:\\(?:text|mathrm|rm)\s*)?\{?)(?:th|st|nd|rd)\b\}*\$?"
    r"|(?<=\))[-–]th\b"
)

_ONE_OF_K = re.compile(r"\b(?:1|one)\s*-\s*of\s*-\s*\$?[A-Za-z]\$?(?!\w)", re.I)  # what targets are coded by
_IID = re.compile(r"(?<=[\w})\]$])\s*,?\s+(?:are\s+)?i\.?i\.?d\.?\s*(?=~|∼|\$?\\sim\b)")  # y_i iid ~ N(m, s²)
_STEP = re.compile(  # w^{(new)}
    r"\^\{?\\?(?:mathrm|text|rm)?\s*\{?\(\s*(?:\\(?:mathrm|text|rm)\s*)?\{?(new|old|next|prev)\}?\s*\)(\}*)"
)

_ESTIMATED = re.compile(  # w_map, ŵ_ols, \hat\beta^{ls}
    r"(?<=[\w)}*̂])([_^]\{?(?:\\(?:text|mathrm|rm|textrm|textsc)\s*\{)?)(map|mle|ols|ls|ml)(?![A-Za-z_])"
)
_HATTED = re.compile(r"(?:[̂âêîôŵŷ]|hat\s*(?:\{\s*)?\\?[A-Za-z]+\s*\}?|_hat)$")
_WEIGHTS = re.compile(r"(?<![A-Za-z])(?:w|\\?beta|β|\\?theta|θ)$")
_SQUARED = re.compile(  # sigma2, sigma2_hat: σ² in code
    r"(?<![A-Za-z\\_])(d?)(sigma|tau|s(?=2_))2(_(?:hat|ML|MLE|ml|mle))?(?![\w^]|\s*\*\*)"
)

_MACHINE = re.compile(r"(?<![\w\\])(?:L[12]|C|ν)-SV(?:Ms?|C)\b")  # a name, no product of letters

_DEMANDED = re.compile(r"=\s?!(?![=\w])|≟")  # what is asked to be so: ∇L =! 0

_NONZERO = re.compile(r"\bnon-?zero\s*((?:vectors?\s*)?\}?\s*\$?\\?[A-Za-z])(?![A-Za-z_^(])", re.I)  # for all nonzero a
_DAGGER = re.compile(r"(?<=[\w)\]}])(?<![\^{])†")  # X†
_ONES = re.compile(r"(?<![\w.})\]])1'(?=\s?[A-Za-z(\\])")  # 1'a, the sum of the entries of a
_PAIR = re.compile(  # s_i,j+1: two indices and no list, `x_i,i = 1, …, n` is one
    r"(?<![A-Za-z\\])([A-Za-z]{1,2})_([i-n]),([i-n](?:[+-]1)?)(?![\w^(\[])(?!\s*=\s*\d+\s*(?:,|\.\.|…|\\[ld]?dots))(?!\s*(?:∈|in\b))"
)
_BLOCK = re.compile(r"(?<![A-Za-z\\_{])(LN|BN|FFN|MLP|GELU|ELU|SELU)(?=\s?\()")  # a layer by its acronym: no product


_MOMENT = re.compile(  # Normal(x; mean = m, cov = s I)
    r"(?<=[(,;])\s*(?:mean|mu|μ|loc|cov|covariance|var|variance|Σ)\s*=(?!=)\s*(?=[^()=]*(?:\([^()]*\)[^()=]*)*(?:,|\)))"
)
_LAW = re.compile(  # up to its closing bracket: what is set behind it is no moment of it
    r"(?<![A-Za-z])(?:N|Normal|Gaussian|MultivariateNormal|\\mathcal\s*\{?N\}?)\s*\((?:[^()]|\([^()]*\))*\)"
)


_SIGNS = re.compile(  # labels y_i = ±1
    r"(?<![A-Za-z])([ytỹ](?:_?\{?[a-z0-9]\}?|[ᵢₙ]|\^?\{?\([a-z]\)\}?)?\s*)(?:=|∈|\\in)\s*\{?(?:±|\\pm|\+/-)\s*1\}?(?![\d./])"
)
_ROOT_NAMED = re.compile(r"(?<![\w\\.])(sqrt_one_minus|sqrt_recip|one_minus|sqrt)_([A-Za-z]\w*(?:\[[^\]]*\])?)")
_OF_NAMED = {"sqrt_one_minus": "sqrt(1 - {})", "sqrt_recip": "sqrt(1/{})", "one_minus": "(1 - {})", "sqrt": "sqrt({})"}


_WITHIN = re.compile(
    r"((?:_\{|\b(?:for|every|all|each|any))\s*\$?\b[i-nst])\s+(not\s+)?in\s+(?=(?:[A-Z]|\\mathcal|𝒮)(?![a-z]))"
)  # for i in S
_BULLET = re.compile(r"(?:\\bullet(?![A-Za-z])|•)(?=\s*\\?[A-Za-zσφψ]+\s*(?:['′]|\^\{?\\?prime))")  # W^T δ • f'(z)


_COLUMN = re.compile(r"\\[td]?binom\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_WRITTEN = re.compile(r"[\s\d.,/+−-]*")


def _columns(text: str) -> str:
    """Vectors set as `\\binom{8}{-4}`: all of a line, where one of them is no number of choices or is all that a side says."""
    found = list(_COLUMN.finditer(text))
    return _COLUMN.sub(r"\\begin{pmatrix}\1\\\\\2\\end{pmatrix}", text) if any(map(_is_column, found)) else text


def _is_column(match: re.Match[str]) -> bool:
    above, below = (part.strip() for part in match.groups())
    if not all(_WRITTEN.fullmatch(part) and part for part in (above, below)):
        return False
    chosen = above.isdigit() and below.isdigit() and int(above) >= int(below)
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :].lstrip()
    return not chosen or (before.endswith("=") and after[:1] in (*",;=$.", ""))


def respelt(text: str) -> str:
    """The line with its letters and their accents apart, and without what only looks like formulas."""
    text = _WITHIN.sub(lambda m: f"{m[1]} {'∉' if m[2] else '∈'} ", _BULLET.sub("⊙", _columns(text)))
    text = _UNIFORM.sub(r"if \1 is \2, ", _WHOLE_FLOAT.sub(r"\1", _MACHINE.sub("SVM", text)))
    text = _ENTROPY.sub("H(", _LOGLIK.sub("log", text))
    text = _IID.sub(" ", _NONZERO.sub(r"\1 ≠ 0", text))
    text = _DAGGER.sub("^{†}", _ESTIMATED.sub(_estimated, _DEMANDED.sub("=", _SQUARED.sub(_squared, text))))
    text = _LOGARITHM.sub(lambda m: f"{'negative ' if m[1] else ''}log {_WHOLE.get(m[2], m[2])}", text)
    text = _LAW.sub(lambda law: _MOMENT.sub(" ", law[0]), text)
    text = _ROOT_NAMED.sub(lambda m: _OF_NAMED[m[1]].format(m[2]), text)  # sqrt_one_minus_abar[t]
    text = _ONES.sub(r"\\mathbf{1}'", text)
    text = _SIGNS.sub(r"\1∈ {-1, 1}", text)
    text = _PAIR.sub(r"\1_{\2,\3}", _BLOCK.sub(r"\\mathrm{\1}", text))
    text = as_formulas(spelt_out(without_slices(_MODULE.sub("", _HESSIAN.sub("∇^2", text)))))
    text = _METHOD.sub(r"\2(\1)", _POWER.sub(r"\1^\2", text))
    text = "".join(unicodedata.normalize("NFD", c) if c.isalpha() else c for c in clean(text))
    text = _PREDICTED.sub(lambda m: f"\\hat{{{m[1] or m[3]}}}_{m[2] or m[4]}", text)
    text = _ACCENT_FIRST.sub(r"\\\1{\2}", text)
    text = _RANGE.sub(r"\1 = 1, …, \2", _ACCENT.sub(_accented, text))
    text = _STEP.sub(_step, _ONE_OF_K.sub(" ", text))
    return _ORDINAL.sub(lambda m: f" {m[1]}th " if m[1] else " ", text)


def _accented(match: re.Match[str]) -> str:
    """`mu_tilde_t`, `x0_hat` and `x0hat` carry their accent at their end."""
    name, digits, accent = match.groups()
    return f"\\{accent}{{{name}}}" + (f"_{digits}" if digits else "")


def _estimated(match: re.Match[str]) -> str:
    """Two letters may be two indices: `ls` and `ml` are labels of what has a hat, or in upright letters."""
    below = match[1][0] == "_" or "{" in match[1]
    before = match.string[: match.start()]
    sure = (below and len(match[2]) > 2) or "\\" in match[1] or _HATTED.search(before)
    sure = sure or (match[2] == "ls" and _WEIGHTS.search(before))
    return match[1] + match[2].upper() if sure else match[0]


def _squared(match: re.Match[str]) -> str:
    """The second of several is no square, beside the first."""
    if re.search(rf"{match[2]}_?1(?!\d)", match.string):
        return match[0]
    label = match[3] or ""
    squared = f"{match[2]}{label if label == '_hat' else label.upper()}^2"
    return f"d({squared})" if match[1] else squared


def _step(match: re.Match[str]) -> str:
    """The braces behind it that it has not opened belong to what is around it."""
    closed = match[0].count("{") - match[0].count("}") + len(match[2])
    return f"^{{{match[1]}}}" + "}" * max(0, len(match[2]) - closed)
