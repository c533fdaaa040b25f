"""A reading of a problem with mixtures for two components with laws of their own, from its template in the catalogue."""

from __future__ import annotations

import re
from typing import Any

from interviewer.checking.problem.indices import renamed
from interviewer.checking.told.mixtures.model import Mixture
from interviewer.checking.told.mixtures.pairs import Pair
from interviewer.checking.told.mixtures.variants import LAW, data_of, free_of, names_for, parameters_of
from interviewer.notation.show import show
from interviewer.notation.tree import Apply, Sym, walk

_WORD = re.compile(r"\bWEIGHT\b|\bOTHER\b|\bDATA\b")


def pair_variant(template: dict[str, Any], pair: Pair, estimating: bool) -> dict[str, Any]:
    """A template of the catalogue with both laws and the weight put in."""
    both = Mixture(pair.first.data, Apply("add", (pair.first.law, pair.second.law)))
    functions = pair.functions
    own = (pair.first.parameters | pair.second.parameters) - {*functions}
    weight = next((n.name for n in walk(pair.weight) if isinstance(n, Sym)), "")
    called = names_for(own | {weight} - {""}, ("rho", "kappa"))
    ours = {n: letter for n, letter in called.items() if n != weight}
    known = {**called, **{f: f for f in (pair.name, *functions) if f}}
    letters = {
        n: entry and {**entry, "aka": free_of(entry.get("aka", ()), both, known)}
        for n, entry in template["letters"].items()
        if n not in functions
    }
    for part in (pair.second, pair.first):
        inside = {n: letter for n, letter in ours.items() if n in part.parameters}
        letters |= data_of(both) | parameters_of(part, inside, estimating)
    if weight:
        marks = (
            [f"{called[weight]}^{{new}}", f"{called[weight]}\u0302"] if estimating and len(called[weight]) == 1 else []
        )
        letters[called[weight]] = {
            "type": "unit",
            "aka": [*([show(Sym(weight))] if called[weight] != show(Sym(weight)) else []), *marks],
        }
    for f in functions:
        letters[f"{f}_0"] = "function loss"
    shares = {"WEIGHT": f"({show(renamed(pair.weight, called))})", "DATA": pair.first.data}
    shares["OTHER"] = f"(1 − {shares['WEIGHT']})"
    sought = called[weight] if isinstance(pair.weight, Sym) else ""

    def put(text: str) -> str:
        text = _WORD.sub(lambda m: shares[m[0]], text)
        return LAW.sub(lambda m: f"({_law(pair, called, m[1], m[2])})", text)

    define: list[dict[str, Any]] = [{"name": f"{f}(x)", "is": f"exp({f}_0(x))", "density": True} for f in functions]
    for entry in template["define"]:
        if entry["name"].startswith("WEIGHT"):
            if sought:
                define.append({**entry, "name": entry["name"].replace("WEIGHT", sought), "is": put(entry["is"])})
            continue
        mine = [pair.name] if pair.name and entry["name"].startswith("ρ") else []
        body = (
            entry["is"] if isinstance(entry["is"], str) else entry["is"][:] if not pair.of else entry["is"][pair.of - 1]
        )
        texts = [put(b) for b in body] if isinstance(body, list) else put(body)
        aka = [*mine, *free_of(entry.get("aka", ()), both, known)]
        define.append({**entry, "name": put(entry["name"]), "is": texts, "aka": aka})
    if "ρ" in letters and pair.name:
        letters["ρ"]["aka"] = [pair.name, *letters["ρ"]["aka"]]
    return {
        **template,
        "letters": letters,
        "define": define,
        "unknowns": [*ours.values(), *([called[weight]] if weight else [])],
        "words": [""],
    }


def _law(pair: Pair, called: dict[str, str], sample: str, label: str) -> str:
    """The law of one component, or of that which a letter tells."""
    first, second = (show(renamed(m.at(sample, label), called)) for m in (pair.first, pair.second))
    if label in "12":
        return first if label == "1" else second
    return f"𝟙[{label} = 1] ({first}) + 𝟙[{label} = 2] ({second})"
