"""An activation that words name: `with tanh units`, `for the logistic σ`, `ReLU: σ(z) = max(0, z)`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Node, Sym, walk

_KINDS = {
    "tanh": "tanh",
    "hyperbolic tangent": "tanh",
    "relu": "relu",
    "rectified linear": "relu",
    "rectifier": "relu",
    "logistic": "sigmoid",
    "sigmoid": "sigmoid",
    "sigmoidal": "sigmoid",
    "softplus": "softplus",
}
_FONT = r"\\?(?:text\w*\{|mathrm\{|operatorname\{)?"
_KIND = rf"{_FONT}({'|'.join(_KINDS)})\}}?(?:[- ](?:{'|'.join(_KINDS)})\b)*"
_OF = r"units?|neurons?|activations?|functions?|non-?linearit(?:y|ies)|layers?|networks?|nets?|mlp|hidden"
_LETTER = r"\$?(?:\\(?:sigma|varphi|phi|psi)\b|sigma\b|[σφψ])"
_NAMED = re.compile(
    rf"\b{_KIND}[- ]+(?:hidden\s+)?(?:(?:{_OF})\b|{_LETTER})"
    rf"|\b(?:for|with|using)\s+(?:the\s+|an?\s+)?{_KIND}(?=\s*[,:;]|\s+[^\sa-z(]|\s+(?:we|one|it|this|the)\b)"
    rf"|^\s*{_KIND}(?:\s+(?:derivative|slope|gradient))?\s*:"
    rf"|(?:\b(?:{_OF})|{_LETTER}\$?)(?:\s+(?:is|are|being)\s+(?:the\s+|an?\s+)?|\s*=\s*|\s+){_KIND}(?=\$?\s*(?:[,.:;\\]|and\b|$))"
    rf"|{_KIND}\s*(?:['′]|\^?\{{?\\?prime)(?!.*{_LETTER})",
    re.I,
)
_ANYWHERE = re.compile(rf"\b{_KIND}[- ]+(?:(?:hidden|output)\s+)?(?:(?:{_OF}|outputs?)\b|{_LETTER})", re.I)
_ELSEWHERE = re.compile(
    r"\s*(?:\(?(?:at|in|on|of|for)\s+)?(?:(?:the|a)\s+)?(?:output|final|last|regression|classifier|head|cross-entropy)",
    re.I,
)


def activation_told(text: str) -> tuple[str, str]:
    """The function that the words of a line name as the activation, and those words; empty where they name none."""
    for match in _NAMED.finditer(text):
        if not _ELSEWHERE.match(text, match.end()):
            return _KINDS[next(filter(None, match.groups())).casefold()], match.group().casefold()
    return "", ""


def only_kind_told(text: str) -> str:
    """The function that the words of a line name for all of its units, hidden or not; empty where they name none or several."""
    found = {_KINDS[m[1].casefold()] for m in _ANYWHERE.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def with_activation(scope: Scope, text: str) -> Scope:
    """The scope in which the activation that the problem leaves open is the one that the line names."""
    kind, _ = activation_told(text)
    if not kind:
        return scope
    name = open_function(scope)
    if name is None or name in scope.own:
        return scope
    return scope.with_definition(Definition(name, Apply(kind, (Sym("u"),)), ("u",), is_call=True, fixed=False))


def activation_words(scope: Scope, text: str) -> frozenset[str]:
    """The words of a line that name the activation that is in force."""
    name, (kind, told) = open_function(scope), activation_told(text)
    own = scope.own.get(name, ()) if kind and name is not None else ()
    if not any(isinstance(d.body, Apply) and d.body.op == kind for d in own):
        return frozenset()
    return frozenset(re.findall(r"[a-z-]+", told)) | {kind, "mask"}


def supposes_bound(scope: Scope, nodes: Iterable[Node]) -> bool:
    """`if σ′ ≤ ¼`: said of every argument of a function that is open, which no model has been drawn to meet."""
    name = open_function(scope)
    if name is None or name in scope.own:
        return False
    primed = [n.args[0] for node in nodes for n in walk(node) if isinstance(n, Apply) and n.op == "prime"]
    return any(isinstance(n, Sym) and name in (n.name, *scope.world.aliases.get(n.name, ())) for n in primed)


def open_function(scope: Scope) -> str | None:
    """The function that the problem leaves open."""
    letters = scope.world.letters.items()
    return next((n for n, t in letters if t.kind == "function" and not (t.of or t.shape or t.index)), None)
