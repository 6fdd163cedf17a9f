"""The threshold that was found on a user's own cases: kept with the index, used where no setting says otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from index.library import Library
from index.view import View
from rag.settings import RagSettings

NOTE = "calibration"
"""Key of the note in the store."""

ThresholdSource = Literal["settings", "calibration", "default"]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A threshold and what it was found to promise.

    Of ``answered`` cases ``wrong`` were wrong at it; with ``confidence`` the share of wrong answers is at most
    ``bound``, which is no more than the ``risk`` that was asked for. ``models`` are those whose probabilities it cuts,
    ``corpus_sha256`` is the state of the documents it was found on.
    """

    threshold: float
    risk: float
    confidence: float
    bound: float
    answered: int
    wrong: int
    cases: int
    models: Mapping[str, str]
    corpus_sha256: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least probability at which a question is answered, and who says so."""

    value: float
    source: ThresholdSource


def threshold_for(settings: RagSettings, view: View, models: Mapping[str, str]) -> Threshold:
    """The threshold that is set, else the calibrated one, else the default.

    A calibration made with other models is passed over: their probabilities mean something else.
    """
    if "threshold" in settings.model_fields_set:
        return Threshold(settings.threshold, "settings")
    found = calibration(view)
    if found and dict(found.models) == dict(models):
        return Threshold(found.threshold, "calibration")
    return Threshold(settings.threshold, "default")


def calibration(view: View) -> Calibration | None:
    """What the store holds; None where it was never calibrated, or by a version that kept something else."""
    kept = view.note(NOTE)
    try:
        return Calibration(**json.loads(kept)) if kept else None
    except (ValueError, TypeError):
        return None


def keep(library: Library, found: Calibration | None) -> None:
    """Store a calibration with the index, in place of the one before; None forgets it."""
    library.note(NOTE, json.dumps(asdict(found), sort_keys=True) if found else None)
