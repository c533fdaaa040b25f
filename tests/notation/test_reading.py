"""Three scripts, one tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.notation.cleaning import clean
from interviewer.notation.formulas import read_expression
from interviewer.notation.show import show
from interviewer.notation.statements import read_line
from interviewer.notation.tree import Apply, Bound, Deriv, Node, Num, Rel, Sym, num
from interviewer.notation.unreadable import Unreadable
from interviewer.notation.vocabulary import Vocabulary

WORDS = Vocabulary(functions=frozenset(["sigma", "f"]), values=frozenset(["w", "x", "X", "y", "b", "alpha", "a", "c"]))


@pytest.mark.parametrize(
    "same",
    [
        (r"\frac{\partial L}{\partial w}", "∂L/∂w", "dL/dw"),
        (r"X^\top y", "Xᵀy", "X^T y", "X.T @ y"),
        (r"\sum_{i=1}^{n} \alpha_i y_i", "sum_{i=1}^n alpha_i y_i", "Σ_{i=1}^n αᵢ yᵢ"),
        (r"\frac12\lVert w\rVert^2", "½‖w‖²", "1/2 ||w||^2"),
        (r"\sigma(w^{\top}x + b)", "σ(wᵀx + b)", "sigma(w^T x + b)"),
        (r"\hat{y}_i", "ŷᵢ", "yhat_i"),
        (r"\mathbb{E}_{q(z|x)}[\log p(x,z)]", "𝔼_{q(z|x)}[log p(x,z)]", "E_{q(z|x)}[log p(x,z)]"),
        (r"D_{\mathrm{KL}}\left(q\,\|\,p\right)", "KL(q‖p)", "KL(q || p)"),
        (r"\bar\alpha_t", "ᾱ_t", "abar_t"),
        (r"\boldsymbol{\mu}_k", r"\bm{\mu}_k", r"{\bf \mu}_k", r"\vec{\mu}_k", r"{\boldsymbol{\mu}}_k", "μ_k", "mu_k"),
        (r"\boldsymbol{\hat{\mu}}_k^{-1}", r"\hat{\boldsymbol{\mu}}_k^{-1}", "μ̂ₖ⁻¹"),
        (r"f\!\left(x\right)", r"f\bigl(x\bigr)", "f(x)"),
        (r"\mathop{\arg\max}_k a_k", r"\operatorname*{arg\,max}_k a_k", "argmax_k a_k"),
        (r"\log\det\Sigma_k - \tfrac12 x", "log det Σ_k − ½ x"),
        (r"\tilde{\beta}_t", "β̃_t", "beta~_t", "~beta_t", "beta_tilde_t"),
        (r"A^{\mkern-1.5mu\mathsf{T}} y", "A^T y", "A.T @ y"),
        (r"{a \over b + c}", r"\frac{a}{b + c}", "a/(b + c)"),
        (r"\frac{d^{2}f}{dx^{2}}", "d²f/dx²", "d^2 f/dx^2", "d2f/dx2"),
        (r"\mathbb{1}_{\{k = c\}}", r"\mathbf{1}_{k=c}", "1[k = c]", "1{k = c}", "𝟙(k = c)"),
        (r"\sum_{j'} a_{j'}", "Σⱼ′ aⱼ′", "sum_j' a_j'"),
        (r"\mathbb{E}_{x \sim p}[x]", "𝔼ₓ∼ₚ[x]", "E_{x ~ p}[x]"),
    ],
)
def test_scripts_agree(same):
    trees = []
    for text in same:
        tree = read_expression(text, WORDS)
        trees.append(_plain(tree))
    assert all(tree == trees[0] for tree in trees), [show(t) for t in trees]


def _plain(node: Node) -> Node:
    from interviewer.notation.tree import transform

    def change(n: Node) -> Node:
        if isinstance(n, Deriv):
            return Deriv(n.body, n.wrt, "any", n.at)
        if isinstance(n, Apply) and n.op in ("times", "dot"):  # between matrices the product
            return Apply("mul", n.args)
        return n

    return transform(node, change)


def test_application_and_product_are_told_apart():
    assert show(read_expression("σ(w + b)", WORDS)) != show(read_expression("w(w + b)", WORDS))
    assert isinstance(read_expression("w(x+b)", WORDS), Apply)


def test_a_sum_takes_in_the_terms_that_need_its_index():
    node = read_expression("Σ_i y_i log p_i + (1 − y_i) log(1 − p_i)", WORDS)
    assert isinstance(node, Bound)


def test_clauses_have_parts():
    line = read_line("let r = y − Xw, then L = rᵀr", WORDS)
    assert [c.role for c in line.clauses] == ["let", "claim"]
    line = read_line("∂L/∂w = 0 ⇒ w = c", WORDS)
    assert [c.link for c in line.clauses] == ["", "implies"]


@pytest.mark.parametrize(
    "text", ["the loss is not ‖w‖² = 1", "w = ", "(w", "w = ±1", "5" * 40 + " = w", "∫dL/dQ = w", "w = Σ_", "w = E_"]
)
def test_what_cannot_be_read_says_why(text):
    with pytest.raises(Unreadable) as error:
        read_line(text, WORDS)
    assert str(error.value)


def test_control_characters_do_not_reach_the_screen():
    assert clean("a\x1b[31mb\u202ec\x00") == "abc"


atoms = st.one_of(
    st.sampled_from([Sym("w"), Sym("x"), Sym("alpha"), Sym("a"), Sym("y", (Sym("i"),))]), st.integers(0, 9).map(num)
)


def branch(inner):
    return st.one_of(
        st.tuples(inner, inner).map(lambda p: Apply("add", p)),
        inner.map(lambda a: Apply("sqrt", (a,))),
        st.tuples(inner, inner).map(lambda p: Apply("div", p)),
        inner.map(lambda a: Apply("log", (a,))),
    )


@settings(max_examples=120, deadline=None)
@given(st.recursive(atoms, branch, max_leaves=6))
def test_what_is_shown_reads_back(tree):
    shown = show(tree)
    again = read_expression(shown, WORDS)
    assert show(again) == shown


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        line = read_line(text)
    except Unreadable:
        return
    assert line.clauses
    assert all(isinstance(show(c.node), str) for c in line.clauses)


def test_relations_keep_their_order():
    node = read_expression("a = b ≤ c", WORDS)
    assert isinstance(node, Rel)
    assert node.ops == ("=", "<=")
    assert isinstance(num(2), Num)
