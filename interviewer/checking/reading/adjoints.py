"""`write a bar for the gradient of the loss`, `v̄ = ∂L/∂v for every v`: an accent that stands for a derivative.

From there on S̄ is ∂L/∂S, and no name that the candidate may give a meaning to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.clause import Clause
from interviewer.notation.lexer import tokenize
from interviewer.notation.tokens import Token
from interviewer.notation.tree import Deriv, Node, Rel, Sym, transform
from interviewer.notation.unreadable import Unreadable

_GRADIENTS = frozenset("gradient gradients derivative derivatives adjoint adjoints cotangent cotangents".split())
_SIGNS = {"bar": "bar", "overbar": "bar", "overline": "bar", "tilde": "tilde", "hat": "hat"}
_NEAR = 9  # tokens between the sign, what it stands for, and of what that is
_LOSS = Sym("L")
_MARK = ".adjoint"


def with_adjoint(scope: Scope, text: str) -> Scope:
    """The scope in which an accent stands for a derivative, where an earlier line says so."""
    found = adjoint_told([text], scope.vocabulary.words)
    if found is None:
        return scope
    return scope.with_definition(Definition(f"{found[0]}{_MARK}", found[1], fixed=False))


def as_adjoints(clauses: tuple[Clause, ...], scope: Scope) -> tuple[Clause, ...]:
    """The clauses with the derivatives that accents stand for in this scope."""
    for name in scope.own:
        if name.endswith(_MARK) and isinstance(loss := scope.own[name][0].body, Sym):
            clauses = tuple(replace(c, node=unaccented(c.node, name.removesuffix(_MARK), loss)) for c in clauses)
    return clauses


def unaccented(node: Node, accent: str, loss: Sym) -> Node:
    """The node with ∂L/∂S for each S̄."""

    def change(n: Node) -> Node:
        if isinstance(n, Sym) and n.name.endswith(f".{accent}"):
            return Deriv(loss, (Sym(n.name.removesuffix(f".{accent}"), n.index),), "partial")
        return n

    return transform(node, change)


def follows_from(node: Node, loss: Sym) -> bool:
    """`Ā = ŌVᵀ` in a set-up follows from the rest of it, as does `V̄ = ∂L/∂V`."""
    head = node.operands[0] if isinstance(node, Rel) else node
    return isinstance(head, Deriv) and head.body == loss


def adjoint_told(texts: Iterable[str], words: frozenset[str]) -> tuple[str, Sym] | None:
    """The accent that lines make stand for a derivative, and of what."""
    for text in texts:
        try:
            tokens = tokenize(text, words)
        except Unreadable:
            continue
        if found := _in_formula(tokens) or _in_words(tokens):
            return found
    return None


def _in_formula(tokens: Sequence[Token]) -> tuple[str, Sym] | None:
    """`v̄ = ∂L/∂v`, `x̄ for the adjoint ∂L/∂x`."""
    plain = [t for t in tokens if t.kind not in ("open", "close")]
    for k, (mark, letter) in enumerate(pairwise(plain)):
        if mark.kind != "accent" or letter.kind != "name":
            continue
        for at in range(k + 2, min(k + 2 + _NEAR, len(plain) - 4)):
            if [t.text for t in plain[at : at + 5 : 2]] == ["partial", "/", letter.text] and plain[
                at + 3
            ].text == "partial":
                return mark.text, Sym(plain[at + 1].text)
    return None


def _in_words(tokens: Sequence[Token]) -> tuple[str, Sym] | None:
    """`a bar for the gradient of the loss`, `bars denote gradients of f`, `gradients of the loss bear a bar`."""
    for k, token in enumerate(tokens):
        plural = token.kind == "accent" and tokens[k + 1].text == "s"  # the bars of prose
        if not (token.text in _SIGNS and (token.kind == "word" or plural)):
            continue
        for way in (range(k + 1, min(k + 1 + _NEAR, len(tokens))), range(k - 1, max(-1, k - 1 - _NEAR), -1)):
            for at in way:
                if tokens[at].kind == "op":
                    break
                if tokens[at].kind == "word" and tokens[at].text in _GRADIENTS:
                    of = next((t.text for t in tokens[at + 1 : at + 5] if t.kind == "name"), "loss")
                    return _SIGNS[token.text], _LOSS if of == "loss" else Sym(of)
    return None
