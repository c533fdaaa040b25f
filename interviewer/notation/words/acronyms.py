"""Capitals that abbreviate words: `the thin SVD X = UΣVᵀ`, `the MLE`, `by SGD`; no products of letters."""

from __future__ import annotations

import re

ESTIMATES = frozenset(["MLE", "MAP", "GMM", "EM", "OLS", "HMM", "VAE"])  # names of quantities, too
_METHODS = frozenset(
    "SVD QR PCA GLS WLS IRLS RLS KKT SGD GD EVD BFGS SMO SVM SVMs RBF BLUE PSD SPD LHS RHS GLM GLMs CLT LLN MCMC VI IID "
    "DDPM DDIM ELBO RNN CNN MLP AM-GM BLAS FLOPs GPU LU LDA QDA RKHS".split()
)
_PROSE = re.compile(r"\s+[a-z]{3,}\b")
_APART = frozenset([",", ";", ":", "("])


def is_acronym(word: str, after: str, followed_by: str) -> bool:
    """Whether capitals are a word; `after` is the kind, or for an operator the sign, of the token before."""
    if word not in _METHODS or followed_by[:1] in ("(", "[", "_", "^"):
        return False
    remark = after == "(" and followed_by[:1] == ")"  # X = UDVᵀ (SVD)
    return after in ("", "word") or remark or (after in _APART and bool(_PROSE.match(followed_by)))
