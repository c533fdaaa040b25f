"""A chat model's reply as a stream of text, from any OpenAI-compatible endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

REPLY_TOKENS = 300
READ_SECONDS = 10.0


def openai_completion(model: str, *, api_key: str | None = None, base_url: str | None = None) -> Any:
    """The function that streams a reply to messages. Key and address come from the environment when not given."""
    from openai import OpenAI

    client = OpenAI(api_key=api_key, base_url=base_url, timeout=READ_SECONDS, max_retries=1)

    def complete(messages: list[dict[str, str]]) -> Iterator[str]:
        wanted: Any = messages
        with client.chat.completions.create(
            model=model, messages=wanted, stream=True, max_tokens=REPLY_TOKENS, temperature=0.6
        ) as stream:
            for chunk in stream:
                if chunk.choices and chunk.choices[0].delta.content:
                    yield chunk.choices[0].delta.content

    return complete
