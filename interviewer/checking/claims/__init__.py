"""What a line claims, and whether it is so: `judge_relation` is the way in, one module a kind of claim."""

from interviewer.checking.claims.relation import judge_relation
from interviewer.checking.claims.result import Result
from interviewer.checking.claims.uses_of_conditions import names_quantity

__all__ = ["Result", "judge_relation", "names_quantity"]
