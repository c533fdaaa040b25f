"""What the lines before a step leave in force, whether they were right or wrong."""
