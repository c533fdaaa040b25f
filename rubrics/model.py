"""The shape of a rubric file. Content lives in YAML; nothing here knows a particular derivation.

A pattern is a list of groups that must all occur near each other, in one sentence or in two neighbouring ones. A group
lists its synonyms, separated by `/`: words are compared by their stems, phrases in order, `word*` is a beginning, `=word` that very word, `@name`
a set of `shared/concepts.yaml`. A negated occurrence does not count; `!group` wants a negated one. `{subject: group}`
wants the group said of that subject and not of a rival of it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1)]
Weight = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Bound = Annotated[dict[Text, Text], Field(min_length=1, max_length=1)]
Pattern = Annotated[list[Text | Bound], Field(min_length=1)]


class Strict(BaseModel):
    """Unknown keys are mistakes: a misspelt field in a user's file is reported, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Claim(Strict):
    """Something a good answer says. `says` are ways to say it, of whose groups `share` must occur; `formulas` count as
    saying it in any form in which the algebra knows them again, after the lines of `setup`: the mask, the prior, the sigmoid
    that they are about."""

    id: Text
    text: Text
    says: list[Pattern] = []
    formulas: list[Text] = []
    setup: list[Text] = []
    weight: Weight = 1.0
    share: Annotated[float, Field(gt=0, le=1)] = 1.0


class Misconception(Strict):
    """A wrong belief, how it is worded, and what the interviewer replies."""

    id: Text
    says: list[Pattern] = Field(min_length=1)
    reply: Text


class Value(Strict):
    """What is so of a thing: the words `right`, or the pole of a shared axis (`axis: bound.lower`); `wrong` says the
    opposite. Without `of` the words mean something wherever they stand."""

    of: str = ""
    right: str = ""
    wrong: str = ""
    axis: Annotated[str, Field(pattern=r"^$|^[\w-]+\.[\w-]+$")] = ""

    @model_validator(mode="after")
    def _has_poles(self) -> Value:
        if not self.axis and not (self.right and self.wrong):
            raise ValueError("say what is so with 'axis', or with both 'right' and 'wrong'")
        return self


class Fact(Value):
    """Something an answer may not contradict. With `given` it is a relation: turned round on both sides it is as true.
    `near` must be spoken of in the same sentence or the one before, `unless` must not in the same. `supposed`: it is about what
    would be ("without the mask …"), so that words of supposing do not excuse what is said."""

    given: Value | None = None
    near: str = ""
    unless: str = ""
    supposed: bool = False


class Ask(Strict):
    """What a question asks for when it speaks of `about` (always, without): a full answer meets one of the `claims`, or
    speaks of it at all, in a word of `told`. What it never mentions it has not answered, whatever else it says."""

    about: str = ""
    claims: list[Text] = []
    told: str = ""

    @model_validator(mode="after")
    def _answerable(self) -> Ask:
        if not self.claims and not self.told:
            raise ValueError("say what answers it with 'claims', 'told', or both")
        return self


class Hinge(Strict):
    """What `of` names hinges on what `upon` names: it is not so whatever that is. With `some` only some of those have it, with
    `at_times` it is not always so. Where a sentence speaks of `unless` too, nothing is known."""

    of: Text
    upon: Text
    unless: str = ""
    some: bool = False
    at_times: bool = False


class Turn(Strict):
    """What `by` makes of what: of `source` it makes what `into` names, never the other way round."""

    by: Text
    source: Text
    into: Text


class Point(Strict):
    """An assessment point. A full answer makes claims that weigh `full` together (each 1, if it says no other `weight`: more for
    the crux, less for a remark beside it; the point's own is its share of the score) and leaves nothing out that the question asks for
    (`asks`), a partial one makes at least one. `subjects` are things an
    answer tells apart, such as k-means and EM, each with its names; `roles` what is true of one of them alone: said of
    another it is a mix-up, whatever else the answer says. `matters` are things that play a part in it: who denies them any part
    is mistaken. So is who has it that something is so whatever it `hinges` on, or that one thing `turns` into another the wrong
    way round."""

    id: Text
    title: Text
    weight: Weight = 1.0
    questions: list[Text] = Field(min_length=2)
    deeper: list[Text] = Field(min_length=1)
    simpler: list[Text] = Field(min_length=1)
    subjects: dict[Text, Text] = {}
    roles: dict[Text, Text] = {}
    asks: list[Ask] = []
    matters: str = ""
    hinges: list[Hinge] = []
    turns: list[Turn] = []
    claims: list[Claim] = Field(min_length=1)
    full: Annotated[int, Field(ge=1)] = 2
    misconceptions: list[Misconception] = []
    facts: list[Fact] = []
    answer: Text

    @model_validator(mode="after")
    def _reachable(self) -> Point:
        if self.full > len(self.claims):
            raise ValueError(f"point '{self.id}': 'full' asks for {self.full} claims but there are {len(self.claims)}")
        if len({c.id for c in self.claims}) < len(self.claims):
            raise ValueError(f"point '{self.id}': a claim id is used twice")
        missing = {name for ask in self.asks for name in ask.claims} - {c.id for c in self.claims}
        if missing:
            raise ValueError(f"point '{self.id}': 'asks' names no claim of it: {', '.join(sorted(missing))}")
        unknown = {name for p in self._patterns() for g in p if isinstance(g, dict) for name in g} | set(self.roles)
        unknown -= set(self.subjects)
        if unknown:
            raise ValueError(f"point '{self.id}': no subject named {', '.join(sorted(unknown))}")
        return self

    def _patterns(self) -> list[Pattern]:
        return [p for part in (*self.claims, *self.misconceptions) for p in part.says]


class Rubric(Strict):
    """The assessment points of one derivation."""

    derivation: Text
    points: list[Point] = Field(min_length=1)

    def point(self, name: str) -> Point:
        """The point of that id. Raises KeyError when there is none."""
        for point in self.points:
            if point.id == name:
                return point
        raise KeyError(name)
