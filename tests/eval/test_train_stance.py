from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import MPNetConfig, MPNetModel

from eval.train import stance_teacher
from eval.train.stance import draws, read_judged, split_claims, temperature, train
from eval.train.stance_data import Claim, News, Reported, read_news
from eval.train.stance_fit import Recipe
from eval.train.stance_pairs import HEADS, JUDGED, Material, Mixture, epoch_pairs, judged_pairs
from index.embed.base import packaged_folder
from rag.stance.model import StanceModel

REPORTED = Reported("a", "Ms. Rowe said the dam is safe.", "the dam is safe", denied=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("perspectrum", "polnear/train/text", "polnear/train/attributions"):
        (tmp_path / folder).mkdir(parents=True)
    clusters = [{"pids": [0, 1], "stance_label_3": "SUPPORT"}, {"pids": [2], "stance_label_3": "UNDERMINE"}]
    claims = [{"text": f"Dam {n} should be closed", "split": "train", "perspectives": clusters} for n in range(12)]
    pool = [{"pId": n, "text": text} for n, text in enumerate(("It leaks", "Water escapes", "It gives power"))]
    (tmp_path / "perspectrum" / "claims_train_dev.json").write_text(json.dumps(claims))
    (tmp_path / "perspectrum" / "perspectives_train_dev.json").write_text(json.dumps(pool))
    text = "Ms. Rowe said the old dam is still safe. Bread costs rather more in the shops this year."
    (tmp_path / "polnear" / "train" / "text" / "x.txt").write_text(text)
    spans = "T1\tSource 0 8\tMs. Rowe\nT2\tCue 9 13\tsaid\nT3\tContent 14 39\tthe old dam is still safe\n"
    events = "T4\tAttribution 9 13\tsaid\nE1\tAttribution:T4 Source:T1 Content:T3 Cue:T2\n"
    (tmp_path / "polnear" / "train" / "attributions" / "x_1.ann").write_text(spans + events)
    return tmp_path


@pytest.fixture
def material() -> Material:
    claims = [
        Claim(
            f"Dam {n} should be closed",
            "train",
            (("affirms", (f"Dam {n} leaks", f"Water escapes from dam {n}")), ("disputes", (f"Dam {n} gives power",))),
        )
        for n in range(10)
    ]
    pool = ["Bread costs more this year.", "The weather was mild."]
    news = News({"a": ("Ms. Rowe said the dam is safe.", "Bread costs more this year.")}, (REPORTED,))
    return Material(claims, pool, np.full((10, 2), (0.1, 0.3), dtype=np.float32), (REPORTED,), news)


def test_a_reported_clause_is_found_with_its_sentence(data: Path) -> None:
    (found,) = read_news(data).reported
    assert found == Reported("x", "Ms. Rowe said the old dam is still safe.", "the old dam is still safe", denied=False)


def test_a_short_run_learns_and_its_weights_come_back(data: Path, tmp_path: Path) -> None:
    mixture = Mixture(unrelated=0, camp=0, news=0)
    report = train(data, packaged_folder(), tmp_path / "out", Recipe(epochs=1, validation=0.3, batch=8), mixture)
    assert "two_sides" in report
    model = StanceModel.load(packaged_folder(), tmp_path / "out")
    assert 0.5 <= model.temperature <= 3
    assert np.allclose(model.score([("Dam 1 should be closed", "It leaks")]).sum(), 1, atol=1e-5)
    assert (tmp_path / "out" / "stance.onnx").stat().st_size < 12e6


@pytest.fixture
def larger(tmp_path: Path) -> Path:
    """An encoder of another kind, with a vocabulary of its own; untaught and tiny."""
    folder = tmp_path / "mpnet"
    words = ["<s>", "<pad>", "</s>", "<unk>", "dam", "should", "be", "closed", "it", "leaks", "gives", "power"]
    vocabulary = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="<unk>"))
    vocabulary.pre_tokenizer = Whitespace()
    config = MPNetConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    MPNetModel(config, add_pooling_layer=False).save_pretrained(folder)
    vocabulary.save(str(folder / "tokenizer.json"))
    return folder


def test_a_larger_encoder_judges_what_the_small_one_reads(data: Path, larger: Path, tmp_path: Path) -> None:
    recipe, mixture = Recipe(epochs=1, validation=0.3, batch=8), Mixture(unrelated=0, camp=0, news=0, argued=0.01)
    stance_teacher.teach(data, larger, tmp_path / "judged.npz", (recipe, mixture), (recipe, mixture))
    judged = read_judged(tmp_path / "judged.npz")
    assert all(row.shape == (3,) for row in judged.values())
    report = train(data, packaged_folder(), tmp_path / "out", recipe, mixture, judged)
    assert "two_sides" in report


def test_a_teacher_judges_pairs_that_nothing_labels(material: Material) -> None:
    near = replace(material, nearness=np.full((10, 2), 0.5, dtype=np.float32), argued=(("A", "b", "affirms"),))
    found = judged_pairs(near, Mixture(), 1000)
    assert ("A", "b", "affirms") in found
    assert JUDGED in {label for *_, label in found}
    (epoch,) = draws(near, Recipe(epochs=1), Mixture(), with_teacher=True)
    assert set(found) <= set(epoch)
    assert not {label for *_, label in draws(near, Recipe(epochs=1), Mixture(), with_teacher=False)[0]} & {JUDGED}


def test_the_same_seed_draws_the_same_pairs(material: Material) -> None:
    assert epoch_pairs(material, Mixture(), 1) == epoch_pairs(material, Mixture(), 1)
    assert epoch_pairs(material, Mixture(), 1) != epoch_pairs(material, Mixture(), 2)


def test_every_label_belongs_to_a_head(material: Material) -> None:
    labels = {label for _, _, label in epoch_pairs(material, Mixture(), 3)}
    assert labels == set(HEADS["stance"]) | set(HEADS["camp"])


def test_a_statement_flips_with_its_claim(material: Material) -> None:
    quiet = Mixture(speaker=0, modal=0, unrelated=0, template=0, paraphrase=0, camp=0, news=0, statement=0, swapped=0)
    found = epoch_pairs(material, quiet, 4)
    sides = {(p, s): label for p, s, label in found}
    turned = [(p, s) for p, s in sides if "should not" in p]
    assert turned and all(sides[p, s] != sides[p.replace("should not", "should"), s] for p, s in turned)


def test_what_is_unrelated_comes_from_the_pool_or_the_article(material: Material) -> None:
    quiet = Mixture(speaker=0, news=1.0)
    found = {s for _, s, label in epoch_pairs(material, quiet, 5) if label == "unrelated"}
    assert found == {"Bread costs more this year.", "The weather was mild."}


def test_claims_are_split_by_text_and_never_shared(material: Material) -> None:
    claims = [Claim(f"claim {n}", "train", ()) for n in range(200)]
    fit, held = split_claims(claims, 0.15)
    assert not set(fit) & set(held) and len(fit) + len(held) == 200 and 15 <= len(held) <= 45
    shuffled = random.Random(0).sample(claims, 200)
    assert set(split_claims(shuffled, 0.15)[1]) == set(held)


def test_overconfident_scores_get_a_higher_temperature() -> None:
    scores = np.array([[8, 0, 0], [8, 0, 0], [0, 8, 0], [8, 0, 0]], dtype=np.float32)
    assert temperature(scores, [0, 1, 1, 0]) > 1.5
