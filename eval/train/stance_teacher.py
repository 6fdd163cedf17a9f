"""A larger encoder as the stance model's teacher: ``python -m eval.train.stance_teacher --encoder DIR --data DIR --out FILE``.

It is taught with the same labels as the small one, and then says of every pair that the small one will read which side it takes
(Hinton, Vinyals and Dean 2015). all-mpnet-base-v2 (Apache-2.0; twelve layers of 768) was used. Some 50 minutes on two idle cores.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from eval.train.stance import draws, gather, split_claims
from eval.train.stance_data import read_claims
from eval.train.stance_fit import Recipe, fit
from eval.train.stance_network import build, each, tokenizer
from eval.train.stance_pairs import HEADS, Mixture
from index.embed.base import packaged_folder

Run = tuple[Recipe, Mixture]
TEACHER: Run = (
    Recipe(epochs=2, rate=5e-5, head_rate=5e-4, layer_decay=0.92, average=0.995),
    Mixture(unrelated=0.2, paraphrase=0.1, template=0.08, news=0.15, camp=0.15, crossed=0.0),
)
"""Of what only a teacher can judge it is taught with what is labelled: sentences of documents."""


def teach(data: Path, encoder: Path, out: Path, student: Run, teacher: Run = TEACHER) -> None:
    """Fine-tune the encoder on the train claims that are not held out, and write what it says of the student's pairs."""
    recipe, mixture = teacher
    kept, _ = split_claims(read_claims(data, "train"), student[0].validation)
    material = gather(packaged_folder(), kept, data, student[0].seed)
    words = tokenizer(encoder)
    torch.manual_seed(recipe.seed)
    network = build(encoder, {name: len(labels) for name, labels in HEADS.items()})
    fit(network, words, draws(material, recipe, mixture, with_teacher=True), recipe)
    drawn = [pair for epoch in draws(material, *student, with_teacher=True) for pair in epoch]
    pairs = sorted({(p, s) for p, s, label in drawn if label not in HEADS["camp"]})
    logits = each(words, pairs, len(HEADS["stance"]), network).astype(np.float16)
    np.savez_compressed(out, pairs=np.array(json.dumps(pairs)), logits=logits)


def main() -> None:
    """Parse the arguments, teach, and write the judgements."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds perspectrum/ and polnear/")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the larger encoder, BERT or MPNet")
    parser.add_argument("--out", type=Path, required=True, help="where the judgements go (.npz)")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    teach(options.data, options.encoder, options.out, (Recipe(), Mixture()))


if __name__ == "__main__":
    main()
