"""Teach the encoder of questions: ``python -m eval.train.question --data DIR --out FILE``.

A question, or a claim, is brought near the sentences and passages that answer it or take a side on it. Their vectors are those of
the embedder and stay as they are (Karpukhin et al. 2020, with one side frozen). Some 15 minutes on two idle cores.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from eval.bench.seen import seen
from eval.bench.squad import REMEDY as SQUAD_REMEDY
from eval.bench.squad_data import SquadQuestion, data_folder, read_squad
from eval.run import open_corpus
from eval.train.pair_graph import save_vectors
from eval.train.stance_fit import draw_back, warmed_up
from eval.train.stance_network import PairNetwork, build, collate, tokenizer
from eval.written import CLAIMS, TAUGHT, Written, ids_in, load
from index.embed import Embedder
from index.embed.base import Vectors, packaged_folder
from index.embed.minilm import MiniLMEmbedder
from index.embed.question import GRAPH
from index.known import passage
from index.library import Library
from index.reading import Read
from index.sentences import PARSED_LANGUAGE, parse, sentence_spans

SEED, EPOCHS, RATE, WARM = 1, 4, 5e-5, 0.1
TOGETHER, BESIDE = 16, 44
"""Documents whose questions are learned in one step, and others whose texts are there too."""
TEMPERATURE = 0.05
PASSAGES, KEPT = 0.5, 1.0
"""Weights in the loss: of finding the passage beside finding the sentence, and of staying near the embedder's vector."""
SHARE = 0.7
"""What is written lies that far on the way from the embedder's weights to those learned (Wortsman et al. 2022): as good on documents
written like those taught, and better on others."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A document's sentence and passage vectors, and its questions with the rows of those that answer them."""

    sentences: Vectors
    passages: Vectors
    asked: Sequence[tuple[str, tuple[int, ...], tuple[int, ...]]]


def shelves(documents: Sequence[Written], folder: Path) -> Iterator[Shelf]:
    """Documents as they are indexed, in one store under ``folder``, with what they answer or take a side on."""
    place = folder / "documents"
    place.mkdir()
    for one in documents:
        (place / f"{one.id}.md").write_text(one.markdown(), "utf-8")
    library = open_corpus(place, folder / "store").library
    with library.snapshot() as view:
        ids = ids_in(view)
        for one in documents:
            found = _shelf(one, view.read(ids[one.id]), library)
            if found.asked:
                yield found


def _shelf(document: Written, read: Read, library: Library) -> Shelf:
    kept = [n for n, one in enumerate(read.document.sentences) if not one.furniture]
    row, chunks, places = {n: i for i, n in enumerate(kept)}, list(read.chunks.values()), document.places(read)
    asked = []
    for text, answers in document.queries():
        numbers = sorted({n for one in answers for n in places[one]})
        inside = tuple(i for i, c in enumerate(chunks) if any(c.first <= n <= c.last for n in numbers))
        if numbers:
            asked.append((text, tuple(row[n] for n in numbers), inside))
    return Shelf(read.vectors[kept], library.embedder.encode([passage(read.document, c) for c in chunks]), asked)


def squad_shelves(data: Path, embedder: Embedder) -> Iterator[Shelf]:
    """Paragraphs of SQuAD 2.0's articles that may be learned from, each a document."""
    sources, questions = read_squad(data)
    by_paragraph: dict[str, list[SquadQuestion]] = {}
    for one in questions:
        if one.article in seen("squad2"):
            by_paragraph.setdefault(one.paragraph, []).append(one)
    for source in sources:
        here = by_paragraph.get(source.key, ())
        spans = sentence_spans(parse(source.text, PARSED_LANGUAGE)) if here else []
        asked = [(one.text, holding, (0,)) for one in here if (holding := one.holding(spans))]
        if asked:
            texts = [source.text[s.start : s.end] for s in spans]
            yield Shelf(embedder.encode(texts), embedder.encode([f"{source.title}\n{source.text}"]), asked)


def teach(network: PairNetwork, words: Tokenizer, known: Sequence[Shelf], epochs: int = EPOCHS) -> None:
    """Fine-tune ``network``'s layers in place."""
    before = build(packaged_folder(), {}).eval()
    learned = [p for p in network.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.01)
    total, step, draw = epochs * math.ceil(len(known) / TOGETHER), 0, random.Random(SEED)
    schedule = warmed_up(optimizer, total, WARM)
    network.eval()  # without dropout: it shall stay near
    for _ in range(epochs):
        order = draw.sample(range(len(known)), len(known))
        for start in range(0, len(order), TOGETHER):
            own = order[start : start + TOGETHER]
            others = draw.sample(range(len(known)), min(BESIDE, len(known)))
            loss = _loss(network, before, words, [known[n] for n in own], [known[n] for n in others if n not in own])
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{total} loss {loss.item():.3f}", flush=True)


def _loss(
    network: PairNetwork, before: PairNetwork, words: Tokenizer, own: Sequence[Shelf], others: Sequence[Shelf]
) -> Tensor:
    """Cross-entropy of what answers among all sentences, and among all passages, and how far vectors moved."""
    texts = [text for shelf in own for text, _, _ in shelf.asked]
    vectors = _vectors(network, words, texts)
    with torch.no_grad():
        were = _vectors(before, words, texts)
    sentences = _found(vectors, [s.sentences for s in (*own, *others)], [[a for _, a, _ in s.asked] for s in own])
    passages = _found(vectors, [s.passages for s in (*own, *others)], [[p for _, _, p in s.asked] for s in own])
    return sentences + PASSAGES * passages + KEPT * (1 - (vectors * were).sum(1)).mean()


def _found(vectors: Tensor, shelves: Sequence[Vectors], wanted: Sequence[Sequence[Sequence[int]]]) -> Tensor:
    """Cross-entropy of the wanted rows of each shelf among the rows of all."""
    rows = torch.from_numpy(np.concatenate(shelves))
    starts = np.cumsum([0, *(len(one) for one in shelves)])
    places = [[int(start) + n for n in one] for start, group in zip(starts, wanted, strict=False) for one in group]
    logs = torch.log_softmax(vectors @ rows.T / TEMPERATURE, 1)
    return -torch.stack([torch.logsumexp(logs[n, torch.tensor(own)], 0) for n, own in enumerate(places)]).mean()


def _vectors(network: PairNetwork, words: Tokenizer, texts: Sequence[str]) -> Tensor:
    """Unit vectors of texts, (texts, width)."""
    ids, _, mask = collate(words.encode_batch(list(texts)))
    with torch.autocast("cpu", torch.bfloat16):
        return network.vectors(ids, mask)


def train(data: Path, out: Path) -> None:
    """Teach with the written documents and SQuAD's, and write the layers to ``out``."""
    folder = packaged_folder()
    words, embedder = tokenizer(folder), MiniLMEmbedder(folder, "as packaged")
    with TemporaryDirectory() as place:
        known = list(shelves([*load(TAUGHT), *load(CLAIMS)], Path(place)))
    known += squad_shelves(data, embedder)
    torch.manual_seed(SEED)
    network = build(folder, {})
    teach(network, words, known)
    draw_back(network, build(folder, {}), SHARE)
    save_vectors(network, out)


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds squad2/")
    parser.add_argument("--out", type=Path, default=GRAPH, help="where the layers go")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(data_folder(options.data, "squad2", SQUAD_REMEDY), options.out)


if __name__ == "__main__":
    main()
