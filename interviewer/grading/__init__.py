"""Transcripts and reports: reading, scoring, rendering. Heavy parts load when they are used."""

from interviewer.grading.report import Report
from interviewer.grading.transcript import Transcript, TranscriptError

__all__ = ["Report", "Transcript", "TranscriptError"]
