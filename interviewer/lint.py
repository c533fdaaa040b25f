"""Proves a catalogue: every reference formula follows, every known wrong turn is refuted, every rubric loads and is reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from derivations import CatalogueError, Derivation, catalogue, load_derivation
from rubrics import Rubric


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a catalogue; `where` names the file or the derivation."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def lint(paths: list[Path]) -> Iterator[Problem | str]:
    """Problems, and one line of progress (a string) for each file that is in order. The shipped catalogue by default."""
    if not paths:
        for derivation in catalogue().values():
            yield from _checked(derivation, derivation.id)
        yield from _rubrics()
        return
    for path in paths:
        files = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else [path]
        if not files:
            yield Problem(str(path), "there is no .yaml file in this folder")
        for file in files:
            yield from _file(file)


def _file(path: Path) -> Iterator[Problem | str]:
    from rubrics import RubricError, load_rubric

    try:
        head = path.read_bytes()[:4_000]
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror})")
        return
    if b"milestones:" not in path.read_bytes() and b"points:" in head:
        try:
            rubric = load_rubric(path)
        except RubricError as error:
            yield Problem(str(path), str(error).removeprefix(f"{path}:"))
            return
        found = list(_said_by_rubric(rubric, str(path)))
        yield from found
        if not found:
            yield f"{path}: {len(rubric.points)} assessment points"
        return
    try:
        derivation = load_derivation(path)
    except CatalogueError as error:
        yield Problem(str(path), str(error).removeprefix(f"{path}:"))
        return
    yield from _checked(derivation, str(path))


def _checked(derivation: Derivation, where: str) -> Iterator[Problem | str]:
    from interviewer.checking import check
    from interviewer.checking.problem.catalogue_names import WorldError

    found: list[Problem] = []
    first = {m.id: m.formulas[0] for m in derivation.milestones}
    try:
        for milestone in derivation.milestones:
            setup = [first[name] for name in milestone.after] + milestone.setup
            for formula in milestone.formulas:
                verdict = check(derivation, setup, formula, seconds=4.0)
                if verdict.verdict not in ("verified", "given"):
                    found.append(
                        Problem(
                            where, f"milestone '{milestone.id}': {formula!r} is {verdict.verdict}: {verdict.message}"
                        )
                    )
        for turn in derivation.wrong_turns:
            verdict = check(derivation, turn.setup, turn.formula, seconds=4.0)
            if verdict.verdict != "refuted":
                found.append(
                    Problem(where, f"wrong turn ({turn.slip}): {turn.formula!r} is {verdict.verdict}, not refuted")
                )
    except WorldError as error:
        found.append(Problem(where, str(error)))
    yield from found
    if not found:
        formulas = sum(len(m.formulas) for m in derivation.milestones)
        yield f"{where}: {formulas} reference formulas hold, {len(derivation.wrong_turns)} wrong turns refuted"


def _rubrics() -> Iterator[Problem | str]:
    """Every point's model answer must be full by the built-in judge, and every claim must be met by it or by a labelled answer."""
    from interviewer.judging import BuiltinJudge, Question
    from rubrics import RubricError, rubrics

    try:
        known = rubrics()
    except RubricError as error:
        yield Problem("rubrics", str(error))
        return
    judge = BuiltinJudge()
    for name, rubric in known.items():
        found = list(_said_by_rubric(rubric, f"rubric {name}"))
        for point in rubric.points:
            if judge.judge(Question(name, point, point.questions[0], point.answer)).level != "full":
                found.append(Problem(f"rubric {name}", f"point '{point.id}': its own model answer is not judged full"))
        yield from found
        if not found:
            formulas = sum(len(claim.formulas) for point in rubric.points for claim in point.claims)
            yield f"rubric {name}: {len(rubric.points)} model answers judged full, {formulas} formulas of claims hold"


def _said_by_rubric(rubric: Rubric, where: str) -> Iterator[Problem]:
    """What is wrong with the formulas and the weights of a rubric."""
    from interviewer.judging.formulas import unproved

    known = rubric.derivation in catalogue()
    if not known and any(claim.formulas for point in rubric.points for claim in point.claims):
        yield Problem(where, f"there is no derivation '{rubric.derivation}' to check its formulas in")
    for point in rubric.points:
        for formula, why in unproved(rubric.derivation, point) if known else ():
            yield Problem(where, f"point '{point.id}': {formula!r} does not check: {why}")
        weights = sorted((claim.weight for claim in point.claims), reverse=True)
        if sum(weights) < point.full:
            yield Problem(
                where, f"point '{point.id}': all its claims together weigh less than its 'full' of {point.full}"
            )
        if len(weights) > 1 and weights[0] >= point.full > 1:
            yield Problem(where, f"point '{point.id}': a claim alone weighs as much as a full answer")
