"""The activation that a set-up leaves open as the one its words name, or its formulas: the log of σ beside that of 1 − σ, σ(1 − σ)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.own.study import Study
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition, World
from interviewer.checking.told.activations import only_kind_told
from interviewer.checking.told.logistic import one_less, slopes
from interviewer.notation.tree import ONE, Apply, Call, Node, Sym, names, walk


def with_activation(study: Study, nodes: list[Node], problem: World | None = None) -> Study:
    """The study with what functions are that it leaves open: the problem's, or the one that its words name, `logistic units a = σ(z)`."""
    everything = [*nodes, *(d.body for d in study.definitions.values())]
    calls = [n for node in everything for n in walk(node) if isinstance(n, Call) and len(n.args) == 1]
    called = {n.fn.name for n in calls} - study.definitions.keys() - BUILTIN_FUNCTIONS - DENSITIES
    for name in sorted(called):
        if problem is not None and (known := _of_problem(problem, name)) is not None:
            study = replace(study, definitions={**study.definitions, name: known})
    called -= study.definitions.keys()
    kind = only_kind_told(study.context) or _logistic_by(study.definitions, nodes)
    if len(called) != 1 or not kind:
        return study
    name = called.pop()
    made = Definition(name, Apply(kind, (Sym("u"),)), ("u",), is_call=True, fixed=False)
    return replace(study, definitions={**study.definitions, name: made})


def _of_problem(problem: World, name: str) -> Definition | None:
    """The σ(z) that the problem writes out in its argument alone."""
    for found in problem.definitions.get(name, ()):
        if found.is_call and len(found.params) == 1 and names(found.body) <= {*found.params, "e"}:
            return Definition(name, found.body, found.params, is_call=True, fixed=False)
    return None


def _logistic_by(definitions: Mapping[str, Definition], nodes: list[Node]) -> str:
    """`sigmoid` where what an open σ gives stands beside one minus it: in the logs of a cross-entropy, or times it."""
    if "sigma" in definitions:
        return ""
    given = {n for n, d in definitions.items() if isinstance(d.body, Call) and d.body.fn == Sym("sigma")}

    def is_given(node: Node) -> bool:
        return (isinstance(node, Sym) and node.name in given) or (isinstance(node, Call) and node.fn == Sym("sigma"))

    everything = [*nodes, *(d.body for d in definitions.values())]
    logs = [n.args[0] for node in everything for n in walk(node) if isinstance(n, Apply) and n.op == "log"]
    told = any(is_given(x) and one_less(x) in logs for x in logs) or slopes(everything, is_given)
    told = told or any(_is_softplus(n) for node in everything for n in walk(node))
    return "sigmoid" if told or _of_numbers(definitions, nodes, given) else ""


def _is_softplus(node: Node) -> bool:
    """log(1 + e^u), whose slope the logistic function is."""
    match node:
        case Apply("log", (Apply("add", (one, Apply("exp", _))),)) if one == ONE:
            return True
    return False


def _of_numbers(definitions: Mapping[str, Definition], nodes: list[Node], given: set[str]) -> bool:
    """Whether σ is of numbers that are all told: then a formula in numbers says nothing of any other function."""
    free = {x for d in definitions.values() for x in names(d.body)} - definitions.keys() - {"sigma", "e", "pi"}
    spoken = {x for node in nodes for x in names(node)}
    return bool(given & spoken) and not free and spoken <= definitions.keys() | {"e", "pi"}
