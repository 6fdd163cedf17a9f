"""Wording for made-up training statements: people, and the ways in which they hold or deny a claim.

``{who}`` is a person, ``{s}`` a clause (``{S}`` with a capital), ``{x}`` and ``{y}`` the parts of a claim taken apart.
"""

from __future__ import annotations

import re

PEOPLE = (
    "Anna Weber", "Luis Ortega", "Priya Nair", "James Okafor", "Helen Marsh", "Tomasz Zielinski", "Mei Tanaka",
    "Samuel Reed", "Fatima Haddad", "Oskar Lind", "Grace Mutua", "Daniel Fischer", "Nora Quinn", "He", "She",
)  # fmt: skip
ROLES = (
    "an economist", "the mayor", "a professor of law", "the minister", "a spokeswoman for the group", "the senator",
    "a retired general", "the union's leader", "chief executive of the company", "a doctor", "the report's author",
)  # fmt: skip
SAYS = (
    "{who} said: {s}", "{who}: {s}", "{who} said that {s}", "According to {who}, {s}", "{who} argued that {s}",
    "{who} believes that {s}", "“{S},” {who} said.", "“{S},” {who} told reporters.", "{who} warned that {s}",
)  # fmt: skip
HOLDS = (
    "{who} said that {s}", "{who} believes that {s}", "{who} insisted that {s}", "{who} agreed that {s}",
    "There is no doubt that {s}.", "Clearly, {s}.", "It is true that {s}.", "{who} repeated that {s}",
    "{who} defended the view that {s}", "{who} welcomed the argument that {s}", "Nobody can deny that {s}.",
)  # fmt: skip
DENIES = (
    "{who} denied that {s}", "{who} rejected the idea that {s}", "{who} does not believe that {s}",
    "{who} disputed the claim that {s}", "It is a myth that {s}.", "It is simply not true that {s}.",
    "{who} dismissed the suggestion that {s}", "{who} questioned whether {s}", "{who} doubts that {s}",
    "There is no evidence that {s}.", "{who} warned against the view that {s}", "Hardly anyone still thinks that {s}.",
)  # fmt: skip

AS = re.compile(
    r"^(?P<x>[^,;:]{3,60}?) (?:is|are|was|were) (?P<y>(?:a|an|the|too|more|less|not|never)? ?[^,;:]{3,70})$", re.I
)
"""A claim that says what something is."""
AS_HOLDS = (
    "{who} described {x} as {y}", "{who} called {x} {y}", "{who} sees {x} as {y}", "For {who} {x} was clearly {y}",
    "{who} considers {x} {y}", "{who} spoke of {x} as {y}",
)  # fmt: skip
AS_DENIES = (
    "{who} refused to call {x} {y}", "{who} warned against seeing {x} as {y}",
    "{who} would hardly describe {x} as {y}", "{who} sees no reason to regard {x} as {y}",
    "{who} cautioned against treating {x} as {y}", "{who} scoffed at those who call {x} {y}",
    "Calling {x} {y} is misleading",
)  # fmt: skip

DO = re.compile(r"^(?P<x>[^,;:]{2,60}?) (?:should|must|ought to) (?P<y>(?!not |never )[^,;:]{3,90})$", re.I)
"""A claim that says what somebody ought to do."""
DO_HOLDS = (
    "{who} wants {x} to {y}", "{who} called for {x} to {y}", "{who} pressed for {x} to {y}",
    "{who} sees good reasons for {x} to {y}", "It is high time for {x} to {y}", "{who} backed the plan for {x} to {y}",
)  # fmt: skip
DO_DENIES = (
    "{who} does not want {x} to {y}", "{who} sees no need for {x} to {y}", "{who} opposed the plan for {x} to {y}",
    "{who} spoke out against demands for {x} to {y}", "{who} fears what would happen were {x} to {y}",
    "There is no reason for {x} to {y}",
)  # fmt: skip
