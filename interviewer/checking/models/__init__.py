"""Finite models: values drawn for all letters, moved until the conditions hold, and relations tried on them."""
