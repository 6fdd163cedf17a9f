"""What is furniture and, above all, what is not. Sentences here are cut simply, at full stops and line ends."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.furniture import mark_furniture
from index.load import load, load_bytes
from index.types import Extracted, Span

SEEDS = Path(__file__).parents[2] / "seeds"
SENTENCE = re.compile(r"[^\s](?:[^\n]*?(?:(?<!\b[A-Z])(?<!Oct)(?<!Aug)[.!?][”\"]?(?=\s|$))|[^\n]*)")
BODY = "The crane fell on Friday morning.\n\n{}\n\nNobody was hurt when the crane fell."


def marked(extracted: Extracted) -> dict[str, list[bool]]:
    text, found = extracted.text, dict[str, list[bool]]()
    spans = [Span(*match.span()) for match in SENTENCE.finditer(text)]
    for sentence in mark_furniture(text, spans, extracted):
        found.setdefault(text[sentence.start : sentence.end], []).append(sentence.furniture)
    return found


def is_furniture(line: str, format: str = "text") -> bool:
    flags = marked(Extracted(BODY.format(line), format))
    return all(flag for words, values in flags.items() if words in line for flag in values)


def seed(number: str) -> dict[str, list[bool]]:
    return marked(load(next(SEEDS.glob(f"{number}_*.txt"))))


@pytest.mark.parametrize(
    "line",
    [
        *("News Analysis", "Opinion", "Updated:", "Updated: 3 May 2024", "Published May 3, 2024 at 10:15 a.m.", "0:00"),
        *("By Jane Doe", "Share this article", "Subscribe to our newsletter", "We use cookies to improve this site"),
        *("Advertisement", "5 min read", "Page 3 of 12", "- 7 -", "© 2024 The Daily. All rights reserved."),
        *("Image Credit: Shutterstock.", "Photo by Jane Doe", "Jane Doe/AFP via Getty Images", "Courtesy of the Port"),
        *("A crane at the port of Kiel on May 3, 2024. (Jane Doe/AFP via Getty Images)", "About the Author:"),
        *(
            "A crane at the port of Kiel on May 3, 2024. Screenshot/Port Authority",
            "A crane in Kiel. (Photo: Ole Bakke)",
        ),
        *("What Happens Next", "The long road back", "3.2 Results", "* * *"),
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "- Cllr Ahmed moved to defer item 4",
            "Revenue | 4.2 | 3.9",
            "| Revenue | 4.2 |",
            "1. Apologies were received",
        ),
        *("Motion carried", "MOTION CARRIED 5-2", "AGREED", "Vote: 4 in favour, 1 against", "Present: Cllr Ahmed"),
        *("HARRIS: We never saw the crane", "Q: Why did it fall?", "A: Because of the wind.", "Date: 14 May 2024"),
        *("The parcel went via Frankfurt.", "Read the report, she said.", "Photos by residents show that it leaned."),
        *(
            "Subscribers left the paper in May.",
            "We use cookies in our bakery to teach children to count to ten and back, and they love it all day.",
        ),
        *(
            "Jane Doe is a professor of physics at the University of Leeds.",
            "The board was told (and/or asked) to act.",
        ),
        *("“It was loud,” said Ole Bakke, a reporter for Reuters.", "Operating income ($ million) 44.0 57.5"),
        *("The minister said: “We will not pay for it.”", "However, this is not all."),
    ],
)
def test_content(line: str) -> None:
    assert not any(flag for words, values in marked(Extracted(BODY.format(line), "text")).items() for flag in values)


def test_title_and_byline_at_the_top() -> None:
    flags = marked(Extracted("Crane Falls in Kiel\nJane Doe\n3 May 2024\n\nA crane fell.\n\nIt was old.", "text"))
    assert flags["Crane Falls in Kiel"] == flags["Jane Doe"] == [True]
    assert flags["A crane fell."] == flags["It was old."] == [False]


def test_a_text_of_one_line_is_content() -> None:
    assert marked(Extracted("Crane Falls in Kiel", "text")) == {"Crane Falls in Kiel": [False]}


def test_a_sentence_is_told_once() -> None:
    said = "The harbour master said that the crane had been repaired twice in March."
    assert marked(Extracted(f"It fell.\n\n{said} It was old.\n\nMore of it.\n\n{said}", "text"))[said] == [False, True]


def test_a_repeated_sentence_with_a_headline_in_front() -> None:
    said = "The harbour master said that the crane had been repaired twice in March."
    text = f"{said} It was old.\nA Crane Too Far: Why It Fell: {said}\nThe rest is here."
    assert [any(v) for words, v in marked(Extracted(text, "text")).items() if "Too Far" in words] == [True]


def test_a_speaker_in_front_of_repeated_words_is_content() -> None:
    said = "We have repaired the crane twice in March and will do it again."
    flags = marked(Extracted(f"{said} He meant it.\n\nOle Bakke: {said}\n\nThat was all of it.", "text"))
    assert flags[f"Ole Bakke: {said}"] == [False]


def test_short_decisions_may_come_twice() -> None:
    flags = marked(
        Extracted("Item 1 came.\n\nThe motion was carried.\n\nItem 2 came.\n\nThe motion was carried.", "text")
    )
    assert flags["The motion was carried."] == [False, False]


def test_a_signature() -> None:
    text = "Dear Mayor,\n\nplease open the bridge soon.\n\nYours sincerely,\nAda Byron\nChief Engineer"
    flags = marked(Extracted(text, "text"))
    assert flags["Yours sincerely,"] == flags["Ada Byron"] == flags["Chief Engineer"] == [True]
    assert flags["please open the bridge soon."] == [False]


def test_markdown_scaffolding_is_furniture_and_its_text_is_not() -> None:
    source = (
        "---\ntitle: The Lock\nnote: It leaks.\n---\n\n# The Lock\n\nIt leaks.\n\n<!-- Say that it is dry. -->\n\n"
        "![A lock](lock.png)\n\n| Part | Age |\n|---|---|\n| Gate | 40 |\n\n"
        "[x]: http://x.example\n\n[^1]: By our count.\n"
    )
    flags = marked(load_bytes("a.md", source.encode()))
    told = [words for words, values in flags.items() if not all(values)]
    assert told == ["It leaks.", "| Part | Age |", "| Gate | 40 |", "[^1]: By our count."]


def test_captions_and_credits_of_a_seed() -> None:
    flags = seed("001")
    starts = (
        "Ukrainian servicemen operate",
        "South Korean National Intelligence Service satellite imagery",
        "KCNA via",
    )
    for start in (*starts, "0:00", "Updated:", "News Analysis", "Ryan Morgan", "To Be or Not to Be", "(Roman"):
        found = [flag for words, values in flags.items() if words.startswith(start) for flag in values]
        assert found and all(found), start


def test_the_repeated_opening_of_a_seed() -> None:
    flags = seed("000")
    again = [values for words, values in flags.items() if words.startswith("A few weeks later, NATO confirmed")]
    assert again == [[False, True]]
    assert flags["About the Author:"] == [True]


AROUND = {
    "000": ("Is North Korea’s Military", "North Korean Entanglement", "About the Author:", "Image Credit:"),
    "001": (
        *("What North Korean Involvement", "Russian President Vladimir Putin is welcomed", "KCNA via", "Ryan Morgan"),
        *("Updated:", "0:00", "News Analysis", "To Be or Not", "South Korean National Intelligence Service satellite"),
        *("(Screenshot/", "Screenshot/", "Ukrainian servicemen operate", "(Roman Pilipey", "Roman Pilipey"),
        *("What Russia and North Korea Stand", "Russian President Vladimir Putin gives a speech"),
        *("(Alexander Nemenov", "Alexander Nemenov"),
    ),
}


@pytest.mark.parametrize("number", ["000", "001"])
def test_every_other_sentence_of_a_seed_is_content(number: str) -> None:
    lost = [words for words, values in seed(number).items() if all(values) and not words.startswith(AROUND[number])]
    assert lost == []
