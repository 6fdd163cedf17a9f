"""The answer's text from sentences that were judged and quotations of what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.view import View
from rag.compose import positions, quoted
from rag.draft import wording
from rag.draft.told import tells
from rag.draft.types import Judged
from rag.types import Answer, AnswerSentence, Choice, Citation, Evidence, Question, Stance, Support
from rag.verify.text import cite_span


@dataclass(slots=True)
class Page:
    """An answer as it is written: text only grows, numbers are given in the order in which they appear."""

    view: View
    marked: str = ""
    plain: str = ""
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    standing: dict[int, list[Judged]] = field(default_factory=dict)

    def lead(self, text: str | None) -> None:
        """Begin with what the choice says before its evidence."""
        self.marked = self.plain = text or ""

    def tell(self, judged: Judged) -> None:
        """Add a drafted sentence with the smallest span that decides it, or marked as unsupported."""
        finding, text = judged.finding, judged.drafted.text
        if not judged.stands or finding.candidate is None or finding.span is None:
            self._add(text, "unsupported", (), is_drafted=True)
            return
        document = self.view.document(finding.candidate.document_id)
        citation = self._known(cite_span(len(self.citations) + 1, finding, document, finding.span))
        self.standing.setdefault(citation.id, []).append(judged)
        self._add(text, finding.support, (citation,), is_drafted=True)

    def quote(self, citation: Citation, stance: Stance | None, opening: str = "") -> Citation:
        """Add a quotation with its speaker, as the composer has it."""
        citation = self._known(replace(citation, id=len(self.citations) + 1))
        words = f"{opening} {quoted(citation, citation.voice)}".strip()
        self._add(words, "verbatim", (citation,), stance)
        return citation

    def _known(self, citation: Citation) -> Citation:
        """The citation of the same words that is there already, or this one, added."""
        place = (citation.document_id, citation.start, citation.end)
        for known in self.citations:
            if (known.document_id, known.start, known.end) == place:
                return known
        self.citations.append(citation)
        return citation

    def _add(
        self, text: str, support: Support, cited: Sequence[Citation], stance: Stance | None = None,
        is_drafted: bool = False,
    ) -> None:  # fmt: skip
        before, after = wording.STRUCK if support == "unsupported" else ("", "")
        words = text + "".join(f" [{citation.id}]" for citation in cited)
        start = len(f"{self.marked} {before}" if self.marked else before)
        self.marked = f"{self.marked} {before}{words}{after}".strip()
        self.plain = f"{self.plain} {before}{text}{after}".strip()
        speaker = cited[0].voice.speaker if cited else None
        ids = tuple(citation.id for citation in cited)
        sentence = AnswerSentence(words, start, start + len(words), support, ids, speaker, stance, is_drafted)
        self.sentences.append(sentence)

    def answer(self, base: Answer) -> Answer:
        """The answer so far, all else as in the composer's."""
        cited = {citation.document_id for citation in self.citations}
        silent = tuple(one for one in base.coverage.silent if one not in cited)
        return replace(
            base, marked=self.marked, plain=self.plain, sentences=tuple(self.sentences),
            citations=tuple(self.citations), positions=(), llm_generated=True,
            coverage=replace(base.coverage, documents_cited=len(cited), silent=silent),
        )  # fmt: skip


def complete(page: Page, question: Question, choice: Choice, base: Answer) -> Answer:
    """The whole answer: what no sentence tells of the chosen evidence is quoted after them, side by side."""
    cited: list[Citation] = []
    side: Stance | None = None
    for evidence, citation in zip(choice.evidence, base.citations, strict=True):
        telling = _told(page, evidence, question)
        if telling is None:
            opening = wording.ON_SIDE[evidence.stance] if evidence.stance and evidence.stance != side else ""
            side = evidence.stance
            telling = page.quote(citation, evidence.stance, opening)
        cited.append(telling)
    return replace(page.answer(base), positions=positions(question, choice, cited))


def _told(page: Page, evidence: Evidence, question: Question) -> Citation | None:
    """The citation of the first sentence that tells this evidence."""
    for citation in page.citations:
        if any(tells(judged, evidence, question) for judged in page.standing.get(citation.id, ())):
            return citation
    return None
