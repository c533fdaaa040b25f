"""Kill a scripted interview with SIGKILL at random moments and go on, again and again.

    python -m tests.agent.kills STORE KILLS [SEED]

prints one JSON row: how many kills hit, over how many interviews, how many runs had said something before they were
killed, how many acknowledged messages were lost, and how many interviews differ from the undisturbed one. The kills are
spread over the time that an undisturbed run takes on this machine. A hundred take a minute or two.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from interviewer.agent.store import Store
from tests.agent.rig import MESSAGES, open_interview


def run_to_the_end(store: Path, name: str, acknowledged: Path) -> None:
    """Say what was not said yet. Each acknowledgement is on the disk before the next message is sent."""
    interview = open_interview(store, name)
    said = sum(turn.move == "said" and turn.speaker == "candidate" for turn in interview.state.turns)
    for message in MESSAGES[said:]:
        if interview.state.done:
            break
        interview.say(message)
        with acknowledged.open("a") as file:
            file.write(json.dumps(message) + "\n")
            file.flush()
            os.fsync(file.fileno())
    interview.finish()


def killed(store: Path, name: str, acknowledged: Path, wait: float) -> bool:
    """Run it in a child, kill that after `wait` seconds; whether the kill came before the end."""
    child = os.fork()
    if child == 0:
        try:
            run_to_the_end(store, name, acknowledged)
        finally:
            os._exit(0)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def transcript(store: Path, name: str) -> list[tuple[str, str, str]]:
    return [(turn.speaker, turn.move, turn.text) for turn in Store(store).turns(name)]


def rehearse(store: Path, kills: int, seed: int) -> dict[str, int]:
    """Interviews one after another until `kills` have hit, then the reckoning."""
    for name in ("warm", "timed"):  # the first run imports, the second tells how long one takes
        started = time.perf_counter()
        run_to_the_end(store.with_name(f"{name}.db"), name, store.with_name("unread"))
    length = time.perf_counter() - started
    dice = random.Random(seed)
    hits, busy, names = 0, 0, []
    while hits < kills:
        name = f"interview-{len(names)}"
        names.append(name)
        acknowledged = store.with_name(f"{name}.acknowledged")
        acknowledged.touch()
        before = 0
        while hits < kills and killed(store, name, acknowledged, dice.uniform(0.0, length)):
            hits += 1
            said = acknowledged.stat().st_size
            busy += said > before
            before = said
        run_to_the_end(store, name, acknowledged)
    lost = different = 0
    for name in names:
        kept = [text for speaker, move, text in transcript(store, name) if speaker == "candidate" and move == "said"]
        promised = [json.loads(row) for row in store.with_name(f"{name}.acknowledged").read_text().splitlines()]
        lost += sum(message not in kept for message in promised) + (len(kept) != len(set(kept)))
        undisturbed = store.with_name(f"{name}-undisturbed.db")
        run_to_the_end(undisturbed, name, store.with_name("unread"))
        different += transcript(undisturbed, name) != transcript(store, name)
    return {"kills": hits, "interviews": len(names), "busy": busy, "lost": lost, "different": different}


if __name__ == "__main__":
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    print(json.dumps(rehearse(Path(sys.argv[1]), int(sys.argv[2]), seed)))
