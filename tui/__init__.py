"""The terminal app: screens and widgets. Speaks to the interview through `interviewer.agent.interview.Interview` only."""
