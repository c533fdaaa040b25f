"""Bodies of definitions at what they are taken at: another distribution, a sample."""

from __future__ import annotations

from interviewer.notation.tree import Call, Node, Sym, transform


def with_laws(body: Node, laws: dict[str, Node]) -> Node:
    """The body with distributions that it is a function of replaced by those it is taken at."""

    def change(n: Node) -> Node:
        if isinstance(n, Call) and isinstance(law := laws.get(n.fn.name), Call):
            return Call(law.fn, n.args, law.given, law.params)
        if isinstance(n, Sym) and n.name in laws and not n.index:
            return laws[n.name]
        return n

    return transform(body, change)
