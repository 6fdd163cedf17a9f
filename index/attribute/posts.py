"""Finds the places where a document calls somebody by post alone: "the chair", "the geologist, who ..."."""

from __future__ import annotations

from index.attribute.names import Entity, Names
from index.attribute.roles import posts_of
from index.attribute.titles import bare, is_post
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_CALLINGS = ("ologist", "ographer", "omist", "orian", "physicist", "chemist", "novelist", "artist", "activist")
_OF_A_CALLING = words(
    "writer author painter poet sculptor composer campaigner diver explorer climber playwright musician singer"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PARTS_OF_A_NAME = frozenset({"compound", "nmod", "flat", "appos"})


def learn_posts(view: View, names: Names) -> None:
    """Notes as mentions the posts that mean one person of the document, and epithets of whom the text speaks."""
    seen: set[str] = set()
    for token in range(1, len(view)):
        if not view.is_shown(token) or not is_post(view.word[token], view.lemma[token]):
            continue
        post = bare(view.lemma[token])
        if _stands_alone(view, names, token):
            person = _holder(names, post, token)
            if person is None and post not in seen and _is_calling(post):
                person = _spoken_of(view, names, token)
            if person is not None:
                names.add_mention(person, token)
        seen.add(post)


def _is_calling(post: str) -> bool:
    """Whether a noun says what somebody is rather than what office they hold: "the minister" is likelier somebody else."""
    return post.endswith(_CALLINGS) or post in _OF_A_CALLING


def _stands_alone(view: View, names: Names, noun: int) -> bool:
    """Whether a noun for a post stands for somebody: definite, singular, and beside no name."""
    if view.lower[noun - 1] != "the" or view.tag[noun] not in ("NN", "NNP") or names.entity_at(noun) is not None:
        return False
    if view.dep[noun] in ("compound", "amod", "nmod", "poss") or names.called_at(noun) is not None:
        return False
    if noun + 1 < len(view) and (view.pos[noun + 1] == "PROPN" or view.lower[noun + 1] in ("of", "for", "-")):
        return False
    return not any(view.dep[child] == "appos" for child in view.children[noun])


def _holder(names: Names, post: str, at: int) -> Entity | None:
    """The one person named before whose role is this post; None where several hold it."""
    holders = [p for p in names.people if p.last_before(at) != NONE and post in posts_of(p.role or "")]
    return holders[0] if len(holders) == 1 else None


def _spoken_of(view: View, names: Names, noun: int) -> Entity | None:
    """Of whom the sentence before speaks, where this one goes on about its subject by a post not used so far."""
    number = view.sentence[noun]
    first = view.bounds[number][0]
    if view.dep[noun] not in _SUBJECTS or noun != first + 1 or number == 0 or view.quote[noun] != NONE:
        return None
    begin, end = view.bounds[number - 1]
    if view.paragraph[begin] != view.paragraph[noun] or view.quote[begin] != NONE:
        return None
    people = {id(p): p for t in range(begin, end) if (p := names.entity_at(t)) is not None and p.kind == "person"}
    subject = next((t for t in range(begin, end) if view.dep[_top(view, t)] in _SUBJECTS and names.entity_at(t)), NONE)
    only = len(people) == 1 and subject != NONE
    person = next(iter(people.values())) if only else None
    return person if person is not None and person.role is None else None


def _top(view: View, token: int) -> int:
    """The head of the name in which a token stands."""
    while view.dep[token] in _PARTS_OF_A_NAME and view.head[token] != token:
        token = view.head[token]
    return token
