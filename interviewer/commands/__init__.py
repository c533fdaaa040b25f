"""Commands with more than a few options, a module each; `interviewer.cli` registers them."""
