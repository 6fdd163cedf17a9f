"""What the gate costs: processor time for an answer of five drafted sentences over ``seeds/``, warm.

python -m eval.bench.gate
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from eval.run import open_corpus
from eval.suites import SUITES
from index.view import View
from rag.assistant import Assistant
from rag.draft.gate import Gate
from rag.draft.types import Drafted
from rag.interpret.roster import Roster
from rag.retrieve import retrieve
from rag.speakers import everybody
from rag.types import Question
from rag.verify.text import quotation_finder

ROUNDS = 12
TOPIC = "North Korean troops in the war"
DRAFT = (
    "The deployment of North Korean troops is a grave escalation of the war in round {0}.",
    "According to professor {0}, the deployment does not change the balance in Ukraine.",
    "Russia has had {0} soldiers from North Korea this year, South Korea says.",
    "The Pentagon said that about {0} North Korean soldiers are in Kursk by now.",
    "South Korea may send {0} weapons to Ukraine in response to the deployment of troops.",
)
"""None of them was seen before in any round: the numbers change."""


def gate_over(assistant: Assistant, view: View) -> Gate:
    """The gate of a question about the topic, with everything retrieved for it."""
    question = Question(TOPIC, TOPIC, TOPIC)
    found = retrieve(question, view, assistant.library.searcher, None, 8).candidates
    searcher, roster = assistant.library.searcher, Roster(everybody(view))
    return Gate(found[:3], (), found, view, searcher, assistant.verifier, roster, quotation_finder(view, None))


def main() -> None:
    """Print medians over rounds, in milliseconds of processor time on all threads."""
    suite = SUITES[0]
    with tempfile.TemporaryDirectory() as folder:
        assistant = open_corpus(suite.documents, Path(folder))
        with assistant.library.snapshot() as view:
            gate, spent = gate_over(assistant, view), []
            for number in range(ROUNDS):
                drafted = [Drafted(text.format(100 + number), (1, 2)) for text in DRAFT]
                began, cpu = time.perf_counter(), time.process_time()
                gate.prepare(drafted)
                for one in drafted:
                    gate.judge(one, None)
                spent.append(((time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000))
    waited, worked = (statistics.median(column) for column in zip(*spent[2:], strict=True))
    print(f"five sentences against {len(gate.retrieved)}: {waited:.0f} ms, {worked:.0f} ms of processor time")


if __name__ == "__main__":
    main()
