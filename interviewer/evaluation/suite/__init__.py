"""Labelled material: its files, read and validated into items."""
