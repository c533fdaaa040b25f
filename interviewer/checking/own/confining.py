"""What is said of letters beside their shapes: kinds of square matrices, domains, labels, signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.models.square_matrices import square_matrix
from interviewer.checking.own.study import Study
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.world import Letter
from interviewer.notation.tree import ZERO, Node, Rel, Sym, walk


def take_traits(letters: dict[str, Letter], traits: Mapping[str, str]) -> bool:
    """Types matrices as what they are said to be; False where one is said to be square, and not used so."""
    for name, trait in traits.items():
        if name in letters:
            if len(set(letters[name].shape)) != 1 or letters[name].kind != "matrix":
                return False
            letters[name] = parse_letter(name, square_matrix(trait, letters[name].shape[0]))
    return True


def confine(letters: dict[str, Letter], domain_of: Mapping[str, str]) -> None:
    """Types numbers, and entries of vectors and matrices, as what the formulas they stand in need, positive under a root."""
    for name, domain in domain_of.items():
        if name in letters and not letters[name].of and domain != "integer":
            plain = letters[name].kind == "scalar"
            if plain or letters[name].kind in ("vector", "matrix"):
                letters[name] = replace(letters[name], **({"kind": domain} if plain else {"of": domain}))


def labelled(letter: Letter, kind: str) -> Letter:
    """A letter that has one of two values, or whose entries have."""
    return replace(letter, of=kind) if letter.shape else replace(letter, kind=kind, of="")


def each_positive(study: Study, nodes: list[Node]) -> set[str]:
    bare = {name for f in study.filters if (name := said_positive(f))}
    symbols = {n for node in nodes if node not in study.filters for n in walk(node) if isinstance(n, Sym)}
    return {n for n in bare if any(s.name == n and s.index for s in symbols) and Sym(n) not in symbols}


def said_positive(bound: Rel) -> str:
    match bound.ops, bound.operands:
        case ((">" | ">=",), (Sym(name, ()), zero)) | (("<" | "<=",), (zero, Sym(name, ()))) if zero == ZERO:
            return name
    return ""
