from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ModelError
from rag.verify.model import SupportModel
from tests.rag.verify.conftest import Premise

CLAIM = "The bridge closed in May after an inspection found cracks."


def test_the_packaged_weights_choose_what_supports_together(premise: Premise) -> None:
    texts = ("It rained.", "The bridge closed in May.", "An inspection found cracks.", "Nobody came.")
    chosen = SupportModel.load().choose(CLAIM, [premise(text) for text in texts], most=2)
    assert {one.text for one in chosen} == {texts[1], texts[2]}


def test_more_support_is_more_probable(premise: Premise) -> None:
    model = SupportModel.load()
    whole, part = model.chance(CLAIM, [premise(CLAIM)]), model.chance(CLAIM, [premise("It rained.", dense=0.1)])
    assert whole > 0.5 > part and model.chance(CLAIM, []) == 0.0


def test_weights_that_are_not_readable_say_how_to_make_them(tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text('{"format": 99}', "utf-8")
    with pytest.raises(ModelError, match=r"eval\.train\.verify"):
        SupportModel.load(tmp_path / "weights.json")
