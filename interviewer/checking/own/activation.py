"""The activation that a set-up leaves open as the one its words name, or its cross-entropy: `C = −[y ln a + (1 − y) ln(1 − a)]`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.checking.own.study import Study
from interviewer.checking.probability.names import DENSITIES
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition
from interviewer.checking.told.activations import only_kind_told
from interviewer.notation.tree import ONE, Apply, Call, Node, Sym, apply, walk


def with_activation(study: Study, nodes: list[Node]) -> Study:
    """The study with the one function that it leaves open as the one that its words name, `logistic units a = σ(z)`."""
    kind = only_kind_told(study.context) or _probabilities_by(study.definitions)
    everything = [*nodes, *(d.body for d in study.definitions.values())] if kind else []
    calls = [n for node in everything for n in walk(node) if isinstance(n, Call) and len(n.args) == 1]
    names = {n.fn.name for n in calls} - study.definitions.keys() - BUILTIN_FUNCTIONS - DENSITIES
    if len(names) != 1:
        return study
    name = names.pop()
    made = Definition(name, Apply(kind, (Sym("u"),)), ("u",), is_call=True, fixed=False)
    return replace(study, definitions={**study.definitions, name: made})


def _probabilities_by(definitions: Mapping[str, Definition]) -> str:
    """`sigmoid` where the log of what an open σ gives stands beside that of one minus it, as in a cross-entropy."""
    if "sigma" in definitions:
        return ""
    given = {n for n, d in definitions.items() if isinstance(d.body, Call) and d.body.fn == Sym("sigma")}
    logs = [n.args[0] for d in definitions.values() for n in walk(d.body) if isinstance(n, Apply) and n.op == "log"]

    def is_given(node: Node) -> bool:
        return (isinstance(node, Sym) and node.name in given) or (isinstance(node, Call) and node.fn == Sym("sigma"))

    return "sigmoid" if any(is_given(x) and apply("add", ONE, apply("neg", x)) in logs for x in logs) else ""
