"""What a real, small model drafts over all our cases, what the gate lets through, and what that does to the answers.

    python -m eval.bench.drafting [--split dev] [--prose] [--wild SEED] [--drafts FILE] [--let-through FILE]

``--drafts`` keeps what the model wrote, so that another gate can be tried on the same drafts without the model.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from openai import OpenAI

from eval.bench.small_model import CONTEXT, NAME, serving
from eval.cases import Case, load_cases
from eval.grade import grade
from eval.run import Bench, bench, open_corpus
from eval.suites import SUITES, Suite
from rag.assistant import Assistant
from rag.draft.endpoint import Endpoint
from rag.draft.types import Message, Writer
from rag.errors import ModelFailure
from rag.settings import RagSettings
from rag.types import Answer, Inquiry, Mode, Turn

MOST = 160
"""Tokens of a draft: three to five sentences."""
WILD = 0.9
PATIENCE_S = 300.0
"""A slow machine is no failure here."""


@dataclass(slots=True)
class Kept:
    """Drafts that were written before, by their prompt; what is new is asked of ``writer`` and kept."""

    writer: Writer | None
    path: Path | None
    form: str
    drafts: dict[str, str] = field(default_factory=dict)
    name: str = NAME

    def read(self) -> None:
        """Take up what the file has."""
        if self.path and self.path.exists():
            rows = map(json.loads, self.path.read_text("utf-8").splitlines())
            self.drafts = {row["key"]: row["text"] for row in rows}

    def write(self, messages: Sequence[Message], most: int) -> Iterator[str]:
        """As the protocol has it; a draft that broke off is kept as far as it came."""
        asked = json.dumps([self.form, most, [asdict(message) for message in messages]])
        key = hashlib.sha256(asked.encode()).hexdigest()
        if key not in self.drafts:
            if self.writer is None:
                raise ModelFailure("this draft is not in the file; run without --only-kept")
            self.drafts[key] = "".join(self.writer.write(messages, most))
            if self.path:
                with self.path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"key": key, "text": self.drafts[key]}) + "\n")
        yield self.drafts[key]


@dataclass(frozen=True, slots=True)
class Wild:
    """The model made to vary, and to make up more: at a high temperature, by seed."""

    url: str
    seed: int
    name: str = NAME

    def write(self, messages: Sequence[Message], most: int) -> Iterator[str]:
        """As the protocol has it."""
        asked: Any = [asdict(message) for message in messages]
        with OpenAI(base_url=self.url, api_key="none", timeout=PATIENCE_S) as client:
            reply = client.chat.completions.create(
                model=NAME, messages=asked, temperature=WILD, seed=self.seed, max_tokens=most
            )
        yield reply.choices[0].message.content or ""


@dataclass(slots=True)
class Tally:
    """Counts over cases, and the drafted sentences that reached an answer."""

    counts: Counter[str] = field(default_factory=Counter)
    through: list[dict[str, Any]] = field(default_factory=list)

    def add(self, case: Case, quoted: Answer, drafted: Answer, at: Bench) -> None:
        """Count one case, answered in both modes."""
        drafting = drafted.drafting
        told = [one for one in drafted.sentences if one.llm_generated]
        self.counts.update(
            {
                "cases": 1, "answered, extractive": not quoted.refusal, "answered, model": not drafted.refusal,
                "passed, extractive": grade(case, quoted, at.names).passed,
                "passed, model": grade(case, drafted, at.names).passed,
                "asked of the model": drafting is not None, "failed": bool(drafting and drafting.failed),
                "sentences drafted": drafting.written if drafting else 0,
                "that did not stand": drafting.dropped if drafting else 0,
                "answers with drafted sentences": drafted.llm_generated, "drafted sentences in answers": len(told),
            }
        )  # fmt: skip
        cited = {citation.id: citation for citation in drafted.citations}
        for one in told:
            citation = cited[one.citation_ids[0]]
            self.through.append(
                {
                    "case": case.id, "question": drafted.interpreted, "sentence": one.text, "support": one.support,
                    "document": at.names[citation.document_id], "cited": citation.text,
                    "speaker": citation.voice.speaker, "attribution": citation.voice.attribution,
                }
            )  # fmt: skip


def ask(assistant: Assistant, case: Case, mode: Mode) -> Answer:
    """One case's answer in one mode."""
    return assistant.ask(Inquiry(case.question, tuple(Turn(t.role, t.content) for t in case.history), mode=mode))


def over(suite: Suite, assistant: Assistant, cases: Sequence[Case], tally: Tally) -> None:
    """Answer every case of a suite in both modes."""
    at = bench(suite.name, assistant, cases)
    for number, case in enumerate(cases, 1):
        tally.add(case, ask(assistant, case, "extractive"), ask(assistant, case, "model"), at)
        print(f"\r{suite.name}: {number}/{len(cases)}", end="", flush=True)
    print()


def main(
    split: Annotated[str, typer.Option(help="dev, test or all")] = "all",
    suite: Annotated[str, typer.Option(help="One suite alone")] = "",
    limit: Annotated[int, typer.Option(help="Cases of a suite; 0: all")] = 0,
    prose: Annotated[bool, typer.Option(help="Ask for prose, without a JSON schema")] = False,
    wild: Annotated[int, typer.Option(help="Seed of a draft at temperature 0.9, in prose; 0: none")] = 0,
    drafts: Annotated[Path | None, typer.Option(help="Where drafts are kept")] = None,
    let_through: Annotated[Path | None, typer.Option(help="Write the drafted sentences in answers here")] = None,
    only_kept: Annotated[bool, typer.Option(help="Use the drafts that are kept; start no model")] = False,
) -> None:
    """Draft over the cases and print what became of it."""
    tally = Tally()
    with ExitStack() as stack:
        writer: Writer | None = None
        if not only_kept:
            url = stack.enter_context(serving())
            writer = Wild(url, wild) if wild else Endpoint(url, NAME, timeout=PATIENCE_S, form=int(prose))
        kept = Kept(writer, drafts, f"wild {wild}" if wild else "prose" if prose else "schema")
        kept.read()
        for one in SUITES:
            if suite in ("", one.name):
                cases = [c for c in load_cases(one.cases) if split in ("all", c.split)]
                store = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                library = open_corpus(one.documents, store).library
                settings = RagSettings(llm_context=CONTEXT, llm_tokens=MOST, _env_file=None)
                assistant = Assistant(library, settings, kept)
                over(one, assistant, cases[: limit or None], tally)
    for name, count in tally.counts.items():
        print(f"{name:>32}  {count}")
    if let_through:
        rows = [json.dumps(row, ensure_ascii=False) for row in tally.through]
        let_through.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    typer.run(main)
