"""Makes the contrast sets: one change that makes a true sentence false, or one that leaves it true.

Names come from spaCy's entities and numbers from patterns of this file, not from the checks that are measured.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.sentences import PARSED_LANGUAGE, language_pipeline
from rag.stance.negate import negate

if TYPE_CHECKING:
    from spacy.tokens import Doc

FALSE_KINDS = ("negated", "entity swapped", "number changed", "speaker swapped")
TRUE_KINDS = ("verbatim", "paraphrased")
SEED = 20261122
_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_SMALL = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = re.compile(
    r"(?<![\w.,-])[$€£]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,-])[$€£]?\d+(?:\.\d+)?(?![\d,]*\d)"
    rf"|\b(?:{'|'.join(_SMALL)}|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SAID = {"said": "stated", "says": "states", "argued": "contended", "argues": "contends", "added": "remarked",
         "noted": "observed", "claimed": "asserted", "claims": "asserts", "warned": "cautioned"}  # fmt: skip
_SAYING = re.compile(rf"\b({'|'.join(_SAID)})\b")
_ASIDE = re.compile(r"\s\([^()]{3,120}\)")
_OPENER = re.compile(r"^(?:However|Moreover|Meanwhile|Nonetheless|Thus|Therefore|In addition|Furthermore|Still),\s+")
_WORDS_OF = {str(n): word for n, word in enumerate(_SMALL, 2)}
_DIGIT = re.compile(r"(?<![\w.,$€£-])([2-9]|1[0-2])(?=\s[a-z]{3,})(?!\s(?:percent|per))")


@dataclass(frozen=True, slots=True)
class Gold:
    """A true sentence: whose words it gives, where that is known, and who else there is in the documents."""

    text: str
    source: str
    speaker: str | None = None
    content: str | None = None
    named: str | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """One case: its kind, the text, and the sentence it was made from."""

    kind: str
    text: str
    gold: Gold


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> Doc:
    return language_pipeline(PARSED_LANGUAGE)(text)


def entities(text: str) -> list[tuple[str, str]]:
    """The named entities of a sentence with their labels, in order."""
    return [
        (_bare(e.text), e.label_) for e in _parsed(text).ents if e.label_ in _LABELS and _bare(e.text)[:1].isupper()
    ]


def _bare(name: str) -> str:
    name = re.sub(r"^(?:the|The|a|an)\s+", "", name.strip())
    return re.sub(r"[’']s?$", "", name)


def turned(gold: Gold, pool: dict[str, list[str]], speakers: Sequence[str]) -> Iterator[Turned]:
    """Every false case of one true sentence; ``pool`` holds the entities of all documents by label."""
    chance = random.Random(f"{SEED} {gold.text}")
    yield Turned("negated", denied(gold.text), gold)
    for text in swapped(gold.text, pool, chance):
        yield Turned("entity swapped", text, gold)
    number = changed(gold.text, chance)
    if number:
        yield Turned("number changed", number, gold)
    for text in credited_otherwise(gold, speakers, chance):
        yield Turned("speaker swapped", text, gold)


def denied(text: str) -> str:
    """The sentence with its main verb denied, or its denial taken away, by the parse; by rule where there is none."""
    doc = _parsed(text)
    roots = [token for token in doc if token.dep_ == "ROOT"]
    root = roots[0] if roots else None
    if root is None:
        return negate(text)
    for child in root.children:
        if child.dep_ == "neg" and child.lower_ in ("not", "never", "n't", "n’t"):
            return _without(text, child.idx, child.idx + len(child))
    helping = [child for child in root.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"]
    if helping or root.lemma_ == "be":
        last = helping[0] if helping else root
        end = last.idx + len(last)
        return text[:end] + " not" + text[end:]
    if root.pos_ == "VERB" and root.tag_ in ("VBD", "VBZ", "VBP"):
        do = {"VBD": "did", "VBZ": "does", "VBP": "do"}[root.tag_]
        return text[: root.idx] + f"{do} not {root.lemma_}" + text[root.idx + len(root) :]
    return negate(text)


def _without(text: str, start: int, end: int) -> str:
    """The sentence without its "not"; "won't" and "can't" become whole words again."""
    kept, rest = text[:start], text[end:]
    if kept.endswith(" "):
        return kept + rest.lstrip()
    return (kept[:-2] + {"wo": "will", "ca": "can"}.get(kept[-2:], kept[-2:])) + rest


def swapped(text: str, pool: dict[str, list[str]], chance: random.Random) -> Iterator[str]:
    """The sentence with one entity replaced by another of its kind, and with two of its own exchanged."""
    here = entities(text)
    if not here:
        return
    name, label = chance.choice(here)
    others = [o for o in pool.get(label, []) if not _alike(o, name) and o not in text]
    if others:
        yield text.replace(name, chance.choice(others), 1)
    pairs = [
        (a, b) for a, la in here for b, lb in here if la == lb and text.find(a) < text.find(b) and not _alike(a, b)
    ]
    if pairs:
        a, b = chance.choice(pairs)
        if not re.search(rf"{re.escape(a)}\W+(?:and|or|,)?\W*{re.escape(b)}", text):
            yield text.replace(a, "\0", 1).replace(b, a, 1).replace("\0", b, 1)


def _alike(one: str, other: str) -> bool:
    """Whether two names share a word, or begin alike ("Russia", "Russian")."""
    first, second = ({w.lower()[:4] for w in re.findall(r"\w{3,}", name)} for name in (one, other))
    return not first or not second or bool(first & second)


def changed(text: str, chance: random.Random) -> str | None:
    """The sentence with one number changed; None where it has none."""
    # Not the number of a list's item, a footnote or a line.
    found = [m for m in _NUMBER.finditer(text) if re.search(r"[A-Za-z]{2}", text[: m.start()])]
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + _other(match.group(), chance) + text[match.end() :]


def _other(number: str, chance: random.Random) -> str:
    for words in (_SMALL, _TENS):
        if number.lower() in words:
            other = chance.choice([w for w in words if w != number.lower()])
            return other.capitalize() if number[0].isupper() else other
    sign = number[0] if number[0] in "$€£" else ""
    plain = number.removeprefix(sign).replace(",", "")
    if "." in plain:
        return f"{sign}{float(plain) + chance.choice((1, 2, 3)):.{len(plain.split('.')[1])}f}"
    value = int(plain)
    if len(plain) == 4 and 1000 <= value <= 2100 and "," not in number:
        return f"{value + chance.choice((-7, -3, -2, -1, 1, 2))}"
    other = value + chance.choice((1, 2, 3)) * 10 ** max(0, len(plain) - 2)
    return f"{sign}{other:,}" if "," in number else f"{sign}{other}"


def credited_otherwise(gold: Gold, speakers: Sequence[str], chance: random.Random) -> Iterator[str]:
    """The words under another's name: in the sentence itself, and before it."""
    others = [name for name in speakers if gold.speaker and not _alike(name, gold.speaker)]
    if not gold.speaker or not others:
        return
    other = chance.choice(others)
    if gold.named and gold.named in gold.text and gold.named[:1].isupper():
        yield gold.text.replace(gold.named, other, 1)
    if gold.content:
        yield f"{other} said that {_inner(gold.content)}."


def _inner(content: str) -> str:
    content = content.strip().strip("“”\"’' ,.;").removeprefix("that ")
    first = content.split()[0] if content.split() else ""
    known = _parsed(content)
    is_name = bool(len(known) and (known[0].pos_ == "PROPN" or known[0].ent_type_)) or first in ("I", "I’m", "I'm")
    return content if is_name or first.isupper() else content[:1].lower() + content[1:]


def _in_quotation(text: str, place: int) -> bool:
    return text.count("“", 0, place) > text.count("”", 0, place) or text.count('"', 0, place) % 2 == 1


def _counts(text: str, place: int) -> bool:
    """Whether a digit counts something: outside quotations, and no part of a name or date ("Serapis 3", "May 2")."""
    before = text[:place].split()
    return bool(before) and not before[-1][:1].isupper() and not _in_quotation(text, place)


def paraphrased(gold: Gold) -> Iterator[str]:
    """The sentence in other words, by one change each that leaves it true."""
    saying = next((m for m in _SAYING.finditer(gold.text) if not _in_quotation(gold.text, m.start())), None)
    if saying:
        yield gold.text[: saying.start()] + _SAID[saying.group()] + gold.text[saying.end() :]
    if _ASIDE.search(gold.text):
        yield _ASIDE.sub("", gold.text)
    if _OPENER.match(gold.text):
        rest = _OPENER.sub("", gold.text)
        yield rest[:1].upper() + rest[1:]
    digit = next((m for m in _DIGIT.finditer(gold.text) if _counts(gold.text, m.start())), None)
    if digit:
        yield gold.text[: digit.start()] + _WORDS_OF[digit.group()] + gold.text[digit.end() :]
    if gold.speaker and gold.content and gold.speaker.lower() not in ("it", "he", "she", "they", "we", "i"):
        yield f"{gold.speaker} said that {_inner(gold.content)}."
        yield f"According to {gold.speaker}, {_inner(gold.content)}."
