"""Bounds that a run must keep, for continuous integration: `kappa=0.8`, `answer.kappa=0.8`, `line.recall@svm-dual=0.9`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewer.evaluation.statistics.measures import Group

_FORM = re.compile(r"(?:(?P<kind>[a-z]+)\.)?(?P<measure>[a-z0-9-]+)(?:@(?P<name>[\w-]+))?")


def parse(text: str) -> tuple[str, float]:
    """A bound from the command line. Raises ValueError that says how to write one."""
    name, separator, value = text.partition("=")
    try:
        bound = float(value)
    except ValueError:
        separator = ""
        bound = 0.0
    if not separator or not _FORM.fullmatch(name.strip()):
        raise ValueError(f"'{text}' is no bound; write NAME=VALUE, such as kappa=0.8 or line.recall@svm-dual=0.9")
    return name.strip(), bound


def shortfalls(groups: Sequence[Group], minimum: Mapping[str, float], maximum: Mapping[str, float]) -> list[str]:
    """One sentence for each bound that is not kept. Raises ValueError for a measure that the run does not have."""
    found = []
    for bounds, word, kept in ((minimum, "below", float.__ge__), (maximum, "above", float.__le__)):
        for name, bound in bounds.items():
            for group in _meant(groups, name):
                measure = name.partition("@")[0].rpartition(".")[2]
                value = group.measures[measure].value
                where = f"{group.kind} {measure} of {group.judge}" + ("" if group.by == "all" else f" on {group.name}")
                if value is None:
                    found.append(f"{where} is not defined on these items; {word} {bound:g} cannot be ruled out")
                elif not kept(float(value), float(bound)):
                    found.append(f"{where} is {value:.3f}, {word} {bound:g} ({group.measures[measure].n} items)")
    return found


def _meant(groups: Sequence[Group], name: str) -> list[Group]:
    form = _FORM.fullmatch(name)
    fitting = [g for g in groups if form and form["measure"] in g.measures and form["kind"] in (None, g.kind)]
    name_meant = form["name"] if form else None
    fitting = [g for g in fitting if (g.name == name_meant if name_meant else g.by == "all")]
    if not fitting:
        known = sorted({f"{group.kind}.{measure}" for group in groups for measure in group.measures})
        raise ValueError(f"there is no measure '{name}' in this run; there are {', '.join(known)}")
    return fitting
