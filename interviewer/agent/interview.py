"""The one interface for screens: start or resume an interview, speak in it, look at it, finish it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from interviewer.agent.clock import Clock
from interviewer.agent.facts import Event, Facts
from interviewer.agent.policy import decide
from interviewer.agent.state import State, new_state
from interviewer.agent.store import Record, Store, StoreError, connect, guarded, timestamp
from interviewer.agent.text import clean
from interviewer.agent.view import InterviewView, Line, MilestoneView, Mode, Piece, PointView, Turn
from interviewer.agent.viewing import view

if TYPE_CHECKING:
    from interviewer.agent.bench import Bench
    from interviewer.agent.graph import Tools
    from interviewer.agent.script import Script
    from interviewer.grading.report import Report

__all__ = [
    "Interview",
    "InterviewOver",
    "InterviewView",
    "Line",
    "MilestoneView",
    "Mode",
    "Piece",
    "PointView",
    "StoreError",
    "Turn",
]

SAVE_CLOCK_EVERY = 10.0  # seconds of clock that a kill may cost
LONGEST_MESSAGE = 200_000  # characters; more is a mistake of the clipboard


class InterviewOver(Exception):
    """The interview is closed: nothing more can be said in it. What was said is kept."""


class Interview:
    """A running interview. Every call that returns turns has made them durable before it returns.

    Methods may be called from any thread; they block for as long as checking and judging take, except `state` and
    `tick`, which never wait. Raises `StoreError` (disk full, directory not writable, opened elsewhere) before anything
    is accepted, and `InterviewOver` when something is said after the close.
    """

    _nothing = object()  # no work for the graph

    def __init__(self, record: Record, store: Store, tools: Tools, clock: Clock) -> None:
        """Use `start` or `resume`."""
        from langgraph.checkpoint.sqlite import SqliteSaver

        from interviewer.agent.graph import build

        self._record, self._store, self._tools, self._clock = record, store, tools, clock
        self._busy = threading.Lock()
        with guarded(store.path):
            self._saving = connect(store.path, autocommit=False)
            self._graph = build(tools, SqliteSaver(self._saving))
        self._config: Any = {"configurable": {"thread_id": record.id}}
        self._state: State = new_state(record.id)
        self._turns: list[Turn] = []
        self._saved_at = clock.elapsed
        self._report: Report | None = None

    @classmethod
    def start(
        cls,
        derivation_id: str,
        *,
        mode: Mode = "practice",
        store: Store | None = None,
        round_id: str | None = None,
        candidate: str | None = None,
        judge: str = "auto",
        now: Callable[[], float] = time.monotonic,
        bench: Bench | None = None,
    ) -> Interview:
        """Open a new interview; its first turn poses the problem. `judge` is "auto", "builtin" or "openai".

        Raises `CatalogueError` for an unknown derivation. `now` is the source of seconds and `bench` the place where
        lines are checked, for tests and simulations.
        """
        from interviewer.agent.wiring import wire

        store = store or Store()
        record = Record(
            id=uuid4().hex[:12],
            derivation=derivation_id,
            mode=mode,
            judge=judge,
            candidate=clean(candidate) if candidate else None,
            round_id=round_id,
            started=timestamp(),
            elapsed=0.0,
            report=None,
        )
        clock = Clock(0.0, now)
        tools = wire(record, store, clock, bench)
        store.create(record)
        interview = cls(record, store, tools, clock)
        interview.catch_up()
        return interview

    @classmethod
    def resume(
        cls,
        interview_id: str,
        *,
        store: Store | None = None,
        now: Callable[[], float] = time.monotonic,
        bench: Bench | None = None,
    ) -> Interview:
        """Go on with a stored interview: nothing that was accepted is lost, the clock stands where it stood."""
        from interviewer.agent.wiring import wire

        store = store or Store()
        record = store.record(interview_id)
        clock = Clock(record.elapsed, now)
        interview = cls(record, store, wire(record, store, clock, bench), clock)
        interview.catch_up()
        return interview

    def catch_up(self) -> None:
        """Answer what was accepted but not answered when the interview was last interrupted. Does no harm twice."""
        with self._busy:
            for _ in self._work():
                pass

    @property
    def state(self) -> InterviewView:
        """The interview as it stands; cheap enough to be asked on every tick."""
        return view(self._record, self._tools.script, self._state, tuple(self._turns), self._clock)

    @property
    def script(self) -> Script:
        """What this interview can be about."""
        return self._tools.script

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every turn with its verdicts, silent ones and poker face aside: for exports and measurements."""
        return tuple(self._store.turns(self._record.id))

    def facts(self, seq: int) -> Facts | None:
        """What was read in the candidate's turn of that number; None when it was not read yet."""
        row = self._store.facts(self._record.id, seq)
        return Facts.from_row(row) if row else None

    def say(self, text: str) -> list[Turn]:
        """The candidate's message, formula lines and prose mixed. Returns the interviewer's replies, maybe none."""
        return self._act("said", text)

    def say_stream(self, text: str) -> Iterator[Piece]:
        """As `say`, in pieces as they come; the message is durable before the first piece."""
        return self.stream("said", text)

    def stream(self, event: Event, text: str = "") -> Iterator[Piece]:
        """As `say`, `hint` and `stuck` ("said", "hint", "stuck"), in pieces as they come."""
        with self._busy:
            self._accept(event, text)
            yield from self._work()

    def hint(self) -> list[Turn]:
        """The candidate asks for a hint: it is counted."""
        return self._act("hint")

    def stuck(self) -> list[Turn]:
        """The candidate says he is stuck: a simpler question or a hint."""
        return self._act("stuck")

    def silence(self, seconds: float) -> list[Turn]:
        """The candidate has not typed for so many seconds: perhaps a nudge, mostly nothing."""
        return self._act_if_due(Facts(event="silence", silent=seconds))

    def tick(self) -> list[Turn]:
        """To be called about once a second: a time reminder or the closing when due, mostly nothing."""
        if not self._clock.paused and self._clock.elapsed - self._saved_at >= SAVE_CLOCK_EVERY:
            self._save_clock()
        return self._act_if_due(Facts(event="tick"))

    def pause(self) -> None:
        """Stop the clock."""
        self._clock.pause()
        self._save_clock()

    def resume_clock(self) -> None:
        """Let the clock go on."""
        self._clock.go_on()

    def finish(self) -> Report:
        """Close (if still open) and return the report; the same one however often it is asked."""
        from interviewer.grading.report import Report

        if self._report is None:
            if self._state["phase"] != "done":
                self._act("finish")
            self.catch_up()
            report = self._store.record(self._record.id).report
            assert report is not None, "the graph ends only after grading"
            self._report = Report.model_validate_json(report)
        return self._report

    def transcript(self) -> Any:
        """The interview as `interviewer.grading` reads it, for export and grading."""
        from interviewer.agent.exporting import transcript_of

        return transcript_of(self._record, self._store.turns(self._record.id))

    def close(self) -> None:
        """Save the clock and let go of the checkpoints, as when the app is closed."""
        self._clock.pause()
        try:
            self._save_clock()
        finally:
            self._saving.close()

    # What happens inside a turn: accept it durably, then let the graph work until it listens again.

    def _act(self, event: Event, text: str = "", silent: float = 0.0) -> list[Turn]:
        with self._busy:
            seen = len(self._turns)
            self._accept(event, text, silent)
            for _ in self._work():
                pass
            return [turn for turn in self._turns[seen:] if turn.speaker == "interviewer"]

    def _act_if_due(self, facts: Facts) -> list[Turn]:
        """Ask the policy first: what leads to nothing leaves no trace, and never waits for a running turn."""
        if self._clock.paused or self._state["phase"] == "done" or self._busy.locked():
            return []
        if not decide(self._tools.script, self._state, replace(facts, elapsed=self._clock.elapsed)):
            return []
        return self._act(facts.event, silent=facts.silent)

    def _accept(self, event: Event, text: str, silent: float = 0.0) -> None:
        if self._state["phase"] == "done":
            raise InterviewOver("This interview is closed; its report is ready.")
        at = self._clock.elapsed
        facts = None if event == "said" else asdict(Facts(event=event, elapsed=at, silent=silent))
        shown = clean(text)[:LONGEST_MESSAGE]
        expected = self._turns[-1].seq if self._turns else 0
        self._store.hear(self._record.id, event, shown, at, expected, facts)
        self._saved_at = at

    def _work(self) -> Iterator[Piece]:
        """Run the graph until every accepted turn is answered."""
        from langsmith import tracing_context

        # Whatever the environment says: nothing of an interview is sent to a tracing service.
        with guarded(self._store.path), tracing_context(enabled=False):
            while True:
                snapshot = self._graph.get_state(self._config)
                request = self._next_request(snapshot)
                if request is self._nothing:
                    break
                pieces: Any = self._graph.stream(request, self._config, stream_mode="custom", durability="sync")
                for seq, text, replaces in pieces:
                    yield Piece(seq, text, replaces)
            self._state = cast(State, snapshot.values)
        self._turns = self._store.turns(self._record.id)

    def _next_request(self, snapshot: Any) -> Any:
        """What the graph needs to go on: the first state, a turn to hear, nothing but a push, or no work at all."""
        from langgraph.types import Command

        if not snapshot.values:
            return dict(new_state(self._record.id))
        if snapshot.interrupts:
            waiting = self._store.unheard(self._record.id, snapshot.values["heard"])
            return Command(resume=waiting) if waiting is not None else self._nothing
        # `snapshot.next` is empty too when a kill fell between a node's writes and their checkpoint: only the report
        # tells that the graph has come to its end.
        graded = snapshot.values["phase"] == "done" and self._store.record(self._record.id).report is not None
        return self._nothing if graded else None

    def _save_clock(self) -> None:
        self._saved_at = self._clock.elapsed
        self._store.save_elapsed(self._record.id, self._saved_at)
