"""What the whiteboard makes of typed text: what is shown, what is completed, how a line is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cells import cells, fit, indented, index_at
from tui.completing import completions
from tui.symbols import completable, pretty, show_line
from tui.typeset import one_line, preview

ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text("\\alpha_i^{T}sum <=>|x 日̂", max_size=60)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"\alpha", "α"),
        ("alpha_i", "αᵢ"),
        ("sum_i alpha_i y_i", "Σᵢ αᵢ yᵢ"),
        (r"\sum_{i=1}^n x_i", "Σᵢ₌₁ⁿ xᵢ"),
        ("X^T X w", "Xᵀ X w"),
        (r"X^\top y", "Xᵀ y"),
        (r"X^{T}y", "Xᵀy"),
        ("||w||^2 <= 1", "‖w‖² ≤ 1"),
        ("e^{-x}", "e⁻ˣ"),
        (r"w \in \mathbb{R}^d", "w ∈ ℝᵈ"),
        ("x_{ij} -> 0", "xᵢⱼ → 0"),
        (r"\frac{\partial L}{\partial w}", r"\frac{∂ L}{∂ w}"),
        ("x^{n×d}", "x^{n×d}"),
        ("argmax_theta Q(theta, theta_t)", "argmax_θ Q(θ, θₜ)"),
        (r"p_\theta(x)", "p_θ(x)"),
        ("gamma_ik x_12", "γᵢₖ x₁₂"),
        ("w_ix_i", "wᵢxᵢ"),
        ("dsigma/dz = sigma(z)", "dσ/dz = σ(z)"),
        ("X_train^T w_MAP", "X_trainᵀ w_MAP"),
        (r"\unknown{x}", r"\unknown{x}"),
    ],
)
def test_names_scripts_and_relations_are_shown_as_they_are_meant(typed, shown):
    assert pretty(typed) == shown


@pytest.mark.parametrize(
    "prose", ["the sum of all pi is one", "we choose beta because it is small", "eta and the product"]
)
def test_words_in_a_sentence_stay_words(prose):
    assert pretty(prose) == prose


def test_a_name_with_a_script_is_a_letter_in_a_sentence_too():
    assert pretty("the multiplier alpha_i of the constraint") == "the multiplier αᵢ of the constraint"


def test_the_token_under_the_cursor_is_shown_as_typed():
    assert show_line(r"\alpha + \beta", 3).text == r"\alpha + β"
    assert show_line(r"\alpha + \beta", 6).text == "α + β"


@given(ANY, st.integers(0, 60))
def test_every_typed_column_has_its_place_on_the_screen(line, cursor):
    shown = show_line(line, cursor)
    assert len(shown.starts) == len(line) + 1
    assert list(shown.starts) == sorted(shown.starts)
    assert shown.starts[-1] == len(shown.text)
    assert all(0 <= shown.typed(k) <= len(line) for k in range(len(shown.text) + 1))


def test_completion_offers_names_after_a_backslash_and_long_bare_words():
    assert [c.name for c in completions(r"w = \alp", 8)] == ["alpha"]
    assert [c.insert for c in completions("w = alp", 7)] == ["alpha"]
    assert completions("w = al", 6) == []
    assert completions("we say that alp", 15) == []
    assert completions(r"\alpha", 6) == []


def test_a_template_leaves_the_cursor_where_one_goes_on():
    (frac,) = [c for c in completions(r"\fra", 4) if c.name == "frac"]
    assert (frac.insert, frac.back) == (r"\frac{}{}", 3)


def test_a_fraction_is_set_over_its_line():
    lines = preview(r"\frac{\partial L}{\partial w} = 2X^T(Xw - y)", 80).split("\n")
    assert lines == [" ∂L", "──── = 2 Xᵀ (X w − y)", " ∂w"]


def test_a_sum_carries_its_limits():
    lines = preview(r"L = \frac{1}{n} \sum_{i=1}^n x_i", 80).split("\n")
    assert [line.strip() for line in lines] == ["1   n", "L = ───  ∑  xᵢ", "n  i=1"]


def test_a_chain_that_is_too_wide_is_broken_at_its_relations():
    chain = "L(w) = (y − Xw)ᵀ(y − Xw) = yᵀy − 2wᵀXᵀy + wᵀXᵀXw = ‖y − Xw‖²"
    lines = preview(chain, 40).split("\n")
    assert len(lines) == 3
    assert all("=" in line and len(line) <= 40 for line in lines)


def test_a_half_stays_small_and_sums_are_bracketed():
    assert preview("½(a + b)", 40) == "½ (a + b)"


@pytest.mark.parametrize(
    "text", ["", "\\frac{", "x" * 5000, "\x1b[31mred", "日本語 = 1", "((((", "{" * 400, "a_" * 300]
)
def test_the_preview_never_fails_and_never_passes_a_control_sequence_on(text):
    assert "\x1b" not in preview(text, 40)
    assert "\x1b" not in one_line(text)


@given(ANY)
def test_the_preview_of_anything_is_text(text):
    assert isinstance(preview(text, 40, 5), str)


def test_wide_characters_take_two_cells_and_marks_none():
    assert index_at("日本x", 0) == index_at("日本x", 1) == 0
    assert index_at("日本x", 4) == 2
    assert list(cells("âx", 0)) == [0] or list(cells("a\u0302x", 0)) == [0, 1]
    assert list(cells("a\u0302x", 0)) == [0, 1]
    assert fit("日本語", 5) == "日本…"
    assert fit("日本", 6) == "日本  "


def test_a_list_item_hangs():
    assert indented("one two three four", 12, 0) == "one two\n  three four"


def test_everything_that_is_offered_can_be_shown():
    for name, (shown, template, _) in completable().items():
        assert isinstance(shown, str), name
        assert shown, name
        assert template, name
    assert pretty(r"x \sim p") == "x ~ p"
