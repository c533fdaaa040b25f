"""A Laplace approximation told without a model: it is exact where the joint density is Gaussian, and is judged on such a one."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SAID = re.compile(r"\bLaplace(?:'s)?\s+(?:approximation|method)|\b(?:negative|minus\s+the)\s+Hessian\b", re.I)
_MODE = re.compile(
    r"(\\theta|θ|theta|\\mathbf\s*\{\s*w\s*\}|\\boldsymbol\s*\{?\\?\w+\}?|w)_\{?\s*(?:\\(?:mathrm|text)\s*\{)?\s*MAP"
)
_BEND = re.compile(
    r"(?:\\mathbf\s*\{\s*)?\b([A-Z])\}?\s*(?:=\s*[-−]\s*(?:\\nabla|∇)|(?:is\s+|denotes\s+)?(?:the\s+)?(?:negative|minus\s+the)\s+Hessian)"
)
_COUNT = re.compile(
    r"\b([A-Z])\s+(?:parameters|dimensions)|\\mathbb\s*\{?R\}?\^\{?([A-Za-z])|ℝ\^?\{?([A-Za-z])|/2\}?\s*$|\\?\b([MDKd])/2"
)


_ABOUT = re.compile(r"≃|≈|\\simeq\b|\\approx\b|~=")


def exactly(setup: Sequence[str], step: str) -> str:
    """The step with equations where it says what the approximation is."""
    return _ABOUT.sub("=", step) if laplace_told(setup, step) != list(setup) else step


def laplace_told(setup: Sequence[str], step: str) -> list[str]:
    """The set-up with a Gaussian model in the place of words on a Laplace approximation; the same where there are none."""
    told = [k for k, text in enumerate(setup) if _SAID.search(text)]
    mode = next((m for text in (step, *setup) if (m := _MODE.search(text))), None)
    if not told or mode is None or any(re.search(r"[~∼]|\\sim\b|\bN\(|\\mathcal\s*\{?\s*N", text) for text in setup):
        return list(setup)
    whole = " ".join((*setup, step))
    bend, count = _BEND.search(whole), _COUNT.search(whole)
    unknown = mode[1]
    lines = [f"p({unknown}) = N({unknown}; ω, Ω)", f"p(D|{unknown}) = N(D; Ψ {unknown}, Ξ)"]
    if bend:
        lines.append(f"{bend[1]} = Ω^{{-1}} + Ψ^T Ξ^{{-1}} Ψ")
    size = next((g for g in (count.groups() if count else ()) if g), None)
    if size:
        lines.append(f"{size} = tr(Ω Ω^{{-1}})")
    return [*lines, *(text for k, text in enumerate(setup) if k not in told)]
