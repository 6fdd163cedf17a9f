"""The speakers: everybody whom the documents cite, what they say, and where."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ui import texts
from ui.render.markup import NOTHING, how, joined, paragraph, text_of
from ui.types import Person, Saying


def people_html(people: Sequence[Person], chosen: str | None = None, note: str = "") -> Markup:
    """The speakers by name, with the words of the one that is ``chosen``, and a note above them."""
    if not people:
        return paragraph(texts.NO_SPEAKERS, "empty")
    entries = joined(_entry(person, person.name == chosen) for person in people)
    return Markup('<h2 class="unseen">{}</h2>{}<ul class="people">{}</ul>').format(
        texts.SPEAKERS_TAB, paragraph(note, "hint"), entries
    )


def _entry(person: Person, is_chosen: bool) -> Markup:
    titles = dict.fromkeys(saying.title or texts.UNTITLED for saying in person.sayings)
    said = texts.SAID_IN.format(texts.counted(len(person.sayings), "statement"), texts.counted(len(titles), "document"))
    words = joined(_saying(saying) for saying in person.sayings) if is_chosen else NOTHING
    return Markup(
        '<li><button type="button" class="person" data-act="person" data-name="{}" data-was="{}" aria-expanded="{}">'
        '<span class="name">{}</span><span class="role">{}</span><span class="count">{}</span></button>{}</li>'
    ).format(
        person.name, "open" if is_chosen else "shut", "true" if is_chosen else "false", person.name, person.role or "", said,
        Markup('<div class="sayings">{}</div>').format(words) if is_chosen else NOTHING,
    )  # fmt: skip


def _saying(saying: Saying) -> Markup:
    title = saying.title or texts.UNTITLED
    account = f" {texts.BY_ACCOUNT_OF.format(saying.reported_by)}" if saying.reported_by else ""
    return Markup(
        '<div class="said near"><blockquote><span class="words">{}</span></blockquote>'
        '<p class="place">{} <cite>{}</cite>{}</p><button type="button" class="chip" data-act="open" '
        'data-document="{}" data-statement="{}" aria-label="{}">{}</button></div>'
    ).format(
        text_of(saying.words), how(saying.attribution), title, account, saying.document_id, saying.number,
        texts.OPEN_SAYING.format(saying.words[:80], title), texts.OPEN,
    )  # fmt: skip
