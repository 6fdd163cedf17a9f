from __future__ import annotations

from pathlib import Path

import pytest

from index.embed.base import packaged_folder
from index.errors import ModelError
from rag.verify.entailment import EntailmentModel


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An entailment model of two small layers with weights by chance: a real one, only untaught."""
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    path = tmp_path_factory.mktemp("entailment")
    labels = {0: "contradiction", 1: "entailment", 2: "neutral"}
    config = BertConfig(
        hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16, num_labels=3,
        id2label=labels, label2id={name: n for n, name in labels.items()},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(path)
    AutoTokenizer.from_pretrained(packaged_folder(), local_files_only=True).save_pretrained(path)
    return path


def test_a_users_model_reads_pairs(folder: Path) -> None:
    model = EntailmentModel(str(folder), threads=1)
    found = model.pairs([("Anna came.", "Somebody came."), ("It rained.", "It snowed.")])
    assert len(found) == 2 and all(0 < one.supports < 1 and 0 < one.contradicts < 1 for one in found)
    assert model.pairs([]) == []


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="ONRECORD_ENTAILMENT_MODEL"):
        EntailmentModel(str(tmp_path), threads=1)
