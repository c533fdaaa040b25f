"""`interviewer eval`: arguments in, tables and files out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.commands.speaking import complain, usage

if TYPE_CHECKING:
    from interviewer.evaluation.report import Report
    from interviewer.evaluation.running.planning import Planned

FORMATS = ("text", "json", "html")
KINDS = ("lines", "answers", "transcripts", "candidates")
_KIND = {"lines": "line", "answers": "answer", "transcripts": "transcript", "candidates": "simulation"}


def evaluate(
    suite: Annotated[Path, typer.Argument(help="A folder of labelled items, or the suite.yaml that describes one.")],
    judge: Annotated[
        list[str] | None, typer.Option(help="auto, builtin, openai or openai:MODEL; several are compared.")
    ] = None,
    rubrics: Annotated[
        Path | None,
        typer.Option(help="A folder of rubrics instead of the shipped ones, for answers, transcripts and interviews."),
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="lines, answers, transcripts or candidates.")] = None,
    derivation: Annotated[list[str] | None, typer.Option(help="Only items of this derivation.")] = None,
    runs: Annotated[int, typer.Option(help="Judge everything so often, for test-retest agreement.", min=1)] = 1,
    wordings: Annotated[bool, typer.Option("--wordings", help="Judge answers under every wording.")] = False,
    seconds: Annotated[
        float | None, typer.Option(help="CPU time a line may take; as in an interview by default.", min=0.01)
    ] = None,
    jobs: Annotated[int | None, typer.Option(help="Processes; all cores by default.", min=1)] = None,
    cluster: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, tcp://…")] = None,
    rate: Annotated[
        float, typer.Option(help="Calls a minute to a model, repeated ones too; 0 is no limit.", min=0)
    ] = 0.0,
    budget: Annotated[int | None, typer.Option(help="Tokens after which the run stops.", min=0)] = None,
    price: Annotated[float | None, typer.Option(help="Price of a million tokens, for the cost.", min=0)] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for results and reports; runs resume from it.")] = None,
    format: Annotated[str, typer.Option(help="On standard output: text, json or html.")] = "text",
    points: Annotated[bool, typer.Option("--points", help="Show every rubric point in the tables.")] = False,
    baseline: Annotated[Path | None, typer.Option(help="Folder of an earlier run to compare with.")] = None,
    min: Annotated[list[str] | None, typer.Option(help="Least value of a measure, such as kappa=0.8.")] = None,
    max: Annotated[list[str] | None, typer.Option(help="Greatest value, such as line.wrong-accepted=0.")] = None,
) -> None:
    """Measure the checker, the judges and the rubrics on labelled lines, answers and transcripts."""
    if format not in FORMATS:
        raise usage(f"there is no format '{format}'; choose {', '.join(FORMATS)}")
    if unknown := set(only or ()) - set(KINDS):
        raise usage(f"--only {min_of(unknown)}: choose {', '.join(KINDS)}")
    from interviewer.evaluation.running.runner import RunnerError
    from interviewer.evaluation.statistics.thresholds import parse
    from interviewer.evaluation.suite.yamlfile import SuiteError

    try:
        least, most = dict(map(parse, min or ())), dict(map(parse, max or ()))
    except ValueError as error:
        raise usage(str(error)) from None
    try:
        if cluster:
            from interviewer.evaluation.running.cluster import ClusterRunner

            runner: Any = ClusterRunner(cluster, rate)
        else:
            from interviewer.evaluation.running.local import LocalRunner

            runner = LocalRunner(jobs, rate)
        found = _run(
            _Wanted(
                suite, judge or ["auto"], rubrics, only, derivation, runs, wordings, seconds, out, baseline, least, most
            ),
            runner,
            budget,
            price,
        )
    except WrongUsage as error:
        raise usage(str(error)) from None
    except (SuiteError, RunnerError) as error:
        complain(str(error))
        raise typer.Exit(1) from None
    except ImportError as error:
        complain(f"evaluation needs the extra: pip install 'interviewer[eval]' ({error})")
        raise typer.Exit(1) from None
    _print(found.report, format, points)
    for sentence in (*found.remarks, *found.report.shortfalls):
        complain(sentence)
    raise typer.Exit(int(bool(found.remarks or found.report.shortfalls)))


def min_of(names: set[str]) -> str:
    return sorted(names)[0]


class WrongUsage(Exception):
    """Arguments that only the suite shows to be wrong."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    suite: Path
    judges: list[str]
    rubrics: Path | None
    only: list[str] | None
    derivations: list[str] | None
    runs: int
    wordings: bool
    seconds: float | None
    out: Path | None
    baseline: Path | None
    least: dict[str, float]
    most: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Found:
    report: Report
    remarks: list[str]


def _run(wanted: _Wanted, runner: Any, budget: int | None, price: float | None) -> _Found:
    from dataclasses import replace

    from interviewer.evaluation.report import build
    from interviewer.evaluation.running import completing
    from interviewer.evaluation.running.planning import plan
    from interviewer.evaluation.running.store import opened
    from interviewer.evaluation.statistics.thresholds import shortfalls
    from interviewer.evaluation.suite.folder import read_suite

    known = _rubrics(wanted.rubrics)
    suite = read_suite(wanted.suite, known)
    kinds = {_KIND[name] for name in wanted.only or KINDS}
    items = [
        item
        for item in suite.items
        if item.kind in kinds and (not wanted.derivations or item.derivation in wanted.derivations)
    ]
    if not items:
        raise WrongUsage("nothing in the suite fits --only and --derivation")
    try:
        planned = plan(items, wanted.judges, wanted.runs, wanted.wordings, wanted.seconds)
    except ValueError as error:
        raise WrongUsage(str(error)) from error
    before = completing.read_results(wanted.baseline) if wanted.baseline else []
    out = wanted.out or _cache(suite.folder)
    with opened(out / completing.STORE) as store:
        allowance = completing.Budget(budget)
        failed, stopped = _completed(planned, store, runner, allowance)
        left = completing.missing(planned, store, failed)
        rows = list(completing.gather(planned, store, failed))
    report = build(suite.name, rows, known, before, price)
    completing.write_results(out / completing.RESULTS, rows)
    remarks = [f"not judged: {failure}" for failure in report.failures]
    if left:
        why = "the budget is spent" if allowance.exhausted else "stopped" if stopped else "the run ended early"
        remarks.append(f"{why}: {left} of {len(planned)} are left; the same command goes on where this one ended")
    try:
        short = shortfalls(report.groups, {**suite.minimum, **wanted.least}, {**suite.maximum, **wanted.most})
    except ValueError as error:
        raise WrongUsage(str(error)) from error
    report = replace(report, shortfalls=short)
    _write(report, out)
    return _Found(report, remarks)


def _rubrics(folder: Path | None) -> dict:
    from interviewer.evaluation.suite.yamlfile import SuiteError
    from rubrics import RubricError, rubrics

    try:
        known = rubrics() if folder is None else {**rubrics(), **rubrics(folder.resolve())}
    except RubricError as error:
        raise SuiteError(str(error)) from error
    if folder is not None and not folder.is_dir():
        raise SuiteError(f"{folder}: there is no such folder of rubrics")
    return known


def _cache(folder: Path) -> Path:
    """Where results stay when no folder is named, so that a second run costs nothing."""
    from platformdirs import user_cache_dir

    from interviewer.evaluation.running.keys import digest

    return Path(user_cache_dir("interviewer")) / "evaluations" / digest(str(folder.resolve()))


def _completed(planned: list[Planned], store: Any, runner: Any, budget: Any) -> tuple[dict[str, str], bool]:
    """Runs with a progress bar on a terminal; an interrupt ends the run with what there is."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from interviewer.evaluation.running.completing import complete

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    failed: dict[str, str] = {}
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        shown = bar.add_task("evaluating", total=None)

        def told(progress: Any) -> None:
            tokens = f", {progress.tokens:,} tokens" if progress.tokens else ""
            bar.update(shown, completed=progress.done, total=progress.total, description=f"evaluating{tokens}")

        try:
            failed = complete(planned, store, runner, budget, told)
        except KeyboardInterrupt:
            return failed, True
    return failed, False


def _write(report: Report, out: Path) -> None:
    from interviewer.evaluation.rendering.page import as_html
    from interviewer.jsonlines import dumps

    (out / "report.json").write_text(dumps(report.as_json()) + "\n", "utf-8")
    (out / "report.html").write_text(as_html(report), "utf-8")
    complain(f"results and report: {out / 'report.html'}")


def _print(report: Report, format: str, points: bool) -> None:
    if format == "json":
        from interviewer.jsonlines import dumps

        typer.echo(dumps({name: value for name, value in report.as_json().items() if name != "outcomes"}))
    elif format == "html":
        from interviewer.evaluation.rendering.page import as_html

        typer.echo(as_html(report))
    else:
        from rich.console import Console

        from interviewer.evaluation.rendering.terminal import show

        console = Console()
        show(report, console if console.is_terminal else Console(width=140), points)
