"""What the stance model learns from, read from the data folders: Perspectrum's claims and PolNeAR's news."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

_LABELS = {"SUPPORT": "affirms", "UNDERMINE": "disputes"}
_AFFIRMING = re.compile(
    r"^(?:also |has |had |have )?"
    r"(?:said|says|saying|believes?|thinks?|argue[sd]?|claim(?:s|ed)|stated|added|insist(?:s|ed)|note[sd]|warned|"
    r"maintain(?:s|ed)|told \w+|suggest(?:s|ed)|contend(?:s|ed)|declared|agree[sd]|explained|assert(?:s|ed))"
    r"(?: that)?,?$",
    re.I,
)
_DENYING = re.compile(
    r"^(?:has |have |had )?(?:den(?:y|ies|ied)|reject(?:s|ed)|dispute[sd]|dismiss(?:es|ed)|doubt(?:s|ed)?)(?: that)?$",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n]{30,200}[.!?]")
_CONTENT_WORDS = (5, 30)  # shorter says too little to take a side on, longer is rarely one proposition


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of Perspectrum, with its clusters: perspectives that say the same, and their label."""

    text: str
    split: str
    clusters: tuple[tuple[str, tuple[str, ...]], ...]

    def pairs(self) -> list[tuple[str, str]]:
        """Every perspective, paraphrases included, with its label."""
        return [(text, label) for label, texts in self.clusters for text in texts]


@dataclass(frozen=True, slots=True)
class Reported:
    """A statement in the news with the words it reports; ``denied`` where its cue denies them."""

    article: str
    sentence: str
    content: str
    denied: bool


@dataclass(frozen=True, slots=True)
class News:
    """Sentences of news by article, and the reported statements among them."""

    sentences: dict[str, tuple[str, ...]]
    reported: tuple[Reported, ...]


def read_claims(data: Path, split: str) -> list[Claim]:
    """Perspectrum's claims of one split ("train" or "dev"), in file order."""
    folder = data / "perspectrum"
    texts = {
        p["pId"]: p["text"].strip() for p in json.loads((folder / "perspectives_train_dev.json").read_text("utf-8"))
    }
    return [
        Claim(
            claim["text"].strip(),
            split,
            tuple((_LABELS[c["stance_label_3"]], tuple(texts[i] for i in c["pids"])) for c in claim["perspectives"]),
        )
        for claim in json.loads((folder / "claims_train_dev.json").read_text("utf-8"))
        if claim["split"] == split
    ]


def read_news(data: Path) -> News:
    """PolNeAR's train articles: their sentences, and reported clauses whose cue clearly asserts or denies."""
    folder = data / "polnear" / "train"
    sentences: dict[str, tuple[str, ...]] = {}
    reported: list[Reported] = []
    for file in sorted((folder / "text").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        sentences[file.stem] = tuple(" ".join(m[0].split()) for m in _SENTENCE.finditer(text))
        annotations = sorted((folder / "attributions").glob(f"{file.stem}_*.ann"))
        if annotations:
            reported += _reported(file.stem, text, annotations[0].read_text(encoding="utf-8"))
    return News(sentences, tuple(reported))


def _reported(article: str, text: str, annotation: str) -> list[Reported]:
    spans: dict[str, tuple[int, int]] = {}
    events: list[dict[str, str]] = []
    for line in annotation.splitlines():
        key, _, rest = line.partition("\t")
        head = rest.split("\t")[0]
        if key.startswith("T") and ";" not in head and re.fullmatch(r"\w+ \d+ \d+", head):
            spans[key] = (int(head.split()[1]), int(head.split()[2]))
        elif key.startswith("E"):
            events.append(dict(part.split(":", 1) for part in rest.split() if ":" in part))
    made = (
        _statement(article, text, *(spans.get(e.get(role, "")) for role in ("Source", "Cue", "Content")))
        for e in events
    )
    return [statement for statement in made if statement is not None]


def _statement(
    article: str,
    text: str,
    source: tuple[int, int] | None,
    cue: tuple[int, int] | None,
    content: tuple[int, int] | None,
) -> Reported | None:
    """A "source cue content" run of text whose content reads as a clause; None for every other shape."""
    if source is None or cue is None or content is None or not source[1] <= cue[0] < cue[1] <= content[0] <= cue[1] + 8:
        return None
    words = re.sub(r"^that\s+", "", text[content[0] : content[1]].strip().strip("“”\"'"), flags=re.I).rstrip(".,")
    verb = " ".join(text[cue[0] : cue[1]].split())
    affirming, denying = _AFFIRMING.match(verb), _DENYING.match(verb)
    if not (affirming or denying) or not _CONTENT_WORDS[0] <= len(words.split()) <= _CONTENT_WORDS[1]:
        return None
    if any(mark in words for mark in '“”"\n?;:') or cue[1] - source[0] > 120:
        return None
    if denying and not re.search(r"\bthat\b", text[cue[0] : content[0] + 5], re.I):
        return None  # "denied the request": no clause to take a side on
    sentence = " ".join(text[source[0] : content[1]].split()).rstrip(",") + "."
    return Reported(article, sentence, words, denied=denying is not None)
