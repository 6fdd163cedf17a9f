from __future__ import annotations

from eval.bench.stance_written import figures, of_claims, of_topics
from eval.written import Contested, Topic, Written
from index.embed.base import packaged_folder
from rag.stance.model import StanceModel

TOPIC = Topic(
    ("the ferry should be stopped", "the ferry should be kept"),
    (("", "The ferry should be stopped."),), (("It is old.", "The ferry should be kept."),), (("", "It began in 1962."),),
)  # fmt: skip
DEBATE = Written(
    "ferry", 0, "The ferry", ("It sails at ten.", "It should be stopped.", "It should be kept."),
    claims=(Contested("the ferry should be stopped", "who is for it?", (1,), (2,), (0,)),),
)  # fmt: skip


def test_each_sentence_is_read_under_each_claim() -> None:
    assert [label for _, _, label in of_topics([TOPIC])] == [
        "affirms",
        "disputes",
        "unrelated",
        "disputes",
        "affirms",
        "unrelated",
    ]
    assert ("the ferry should be kept", "The ferry should be kept. ( It is old. )", "affirms") in set(
        of_topics([TOPIC])
    )
    assert [label for _, _, label in of_claims([DEBATE])] == ["unrelated", "affirms", "disputes"]


def test_figures_are_of_the_packaged_weights() -> None:
    found = figures(StanceModel.load(packaged_folder()), list(of_topics([TOPIC])))
    assert found["pairs"] == 6 and found["majority"] == 0.333
    assert all(0 <= found[name] <= 1 for name in ("accuracy", "macro_f1", "side_of_two", "auroc_takes_a_side"))
