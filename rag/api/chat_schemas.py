"""The bodies of the OpenAI-compatible routes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.api import wording
from rag.api.problems import bad_input
from rag.api.requests import MAX_TURN, MAX_TURNS, AskBody, Text, TurnBody
from rag.api.schemas import AskReply, Reply

MODEL = "onrecord"
MAX_MESSAGES = 1_000


class Part(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(strict=True, frozen=True)

    type: Text = Field(description="`text`; other kinds are passed over.", examples=["text"])
    text: Text = Field(default="", description="The text.", examples=["Who disputes it?"])


class ChatMessage(BaseModel):
    """A message of the conversation."""

    model_config = ConfigDict(strict=True, frozen=True)

    role: Text = Field(description="`user` and `assistant` are read; others are passed over.", examples=["user"])
    content: Text | list[Part] | None = Field(
        default=None, description="The text, whole or in parts.", examples=["who disputes the escalation framing?"]
    )

    def text(self) -> str:
        """The text of the message, its parts joined."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream holds besides."""

    model_config = ConfigDict(strict=True, frozen=True)

    include_usage: bool | None = Field(default=None, description="End with a chunk of the tokens: none are spent.")


class ChatBody(BaseModel):
    """A conversation. Settings of language models (`temperature` and the like) mean nothing here and are ignored."""

    model_config = ConfigDict(strict=True, frozen=True)

    model: Text = Field(default=MODEL, description="Any name is taken.", examples=[MODEL])
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=MAX_MESSAGES)] = Field(
        description="The conversation; the last message of the role `user` is the question."
    )
    stream: bool | None = Field(default=False, description="Answer in chunks, as events.", examples=[False])
    stream_options: StreamOptions | None = Field(default=None, description="What a stream holds besides.")

    def wants_usage(self) -> bool:
        """Whether the stream is to end with the (empty) account of tokens."""
        return bool(self.stream_options and self.stream_options.include_usage)

    def asked(self) -> AskBody:
        """The question that it puts; a 422 ``Problem`` where there is none that can be asked."""
        spoken = [message for message in self.messages if message.role in ("user", "assistant") and message.text()]
        last = max((number for number, message in enumerate(spoken) if message.role == "user"), default=None)
        if last is None:
            raise bad_input([("messages", wording.NO_USER_MESSAGE)])
        # Chat clients send all they have: what is too old or too long for us is left out, not refused.
        history = [
            TurnBody.model_validate({"role": message.role, "content": message.text()[:MAX_TURN]})
            for message in spoken[max(0, last - MAX_TURNS) : last]
        ]
        try:
            return AskBody(question=spoken[last].text(), history=history)
        except ValidationError as error:
            raise bad_input([("messages", f"the question {item['msg']}") for item in error.errors()]) from error


class Message(Reply):
    """The answer as a message."""

    role: Literal["assistant"] = Field(default="assistant", description="Always `assistant`.", examples=["assistant"])
    content: str = Field(description="The answer with its citation numbers.", examples=["Ada Berg: “…” [1]"])


class Choice(Reply):
    """The one answer."""

    index: int = Field(default=0, description="Always 0.", examples=[0])
    message: Message = Field(description="The answer.")
    finish_reason: Literal["stop"] = Field(default="stop", description="Always `stop`.", examples=["stop"])


class Usage(Reply):
    """Tokens of a language model: none are spent."""

    prompt_tokens: int = Field(default=0, description="Always 0.", examples=[0])
    completion_tokens: int = Field(default=0, description="Always 0.", examples=[0])
    total_tokens: int = Field(default=0, description="Always 0.", examples=[0])


class Completion(Reply):
    """An answer in the shape of OpenAI's chat completions."""

    id: str = Field(description="Id of the completion.", examples=["chatcmpl-0b0e…"])
    object: Literal["chat.completion"] = Field(
        default="chat.completion", description="What this is.", examples=["chat.completion"]
    )
    created: int = Field(description="When, in seconds since 1970.", examples=[1795312800])
    model: str = Field(default=MODEL, description="Always `onrecord`.", examples=[MODEL])
    choices: list[Choice] = Field(description="One choice: the answer.")
    usage: Usage = Field(default=Usage(), description="Tokens of a language model.")
    onrecord: AskReply = Field(description="The same answer as `POST /ask` gives it, with its citations.")


class Delta(Reply):
    """What a chunk adds."""

    role: Literal["assistant"] | None = Field(default=None, description="In the first chunk.")
    content: str | None = Field(default=None, description="The next piece of the answer.")


class ChunkChoice(Reply):
    """The one answer, as far as it has come."""

    index: int = Field(default=0, description="Always 0.")
    delta: Delta = Field(description="What this chunk adds.")
    finish_reason: Literal["stop"] | None = Field(default=None, description="In the last chunk.")


class CompletionChunk(Reply):
    """A piece of an answer in the shape of OpenAI's chat completion chunks."""

    id: str = Field(description="Id of the completion.")
    object: Literal["chat.completion.chunk"] = Field(default="chat.completion.chunk", description="What this is.")
    created: int = Field(description="When, in seconds since 1970.")
    model: str = Field(default=MODEL, description="Always `onrecord`.")
    choices: list[ChunkChoice] = Field(description="One choice: the next piece.")
    usage: Usage | None = Field(default=None, description="In the last chunk, where it was asked for.")
    onrecord: AskReply | None = Field(default=None, description="In the last chunk: the answer, whole.")


class ModelInfo(Reply):
    """A model in the shape of OpenAI's list."""

    id: str = Field(default=MODEL, description="Its name.", examples=[MODEL])
    object: Literal["model"] = Field(default="model", description="What this is.", examples=["model"])
    created: int = Field(default=0, description="Always 0.", examples=[0])
    owned_by: str = Field(default=MODEL, description="Whose it is.", examples=[MODEL])


class ModelList(Reply):
    """The models there are."""

    object: Literal["list"] = Field(default="list", description="What this is.", examples=["list"])
    data: list[ModelInfo] = Field(description="One model.")
