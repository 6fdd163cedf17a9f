from __future__ import annotations

import random

import numpy as np
import pytest
import torch

from eval.train.stance import averaged, split_claims, temperature
from eval.train.stance_data import Claim, News, Reported
from eval.train.stance_pairs import HEADS, Material, Mixture, epoch_pairs

REPORTED = Reported("a", "Ms. Rowe said the dam is safe.", "the dam is safe", denied=False)


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


def test_weights_are_averaged_one_by_one() -> None:
    assert averaged([{"w": torch.tensor([1.0, 3.0])}, {"w": torch.tensor([3.0, 5.0])}])["w"].tolist() == [2.0, 4.0]
