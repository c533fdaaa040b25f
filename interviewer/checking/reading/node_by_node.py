"""What each node of a formula means beside the others: the rules of `preparing` that look at one node at a time.

One method a kind of node; in each the first rule that fits settles it.
"""

from __future__ import annotations

from interviewer.checking.problem.canonical import RUNNING
from interviewer.checking.problem.scope import Scope
from interviewer.checking.reading.at_states import (
    at_point,
    is_finite,
    mixture_at,
    point_of,
    state_of,
    tabled,
    taken_at_state,
)
from interviewer.checking.reading.bounds_of_entries import of_each_entry
from interviewer.checking.reading.calls_as_meant import call_as_meant
from interviewer.checking.reading.named_otherwise import entries_of
from interviewer.checking.reading.stacked import of_rows
from interviewer.checking.reading.unsaid_indices import (
    by_entries,
    free_outside,
    is_bare_sum,
    running_indices,
    states_summed,
)
from interviewer.checking.reading.unsaid_objectives import gradient_named, names_gradients
from interviewer.checking.reading.unsaid_variables import output_place, score_variable
from interviewer.notation.tree import (
    Apply,
    Binder,
    Bound,
    Call,
    Deriv,
    Moment,
    Node,
    Num,
    Rel,
    Sym,
    names,
    transform,
    walk,
)


def node_by_node(node: Node, scope: Scope) -> Node:
    """A formula with each of its nodes as it is meant."""
    return transform(node, _Formula(node, scope).meant)


class _Formula:
    """A formula and what the whole of it tells of each node: the indices that run in it, whether it names gradients by d…"""

    def __init__(self, node: Node, scope: Scope) -> None:
        self.scope, self.whole = scope, node
        self.names_gradients = names_gradients(node, scope)
        self.outside_sums = free_outside(node, is_bare_sum)
        self.outside_diagonals = free_outside(node, _is_diag)
        self.bound = {b.var.name for n in walk(node) if isinstance(n, Bound) for b in n.binders}
        self.running = {name for name in self.bound if name in RUNNING and not is_finite(scope, name)}

    def meant(self, node: Node) -> Node:
        match node:
            case Call():
                return call_as_meant(node, self.scope, self.running)
            case Apply():
                return self._application(node)
            case Sym(name, (_, _) as place) if matrix := entries_of(self.scope, name):
                return Sym(matrix, place)  # the h_ii of H
            case Rel():
                return self._relation(node)
            case Bound():
                return self._bound(node)
            case Moment():
                return self._moment(node)
            case Deriv():
                return self._derivative(node)
        return node

    def _relation(self, node: Rel) -> Node:
        scope = self.scope
        if any(_hessian_at(scope, o) for o in node.operands):
            return Rel(node.ops, tuple(_hessian_at(scope, o) or o for o in node.operands))
        return of_rows(node, scope) if node.ops == ("=",) else of_each_entry(node, scope)

    def _application(self, node: Apply) -> Node:
        scope = self.scope
        match node:
            case Apply("T", (Sym("e", ()),)) if not scope.knows("e"):
                return Apply("T", (Sym("ones"),))  # eᵀα, as solvers write it
            case Apply("Attention", (Sym("Q", ()), Sym("K", ()), Sym("V", ()))) if scope.definitions("Attn"):
                return Sym("Attn")  # of the problem's own, with a mask where it has one
            case Apply("mul", (_, _)) if (meant := of_rows(node, scope)) is not node:
                return meant
            case Apply("mul", args) if Sym("forall") in args[1:]:  # y_i f(x_i) ≥ 1 ∀i inside brackets
                kept = args[: args.index(Sym("forall"))]
                return kept[0] if len(kept) == 1 else Apply("mul", kept)
            case Apply("mul", (*before, law, point)) if (value := mixture_at(scope, law, point)) is not None:
                return Apply("mul", (*before, value)) if before else value
            case Apply("differential") if self.names_gradients and (slope := gradient_named(scope, node)) is not None:
                return slope
            case Apply("diag", (inner,)) if at := self._along_diagonal(inner):
                return Apply("diag", (Bound("collect", (Binder(Sym(at)),), inner),))
            case Apply("pow", (Sym(name, ()), step)) if (
                name in scope.world.unknowns and "t" in names(step) and names(step) <= {"t"} and not scope.knows("t")
            ):
                return Sym(name, (step,))  # θᵗ⁺¹, an iterate
            case Apply("mul" | "add" as op, args):
                flat: list[Node] = []
                for a in args:
                    flat += a.args if isinstance(a, Apply) and a.op == op else [a]
                return Apply(op, tuple(flat))
        return node

    def _along_diagonal(self, inner: Node) -> str:
        """The index that runs over the entries inside a `diag(…)`, and nowhere else."""
        found = running_indices(inner, self.scope.vocabulary.indexed)
        return next((name for name in found if name not in self.outside_diagonals | self.bound), "")

    def _moment(self, node: Moment) -> Node:
        scope = self.scope
        match node:
            case Moment(op, args, Sym() as over, given) if (point := point_of(scope, over)) is not None:
                at = {name for name in scope.world.distributions if point_of(scope, Sym(name)) == point}
                if any(isinstance(x, Sym) and x.name in at and not x.index for a in args for x in walk(a)):
                    return Moment(op, tuple(at_point(a, at, point) for a in args), over, given)
            case Moment(op, args, Call(law, (Sym("ellipsis"),), told, params), ()):
                told_names = frozenset[str]().union(*map(names, told))
                spoken = frozenset[str]().union(*map(names, args)) - told_names
                hidden = [v for v in scope.world.distributions.get(law.name, {}).get("of", ()) if v in spoken]
                over = Call(law, tuple(map(Sym, hidden)), told, params) if hidden else None
                return Moment(op, args, over, () if hidden else told)
            case Moment(op, (Sym() as of,), Sym(name, ()) as law, given) if given and _is_law(scope, name):
                return Moment(op, (of,), Call(law, (of,), given))  # E_p[z|x] is under p(z|x)
            case Moment("E", args, over, given) if (law := tabled(over, scope)) is not None:
                return Moment("E", tuple(taken_at_state(a, law, scope) for a in args), over, given)
        return node

    def _bound(self, node: Bound) -> Node:
        scope = self.scope
        match node:
            case Bound("sum" | "prod", binders) if not binders or binders[0].var.name == "anonymous":
                return self._bare_sum(node) or node
            case Bound("sum" | "int" as op, (binder,), body) if is_finite(scope, binder.var.name):
                return Bound(op, (binder,), taken_at_state(body, binder.var.name, scope))
            case Bound(op, (Binder(Sym(name, ()), None, None, None),), body) if (
                op in ("int", "sum")
                and not scope.knows(name.removesuffix(".prime"))
                and (state := state_of(name, body, scope))
            ):
                renamed = transform(body, lambda x: Sym(state) if x == Sym(name) else x)
                return Bound(op, (Binder(Sym(state)),), renamed)
        return node

    def _bare_sum(self, node: Bound) -> Node | None:
        """A sum over the states of what stands nowhere else, over such an index, or over the entries of what it is of."""
        if states := states_summed(node, self.whole, self.scope):
            return Bound(node.op, tuple(Binder(Sym(name)) for name in states), node.body)
        body, high = node.body, node.binders[0].high if node.binders else None
        entries = by_entries(body, self.scope)
        inside = [name for name in running_indices(body) if name not in self.outside_sums]
        inside = inside or (running_indices(body) if entries == body else [])
        if inside == ["t"] and self.scope.world.chains and entries != body:
            match body:
                case Apply("pow", (vector, Num(2))):  # over the entries of a vector at one time
                    return Apply("mul", (Apply("T", (vector,)), vector))
        if inside:
            return Bound(node.op, tuple(Binder(Sym(name), None, high) for name in inside), body)
        return Bound(node.op, (Binder(Sym("i"), None, high),), entries) if entries != body else None

    def _derivative(self, node: Deriv) -> Node:
        match node:
            case Deriv(body, (Sym("default"),), "grad", None) if (of := score_variable(body, self.scope)) is not None:
                return Deriv(body, (of,), "grad")
            case Deriv(Sym(body), (Sym() as by,), style, None) if (
                place := output_place(self.scope, body, by)
            ) is not None:
                return Deriv(node.body, (place,), style)
        return node


def _hessian_at(scope: Scope, node: Node) -> Node | None:
    """H(w) = …, which reads as a product, where H is what the problem calls the Hessian: at w, no multiple of it."""
    match node:
        case Apply("mul", (Sym(name, ()) as hessian, Sym(by, ()))) if by in scope.world.unknowns:
            bodies = (b for d in scope.definitions(name) for b in (d.body, *d.alternatives))
            return hessian if any(isinstance(b, Deriv) and len(b.wrt) == 2 for b in bodies) else None
    return None


def _is_diag(node: Node) -> bool:
    return isinstance(node, Apply) and node.op == "diag"


def _is_law(scope: Scope, name: str) -> bool:
    """Whether a name is that of distributions which form no chain."""
    spec = scope.world.distributions.get(name)
    return spec is not None and not spec.get("chain")
