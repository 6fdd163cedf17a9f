"""Make the table of first names: ``python -m eval.train.first_names --out index/attribute/first_names.json``.

From the census of the United States of 1990 (public domain, as the package ``names`` has it) and the names that ``faker``
(MIT) has of some eighty countries; both have to be installed for it. Left out is what is a man's about as often as a woman's,
or in one of the two.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import re
from collections import Counter, defaultdict
from pathlib import Path

from index.attribute.genders import TABLE
from index.attribute.same import key
from index.attribute.titles import FEMALE, MALE

_NAME = re.compile(r"[^\W\d_][^\W\d_’'-]{1,14}")
_CLEARLY = 3
"""So many times more often must a name be of one than of the other."""
_LISTS = ((MALE, "first_names_male", "male"), (FEMALE, "first_names_female", "female"))


def census() -> dict[str, Counter[str]]:
    """How frequent each name of the census is, by gender, in people among a hundred thousand."""
    folder = Path(str(importlib.import_module("names").__file__)).parent
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for gender, _, part in _LISTS:
        for line in (folder / f"dist.{part}.first").read_text().splitlines():
            name, share, *_ = line.split()
            found[key(name)][gender] += round(1000 * float(share))
    return found


def of_the_world() -> dict[str, Counter[str]]:
    """In how many countries' lists each name in Latin letters stands, by gender."""
    providers = importlib.import_module("faker.providers.person")
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{module.name}").Provider
        for gender, attribute, _ in _LISTS:
            names = {str(name) for name in getattr(provider, attribute, ()) if _NAME.fullmatch(str(name))}
            for name in {key(name) for name in names if name[:1].isupper() and name[:1] < "Ā"}:
                found[name][gender] += 1
    return found


def table() -> dict[str, list[str]]:
    """The names of each gender in order; none on which the two sources differ."""
    sources = [{name: _gender(votes) for name, votes in counts.items()} for counts in (census(), of_the_world())]
    found: dict[str, list[str]] = {MALE: [], FEMALE: []}
    for name in sorted({name for source in sources for name in source}):
        genders = {source[name] for source in sources if name in source}
        if len(genders) == 1 and (gender := genders.pop()):
            found[gender].append(name)
    return found


def _gender(votes: Counter[str]) -> str:
    """Whose name it plainly is; empty for one that is both."""
    gender, other = (MALE, FEMALE) if votes[MALE] > votes[FEMALE] else (FEMALE, MALE)
    return gender if votes[gender] >= _CLEARLY * votes[other] else ""


def main() -> None:
    """Parse the arguments and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=TABLE, help="where the table goes")
    out = parser.parse_args().out
    joined = {gender: " ".join(names) for gender, names in table().items()}
    out.write_text(json.dumps(joined, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
