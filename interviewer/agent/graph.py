"""The interview as a LangGraph graph: pose → listen → read → decide → speak, until done, then grade.

Nodes are thin: they fetch from the store, call one pure function and keep the result. A killed run repeats its last
node from the start, so every node does its work once however often it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from interviewer.agent.facts import Facts
from interviewer.agent.memory import absorb, remember
from interviewer.agent.moves import Move, Pose, about, from_row, to_row
from interviewer.agent.policy import decide
from interviewer.agent.script import Script
from interviewer.agent.state import State
from interviewer.agent.store import Store
from interviewer.agent.view import Line, Turn

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph


class Reader(Protocol):
    """Reads a candidate's message: its lines with verdicts, and the facts the policy needs."""

    def read(self, state: State, turn: Turn, earlier: list[Turn]) -> tuple[tuple[Line, ...], Facts]: ...


class Speaker(Protocol):
    """Finds the words for a move. Yields (text, replaces) pieces; the last state of the text is what was said."""

    def speak(self, move: Move, state: State, turns: list[Turn]) -> Iterator[tuple[str, bool]]: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What the nodes work with. `grade` returns the report's JSON; `now` reads the interview's clock in seconds."""

    script: Script
    store: Store
    reader: Reader
    speaker: Speaker
    grade: Callable[[], str]
    now: Callable[[], float]


def build(tools: Tools, saver: BaseCheckpointSaver[Any]) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The compiled graph; one thread an interview. Resume it with the number of the turn to hear."""
    from langgraph.graph import END, START, StateGraph

    store, script = tools.store, tools.script

    def pose(state: State) -> dict[str, Any]:
        return {"moves": [to_row(Pose())]}

    def listen(state: State) -> dict[str, Any]:
        from langgraph.types import interrupt

        return {"heard": int(interrupt("listening")), "moves": []}

    def read(state: State) -> dict[str, Any]:
        interview, seq = state["interview"], state["heard"]
        row = store.facts(interview, seq)
        if row is None:
            *earlier, turn = (turn for turn in store.turns(interview) if turn.seq <= seq)
            lines, facts = tools.reader.read(state, turn, earlier)
            store.note(interview, seq, lines, asdict(facts))
        else:
            facts = Facts.from_row(row)
        return dict(absorb(state, facts))

    def choose(state: State) -> dict[str, Any]:
        facts = Facts.from_row(store.facts(state["interview"], state["heard"]) or {})
        return {"moves": [to_row(move) for move in decide(script, state, facts)]}

    def speak(state: State) -> dict[str, Any]:
        from langgraph.config import get_stream_writer

        write = get_stream_writer()
        moves = tuple(from_row(row) for row in state["moves"])
        texts = tuple(_say(tools, state, move, nth, write) for nth, move in enumerate(moves))
        return dict(remember(state, moves, texts))

    def grade(state: State) -> dict[str, Any]:
        store.save_report(state["interview"], tools.grade())
        return {}

    graph = StateGraph(cast(Any, State))
    for name, node in (("pose", pose), ("listen", listen), ("read", read), ("decide", choose), ("speak", speak)):
        graph.add_node(name, node)
    graph.add_node("grade", grade)
    for before, after in ((START, "pose"), ("pose", "speak"), ("listen", "read"), ("read", "decide")):
        graph.add_edge(before, after)
    graph.add_edge("decide", "speak")
    graph.add_conditional_edges("speak", lambda state: "grade" if state["phase"] == "done" else "listen")
    graph.add_edge("grade", END)
    return graph.compile(checkpointer=saver)


def _say(tools: Tools, state: State, move: Move, nth: int, write: Callable[[Any], None]) -> str:
    """Say one move and keep it. What a killed run has said already is said again in the same words."""
    interview, heard = state["interview"], state["heard"]
    turns = tools.store.turns(interview)
    before = tools.store.spoken(interview, heard, nth)
    if before is not None:
        write((before.seq, before.text, True))
        return before.text
    text, seq = "", len(turns) + 1
    for piece, replaces in tools.speaker.speak(move, state, turns):
        text = piece if replaces else text + piece
        write((seq, piece, replaces))
    if text:
        tools.store.speak(interview, heard, nth, move.kind, about(move), text, tools.now())
    return text
