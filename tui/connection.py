"""The model's connection, tried with one small request that one can read before and after it is sent."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from interviewer.judging.config import Settings

QUESTION = "What does the Lagrange multiplier of a constraint tell?"
ANSWER = "It tells how fast the optimum changes when the constraint is moved a little."
SENTENCE = "Say in one sentence whether the answer answers the question."


@dataclass(frozen=True, slots=True)
class Trial:
    """How a trial went: `text` is for a person."""

    ok: bool
    text: str


def request(settings: Settings) -> dict[str, Any]:
    """The request's body as it goes out. It holds an example, nothing of the user's."""
    return {
        "model": settings.model,
        "temperature": settings.temperature,
        "max_tokens": 60,
        "messages": [
            {"role": "system", "content": SENTENCE},
            {"role": "user", "content": f"Question: {QUESTION}\nAnswer: {ANSWER}"},
        ],
    }


def described(settings: Settings) -> str:
    """What would be sent, and where to; the key is never shown."""
    import json

    address = (settings.base_url or "https://api.openai.com/v1").rstrip("/") + "/chat/completions"
    key = "Authorization: Bearer ••••" + settings.api_key[-4:] if settings.api_key else "Authorization: none"
    return f"POST {address}\n{key}\n{json.dumps(request(settings), indent=2, ensure_ascii=False)}"


def problem(settings: Settings) -> str:
    """What is missing before anything can be sent; "" when nothing is."""
    if not settings.model:
        return "Name a model first."
    if not settings.api_key and not settings.base_url:
        return "Give a key, or the address of an endpoint that needs none."
    return ""


def attempt(settings: Settings) -> Trial:
    """Send the request and tell what came back. Blocks for at most the settings' timeout."""
    if said := problem(settings):
        return Trial(False, said)
    import openai

    client = openai.OpenAI(
        api_key=settings.api_key or "none",
        base_url=settings.base_url or None,
        timeout=settings.timeout,
        max_retries=0,
    )
    started = time.perf_counter()
    try:
        reply = client.chat.completions.create(**request(settings))
        text = (reply.choices[0].message.content or "").strip() if reply.choices else ""
    except openai.APITimeoutError:
        return Trial(False, f"No answer within {settings.timeout:g} seconds. Is the address right?")
    except openai.APIConnectionError:
        return Trial(False, f"{client.base_url} cannot be reached. Check the address and the network.")
    except openai.AuthenticationError:
        return Trial(False, "The endpoint refuses the key.")
    except openai.NotFoundError:
        return Trial(False, f"The endpoint knows no model {settings.model!r} (or has no /chat/completions).")
    except openai.APIStatusError as error:
        return Trial(False, f"The endpoint answered with status {error.status_code}.")
    except Exception as error:  # a stranger's server may answer anything
        return Trial(False, f"The answer could not be understood ({type(error).__name__}).")
    spent = f"{(time.perf_counter() - started):.1f} s"
    return (
        Trial(True, f"{settings.model} answers in {spent}: {text[:200]}")
        if text
        else Trial(False, "The reply was empty.")
    )
