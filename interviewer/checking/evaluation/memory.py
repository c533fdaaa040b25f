"""What has been found out once under a model: values of names and of costly parts, by the running indices they depend on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from interviewer.checking.evaluation.core import Core
from interviewer.checking.fields import Value
from interviewer.checking.problem.dependencies import reach_of
from interviewer.checking.values.environment import Env
from interviewer.notation.tree import MAX_REMEMBERED, Divergence, Moment, Node, names, walk

_DISTRIBUTIONS = frozenset(["p", "q", "P"])


class Memory(Core):
    """What has been found out once under a model, in the evaluator's memory or in that of an environment's bindings."""

    def forget(self) -> None:
        """Called when the model's values have changed."""
        self.steps = 0
        self.known.clear()
        self.carried[0].clear()

    def remembered(self, node: Node, env: Env, compute: Callable[[Any, Any, Env], Value]) -> Value:
        """The value of a part that sums and gradients ask for again and again."""
        if self.asked is not None:
            return compute(self, node, env)  # somebody watches what is looked up
        known = self.known if env.known is None else env.known
        key = (id(node), self.running(self.reach(node), env) if env.bound or self.opaque is not None else ())
        found = known.get(key)
        if found is None or found[0] is not node:
            found = known[key] = node, compute(self, node, env)
        return found[1]

    def running(self, among: frozenset[str], env: Env) -> tuple[Any, ...]:
        """The running indices in force that matter; all of them where parts of the tree are hidden."""
        if self.opaque is not None:
            return (None, *[(k, v) for k, v in env.bound.items() if type(v) is int])
        if not among or not env.bound:
            return ()
        return tuple([(k, v) for k, v in env.bound.items() if k in among and type(v) is int])

    def reach(self, node: Node) -> frozenset[str]:
        """Every name a tree leans on, through definitions and rows."""
        known = self.reaches
        found = known.get(id(node))
        if found is None or found[0] is not node:
            if len(known) > MAX_REMEMBERED:
                known.clear()
            found = known[id(node)] = node, frozenset[str]().union(*map(self.reach_of, names(node)))
        return found[1]

    def reach_of(self, name: str) -> frozenset[str]:
        return reach_of(self.scope, name)

    def untouched(self, name: str, env: Env) -> bool:
        """Whether a name has the value here that it has where nothing but running indices is bound."""
        assert env.known is not None
        key = ("untouched", name)
        if key not in env.known:
            reach, touched = self.reach_of(name), env.touched()
            env.known[key] = (
                self.default_argument not in touched and not reach & touched and not self._depends_silently(name)
            )
        return env.known[key]

    def _depends_silently(self, name: str) -> bool:
        """Distributions and moments lean on names that are not written."""
        known = self.scope.follows("silent", dict)
        if name not in known:
            reach = self.reach_of(name)
            distributions = _DISTRIBUTIONS | set(self.scope.world.distributions)
            bodies = (d.body for n in reach for d in self.scope.definitions(n))
            known[name] = bool({n.split(".")[0] for n in reach} & distributions) or any(
                isinstance(n, Moment | Divergence) for body in bodies for n in walk(body)
            )
        return known[name]
