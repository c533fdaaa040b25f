"""The app's own themes: a slate blackboard by default, paper by day, and one of the highest contrast."""

from __future__ import annotations

from textual.theme import Theme

BLACKBOARD = Theme(
    name="blackboard",
    primary="#8fd0bf",
    secondary="#e6c789",
    accent="#f0a884",
    foreground="#e9e6dc",
    background="#12191b",
    surface="#182124",
    panel="#202b2f",
    success="#9bd48f",
    warning="#eec06a",
    error="#f28d85",
    dark=True,
    variables={
        "border": "#3d5157",
        "border-blurred": "#2b3a3f",
        "footer-background": "#182124",
        "footer-key-foreground": "#e6c789",
        "footer-description-foreground": "#b9bfb9",
        "input-selection-background": "#8fd0bf 35%",
        "block-cursor-background": "#8fd0bf",
        "block-cursor-foreground": "#12191b",
        "scrollbar": "#2b3a3f",
        "scrollbar-background": "#12191b",
        "scrollbar-hover": "#3d5157",
        "scrollbar-active": "#8fd0bf",
    },
)
PAPER = Theme(
    name="paper",
    primary="#1d6b5c",
    secondary="#8a5a0b",
    accent="#a8442a",
    foreground="#2a2925",
    background="#faf7f0",
    surface="#f3efe4",
    panel="#e9e3d4",
    success="#2b7a36",
    warning="#8a5a0b",
    error="#b1332a",
    dark=False,
    variables={
        "border": "#b9b09a",
        "border-blurred": "#d8d0bd",
        "footer-background": "#f3efe4",
        "footer-key-foreground": "#8a5a0b",
        "footer-description-foreground": "#57544b",
        "block-cursor-background": "#1d6b5c",
        "block-cursor-foreground": "#faf7f0",
        "scrollbar": "#d8d0bd",
        "scrollbar-background": "#faf7f0",
    },
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#ffd400",
    secondary="#00e5ff",
    accent="#ff9e00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#5cff5c",
    warning="#ffd400",
    error="#ff7a7a",
    dark=True,
    variables={"border": "#ffffff", "border-blurred": "#9a9a9a", "footer-background": "#000000"},
)
THEMES = (BLACKBOARD, PAPER, CONTRAST)
