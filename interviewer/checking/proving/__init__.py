"""What is said of a relation beyond holding on models: a symbolic proof, or the small repair that explains a failure."""
