"""Every word on the page of a run that does not come from the run."""

from __future__ import annotations

TITLE = "Onrecord, evaluation of {name}"
MADE = "{cases} cases over {suites}. Made with {models}."
SETTINGS = "What it was made with"
BY_KIND = "By kind of question"
BY_KIND_NOTE = "Share of cases right in every respect, with the 95% interval over resampled cases."
ALL_FIGURES = "All figures"
CURVE = "Risk and coverage"
CURVE_NOTE = (
    "If only the most confident answers were given: how many are given, and how many of them are wrong. Area {area}."
)
CURVE_AXES = ("share of questions answered", "share of answers wrong")
RELIABLE = "Confidence against truth"
RELIABLE_NOTE = (
    "On the line, answers of confidence .7 are right 7 times in 10. Mean distance (ECE) {error}; AUROC {auroc}."
)
RELIABLE_AXES = ("confidence", "share right")
LATENCY = "Milliseconds by stage"
CASES = "Cases"
FILTER = "Find in questions and answers"
ANY = "any {what}"
SHOWN = "{shown} of {all} shown"
ANSWER, UNDERSTOOD, EXPECTED, CITED, PASSAGES = "Answer", "Understood as", "Expected", "Citations", "Retrieved"
HISTORY, PLACED, WRONG = "Before", "Placed", "What is wrong"
REFUSE, MAY_REFUSE, ONE_OF = "a refusal", "or a refusal", "one of"
NOT_CREDITED = "not credited to {names}"
CREDITED = "credited to {names}"
AT_MOST = "at most {count} citations"
NEEDED, NOT_NEEDED = "needed", "not needed"
CONFIDENCE = "confidence {score:.2f}, needed {threshold:.2f}"
HELD_BACK = {True: "the answer that was held back is right", False: "the answer that was held back is wrong"}
VERDICTS = {True: "passed", False: "failed"}
STATUSES = {True: "refused", False: "answered"}
NONE = "none"

AUROC = "how well the confidence tells answerable questions from others; .5 is chance"
FIGURES = {
    "passed": "right in every respect",
    "recall": "needed passages that were cited",
    "precision": "citations that were needed",
    "credit": "speakers to be credited who are",
    "attribution": "citations of known words credited to their speaker",
    "refusal precision": "refusals that were due",
    "refusal recall": "due refusals that came",
    "refusal F1": "harmonic mean of these two",
    "decision": "rightly answered or rightly refused",
    "verbatim": "citations word for word in their document",
}
