"""The ways to read a line's formulas under the problem: names, types of letters nobody declared, what only the whole line tells."""
