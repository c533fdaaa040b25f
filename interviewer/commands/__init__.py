"""The commands, a module each or a few that belong together; `interviewer.cli` registers them."""
