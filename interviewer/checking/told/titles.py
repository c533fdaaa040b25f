"""A title that names two laws, `N(μ₁, Σ) vs N(μ₂, Σ): KL = …`: the divergence behind it is the one from the first to the second."""

from __future__ import annotations

import re

_LAW = r"(?:\\mathcal\{?\s*)?N\}?\s*(?:\((?:[^()]|\([^()]*\))*\))"
_TITLE = re.compile(
    rf"^(?P<title>[^:=]*?(?P<first>{_LAW})\$?,?\s+(?:vs\.?|versus|and|to|from|against)\s+\$?(?P<second>{_LAW})[^:=]*):\s*"
    r"\$?(?P<head>KL|D_?\{?(?:\\mathrm\{|\\text\{)?KL\}*)\s*(?==)"
)


def with_titled_laws(text: str) -> str:
    """The line with its bare divergence as that of the two laws of its title."""
    found = _TITLE.match(text)
    if found is None:
        return text
    return f"KL({found['first']} ‖ {found['second']}) {text[found.end() :]}"
