"""What the parser must know of names to read juxtaposition: which take arguments and which multiply.

The parser knows no derivation; whoever calls it hands over a Vocabulary made from the problem's notation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from interviewer.notation.tree import Apply, Matrix, Node, Rel, Sym

Role = Literal["function", "value", "unknown"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`functions` apply to brackets that follow, `values` multiply; names in neither are judged by their looks."""

    functions: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    indices: frozenset[str] = frozenset("ijkltsmn")
    indexed: frozenset[str] = frozenset()
    outputs: frozenset[str] = frozenset()  # values that a network gives, so that μ(x) applies
    either: frozenset[str] = frozenset()  # values in one reading of the problem that apply in another, as σ does to θᵀx
    absent: frozenset[str] = frozenset()  # nouns of what the problem does not have
    left_out: frozenset[str] = (
        frozenset()
    )  # of what only another reading of it has, so that `without` it changes nothing
    nouns: tuple[tuple[str, Node], ...] = ()  # what the problem calls its quantities in words
    kinds: tuple[tuple[str, str], ...] = ()  # what it calls samples that meet a condition
    sized: tuple[tuple[str, tuple[str, ...]], ...] = ()  # its sizes, and what there are so many of, in words

    def __hash__(self) -> int:  # sets remember theirs; the rest seldom tells two vocabularies apart
        return hash((self.functions, self.values, self.indexed))

    def role(self, name: str) -> Role:
        if name in self.functions:
            return "function"
        return "value" if name in self.values else "unknown"

    def after(self, node: Node) -> Vocabulary:
        """What is known after a formula: `S = diag(…)` is a matrix that multiplies, whatever else goes by S."""
        head = node.operands[0] if isinstance(node, Rel) and node.ops[0] in ("=", ":=") else None
        value = node.operands[1] if isinstance(node, Rel) else None
        matrix = isinstance(value, Matrix) or (isinstance(value, Apply) and value.op in ("diag", "inv"))
        if not (matrix and isinstance(head, Sym) and not head.index and head.name in self.functions):
            return self
        return replace(self, functions=self.functions - {head.name}, values=self.values | {head.name})

    @property
    def words(self) -> frozenset[str]:
        """Multi-letter names, which the lexer must not split."""
        return frozenset(n for n in self.functions | self.values if len(n) > 1 and n.isalpha())


@dataclass(frozen=True, slots=True)
class Options:
    """One way to settle what spacing leaves open: `a/bc` as a/(bc), `log a b` as log(a·b), `Π a b` as Π(a·b), `a²` as a power,
    `−Σ_i a_i + b_i` as −Σ_i (a_i + b_i).
    """

    tight_slash: bool = False
    greedy_functions: bool = True
    apply_unknown: bool = True
    other_products: bool = False
    powers: bool = False
    whole_sums: bool = False
