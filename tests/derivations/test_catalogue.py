"""The catalogue's content against the contract, and the loader's errors."""

from __future__ import annotations

import pytest

from derivations import CatalogueError, catalogue, load_derivation
from rubrics import rubrics

MILESTONES = {
    "linear-regression": "objective expansion gradient normal-equations solution",
    "logistic-regression": "model log-likelihood sigmoid-derivative sample-gradient batch-gradient update-rule",
    "svm-dual": "primal lagrangian stationarity-w stationarity-b dual",
    "map-estimation": "bayes-rule map-objective log-form gaussian-prior regularized-objective",
    "em-algorithm": "incomplete-likelihood jensen-bound e-step q-function m-step",
    "backpropagation": "forward-pass output-weight-gradient output-bias-gradient hidden-gradient hidden-weight-gradient hidden-bias-gradient recurrence",
    "attention": "projections weights output score-variance multi-head",
    "vae-elbo": "evidence elbo-identity elbo-bound loss gaussian-kl reparameterization",
    "diffusion": "forward-step closed-form-marginal reverse-process training-objective sampling-step",
    "kl-divergence": "definition non-negativity discrete-form gaussian-kl cross-entropy-relation",
}
POINTS = {
    "linear-regression": "matrix-differentiation invertibility ridge",
    "logistic-regression": "sigmoid-derivative gradient-intuition no-closed-form softmax-extension",
    "svm-dual": "kkt-conditions support-vectors why-dual soft-margin",
    "map-estimation": "bayes-intuition map-vs-mle priors-as-regularizers naive-bayes",
    "em-algorithm": "jensen-equality monotonicity gmm-em em-vs-kmeans",
    "backpropagation": "chain-rule computation-graph vanishing-exploding why-relu batch-norm",
    "attention": "scaling-factor complexity causal-mask kv-cache",
    "vae-elbo": "elbo-derivation reparameterization vae-vs-ae blurry-images",
    "diffusion": "closed-form-forward why-predict-noise ddpm-vs-ddim classifier-free-guidance",
    "kl-divergence": "asymmetry forward-vs-reverse js-divergence vae-regularizer",
}


def test_ids_are_the_contract():
    assert {name: " ".join(m.id for m in d.milestones) for name, d in catalogue().items()} == MILESTONES
    assert {name: " ".join(p.id for p in r.points) for name, r in rubrics().items()} == POINTS


def test_order_is_by_how_often_each_is_asked():
    assert list(catalogue()) == [
        "logistic-regression",
        "svm-dual",
        "backpropagation",
        "map-estimation",
        "em-algorithm",
        "attention",
        "kl-divergence",
        "vae-elbo",
        "diffusion",
        "linear-regression",
    ]


def test_hints_never_give_the_formula():
    for d in catalogue().values():
        for m in d.milestones:
            assert all("=" not in hint for hint in m.hints), (d.id, m.id)


def test_connections_lead_to_known_derivations():
    assert all(c.to in catalogue() for d in catalogue().values() for c in d.connections)


def test_no_question_is_asked_in_the_same_words_twice():
    asked = [q for d in catalogue().values() for q in (*d.opening, *(w for m in d.milestones for w in m.why))]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"id: [", "not valid YAML"),
        (b"\xff\xfe", "UTF-8"),
        (b"- 1\n", "mapping"),
        (b"id: x\nnonsense: 1\n", "field"),
        (b"a: &a [1]\nb: *a\n", "aliases"),
        (b"x" * 1_000_001, "too large"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path, content, words):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError) as error:
        load_derivation(path)
    assert "bad.yaml" in str(error.value)
    assert words in str(error.value)


def test_own_derivations_join_the_shipped_ones(tmp_path):
    (tmp_path / "x.yaml").write_text(_renamed("svm-dual"), "utf-8")
    with pytest.raises(CatalogueError, match="shipped"):
        catalogue(tmp_path)
    (tmp_path / "x.yaml").write_text(_renamed("mine"), "utf-8")
    assert "mine" in catalogue(tmp_path)


def _renamed(name: str) -> str:
    from derivations.loader import SHIPPED

    return (SHIPPED / "svm-dual.yaml").read_text("utf-8").replace("id: svm-dual", f"id: {name}", 1)
