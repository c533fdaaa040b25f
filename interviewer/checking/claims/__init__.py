"""What a line claims, and whether it is so: `relation.judge_relation` is the way in, one module a kind of claim."""
