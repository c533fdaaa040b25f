"""What formulas are evaluated in: the values a model draws, arithmetic on arrays of any field, the names bound on the way down."""
