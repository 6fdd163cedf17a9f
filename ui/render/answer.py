"""An exchange as HTML: the question, and the answer with its citations, its positions, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from rag.types import Answer, AnswerSentence, Citation, Position, Refusal, Stance
from ui import texts
from ui.render.markup import NOTHING, byline, chip, joined, paragraph, place, speaker_name, text_of
from ui.types import Conversation, Exchange, Overview

Said = tuple[Citation, str | None]
"""Cited words, and whose they are by the answer's account; None leaves that to the citation's voice."""

CITATION_MARK = re.compile(r"\s*\[\d+\]")


def conversation_html(conversation: Conversation, overview: Overview) -> Markup:
    """The whole conversation; what to begin with where nothing has been asked."""
    turns = joined(exchange_html(turn, exchange) for turn, exchange in enumerate(conversation))
    return Markup(
        '<section aria-label="{}">{}</section><p class="unseen" role="status" aria-live="polite">{}</p>'
    ).format(texts.CONVERSATION, turns or welcome_html(overview), spoken(conversation))


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
    waiting = " waiting" if exchange.waiting else ""
    return Markup('<article class="turn{}"><h2 class="question">{}</h2>{}</article>').format(
        waiting, exchange.question, _outcome(turn, exchange)
    )


def _outcome(turn: int, exchange: Exchange) -> Markup:
    if exchange.problem:
        return paragraph(exchange.problem, "problem")
    if exchange.answer is None:
        return paragraph(texts.WAITING, "waits")
    return answer_html(turn, exchange.answer)


def answer_html(turn: int, answer: Answer) -> Markup:
    """An answer or a refusal, with how the question was understood and what it was made from."""
    if answer.refusal:
        body = refusal_html(turn, answer.refusal)
    elif answer.llm_generated:
        body = prose_html(turn, answer)
    else:
        body = quotations_html(turn, answer)
    return joined([_asked_as(answer), body, _foot(answer)])


def _asked_as(answer: Answer) -> Markup:
    if answer.interpreted.strip() == answer.question.strip():
        return NOTHING
    return Markup('<p class="asked-as"><span>{}</span> {}</p>').format(f"{texts.ASKED_AS}:", answer.interpreted)


def quotations_html(turn: int, answer: Answer) -> Markup:
    """An answer of quotations: its lead, its positions side by side, then every other statement in order."""
    cited = {citation.id: citation for citation in answer.citations}
    shown = {number for position in answer.positions for number in position.citation_ids}
    parts = [paragraph(lead(answer), "lead"), positions_html(turn, answer.positions, cited)]
    said: list[Said] = []
    for sentence in answer.sentences:
        if not sentence.citation_ids:
            parts += [*statements_html(turn, said), paragraph(sentence.text, "lead")]
            said = []
        new = [number for number in sentence.citation_ids if number in cited and number not in shown]
        said += [(cited[number], sentence.speaker) for number in new]
        shown.update(new)
    return joined([*parts, *statements_html(turn, said)])


def lead(answer: Answer) -> str:
    """What the answer says before its first statement; the whole of it where it has none."""
    first = min((sentence.start for sentence in answer.sentences), default=len(answer.marked))
    return CITATION_MARK.sub("", answer.marked[:first]).strip()


def statements_html(turn: int, said: Sequence[Said]) -> Iterator[Markup]:
    """Cited words under the name of who is responsible for them; the name once where several follow each other."""
    for _, group in groupby(
        said, key=lambda one: (speaker_name(one[0].voice, one[1]), one[0].voice.role, one[0].voice.reported_by)
    ):
        quotes = list(group)
        body = joined(_quote(turn, citation) for citation, _ in quotes)
        yield Markup('<div class="said">{}{}</div>').format(byline(quotes[0][0].voice, quotes[0][1]), body)


def _quote(turn: int, citation: Citation) -> Markup:
    return Markup("<blockquote>{}&nbsp;{}</blockquote>{}").format(
        _words(citation), chip(citation, turn), place(citation)
    )


def _words(citation: Citation) -> Markup:
    return Markup('<span class="words">{}</span>').format(text_of(citation.text))


def positions_html(turn: int, positions: tuple[Position, ...], cited: dict[int, Citation]) -> Markup:
    """Who stands where, a column a side, in the order the answer gives: the side that was asked for first."""
    if not positions:
        return NOTHING
    sides = sorted({position.stance for position in positions}, key=lambda side: _order(side, positions))
    columns = (_side(turn, side, [p for p in positions if p.stance == side], cited) for side in sides)
    claims = dict.fromkeys(position.proposition for position in positions)
    claim = "".join(f"{texts.PROPOSITION}: {proposition}" for proposition in claims) if len(claims) == 1 else ""
    return paragraph(claim, "claim") + Markup('<div class="sides">{}</div>').format(joined(columns))


def _order(side: Stance, positions: tuple[Position, ...]) -> tuple[bool, int]:
    first = next(number for number, position in enumerate(positions) if position.stance == side)
    return (side == "reports" and positions[0].stance != "reports", first)


def _side(turn: int, side: Stance, positions: Iterable[Position], cited: dict[int, Citation]) -> Markup:
    said = [(cited[n], position.speaker) for position in positions for n in position.citation_ids if n in cited]
    return Markup('<section class="side {}"><h3>{} <span class="count">{}</span></h3>{}</section>').format(
        side, texts.STANCE[side], len({name for _, name in said}), joined(statements_html(turn, said))
    )


def prose_html(turn: int, answer: Answer) -> Markup:
    """An answer that a model wrote: its sentences, each with its citations and with what supports it."""
    cited = {citation.id: citation for citation in answer.citations}
    sentences = joined((_sentence(turn, sentence, cited) for sentence in answer.sentences), " ")
    return Markup('<p class="prose">{}</p><p class="note">{}</p>').format(sentences or lead(answer), texts.MODEL)


def _sentence(turn: int, sentence: AnswerSentence, cited: dict[int, Citation]) -> Markup:
    chips = joined(chip(cited[number], turn) for number in sentence.citation_ids if number in cited)
    note = {"unsupported": texts.UNSUPPORTED, "paraphrase": texts.PARAPHRASE}.get(sentence.support, "")
    flag = Markup(' <em class="flag">{}</em>').format(note) if sentence.support == "unsupported" else NOTHING
    return Markup('<span class="sentence {}" title="{}">{}{}{}</span>').format(
        sentence.support, note, CITATION_MARK.sub("", sentence.text), chips, flag
    )


def refusal_html(turn: int, refusal: Refusal) -> Markup:
    """Why there is no answer, and the passages that came nearest."""
    passages = joined(
        Markup('<div class="said near">{}<blockquote>{}</blockquote>{}{}</div>').format(
            byline(citation.voice), _words(citation), place(citation), chip(citation, turn, number)
        )
        for number, citation in enumerate(refusal.nearest)
    )
    nearest = Markup('<h3 class="nearest">{}</h3>{}').format(texts.NEAREST, passages) if passages else NOTHING
    return Markup('<div class="refusal"><p class="label">{}</p><p class="lead">{}</p>{}</div>').format(
        texts.REFUSED, refusal.message, nearest
    )


def _foot(answer: Answer) -> Markup:
    documents = texts.counted(answer.coverage.documents_searched, "document")
    searched = texts.SEARCHED.format(documents, answer.coverage.documents_cited)
    facts = {
        texts.CONFIDENCE: texts.CONFIDENCE_OF.format(answer.confidence.score, answer.confidence.threshold),
        texts.CORPUS: answer.receipt.corpus_sha256[:12],
        texts.SETTINGS: answer.receipt.settings_sha256[:12],
        **answer.receipt.models,
        texts.VERSION: answer.receipt.version,
    }
    record = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(name, fact) for name, fact in facts.items() if fact)
    return Markup(
        '<div class="foot"><span>{}</span>'
        '<button type="button" class="quiet" data-copy="{}" data-done="{}">{}</button>'
        "<details><summary>{}</summary><dl>{}</dl></details></div>"
    ).format(searched, plain_copy(answer), texts.COPIED, texts.COPY, texts.RECORD, record)


def plain_copy(answer: Answer) -> str:
    """The answer as plain text with its sources below, for the clipboard."""
    sources = [
        f"[{c.id}] “{c.text}” ({c.voice.speaker or texts.UNNAMED}, {c.document_title})" for c in answer.citations
    ]
    return "\n".join([answer.question, "", answer.marked, *([""] if sources else []), *sources])
