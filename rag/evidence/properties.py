"""The properties that forms, tables and data sheets give, and the words by which they are asked for and named."""

from __future__ import annotations

import re

from rag.evidence.text import stem

_SAME = (
    "cost costs price prices priced fee fees fare fares charge charges charged tariff pay pays paid $ £ € euro euros dollars "
    "pounds dear dearer cheap cheaper expensive",
    "weigh weighs weighed weight mass heavy heavier lighter kg g lb lbs grams kilograms tonnes",
    "height tall taller high higher",
    "width wide wider diameter across",
    "length long longer",
    "depth deep deeper",
    "distance far farther further range away",
    "duration long longer last lasts takes runtime term",
    "age old older born built founded",
    "speed fast faster pace",
    "temperature hot hotter warm warmer cold colder degrees °C °F",
    "size big bigger large larger area capacity",
    "interval often frequency every daily weekly monthly yearly",
    "responsible responsibility owner lead charge runs run deals handles manages manager contact person",
    "author wrote written prepared compiled",
    "date deadline due when until expiry valid",
    "place where location venue room address site kept stored",
    "phone telephone tel",
    "supplier supplies supplied vendor maker manufacturer",
    "made material",
)
"""Each line: words for one property, what asks for it among them ("how heavy", "who is responsible")."""
SAME: dict[str, frozenset[str]] = {}
"""For a stem, the stems that name the same property."""
for _line in _SAME:
    _stems = frozenset(stem(word.lower()) for word in re.findall(r"[^\s°]+", _line))
    for _one in _stems:
        SAME[_one] = SAME.get(_one, frozenset()) | _stems

_WEIGHT = re.compile(
    r"\b(?:k?g|mg|lbs?|oz|t|(?:kilo|milli)?grams?|kilos?|tons?|tonnes?|pounds?|ounces?|stone)\b", re.IGNORECASE
)
UNITS: dict[str, re.Pattern[str]] = dict.fromkeys("heavy weigh weighs weighed".split(), _WEIGHT)
"""For a word that asks for a measure, the units that it is given in; "how deep" and "how far" have other senses too."""


def properties(asked: str) -> frozenset[str]:
    """The stems that name the property which one word asks for, its own among them."""
    form = stem(asked.lower())
    return SAME.get(form, frozenset((form,)))
