"""What a document says about itself: title, author and role, publication kind, date, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.bylines import HEADER_LINES, Author, about_note, find_author, holds_post_elsewhere, is_byline, role_of
from index.dates import find_date, is_date
from index.load.markdown import front_matter
from index.sentences import unwrap
from index.shapes import (
    BOLD_QUESTION,
    CLOSING,
    SALUTATION,
    STAMP,
    bare,
    ends_sentence,
    is_caption,
    is_credit,
    is_headline,
    is_list_item,
    is_masthead,
    is_message,
    is_name,
    is_noise,
    is_stamp,
    is_turn,
    kind_label,
    shortened,
    word_count,
)
from index.types import Extracted

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT_LANGUAGE = "en"
_LONGEST_FIRST = 18
"""Words of a first sentence that can serve as a title."""
_SAMPLE = 20_000
"""Characters that are read for the language."""
_ENOUGH_LETTERS, _SURE = 20, 0.5
"""Below so many letters, or so probable a guess, a text does not tell its language."""

_WRITTEN_BY_SOFTWARE = frozenset({"pdf", "docx"})
"""Formats whose properties are filled in by programs: the owner of the computer, the day of the export."""
_NO_TITLE = re.compile(
    r"(?:untitled|document|new document|title|no title|microsoft word|powerpoint presentation|slide|\(anonymous\)|"
    r"about:blank|index|home|none|null)\s*\d*"
    r"|microsoft (?:word|powerpoint) - .*|.*\.(?:docx?|pdf|txt|html?|md|tex|indd)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"admin(?:istrator)?|user|owner|author|unknown|anonymous|root|guest|none|null|python-docx|microsoft(?: office)?"
    r"(?: user)?|office user|staff|default|windows user|home|pc|test|.*@.*|\(.*\)|https?:.*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:subject|re|betreff)\s*:\s*(?P<title>\S.*)", re.IGNORECASE)
_ENVELOPE = re.compile(r"(?:from|to|cc|sent|date|subject)\s*:\s*\S.*", re.IGNORECASE)
_TITLE_KINDS = (
    ("minutes", re.compile(r"\bminutes\s+of\b|\bminutes$|\b(?:meeting|council|board|committee)\s+minutes\b")),
    ("interview", re.compile(r"^interview\b|\binterview\s*(?:with|:)|\bin\s+conversation\s+with\b|\bq&a\b")),
    ("transcript", re.compile(r"\btranscript\b|^(?:deposition|testimony|examination)\s+of\b")),
    ("press release", re.compile(r"\b(?:press|news|media)\s+release\b")),
    ("review", re.compile(r"^review\b|\breview$|\breview\s*:|:\s*(?:a|our)\s+review\b")),
    ("letter", re.compile(r"^(?:open\s+)?letter\s+(?:to|from)\b|^an\s+open\s+letter\b")),
    ("filing", re.compile(r"\bform\s+(?:10-?k|10-?q|8-?k|20-?f|s-?1)\b|\b(?:quarterly|annual|regulatory)\s+filing\b")),
    (
        "report",
        re.compile(
            r"\b(?:incident|inspection|progress|audit|interim|final|annual)\s+report\b"
            r"|\breport(?:$|\s+(?:on|of|for|to|(?:19|20)\d\d)\b)"
        ),
    ),
    ("opinion", re.compile(r"^(?:opinion|op-ed|editorial|comment|commentary)\s*[:|–—-]")),
)
_ABSTRACT = re.compile(r"abstract\s*[.:—–-]\s*\S", re.IGNORECASE)
_LONGEST_LABEL = 12
"""Words: a longer line that names an authority or a form is a sentence about it."""
_FILING = re.compile(r"securities\s+and\s+exchange\s+commission|^form\s+(?:10-?[kq]|8-?k|20-?f|s-1)\b", re.IGNORECASE)
_RELEASE = re.compile(r"for\s+(?:immediate\s+)?release\b.*|(?:press|news|media)\s+release\b.*", re.IGNORECASE)
_MINUTES_PARTS = re.compile(
    r"(?P<part>present|in attendance|attendees|apologies|absent|quorum|minutes taken by)\b", re.IGNORECASE
)
_MINUTES_TITLE = re.compile(r"(?:draft\s+|approved\s+)?minutes\s+of\b.*|.{0,80}\bmeeting\s+minutes\b.*", re.IGNORECASE)
_REVIEW_PARTS = re.compile(r"(?:our\s+)?(?P<part>rating|verdict|pros|cons|score)\s*(?::|$)", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .,’'-]{2,40}(?:,\s[\w. ]{2,20})?\s*(?:\((?:Reuters|AP|AFP|UPI|dpa|PA|Xinhua|TASS)\)\s*)[—–-]"
)
_CITY_LINE = re.compile(r"[A-ZÀ-Þ]{3,}[A-ZÀ-Þ .’-]{0,30}(?:,\s[\w. ,]{2,40})?\s+[—–]\s+\S")
_QUESTION, _REPLY = re.compile(r"(?:\d{1,3}\s+)?Q\s*[:.]\s"), re.compile(r"(?:\d{1,3}\s+)?A\s*[:.]\s")
_OWN_VIEWS = re.compile(r"(?:the\s+)?(?:views|opinions)\s+expressed\b.*\b(?:author|writer|contributor)", re.IGNORECASE)
_OPENING_LABEL = re.compile(r"(?P<label>[^.:|–—]{4,20}?)\s*[.:|–—]\s+\S")
_MESSAGES = 3
"""Lines that begin a message in the export of a chat, or ask in bold, at the least."""
_HELD = re.compile(r"\bheld\s+(?:on|at)\b", re.IGNORECASE)
_SWORN = ("deposition of", "testimony of", "transcript", "examination", "hearing of")
_SPEAKER = re.compile(r"(?P<name>[A-ZÀ-Þ][\w.’' -]{1,40}?)\s?:\s+\S")


@dataclass(frozen=True, slots=True)
class Description:
    """What is known about one document; ``published`` is ISO 8601, ``language`` ISO 639-1."""

    title: str
    author: str | None
    author_role: str | None
    kind: str | None
    published: str | None
    language: str


def describe(extracted: Extracted, path: Path) -> Description:
    """Title, author, kind, date and language by the format's own fields and the conventions of the text."""
    lines = text_lines(extracted)
    title = _title(extracted, lines)
    author = _author(extracted, lines)
    return Description(
        title=title or _title_from_name(path),
        author=author.name if author else None,
        author_role=author.role if author else None,
        kind=_kind(lines, title or "", extracted),
        published=_published(extracted, lines),
        language=language_of(extracted.text),
    )


def text_lines(extracted: Extracted) -> list[str]:
    """The lines that hold something, stripped, without front matter."""
    opening = front_matter(extracted.text) if extracted.format == "markdown" else None
    text = unwrap(extracted.text[opening.end :] if opening else extracted.text)
    return [shortened(line.strip()) for line in text.split("\n") if line.strip()]


def headline(extracted: Extracted) -> str | None:
    """The title as it stands in the text: the first heading, or the first line that looks like one."""
    return _heading(extracted) or _first_headline(text_lines(extracted))


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language; English where the text is too short to say."""
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _ENOUGH_LETTERS:
        return DEFAULT_LANGUAGE
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE and len(code) == 2 else DEFAULT_LANGUAGE


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second and 100 MB that only indexing needs

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _title(extracted: Extracted, lines: Sequence[str]) -> str | None:
    own = (extracted.title or "").strip()
    if own and not _NO_TITLE.fullmatch(own):
        return own
    subject = next((match["title"] for line in lines[:HEADER_LINES] if (match := _SUBJECT.fullmatch(bare(line)))), None)
    return _heading(extracted) or subject or _first_headline(lines) or _first_sentence(lines)


def _first_sentence(lines: Sequence[str]) -> str | None:
    """A short first line that stands for a title although it ends with a full stop; none in letters and dialogue."""
    first = bare(lines[0]) if len(lines) > 1 else ""
    dialogue = is_turn(first) or is_list_item(first) or any(map(SALUTATION.match, map(bare, lines[:HEADER_LINES])))
    return None if dialogue or not 3 <= word_count(first) <= _LONGEST_FIRST else first.rstrip(".")


def _heading(extracted: Extracted) -> str | None:
    spans = extracted.headings
    texts = [extracted.text[span.start : span.end].strip() for span in spans]
    found = [at for at, text in enumerate(texts) if text and kind_label(text) is None and not is_noise(text)]
    if not found:
        return None
    first, second = found[0], (*found, -1)[1]
    # An institution's name over the title proper: "Borough Council", and right under it "Minutes of …".
    between = extracted.text[spans[first].end : spans[second].start] if second > 0 else "apart"
    proper = not re.search(r"\w", between) and _kind_by_title(texts[second])
    return texts[second] if proper else texts[first]


def _first_headline(lines: Sequence[str]) -> str | None:
    """The first line of the header that could be a title; none in a letter, which opens with an address."""
    for line in map(bare, lines[:HEADER_LINES]):
        if SALUTATION.fullmatch(line):
            return None
        label = kind_label(line) or is_noise(line) or is_date(line) or is_credit(line) or is_stamp(line)
        label = label or is_masthead(line)
        if ends_sentence(line) and not label and not is_headline(line) and not is_caption(line):
            return None  # the text has begun
        other = is_byline(line) or is_name(line) or is_turn(line) or is_list_item(line)
        if is_headline(line) and not label and not other:
            return line
    return None


def _title_from_name(path: Path) -> str:
    """``2024-05_minutes-final.txt`` as ``2024 05 minutes final``, begun with a capital."""
    words = re.sub(r"[\s_-]+", " ", path.stem).strip() or path.name
    return words[:1].upper() + words[1:]


def _author(extracted: Extracted, lines: Sequence[str]) -> Author | None:
    own = _own_author(extracted)
    found = find_author(lines)
    if own and found and own.name.casefold().startswith(f"{found.name},".casefold()):
        return found  # the name in the file's own field goes on with the role
    best = (found or own) if extracted.format in _WRITTEN_BY_SOFTWARE else (own or found)
    if best is None or best.role:
        return best
    role = found.role if found and found.name == best.name else None
    return Author(best.name, role or role_of(best.name, lines))


def _own_author(extracted: Extracted) -> Author | None:
    name = re.sub(r"\s+", " ", (extracted.author or "").replace(";", ",")).strip(" ,")
    name = re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
    return Author(name) if name and not _NO_AUTHOR.fullmatch(name) else None


def _kind(lines: Sequence[str], title: str, extracted: Extracted) -> str | None:
    """The publication kind; what the text calls itself comes before what it looks like."""
    header = [bare(line) for line in lines[:HEADER_LINES]]
    labels = (kind_label(line) for line in header)
    return (
        next((label for label in labels if label), None)
        or _kind_by_title(title)
        or _kind_by_header(header)
        or _kind_by_shape(lines)
    )


def _kind_by_title(title: str) -> str | None:
    return next((kind for kind, form in _TITLE_KINDS if form.search(title.casefold())), None)


def _kind_by_header(header: Sequence[str]) -> str | None:
    if any(_RELEASE.fullmatch(line) for line in header[:5]):
        return "press release"
    if any(_FILING.search(line) and word_count(line) <= _LONGEST_LABEL for line in header):
        return "filing"
    opening = (match["label"] for line in header if (match := _OPENING_LABEL.match(line)))
    if any(kind_label(label) == "opinion" for label in opening):
        return "opinion"
    if any(_ABSTRACT.match(line) for line in header):
        return "paper"
    if any(_MINUTES_TITLE.fullmatch(line) for line in header[:5]):
        return "minutes"
    envelope = {line.split(":")[0].strip().casefold() for line in header if _ENVELOPE.fullmatch(line)}
    if {"from", "to"} <= envelope and len(envelope) >= 3:
        return "email"
    return "news" if any(_DATELINE.match(line) or _CITY_LINE.match(line) for line in header) else None


def _kind_by_shape(lines: Sequence[str]) -> str | None:
    plain = [bare(line) for line in lines]
    if any(SALUTATION.match(line) for line in plain[:HEADER_LINES]) and any(map(CLOSING.fullmatch, plain)):
        return "letter"
    if sum(is_message(line) for line in lines) >= _MESSAGES:
        return "chat"
    asked = [match["asked"] for line in lines if (match := BOLD_QUESTION.fullmatch(line))]
    if len(asked) >= _MESSAGES and 2 * sum(one.endswith("?") for one in asked) >= len(asked):
        return "interview"
    if len({match["part"].casefold() for line in plain if (match := _MINUTES_PARTS.match(line))}) >= 2:
        return "minutes"
    if len({match["part"].casefold() for line in plain if (match := _REVIEW_PARTS.match(line))}) >= 2:
        return "review"
    if min(sum(bool(form.match(line)) for line in plain) for form in (_QUESTION, _REPLY)) >= 2:
        sworn = any(line.casefold().startswith(_SWORN) for line in plain[:HEADER_LINES])
        return "transcript" if sworn else "interview"
    if _is_transcript(plain):
        return "transcript"
    if any(_OWN_VIEWS.match(line) for line in plain[-HEADER_LINES:]):
        return "opinion"
    note = about_note(lines)
    return "opinion" if note and holds_post_elsewhere(note.role) else None


def _is_transcript(lines: Sequence[str]) -> bool:
    """Whether two or more people take turns in a good part of the lines."""
    names = [match["name"] for line in lines if (match := _SPEAKER.match(line))]
    speaking = {name for name in names if names.count(name) >= 2}
    turns = sum(name in speaking for name in names)
    return len(speaking) >= 2 and turns >= 4 and turns >= 0.4 * len(lines)


def _published(extracted: Extracted, lines: Sequence[str]) -> str | None:
    """The date of publication; of two stamps the one that does not speak of an update."""
    written = _date_in_text(lines)
    if extracted.format in _WRITTEN_BY_SOFTWARE:
        return written or extracted.published
    return extracted.published or written


def _date_in_text(lines: Sequence[str]) -> str | None:
    header = [bare(line) for line in lines[:HEADER_LINES]]
    stamps = [match for line in header if (match := STAMP.fullmatch(line))]
    ordered = sorted(stamps, key=lambda match: match["what"].casefold() in ("updated", "modified"))
    stamped = [found for match in ordered if word_count(match["when"]) <= 10 and (found := find_date(match["when"]))]
    short = [line for line in header[1:] if word_count(line) <= 12 and not ends_sentence(line)]
    alone = [found for line in (*header[:1], *short) if is_date(line) and (found := find_date(line))]
    lead = [re.split(r"\s[–—-]\s", line, maxsplit=1)[0] for line in header if _CITY_LINE.match(line)]
    held = [line for line in header if _HELD.search(line) and not ends_sentence(line)]
    dated = [found for line in (*lead, *held, *short) if (found := find_date(line))]
    return next(iter((*stamped, *alone, *dated)), None)
