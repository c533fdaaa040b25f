"""What the parts of the evaluator share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from interviewer.checking.clock import Clock
from interviewer.checking.evaluation.layouts import UNASKED
from interviewer.checking.fields import Field, Value
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition, Letter
from interviewer.checking.values.environment import Env
from interviewer.checking.values.model import Model
from interviewer.notation.tree import Apply, Binder, Bound, Call, Group, Node, Rel, Sym


class Core:
    """What the parts of the evaluator share: scope, model, arithmetic, what is remembered; and the methods they ask of each other."""

    def __init__(self, scope: Scope, model: Model, arithmetic: Field, default_argument: str | None = None) -> None:
        self.scope = scope
        self.model = model
        self.field = arithmetic
        self.steps = 0
        self.default_argument = default_argument
        self.differentials: dict[Sym, Letter] = {}  # what moves, and the letter that stands for its increment
        self.layout = UNASKED
        self.clock: Clock | None = None
        self.opaque: Callable[[Node, Env], Value | None] | None = None
        self.known: dict[Any, Value] = {}
        self.sizing: set[tuple[str, int, int]] = set()  # indices whose range somebody is about to find
        self.numbers: dict[int, tuple[Node, Value]] = {}
        # what the scope remembers, at hand: these are asked for at every node
        self.reaches: dict[int, tuple[Node, frozenset[str]]] = scope.follows("reach", dict)
        self.runnings: dict[str, frozenset[str]] = scope.follows("running", dict)
        self.plain: dict[int, tuple[tuple[Node, ...], bool]] = scope.follows("plain", dict)
        self.lifted: dict[Any, Value] = {}
        self.parameters: dict[tuple[str, str], list[Any]] = {}
        self.tables: dict[Any, Any] = {}
        self.carried: tuple[dict[Any, Value], dict[Any, Any]] = {}, {}  # both, in numbers that carry derivatives
        self.count: int | None = None
        self.stepping = False
        self.basis: int | None = None  # the length of a unit vector e_k at the place that is evaluated
        self.table_variables: dict[str, set[str]] = {}
        self.table_parameters: dict[str, tuple[Node, ...]] = {}
        self.line: tuple[Node, ...] = ()  # the relation under judgement, for what stands outside an expectation
        self.kinked: tuple[Node, ...] | None = None  # what has a kink in the line and in the candidate's definitions
        self.asked: set[tuple[str, tuple[int, ...]]] | None = None  # names looked up, while somebody wants to know
        self.approximated = False  # an expectation was taken at points that are exact for polynomials only
        self.coincide = False  # a q of its own is the conditional of p
        self.turned = False  # take it at other points
        self.coarse = False  # take it at few points, which are exact for squares
        self.coarsened = False  # and that has been done
        self.supports: dict[str, list[Any] | None] = {}
        self.counted: frozenset[str] = frozenset()
        self.integrated: frozenset[str] = frozenset()

    # -- what the parts ask of each other; each is defined in the part that is named for it ------------------------

    def moved(self, letter: Letter, env: Env) -> list[Any]:
        raise NotImplementedError

    def index(self, node: Node, env: Env) -> int:
        raise NotImplementedError

    def symbol(self, node: Sym, env: Env) -> Value:
        raise NotImplementedError

    def unit_vector(self, node: Node) -> bool:
        raise NotImplementedError

    def indices(self, items: tuple[Node, ...], env: Env) -> tuple[int, ...]:
        raise NotImplementedError

    def lookup(self, name: str, items: tuple[Node, ...], env: Env) -> Value:
        raise NotImplementedError

    def base(self, letter: Letter, index: tuple[int, ...]) -> Value:
        raise NotImplementedError

    def lift(self, value: Any) -> Value:
        raise NotImplementedError

    def is_function(self, name: str) -> bool:
        raise NotImplementedError

    def function_value(self, name: str, env: Env) -> Value:
        raise NotImplementedError

    def apply(self, node: Apply, env: Env) -> Value:
        raise NotImplementedError

    def named_function(self, name: str, values: list[Value], nodes: tuple[Node, ...], env: Env) -> Value:
        raise NotImplementedError

    def call(self, node: Call, env: Env) -> Value:
        raise NotImplementedError

    def bound(self, node: Bound, env: Env) -> Value:
        raise NotImplementedError

    def range_of(self, name: str, body: Node, env: Env) -> int | None:
        raise NotImplementedError

    def range_of_index(self, definition: Definition, position: int, env: Env) -> int | None:
        raise NotImplementedError

    def value(self, node: Node, env: Env) -> Value:
        raise NotImplementedError

    def stack(self, parts: list[Value]) -> Value:
        raise NotImplementedError

    def is_value(self, definition: Definition) -> bool:
        raise NotImplementedError

    def conditioning(self, node: Call, definition: Definition) -> tuple[Node, ...]:
        raise NotImplementedError

    def size_of_set(self, members: Group, env: Env) -> Value:
        raise NotImplementedError

    def truth(self, node: Node, env: Env) -> bool:
        raise NotImplementedError

    def indicator(self, node: Rel, env: Env) -> Value:
        raise NotImplementedError

    def constant(self, name: str, index: tuple[int, ...], env: Env | None) -> Value:
        raise NotImplementedError

    def extreme(self, op: str, values: list[Value]) -> Value:
        raise NotImplementedError

    def assignments(self, binders: tuple[Binder, ...], body: Node, env: Env) -> Iterator[Env]:
        raise NotImplementedError

    def call_definition(self, definition: Definition, node: Call, binding: dict[str, Any], env: Env) -> Value:
        raise NotImplementedError
