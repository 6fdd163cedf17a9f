"""Tell the text from what stands around it: headlines, bylines, stamps, credits, captions, signatures, repeats.

Furniture is never an answer, so a line counts as furniture only where its shape says so plainly; list items, table
rows and turns of a conversation are content whatever they look like. The text itself is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.bylines import HEADER_LINES, alone_at, is_bio, is_byline
from index.dates import is_date
from index.load.markdown import front_matter
from index.metadata import headline
from index.sentences import unwrap
from index.shapes import (
    ABOUT_AUTHOR,
    CLOSING,
    bare,
    ends_sentence,
    is_caption,
    is_credit,
    is_headline,
    is_headline_case,
    is_list_item,
    is_masthead,
    is_name,
    is_noise,
    is_row,
    is_stamp,
    is_turn,
    key,
    kind_label,
    shortened,
    word_count,
)
from index.types import Extracted, Sentence, Span

_REPEATED_WORDS = 8
"""Fewest words of a sentence whose repetition is no accident: "The motion was carried." may well come twice."""
_LONGEST_GLUED = 200
"""Characters within which a headline glued in front of a sentence ends."""
_SUBHEAD_WORDS, _PLAIN_SUBHEAD_WORDS = 14, 8
"""Most words of a subhead in headline case, and of one in plain case."""
_FULL_LINE = 60
"""Characters; so long a line is a paragraph even without a full stop."""
_SIGNATURE_LINES, _SIGNATURE_WORDS = 4, 8
_RUNNING_TIMES = 3
"""How often a short line stands next to a page number to be a running head."""
_PAGE_NUMBER = re.compile(r"[-–—\[(]?\s*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—\])]?", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]+\S[^\n]*$"
    r"|^[ \t]*(?:\[?!\[[^\]\n]*\]\([^)\n]*\)(?:\]\([^)\n]*\))?[ \t]*)+$",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""Of Markdown: what its reader does not see, link definitions, and images standing alone."""
_HAPPENED = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|does|did|do|not|cannot"
    r"|said|says|went|came|made|took|won|lost|met|agreed|rose|fell|grew|none|yes|no|unanimous(?:ly)?|\w{3,}ed)\b",
    re.IGNORECASE,
)
"""A verb or a decision: a short line that holds one may be all that the minutes say about an item."""
_DECIDED = re.compile(
    r"\b(?:carried|adopted|approved|agreed|resolved|rejected|defeated|passed|adjourned|withdrawn|deferred|noted|lost"
    r"|unanimous(?:ly)?|seconded|elected|appointed)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"(?:(?:[Cc]hapter|[Pp]art|[Ss]ection|[Aa]ppendix)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})\b[.):]?\s*"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_GLUE = re.compile(r":\s+|\s[–—|]\s")
_SPEAKING = re.compile(
    r"\b(?:said|says|told|wrote|added|asked|warned|claimed|tweeted|resolved|noted)\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something: its span, as it is (the ends of a very long one), and without marks."""

    span: Span
    raw: str
    words: str


def mark_furniture(text: str, sentences: Sequence[Span], extracted: Extracted) -> tuple[Sentence, ...]:
    """The given sentences in order, each marked as furniture or not; every span stays as it is."""
    lines = list(_lines(text))
    around, captions = _regions(lines, extracted)
    mask = _mask(len(text), (*around, *captions, *_format_regions(text, extracted)))
    flags = [_covered(text, mask, span) for span in sentences]
    inside = _mask(len(text), captions)
    told = [not flag or _covered(text, inside, span) for flag, span in zip(flags, sentences, strict=True)]
    repeats = _repeats(text, sentences, told)
    return tuple(
        Sentence(span.start, span.end, flag or at in repeats)
        for at, (span, flag) in enumerate(zip(sentences, flags, strict=True))
    )


def _lines(text: str) -> Iterator[_Line]:
    """Lines with paragraphs that were wrapped by hand as one; offsets are those of ``text``."""
    start = 0
    for raw in unwrap(text).split("\n"):
        if raw.strip():
            short = shortened(raw)
            yield _Line(Span(start, start + len(raw)), short, bare(short))
        start += len(raw) + 1


def _regions(lines: Sequence[_Line], extracted: Extracted) -> tuple[list[Span], list[Span]]:
    """Spans of the lines that are furniture, and of those that are captions."""
    head = _head(lines, extracted)
    running = _running_heads(lines)
    around: list[Span] = []
    captions: list[Span] = []
    said: set[str] = set()
    before: _Line | None = None  # the line above where that is content
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        whole = line.span.end - line.span.start == len(line.raw)
        words = key(line.words) if whole else ""
        if is_caption(line.words) and not is_bio(line.words) and not _is_turn_of_someone(line.raw):
            captions.append(line.span)
        elif (
            at in head
            or (at == 0 and extracted.format == "pdf" and not ends_sentence(line.words))
            or line.words in running
            or _is_scaffold(line)
            or _is_subhead(line, before, following)
            or words in said
        ):
            around.append(line.span)
        else:
            before = line
            if word_count(words) >= _REPEATED_WORDS and not _is_content(line.raw):
                said.add(words)
            continue
        before = None
    return [*around, *_signatures(lines)], captions


def _is_scaffold(line: _Line) -> bool:
    """Whether the line is furniture wherever it stands."""
    words = line.words
    if is_noise(words) or is_credit(words) or is_masthead(words) or _PAGE_NUMBER.fullmatch(words):
        return True
    stamp = is_stamp(words) and not words.casefold().startswith("date")
    about = ABOUT_AUTHOR.fullmatch(words) if len(words) < _FULL_LINE else None
    return stamp or kind_label(words) is not None or bool(about and not about["rest"])


def _head(lines: Sequence[_Line], extracted: Extracted) -> set[int]:
    """Places of lines that repeat the title, and of bylines in the header; nothing in a text of one line."""
    opening = front_matter(extracted.text) if extracted.format == "markdown" else None
    body = [at for at, line in enumerate(lines) if opening is None or line.span.start >= opening.end]
    titles = {key(title) for title in (extracted.title, headline(extracted)) if title}
    if len(body) < 2:
        return set()
    found = {at for at in body if key(lines[at].words) in titles and not is_turn(lines[at].raw)}
    found |= {at for at in body[:HEADER_LINES] if is_byline(lines[at].words) or _is_author(lines[at], extracted)}
    alone = alone_at([lines[at].words for at in body])
    return found | ({body[alone]} if alone is not None else set())


def _is_author(line: _Line, extracted: Extracted) -> bool:
    return bool(extracted.author) and key(line.words) == key(extracted.author or "")


def _is_subhead(line: _Line, before: _Line | None, following: _Line | None) -> bool:
    """Whether a short line without a full stop stands between finished paragraphs."""
    numbering = _NUMBERING.match(line.words)
    words = line.words[numbering.end() :] if numbering else line.words
    if following is None or not is_headline(words) or (ends_sentence(words) and not _is_question_headline(words)):
        return False
    if is_list_item(line.raw) or is_turn(line.raw) or is_date(words) or is_name(words) or _DECIDED.search(words):
        return False
    if re.search(r"\d", _YEAR.sub("", words)) or (before is not None and not _is_finished(before.words)):
        return False
    if not (_is_finished(following.words) or len(following.words) > _FULL_LINE or is_list_item(following.raw)):
        return False
    if is_headline_case(words):
        return word_count(words) <= _SUBHEAD_WORDS
    return before is not None and word_count(words) <= _PLAIN_SUBHEAD_WORDS and not _HAPPENED.search(words)


def _is_question_headline(words: str) -> bool:
    return words.endswith("?") and is_headline_case(words) and word_count(words) > 2


def _is_finished(words: str) -> bool:
    """Whether a line ends like a sentence, or like one that introduces a list."""
    return ends_sentence(words) or words.endswith(":")


def _signatures(lines: Sequence[_Line]) -> Iterator[Span]:
    """The closing of a letter and the short lines under it."""
    for at, line in enumerate(lines):
        if not CLOSING.fullmatch(line.words):
            continue
        under = lines[at + 1 : at + 1 + _SIGNATURE_LINES]
        if not under or not (is_name(under[0].words) or at + 1 + len(under) == len(lines)):
            continue
        yield line.span
        for signed in under:
            sentence = ends_sentence(signed.words) and not is_name(signed.words)
            if sentence or word_count(signed.words) > _SIGNATURE_WORDS:
                break
            yield signed.span


def _running_heads(lines: Sequence[_Line]) -> frozenset[str]:
    """Short lines that stand beside page numbers again and again."""
    numbers = {at for at, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.words)}
    beside = Counter(
        line.words
        for at, line in enumerate(lines)
        if at not in numbers and numbers & {at - 1, at + 1} and is_headline(line.words) and not is_list_item(line.raw)
    )
    return frozenset(words for words, times in beside.items() if times >= _RUNNING_TIMES)


def _format_regions(text: str, extracted: Extracted) -> list[Span]:
    """What the format itself sets apart: headings; of Markdown also front matter and what is not shown."""
    found = list(extracted.headings)
    if extracted.format == "markdown":
        opening = front_matter(text)
        found += [opening] if opening else []
        found += [Span(*match.span()) for match in _UNSEEN.finditer(text)]
    return found


def _mask(length: int, spans: Sequence[Span]) -> bytearray:
    mask = bytearray(length)
    for span in spans:
        mask[span.start : span.end] = b"\x01" * (min(span.end, length) - span.start)
    return mask


def _covered(text: str, mask: bytearray, span: Span) -> bool:
    """Whether no letter or digit of the sentence is outside the mask; so it is for one that has none."""
    at = mask.find(0, span.start, span.end)
    while at >= 0:
        if text[at].isalnum():
            return False
        at = mask.find(0, at + 1, span.end)
    return True


def _repeats(text: str, sentences: Sequence[Span], told: Sequence[bool]) -> set[int]:
    """Places of sentences that say word for word what another has said, a headline glued in front or not.

    ``told`` are those that count as having said it: not front matter, which repeats what the text then says.
    """
    pieces = [text[span.start : span.end] for span in sentences]
    keys = [key(piece) for piece in pieces]
    first: dict[str, int] = {}
    for at, (words, counts) in enumerate(zip(keys, told, strict=True)):
        if counts and word_count(words) >= _REPEATED_WORDS and not _is_entry(text, sentences[at]):
            first.setdefault(words, at)
    found = {at for at, words in enumerate(keys) if first.get(words, at) < at and not _is_entry(text, sentences[at])}
    found |= {at for at, piece in enumerate(pieces) if _is_glued(piece, at, first)}
    return found | {at for at, piece in enumerate(pieces) if at + 1 in found and _is_front(text, sentences, at, piece)}


def _is_entry(text: str, span: Span) -> bool:
    """Whether the sentence stands in a list item or a table row, where the same words may belong to another matter."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = shortened(text[start : end if end >= 0 else len(text)])
    return _is_content(line)


def _is_content(line: str) -> bool:
    """Whether the line is an entry of a list, a table or a conversation."""
    return is_list_item(line) or is_row(line) or is_turn(line)


def _is_turn_of_someone(line: str) -> bool:
    """Whether somebody speaks: ``NAME: …``, other than the label of a caption."""
    return is_turn(line) and not line.strip(" *_").casefold().startswith("caption")


def _is_glued(piece: str, at: int, first: dict[str, int]) -> bool:
    """Whether the sentence is another one with a headline in front of it: ``HEADLINE: Sentence``."""
    for glue in _GLUE.finditer(piece, 0, _LONGEST_GLUED):
        tail = key(piece[glue.end() :])
        if word_count(tail) < _REPEATED_WORDS:
            return False
        if first.get(tail, at) != at and _is_glued_headline(piece[: glue.start()]):
            return True
    return False


def _is_front(text: str, sentences: Sequence[Span], at: int, piece: str) -> bool:
    """Whether the piece is such a headline that was split from the repeated sentence after it on the same line."""
    gap = text[sentences[at].end : sentences[at + 1].start]
    return piece.rstrip().endswith(":") and "\n" not in gap and _is_glued_headline(piece.rstrip(" :"))


def _is_glued_headline(words: str) -> bool:
    """Whether words before a colon are a headline rather than somebody who speaks."""
    return word_count(words) >= 3 and is_headline_case(words) and not is_name(words) and not _SPEAKING.search(words)
