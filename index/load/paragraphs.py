"""Put the lines of paged text together again: running heads out, paragraphs unwrapped, hyphens mended.

What stands at the top or foot of most pages is left out of the text, since a sentence that runs over a page break
would otherwise be cut in two by it. A running head is kept once, where it opens the first page, and a running foot
where it closes the last: there they interrupt nothing, and may say what nothing else does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.types import Page, Span

# Lines this close to the edge of a page's text can be running heads or feet.
_EDGE = 2
# Share of the pages on which a line must stand to be one, and the fewest pages.
_RUNNING_SHARE, _RUNNING_PAGES = 0.6, 3
# Characters: a longer line with a number at its end is a sentence.
_LONGEST_HEAD = 90
_PAGE_NUMBER = re.compile(
    r"(?:[-–—\[(]\s*)?(?:page\s+|p\.\s*|seite\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von)\s*\d{1,4})?(?:\s*[-–—\])])?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[•▪◦‣●○■\-–—*]\s|\(?(?:\d{1,3}|[a-z])[.)]\s)")
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]]*$")
_HYPHENATED = re.compile(r"[^\W\d_]{2,}[-\u2010]$")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# A step down of more than this many usual steps parts paragraphs; letters larger by this factor make a heading.
_WIDE_STEP, _LARGER = 1.3, 1.25
# Letter heights from line to line in the most generous setting: double spacing.
_WIDEST_STEP = 2.4
_LONGEST_HEADING = 150
# A line shorter than this share of a full one, and ended like a sentence, ends its paragraph.
_SHORT_LINE = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, where it starts (points, y upwards) and the height and weight of its letters."""

    words: str
    x: float
    y: float
    height: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """The text of all pages with the spans of pages and headings; page spans leave nothing out."""

    text: str
    pages: tuple[Page, ...]
    headings: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in this document: letter height, step from line to line, characters in a full line."""

    height: float
    step: float
    width: float


def join_pages(pages: Sequence[Sequence[Line]]) -> Joined:
    """The lines of each page to one text, paragraphs parted by a blank line."""
    measure = _measure(pages)
    kept = _without_running(pages, measure)
    vocabulary = {word for lines in kept for line in lines for word in _words(line.words)}
    starts, headings, pieces, length = dict[int, int](), list[Span](), list[str](), 0
    for paragraph in _paragraphs(kept, measure):
        gap = "\n\n" if pieces else ""
        words, offsets = _unwrapped([line.words.translate(_LIGATURES) for _, line in paragraph], vocabulary)
        start = length + len(gap)
        for (page, _), offset in zip(paragraph, offsets, strict=True):
            starts.setdefault(page, start + offset)
        pieces.append(gap + words)
        length = start + len(words)
        if _is_heading([line for _, line in paragraph], words, measure):
            headings.append(Span(start, length))
    return Joined("".join(pieces), _page_spans(len(pages), starts, length), tuple(headings))


def _without_running(pages: Sequence[Sequence[Line]], measure: _Measure) -> list[list[Line]]:
    """The pages without page numbers and what repeats at their edges, but for one copy of what has words."""
    edges = [_edges(lines, measure) for lines in pages]
    running = _running(edges)
    least = max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages))
    shifts = Counter(shift for page, edge in enumerate(edges) for shift in _shifts(edge, page))
    counted = {shift for shift, count in shifts.items() if count >= least}
    kept = []
    for page, (lines, edge) in enumerate(zip(pages, edges, strict=True)):
        drop = {at for at, line in edge if _shape(line) in running or _is_page_number(line, len(pages))}
        drop |= {at for at, line in edge if counted & set(_numbers(line, page))}
        drop -= {0} if page == 0 and _is_worded(lines[:1]) else set()
        drop -= {len(lines) - 1} if page == len(pages) - 1 and _is_worded(lines[-1:]) else set()
        kept.append([line for at, line in enumerate(lines) if at not in drop])
    return kept


def _edges(lines: Sequence[Line], measure: _Measure) -> list[tuple[int, Line]]:
    """The first and last lines of a page with their places, where they are set off from the text between them."""
    top = [
        at for at in range(min(_EDGE, len(lines))) if any(_is_set_off(lines, n, 1, measure) for n in range(at, _EDGE))
    ]
    last = len(lines) - 1
    foot = [last - at for at in range(min(_EDGE, len(lines)))]
    foot = [at for at in foot if any(_is_set_off(lines, n, -1, measure) for n in range(at, last - _EDGE, -1))]
    return [(at, lines[at]) for at in sorted({*top, *foot})]


def _is_set_off(lines: Sequence[Line], at: int, inward: int, measure: _Measure) -> bool:
    """Whether the line is of another size than the text, or further from the next line inward than lines are."""
    if not (0 <= at < len(lines) and 0 <= at + inward < len(lines)):
        return 0 <= at < len(lines)
    line, gap = lines[at], abs(lines[at].y - lines[at + inward].y)
    return abs(line.height - measure.height) > 0.08 * measure.height or gap > _WIDE_STEP * measure.step


def _running(edges: Sequence[Sequence[tuple[int, Line]]]) -> set[str]:
    """Shapes of lines that stand at the edge of most pages; in a file of two pages, at the same height of both."""
    if len(edges) == _RUNNING_PAGES - 1:
        first, second = ({(_shape(line), round(line.y)) for _, line in edge} for edge in edges)
        return {shape for shape, _ in first & second}
    counts = Counter(shape for edge in edges for shape in {_shape(line) for _, line in edge})
    return {shape for shape, count in counts.items() if count >= max(_RUNNING_PAGES, _RUNNING_SHARE * len(edges))}


def _shape(line: Line) -> str:
    """What two running heads have in common: their words, whatever number they carry."""
    return re.sub(r"\d+", "#", line.words.casefold())


def _shifts(edge: Sequence[tuple[int, Line]], page: int) -> set[int]:
    """How far the numbers at the edges of a page are from its place: for page numbers, the same on every page."""
    return {shift for _, line in edge for shift in _numbers(line, page)}


def _numbers(line: Line, page: int) -> list[int]:
    """The same for one line that begins or ends with a number, as running heads of chapters do."""
    if len(line.words) > _LONGEST_HEAD or _SENTENCE_END.search(line.words):
        return []
    return [int(number) - page for number in re.findall(r"^\d{1,4}(?=\s|$)|(?<=\s)\d{1,4}$", line.words)]


def _is_worded(lines: Sequence[Line]) -> bool:
    """Whether the line says something besides a page number: such a one stays where it interrupts no text."""
    return any(not _PAGE_NUMBER.fullmatch(line.words) and re.search(r"[^\W\d_]", line.words) for line in lines)


def _is_page_number(line: Line, pages: int) -> bool:
    """Whether the line is a page number; in a file of one page a lone figure may be content."""
    return bool(_PAGE_NUMBER.fullmatch(line.words)) and (pages > 1 or not line.words.isdigit())


def _measure(pages: Sequence[Sequence[Line]]) -> _Measure:
    sizes: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines):
        sizes[line.height] += len(line.words)
    height = min(sizes, key=lambda size: (-sizes[size], size), default=0.0)
    body = [[line for line in lines if line.height == height] for lines in pages]
    steps = [a.y - b.y for lines in body for a, b in pairwise(lines) if a.y > b.y]
    widths = sorted(len(line.words) for lines in body for line in lines)
    # The ninth of ten: some lines are always longer than the rest by a word.
    # Where nearly every page holds one line only, the steps are those to its foot.
    step = min(median(steps), _WIDEST_STEP * height) if steps else 0.0
    return _Measure(height, step, widths[len(widths) * 9 // 10] if widths else 0)


def _paragraphs(pages: Sequence[Sequence[Line]], measure: _Measure) -> Iterator[list[tuple[int, Line]]]:
    """Lines with the number of their page, grouped."""
    current: list[tuple[int, Line]] = []
    for number, lines in enumerate(pages, start=1):
        for line in lines:
            if current and _parts(current, number, line, measure):
                yield current
                current = []
            current.append((number, line))
    if current:
        yield current


def _parts(paragraph: list[tuple[int, Line]], number: int, line: Line, measure: _Measure) -> bool:
    """Whether ``line`` begins a new paragraph."""
    page, last = paragraph[-1]
    if abs(line.height - last.height) > 0.08 * max(last.height, 1.0) or _BULLET.match(line.words):
        return True
    if last.bold != line.bold and _ended(last, measure):
        return True
    step = last.y - line.y
    if page != number or step < 0:  # another page or column: only the words can tell
        return bool(_SENTENCE_END.search(last.words)) or _is_short(last, measure)
    if measure.step and step > _WIDE_STEP * measure.step * max(1.0, last.height / max(measure.height, 1.0)):
        return True
    if _indented(paragraph, line):
        return True
    return _ended(last, measure)


def _indented(paragraph: list[tuple[int, Line]], line: Line) -> bool:
    """Whether ``line`` starts right of the line above it, other than under a bullet."""
    last = paragraph[-1][1]
    hanging = len(paragraph) == 1 and bool(_BULLET.match(last.words))
    return line.x > last.x + 0.5 * last.height and not hanging


def _ended(last: Line, measure: _Measure) -> bool:
    """Whether a line stops well before the margin: after a full stop, or so early that it was never wrapped."""
    if _SENTENCE_END.search(last.words):
        return len(last.words) < _SHORT_LINE * measure.width
    return _is_short(last, measure)


def _is_short(last: Line, measure: _Measure) -> bool:
    return len(last.words) < 0.5 * measure.width and last.words[-1] not in ",-\u2010–—"


def _unwrapped(lines: Sequence[str], vocabulary: set[str]) -> tuple[str, list[int]]:
    """One line out of several, and where each of them starts in it."""
    text, offsets = lines[0], [0]
    for line in lines[1:]:
        glue = _glue(text, line, vocabulary)
        text = text[:-1] if glue is None else text + glue
        offsets.append(len(text))
        text += line
    return text, offsets


def _glue(text: str, line: str, vocabulary: set[str]) -> str | None:
    """What comes between two lines: a space, nothing after a real hyphen, None where the hyphen must go too.

    A word that the document also writes whole, or nowhere with its hyphen, was only broken at the margin.
    """
    if text.endswith("\u00ad"):
        return None
    if not _HYPHENATED.search(text) or not line[0].islower():
        return " "
    first = re.findall(r"[^\W\d_]+$", text[:-1])[0].casefold()
    second = re.findall(r"^[^\W\d_]+", line)[0].casefold()
    compound = f"{first}-{second}" in vocabulary and first + second not in vocabulary
    return "" if compound else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)]


def _is_heading(lines: Sequence[Line], words: str, measure: _Measure) -> bool:
    """Whether a paragraph is set like a heading: in larger or bolder letters, short, and without a full stop."""
    if len(words) > _LONGEST_HEADING or words.endswith((".", ",", ";", ":")) or not re.search(r"[^\W\d_]", words):
        return False
    larger = all(line.height >= _LARGER * measure.height for line in lines)
    return larger or (all(line.bold for line in lines) and not _BULLET.match(words))


def _page_spans(count: int, starts: dict[int, int], length: int) -> tuple[Page, ...]:
    """A span for every page, each from its first character to the first of the next; empty for empty pages."""
    edges = [length] * (count + 1)
    for number in range(count, 0, -1):
        edges[number - 1] = starts.get(number, edges[number])
    edges[0] = 0
    return tuple(Page(number, edges[number - 1], edges[number]) for number in range(1, count + 1))
