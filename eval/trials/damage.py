"""``python -m eval.trials.damage [--stores 1000]``: damage every file of a store in every way, ask it, repair it.

A damaged store may say that it is damaged, or answer as if nothing had happened where nothing was touched that counts. It
must never cite what was not written, give words to somebody else, lose a document without a word of it, or end in a
traceback. After ``onrecord check --repair`` it is whole, and what could not be made again was named.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.trials.outcome import Outcome, main_of
from eval.trials.small import TEXTS, Witness, WordEmbedder, small_library, write_texts
from index.check import check
from index.errors import IndexingError
from index.settings import IndexSettings
from index.sqlite.database import FILE
from index.sqlite.repair import repair
from rag.conversations import Conversations
from rag.conversations.check import check_conversations
from rag.conversations.types import Feedback
from rag.errors import RagError

REPAIRED = 1 / 3
"""Share of the damaged stores that are repaired as well; it takes several times as long as asking."""
FILES_GONE = 1 / 2
"""Share of the repairs for which the documents' files are no longer there."""

Harm = Callable[[Path, random.Random], None]


def flip(path: Path, draw: random.Random) -> None:
    """Change one bit of up to eight bytes."""
    data = bytearray(path.read_bytes())
    for _ in range(draw.choice((1, 1, 2, 8))):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    path.write_bytes(data)


def overwrite(path: Path, draw: random.Random) -> None:
    """Replace a stretch by zeros or by noise, as a bad sector does."""
    data = bytearray(path.read_bytes())
    start, length = draw.randrange(len(data)), draw.choice((16, 512, 4096))
    data[start : start + length] = bytes(length) if draw.random() < 0.5 else draw.randbytes(length)
    path.write_bytes(data)


def truncate(path: Path, draw: random.Random) -> None:
    """Cut the end off, perhaps all."""
    path.write_bytes(path.read_bytes()[: draw.choice((0, draw.randrange(path.stat().st_size)))])


def delete(path: Path, draw: random.Random) -> None:
    """The file is gone."""
    path.unlink()


def swap_pages(path: Path, draw: random.Random) -> None:
    """Two pages of 4,096 bytes change places."""
    data = bytearray(path.read_bytes())
    one, other = (draw.randrange(max(1, len(data) // 4096)) * 4096 for _ in range(2))
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]
    path.write_bytes(data)


def swap_files(path: Path, draw: random.Random) -> None:
    """The file and another one of the store change places."""
    other = draw.choice([one for one in sorted(path.parent.iterdir()) if one != path] or [path])
    between = path.with_name("between")
    for source, target in ((path, between), (other, path), (between, other)):
        if source.exists():
            source.rename(target)


def swap_stores(path: Path, draw: random.Random) -> None:
    """The file is replaced by the one of another store, of its like where there is one."""
    others = path.parent.parent / "other" / "store"
    found = others / path.name
    shutil.copy(found if found.exists() else draw.choice(sorted(others.iterdir())), path)


HARMS: tuple[Harm, ...] = (flip, flip, flip, overwrite, truncate, delete, swap_pages, swap_files, swap_stores)


@dataclass(frozen=True, slots=True)
class Trial:
    """Where it is tried, by whom it is judged, and what was written."""

    folder: Path
    witness: Witness
    draw: random.Random

    @property
    def store(self) -> Path:
        """The store that is harmed."""
        return self.folder / "store"


def run(stores: int, seed: int = 1) -> Outcome:
    """Damage so many stores, each once."""
    outcome, draw, witness = Outcome("damaged stores"), random.Random(seed), Witness.with_models()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trial = Trial(folder, witness, draw)
        bases = _bases(folder, witness)
        for number in range(stores):
            base = bases[number % len(bases)]
            shutil.rmtree(trial.store, ignore_errors=True)
            shutil.copytree(base, trial.store)
            target = _target(trial)
            harm = HARMS[number // len(bases) % len(HARMS)]
            if target.stat().st_size:
                harm(target, draw)
            outcome.count(f"{target.name}: {(harm.__doc__ or '').split('.')[0].lower()}")
            for fault in _try(trial):
                outcome.fail(f"{number}: {harm.__name__} {target.name}: {fault}")
    return outcome


def _target(trial: Trial) -> Path:
    """The file that is harmed: every other time the one that is the truth."""
    return trial.store / FILE if trial.draw.random() < 0.5 else trial.draw.choice(sorted(trial.store.iterdir()))


def _bases(folder: Path, witness: Witness) -> list[Path]:
    """A store that was closed, and one with a log of changes not yet moved into the file; also ``other``, of other texts."""
    write_texts(folder / "other" / "files", {name: text.replace("was", "is") for name, text in TEXTS.items()})
    with small_library(folder / "other" / "store") as library:
        list(library.index([folder / "other" / "files"]))
    write_texts(folder / "files", TEXTS)
    with small_library(folder / "store") as library:
        list(library.index([folder / "files"]))
        assert not witness.faults(library, list(TEXTS.values()))  # who is credited is learned here
        _converse(folder / "store")
        library.store.close()
        closed = shutil.copytree(folder / "store", folder / "closed")
        with library.snapshot(), library.store.transaction() as writer:
            writer.note("colour", "green")
        with library.snapshot():
            logged = shutil.copytree(folder / "store", folder / "logged")
    return [closed, logged]


def _converse(store: Path) -> None:
    """Keep a judgement, or read what is kept."""
    conversations = Conversations(store, 30)
    try:
        conversations.add_feedback(Feedback("one", "answer", True, "as it was"))
        conversations.outlines()
        conversations.judged()
    finally:
        conversations.close()


def _try(trial: Trial) -> list[str]:
    """What is wrong with what the damaged store says, and with the store after a repair."""
    written = [*TEXTS.values(), *(text.replace("was", "is") for text in TEXTS.values())]
    faults, told, there = [], False, frozenset[str]()
    try:
        with small_library(trial.store) as library:
            faults = trial.witness.faults(library, written)
            there = trial.witness.texts(library)
    except (IndexingError, RagError):
        told = True
    except Exception as error:  # noqa: BLE001  # a traceback is what is looked for
        return [f"traceback: {type(error).__name__}: {error}"]
    if not told and not there >= set(TEXTS.values()) and not _is_other(there) and not _findings(trial):
        faults.append("documents were lost, and nothing tells it")
    try:
        check_conversations(trial.store)
        _converse(trial.store)
    except RagError:
        pass
    except Exception as error:  # noqa: BLE001
        faults.append(f"conversations: {type(error).__name__}: {error}")
    if trial.draw.random() < REPAIRED:
        faults += _repaired(trial, written)
    return faults


def _is_other(there: frozenset[str]) -> bool:
    return bool(there) and not there & set(TEXTS.values())


def _findings(trial: Trial) -> int:
    try:
        return len(check(trial.store, WordEmbedder()))
    except IndexingError:
        return 1


def _repaired(trial: Trial, written: Sequence[str]) -> list[str]:
    """What is wrong after a repair."""
    files, away = trial.folder / "files", trial.folder / "away"
    gone = trial.draw.random() < FILES_GONE
    if gone:
        files.rename(away)
    try:
        findings = _findings(trial)
        if not (trial.store / FILE).is_file():
            return []
        lost = repair(trial.store, WordEmbedder(), IndexSettings(store=trial.store, threads=1))
        left = check(trial.store, WordEmbedder())
        faults = [f"after repair: {finding.what}" for finding in left]
        with small_library(trial.store) as library:
            faults += trial.witness.faults(library, written)
            there = trial.witness.texts(library)
        if not there <= set(written):
            faults.append("after repair there are texts that nobody wrote")
        if len(there) < len(TEXTS) and not lost and not findings:
            faults.append("documents were lost in the repair, and nothing tells it")
        return faults
    except Exception as error:  # noqa: BLE001  # a traceback is what is looked for
        return [f"repair: {type(error).__name__}: {error}"]
    finally:
        if gone:
            away.rename(files)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and exit with 1 where something was wrong."""
    return main_of(__doc__ or "", "stores", 1_000, run, arguments)


if __name__ == "__main__":
    sys.exit(main())
