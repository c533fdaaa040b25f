"""Settings: the model, the judge, the theme, one's own catalogue; and a trial of the connection that hides nothing."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, Label, Select, Static

from interviewer.judging.config import Settings
from interviewer.judging.config import save as save_model
from interviewer.notation.cleaning import clean
from tui.connection import attempt, described
from tui.preferences import JUDGES, Preferences

NUMBERS = {"temperature": (0.0, 2.0), "timeout": (1.0, 600.0), "budget": (1_000, 100_000_000)}
FIELDS = (
    ("model", "Model", "none: the built-in examiner serves"),
    ("base_url", "Address", "https://api.openai.com/v1"),
    ("api_key", "Key", "kept in a file only you can read"),
    ("temperature", "Temperature", "0"),
    ("timeout", "Timeout (s)", "30"),
    ("budget", "Tokens a run", "500000"),
)
JUDGE_WORDS = {"auto": "the model if there is one", "builtin": "built-in, offline", "openai": "the model"}


class SettingsScreen(Screen[Preferences | None]):
    """The result is the preferences to use from now on, None when nothing was saved."""

    CSS = """
    SettingsScreen { align-horizontal: center; }
    #form { width: 1fr; max-width: 150; height: 1fr; layout: horizontal; padding: 1 2; }
    #fields { width: 1fr; height: 1fr; padding-right: 2; }
    #trial { width: 1fr; height: 1fr; border: round $border-blurred; padding: 0 1; border-title-color: $text-muted; }
    .field { height: 1; margin-bottom: 1; }
    .field Label { width: 20; color: $text-muted; }
    .field Input, .field Select { width: 1fr; }
    .part { color: $secondary; text-style: bold; margin-bottom: 1; }
    #buttons { height: 1; }
    #buttons Button { margin-right: 2; }
    #said { height: auto; margin-bottom: 1; }
    SettingsScreen.narrow #form { layout: vertical; padding: 0 1; overflow-y: auto; }
    SettingsScreen.narrow #fields { height: auto; padding: 0; }
    SettingsScreen.narrow #trial { height: auto; min-height: 6; }
    SettingsScreen.narrow .field { margin-bottom: 0; }
    SettingsScreen.narrow .field Label { width: 16; }
    SettingsScreen.narrow .part { margin: 0; }
    """
    BINDINGS = [
        Binding("ctrl+s", "save", "Save"),
        Binding("ctrl+t", "try", "Test connection"),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def __init__(self, model: Settings, preferences: Preferences, themes: list[str]) -> None:
        super().__init__()
        self._model, self._preferences, self._themes = model, preferences, themes

    def compose(self) -> ComposeResult:
        mine = self._preferences
        with Vertical(id="form"):
            with VerticalScroll(id="fields", can_focus=False):
                yield Label("MODEL FOR THE PROSE", classes="part")
                for name, label, hint in FIELDS:
                    with Horizontal(classes="field"):
                        yield Label(label)
                        value = getattr(self._model, name)
                        text = f"{value:g}" if isinstance(value, float) else str(value)
                        yield Input(text, hint, id=name, password=name == "api_key", compact=True)
                yield Label("INTERVIEW", classes="part")
                with Horizontal(classes="field"):
                    yield Label("Judge of prose")
                    options = [(f"{name}: {JUDGE_WORDS[name]}", name) for name in JUDGES]
                    yield Select(options, value=mine.judge, allow_blank=False, id="judge", compact=True)
                with Horizontal(classes="field"):
                    yield Label("Own catalogue")
                    yield Input(mine.catalogue, "a folder with your derivations", id="catalogue", compact=True)
                with Horizontal(classes="field"):
                    yield Label("Theme")
                    theme = mine.theme if mine.theme in self._themes else self._themes[0]
                    yield Select(
                        [(t, t) for t in self._themes], value=theme, allow_blank=False, id="theme", compact=True
                    )
                yield Static(id="said")
                with Horizontal(id="buttons"):
                    yield Button("Save", id="save", variant="primary", compact=True)
                    yield Button("Test connection", id="try", compact=True)
            with VerticalScroll(id="trial") as trial:
                trial.border_title = "what a test would send"
                yield Static(id="sent")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._describe()
        self.query_one("#model").focus()

    def on_resize(self) -> None:
        self.set_class(self.size.width < 90, "narrow")

    # -- reading the form ---------------------------------------------------------------------------------------------

    def _value(self, name: str) -> str:
        return clean(self.query_one(f"#{name}", Input).value).strip()

    def _wrong(self) -> str:
        """The first thing in the form that makes no sense, for a person; "" when all does."""
        from pathlib import Path

        labels = {name: label for name, label, _ in FIELDS}
        for name, (low, high) in NUMBERS.items():
            try:
                number = float(self._value(name) or getattr(Settings(), name))
            except ValueError:
                return f"{labels[name]}: {self._value(name)!r} is no number."
            if not low <= number <= high:
                return f"{labels[name]}: from {low:g} to {high:g}."
        folder = self._value("catalogue")
        if folder and not Path(folder).expanduser().is_dir():
            return f"Own catalogue: there is no folder {folder}."
        return ""

    def _settings(self) -> Settings:
        numbers = {name: float(self._value(name) or getattr(Settings(), name)) for name in NUMBERS}
        return replace(  # what the form does not show stays as it is
            self._model,
            model=self._value("model"),
            base_url=self._value("base_url"),
            api_key=self._value("api_key"),
            temperature=numbers["temperature"],
            timeout=numbers["timeout"],
            budget=int(numbers["budget"]),
        )

    @on(Input.Changed)
    def _describe(self) -> None:
        wrong = self._wrong()
        self.query_one("#said", Static).update(Content(wrong).stylize("$error"))
        if not wrong:
            self.query_one("#sent", Static).update(Content(described(self._settings())))

    @on(Select.Changed, "#theme")
    def _theme(self, event: Select.Changed) -> None:
        self.app.theme = str(event.value)

    # -- acting -------------------------------------------------------------------------------------------------------

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_save() if event.button.id == "save" else self.action_try()

    def action_save(self) -> None:
        if wrong := self._wrong():
            self.notify(wrong, severity="error")
            return
        try:
            if self._settings() != self._model:
                save_model(self._settings())
        except OSError as error:
            self.notify(f"The model's settings cannot be written ({error.strerror}).", severity="error")
            return
        judge, theme = self.query_one("#judge", Select).value, self.query_one("#theme", Select).value
        self.dismiss(replace(self._preferences, judge=str(judge), theme=str(theme), catalogue=self._value("catalogue")))

    def action_try(self) -> None:
        if wrong := self._wrong():
            self.notify(wrong, severity="error")
            return
        self._tell(Content("… asking").stylize("$foreground-muted"))
        self._try(self._settings())

    @work(thread=True, exclusive=True, group="trial")
    def _try(self, settings: Settings) -> None:
        trial = attempt(settings)
        style, glyph = ("$success", "✓") if trial.ok else ("$error", "✗")
        self.app.call_from_thread(self._tell, Content.assemble((f"{glyph} ", f"bold {style}"), clean(trial.text)))

    def _tell(self, said: Content) -> None:
        self.query_one("#said", Static).update(said)
