"""Mixtures that a candidate tells: the law of a component, or two laws and a weight, made a reading of the problem.

`laws` and `pairs` hear them in his lines, `variants` and `pair_variants` put them into a template of the catalogue, and
`worlds.with_mixture` is the way in.
"""
