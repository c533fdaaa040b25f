"""The aggregate posterior q(z) = E_{p(x)}[q(z|x)], and the mutual information I_q(x; z) under p(x) q(z|x)."""

from __future__ import annotations

from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world import Definition
from interviewer.notation.tree import Apply, Bound, Call, Divergence, Moment, Node, Sym, names, transform, walk

ALL = "‾"  # behind the name of a density: averaged over what it is given


def aggregate(scope: Scope, left: Node, right: Node) -> Definition | None:
    """`q(z) = ∫ q(z|x) p(x) dx`, `(1/N) Σ_n q(z|x_n)` of a density that the problem has given x: a mean of it, by that name."""
    match left:
        case Call(Sym(name, _), (Sym(variable, ()),), (), _):
            name = _unaccented(name)
            given = scope.world.distributions.get(name, {}).get("given", ())
        case _:
            return None
    parts = [n for n in walk(right) if isinstance(n, Call) and n.fn.name == name]
    if not given or len(parts) != 1 or parts[0].args != (Sym(variable),) or not parts[0].given:
        return None
    averaged = _averaged(right, parts[0])
    return (
        Definition(f"{name}{ALL}", right, (variable,), (), is_call=True, fixed=False, density=True)
        if averaged
        else None
    )


def _averaged(node: Node, part: Call) -> bool:
    """Whether a conditional density is averaged over what it is given."""
    over = {n.name for g in part.given for n in walk(g) if isinstance(n, Sym)}
    match node:
        case Moment("E", (inner,), law, ()) if inner == part:
            return law is not None and not names(law) & {a.name for a in part.args if isinstance(a, Sym)}
        case Bound("int" | "sum", binders, body):
            return bool({b.var.name for b in binders} & over) and part in walk(body)
        case Apply("mul" | "div", args):
            return any(_averaged(a, part) for a in args)
    return False


def with_information(node: Node, scope: Scope) -> Node:
    """q(z) as the candidate's aggregate, `I_q(x; z)` as the mean of KL(q(z|x) ‖ q(z))."""
    own = {n.removesuffix(ALL): ds[0] for n, ds in scope.own.items() if n.endswith(ALL)}
    overs = [m.over for d in own.values() for m in walk(d.body) if isinstance(m, Moment)]
    laws = {(o.fn.name, o.fn.index): o for o in overs if isinstance(o, Call)}  # E_{p_D} after E_{p_D(x)}

    def change(n: Node) -> Node:
        match n:
            case Call(Sym("MI", index), _, _, _):
                law = next((i.name for i in index if isinstance(i, Sym)), next(iter(own), ""))
                if law not in own:
                    return n
                marginal = Call(Sym(f"{law}{ALL}"), (Sym(own[law].params[0]),))
                return transform(own[law].body, lambda m: Divergence("KL", m, marginal) if _of(m, law) else m)
            case Moment("E", args, Sym() as over, ()) if (over.name, over.index) in laws:
                return Moment("E", args, laws[over.name, over.index])
            case Call(Sym(name, _), (Sym(variable, ()),), (), _) if own.get(law := _unaccented(name)) is not None:
                return Call(Sym(f"{law}{ALL}"), n.args) if own[law].params == (variable,) else n
            case Sym(name, ()) if "." in name and (law := _unaccented(name)) in own:  # KL(q̄ ‖ p)
                return Call(Sym(f"{law}{ALL}"), (Sym(own[law].params[0]),))
        return n

    asked = own or any(isinstance(n, Sym) and n.name == "MI" and n.index for n in walk(node))
    return transform(node, change) if asked else node


def _unaccented(name: str) -> str:
    """The q of q̄ and q_agg."""
    stem, *marks = name.split(".")
    return stem if {*marks} <= {"bar", "tilde", "hat", "agg", "avg"} else name


def _of(node: Node, law: str) -> bool:
    return isinstance(node, Call) and node.fn.name == law and bool(node.given)
