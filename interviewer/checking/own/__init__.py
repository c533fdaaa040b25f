"""Models a candidate sets up himself: read from his lines alone, typed by unification, judged on models of their own.

The way through: `lines` makes clauses in one notation of his lines, `study` takes in what they define, `worlds` finds the types that
their use allows, and `judge` tries the claims in that world.

- words to formulas: `spoken`, `linear`, `categories`, `random`, `moments_told`, `laplace`, `pieces`
- Bayesian models: `densities`, `belief_from_densities`, `belief`, `linear_gaussian`, `posterior`, `samples`, `noise`, `noised`
- objectives: `losses`, `objective`, `objective_data`, `gradients`, `equations`
- networks: `units`, `untold_units`, `recursions`, `one_layer`, `activation`, `normalisation`, `borrowed`
- one name for one thing: `labels`, `primed`, `shares`, `written`, `arguments`, `called_functions`, `any_member`, `forms`, `columns`,
  `biases`, `log_densities`, `shifted`
- what lines define: `parts`, `defining`, `defined_anew`, `first_members`, `targets`, `worked_weights`
- types: `shapes` asks `kinds`, `uses`, `fitting`, `named_shapes`, `operator_shapes` and `dims` for a choice that fits, which `letters` makes types of
- what is no refutation: `doubts`, `vacuous`
"""
