"""Words that support or dispute, whatever it is that they support or dispute."""

from __future__ import annotations

import re

from rag.types import Stance

ACTS: dict[Stance, re.Pattern[str]] = {
    "disputes": re.compile(
        r"\b(?:disput(?:e[sd]?|ing)|den(?:y|ies|ied|ying|ial|ials)|reject\w*|refut\w+|rebut\w*|contest(?:s|ed|ing)|challeng\w+|"
        r"question(?:s|ed|ing)|doubt\w*|disagree\w*|oppos(?:e[sd]?|ing|ition)|object(?:s|ed|ing|ions?)|dismiss\w*|contradict\w*|"
        r"counter(?:s|ed|ing)|disavow\w*|repudiat\w+|decr(?:y|ies|ied|ying)|denounc\w+|denunciation\w*|condemn\w*|critici[sz]\w+|"
        r"critiqu\w+|blast(?:s|ed|ing)|slam(?:s|med|ming)|attack(?:s|ed|ing)?|mock(?:s|ed|ing)|ridicul(?:e[sd]?|ing)|"
        r"derid(?:e[sd]?|ing)|lambast\w+|rebuk\w+|accus(?:e[sd]?|ing|ations?)|blam(?:e[sd]?|ing)|fault(?:s|ed|ing)|"
        r"deplor(?:e[sd]?|ing)|belittl\w+|downplay\w*|scoff\w*)\b",
        re.IGNORECASE,
    ),
    "affirms": re.compile(
        r"\b(?:defend(?:s|ed|ing)?|endors\w+|support(?:s|ed|ing|ive)?|back(?:s|ed|ing)|prais(?:e[sd]?|ing)|confirm(?:s|ed|ing)?|"
        r"agree(?:s|d|ing|ment)?|welcom(?:e[sd]?|ing)|laud\w*|hail(?:s|ed|ing)|applaud\w*|commend\w*|celebrat(?:e[sd]?|ing)|"
        r"uph(?:old|olds|eld)|advocat(?:e[sd]?|ing)|champion(?:s|ed|ing)|tout(?:s|ed|ing)|seconded|vouch\w*)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Of each side the words that do what its members do."""
