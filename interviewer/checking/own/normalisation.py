"""Batch normalisation as papers write it: μ_B and σ_B² of `x̂_i = (x_i − μ_B)/√(σ_B² + ε)` are the mean and the variance of the x_i."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.checking.own.study import Study
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Node, Sym, apply, num, walk

_OVER = re.compile(r"\b(?:mini-?)?batch\b|\blayer ?norm|batch ?norm", re.I)


def with_statistics(study: Study) -> Study:
    """The study with the statistics that a normalisation in it speaks of and that no line has set."""
    for made in list(study.definitions.values()):
        found = _centred(made.body) if len(made.index) == 1 else None
        if found is None:
            continue
        sample, mean = found
        spread = [n for n in walk(made.body) if isinstance(n, Sym) and n.name.split(".")[0] == "sigma" and not n.index]
        told = mean.name.endswith(".B") or _OVER.search(study.context)
        if not told or mean.name in study.definitions or any(n.name in study.definitions for n in spread):
            continue
        whole = Sym(sample.name)
        variance = apply("mean", apply("pow", apply("add", whole, apply("neg", mean)), num(2)))
        new = {mean.name: Definition(mean.name, apply("mean", whole))}
        new |= {n.name: Definition(n.name, apply("sqrt", variance)) for n in spread[:1]}
        study = replace(study, definitions={**study.definitions, **new})
    return study


def _centred(body: Node) -> tuple[Sym, Sym] | None:
    """The x_i and the μ of a normalised x_i − μ."""
    if not any(isinstance(n, Apply) and n.op in ("sqrt", "pow", "div") for n in walk(body)):
        return None
    for n in walk(body):
        match n:
            case Apply("add", (Sym() as sample, Apply("neg", (Sym(_, ()) as mean,)))) if len(
                sample.index
            ) == 1 and mean.name.split(".")[0] in ("mu", "m"):
                return sample, mean
    return None
