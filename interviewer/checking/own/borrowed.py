"""What the problem says of a name that his set-up leaves open.

In a network of his own, too, δ is the derivative by z, and a latent z that his data are drawn by has the problem's prior.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from interviewer.checking.own.study import LOSSES, Study
from interviewer.checking.problem.world import Definition, World
from interviewer.checking.told.activations_used import ELEMENTWISE
from interviewer.notation.clause import Clause
from interviewer.notation.tree import ZERO, Apply, Call, Deriv, Node, Rel, Sym, names, transform, walk

UNITS = frozenset("ijkmn")
_ERRORS = {"Delta": "delta"}  # those of all samples, as the rows or columns of a matrix


def with_errors(study: Study, nodes: Sequence[Node], world: World) -> tuple[Study, list[Node]]:
    """The study with the derivatives that the problem gives a name, of his own loss by his own pre-activations."""
    nodes = list(nodes)
    study = _with_rows(_with_numbered_errors(study, nodes, world), nodes, world)
    used = frozenset[str]().union(*map(names, nodes)) - study.definitions.keys()
    for name in sorted(used):
        for found in world.definitions.get(_ERRORS.get(name, name), ()):
            body = found.body
            if not (isinstance(body, Deriv) and len(body.wrt) == 1 and isinstance(by := body.wrt[0], Sym)):
                continue
            if any(is_kronecker(n) for node in nodes for n in walk(node)):
                continue
            if not _goes_into_function(study, by.name):
                if (into := _output_sum(study) or _last_sum(study, name in _ERRORS) or _only_argument(study)) is None:
                    continue
                by = into
            index = study.definitions[by.name].index if by.name in study.definitions else ()
            loss = _loss(study) or body.body
            at = tuple(map(Sym, index))
            made = Definition(name, Deriv(loss, (Sym(by.name, at),), body.style), (), index, fixed=False)
            study = replace(study, definitions={**study.definitions, name: made})
            depth = max((len(n.index) for n in _symbols(study, by.name)), default=0)
            nodes = [transform(n, lambda s, name=name, depth=depth: _without_layer(s, name, depth)) for n in nodes]
    return study, nodes


def _with_rows(study: Study, nodes: Sequence[Node], world: World) -> Study:
    """q_i beside a Q of his: the row of it, as the problem has it, where he does not speak of columns."""
    if "column" in study.context:
        return study
    bodies = [d.body for d in study.definitions.values()]
    written = frozenset[str]().union(study.definitions.keys(), *map(names, (*bodies, *study.conditions)))
    singly = {n.name for node in (*nodes, *bodies) for n in walk(node) if isinstance(n, Sym) and len(n.index) == 1}
    families = {n: whole for w in (*world.variants, world) for n, whole in w.row_families.items()}
    for name in sorted(singly & families.keys() - study.definitions.keys()):
        whole = families[name]
        if whole in written and not any(d.index for n, d in study.definitions.items() if n == whole):
            made = Definition(name, Apply("index", (Sym(whole), Sym("i"))), (), ("i",), fixed=False)
            study = replace(study, definitions={**study.definitions, name: made})
    return study


def _with_numbered_errors(study: Study, nodes: Sequence[Node], world: World) -> Study:
    """δ₁ beside z₁ and W₁: layers that are told apart by names of their own."""
    used = frozenset[str]().union(*map(names, (*nodes, *(d.body for d in study.definitions.values()))))
    for name in sorted(used - study.definitions.keys()):
        stem, _, layer = name.rpartition("_")
        for found in world.definitions.get(stem, ()) if layer.isdigit() else ():
            if not (isinstance(found.body, Deriv) and isinstance(by := found.body.wrt[0], Sym)):
                continue
            study, into = _pre_activation(study, f"{by.name}_{layer}", layer)
            if not into:
                continue
            loss = next((Sym(n.name) for n in LOSSES if n.name in study.definitions), found.body.body)
            made = Definition(name, Deriv(loss, (Sym(into),), found.body.style), fixed=False)
            study = replace(study, definitions={**study.definitions, name: made})
    return study


def _pre_activation(study: Study, name: str, layer: str) -> tuple[Study, str]:
    """What is fed into the units of a layer, named where its line does not, `a₁ = σ(W₁x + b₁)`; and its name."""
    if name in study.definitions:
        return study, name
    for made in study.definitions.values():
        call = made.body
        if not (made.name.endswith(f"_{layer}") and isinstance(call, Call | Apply) and len(call.args) == 1):
            continue
        if isinstance(call.args[0], Apply) and (isinstance(call, Call) or call.op in ELEMENTWISE):
            into = Definition(name, call.args[0], fixed=False)
            value = replace(made, body=replace(call, args=(Sym(name),)))
            return replace(study, definitions={**study.definitions, name: into, made.name: value}), name
    return study, ""


def slopes_named(world: World | None) -> frozenset[str]:
    """What the problem calls the derivatives of its loss, as δ."""
    found = world.definitions.items() if world is not None else ()
    return frozenset(n for n, ds in found if any(isinstance(d.body, Deriv) for d in ds))


def with_latent(clauses: list[Clause], world: World) -> list[Clause]:
    """The lines with the standard normal prior that the problem gives what they condition or make data of, untold by them."""
    known = (d for w in (world, *world.variants) for d in w.definitions.get("p", ()))
    standard = {d.params[0]: d.body for d in known if len(d.params) == 1 and not d.given and _is_standard(d.body)}
    nodes = [c.node for c in clauses if isinstance(c.node, Rel)]
    for name, body in standard.items():
        if any(_tells(n, name) for n in nodes) or not any(_draws_by(n, name) for n in nodes):
            continue
        return [Clause("claim", Rel(("=",), (Call(Sym("p"), (Sym(name),)), body))), *clauses]
    return clauses


def _is_standard(body: Node) -> bool:
    return isinstance(body, Call) and body.fn.name == "Normal" and body.params == (ZERO, Sym("I"))


def _tells(node: Rel, name: str) -> bool:
    """Whether a line says what a name is, or what its law is."""
    head = node.operands[0]
    head = head.args[0] if isinstance(head, Call) and len(head.args) == 1 and not head.given else head
    return isinstance(head, Sym) and head.name == name


def _draws_by(node: Rel, name: str) -> bool:
    """`p(x|z) = N(x; Wz, …)` and `x = Wz + η`: whether data are drawn by a name."""
    head, body = node.operands[0], node.operands[-1]
    if isinstance(head, Call) and head.fn.name == "p":
        return name in names(body) and any(isinstance(g, Sym) and g.name == name for g in head.given)
    terms = body.args if isinstance(body, Apply) and body.op == "add" else ()
    return isinstance(head, Sym) and node.ops == ("=",) and any(name in names(t) for t in terms)


def _goes_into_function(study: Study, name: str) -> bool:
    """Whether a letter of his is what a function is taken of, as pre-activations are, and no function's value itself."""
    made = study.definitions.get(name)
    if made is not None and (made.is_call or isinstance(made.body, Call)):
        return False
    bodies = [d.body for n, d in study.definitions.items() if n != name]
    return any(isinstance(n, Sym) and n.name == name for b in bodies for n in walk(b))


def _loss(study: Study) -> Node | None:
    """His loss; that of any one sample, E_n of a formula without an n, by its formula."""
    made = next((study.definitions[n.name] for n in LOSSES if n.name in study.definitions), None)
    if made is None:
        return None
    return made.body if made.index and not {*made.index} & names(made.body) else Sym(made.name)


def _output_sum(study: Study) -> Sym | None:
    """The a_k of `y_k = f(a_k)`, or of `y_k = a_k`, where the loss is of y: what goes into the last units, by any name."""
    loss = next((study.definitions[n.name].body for n in LOSSES if n.name in study.definitions), None)
    found = set[str]()
    for name in names(loss) & study.definitions.keys() if loss is not None else ():
        match study.definitions[name].body:
            case Sym(into, _) | Call(_, (Sym(into, _),), (), ()) | Apply(_, (Sym(into, _),)):
                found.add(into)
    return Sym(found.pop()) if len(found) == 1 else None


def _last_sum(study: Study, of_samples: bool) -> Sym | None:
    """The S of `S = H W`, of which the loss is whatever it is: the last that is computed, by products alone."""
    bodies = {n: d.body for n, d in study.definitions.items()}
    last = [n for n in bodies if not any(n in names(b) for m, b in bodies.items() if m != n)]
    affine = [n for n in last if isinstance(body := bodies[n], Apply) and body.op in ("mul", "add")]
    alone = of_samples and len(last) == 1 and not any(Sym(n) in LOSSES for n in bodies)
    return Sym(affine[0]) if alone and affine else None


def _only_argument(study: Study) -> Sym | None:
    """The S_l of `H_l = f(S_l)`, the one letter that functions are taken of."""
    found = set[str]()
    for made in study.definitions.values():
        match made.body:
            case Call(_, (Sym(into),), (), ()) | Apply("tanh" | "sigmoid" | "relu", (Sym(into),)):
                found.add(into)
    return Sym(found.pop()) if len(found) == 1 else None


def is_kronecker(node: Node) -> bool:
    """δ_ij, whose indices are both of units."""
    named = isinstance(node, Sym) and node.name in ("delta", "kronecker") and len(node.index) == 2
    return named and all(isinstance(i, Sym) and i.name in UNITS for i in node.index)


def _symbols(study: Study, name: str) -> Iterable[Sym]:
    bodies = [d.body for n, d in study.definitions.items()]
    return (n for b in bodies for n in walk(b) if isinstance(n, Sym) and n.name == name)


def _without_layer(node: Node, name: str, depth: int) -> Node:
    """The δ_j^{(L)} of a set-up that speaks of one layer only; the k of δ_k is one of its entries."""
    if isinstance(node, Sym) and node.name == name and len(node.index) > depth:
        last = node.index[-1]
        if not depth and isinstance(last, Sym) and last.name in UNITS:
            return Sym(name, (last,))
        return Sym(name, node.index[len(node.index) - depth :])
    return node
