"""`f(x)`, `p(x | y)`: definitions instantiated, distributions, unspecified functions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from interviewer.checking.evaluation import points
from interviewer.checking.evaluation.bodies import with_laws
from interviewer.checking.evaluation.calculus import function_derivative
from interviewer.checking.evaluation.core import Core
from interviewer.checking.evaluation.nodes import base_name
from interviewer.checking.evaluation.other_places import at_other_places
from interviewer.checking.evaluation.unspecified import FIELDS, Unspecified
from interviewer.checking.fields import Endless, Unsupported, Value, is_array
from interviewer.checking.probability import divergences, families, tables
from interviewer.checking.probability import names as distributions
from interviewer.checking.problem.dependencies import reach_of
from interviewer.checking.problem.world import BUILTIN_FUNCTIONS, Definition
from interviewer.checking.values import arrays
from interviewer.checking.values.environment import MAX_NESTING, Env
from interviewer.notation.tree import Apply, Call, Node, Num, Rel, Sym, names, num, walk


class Calls(Unspecified):
    """`f(x)`, `p(x | y)`: definitions instantiated, distributions, unspecified functions."""

    def call(self, node: Call, env: Env) -> Value:
        name = node.fn.name
        if name in distributions.DENSITIES:
            return families.density_of_family(self, node, env)
        if name == "H":
            sought = {base_name(a) for a in node.args} <= {*self.scope.world.unknowns}  # EM's H(θ, θ_t) is no entropy
            told = "H" in self.scope.own or (sought and self.scope.definitions("H"))
            if not told and self.scope.letter("H") is None:
                return divergences.entropy(self, node, env)
        if name == "Gamma" and len(node.args) == 1 and not self.scope.knows(name):
            return families.gamma(self.field, self.value(node.args[0], env))
        if name == "MI":
            return divergences.mutual_information(self, node, env)
        same = self.another_name(name)
        if same is not None:
            return self.call(replace(node, fn=same), env)
        if distributions.is_distribution(self, node) and self.tempered(node):
            raise Unsupported(f"I do not know {name} with this index; say what distribution it is")
        his = name in self.scope.own or name in self.scope.types
        listed = self.at_state(node, env) if his and len(node.args) == 1 else None
        if listed is not None:
            return listed
        definition, binding = self.match_definition(node, env)
        if node.primes:
            return function_derivative(self, node, env)
        if definition is not None:
            return self.call_definition(definition, node, binding, env)
        if distributions.is_distribution(self, node):
            return tables.density(self, node, env)
        if node.given or (node.params and not node.args):
            raise Unsupported(f"{name}(· | ·) is not known here; say what distribution it is")
        if name in BUILTIN_FUNCTIONS or name in self.field.functions:
            values = [self.value(a, env) for a in node.args]
            out = self.named_function(name, values, node.args, env)
            return arrays.pick(out, self.indices(node.fn.index, env)) if node.fn.index else out
        letter = self.scope.types.get(name) or self.model.letter(name)
        if letter is not None and not letter.is_function and len(node.args) == 1 and not node.params:
            own, argument = self.symbol(node.fn, env), self.value(node.args[0], env)
            if isinstance(node.args[0], Sym):
                return own  # μ(x) says on what μ depends
            return arrays.mul(own, argument)
        if (letter is not None and letter.is_function) or name not in self.scope.world.sizes:
            if letter is None and not self.scope.knows(name) and name not in self.model.assumed:
                raise Unsupported(f"I do not know the function {name}; introduce it with 'let {name}(…) = …'")
            values = [self.value(a, env) for a in node.args]
            if letter is not None and letter.of in FIELDS and len(values) == 1:
                values += [self.field.number(i, 1) for i in _time_of(self, node.args[0], env)]
            return self.generic_function(name, letter, values, env, self.indices(node.fn.index, env))
        raise Unsupported(f"{name} is no function here")

    def another_name(self, name: str) -> Sym | None:
        """q, where p = q is in force: p(x) is q(x)."""
        laws = self.scope.world.distributions
        for d in self.scope.definitions(name) if name in laws else ():
            if not (d.is_call or d.params) and isinstance(d.body, Sym) and d.body.name in laws and d.body.name != name:
                return d.body
        return None

    def tempered(self, node: Call) -> bool:
        """`p_γ(x|c)` with a number γ as its index is not the problem's own p."""
        if any(d.index for d in self.scope.definitions(node.fn.name)):
            return False
        for item in node.fn.index:
            named = [item.name, *self.scope.world.aliases.get(item.name, ())] if isinstance(item, Sym) else []
            if any((letter := self.scope.letter(n)) is not None and letter.kind == "positive" for n in named):
                return True
        return False

    def match_definition(self, node: Call, env: Env) -> tuple[Definition | None, dict[str, Any]]:
        """The definition a call instantiates: by arguments and conditions for densities, by number for functions."""
        best: Definition | None = None
        definitions = _at_index(self.scope.definitions(node.fn.name), node.fn)
        generated = {p for d in definitions if distributions.names_density(d) for p in d.params}
        indexed = bool(node.fn.index) or any(isinstance(a, Sym) and a.index for a in (*node.args, *node.given))
        for definition in definitions:
            if distributions.names_density(definition) or definition.name in self.scope.world.distributions:
                if definition.index and not indexed:
                    continue  # q_t says nothing of q
                if not definition.index and self.counts_versions(node, env):
                    continue  # nor q of q_t
            if definition.given or node.given:
                if (
                    definition.given
                    and _names_all(node.args, definition.params)
                    and (
                        _names_all(self.conditioning(node, definition), definition.given)
                        or _at_value(node.given, definition.given)
                        if node.given
                        else not (generated | LATENT) & set(definition.given)
                    )
                ):
                    return definition, {}
                continue
            if definition.is_call and distributions.names_density(definition):
                if _base_names(node.args) == set(definition.params):
                    return definition, {}
                continue
            if definition.is_call and len(definition.params) == len(node.args):
                return definition, {}
            if len(node.args) and best is None and not distributions.names_density(definition):
                best = definition
        return best, {}

    def counts_versions(self, node: Call, env: Env) -> bool:
        """q_t, q_{t+1}: an index that counts, not a parameter as in p_θ."""
        return bool(node.fn.index) and all(
            isinstance(i, Apply | Num) or (isinstance(i, Sym) and isinstance(env.bound.get(i.name), int))
            for i in node.fn.index
        )

    def at_another_input(self, definition: Definition, argument: Node, env: Env) -> Env:
        """`MultiHead(PX)`: a quantity that is given in terms of X, at another X. Raises Unsupported where that is not clear."""
        letters = self.scope.world.letters
        inputs = [
            n for n in names(argument) & reach_of(self.scope, definition.name) if n in letters and letters[n].shape
        ]
        if len(inputs) != 1:
            raise Unsupported(f"I cannot tell of what {definition.name} is a function here")
        return env.put(inputs[0], self.value(argument, env))

    def call_definition(self, definition: Definition, node: Call, binding: dict[str, Any], env: Env) -> Value:
        if not definition.is_call and len(node.args) == 1 and not isinstance(node.args[0], Sym | Rel):
            env = self.at_another_input(definition, node.args[0], env)
        elif not (definition.is_call or definition.params or definition.sense or node.given) and node.args[1:]:
            definition = replace(definition, body=at_other_places(self, definition.body, node.args, env))
        overrides: dict[tuple[str, tuple[int, ...]], Any] = {}
        pairs = [*zip(definition.params, node.args, strict=False), *zip(definition.given, node.given, strict=False)]
        by_name = {base_name(a): a for a in (*node.args, *node.given)}
        by_name |= {name.lower(): a for name, a in by_name.items() if isinstance(a, Rel)}
        fewer = len(definition.params) < len(node.args)  # L(w, b, ξ, α, r) of a problem that has L(w, b, α)
        by_names = definition.given or definition.sense or distributions.names_density(definition) or fewer
        if by_names and {p for p, _ in pairs} <= set(by_name):
            pairs = [(p, by_name[p]) for p in dict.fromkeys(p for p, _ in pairs)]
        if fewer and definition.alternatives:
            definition = _in_these(definition, set(by_name))
        pairs = [(p, a) for p, a in pairs if p not in self.scope.world.distributions or not self.is_told_number(a)]
        laws = {p: a for p, a in pairs if p in self.scope.world.distributions and a != Sym(p)}
        laws |= {p: a for p, a in pairs if laws and isinstance(a, Sym) and a.index and self.is_sample(p, a)}
        if laws:  # F(q_t, θ): the bound of another distribution, at the sample x_i
            definition = replace(definition, body=with_laws(definition.body, laws))
            pairs = [(p, a) for p, a in pairs if p not in laws]
        local: dict[str, Any] = dict(binding)
        running = [i for a in node.args if isinstance(a, Sym) for i in a.index]
        own = len(node.fn.index) == len(definition.index)  # q_{t+1}(z), not p(θ_j)
        arguments_run = bool(definition.index) and not own and distributions.names_density(definition)
        for param, argument in pairs:
            if isinstance(argument, Rel):
                argument = argument.operands[1]
            if not param or (
                isinstance(argument, Sym) and argument.name == param and (not argument.index or arguments_run)
            ):
                if param and param in env.bound:
                    local[param] = env.bound[param]
                continue
            if isinstance(argument, Sym) and argument.name in ("ellipsis", "dot"):
                continue
            overrides[param, ()] = points.value_at(self, param, argument, env)
        if not definition.params and node.args:
            overrides.update(self.positional(definition.body, node, env))
        for free, argument in zip(definition.index, running if arguments_run else node.fn.index, strict=False):
            local[free] = self.index(argument, env)
        keep = {
            k: v
            for k, v in env.bound.items()
            if (not isinstance(v, int) or k in names(definition.body) or k in self.told_at())
            and (k, ()) not in overrides
        }
        child = env.called_with({**keep, **local}, overrides) if overrides else env.inside_with(keep, local)
        if env.depth > MAX_NESTING:
            raise Endless
        value = self.value(definition.body, child)
        rest = node.fn.index[len(definition.index) :]
        if rest and not is_array(value) and any(isinstance(i, Apply) or base_name(i) in env.bound for i in rest):
            raise Unsupported(arrays.INDEXED_NUMBER)  # the φ_j(x_n) of a φ that gives a number, L_{K+1}(x)
        return arrays.pick(value, self.indices(rest, env)) if rest and is_array(value) else value

    def at_state(self, node: Call, env: Env) -> Value | None:
        """The p(x) of a law that is told as a list, `p = (½, ½)`, share by share, or no more of: that at the state that x has."""
        argument, law = node.args[0], self.scope.letter(node.fn.name)
        told = self.scope.own.get(node.fn.name, ())
        letter = self.scope.letter(argument.name) if isinstance(argument, Sym) else None
        of_states = letter is not None and letter.kind == "variable" and law is not None and law.kind == "simplex"
        if not of_states or len(told) > 1 or node.given or node.fn.index or letter is None:
            return None
        if any(d.is_call or d.params or d.index[1:] for d in told):
            return None
        at, states = self.value(argument, env), self.model.support(letter.name, self.model.shape(letter, ())[0])
        if is_array(at):
            return None
        near = min(range(len(states)), key=lambda k: abs(self.field.real(at) - states[k].real))
        return self.value(Sym(node.fn.name, (num(near + 1),)), env)

    def is_told_number(self, argument: Node) -> bool:
        """The s of F(s), after q(z = 1) = s: what stands for a number of the candidate's is no law."""
        told = self.scope.own.get(argument.name, ()) if isinstance(argument, Sym) else ()
        return bool(told) and not any(d.is_call or d.density for d in told)

    def is_sample(self, param: str, argument: Sym) -> bool:
        letter = self.scope.letter(param)
        return argument.name == param and letter is not None and letter.kind == "variable"

    def told_at(self) -> frozenset[str]:
        """Running letters of the candidate's own distributions: the t of q(Z) = p(Z|X; θ_t), inside F(q, θ) too."""

        def found() -> frozenset[str]:
            laws = self.scope.world.distributions
            own = [d for name in laws for d in self.scope.own.get(name, ()) if not d.index]
            indices = (i for d in own for n in walk(d.body) if isinstance(n, Sym) for i in n.index)
            return frozenset(i.name for i in indices if isinstance(i, Sym))

        return self.scope.follows("told at", found)

    def positional(self, body: Node, node: Call, env: Env) -> dict[tuple[str, tuple[int, ...]], Any]:
        """`L(w, b)` of a quantity defined without arguments: each argument that is a letter's other value overrides it."""
        out: dict[tuple[str, tuple[int, ...]], Any] = {}
        unknowns = self.scope.world.unknowns
        within = frozenset(walk(body))
        for k, argument in enumerate(node.args):
            if argument in within or (
                isinstance(argument, Sym) and not argument.index and self.scope.knows(argument.name)
            ):
                continue
            if k < len(unknowns):
                out[unknowns[k], ()] = self.value(argument, env)
        return out


def _in_these(definition: Definition, letters: set[str]) -> Definition:
    """The definition in the form that holds all the letters it is said to be a function of."""
    form = next((f for f in (definition.body, *definition.alternatives) if letters <= names(f)), definition.body)
    return replace(definition, body=form)


LATENT = frozenset("zZh")  # p(y) may stand for p(y|w), never p(x) for p(x|z)


def _time_of(ev: Core, node: Node, env: Env) -> tuple[int, ...]:
    """`ε_θ(x_t)` knows the time from its state."""
    return ev.indices(node.index[:1], env) if isinstance(node, Sym) and node.index else ()


def _at_index(definitions: tuple[Definition, ...], fn: Sym) -> tuple[Definition, ...]:
    """`ℓ_i(w)` is the ℓ_i of a sample where there is one, not the ℓ(w) of all."""
    of_all = all(not d.given and not distributions.names_density(d) for d in definitions)
    fitting = tuple(d for d in definitions if fn.index and of_all and len(d.index) == len(fn.index))
    return fitting or definitions


def _names_all(nodes: tuple[Node, ...], wanted: tuple[str, ...]) -> bool:
    """Whether the nodes name just these; a random variable may be a capital, `P(Y = 1 | X = x)`."""
    found = {base_name(n).lower() if isinstance(n, Rel) and base_name(n) not in wanted else base_name(n) for n in nodes}
    return found == set(wanted)


def _at_value(nodes: tuple[Node, ...], wanted: tuple[str, ...]) -> bool:
    """The z of p(x|z) at a formula, `p(x | μ + σε)`."""
    return len(nodes) == len(wanted) == 1 and isinstance(nodes[0], Apply) and nodes[0].op in ("add", "mul")


def _base_names(nodes: tuple[Node, ...]) -> set[str]:
    return {base_name(n) for n in nodes}
