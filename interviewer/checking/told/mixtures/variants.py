"""A reading of a problem with mixtures, from its template in the catalogue and the law of a component."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from interviewer.checking.problem.indices import renamed
from interviewer.checking.problem.letter_domains import with_domains
from interviewer.checking.problem.world import Letter
from interviewer.checking.told.mixtures.model import LABEL, Mixture
from interviewer.notation.show import show
from interviewer.notation.tree import Apply, Call, Sym, names, walk

LAW = re.compile(r"LAW\((\w?),\s*(\w)\)")
_NEXT = ("^{new}", "\u0302", "^*", "^{(t+1)}")  # θ_new, θ̂ are what the M-step seeks
_SPARE = ("λ", "μ", "ν", "η", "κ")
_TAKEN = frozenset("p q P Q f g gamma pi N n K z X Z".split())


def variant_of(template: dict[str, Any], mixture: Mixture, estimating: bool) -> dict[str, Any]:
    """A template of the catalogue with the law put in, and the letters it is made of."""
    own = mixture.parameters
    called = names_for(own)
    letters = {
        n: entry and {**entry, "aka": free_of(entry.get("aka", ()), mixture, called)}
        for n, entry in template["letters"].items()
    }
    if mixture.weight and mixture.weight != "pi":
        letters["π"]["aka"].insert(0, show(Sym(mixture.weight)))
    letters |= data_of(mixture) | parameters_of(mixture, called, estimating)

    def put(text: str) -> str:
        text = text.replace("DATA", f"{mixture.data}|{mixture.given},z" if mixture.given else f"{mixture.data}|z")
        return LAW.sub(lambda m: f"({show(renamed(mixture.at(m[1], m[2]), called))})", text)

    define = []
    for entry in template["define"]:
        heard = list(mixture.responsibilities) if entry["name"].startswith("γ") else []
        aka = [*heard, *free_of(entry.get("aka", ()), mixture, called)]
        define.append({**entry, "name": put(entry["name"]), "is": put(entry["is"]), "aka": aka})
    if "γ" in letters:
        letters["γ"]["aka"] = [*mixture.responsibilities, *letters["γ"]["aka"]]
    unknowns = ["π", *called.values()] if estimating else ["π"]
    return {**template, "letters": letters, "define": define, "unknowns": unknowns, "words": [""]}


def names_for(own: Collection[str], taken: Collection[str] = ()) -> dict[str, str]:
    """What the letters of a law are called in the reading: by others where the problem has theirs."""
    spare = iter(s for s in _SPARE if s not in own)
    return {n: next(spare) if n in _TAKEN or n in taken else show(Sym(n)) for n in sorted(own)}


def free_of(names: Sequence[str], mixture: Mixture, called: dict[str, str]) -> list[str]:
    """The other names of a letter that nothing of the law has."""
    his = {*called, *called.values(), mixture.data, mixture.given, mixture.weight, *mixture.responsibilities}
    return [n for n in names if n not in his]


def _domains(mixture: Mixture) -> dict[str, str]:
    """Where the letters of the law lie: factors of a density, and what it divides by, are positive."""
    factors = mixture.law.args if isinstance(mixture.law, Apply) and mixture.law.op in ("mul", "times") else ()
    below = [n.args[1] for n in walk(mixture.law) if isinstance(n, Apply) and n.op == "div"]
    used = [Apply("log", (f,)) for f in (*factors, *below)]
    bases = [f for f in (*factors, *below) if isinstance(f, Apply) and f.op == "pow"]
    letters = {n: Letter(n, "scalar") for n in (*mixture.parameters, mixture.data)}
    nodes = [mixture.law, *used, *(Apply("log", (f.args[0],)) for f in bases)]
    return {n: letter.kind for n, letter in with_domains(letters, nodes).items()}


def data_of(mixture: Mixture) -> dict[str, dict[str, Any]]:
    """The samples as a vector, or a matrix where a law runs over entries, and the covariates beside them."""
    calls = {n.fn.name for n in walk(mixture.law) if isinstance(n, Call)}
    counted = bool(calls & {"factorial", "Poisson"})
    bits = "Bern" in calls
    real = bool(calls & {"Normal", "Laplace"}) or any(isinstance(n, Apply) and n.op == "abs" for n in walk(mixture.law))
    squares = [n for n in walk(mixture.law) if isinstance(n, Apply) and n.op == "pow" and mixture.data in _base(n)]
    real = real or bool(squares)
    data = show(Sym(mixture.data))
    if mixture.vectors:
        return {"X": {"type": "matrix n d", "rows": data}, data: {"type": "vector d"}}
    if mixture.entry:
        of = "" if real else " of class" if counted else " of unit"
        return {"X": {"type": f"matrix n d{of}", "rows": data}, data: {"type": f"vector d{of}"}}
    of = "unit" if bits else "class" if counted else "" if real else "positive"
    kind = "unit" if bits else "integer" if counted else "real" if real else "positive"
    whole = "Y" if mixture.given else "X"
    found = {whole: {"type": f"vector n of {of}" if of else "vector n", "rows": data}, data: {"type": kind}}
    if mixture.given:
        given = show(Sym(mixture.given))
        found |= {"X": {"type": "matrix n d", "rows": given}, given: {"type": "vector d"}}
    return found


def _base(power: Apply) -> frozenset[str]:
    return frozenset(n.name for n in walk(power.args[0]) if isinstance(n, Sym) and power.args[0] != n)


def parameters_of(mixture: Mixture, called: dict[str, str], estimating: bool) -> dict[str, dict[str, Any]]:
    """The entries of a variant's YAML for the parameters of a law: what each is, and what else it may be called."""
    kinds = _domains(mixture)
    transposed = {
        n.args[0].name for n in walk(mixture.law) if isinstance(n, Apply) and n.op == "T" and isinstance(n.args[0], Sym)
    }
    spreads = [
        n.params[1] for n in walk(mixture.law) if isinstance(n, Call) and n.fn.name == "Normal" and len(n.params) == 2
    ]
    kinds |= {s.name: "positive" for s in spreads if isinstance(s, Sym) and kinds.get(s.name) == "scalar"}
    found: dict[str, dict[str, Any]] = {}
    for name, letter in called.items():
        uses = [n for n in walk(mixture.law) if isinstance(n, Sym) and n.name == name]
        runs = any(Sym(LABEL) in n.index for n in uses)
        kind = "vector d" if name in transposed or (mixture.vectors and name == "mu") else kinds[name]
        if mixture.vectors and name != "mu":
            kind = "positive" if "I" in names(mixture.law) else "spd d"
        if any(len(n.index) > 1 for n in uses):
            kind = f"vector d of {kind}" if kind != "scalar" else "vector d"
        entry: dict[str, Any] = {"type": kind, "aka": [show(Sym(name))] if show(Sym(name)) != letter else []}
        if name == "mu" and "m" not in called:
            entry["aka"].append("m")
        if estimating and len(letter) == 1:
            entry["aka"] += [f"{letter}{mark}" for mark in _NEXT]
        if runs:
            entry |= {"index": "k", "range": [1, "K"]}
        found[letter] = entry
    return found
