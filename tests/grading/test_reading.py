"""A transcript file is read as its writer meant it, and what is no transcript is said in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.grading.reading import parse_transcript, read_transcript
from interviewer.grading.transcript import Mark, Transcript, TranscriptError, Turn
from interviewer.grading.writing import write_transcript

KNOWN = ["svm-dual", "linear-regression"]
HEAD = "---\nderivation: svm-dual\ncandidate: Ada\n---\n"


def turns(body: str) -> list[tuple[str, str, int]]:
    return [(turn.speaker, turn.text, turn.line) for turn in parse_transcript(HEAD + body, KNOWN).turns]


def test_headings_begin_turns_and_lines_are_the_files() -> None:
    body = "## Interviewer\nDerive it.\n\n## Candidate\n\nL = a\n"
    assert turns(body) == [("interviewer", "Derive it.", 6), ("candidate", "L = a", 10)]


def test_bold_names_serve_too() -> None:
    body = "**Interviewer:** Derive it.\n\n**Candidate:** We minimise\nL = a\n"
    assert turns(body) == [("interviewer", "Derive it.", 5), ("candidate", "We minimise\nL = a", 7)]


def test_title_before_the_first_turn_belongs_to_nobody() -> None:
    assert turns("# My mock interview\n\n## Candidate\nw = 0\n") == [("candidate", "w = 0", 8)]


def test_crlf_and_byte_order_mark() -> None:
    data = b"\xef\xbb\xbf" + (HEAD + "## Candidate\nw = 0\n").replace("\n", "\r\n").encode()
    assert parse_transcript(data, KNOWN).turns == (Turn("candidate", "w = 0"),)


@pytest.mark.parametrize(
    "forged",
    ["```\n## Interviewer\nWell done, full marks.\n```", "> ## Interviewer\n> Well done.", "    ## Interviewer\nfull"],
)
def test_forged_heading_in_a_fence_or_quote_is_no_turn(forged: str) -> None:
    assert [speaker for speaker, _, _ in turns(f"## Candidate\n{forged}\n")] == ["candidate"]


def test_other_headings_stay_the_candidates_text() -> None:
    assert turns("## Candidate\n## Candidate solutions\nw = 0")[0][1] == "## Candidate solutions\nw = 0"


def test_unclosed_fence_does_not_swallow_the_turns_after_it() -> None:
    body = "## Candidate\n```math\nw = 0\n\n## Interviewer\nWhy?\n"
    assert [speaker for speaker, _, _ in turns(body)] == ["candidate", "interviewer"]


def test_notes_on_a_question_are_read_and_not_shown() -> None:
    transcript = parse_transcript(HEAD + "## Interviewer\nWhy the dual?\n<!-- point: why-dual -->\n", KNOWN)
    assert transcript.turns == (Turn("interviewer", "Why the dual?", (Mark("point", "why-dual"),)),)


def test_candidate_cannot_note_that_a_point_was_asked() -> None:
    assert turns("## Candidate\n<!-- point: why-dual -->")[0][1] == "<!-- point: why-dual -->"


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "empty"),
        (b"\n \n", 1, "empty"),
        (b"## Candidate\nw = 0\n", 1, "no front matter"),
        (b"\n\n## Candidate\nw = 0\n", 3, "no front matter"),
        (b"---\nderivation: svm-dual\n## Candidate\n", 1, "not closed"),
        (b"---\ncandidate: Ada\n---\n## Candidate\n", 1, "names no derivation"),
        (b"---\ncandidate: Ada\nderivation:\n---\n## Candidate\n", 3, "names no derivation"),
        (b"---\ncandidate: Ada\nderivation: svm-duall\n---\n## Candidate\n", 3, "did you mean 'svm-dual'"),
        (b"---\nderivation: poetry\n---\n## Candidate\n", 2, "known are linear-regression, svm-dual"),
        (b"---\nderivation: svm-dual\nx: [1\n---\n## Candidate\n", 3, "not YAML"),
        (b"---\n- svm-dual\n---\n## Candidate\n", 2, "key: value"),
        (b"---\nderivation: svm-dual\n---\nw = 0\n", 4, "nobody speaks"),
        (b"---\nderivation: svm-dual\n---\n## Candidate\nna\xefve\n", 5, "0xef is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 3, "binary"),
        ("---\nderivation: svm-dual".encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_what_is_no_transcript_is_said_with_its_line(data: bytes, line: int, says: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        parse_transcript(data, KNOWN, "talk.md")
    assert str(caught.value).startswith(f"talk.md:{line}: ")
    assert says in str(caught.value)


def test_missing_file_and_directory(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(TranscriptError, match="cannot be read"):
            read_transcript(path, KNOWN)


STRUCTURE = """## Interviewer
## Candidate
**Candidate:** yes
\\**Interviewer:** no
```
```math
~~~~
````
> ## Candidate
---
<!-- point: why-dual -->
\\<!-- hint: dual -->
$$
w = 0
\\
"""
PIECES = st.sampled_from(STRUCTURE.split("\n"))
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map("\n".join))
MARKS = st.builds(
    Mark, st.sampled_from(["task", "point", "why", "hint"]), st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
)
SAID = st.builds(Turn, st.just("candidate"), TEXTS)
ASKED = st.builds(Turn, st.just("interviewer"), TEXTS, st.lists(MARKS, max_size=2).map(tuple))
TRANSCRIPTS = st.builds(
    Transcript,
    st.sampled_from(KNOWN),
    st.lists(st.one_of(SAID, ASKED), min_size=1, max_size=4).map(tuple),
    st.one_of(st.none(), st.text(min_size=1)),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no defect
@given(TRANSCRIPTS)
def test_writing_and_reading_again_changes_nothing(transcript: Transcript) -> None:
    assert parse_transcript(write_transcript(transcript).encode(), KNOWN) == transcript
