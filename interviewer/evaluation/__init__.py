"""Batch evaluation: how good the rubrics, the judges and the checker are on labelled material.

suite → items → tasks → a runner (this machine, a cluster) → store → outcomes → statistics → report → terminal, JSON, HTML.
"""
