"""What lines say in words, or beside their formulas, of the problem's letters: values, priors, activations, objectives, spaces."""
