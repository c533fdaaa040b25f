"""Exact arithmetic for proofs: rational expressions in letters and in the logarithms, exponentials, roots … of such."""
