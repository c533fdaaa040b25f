"""The shape of a derivation file. Content lives in YAML; nothing here knows a particular derivation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """Unknown keys are mistakes: a misspelt field in a user's file is reported, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Milestone(Strict):
    """A key step of the derivation.

    `formulas` are equivalent reference lines, each a whole statement in the catalogue's own letters; the first is the one
    shown as the model answer. `after` names the milestones whose first formulas are the set-up under which the
    reference is judged. `core` steps must be expanded line by line; the others may be stated in words.
    """

    id: Text
    title: Text
    formulas: list[Text] = Field(min_length=1)
    setup: list[Text] = []
    after: list[Text] = []
    motivation: Text
    why: list[Text] = Field(min_length=1)
    motivation_claims: list[Text] = []
    hints: tuple[Text, Text, Text]
    core: bool = True


class WrongTurn(Strict):
    """A mistake candidates are known to make: lint proves that the checker refutes it."""

    formula: Text
    setup: list[Text] = []
    slip: Text
    reply: Text


class Connection(Strict):
    """A bridge to another derivation, offered when this one went well."""

    to: Text
    text: Text
    question: Text
    formula: str | None = None


class Notation(Strict):
    """A letter of the problem: its type in the language of `interviewer.checking.problem.world`, its aliases and its meaning."""

    symbol: Text
    type: Text
    aliases: list[Text] = []
    meaning: str = ""
    rows: str | None = None


class Derivation(Strict):
    """One derivation the interviewer can pose. `called` gives the words for letters, `bias: [b]`: who answers in letters
    has said the words."""

    id: Text
    title: Text
    frequency: Annotated[int, Field(ge=1, le=10)]
    level: Literal["fundamental", "advanced"]
    minutes: Annotated[int, Field(ge=5, le=30)] = 12
    statement: Text
    opening: list[Text] = Field(min_length=1)
    approach: Text
    milestones: list[Milestone] = Field(min_length=1)
    wrong_turns: list[WrongTurn] = []
    connections: list[Connection] = []
    called: dict[Text, list[Text]] = {}
    world: dict[str, object] = {}

    @model_validator(mode="after")
    def _after_names_known_milestones(self) -> Derivation:
        known: set[str] = set()
        for milestone in self.milestones:
            if milestone.id in known:
                raise ValueError(f"milestone '{milestone.id}' is listed twice")
            for name in milestone.after:
                if name not in known:
                    raise ValueError(
                        f"milestone '{milestone.id}': 'after' names '{name}', which is not an earlier milestone"
                    )
            known.add(milestone.id)
        return self

    def milestone(self, name: str) -> Milestone:
        """The milestone of that id. Raises KeyError when there is none."""
        for milestone in self.milestones:
            if milestone.id == name:
                return milestone
        raise KeyError(name)
