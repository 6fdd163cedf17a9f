"""What can be done with an exchange: edit and ask again, copy, link, judge, and read how it was made."""

from __future__ import annotations

from markupsafe import Markup

from rag.types import Answer
from ui import texts
from ui.render.markup import NOTHING, joined, text_of
from ui.types import Exchange, Passage

_THUMB = (
    '<svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" '
    'stroke-width="2" stroke-linejoin="round"{}><path d="M7 11v9H3v-9zM7 11l4-8c1.7 0 2.5 1 2.5 2.5V9H19a2 2 0 '
    '0 1 2 2.4l-1.3 7A2 2 0 0 1 17.7 20H7"/></svg>'
)
THUMBS = {True: Markup(_THUMB.format("")), False: Markup(_THUMB.format(' class="down"'))}


def asked_as_html(turn: int, answer: Answer) -> Markup:
    """How the question was understood, where that is not how it was asked, with the way to put it right."""
    if not _is_understood(answer):
        return NOTHING
    return Markup('<p class="asked-as"><span>{}</span> {} {}</p>').format(
        f"{texts.ASKED_AS}:", answer.interpreted, _edit(turn, answer.interpreted)
    )


def deeds_html(turn: int, exchange: Exchange) -> Markup:
    """Everything below an outcome: what was searched, the buttons, and what was made of them."""
    answer = exchange.answer
    reading = answer.interpreted if answer else exchange.question
    searched = Markup("<span>{}</span>").format(_searched(answer)) if answer else NOTHING
    buttons = [_again(turn, exchange.question)]
    if answer is None or not _is_understood(answer):
        buttons.append(_edit(turn, reading))
    if answer and exchange.told is None:
        buttons = [_copy(exchange.question, answer), *_link(exchange), *buttons, *_thumbs(turn, exchange)]
    folded = _uncited(turn, exchange) if answer and not answer.refusal else NOTHING
    return Markup('{}<div class="foot">{}<span class="deeds">{}</span>{}{}{}</div>').format(
        _edit_form(turn, reading), searched, joined(buttons), _judged(turn, exchange), _record(exchange), folded
    )


def plain_copy(answer: Answer) -> str:
    """The answer as plain text with its sources below, for the clipboard."""
    sources = [
        f"[{c.id}] “{c.text}” ({c.voice.speaker or texts.UNNAMED}, {c.document_title})" for c in answer.citations
    ]
    return "\n".join([answer.question, "", answer.marked, *([""] if sources else []), *sources])


def _is_understood(answer: Answer) -> bool:
    """Whether the question was understood as another than it was put as."""
    return answer.interpreted.strip() != answer.question.strip()


def _searched(answer: Answer) -> str:
    documents = texts.counted(answer.coverage.documents_searched, "document")
    return texts.SEARCHED.format(documents, answer.coverage.documents_cited)


def _edit(turn: int, reading: str) -> Markup:
    return Markup(
        '<button type="button" class="quiet" data-reveal="edit-{}" aria-expanded="false" aria-label="{}">{}</button>'
    ).format(turn, texts.EDIT_OF.format(reading), texts.EDIT)


def _edit_form(turn: int, reading: str) -> Markup:
    """The question as it was understood, to be changed and asked; hidden until it is wanted."""
    return Markup(
        '<form class="edit" id="edit-{turn}" data-send="again" data-turn="{turn}" hidden>'
        '<label for="reading-{turn}">{label}</label>'
        '<textarea id="reading-{turn}" name="question" rows="2" maxlength="{most}" required>{reading}</textarea>'
        '<button type="submit" class="primary">{send}</button>'
        '<button type="button" class="quiet" data-conceal>{keep}</button></form>'
    ).format(
        turn=turn, label=texts.EDITING, most=texts.MOST_CHARACTERS, reading=reading, send=texts.EDITED, keep=texts.KEEP
    )  # fmt: skip


def _again(turn: int, question: str) -> Markup:
    return Markup(
        '<button type="button" class="quiet" data-act="again" data-turn="{}" aria-label="{}">{}</button>'
    ).format(turn, texts.AGAIN_OF.format(question), texts.AGAIN)


def _copy(question: str, answer: Answer) -> Markup:
    return Markup(
        '<button type="button" class="quiet" data-copy="{}" data-done="{}" aria-label="{}">{}</button>'
    ).format(plain_copy(answer), texts.COPIED, texts.COPY_OF.format(question), texts.COPY)


def _link(exchange: Exchange) -> list[Markup]:
    if not (exchange.is_kept and exchange.record):
        return []
    button = Markup(
        '<button type="button" class="quiet" data-link="?answer={}" data-done="{}" aria-label="{}">{}</button>'
    ).format(exchange.record.id, texts.COPIED, texts.LINK_OF.format(exchange.question), texts.LINK)
    return [button]


def _thumbs(turn: int, exchange: Exchange) -> list[Markup]:
    if not exchange.is_kept:
        return []
    return [
        Markup(
            '<button type="button" class="quiet thumb" data-act="judge" data-turn="{}" data-good="{}" '
            'aria-pressed="{}" aria-label="{}" title="{}">{}</button>'
        ).format(turn, good, _truth(_is_judged(exchange, is_positive)), name, name, THUMBS[is_positive])
        for is_positive, good, name in ((True, "yes", texts.HELPED), (False, "no", texts.HELPED_NOT))
    ]


def _is_judged(exchange: Exchange, is_positive: bool) -> bool:
    return exchange.judgement is not None and exchange.judgement.is_positive == is_positive


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _judged(turn: int, exchange: Exchange) -> Markup:
    """What became of a judgement, and room for its reason."""
    judgement = exchange.judgement
    if judgement is None:
        return NOTHING
    if judgement.is_explained:
        return Markup('<p class="judged" role="status">{}</p>').format(texts.THANKED)
    return Markup(
        '<form class="remark" data-send="judge" data-turn="{turn}" data-good="{good}">'
        '<p class="judged" role="status">{kept}</p><label for="remark-{turn}">{label}</label>'
        '<textarea id="remark-{turn}" name="text" rows="2" maxlength="5000" required></textarea>'
        '<button type="submit" class="primary">{send}</button></form>'
    ).format(
        turn=turn, good="yes" if judgement.is_positive else "no", kept=texts.JUDGED,
        label=texts.REMARK[judgement.is_positive], send=texts.REMARK_SEND,
    )  # fmt: skip


def _uncited(turn: int, exchange: Exchange) -> Markup:
    """What was only found, behind a fold; it is looked up when the fold is opened."""
    found = exchange.uncited
    button = Markup(
        '<button type="button" class="fold" data-act="uncited" data-turn="{}" data-was="{}" aria-expanded="{}" '
        'aria-label="{}">{}</button>'
    ).format(
        turn, "shut" if found is None else "open", _truth(found is not None),
        texts.UNCITED_OF.format(exchange.question), texts.UNCITED,
    )  # fmt: skip
    if found is None:
        return button
    passages = joined(_passage(turn, number, passage) for number, passage in enumerate(found))
    return button + Markup('<div class="uncited">{}</div>').format(passages or texts.NONE_UNCITED)


def _passage(turn: int, number: int, passage: Passage) -> Markup:
    title = passage.title or texts.UNTITLED
    return Markup(
        '<div class="said near"><blockquote><span class="words">{}</span></blockquote><p class="place"><cite>{}</cite>'
        '</p><button type="button" class="chip" data-act="passage" data-turn="{}" data-passage="{}" aria-label="{}">'
        "{}</button></div>"
    ).format(text_of(passage.text), title, turn, number, texts.OPEN_SAYING.format(passage.text[:80], title), texts.OPEN)


def _record(exchange: Exchange) -> Markup:
    answer = exchange.answer
    if answer is None:
        return NOTHING
    facts = {
        texts.CONFIDENCE: texts.CONFIDENCE_OF.format(answer.confidence.score, answer.confidence.threshold),
        texts.CORPUS: answer.receipt.corpus_sha256[:12],
        texts.SETTINGS: answer.receipt.settings_sha256[:12],
        **answer.receipt.models,
        texts.VERSION: answer.receipt.version,
        texts.ANSWERED_AT: f"{exchange.record.asked_at[:16].replace('T', ' ')} UTC" if exchange.record else "",
    }
    shown = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(name, fact) for name, fact in facts.items() if fact)
    return Markup("<details><summary>{}</summary><dl>{}</dl></details>").format(texts.RECORD, shown)
