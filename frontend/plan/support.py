"""Signposts by need, area, language and cost: which pages there are, and which services each of them lists.

The rule. There is a page of all services, and one for each need, area, language and cost, and for two, three or four of
different kinds together, when some service has them all and each of them leaves out a service that the others together
have. So no page is empty, and none repeats the page that leads to it. Pages are added level by level: of one value all,
then of two, three and four; a level that would bring a language of the site above `LIMIT` pages is left out with those
above it, and the wider pages list everything. A service for the whole country is listed for every area, after those of
the area itself.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from content_models import Entry
from frontend.plan.facts import WHOLE_COUNTRY, Facts
from frontend.plan.index import fold

FOLDER: Final = "find-support/"
FACETS: Final = ("need", "area", "language", "cost")
CARDS: Final = 40
"""Up to so many services stand as cards with all that one wants to know; more stand as links with a sentence."""
LIMIT: Final = 300
"""Pages of combinations in one language of a site."""


class Value(NamedTuple):
    """A need, area, language or cost. `label` is its name where that comes from the pages (needs, areas), in `locale`."""

    facet: str
    key: str
    slug: str
    label: str
    locale: str


class Removal(NamedTuple):
    """A value that one can take away, and the page that this leads to."""

    value: Value
    path: str


class Choice(NamedTuple):
    """A value that one can add, the page that this leads to, and how many services that lists."""

    value: Value
    path: str
    number: int


class SupportPage(NamedTuple):
    """A page of services: those of the place first; the last `everywhere` of them help in the whole country."""

    path: str
    chosen: tuple[Value, ...]
    services: tuple[str, ...]
    everywhere: int
    narrower: tuple[Choice, ...]
    wider: tuple[Removal, ...]


type _Combination = tuple[Value, ...]
type _Sets = dict[_Combination, frozenset[int]]


class _Service(NamedTuple):
    path: str
    national: bool


def support_pages(root: str, pages: Sequence[tuple[Entry, Facts]]) -> tuple[SupportPage, ...]:
    """Return every page of services below `root`, the one of all services first; none when there is no service."""
    if not pages:
        return ()
    values = _values(pages)
    sets = _combined({(): frozenset(range(len(pages)))}, values)
    services = [_Service(entry.path, WHOLE_COUNTRY in facts.areas) for entry, facts in pages]
    following = _following(sets)
    return tuple(_page(root, chosen, sets, services, following[chosen]) for chosen in sets)


def _combined(sets: _Sets, values: Mapping[Value, frozenset[int]]) -> _Sets:
    """Return `sets` with every combination that has a page, fewest values first."""
    level: _Sets = {(value,): found for value, found in values.items() if len(found) < len(sets[()])}
    while level:
        sets.update(level)
        larger = _level_above(level, sets, values)
        if len(sets) + len(larger) > LIMIT:
            break
        level = larger
    return sets


def _level_above(level: _Sets, sets: _Sets, values: Mapping[Value, frozenset[int]]) -> _Sets:
    larger: _Sets = {}
    for chosen, found in level.items():
        last = FACETS.index(chosen[-1].facet)
        for value, having in values.items():
            both = found & having
            if FACETS.index(value.facet) > last and both and _narrows(more := (*chosen, value), both, sets):
                larger[more] = both
    return larger


def _narrows(chosen: _Combination, found: frozenset[int], sets: _Sets) -> bool:
    """Say whether each of the chosen values leaves out a service that the others together have."""
    wider = (sets.get(_without(chosen, value)) for value in chosen)
    return all(larger is not None and len(found) < len(larger) for larger in wider)


def _without(chosen: _Combination, value: Value) -> _Combination:
    return tuple(each for each in chosen if each != value)


def _following(sets: _Sets) -> dict[_Combination, list[Choice]]:
    """Return for each combination the values that can be added to it."""
    found: dict[_Combination, list[Choice]] = {chosen: [] for chosen in sets}
    for chosen, services in sets.items():
        for value in chosen:
            found[_without(chosen, value)].append(Choice(value, _below(chosen), len(services)))
    return found


def _page(
    root: str, chosen: _Combination, sets: _Sets, services: Sequence[_Service], following: Iterable[Choice]
) -> SupportPage:
    listed = [services[number] for number in sorted(sets[chosen])]
    by_place = any(value.facet == "area" and value.key != WHOLE_COUNTRY[0] for value in chosen)
    if by_place:
        listed.sort(key=lambda service: service.national)
    narrower = sorted(following, key=lambda choice: (FACETS.index(choice.value.facet), fold(choice.value.label)))
    wider = ((value, _without(chosen, value)) for value in chosen)
    return SupportPage(
        path=root + _below(chosen),
        chosen=chosen,
        services=tuple(service.path for service in listed),
        everywhere=sum(service.national for service in listed) if by_place else 0,
        narrower=tuple(choice._replace(path=root + choice.path) for choice in narrower),
        wider=tuple(Removal(value, root + _below(rest)) for value, rest in wider),
    )


def _below(chosen: _Combination) -> str:
    return FOLDER + "".join(f"{value.facet}/{value.slug}/" for value in chosen)


def _values(pages: Sequence[tuple[Entry, Facts]]) -> dict[Value, frozenset[int]]:
    """Return every value with the numbers of the services that have it."""
    having: dict[tuple[str, str], set[int]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for number, (_, facts) in enumerate(pages):
        for facet, key, label in _values_of(facts):
            having.setdefault((facet, key), set()).add(number)
            names.setdefault((facet, key), (label, facts.locale))
    everywhere = having.get(("area", WHOLE_COUNTRY[0]), set())
    slugs = _slugs({key: name for key, (name, _) in names.items()})
    return {
        Value(*key, slugs[key], *names[key]): frozenset(found | everywhere if key[0] == "area" else found)
        if key[1] != WHOLE_COUNTRY[0]
        else frozenset(found)
        for key, found in having.items()
    }


def _values_of(facts: Facts) -> list[tuple[str, str, str]]:
    """Return the values of one service as (kind, key, label)."""
    found = [("need", fold(need), need) for need in facts.needs]
    found += [("area", code, name) for code, name in facts.areas]
    found += [("language", locale, "") for locale in facts.languages]
    return found + ([("cost", facts.cost, "")] if facts.cost else [])


def _slugs(labels: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """Return a part of an address for each value; where two would share one, each gets a mark of its own."""
    plain = {key: slug_of(label or key[1]) for key, label in labels.items()}
    taken: dict[tuple[str, str], int] = {}
    for (facet, _), slug in plain.items():
        taken[facet, slug] = taken.get((facet, slug), 0) + 1
    return {
        key: slug if slug and taken[key[0], slug] == 1 else f"{slug}-{_mark(key[1])}".lstrip("-")
        for key, slug in plain.items()
    }


def slug_of(text: str) -> str:
    """Return words as a part of an address: small Latin letters, figures and hyphens; nothing for other scripts."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _mark(key: str) -> str:
    return blake2b(key.encode(), digest_size=4).hexdigest()
