from __future__ import annotations

from tests.index.attribute.reading import told

LISTED = """**Upper Mossop Parish Council:** Objects. The village is small.

**County Highways:** No objection subject to conditions.

**Environment Agency:** Initially objected on the ground that no assessment had been supplied.

**Severn Vale Water:** Comments that there is capacity until 2027. Severn Vale Water has confirmed that it will connect.
"""


def test_bodies_that_are_listed_with_their_answers_are_cited_for_them() -> None:
    assert told(LISTED) == [
        ("Upper Mossop Parish Council", "indirect", "Objects."),
        ("County Highways", "indirect", "No objection subject to conditions."),
        (
            "Environment Agency",
            "indirect",
            "Initially objected on the ground that no assessment had been supplied.",
        ),
        ("Severn Vale Water", "indirect", "Comments that there is capacity until 2027."),
        ("Severn Vale Water", "indirect", "that it will connect"),
    ]


def test_one_field_of_a_form_is_no_answer() -> None:
    assert told("**Colour:** Neutral grey.\n\n**Size:** Small.") == []
