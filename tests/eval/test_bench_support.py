from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from eval.bench import attributionbench, wice
from eval.bench.support import best_threshold, decided
from eval.bench.wice_data import read_wice
from eval.trials.small import WordEmbedder

EVIDENCE = ["(meta data) TITLE: The bridge", "It rained.", "The bridge closed in May after cracks were found."]


def wice_folder(folder: Path) -> Path:
    rows = [
        {"label": label, "supporting_sentences": gold, "claim": claim, "evidence": EVIDENCE,
         "meta": {"id": f"c{n}", "claim_title": f"t{n}"}}
        for n, (label, gold, claim) in enumerate(
            [("supported", [[2]], "The bridge closed in May."), ("not_supported", [[]], "Cats purr in Oslo at night.")] * 6
        )
    ]  # fmt: skip
    (folder / "wice").mkdir()
    (folder / "wice" / "claim_dev.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return folder


def test_claims_come_with_every_sentence_and_their_gold(tmp_path: Path, embedder: WordEmbedder) -> None:
    (first, *_) = read_wice(wice_folder(tmp_path), embedder)
    assert first.supported and first.sets == (frozenset({2}),)
    assert [one.text for one in first.candidates] == EVIDENCE and first.candidates[0].title == "The bridge"


def test_wice_prints_goal_and_baselines(tmp_path: Path) -> None:
    result = wice.run(wice_folder(tmp_path), every=True)
    assert result["claims"] == 12 and result["recall"]["evidence"]["R@1"] == 1.0
    assert result["supported"]["verdict"]["accuracy"] == 1.0
    assert "RRF" in wice.table(result) and "goal" in wice.table(result)


def test_attributionbench_shows_domains_apart(tmp_path: Path) -> None:
    (tmp_path / "attributionbench").mkdir()
    rows = [
        {"id": f"{part}{n}", "question": f"q{part}{n}", "claim": claim, "references": ["The bridge closed in May."],
         "src_dataset": part, "attribution_label": label}
        for part in ("LFQA", "BEGIN")
        for n, (claim, label) in enumerate(
            [("The bridge closed in May.", "attributable"), ("Cats purr at night.", "not attributable")] * 6
        )
    ]  # fmt: skip
    (tmp_path / "attributionbench" / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    result = attributionbench.run(tmp_path, every=True)
    assert {"in domain", "out of domain", "LFQA", "BEGIN"} == set(result["groups"])
    assert result["groups"]["in domain"]["verdict"]["macro-F1"] == 1.0 and "goal" in attributionbench.table(result)


def test_thresholds_and_figures_of_scores() -> None:
    assert best_threshold([0.1, 0.4, 0.6], [False, True, True]) == 0.4
    figures = decided([False, True, True, False], [0.1, 0.6, 0.9, 0.2], 0.5)
    assert figures["accuracy"] == figures["AUROC"] == 1.0 and figures["macro-F1 low"] <= figures["macro-F1"]
    assert np.isfinite(list(figures.values())).all()
