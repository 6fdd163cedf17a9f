"""What programs send: the bodies of the routes, checked before anything is computed."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from rag.api import wording
from rag.types import LONGEST_QUESTION, Inquiry, Mode, Role, Turn

MAX_TURN = 20_000
MAX_TURNS = 50
MAX_TOP_K = 50
MAX_DOCUMENTS = 1_000
MAX_FEEDBACK = 5_000
MAX_TEXT = 20_000
"""Characters of a text to verify: some 200 sentences, a few seconds of work."""
# For readers of the schema: some character that is no white space, and no null character.
_WORDS_PATTERN = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"


def _is_text(value: str) -> str:
    """Refuse what JSON can carry and text cannot: U+0000, and halves of surrogate pairs."""
    if "\0" in value:
        raise PydanticCustomError("null_character", wording.NUL)
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise PydanticCustomError("lone_surrogate", wording.NOT_UNICODE)
    return value


def _trimmed_question(value: str) -> str:
    value = value.strip()
    if not value:
        raise PydanticCustomError("empty_question", wording.EMPTY_QUESTION)
    if len(value) > LONGEST_QUESTION:
        raise PydanticCustomError(
            "string_too_long",
            "has {length} characters; at most {most} are taken",
            _lengths(len(value), LONGEST_QUESTION),
        )
    return value


def _has_words(value: str) -> str:
    """Refuse a text of nothing but white space; offsets are into the text as it came, so it is not trimmed."""
    if not value.strip():
        raise PydanticCustomError("empty_text", wording.EMPTY_TEXT)
    return value


def _lengths(length: int, most: int) -> dict[str, Any]:
    return {"length": f"{length:,}", "most": f"{most:,}"}


def _whole(value: object) -> object:
    """JSON has one kind of number: 8.0 is 8."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _not_empty(value: list[str] | None) -> list[str] | None:
    if value == []:
        raise PydanticCustomError("too_short", wording.DOCUMENTS_EMPTY)
    return value


def _without_extras(schema: dict[str, Any]) -> None:
    """Keep the invitation to send more fields out of the schema, and so out of the examples made from it."""
    schema.pop("additionalProperties", None)


Text = Annotated[str, AfterValidator(_is_text)]
QuestionText = Annotated[
    str,
    AfterValidator(_is_text),
    AfterValidator(_trimmed_question),
    Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_QUESTION, "pattern": _WORDS_PATTERN}),
]
TopK = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MAX_TOP_K)]
DocumentIds = Annotated[
    list[Annotated[Text, StringConstraints(min_length=1, max_length=200)]] | None,
    Field(max_length=MAX_DOCUMENTS, json_schema_extra={"minItems": 1}),
    AfterValidator(_not_empty),
]


class Body(BaseModel):
    """A request body: types are not guessed at (``"8"`` is no number), and what is not known is kept to be named."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow", json_schema_extra=_without_extras)

    def warnings(self) -> list[str]:
        """A sentence for each field that is not known, ten at most."""
        known = list(type(self).model_fields)
        return [wording.unknown_field(name, known) for name in list(self.model_extra or {})[:10]]


class TurnBody(BaseModel):
    """One turn of the conversation before the question."""

    model_config = ConfigDict(strict=True, frozen=True)

    role: Role = Field(description="Who spoke.", examples=["user"])
    content: Annotated[Text, StringConstraints(max_length=MAX_TURN)] = Field(
        description="What was said, at most 20,000 characters.", examples=["What does Kivimäki say about escalation?"]
    )


class AskBody(Body):
    """A question, with the conversation before it."""

    question: QuestionText = Field(
        description="The question, 1 to 2,000 characters after trimming.",
        examples=["who disputes the escalation framing?"],
    )
    history: Annotated[list[TurnBody], Field(max_length=MAX_TURNS)] = Field(
        default=[],
        description="The conversation before, oldest turn first, at most 50 turns. Follow-ups are understood from it.",
        examples=[[]],
    )
    session_id: Annotated[Text, StringConstraints(min_length=1, max_length=200)] | None = Field(
        default=None, description="Any id of yours for the conversation; echoed. Null: a new one is made.",
        examples=[None],
    )  # fmt: skip
    top_k: TopK = Field(default=8, description="How many passages are looked at closely.", examples=[8])
    mode: Mode | None = Field(
        default=None,
        description="`extractive`: selected from the documents; `model`: written by a language model and checked "
        "sentence by sentence; null: the server's default.",
        examples=[None],
    )
    show_unsupported: bool | None = Field(
        default=None,
        description="Of an answer that a model writes, also show the sentences that no passage bears out, struck through "
        "and with `support: unsupported`. False: they are dropped; null: the server's default.",
        examples=[None],
    )
    documents: DocumentIds = Field(
        default=None, description="Only these documents are searched, by id. Null: all.", examples=[None]
    )
    stream: bool = Field(default=False, description="Answer as server-sent events.", examples=[False])
    include_search_results: bool = Field(
        default=False, description="Fill `search_results` of the answer.", examples=[False]
    )

    def inquiry(self) -> Inquiry:
        """The question as the rag room takes it."""
        history = tuple(Turn(turn.role, turn.content) for turn in self.history)
        documents = None if self.documents is None else tuple(dict.fromkeys(self.documents))
        return Inquiry(self.question, history, documents, self.top_k, self.mode, self.show_unsupported)


class SearchBody(Body):
    """What to look up."""

    query: QuestionText = Field(
        description="What to look up, 1 to 2,000 characters after trimming.", examples=["North Korean troops"]
    )
    top_k: TopK = Field(default=8, description="How many passages are wanted at most.", examples=[8])
    documents: DocumentIds = Field(
        default=None, description="Only these documents are searched, by id. Null: all.", examples=[None]
    )


class VerifyBody(Body):
    """A text to hold against the documents."""

    text: Annotated[Text, AfterValidator(_has_words), StringConstraints(max_length=MAX_TEXT)] = Field(
        description="Any text, 1 to 20,000 characters: a press release, say, or the answer of another system.",
        examples=["The council rejects the new shift plan."],
        json_schema_extra={"minLength": 1, "pattern": _WORDS_PATTERN},
    )
    documents: DocumentIds = Field(
        default=None, description="Only these documents are held against it, by id. Null: all.", examples=[None]
    )


class FeedbackBody(Body):
    """Whether an answer helped."""

    answer_id: Annotated[Text, StringConstraints(min_length=1, max_length=200)] = Field(
        description="The `id` of the answer.", examples=["0b0e3c9e-5a43-4a6e-9a0e-6f6a1d9a3c11"]
    )
    is_positive: bool = Field(description="Whether it helped.", examples=[True])
    feedback_text: Annotated[Text, StringConstraints(max_length=MAX_FEEDBACK)] | None = Field(
        default=None, description="Why, in your words, at most 5,000 characters.", examples=["It names the speaker."]
    )
