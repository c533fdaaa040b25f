"""Doing the work: items to tasks, tasks to results, here or on a cluster, each kept by the key of its content."""
