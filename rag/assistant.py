"""What the page, the API and the command line ask: one object over a library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from threading import Lock

from index.embed.base import QuestionEmbedder, WordEmbedder, packaged_folder
from index.errors import UnknownDocument
from index.lexical import vocabulary
from index.library import Library
from index.types import Hit
from index.view import State, View
from rag.calibration import Threshold, threshold_for
from rag.draft.endpoint import Endpoint
from rag.draft.types import Listener, Writer
from rag.draft.write import Pen
from rag.errors import BadQuestion
from rag.evidence.base import EvidenceJudge
from rag.evidence.cross_encoder import CrossEncoderJudge
from rag.evidence.likeness import Likener, Likeness
from rag.evidence.model import EvidenceModel
from rag.evidence.platt import AS_WEIGHED, PlattScaling
from rag.interpret import Lexicon
from rag.interpret.english import english_words
from rag.interpret.roster import Roster
from rag.interpret.spelling import Speller
from rag.pipeline import Parts, answer
from rag.settings import RagSettings
from rag.speakers import everybody
from rag.stance.model import StanceModel
from rag.types import LONGEST_QUESTION, Answer, Inquiry, Receipt
from rag.verify.entailment import EntailmentModel
from rag.verify.model import SupportModel
from rag.verify.sentence import Verifier
from rag.verify.text import Tools, verify_text
from rag.verify.types import Verified


class Assistant:
    """Answers questions over the documents of a library; safe to share between threads."""

    def __init__(
        self, library: Library, settings: RagSettings, writer: Writer | None = None, curve: PlattScaling | None = None
    ) -> None:
        """Nothing heavy is loaded before the first question, or ``warm_up``.

        ``writer`` is the language model, where it is not the one that the settings name; ``curve`` makes confidences,
        where it is not the one that belongs to the judge of evidence.
        """
        self.library, self.settings, self._curve = library, settings, curve
        self.writer = writer or writer_of(settings)
        self._lock = Lock()
        self._state: State | None = None
        self._parts: Parts | None = None

    def warm_up(self) -> None:
        """Load models and index, and answer one question, so that the first user does not wait."""
        english_words()
        self.ask(Inquiry("What do the documents say?", mode="extractive"))

    def ask(
        self, inquiry: Inquiry, threshold: float | None = None, listener: Listener | None = None
    ) -> Answer:  # fmt: skip
        """Answer or refuse; BadQuestion where it cannot be asked, UnknownDocument where it names one not there.

        ``threshold`` takes the place of the one that is set or calibrated, for finding out what it would do;
        ``listener`` is told what a language model writes as far as it stands.
        """
        check_question(inquiry.question)
        inquiry = self._settled(inquiry)
        with self.library.snapshot() as view:
            check_documents(inquiry.documents, view)
            parts = self._parts_for(view)
            return answer(inquiry, view, parts if threshold is None else self._at(threshold, parts, view), listener)

    def _settled(self, inquiry: Inquiry) -> Inquiry:
        """The question with what it leaves to the settings filled in."""
        default = self.settings.mode or ("model" if self.writer else "extractive")
        shows = inquiry.show_unsupported
        return replace(
            inquiry, mode=inquiry.mode or default,
            show_unsupported=self.settings.show_unsupported if shows is None else shows,
        )  # fmt: skip

    def receipt(self) -> Receipt:
        """What answers are made from now."""
        with self.library.snapshot() as view:
            return self._parts_for(view).receipt

    def search(self, query: str, top_k: int, documents: Sequence[str] | None = None) -> list[Hit]:
        """The best passages for a query, with their scores; errors as for ``ask``."""
        check_question(query)
        with self.library.snapshot() as view:
            check_documents(documents, view)
            return self.library.searcher.search(view, query, top_k, documents)

    def verify(self, text: str, documents: Sequence[str] | None = None) -> tuple[Verified, ...]:
        """Hold every sentence of a text against the documents; errors as for ``ask``."""
        with self.library.snapshot() as view:
            check_documents(documents, view)
            roster = self._parts_for(view).lexicon.roster
            return verify_text(text, view, Tools(self.library.searcher, roster, self.verifier), documents)

    @cached_property
    def verifier(self) -> Verifier:
        """What verification needs besides the documents; a model that the user names is loaded at first use."""
        named = self.settings.entailment_model
        entailment = EntailmentModel(named, self.library.settings.threads) if named else None
        return Verifier(SupportModel.load(), entailment=entailment)

    @cached_property
    def _evidence(self) -> EvidenceJudge:
        named, threads = self.settings.evidence_model, self.library.settings.threads
        if named:
            return CrossEncoderJudge(named, threads)
        return EvidenceModel.with_reader(packaged_folder(), threads)

    @cached_property
    def _confidence(self) -> PlattScaling:
        if self._curve:
            return self._curve
        return AS_WEIGHED if self.settings.evidence_model else PlattScaling.load()

    @cached_property
    def _unlike(self) -> Likener:
        embedder = self.library.embedder
        # A model of the user's own gives a text as a whole: then only the words themselves count.
        return Likeness(embedder.words).unlike if isinstance(embedder, WordEmbedder) else lambda words, *_: tuple(words)

    @cached_property
    def _stance(self) -> StanceModel:
        return StanceModel.load(packaged_folder(), threads=self.library.settings.threads)

    def _parts_for(self, view: View) -> Parts:
        """What answering needs in this state of the store; made again when the documents change."""
        with self._lock:
            if self._parts is None or self._state != view.state:
                self._parts, self._state = self._assemble(view), view.state
            return self._parts

    def _question_model(self) -> dict[str, str]:
        embedder = self.library.embedder
        return {"questions": embedder.question_model} if isinstance(embedder, QuestionEmbedder) else {}

    def _assemble(self, view: View) -> Parts:
        lexicon = Lexicon(Roster(everybody(view)), Speller(vocabulary(view)))
        models = {
            "embedding": self.library.store.model, **self._question_model(), "evidence": self._evidence.name,
            "confidence": self._confidence.name, "stance": self._stance.name,
        }  # fmt: skip
        threshold = threshold_for(self.settings, view, models)
        receipt = self._receipt(view, threshold, models)
        return Parts(
            self.library.searcher, lexicon, self._evidence, self._confidence, self._unlike, self._stance,
            threshold.value, receipt, self._pen(lexicon.roster),
        )  # fmt: skip

    def _pen(self, roster: Roster) -> Pen | None:
        if self.writer is None:
            return None
        context, most = self.settings.llm_context, self.settings.llm_tokens
        return Pen(self.writer, self.verifier, self.library.searcher, roster, context, most)

    def _at(self, value: float, parts: Parts, view: View) -> Parts:
        """The same parts with another threshold, which the receipt names."""
        threshold = Threshold(value, "settings")
        return replace(parts, threshold=value, receipt=self._receipt(view, threshold, parts.receipt.models))

    def _receipt(self, view: View, threshold: Threshold, models: dict[str, str]) -> Receipt:
        named = {"threshold": threshold.value, "chunk_tokens": self.library.settings.chunk_tokens, **models}
        settings = hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()
        return Receipt(view.corpus_sha256(), settings, models, own_version(), threshold.source)


def writer_of(settings: RagSettings) -> Endpoint | None:
    """The language model that is configured; nothing is sent to it before an answer is to be written."""
    if settings.llm_url is None:
        return None
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return Endpoint(str(settings.llm_url), settings.llm_model or "", key, settings.llm_timeout, settings.llm_retries)


def own_version() -> str:
    """The installed version; "unknown" when run from a folder that was never installed."""
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "unknown"


def check_question(question: str) -> None:
    """Raise BadQuestion unless this is a question of 1 to 2,000 characters."""
    if not question.strip():
        raise BadQuestion("the question is empty; ask something")
    if not any(map(str.isalnum, question)):
        raise BadQuestion("the question has no words; ask something")
    if len(question) > LONGEST_QUESTION:
        raise BadQuestion(f"the question has {len(question):,} characters, more than {LONGEST_QUESTION:,}; shorten it")


def check_documents(documents: Sequence[str] | None, view: View) -> None:
    """Raise UnknownDocument where one of these ids is not in the store."""
    if not documents:
        return
    unknown = sorted(set(documents) - set(view.document_ids()))
    if unknown:
        raise UnknownDocument(
            f"no document has the id {unknown[0]!r}; `onrecord documents` or GET /documents lists them"
        )
