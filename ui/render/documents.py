"""The head of the page, the list of documents, and what became of files that were handed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from markupsafe import Markup

from index.types import STAGES, FileReport, Step
from index.view import Summary
from ui import texts
from ui.render.markup import NOTHING, joined, paragraph
from ui.types import Overview


def masthead_html(overview: Overview) -> Markup:
    """Name, what this is, and what is loaded."""
    return Markup(
        '<header class="masthead"><h1>{}</h1><p class="tagline">{} <span class="loaded">{}</span></p>'
        '<button type="button" class="quiet theme" data-theme aria-label="{}"><span aria-hidden="true"></span></button>'
        "</header>"
    ).format(texts.TITLE, texts.TAGLINE, loaded(overview), texts.THEME)


def loaded(overview: Overview) -> str:
    """What is loaded, in one line: "2 documents, 61 statements by 14 speakers"."""
    if not overview.documents:
        return texts.NO_DOCUMENTS
    said = texts.counted(overview.statements, "statement")
    by = f" by {texts.counted(overview.speakers, 'speaker')}" if overview.speakers else ""
    return f"{texts.counted(overview.documents, 'document')}, {said}{by}."


def hint_html() -> Markup:
    """What can be handed over."""
    return paragraph(texts.UPLOAD_HINT, "hint")


def shelf_html(
    summaries: Iterable[Summary], note: str = "", speakers: Mapping[str, int] | None = None, scope: Sequence[str] = ()
) -> Markup:
    """The documents that are loaded, each with what can be done with it; ``scope`` are those that questions go to."""
    entries = joined(_entry(summary, (speakers or {}).get(summary.id), summary.id in scope) for summary in summaries)
    listed = Markup('<ul class="shelf">{}</ul>').format(entries) if entries else paragraph(texts.NO_DOCUMENTS, "empty")
    return Markup('<div role="status">{}</div>{}').format(paragraph(note, "report"), listed)


def scope_html(titles: Sequence[str]) -> Markup:
    """Which documents questions go to, with the way back to all; nothing where they go to all."""
    if not titles:
        return NOTHING
    return Markup(
        '<p class="scope" role="status">{}: <strong>{}</strong> '
        '<button type="button" class="quiet" data-act="all">{}</button></p>'
    ).format(texts.ASKING_ONLY, ", ".join(titles), texts.ASK_ALL)


def _entry(summary: Summary, speakers: int | None, is_chosen: bool) -> Markup:
    title = summary.title or texts.UNTITLED
    known = " · ".join(fact for fact in (summary.author, summary.kind, summary.published) if fact)
    counts = {"character": summary.characters, "sentence": summary.sentences, "statement": summary.statements}
    size = ", ".join(texts.counted(number, noun) for noun, number in counts.items())
    by = f" by {texts.counted(speakers, 'speaker')}" if speakers else ""
    return Markup('<li class="volume{}"><div class="about"><h2>{}</h2>{}<p class="size">{}</p>{}</div>{}</li>').format(
        " chosen" if is_chosen else "",
        title,
        paragraph(known, "facts"),
        f"{size}{by}",
        paragraph(_files(summary), "origin"),
        _actions(summary.id, title, is_chosen),
    )


def _files(summary: Summary) -> str:
    """The names of the files it came from; where on the server they lie is nobody's business."""
    return ", ".join(dict.fromkeys(PurePath(origin).name for origin in summary.origins))


def _actions(document_id: str, title: str, is_chosen: bool) -> Markup:
    """Read, restrict questions to it, and remove; removing asks once more."""
    return Markup(
        '<div class="actions"><button type="button" class="quiet" data-act="read" data-document="{id}" '
        'aria-label="{read}: {title}">{read}</button>'
        '<button type="button" class="quiet" data-act="only" data-document="{id}" aria-pressed="{chosen}" '
        'aria-label="{only_of}">{only}</button>'
        '<button type="button" class="quiet" data-reveal="remove-{id}" aria-expanded="false" '
        'aria-label="{remove}: {title}">{remove}</button></div>'
        '<div class="confirm" id="remove-{id}" hidden><p>{ask}</p>'
        '<button type="button" class="danger" data-act="remove" data-document="{id}">{yes}</button>'
        '<button type="button" class="quiet" data-conceal>{no}</button></div>'
    ).format(
        id=document_id, title=title, read=texts.READ, remove=texts.REMOVE, ask=texts.REMOVE_ASK.format(title),
        yes=texts.REMOVE_YES, no=texts.REMOVE_NO, chosen="true" if is_chosen else "false", only=texts.ONLY,
        only_of=texts.ONLY_OF.format(title),
    )  # fmt: skip


def working_html(reports: Sequence[FileReport], step: Step) -> Markup:
    """What became of the files so far, what is being done with the next one, and how far they all are."""
    working = texts.WORKING_ON.format(step.file, step.done + 1, step.files, step.stage)
    bar = Markup('<progress aria-label="{}" max="{}" value="{}"></progress>').format(
        texts.READING_OF, step.files * len(STAGES), step.done * len(STAGES) + STAGES.index(step.stage)
    )
    return reports_html(reports, working, bar)


def reports_html(reports: Sequence[FileReport], note: str = "", bar: Markup = NOTHING) -> Markup:
    """What became of each file, in plain words, with a note and a bar below."""
    lines = joined(
        Markup('<li class="{}"><span class="file">{}</span> <span class="became">{}</span>{}</li>').format(
            report.status, report.file, texts.REPORT[report.status], _reason(report)
        )
        for report in reports
    )
    listed = Markup("<ul>{}</ul>").format(lines) if lines else NOTHING
    return Markup('<div class="reports" role="status">{}{}{}</div>').format(listed, paragraph(note, "working"), bar)


def _reason(report: FileReport) -> Markup:
    return Markup('<span class="reason">{}</span>').format(report.reason) if report.reason else NOTHING
