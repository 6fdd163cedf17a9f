"""What the rag room passes on: a question understood, candidates, evidence, citations, an answer.

Offsets of evidence and citations are into their document's text, those of answer sentences into the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from index.types import Attribution, Span

LONGEST_QUESTION = 2_000
"""Characters, as the HTTP contract has it."""

Role = Literal["user", "assistant"]
Mode = Literal["extractive", "model"]
Stance = Literal["affirms", "disputes", "reports"]
OTHER_SIDE: dict[Stance | None, Stance] = {"affirms": "disputes", "disputes": "affirms"}
Support = Literal["verbatim", "paraphrase", "unsupported"]
RefusalReason = Literal["no_evidence", "low_confidence", "unverified", "out_of_scope"]
QuestionKind = Literal["fact", "identity", "origin", "statements", "speakers", "stance", "comparison"]
AnswerType = Literal["person", "organisation", "place", "time", "number", "reason", "manner", "yes_no", "any"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation before the question."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was asked, as it came in; ``documents`` restricts to these ids.

    ``mode`` and ``show_unsupported`` None are the server's default.
    """

    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] | None = None
    top_k: int = 8
    mode: Mode | None = None
    show_unsupported: bool | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker that the question names: one person or organisation over all documents, with every name it has.

    ``cited`` is set where a document cites them or is theirs, and not only mentions them. ``is_person`` tells who may be
    "he" or "she". Where the question's name is that of several people, ``namesakes`` are these, and the names are all of
    theirs: the question is asked of each.
    """

    name: str
    names: tuple[str, ...]
    role: str | None = None
    cited: bool = True
    is_person: bool = True
    namesakes: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: standing alone, with what it asks for.

    ``text`` is the question made standalone; ``search`` is what is looked up; ``speakers`` are those it names;
    ``topic`` is what a statement must be about; ``proposition`` the claim whose holders are asked for;
    ``stance`` the side that is asked for; ``told`` what the last answer said, where this question goes on from it;
    ``besides`` are the names of those who are asked about no more ("who else …?"); ``both_sides`` where both are asked for.
    """

    asked: str
    text: str
    search: str
    kind: QuestionKind = "fact"
    answer_type: AnswerType = "any"
    speakers: tuple[Named, ...] = ()
    topic: str | None = None
    proposition: str | None = None
    stance: Stance | None = None
    told: str = ""
    besides: frozenset[str] = frozenset()
    both_sides: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is responsible for some words: by name, with role and how they are given; ``source`` is where the text names them."""

    speaker: str | None
    role: str | None
    attribution: Attribution
    content: tuple[Span, ...] = ()
    cue: Span | None = None
    reported_by: str | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """The question of an interview that a sentence answers, with its cosine with what is asked of the documents."""

    text: str
    dense: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what retrieval knows about it.

    ``dense`` is the cosine of sentence and question; ``passage_dense``, ``passage_lexical`` and ``passage_rank``
    (0-based) are those of the best chunk it lies in, None where the chunk was not found that way. ``author`` is who
    answers for what no voice in the sentence does. ``prompt`` is the question that it answers; ``is_put`` is set where
    it stands in a question that somebody else answers. ``context`` is what the words themselves are read with: a table's
    headings, the item's beginning, the sentence that "it" goes back to; ``label`` says what a row's or a line's value is;
    ``heading`` stands above, ``columns`` are the heads of a row's columns, parted by bars. ``above`` is what its paragraph
    says before it.
    """

    document_id: str
    number: int
    span: Span
    text: str
    title: str
    dense: float
    passage_dense: float | None = None
    passage_lexical: float | None = None
    passage_rank: int | None = None
    before: str = ""
    after: str = ""
    voices: tuple[Voice, ...] = ()
    author: Voice | None = None
    prompt: Prompt | None = None
    is_put: bool = False
    context: str = ""
    heading: str = ""
    label: str = ""
    columns: str = ""
    above: str = ""

    @property
    def as_told(self) -> str:
        """The sentence as a listener takes it: after the question that it answers."""
        return f"{self.prompt.text} {self.text}" if self.prompt else self.text

    @property
    def nearness(self) -> float:
        """The cosine of sentence and question, or of the question that it answers where that is nearer."""
        return max(self.dense, self.prompt.dense) if self.prompt else self.dense

    @property
    def whole(self) -> str:
        """The words with what they are read with."""
        return f"{self.context}: {self.as_told}" if self.context else self.as_told

    def part(self, span: Span) -> str:
        """What of a span of the document lies in the sentence."""
        start = self.span.start
        return self.text[max(0, span.start - start) : max(0, span.end - start)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span chosen to answer, with the probability that it does and, where asked for, the side it takes."""

    candidate: Candidate
    span: Span
    probability: float
    voice: Voice
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What will be cited, in the order of the answer, with the sentence that leads it in.

    ``score`` is the probability that this answers; ``proposition`` the claim that the stances are about. An empty
    choice is a refusal: ``reason`` says which, and ``nearest`` holds what came nearest. ``certain`` where it was found by
    what the documents say of somebody, so that words of the question may be missing from it.
    """

    evidence: tuple[Evidence, ...]
    score: float
    lead: str | None = None
    proposition: str | None = None
    reason: RefusalReason | None = None
    message: str | None = None
    nearest: tuple[Evidence, ...] = ()
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A verified pointer: ``document.text[start:end] == text`` at the version with this sha256."""

    id: int
    document_id: str
    document_title: str
    document_sha256: str
    text: str
    start: int
    end: int
    page: int | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of the answer at ``answer[start:end]``, with what it rests on, and whether a language model wrote it."""

    text: str
    start: int
    end: int
    support: Support
    citation_ids: tuple[int, ...]
    speaker: str | None = None
    stance: Stance | None = None
    llm_generated: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stands on a proposition."""

    proposition: str
    stance: Stance
    speaker: str
    citation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in one sentence, with the passages that came nearest."""

    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """The probability that the answer answers the question, and what it had to reach."""

    score: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many documents were searched and cited, and the ids of those that have nothing on the question."""

    documents_searched: int
    documents_cited: int
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an answer was made from: with the same receipt, the same question gives the same answer.

    ``threshold_source`` says whether the threshold is the default, was set, or was found by calibration.
    """

    corpus_sha256: str
    settings_sha256: str
    models: dict[str, str]
    version: str
    threshold_source: str = "default"


@dataclass(frozen=True, slots=True)
class Drafting:
    """What came of asking a language model: how many sentences it wrote and how many of them did not hold up.

    ``failed`` where it could not be used; ``asked`` is false where there is none. ``warnings`` tell the reader.
    """

    asked: bool = True
    failed: bool = False
    written: int = 0
    dropped: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer or a refusal; ``marked`` is the text with its citation numbers, ``plain`` the text without."""

    question: str
    interpreted: str
    marked: str
    plain: str
    confidence: Confidence
    coverage: Coverage
    receipt: Receipt
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    positions: tuple[Position, ...] = ()
    refusal: Refusal | None = None
    llm_generated: bool = False
    timings_ms: dict[str, float] = field(default_factory=dict)
    drafting: Drafting | None = None
