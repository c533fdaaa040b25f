"""What lines say in words, or beside their formulas, of the problem's letters: values, priors, activations, objectives, spaces.

Most modules are one function from a scope and a line to the scope after it, the same scope where the line says nothing of the kind.

- lines as a whole: `in_formulas` (all that is rewritten before anything is read), `prose`, `premises`, `suppositions`, `commentary`,
  `unheard`
- whose letters they are: `swaps`, `accented`, `sample_columns`, `one_coordinate`, `freed`, `spaces`, `intervals`, `kinds_unsaid`,
  `spoken_letters`, `titles`
- how many: `spoken_sizes`, `amounts`, `equal_sizes`, `counts`, `counts_beside`, `index_bounds`, `full_rank`
- values: `values`, `families`, `equal_members`, `data`, `worked`, `one_hot`, `tied`, `cases_of_a_letter`
- laws: `priors`, `gaussian_priors`, `additive_noise`, `noise_in_words`, `draws`, `named_laws`, `law_parameters`, `laws_in_words`,
  `laws_unread`, `product_laws`, `independence`, `independent_parts`; whole ones in `mixtures/` and `models/`
- functions: `activations`, `activations_used`, `logistic`, `logits`, `softmax_axes`, `chosen`
- what is optimised: `objectives`, `penalties`, `forms_in_words`, `fitted`, `optima`, `optimality`
"""
