"""A relation tried on one model after the other, with one typing of its letters and one layout of its derivatives.

A failure is confirmed at fifty digits before it counts. Shapes that do not fit are a failure of their own kind; what cannot
be evaluated never is.
"""

from __future__ import annotations

from interviewer.checking.clock import Clock, OutOfTime
from interviewer.checking.evaluation.evaluate import Env
from interviewer.checking.fields import (
    Absent,
    Hopeless,
    IllTyped,
    OutOfDomain,
    Unsupported,
    Value,
    high_field,
)
from interviewer.checking.models.comparison import APPROXIMATED, Comparison, Witness, plain, witness_values
from interviewer.checking.models.nearness import (
    agree_near_zero,
    close,
    differs_at_other_points,
    met,
    same,
    slopes_are_nothing,
)
from interviewer.checking.models.ordering import (
    TOLERANCE,
    is_constant,
    is_sign,
    is_zero,
    relation_holds,
    vanishing,
)
from interviewer.checking.models.pieces import in_pieces, saturates
from interviewer.checking.models.quadrature import squares_alone
from interviewer.checking.models.sampling import NO_MODEL, Sample, Sampler
from interviewer.checking.values.model import EXTREME, REST
from interviewer.notation.tree import Call, Deriv, Node, Sym, walk

EQUATIONS, STRICT, LOOSE = frozenset(["=", "≡", ":="]), frozenset(["<", ">"]), frozenset(["<=", ">="])
INEQUALITIES = STRICT | LOOSE
SOLVED = 2e-4  # values that meet a condition at a double root, KL = 0, are right to a third of the digits
EXTREME_MODELS = 12
FEW_EXTREMES = 4  # of them where each takes long
OUTSIDE = 10  # models in a row, none of which a line has a value in: no other will do
CONFIRMATION_SECONDS = 0.12  # at fifty digits; a wide gap stands without

TOUCHED = "it is not strict where letters are zero or one, or distributions the same: say what it is meant for"
UNMOVED = "in my reading this derivative is zero throughout; write out what it is of"
TINY = "the values are too small to compare"
TOO_CLOSE = "the two sides are too close to tell apart"
OUT_OF_RANGE = "the numbers leave their range"
NOTHING_VARIES = "both sides are zero here: nothing depends on what is differentiated by"
SIGNS = "signs agree by chance; write what stands inside them as an equation"
NO_DIFFERENCE = "the two sides are the same here; what the function is of makes no difference"
TOO_FEW = "too few values meet its conditions to judge the inequality"


def tried(sampler: Sampler, op: str, left: Node, right: Node, count: int, layout: str, start: int = 0) -> Comparison:
    """What comes of a relation on so many models, and of an inequality on extreme ones besides."""
    trial = Trial(sampler, op, left, right, layout, start)
    try:
        conclusive = trial.on_models(count)
    except IllTyped as error:
        return Comparison("ill-typed", str(error))
    except Unsupported as error:
        return Comparison("unsupported", str(error), hopeless=isinstance(error, Hopeless))
    except (OverflowError, ZeroDivisionError, FloatingPointError, ValueError, TypeError, AttributeError) as error:
        return Comparison("unsupported", f"{OUT_OF_RANGE} ({error})" if str(error) else OUT_OF_RANGE)
    except IndexError as error:
        return Comparison("unsupported", str(error))
    except RecursionError:
        return Comparison("unsupported", "a definition refers to itself")
    except KeyError as error:
        return Comparison("unsupported", f"I do not know the size {error}")
    if conclusive is None and trial.seeds and (trial.is_of_any_values or trial.is_in_pieces):
        conclusive = _at_extremes(sampler, op, left, right, layout)
    if conclusive is None and trial.seeds and trial.is_bound_under_conditions:
        # values of one size do not tell c from 1/c
        found = tried(sampler, op, left, right, FEW_EXTREMES, layout, EXTREME)
        conclusive = found if found.outcome == "fails" else None
    return conclusive or trial.outcome(count)


def _at_extremes(sampler: Sampler, op: str, left: Node, right: Node, layout: str) -> Comparison | None:
    """Where an inequality fails at extreme values, or a strict one where everything coincides."""
    extreme = tried(sampler, op, left, right, FEW_EXTREMES if sampler.coarse else EXTREME_MODELS, layout, EXTREME)
    if extreme.outcome == "fails":
        return extreme
    if op in STRICT and tried(sampler, op, left, right, 2, layout, REST).outcome == "fails":
        return Comparison("unsupported", TOUCHED)
    return None


Place = frozenset[tuple[str, str]]


class Trial:
    """What the models so far have shown of a relation."""

    def __init__(self, sampler: Sampler, op: str, left: Node, right: Node, layout: str, start: int) -> None:
        self.sampler, self.op, self.left, self.right = sampler, op, left, right
        self.layout, self.start = layout, start
        sampler.bound, sampler.layout = op in LOOSE, layout
        self.seeds: set[int] = set()  # of the models on which it holds
        self.outside = 0  # models in which it has no value
        self.inside_at = set[Place]()  # at which values of its indices it has one
        self.outside_at = set[Place]()
        self.out_of_range = self.out_of_domain = self.absent = ""
        self.differ = op not in INEQUALITIES or not _same_function(left, right)  # whether its sides do, somewhere
        self.alive = False  # whether they are ever more than nothing

    @property
    def is_of_any_values(self) -> bool:
        """An inequality under no conditions, not yet tried on extreme values."""
        return self.op in INEQUALITIES and self.start < EXTREME and not self.sampler.conditions

    @property
    def is_bound_under_conditions(self) -> bool:
        return self.op in INEQUALITIES and self.start < EXTREME and bool(self.sampler.conditions)

    @property
    def is_in_pieces(self) -> bool:
        """An equation that ordinary values may leave on one piece, `min(z, 6) = z`."""
        free = self.op in EQUATIONS and self.start < EXTREME and not self.sampler.conditions
        sides = self.left, self.right
        return free and in_pieces(self.sampler.scope, sides) and not saturates(self.sampler.scope, sides)

    def on_models(self, count: int) -> Comparison | None:
        """Try so many; what came of it where one of them settles it."""
        tolerance = SOLVED if self.sampler.conditions else TOLERANCE
        for sample in self.sampler.samples(count * 4, self.start):
            if len(self.seeds) >= count and sample.model.seed not in self.seeds:
                break
            self.sampler.clock.check()
            ev = sample.evaluator
            ev.steps = 0
            if self.sampler.coarse is None:
                self.sampler.coarse = squares_alone(self.sampler, self.left, self.right, sample, gap=True)
                ev.coarse = bool(self.sampler.coarse)
            try:
                ok, a, b = relation_holds(ev, self.op, self.left, self.right, sample.env, tolerance)
            except Absent as error:
                self.absent = str(error)
                continue
            except IndexError as error:
                self.out_of_range = str(error)
                continue
            except OutOfDomain as error:
                self.out_of_domain = str(error)
                self.outside += 1
                self.outside_at.add(_place(sample))
                if self.outside >= OUTSIDE and not self.seeds:
                    break
                continue
            conclusive = self._on(sample, ok, a, b)
            if conclusive is not None:
                return conclusive
        return None

    def _on(self, sample: Sample, ok: bool, a: Value, b: Value) -> Comparison | None:
        """One model taken into account; what came of it where that settles the matter."""
        if not ok and self._sent_to_zero(a, b):
            self.alive = self.differ = True
            self.seeds.add(sample.model.seed)
            return None
        if not ok:
            if sample.evaluator.approximated and differs_at_other_points(
                self.sampler, self.left, self.right, sample, a, b
            ):
                return Comparison("unsupported", APPROXIMATED)
            if self._fails_for_nearness(a, b):
                return None
            conclusive = self._failure(sample, a, b)
            if conclusive is not None:
                return conclusive
        if vanishing(a, b) and not self._agree_near_zero(sample, a, b):
            self.out_of_domain = TINY
            return None
        self.differ = self.differ or not same(a, b)
        self.alive = self.alive or not vanishing(a, b)
        self.seeds.add(sample.model.seed)
        self.inside_at.add(_place(sample))
        return None

    def _sent_to_zero(self, a: Value, b: Value) -> bool:
        """`μ = 0` of a letter that conditions have moved there, from about one: where they are met but nearly, so is this."""
        letter = self.left if is_zero(self.right) else self.right if is_zero(self.left) else None
        if self.op != "=" or not self.sampler.conditions or not isinstance(letter, Sym):
            return False
        drawn = self.sampler.scope.letter(letter.name) is not None
        return drawn and not self.sampler.scope.definitions(letter.name) and vanishing(a, b, SOLVED)

    def _fails_for_nearness(self, a: Value, b: Value) -> bool:
        """Whether a failure shows nothing, the sides being so near, or so near to nothing."""
        if self.op in EQUATIONS and self.sampler.conditions and vanishing(a, b, SOLVED * 10):
            self.out_of_domain = TINY  # a condition that sends letters to zero is met but nearly
            return True
        # weights of e⁻¹⁷⁰ are positive still, and probabilities of 1 − e⁻¹⁷⁰ below one
        return self.op in STRICT and EXTREME <= self.start < REST and met(a, b)

    def _failure(self, sample: Sample, a: Value, b: Value) -> Comparison | None:
        """A failure, or why it is none that counts; None where a strict inequality holds all the same, as far as digits tell."""
        if self.op in STRICT and self.sampler.conditions and vanishing(a - b, 0.0):
            # equal as far as the conditions are met: no fifty digits of such values tell more
            return self._fails(sample, a, b)
        if self.op == "=" and slopes_are_nothing(self.sampler, (self.left, a), (self.right, b)):
            return Comparison("unsupported", UNMOVED)
        # fifty digits are asked at once when it is close, otherwise when it is to be told
        failed = self._confirmed(sample, a, b) if close(a, b) else self._fails(sample, a, b, to_confirm=True)
        # where conditions are met but nearly, two sides this near may be the same
        return failed if failed.outcome == "fails" or self.op not in STRICT or self.sampler.conditions else None

    def _agree_near_zero(self, sample: Sample, a: Value, b: Value) -> bool:
        sides = self.left, self.right
        return any(is_zero(s) or is_constant(s) for s in sides) or agree_near_zero(self.sampler, sample, a, b, *sides)

    def _fails(self, sample: Sample, a: Value, b: Value, reason: str = "", to_confirm: bool = False) -> Comparison:
        confirm = (lambda: self._confirmed(sample, a, b)) if to_confirm else None
        return Comparison(
            "fails", reason, Witness(witness_values(self.sampler, sample), plain(a), plain(b), confirm), 1
        )

    def _confirmed(self, sample: Sample, a: Value, b: Value) -> Comparison:
        """A failure counts when fifty digits see it too."""
        reason = ""
        if self.op in EQUATIONS | INEQUALITIES | {"!="}:
            try:
                self.sampler.layout = self.layout
                ev = self.sampler.evaluator(sample.model, high_field())
                ev.clock = Clock.of(CONFIRMATION_SECONDS)
                env = Env(bound=dict(sample.env.bound))
                ok, a, b = relation_holds(ev, self.op, self.left, self.right, env, 1e-8)
                if ok:
                    return Comparison("unsupported", TOO_CLOSE)
            except OutOfTime:
                if close(a, b):
                    return Comparison("unsupported", f"{TOO_CLOSE} in time")
            except (Unsupported, IllTyped, IndexError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
                reason = str(error)
        return self._fails(sample, a, b, reason)

    def outcome(self, count: int) -> Comparison:
        """What the models show together, none of which has settled it."""
        sides = self.left, self.right
        if not self.seeds and self.out_of_range and not self.absent:
            return Comparison("ill-typed", self.out_of_range)
        if not self.seeds:
            return Comparison("unsupported", self.absent or self.out_of_domain or NO_MODEL)
        if len(self.outside_at - self.inside_at) > len(self.inside_at):
            return Comparison("unsupported", self.out_of_domain)  # at t = 1 alone, say, where σ_1 = σ_1²
        derived = _has_derivative(*sides, *self.sampler.filters)
        if not self.alive and derived and not any(map(is_zero, sides)):
            return Comparison("unsupported", NOTHING_VARIES)
        if self.op not in INEQUALITIES and any(map(is_sign, sides)):
            return Comparison("unsupported", SIGNS)
        if not self.differ:
            return Comparison("unsupported", NO_DIFFERENCE)
        if self.is_of_any_values and len(self.seeds) < count // 2:
            return Comparison("unsupported", self.out_of_domain or TOO_FEW)
        return Comparison("holds", models=len(self.seeds))


def _place(sample: Sample) -> Place:
    """Where the free indices stand in a model."""
    return frozenset((name, str(value)) for name, value in sample.env.bound.items())


def _has_derivative(*nodes: Node) -> bool:
    return any(isinstance(n, Deriv) for node in nodes for n in walk(node))


def _same_function(left: Node, right: Node) -> bool:
    """`ℓ(θ*) ≥ ℓ(θ)`: one function at two places."""
    return isinstance(left, Call) and isinstance(right, Call) and left.fn == right.fn
