"""An exchange as HTML: the question, and the answer with its citations, its positions, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from rag.types import Answer, AnswerSentence, Citation, Position, Refusal, Stance
from ui import texts
from ui.render.deeds import asked_as_html, deeds_html
from ui.render.markup import NOTHING, byline, chip, joined, paragraph, place, speaker_name, text_of
from ui.types import Conversation, Exchange, Overview

Said = tuple[Citation, str | None]
"""Cited words, and whose they are by the answer's account; None leaves that to the citation's voice."""

CITATION_MARK = re.compile(r"\s*\[\d+\]")


def conversation_html(conversation: Conversation) -> Markup:
    """The whole conversation; nothing to see where nothing has been asked."""
    turns = joined(exchange_html(turn, exchange) for turn, exchange in enumerate(conversation))
    return Markup(
        '<section aria-label="{}">{}</section><p class="unseen" role="status" aria-live="polite">{}</p>'
    ).format(texts.CONVERSATION, turns, spoken(conversation))


def welcome_html(overview: Overview) -> Markup:
    """What to begin with: example questions, or how to get documents in."""
    if not overview.documents:
        return paragraph(texts.EMPTY, "empty")
    buttons = (
        Markup(
            '<li><button type="button" class="example" data-act="ask" data-question="{0}">'
            '<span class="shows">{1}</span><span class="asks">{0}</span></button></li>'
        ).format(example.question, example.shows)
        for example in overview.examples
    )
    return Markup('<div class="welcome"><h2>{}</h2><ul>{}</ul></div>').format(texts.TRY, joined(buttons))


def spoken(conversation: Conversation) -> str:
    """What a screen reader is told when the conversation changes."""
    if not conversation:
        return ""
    last = conversation[-1]
    if last.waiting:
        return texts.WAITING
    return last.problem or f"{texts.ANSWERED} {last.answer.plain if last.answer else ''}"


def exchange_html(turn: int, exchange: Exchange) -> Markup:
    """One question with what came of it."""
    state = " waiting" if exchange.waiting else ""
    return Markup('<article class="turn{}"><h2 class="question">{}</h2>{}</article>').format(
        state, exchange.question, _outcome(turn, exchange)
    )


def _outcome(turn: int, exchange: Exchange) -> Markup:
    problem = paragraph(exchange.problem or "", "problem")
    if exchange.answer is None:
        return problem + deeds_html(turn, exchange) if problem else paragraph(texts.WAITING, "waits")
    stale = paragraph(_stale_note(exchange), "stale-note")
    answer = answer_html(turn, exchange.answer, exchange.told, exchange.stale)
    if exchange.waiting:
        return answer
    return joined([stale, answer, problem, deeds_html(turn, exchange)])


def _stale_note(exchange: Exchange) -> str:
    return texts.STALE_ANSWER.format(texts.stand(len(exchange.stale))) if exchange.stale else ""


def answer_html(turn: int, answer: Answer, told: int | None = None, stale: frozenset[int] = frozenset()) -> Markup:
    """An answer or a refusal, with how the question was understood; of an answer ``told`` sentences, or all."""
    part = Part(turn, answer.sentences[:told], stale)
    if answer.refusal:
        body = refusal_html(part, answer.refusal)
    elif answer.llm_generated:
        body = prose_html(part, answer)
    else:
        body = quotations_html(part, answer)
    return asked_as_html(turn, answer) + body + drafting_html(answer)


def drafting_html(answer: Answer) -> Markup:
    """What came of asking a language model, where a reader should know."""
    return joined(paragraph(warning, "note") for warning in (answer.drafting.warnings if answer.drafting else ()))


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of the answer of a turn: its sentences so far, and the citations that hold no more."""

    turn: int
    sentences: tuple[AnswerSentence, ...]
    stale: frozenset[int]

    def chip(self, citation: Citation, nearest: int | None = None) -> Markup:
        """The button that opens a citation of this turn."""
        return chip(citation, self.turn, nearest, citation.id in self.stale)

    @property
    def told(self) -> frozenset[int]:
        """Ids of the citations that are shown."""
        return frozenset(number for sentence in self.sentences for number in sentence.citation_ids)


def quotations_html(part: Part, answer: Answer) -> Markup:
    """An answer of quotations: its lead, its positions side by side, then every other statement in order."""
    cited = {citation.id: citation for citation in answer.citations}
    shown = {number for position in answer.positions for number in position.citation_ids}
    parts = [paragraph(lead(answer), "lead"), positions_html(part, answer.positions, cited)]
    said: list[Said] = []
    for sentence in part.sentences:
        if not sentence.citation_ids:
            parts += [*statements_html(part, said), paragraph(sentence.text, "lead")]
            said = []
        new = [number for number in sentence.citation_ids if number in cited and number not in shown]
        said += [(cited[number], sentence.speaker) for number in new]
        shown.update(new)
    return joined([*parts, *statements_html(part, said)])


def lead(answer: Answer) -> str:
    """What the answer says before its first statement; the whole of it where it has none."""
    first = min((sentence.start for sentence in answer.sentences), default=len(answer.marked))
    return CITATION_MARK.sub("", answer.marked[:first]).strip()


def statements_html(part: Part, said: Sequence[Said]) -> Iterator[Markup]:
    """Cited words under the name of who is responsible for them; the name once where several follow each other."""
    for _, group in groupby(
        said, key=lambda one: (speaker_name(one[0].voice, one[1]), one[0].voice.role, one[0].voice.reported_by)
    ):
        quotes = list(group)
        body = joined(_quote(part, citation) for citation, _ in quotes)
        yield Markup('<div class="said">{}{}</div>').format(byline(quotes[0][0].voice, quotes[0][1]), body)


def _quote(part: Part, citation: Citation) -> Markup:
    return Markup("<blockquote>{}&nbsp;{}</blockquote>{}").format(
        _words(citation), part.chip(citation), place(citation)
    )


def _words(citation: Citation) -> Markup:
    return Markup('<span class="words">{}</span>').format(text_of(citation.text))


def positions_html(part: Part, positions: tuple[Position, ...], cited: dict[int, Citation]) -> Markup:
    """Who stands where, a column a side, in the order the answer gives: the side that was asked for first."""
    if not positions:
        return NOTHING
    sides = sorted({position.stance for position in positions}, key=lambda side: _order(side, positions))
    columns = (_side(part, side, [p for p in positions if p.stance == side], cited) for side in sides)
    claims = dict.fromkeys(position.proposition for position in positions)
    claim = "".join(f"{texts.PROPOSITION}: {proposition}" for proposition in claims) if len(claims) == 1 else ""
    return paragraph(claim, "claim") + Markup('<div class="sides">{}</div>').format(joined(columns))


def _order(side: Stance, positions: tuple[Position, ...]) -> tuple[bool, int]:
    first = next(number for number, position in enumerate(positions) if position.stance == side)
    return (side == "reports" and positions[0].stance != "reports", first)


def _side(part: Part, side: Stance, positions: Sequence[Position], cited: dict[int, Citation]) -> Markup:
    # The column and its number stand from the first sentence on, so that nothing moves when the others come.
    said = [(cited[n], p.speaker) for p in positions for n in p.citation_ids if n in cited and n in part.told]
    return Markup('<section class="side {}"><h3>{} <span class="count">{}</span></h3>{}</section>').format(
        side, texts.STANCE[side], len({p.speaker for p in positions}), joined(statements_html(part, said))
    )


def prose_html(part: Part, answer: Answer) -> Markup:
    """An answer that a model wrote: its sentences, each with its citations and with what supports it."""
    cited = {citation.id: citation for citation in answer.citations}
    sentences = joined((_sentence(part, sentence, cited) for sentence in part.sentences), " ")
    return Markup('<p class="prose">{}</p><p class="note">{}</p>').format(sentences or lead(answer), texts.MODEL)


def _sentence(part: Part, sentence: AnswerSentence, cited: dict[int, Citation]) -> Markup:
    chips = joined(part.chip(cited[number]) for number in sentence.citation_ids if number in cited)
    note = {"unsupported": texts.UNSUPPORTED, "paraphrase": texts.PARAPHRASE}.get(sentence.support, "")
    flag = Markup(' <em class="flag">{}</em>').format(note) if sentence.support == "unsupported" else NOTHING
    return Markup('<span class="sentence {}" title="{}">{}{}{}</span>').format(
        sentence.support, note, CITATION_MARK.sub("", sentence.text), chips, flag
    )


def refusal_html(part: Part, refusal: Refusal) -> Markup:
    """Why there is no answer, and the passages that came nearest."""
    passages = joined(
        Markup('<div class="said near">{}<blockquote>{}</blockquote>{}{}</div>').format(
            byline(citation.voice), _words(citation), place(citation), part.chip(citation, number)
        )
        for number, citation in enumerate(refusal.nearest)
    )
    nearest = Markup('<h3 class="nearest">{}</h3>{}').format(texts.NEAREST, passages) if passages else NOTHING
    return Markup('<div class="refusal"><p class="label">{}</p><p class="lead">{}</p>{}</div>').format(
        texts.REFUSED, refusal.message, nearest
    )
