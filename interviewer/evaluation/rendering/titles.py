"""What the kinds of outcomes are called in reports."""

TITLES = {
    "line": "Lines, judged by the checker (errors are what is to be detected)",
    "step": "Steps of transcripts",
    "answer": "Answers",
    "point": "Points of transcripts",
    "transcript": "Transcripts",
    "simulation": "Simulated candidates",
}
