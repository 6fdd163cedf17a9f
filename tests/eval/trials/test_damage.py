from __future__ import annotations

import random
from pathlib import Path

from eval.trials import damage


def test_damage_is_told_or_made_good() -> None:
    outcome = damage.run(24)
    assert outcome.failures == [] and outcome.tries.total() == 24


def test_every_harm_changes_the_file(tmp_path: Path) -> None:
    for harm in (damage.flip, damage.overwrite, damage.truncate):
        path = tmp_path / harm.__name__
        path.write_bytes(bytes(range(1, 251)) * 40)
        harm(path, random.Random(3))
        assert path.read_bytes() != bytes(range(1, 251)) * 40
