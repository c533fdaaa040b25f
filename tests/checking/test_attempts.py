"""What is tried for a relation whose letters nobody has declared, and what need not be tried again."""

from __future__ import annotations

from derivations import catalogue
from interviewer.checking.clock import Clock
from interviewer.checking.models.attempts import attempts
from interviewer.checking.models.moved import moved_before
from interviewer.checking.problem.letter_types import parse_letter
from interviewer.checking.problem.other_worlds import with_world
from interviewer.checking.problem.scope import Scope
from interviewer.checking.problem.world_building import world_of
from interviewer.checking.problem.worlds import worlds
from interviewer.notation.tree import ZERO, Apply, Binder, Bound, Rel, Sym, transform


def test_types_of_letters_that_nobody_asked_for_are_not_varied():
    scope = Scope(world_of(catalogue()["svm-dual"]))
    ways = [
        {"c": parse_letter("c", c), "g": parse_letter("g", g)}
        for c in ("scalar", "vector n")
        for g in ("scalar", "vector n")
    ]
    tried = []
    for sampler in attempts(ways, scope, (Sym("c"), Sym("g")), Clock.of(5)):
        tried.append(sampler.assumed)
        sampler.model(0).letter("c")  # and there it fails
    assert tried == [ways[0], ways[2]]


def test_every_way_is_tried_where_all_types_matter():
    scope = Scope(world_of(catalogue()["svm-dual"]))
    ways = [{"c": parse_letter("c", kind)} for kind in ("scalar", "vector n", "vector d")]
    tried = 0
    for sampler in attempts(ways, scope, (Sym("c"), ZERO), Clock.of(5)):
        sampler.model(0).letter("c")
        tried += 1
    assert tried == len(ways)


def test_values_that_meet_a_condition_serve_all_readings_in_which_it_means_the_same():
    problem = world_of(catalogue()["svm-dual"])
    weighed = Apply("mul", (Sym("alpha", (Sym("i"),)), Sym("y", (Sym("i"),))))
    balance = Rel(("=",), (Bound("sum", (Binder(Sym("i")),), weighed), ZERO))
    hard, *others = (with_world(Scope(problem), w) for w in worlds(problem))
    _, found = moved_before(hard, (balance,), {})
    alike = [s for s in others if all(s.letter(n) == hard.letter(n) for n in ("alpha", "y"))]
    alike = [s for s in alike if s.world.constraints == hard.world.constraints]
    assert alike
    assert all(moved_before(s, (balance,), {})[1] is found for s in alike if s.world.sizes == hard.world.sizes)
    retyped = hard.with_type(parse_letter("y", "vector n"))
    assert moved_before(retyped, (balance,), {})[1] is not found


def test_a_pass_that_changes_nothing_leaves_the_same_tree():
    tree = Apply("add", (Sym("w", (Sym("i"),)), ZERO))
    assert transform(tree, lambda n: Sym(n.name, n.index) if isinstance(n, Sym) else n) is tree
    assert transform(tree, lambda n: Sym("v") if n == Sym("i") else n) == Apply("add", (Sym("w", (Sym("v"),)), ZERO))
