"""The house stands on its layers: every arrow points to what lies below, and none goes round."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSES = ("derivations", "rubrics", "interviewer", "tui")

PACKAGES = [
    {"derivations"},
    {"rubrics"},
    {"interviewer.notation"},
    {"interviewer.checking"},
    {"interviewer.judging"},
    {"interviewer.grading"},
    {"interviewer.agent"},
    {"interviewer.evaluation", "tui"},
    {"interviewer.commands"},
]
CHECKING = [
    {"problem"},
    {"exact"},
    {"values"},
    {"probability"},  # what an expectation is of, the evaluator it is handed tells
    {"evaluation"},
    {"models"},
    {"reading"},
    {"proving"},
    {"claims"},
    {"told"},
    {"own"},
    {"earlier"},
]


def _modules() -> dict[str, Path]:
    """The files by the names they are imported by."""
    found = {}
    for path in (p for house in HOUSES for p in (ROOT / house).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = _modules()


def _imported(tree: ast.AST) -> Iterator[str]:
    """What a tree imports, inside functions, too, but for what only types need."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{n.name}" if f"{module}.{n.name}" in MODULES else module for n in names)
            case ast.Import(names=names):
                yield from (n.name for n in names)
            case _:
                yield from _imported(node)


def _arrows() -> dict[str, set[str]]:
    return {
        name: {m for m in _imported(ast.parse(path.read_text("utf-8"))) if m in MODULES} - {name}
        for name, path in MODULES.items()
    }


def test_no_module_leads_back_to_itself():
    try:
        TopologicalSorter(_arrows()).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize(
    ("within", "layers"), [("", PACKAGES), ("interviewer.checking", CHECKING)], ids=["the house", "checking"]
)
def test_packages_lean_on_what_lies_below(within: str, layers: list[set[str]]):
    height = {f"{within}.{name}".strip("."): k for k, names in enumerate(layers) for name in names}

    def floor(module: str) -> int | None:
        return next((k for name, k in height.items() if f"{module}.".startswith(f"{name}.")), None)

    upwards = [
        f"{module} -> {other}"
        for module, others in _arrows().items()
        for other in others
        if (low := floor(module)) is not None and (high := floor(other)) is not None and high > low
    ]
    assert not upwards


def test_every_package_of_the_checker_has_its_place():
    packages = {p.parent.name for p in (ROOT / "interviewer" / "checking").glob("*/__init__.py")}
    assert packages == set[str]().union(*CHECKING)
