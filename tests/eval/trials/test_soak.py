from __future__ import annotations

import time
from pathlib import Path

from eval.trials.outcome import Outcome
from eval.trials.soak import FLAT, Seen, Soak, _compare


def test_what_grows_fails_and_what_stays_does_not() -> None:
    seen = Seen()
    for name in FLAT:
        seen.values[name] = [(second, 100.0) for second in range(60)]
    seen.values["memory, MB"] = [(second, 100.0 + second) for second in range(60)]
    soak = Soak(Path(), Outcome("requests"), seen, time.monotonic(), {}, [])
    _compare(soak, 60)
    assert soak.outcome.failures == ["memory, MB grew from 122 to 152"]
