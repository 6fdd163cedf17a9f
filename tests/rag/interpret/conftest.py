from __future__ import annotations

import pytest

from rag.interpret.roster import Roster
from rag.types import Named


@pytest.fixture
def roster() -> Roster:
    return Roster(
        [
            Named("Ines Okafor", ("Okafor",), "harbour master and former coast guard pilot"),
            Named("Tomás Brandt", ("Brandt", "Mr. Brandt")),
            Named("Ministry of Ports", ("the ministry",), is_person=False),
            Named("Bill Ward", ("Ward",)),
            Named("Helen Ward", ("Ward",)),
            Named("Oleksandr Zelenskiy", ("Zelenskiy",)),
        ]
    )
